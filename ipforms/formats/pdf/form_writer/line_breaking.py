"""A value → lines that fit a field: broken as Chinese is set, smaller where there are too many.

A line begins with no closing mark and ends with no opening one; numbers and words stay whole as long as a smaller size
helps. What does not fit at the smallest size is given back for another page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ipforms.formats.pdf.form_writer.font_faces import glyph

SMALLEST_FIELD_SIZE = 9.0  # 小五: a value is set no smaller, in points
_TOLERANCE = 0.3  # points; a height that is short of a line by less holds it, as heights are rounded
_STEP = 0.5  # points; the unit of w:sz, in which Word counts sizes
TIGHT = 1.15  # from one baseline to the next, in font sizes, where a value was made smaller; prose keeps its proportion

_OPENING = "（《〈「『【〔〖［｛“‘〝￥＄"
_CLOSING = "，。、；：？！）》〉」』】〕〗］｝”’〞…—·％‰℃～"
_WORD = "!-~\u00a1-\u00b6\u00b8-\u024f"
# What is never divided: opening marks, a word or a character, closing marks; blanks behind it may hang over.
_CLUSTER = re.compile(rf"[{_OPENING}]*(?:[{_WORD}]+|[^\s]|(?=\s))[{_CLOSING}]*\s*")
_PART = re.compile(r"[@./_-]?[^@./_-]+|[@./_-]")


@dataclass(frozen=True, slots=True)
class UnbreakableText:
    """A piece of text that no line divides."""

    text: str  # the piece
    width: float  # without the blanks behind it, in font sizes
    whole: float  # with them


@dataclass(frozen=True, slots=True)
class FittedText:
    """A value as it is set."""

    size: float  # in points
    line: float  # from one baseline to the next
    lines: tuple[tuple[str, float, float], ...]  # texts, each with its width and its indent in points
    rest: str = ""  # what found no room; it begins with LF where a paragraph does


BrokenLine = tuple[str, float, float, bool]
"""A text, its width and indent in font sizes, and whether it begins a paragraph."""


class _Try(NamedTuple):
    """A text at one size: from baseline to baseline, how many lines there is room for, whether a word is divided."""

    size: float
    step: float
    most: int
    is_divided: bool
    lines: list[BrokenLine]

    @property
    def is_fitting(self) -> bool:
        return len(self.lines) <= self.most


def measured(text: str) -> float:
    """How wide a text is, in font sizes."""
    return sum(glyph(each).width for each in text)


def _cluster(text: str) -> UnbreakableText:
    bare = measured(text.rstrip())
    return UnbreakableText(text, bare, bare + measured(text[len(text.rstrip()) :]))


def fitted(
    text: str,
    size: float,
    line: float,
    width: float,
    height: float,
    first: float = 0.0,
    *,
    smallest: float = SMALLEST_FIELD_SIZE,
    single: bool = False,
) -> FittedText:
    """Set a value in a field.

    Args:
        text: what is drawn.
        size: that of the template, in points.
        line: from one baseline to the next at that size.
        width: of the room, in points.
        height: of the room.
        first: the indent of each paragraph at that size.
        smallest: the least size.
        single: whether it must be one line, as where a label stands before it.
    """
    paragraphs = [[_cluster(found[0]) for found in _CLUSTER.finditer(each) if found[0]] for each in text.split("\n")]
    tries = []
    for each in _tries(paragraphs, list(_sizes(size, smallest)), line, width, height, first, single=single):
        if each.is_fitting and not each.is_divided:
            return _setting(each.lines, each.size, each.step)
        tries.append(each)
    best = next((each for each in tries if each.is_fitting), tries[-1])
    return _setting(best.lines[: best.most], best.size, best.step, _joined(best.lines[best.most :]))


def _tries(
    paragraphs: list[list[UnbreakableText]],
    sizes: list[float],
    line: float,
    width: float,
    height: float,
    first: float,
    *,
    single: bool,
) -> Iterator[_Try]:
    """A text broken at each size that can hold it by its length, and at the smallest."""
    largest, smallest = sizes[0], sizes[-1]
    total = sum(cluster.whole for each in paragraphs for cluster in each)
    for size in sizes:
        step = _leading(size, largest, line, prose=first > 0)
        most = 1 if single else max(1, int((height + _TOLERANCE) / step))
        if total * size / width <= most or size == smallest:
            yield _Try(size, step, most, *_broken(paragraphs, width / size, first / largest))


def _sizes(size: float, smallest: float) -> Iterator[float]:
    at = size
    while at > smallest:
        yield at
        at -= _STEP
    yield min(size, smallest)


def _leading(at: float, size: float, line: float, *, prose: bool) -> float:
    if at == size:
        return line
    return line * at / size if prose else min(line, at * TIGHT)


def _broken(paragraphs: list[list[UnbreakableText]], width: float, first: float) -> tuple[bool, list[BrokenLine]]:
    """The lines, and whether a word had to be divided."""
    divided, lines = False, list[BrokenLine]()
    for clusters in paragraphs:
        text, used, indent, begins = "", 0.0, first, True
        for cluster in clusters:
            if text and indent + used + cluster.width > width + 1e-6:
                lines.append((text, used, indent, begins))
                text, used, indent, begins = "", 0.0, 0.0, False
            if indent + cluster.width <= width + 1e-6:
                text, used = text + cluster.text, used + cluster.whole
                continue
            divided = True
            for part in _parts(cluster, width - indent):
                wide = measured(part)
                if text and indent + used + wide > width + 1e-6:
                    lines.append((text, used, indent, begins))
                    text, used, indent, begins = "", 0.0, 0.0, False
                text, used = text + part, used + wide
        lines.append((text, used, indent, begins))
    return divided, lines


def _parts(cluster: UnbreakableText, width: float) -> Iterator[str]:
    """A word in parts: before an @, a dot or a stroke; between letters where even that is too long."""
    for part in _PART.findall(cluster.text):
        if measured(part) <= width:
            yield part
        else:
            yield from part


def _setting(lines: list[BrokenLine], size: float, step: float, rest: str = "") -> FittedText:
    return FittedText(size, step, tuple((text, wide * size, indent * size) for text, wide, indent, _ in lines), rest)


def _joined(lines: list[BrokenLine]) -> str:
    return "".join(("\n" if begins else "") + text for text, _, _, begins in lines)
