"""PDFium's small questions, asked without ceremony: they come a thousand times a page, and each is answered at once."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from types import SimpleNamespace
from typing import Any


@lru_cache(maxsize=8)
def quick(raw: Any, *names: str) -> SimpleNamespace:
    """Some functions of PDFium under their own names, which take half as long to call.

    Their pointers are addresses, plain numbers that nobody looks at, and the interpreter is not handed over to other
    threads meanwhile: not for a function that takes long, or calls back.

    Args:
        raw: PDFium.
        names: the functions.
    """
    return SimpleNamespace(**{name: _quick(getattr(raw, name)) for name in names})


def _quick(function: Any) -> Any:
    prototype = ctypes.PYFUNCTYPE(_plain(function.restype), *map(_plain, function.argtypes))
    return prototype(ctypes.cast(function, ctypes.c_void_p).value or 0)


def _plain(kind: Any) -> Any:
    return ctypes.c_void_p if issubclass(kind, ctypes._Pointer) else kind


def address(pointer: Any) -> int | None:
    """Where a pointer points to; None if nowhere."""
    return ctypes.cast(pointer, ctypes.c_void_p).value


class OutBuffer:
    """Numbers that PDFium writes down when it is asked, always into the same memory.

    Attributes:
        numbers: what was written down last. To unpack `numbers[:]`, a list, is eight times as fast.
        addresses: of each number.
    """

    def __init__(self, kind: Any, count: int) -> None:
        self.numbers = (kind * count)()
        first = ctypes.addressof(self.numbers)
        self.addresses = [first + place * ctypes.sizeof(kind) for place in range(count)]
