"""Blanks and line breaks as they were typed, for the texts of a PDF that says so itself."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ipforms.formats.pdf.layout_analysis.table_continuation import MultiPageCell, MultiPageTable
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine, in_reading_order
from ipforms.formats.pdf.whitespace_stream import PARAGRAPH, WhitespaceStream, has_text, leaves_no_ink, with_whitespace
from ipforms.formats.pdf_page import BoundingBox, Character, PdfPage, around
from ipforms.sheet import Doubt


class PageParagraph(NamedTuple):
    """A paragraph outside of tables: its text, its page, where it begins there, and what the page does not tell."""

    text: str
    page: PdfPage
    box: BoundingBox
    lines: Sequence[TextLine] = ()
    doubts: Sequence[Doubt] = ()


PageBlock = MultiPageTable | PageParagraph
_Unit = MultiPageCell | MultiPageTable | list[PageParagraph]
_Placed = list[tuple[PdfPage | None, Character]]


def restored(blocks: Sequence[PageBlock], stream: WhitespaceStream) -> Iterator[PageBlock]:
    """The tables and paragraphs of a document, with the whitespace that `stream` knows of."""
    units = [(unit, _visible(unit, stream)) for unit in _units(blocks)]
    patterns = stream.of([_text(characters) for _, characters in units])
    for (unit, characters), pattern in zip(units, patterns, strict=True):
        if isinstance(unit, MultiPageTable):
            yield unit
        elif isinstance(unit, MultiPageCell):
            if pattern is not None:
                unit.text, unit.doubts = with_whitespace(_text(characters), pattern), []
        elif pattern is None or not characters:
            yield from unit
        else:
            yield from _paragraphs(characters, with_whitespace(_text(characters), pattern))


def _units(blocks: Sequence[PageBlock]) -> Iterator[_Unit]:
    """What the stream may know: the cells of each table, and all paragraphs between two tables; and the tables."""
    paragraphs: list[PageParagraph] = []
    for block in blocks:
        if isinstance(block, PageParagraph):
            paragraphs.append(block)
            continue
        yield paragraphs
        paragraphs = []
        yield from sorted((cell for cell in block.cells if cell.is_plain), key=MultiPageCell.reading_order)
        yield block
    yield paragraphs


def _visible(unit: _Unit, stream: WhitespaceStream) -> _Placed:
    """The characters of a text in the order that the file has them in, or else in that in which a person sees them.

    What was filled in comes behind all print where a form was flattened.
    """
    orders = ([(page, each) for page, each in order if has_text(each)] for order in _orders(unit))
    first = next(orders)
    return next((order for order in chain([first], orders) if stream.knows([each for _, each in order])), first)


def _orders(unit: _Unit) -> Iterator[_Placed]:
    """The characters of a text with their pages, in the order of the file and in that of reading."""
    if isinstance(unit, MultiPageTable):
        yield []
    elif isinstance(unit, MultiPageCell):
        yield [(None, each) for each in unit.characters]
        yield [(None, each) for each in in_reading_order(unit.lines)]
    else:
        placed = [(block.page, each) for block in unit for each in in_reading_order(block.lines)]
        yield [*sorted(placed, key=lambda pair: (pair[0].number, pair[1].number))]
        yield [*placed]


def _text(characters: _Placed) -> str:
    return "".join(each.text for _, each in characters)


def _paragraphs(characters: _Placed, text: str) -> Iterator[PageParagraph]:
    """The paragraphs of a text, each at its place on the page on which it begins."""
    at = 0
    for paragraph in text.split(PARAGRAPH):
        count = sum(not leaves_no_ink(each) for each in paragraph)
        taken, at = characters[at : at + count], at + count
        if taken and (page := taken[0][0]) is not None:
            yield PageParagraph(paragraph, page, around(each.box for of, each in taken if of is page))
