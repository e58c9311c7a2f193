"""The values that attributes of OFD hold: numbers, boxes, matrices, deltas, colours (GB/T 33190-2016, 7.3 and 8.3).

A value that is none, or far beyond any page, is taken as the standard's default: it is the other objects that count.
"""

import math
from itertools import islice

from ipforms.containers.safe_xml import Element
from ipforms.formats.pdf.form_writer import object_writer

POINTS = 72 / 25.4  # of a millimetre, OFD's unit
_LARGEST = 1e5  # millimetres; a page has a few hundred
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # the matrix that leaves a point where it is
Box = tuple[float, float, float, float]  # Left, top, width and height in millimetres


def number(text: str | None, default: float = 0.0) -> float:
    """A number of sensible size.

    >>> number("3.5"), number("1e999", 2.0), number("nan"), number(None)
    (3.5, 2.0, 0.0, 0.0)
    """
    try:
        found = float(text or default)
    except ValueError:
        return default
    return found if abs(found) <= _LARGEST else default


def numbers(text: str | None, count: int) -> tuple[float, ...]:
    """So many numbers; () if there are others.

    >>> numbers("0 0 210 297", 4), numbers("1 2", 4)
    ((0.0, 0.0, 210.0, 297.0), ())
    """
    found = (text or "").replace(",", " ").split()
    return tuple(map(number, found)) if len(found) == count else ()


def deltas(text: str | None, most: int) -> list[float]:
    """The distances from character to character; "g 3 5" stands for three times 5.

    Args:
        text: the attribute DeltaX or DeltaY.
        most: no more than these are of use.

    >>> deltas("4 g 3 5 6", 9), deltas("g 99999 5", 3), deltas("g 2", 9)
    ([4.0, 5.0, 5.0, 5.0, 6.0], [5.0, 5.0, 5.0], [])
    """
    words = iter(islice((text or "").split(), 3 * most + 3))
    found: list[float] = []
    for word in words:
        times = 1
        if word == "g":
            times, word = int(number(next(words, ""))), next(words, "")
        if word:
            found += [number(word)] * max(0, min(times, most - len(found)))
    return found


def operands(values: tuple[float, ...]) -> bytes:
    """Numbers as PDF writes them.

    >>> operands((1.0, -0.25, 1234.5678912))
    b'1 -0.25 1234.56789'
    """
    return object_writer.numbers(*values, decimals=5)


def colour(element: Element | None) -> tuple[tuple[float, ...], float]:
    """What an element FillColor or StrokeColor says: one, three or four parts from 0 to 1, and the opacity.

    Black where it says nothing, and the first colour of a gradient.
    """
    if element is None:
        return (0.0,), 1.0
    opacity = _share(element.get("Alpha", "255"))
    value = element.get("Value")
    if value is None:
        inner = next((each for each in element.iter("Color") if each is not element), None)
        value = inner.get("Value", "") if inner is not None else ""
    parts = tuple(_share(part) for part in value.split()[:4])
    return (parts if len(parts) in (1, 3, 4) else (0.0,)), opacity


def _share(text: str) -> float:
    """A part of 255, decimal or as #FF."""
    try:
        found = int(text[1:], 16) if text.startswith("#") else number(text)
    except ValueError:
        found = 0
    return min(max(found / 255, 0.0), 1.0)


def is_on(text: str | None, *, default: bool) -> bool:
    """A switch: "true" or "1"."""
    return default if text is None else text.strip().lower() in ("true", "1")


def box(text: str | None) -> Box:
    """Left, top, width and height; all 0 if it is none."""
    left, top, width, height = numbers(text, 4) or (0.0, 0.0, 0.0, 0.0)
    return left, top, width, height


def page_box(texts: list[str | None]) -> Box:
    """The first box that is a page's; A4 if there is none."""
    found = (box(text) for text in texts)
    return next((each for each in found if min(each[2:]) > 1 and math.isfinite(sum(each))), (0.0, 0.0, 210.0, 297.0))
