"""What is painted over on a page's picture: given cells, numbers wherever they stand, pictures that may be papers.

A picture shows what no reader has understood, so it is covered rather too much than too little. A page on which there
are characters of unknown meaning is not shown at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ipforms.formats.pdf.layout_analysis.text_lines import lines
from ipforms.formats.pdf.pdf_page import BoundingBox, Character, PdfPage, Rectangle, around, picture_kind

_COLUMN_GAP = 1.6  # em; wider gaps part two columns, digits in boxes of their own stand closer
_RULING = 0.8  # points; the ruling of a redacted cell stays to be seen
_OVERHANG = 0.6  # points; so far the strokes of a character reach beyond its box
_MOST_PICTURES = 0.5  # of the page's area; above it the page is a scan, and nobody knows what stands in it

NumberSpans = Callable[[str], Iterable[tuple[int, int]]]
"""Where in a text the numbers stand that nobody is to see: begins and ends."""


def hidden_rectangles(page: PdfPage, cells: Iterable[Rectangle], number_spans: NumberSpans) -> list[Rectangle] | None:
    """The rectangles of a page to be painted over; None if it is not to be shown."""
    pictures = [each.box for each in page.pictures if picture_kind(each.box) == "picture"]
    area = sum(box.width * box.height for box in pictures)
    if page.unmapped or area > _MOST_PICTURES * page.width * page.height:
        return None
    # PDFium draws the values of form fields, and tells no characters of them.
    fields = (entry.box for entry in page.entries if any(number_spans(entry.text)))
    unread = (each.box for each in page.unread if each.is_drawn and any(number_spans(each.text)))
    boxes = [*pictures, *unread, *_numbers(page, number_spans), *fields]
    return [*map(_within, cells), *(page.as_shown(_wider(box)) for box in boxes)]


def _numbers(page: PdfPage, number_spans: NumberSpans) -> Iterator[BoundingBox]:
    for line in lines(page.characters):
        for segment in _segments(line.characters, line.size):
            text = "".join(character.text for character in segment)
            owners = [character for character in segment for _ in character.text]
            for start, end in number_spans(text):
                yield around(character.box for character in owners[start:end])


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
