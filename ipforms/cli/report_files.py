"""The reports that `ipforms check` writes: an overview in Excel, a page, JSON. Each appears whole at the end.

A record in each folder says for which file a letter, copy or page was written, so that those of files that are gone are
found.
"""

import contextlib
import errno
import filecmp
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from ipforms.bulk.atomic_files import FileExists, make_folder, removed_on_error, unwritable, write_whole
from ipforms.bulk.check_files import outcome_dict
from ipforms.errors import IpformsError, UnsupportedFormat
from ipforms.messages import Lang
from ipforms.pipeline.report import CheckOutcome
from ipforms.reports.excel import write_excel
from ipforms.reports.html_page import write_page
from ipforms.reports.table_report import ReportTable

Tables = Sequence[ReportTable]


class SameOutput(IpformsError):
    """One file is asked for twice."""


def _book(outcomes: Iterable[CheckOutcome], stream: BinaryIO, lang: Lang, on: date, tables: Tables) -> None:
    write_excel(outcomes, stream, lang, on, tables=tables)


def _page(outcomes: Iterable[CheckOutcome], stream: BinaryIO, lang: Lang, on: date, tables: Tables) -> None:
    write_page(outcomes, stream, lang, on, tables=tables)


def _lines(outcomes: Iterable[CheckOutcome], stream: BinaryIO, lang: Lang, *_: object) -> None:
    for outcome in outcomes:
        stream.write(_as_json(outcome, lang) + b"\n")


def _list(outcomes: Iterable[CheckOutcome], stream: BinaryIO, lang: Lang, *_: object) -> None:
    before = b"[\n"
    for outcome in outcomes:
        stream.write(before + _as_json(outcome, lang))
        before = b",\n"
    stream.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def _as_json(outcome: CheckOutcome, lang: Lang) -> bytes:
    # Half of a surrogate pair, which no file takes, becomes a question mark.
    return json.dumps(outcome_dict(outcome, lang), ensure_ascii=False).encode("utf-8", "replace")


WRITERS: Mapping[str, Callable[..., object]] = {".xlsx": _book, ".html": _page, ".json": _list, ".jsonl": _lines}
"""By the suffix of a report: what writes it."""


def check_targets(given: Iterable[str | Path], suffixes: Sequence[str] = tuple(WRITERS)) -> list[Path]:
    """See that files can be written, before any work is done.

    Raises:
        UnsupportedFormat: a suffix is none of these.
        SameOutput: one is asked for twice.
        UnwritableOutput: a folder cannot be written into, or a folder has the name.
    """
    targets: list[Path] = []
    for path in map(Path, given):
        if path.suffix.lower() not in suffixes:
            raise UnsupportedFormat(format=path.suffix or path.name, known=suffixes)
        if path in targets:
            raise SameOutput(name=str(path))
        make_folder(path.parent)
        if path.is_dir():
            raise unwritable(path, IsADirectoryError(errno.EISDIR, "a folder has this name"))
        targets.append(path)
    return targets


def write_reports(
    targets: list[Path],
    outcomes: Callable[[], Iterable[CheckOutcome]],
    lang: Lang,
    on: date,
    tables: Tables = (),
    *,
    overwrite: bool,
) -> list[Path]:
    """Write the reports of a batch.

    Args:
        targets: the files, of `check_targets`.
        outcomes: gives the outcomes, from the first one on, for each report.
        lang: their language.
        on: the day of the check.
        tables: what stands behind the outcomes in those that people read.
        overwrite: replace files that differ.

    Raises:
        FileExists: a file is there, with other contents, and may not be replaced.
        UnwritableOutput: the system refuses.
    """
    for target in targets:
        with whole_file(target, overwrite=overwrite) as stream:
            WRITERS[target.suffix.lower()](outcomes(), stream, lang, on, tables)
    return targets


@contextlib.contextmanager
def whole_file(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A stream whose file appears whole when the block ends well. One that is there with the same contents stays.

    Raises:
        FileExists: another file is there, with other contents, and `overwrite` is not set.
        UnwritableOutput: the system refuses.
    """
    part = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    try:
        with removed_on_error(part):
            with part.open("wb") as stream:
                yield stream
            _move_into_place(part, path, overwrite=overwrite)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def _move_into_place(part: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite or not path.exists():
        part.replace(path)
    elif filecmp.cmp(part, path, shallow=False):
        part.unlink()
    else:
        raise FileExists(name=str(path))


_NAME = ".ipforms.json"  # hidden: no answer of anybody, wherever the folder lies


class OutputRecord:
    """What runs have written into a folder, by its path below it, with the file that it is about.

    Args:
        folder: the folder; what an earlier run has noted there is read, and what is broken starts anew.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / _NAME
        self._sources: dict[str, str] = {}
        self._written: set[str] = set()
        with contextlib.suppress(OSError, ValueError):
            noted = json.loads(self._path.read_text("utf-8"))
            self._sources = {str(name): str(source) for name, source in noted.items()}

    def add(self, below: Path, source: Path) -> None:
        """Note what was written just now."""
        self._sources[below.as_posix()] = self._from_here(source)
        self._written.add(below.as_posix())

    def remove(self, below: Path) -> None:
        """Forget what was withdrawn."""
        self._sources.pop(below.as_posix(), None)

    def orphans(self) -> list[Path]:
        """What was written for files that are not there any more."""
        earlier = ((name, source) for name, source in self._sources.items() if name not in self._written)
        return [Path(name) for name, source in earlier if not _is_there(self._folder / source)]

    def about(self, given: Iterable[Path]) -> Iterator[Path]:
        """What is noted for files that lie where some path is, as it lies here."""
        roots = [Path(os.path.normpath(path.absolute())) for path in given]
        for name, source in self._sources.items():
            path = Path(os.path.normpath(self._folder.absolute() / source))
            if any(path.is_relative_to(root) for root in roots):
                yield self._folder / name

    def _from_here(self, source: Path) -> str:
        """The way from the folder to a file, as both may be moved together; the whole path where there is none."""
        try:
            return Path(os.path.relpath(source.absolute(), self._folder.absolute())).as_posix()
        except ValueError:  # another drive
            return str(source.absolute())

    def save(self) -> None:
        """Note all of it in the folder.

        Raises:
            UnwritableOutput: the system refuses.
        """
        if self._sources or self._path.exists():
            made = json.dumps(self._sources, ensure_ascii=False, indent=0, sort_keys=True)
            write_whole(self._path, made.encode("utf-8", "replace"), overwrite=True)


def _is_there(source: Path) -> bool:
    """Whether a file is there; of one in an archive or mail, whether that is."""
    return source.exists() or any(parent.is_file() for parent in source.parents)
