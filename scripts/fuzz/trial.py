"""What is asked of a mutant, and what may come of it: a result or an allowed exception; soon, in little memory."""

from __future__ import annotations

import datetime
import json
import time
import traceback
import warnings
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import ipforms
from ipforms import formats
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.reports.comments import commented
from ipforms.reports.html_page import file_section
from ipforms.reports.notice import notice

from .mutants import Mutant

ALLOWED: tuple[type[BaseException], ...] = (IpformsError,)
"""The exceptions that a caller of ipforms may meet. The list is to stay as short as it is."""

SECONDS = 5.0  # of processor time for one mutant
BYTES = 500_000_000  # that one mutant may add to what the process holds
_DAY = datetime.date(2017, 4, 1)  # the clock plays no part
_PROC = Path("/proc/self")
_REPORTED = 4  # of so many mutants one is reported on, which takes as long as reading it
_SHOWN = 3  # frames of ours that tell faults apart


class Outcome(NamedTuple):
    """What came of a mutant."""

    number: int  # which one
    kind: str  # how it was made
    result: str  # "read", or the class of the error
    fault: str  # what must not be, in one line; "" if all is as it should be
    seconds: float  # of processor time
    size: int  # bytes that it took at most


def trial(number: int, made: Mutant) -> Outcome:
    """Ask everything of a mutant."""
    held, begun = _reset_peak(), time.process_time()
    results, faults = zip(*(_asked(each, made) for each in _CALLS[made.asked]), strict=True)
    seconds, size = time.process_time() - begun, max(0, _peak() - held)
    over = [f"{seconds:.1f} s"] if seconds > SECONDS else []
    over += [f"{size // 1_000_000} MB"] if size > BYTES else []
    fault = next(filter(None, faults), "") or (f"over the limits: {made.kind}" if over else "")
    return Outcome(number, made.kind, results[0], fault, seconds, size)


def _asked(call: Callable[[Mutant], Any], made: Mutant) -> tuple[str, str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            call(made)
    except ALLOWED as error:
        return type(error).__name__, _hidden_fault(error)
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return type(error).__name__, _named(error)
    return "read", ""


def _hidden_fault(error: BaseException) -> str:
    """A fault of the program that became an error of ours at the last moment."""
    reason = getattr(error, "context", {}).get("reason")
    is_fault = isinstance(reason, Bilingual) and reason.key == "unreadable.fault"
    return _named(error.__cause__) if is_fault and error.__cause__ else ""


def _named(error: BaseException) -> str:
    frames = [each for each in traceback.extract_tb(error.__traceback__) if "/ipforms/" in each.filename]
    places = " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in frames[: -_SHOWN - 1 : -1])
    return f"{type(error).__name__} at {places}"


def _read(made: Mutant) -> None:
    sub = ipforms.read(made.data)
    report = ipforms.check(sub, on=_DAY)
    json.dumps([sub.values, report.to_dict(), report.to_dict("en")], allow_nan=False)
    if zlib.crc32(made.data) % _REPORTED == 0:
        commented(formats.annotatable(made.data, made.name), report)
        file_section(1, report)
        notice(report, office="婺城区市场监督管理局")


def _flatten(made: Mutant) -> None:
    ipforms.flatten(made.data)


def _rows(made: Mutant) -> None:
    with ipforms.bulk.open_source(made.data) as source:
        rows = ipforms.bulk.Rows(ipforms.form(made.form), source, ignore_unknown=True)
        for row in rows:
            json.dumps([problem.to_dict() for problem in row.problems])


_CALLS: dict[str, tuple[Callable[[Mutant], None], ...]] = {
    "document": (_read,),
    "pdf": (_read, _flatten),
    "table": (_rows,),
}


def _reset_peak() -> int:
    """Forget the most that was held (proc(5)), where there is such a thing; what is held now."""
    with suppress(OSError):
        (_PROC / "clear_refs").write_text("5")
    return _peak()


def _peak() -> int:
    with suppress(OSError):
        for line in (_PROC / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1_024
    return 0
