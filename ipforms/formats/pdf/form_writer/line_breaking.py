"""A value → lines that fit a field: broken as Chinese is set, smaller where there are too many.

A line begins with no closing mark and ends with no opening one; numbers and words stay whole as long as a smaller size
helps. What does not fit at the smallest size is given back for another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ipforms.formats.pdf.form_writer.font_faces import glyph

SMALLEST = 9.0
"""小五: a value is set no smaller, in points."""
_STEP = 0.5  # points; the unit of w:sz, in which Word counts sizes
TIGHT = 1.15
"""From one baseline to the next, in font sizes, where a value was made smaller; prose keeps its proportion."""

_OPENING = "（《〈「『【〔〖［｛“‘〝￥＄"
_CLOSING = "，。、；：？！）》〉」』】〕〗］｝”’〞…—·％‰℃～"
_WORD = "!-~\u00a1-\u00b6\u00b8-\u024f"
# What is never divided: opening marks, a word or a character, closing marks; blanks behind it may hang over.
_CLUSTER = re.compile(rf"[{_OPENING}]*(?:[{_WORD}]+|[^\s]|(?=\s))[{_CLOSING}]*\s*")
_PART = re.compile(r"[@./_-]?[^@./_-]+|[@./_-]")


@dataclass(frozen=True, slots=True)
class GraphemeCluster:
    """A piece of text that no line divides.

    Attributes:
        text: the piece.
        width: without the blanks behind it, in font sizes.
        whole: with them.
    """

    text: str
    width: float
    whole: float


@dataclass(frozen=True, slots=True)
class FittedText:
    """A value as it is set.

    Attributes:
        size: in points.
        line: from one baseline to the next.
        lines: texts, each with its width and its indent in points.
        rest: what found no room; it begins with LF where a paragraph does.
    """

    size: float
    line: float
    lines: tuple[tuple[str, float, float], ...]
    rest: str = ""


def measured(text: str) -> float:
    """How wide a text is, in font sizes."""
    return sum(glyph(each).width for each in text)


def _clusters(paragraph: str) -> list[GraphemeCluster]:
    return [_cluster(found[0]) for found in _CLUSTER.finditer(paragraph) if found[0]]


def _cluster(text: str) -> GraphemeCluster:
    bare = measured(text.rstrip())
    return GraphemeCluster(text, bare, bare + measured(text[len(text.rstrip()) :]))


def fitted(
    text: str,
    size: float,
    line: float,
    width: float,
    height: float,
    first: float = 0.0,
    *,
    smallest: float = SMALLEST,
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
    paragraphs = [_clusters(each) for each in text.split("\n")]
    total = sum(cluster.whole for each in paragraphs for cluster in each)
    tries = []
    for at in _sizes(size, smallest):
        step = _leading(at, size, line, prose=first > 0)
        most = 1 if single else max(1, int((height + 0.3) / step))
        if total * at / width > most and at > smallest:
            continue
        broken, lines = _broken(paragraphs, width / at, first / size)
        if len(lines) <= most and not broken:
            return _setting(lines, at, step)
        tries.append((at, step, most, lines))
    fitting = next((each for each in tries if len(each[3]) <= each[2]), None)
    if fitting:
        return _setting(fitting[3], *fitting[:2])
    at, step, most, lines = tries[-1]
    shown, rest = lines[:most], lines[most:]
    return _setting(shown, at, step, _joined(rest))


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


Line = tuple[str, float, float, bool]
"""A text, its width and indent in font sizes, and whether it begins a paragraph."""


def _broken(paragraphs: list[list[GraphemeCluster]], width: float, first: float) -> tuple[bool, list[Line]]:
    """The lines, and whether a word had to be divided."""
    divided, lines = False, list[Line]()
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


def _parts(cluster: GraphemeCluster, width: float) -> Iterator[str]:
    """A word in parts: before an @, a dot or a stroke; between letters where even that is too long."""
    for part in _PART.findall(cluster.text):
        if measured(part) <= width:
            yield part
        else:
            yield from part


def _setting(lines: list[Line], size: float, step: float, rest: str = "") -> FittedText:
    return FittedText(size, step, tuple((text, wide * size, indent * size) for text, wide, indent, _ in lines), rest)


def _joined(lines: list[Line]) -> str:
    return "".join(("\n" if begins else "") + text for text, _, _, begins in lines)
