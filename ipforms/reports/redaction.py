"""What is painted over on a page's picture: the numbers of persons and accounts that the tables hide as well.

A picture shows what no reader has understood, so it is covered rather too much than too little: the whole cell of a
personal field, the digits of long numbers wherever they stand, what of a personal cell stands on another page, pictures
that may be papers. A page on which there are characters of unknown meaning is not shown at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ipforms.codes.masking import personal_spans
from ipforms.formats.pdf import BoundingBox, Character, PdfPage, Rectangle, around, lines, picture_kind
from ipforms.paths import Place
from ipforms.pipeline.submission import Submission
from ipforms.reports.table_excerpts import personal_places
from ipforms.sheet import Paragraph, Sheet

_DIGITS = re.compile(r"\d(?:[^\w:：]{0,3}\d)*")
_FEWEST_DIGITS = 5  # as in `cell_masking`: fewer are a year, a count or a house number
_COLUMN_GAP = 1.6  # em; wider gaps part two columns, digits in boxes of their own stand closer
_RULING = 0.8  # points; the ruling of a redacted cell stays to be seen
_OVERHANG = 0.6  # points; so far the strokes of a character reach beyond its box
_MOST_PICTURES = 0.5  # of the page's area; above it the page is a scan, and nobody knows what stands in it


@dataclass(frozen=True)
class Redaction:
    """What is hidden of the pages of a file.

    Attributes:
        cells: the cells of personal fields that are not blank, with their texts.
        secrets: the digits of the numbers that are hidden.
    """

    cells: Mapping[Place, str]
    secrets: tuple[str, ...]

    def rectangles(self, page: PdfPage) -> list[Rectangle] | None:
        """The rectangles of a page to be painted over; None if it is not to be shown."""
        pictures = [each.box for each in page.pictures if picture_kind(each.box) == "picture"]
        area = sum(box.width * box.height for box in pictures)
        if page.unmapped or area > _MOST_PICTURES * page.width * page.height:
            return None
        boxes = [*pictures, *self._numbers(page), *self._entries(page)]
        cells = [_within(place.box) for place in self.cells if place.page == page.number and place.box is not None]
        return [*cells, *(page.as_shown(_wider(box)) for box in boxes)]

    def _numbers(self, page: PdfPage) -> Iterator[BoundingBox]:
        for line in lines(page.characters):
            for segment in _segments(line.characters, line.size):
                yield from self._hidden(segment)

    def _hidden(self, segment: Sequence[Character]) -> Iterator[BoundingBox]:
        """The numbers of a piece of a line."""
        text = "".join(character.text for character in segment)
        owners = [character for character in segment for _ in character.text]
        parts = [found.span() for found in _DIGITS.finditer(text) if self._is_secret(found[0])]
        for start, end in (*personal_spans(text), *parts):
            yield around(character.box for character in owners[start:end])

    def _is_secret(self, text: str) -> bool:
        digits = _digits(text)
        return len(digits) >= _FEWEST_DIGITS and any(digits in secret for secret in self.secrets)

    def _entries(self, page: PdfPage) -> Iterator[BoundingBox]:
        """Fields of a form: PDFium draws their values, and tells no characters of them."""
        for entry in page.entries:
            if personal_spans(entry.text) or any(self._is_secret(found) for found in _DIGITS.findall(entry.text)):
                yield entry.box


def redaction_of(read: Submission) -> Redaction:
    """What is to be hidden of a file."""
    if read.sheet is None:
        return Redaction({}, ())
    texts = dict(_texts(read.sheet))
    cells = {place: text for place in personal_places(read) if (text := texts.get(place, "…")).strip()}
    parts = (text[start:end] for text in texts.values() for start, end in personal_spans(text))
    return Redaction(cells, tuple(filter(None, map(_digits, (*cells.values(), *parts)))))


def _texts(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    # The text of a field stands in that of its cell, if it has one.
    yield from ((field.place, field.text) for field in sheet.fields)
    for block in (*sheet.blocks, *sheet.apart):
        if isinstance(block, Paragraph):
            yield block.place, block.text
        else:
            yield from ((cell.place, cell.text) for cell in block.cells)


def _digits(text: str) -> str:
    """The digits of a text, those of full width too."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


def _segments(characters: Iterable[Character], size: float) -> Iterator[list[Character]]:
    """The pieces of a line that stand apart, as those of two columns; digits in boxes of their own stand together."""
    segment: list[Character] = []
    for character in characters:
        if segment and character.box.left - segment[-1].box.right > _COLUMN_GAP * size:
            yield segment
            segment = []
        segment.append(character)
    if segment:
        yield segment


def _within(box: Rectangle) -> Rectangle:
    """The inside of a cell, so that its ruling is still seen."""
    left, top, right, bottom = box
    return left + _RULING, top + _RULING, right - _RULING, bottom - _RULING


def _wider(box: BoundingBox) -> BoundingBox:
    """A little more, as the strokes of a character reach to the edge of its room."""
    return BoundingBox(box.left - _OVERHANG, box.top - _OVERHANG, box.right + _OVERHANG, box.bottom + _OVERHANG)
