"""The one LibreOffice of this process, shared by its threads one after the other."""

from __future__ import annotations

import os
from threading import RLock

from ipforms.formats.office.office_files import OfficeLimits
from ipforms.formats.office.soffice import Soffice

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
