"""Where the characters of a TextCode stand (GB/T 33190-2016, 11.3 and 11.4)."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import cos, radians, sin
from typing import NamedTuple

from ipforms.containers.safe_xml import Element
from ipforms.formats.ofd.drawn_glyphs import drawn_glyph
from ipforms.formats.ofd.ofd_values import deltas, number

_MOST_GLYPHS = 50  # of one character, where glyphs stand for it
Point = tuple[float, float]


class PlacedText(NamedTuple):
    """What one glyph stands for, and the point at which it begins."""

    text: str
    x: float
    y: float


def positions(
    code: Element, transforms: Sequence[Element], start: Point, size: float, turn: float
) -> Iterator[PlacedText]:
    """The characters of a TextCode, each at its place.

    Args:
        code: the TextCode.
        transforms: elements CGTransform before it.
        start: where it begins, unless it says so itself: where the one before did.
        size: of the writing, along its line.
        turn: degrees by which the line is turned, where no distances are given.
    """
    text = _text(code)
    x, y = (number(code.get(axis), origin) for axis, origin in zip("XY", start, strict=True))
    most = 2 * len(text) + _MOST_GLYPHS
    across, down = deltas(code.get("DeltaX"), most), deltas(code.get("DeltaY"), most)
    units = _units(text, transforms, len(across or down))
    if not across and not down:
        angle = radians(turn)
        steps = [drawn_glyph(unit).width * size if unit else 0.0 for unit in units]
        across, down = [step * cos(angle) for step in steps], [step * sin(angle) for step in steps]
    xs, ys = (accumulate(_filled(found, len(units)), initial=at) for found, at in ((across, x), (down, y)))
    yield from (PlacedText(*each) for each in zip(units, xs, ys, strict=False) if each[0])


def _text(code: Element) -> str:
    text: str = code.text or ""
    return text.strip("\r\n\t ") if "\n" in text else text


def _filled(found: list[float], count: int) -> list[float]:
    """A distance for each; where there are too few the last one holds for the rest, as viewers have it."""
    return found + [found[-1] if found else 0.0] * (count - len(found))


def _units(text: str, transforms: Sequence[Element], count: int) -> list[str]:
    """What the distances are counted by: characters, glyphs, or units of UTF-16, whichever fits their number."""
    if len(text) == count + 1:
        return list(text)
    found = (_by_glyph(text, transforms), _by_utf16(text))
    return next((units for units in found if len(units) == count + 1), list(text))


def _by_utf16(text: str) -> list[str]:
    return [unit for each in text for unit in ([each, ""] if ord(each) > 0xFFFF else [each])]


def _by_glyph(text: str, transforms: Sequence[Element]) -> list[str]:
    """A text as its glyphs: of several that stand for one character the first has it, the others nothing."""
    groups = {int(number(each.get("CodePosition"), -1)): each for each in transforms}
    units: list[str] = []
    at = 0
    while at < len(text):
        group = groups.get(at)
        codes = 1 if group is None else max(1, int(number(group.get("CodeCount"), 1)))
        glyphs = 1 if group is None else min(_MOST_GLYPHS, int(number(group.get("GlyphCount"), 1)))
        taken, at = text[at : at + codes], at + codes
        units += list(taken) if codes == glyphs else [taken, *[""] * (glyphs - 1)]
    return units
