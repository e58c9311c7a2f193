"""Files in, files out: many in one call of LibreOffice, and one by one after something went wrong.

The threads of a process share its one LibreOffice, one after the other.
"""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import RLock

from ipforms.errors import IpformsError, exceeded
from ipforms.formats.office.office_files import OfficeLimits, conversion_failed
from ipforms.formats.office.soffice import Soffice, SofficeFault

DOCX = "docx:MS Word 2007 XML"
FLAT = "fodt:OpenDocument Text Flat XML"
FLAT_FILTER = "OpenDocument Text Flat XML"


@dataclass(frozen=True, slots=True)
class ConversionJob:
    """A file for LibreOffice."""

    name: str  # what to call it in messages
    infilter: str  # the filter that reads it
    suffix: str  # what it is called for LibreOffice
    data: bytes  # the file


def run(office: Soffice, jobs: Sequence[ConversionJob], to: str) -> list[bytes | IpformsError]:
    """Convert all jobs; what becomes of each stands at its place. One that fails costs the others nothing."""
    results: list[bytes | IpformsError] = [conversion_failed(job.name, "refused") for job in jobs]
    filters = sorted(((job.infilter, index) for index, job in enumerate(jobs)))
    for _, group in groupby(filters, itemgetter(0)):
        for index, result in _together(office, [(index, jobs[index]) for _, index in group], to):
            results[index] = result
    return results


def _together(
    office: Soffice, jobs: list[tuple[int, ConversionJob]], to: str
) -> list[tuple[int, bytes | IpformsError]]:
    with tempfile.TemporaryDirectory(prefix="ipforms-office-") as folder:
        given, made = Path(folder, "in"), Path(folder, "out")
        given.mkdir()
        made.mkdir()
        files = [given / f"{index}.{job.suffix}" for index, job in jobs]
        for file, (_, job) in zip(files, jobs, strict=True):
            file.write_bytes(job.data)
        fault = office.convert(jobs[0][1].infilter, to, files, made)
        suffix = to.partition(":")[0]
        outputs = [made / f"{index}.{suffix}" for index, _ in jobs]
        if len(jobs) > 1 and (fault is not None or not all(output.is_file() for output in outputs)):
            # One of them has stopped the call, or cost others their turn; and the last output may be cut off.
            return [found for each in jobs for found in _together(office, [each], to)]
        return [
            (index, _result(job, output, fault, office)) for (index, job), output in zip(jobs, outputs, strict=True)
        ]


def _result(job: ConversionJob, file: Path, fault: SofficeFault | None, office: Soffice) -> bytes | IpformsError:
    if fault is not None:
        return _said(job.name, fault, office)
    if not file.is_file():
        return conversion_failed(job.name, "refused")
    size, most = file.stat().st_size, office.limits.output_bytes
    return file.read_bytes() if size <= most else exceeded(job.name, "converted_bytes", most, count=size)


def _said(name: str, fault: SofficeFault, office: Soffice) -> IpformsError:
    if fault is SofficeFault.TIME:
        return conversion_failed(name, "overtime", seconds=office.limits.seconds)
    if fault is SofficeFault.MEMORY:
        return conversion_failed(name, "overweight", mebibytes=office.limits.resident_bytes // 2**20)
    return conversion_failed(name, "crashed" if fault is SofficeFault.CRASH else "unstartable", program=office.program)


_lock = RLock()
_office: Soffice | None = None


class SharedSoffice:
    """`with Borrowed(program, limits) as office:` nobody else has it meanwhile. It stays warm afterwards."""

    def __init__(self, program: str, limits: OfficeLimits) -> None:
        self._program, self._limits = program, limits

    def __enter__(self) -> Soffice:
        global _office
        _lock.acquire()
        try:
            if _office is None or _office.program != self._program:
                close()
                _office = Soffice(self._program, self._limits)
                _end_with_this_process()
            _office.limits = self._limits
        except BaseException:
            _lock.release()
            raise
        return _office

    def __exit__(self, *_: object) -> None:
        _lock.release()


def close() -> None:
    """End LibreOffice, if it is running; the next file starts it again."""
    global _office
    with _lock:
        office, _office = _office, None
        if office is not None:
            office.stop()


def _end_with_this_process() -> None:
    # `atexit` does not reach the worker processes of a pool; this reaches them and every other process.
    from multiprocessing.util import Finalize

    Finalize(None, close, exitpriority=100)


def _forget() -> None:
    global _lock, _office
    if _office is not None:
        _office.forget()
    _lock, _office = RLock(), None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
