"""A letter that is somewhat longer than a page is set closer, so that it is one sheet to print, to seal and to file.

GB/T 9704-2012, 5.2.3 has 22 lines of 28 characters, and lets special cases depart from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipforms.formats.docx_markup import Element, W

_HEIGHT, _WIDTH = 12757, 8844  # twips of the type area: 225 by 156 mm
_TITLE = ("Title", 440, 700)  # the style of titles, 2号; twips of a character and of a line of it
_INDENT = 2  # characters before the first line of a paragraph
_SPARE = 1  # lines: a program may break where another one would not


@dataclass(frozen=True, slots=True)
class LineGrid:
    """Type and lines of a page."""

    size: int  # of the type, in half points
    pitch: int  # from line to line, in twips

    def lines(self, text: str) -> int:
        """How many lines a paragraph takes."""
        return _lines(text, 10 * self.size - 5)  # twips; the style sets characters a quarter of a point closer


_STANDARD = LineGrid(32, 579)  # 3号, 28.95 pt
_CLOSER = (LineGrid(28, 500), LineGrid(28, 440), LineGrid(28, 380))  # 4号 at 25, 22 and 19 pt


def fitted(paragraphs: Sequence[Element]) -> None:
    """Set the paragraphs of a letter closer if they fit a page then; one that is longer still stays as it is."""
    if _height(paragraphs, _STANDARD) <= _HEIGHT:
        return
    grid = next((each for each in _CLOSER if _height(paragraphs, each) + _SPARE * each.pitch <= _HEIGHT), None)
    if grid is not None:
        for each in paragraphs:
            _set(each, grid)


def width(text: str) -> float:
    """The width of a text in characters of the grid: what is narrow counts half."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _height(paragraphs: Sequence[Element], grid: LineGrid) -> int:
    return sum(_paragraph_height(each, grid) for each in paragraphs)


def _paragraph_height(paragraph: Element, grid: LineGrid) -> int:
    text = "".join(paragraph.itertext())
    if _is_title(paragraph):
        _, character, line = _TITLE
        return line * _lines(text, character)
    return grid.pitch * grid.lines(text)


def _lines(text: str, character: int) -> int:
    return max(1, -int(-(width(text) + _INDENT) // (_WIDTH // character)))


def _is_title(paragraph: Element) -> bool:
    style = paragraph.find(f"{W.name('pPr')}/{W.name('pStyle')}")
    return style is not None and style.get(W.name("val")) == _TITLE[0]


def _set(paragraph: Element, grid: LineGrid) -> None:
    if _is_title(paragraph):
        return
    properties = paragraph[0]
    at = next((at for at, each in enumerate(properties) if each.tag in _BEHIND_SPACING), len(properties))
    properties[at:at] = (W("snapToGrid", val=0), W("spacing", line=grid.pitch, lineRule="exact"))
    for run in paragraph.iter(W.name("r")):
        look = run.find(W.name("rPr"))
        if look is None:
            look = W("rPr")
            run.insert(0, look)
        look.extend((W("sz", val=grid.size), W("szCs", val=grid.size)))


_BEHIND_SPACING = (W.name("ind"), W.name("sectPr"))  # in the order of CT_PPr
