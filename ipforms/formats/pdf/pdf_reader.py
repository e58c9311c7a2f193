"""The document: its pages brought together to one Sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby

from ipforms.errors import exceeded
from ipforms.formats.pdf.layout_analysis.headers_footers import HeadersFooters
from ipforms.formats.pdf.layout_analysis.line_joins import typed
from ipforms.formats.pdf.layout_analysis.page_layout import PageLayout, PageTable, page_layout
from ipforms.formats.pdf.layout_analysis.printed_checkboxes import said
from ipforms.formats.pdf.layout_analysis.table_continuation import MultiPageCell, MultiPageTable, begun
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine
from ipforms.formats.pdf.layout_analysis.whitespace_restore import PageParagraph, restored
from ipforms.formats.pdf.pdf_diagnostics import about_file, about_pages, is_blank, is_scan
from ipforms.formats.pdf.pdf_errors import ScannedDocument
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdf_page import BoundingBox, PdfPage, around
from ipforms.formats.pdf.pdfium_document import open_pdf
from ipforms.formats.pdf.stream_sizes import streams
from ipforms.formats.pdf.whitespace_stream import WhitespaceStream
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.sheet import Cell, Doubt, Field, Mark, Paragraph, Sheet, Table

_SMALL = 12.0
_APART = 1.4


def read(data: bytes, name: str, limits: PdfLimits) -> Sheet:
    """Read a PDF, see `ipforms.formats.pdf.read`."""
    with open_pdf(data, name, limits) as document:
        pages = list(document.pages())
        notes = list(about_file(document, data))
        spaces = [(dictionary, data[start:end]) for dictionary, start, end in streams(data)]
    if all(is_blank(page) or is_scan(page) for page in pages):
        raise ScannedDocument(name=name)
    if sum(len(page.across) + len(page.down) for page in pages) > limits.objects:
        raise exceeded(name, "lines", limits.objects)
    builder = _SheetBuilder([page_layout(page, name, limits) for page in pages], WhitespaceStream(spaces))
    return builder.sheet((*notes, *about_pages(pages)))


class _SheetBuilder:
    """Goes through the pages, and gives everything its place."""

    def __init__(self, pages: Sequence[PageLayout], spacing: WhitespaceStream) -> None:
        self._pages, self._spacing = pages, spacing
        self._furniture = HeadersFooters(pages)
        self._blocks: list[MultiPageTable | PageParagraph] = []
        self._apart: list[Paragraph] = []

    def sheet(self, notes: tuple[Note, ...]) -> Sheet:
        """All pages as one Sheet."""
        for each in self._pages:
            self._page(each)
        places = _PlaceIndex({each.page.number: each.page for each in self._pages})
        found = restored(self._blocks, self._spacing) if self._spacing else self._blocks
        blocks = [
            places.paragraph(block) if isinstance(block, PageParagraph) else places.table(block) for block in found
        ]
        marks = tuple(
            Mark(picture.kind, places.of(each.page, picture.box), picture.name)
            for each in self._pages
            for picture in each.page.pictures
            if min(picture.box.width, picture.box.height) > _SMALL and not is_scan(each.page)
        )
        fields = tuple(field for each in self._pages for field in _fields(each.page, places))
        return Sheet(tuple(blocks), tuple(self._apart), marks, notes, fields, tuple(places.doubts))

    def _page(self, page: PageLayout) -> None:
        body: list[TextLine | PageTable] = list(page.tables)
        for line in page.lines:
            part = self._furniture.part(line, page)
            if part == "body":
                body.append(line)
            else:
                place = Place(row=1, page=page.page.number, part=part, box=page.page.as_shown(line.box))
                self._apart.append(Paragraph(line.text.strip(), place))
        column, sheet = _column(body), page.page
        for is_table, group in groupby(sorted(body, key=_top), key=_is_table):
            if is_table:
                for table in group:
                    self._table(table, is_first=table is min(body, key=_top))
            else:
                self._write(list(group), column, sheet)
        self._blocks += [PageParagraph(note.text, sheet, note.box) for note in page.notes]

    def _table(self, table: TextLine | PageTable, *, is_first: bool) -> None:
        assert isinstance(table, PageTable)
        last = self._blocks[-1] if self._blocks else None
        if is_first and isinstance(last, MultiPageTable) and last.goes_on_in(table):
            last.add(table)
        else:
            self._blocks.append(begun(table, self._spacing))

    def _write(self, group: Sequence[TextLine | PageTable], column: BoundingBox, page: PdfPage) -> None:
        """Lines outside of tables: a wide gap between two of them ends a paragraph."""
        paragraph: list[TextLine] = []
        for line in group:
            assert isinstance(line, TextLine)
            if paragraph and line.box.top - paragraph[-1].box.bottom > _APART * line.size:
                self._lines(paragraph, column, page)
                paragraph = []
            paragraph.append(line)
        self._lines(paragraph, column, page)

    def _lines(self, paragraph: list[TextLine], column: BoundingBox, page: PdfPage) -> None:
        self._blocks += [
            PageParagraph(text, page, around(line.box for line in taken), taken, doubts)
            for text, taken, doubts in typed(paragraph, column, 0.0)
        ]


def _top(each: TextLine | PageTable) -> float:
    return each.box.top


def _is_table(each: TextLine | PageTable) -> bool:
    return isinstance(each, PageTable)


def _column(body: Sequence[TextLine | PageTable]) -> BoundingBox:
    """The room that the text of a page takes."""
    return around(each.box for each in body) if body else BoundingBox(0, 0, 0, 0)


class _PlaceIndex:
    """Numbers tables and columns, and knows what stands where.

    Attributes:
        doubts: what the pages do not tell, with its place.
    """

    def __init__(self, pages: Mapping[int, PdfPage]) -> None:
        self._pages = pages
        self._tables, self._paragraphs = 0, 0
        self._seen: list[tuple[int, BoundingBox, Place]] = []
        self.doubts: list[Doubt] = []

    def at(self, page: PdfPage, box: BoundingBox) -> Place:
        """The cell in which something stands, or its own place on the page."""
        x, y = box.centre
        cells = (place for number, room, place in self._seen if number == page.number and room.holds(x, y))
        return next(cells, Place(page=page.number, box=page.as_shown(box)))

    def of(self, page: PdfPage, box: BoundingBox) -> Place:
        """The place of something on a page, with the number of its cell if it stands in one."""
        return self.at(page, box)._replace(page=page.number, box=page.as_shown(box))

    def paragraph(self, typed: PageParagraph) -> Paragraph:
        """A paragraph with its number."""
        self._paragraphs += 1
        place = Place(row=self._paragraphs, page=typed.page.number, box=typed.page.as_shown(typed.box))
        self.doubts += [doubt._replace(place=place) for doubt in typed.doubts]
        return Paragraph(typed.text, place)

    def table(self, whole: MultiPageTable) -> Table:
        """A table with all of its places."""
        self._tables += 1
        xs = whole.columns()
        # Many cells share their sides.
        nearest = cache(partial(_nearest, xs))
        cells = [self._cell(joint, nearest) for joint in sorted(whole.cells, key=_reading_order)]
        page, box = whole.parts[0]
        place = Place(self._tables, page=page, box=self._pages[page].as_shown(box))
        return Table(whole.rows, max(1, len(xs) - 1), tuple(cells), place)

    def _cell(self, joint: MultiPageCell, nearest: Callable[[float], int]) -> Cell:
        page, box = joint.parts[0]
        column, end = nearest(box.left), nearest(box.right)
        place = Place(self._tables, joint.row + 1, column + 1, page, box=self._pages[page].as_shown(box))
        self._seen += [(number, part, place) for number, part in joint.parts]
        self.doubts += [doubt._replace(place=place) for doubt in joint.doubts]
        inside = tuple(_nested(each, place) for each in joint.inside)
        return Cell(joint.row, column, joint.row_span, max(1, end - column), joint.text, place, inside)


def _fields(page: PdfPage, places: _PlaceIndex) -> Iterator[Field]:
    yield from (Field(entry.name, entry.text, places.at(page, entry.box)) for entry in page.entries if entry.name)
    for tick in page.ticks:
        if tick.name:
            yield Field(tick.name, said(tick) if tick.is_ticked else "", places.at(page, tick.box), is_box=True)


def _reading_order(joint: MultiPageCell) -> tuple[int, float]:
    return joint.row, joint.parts[0][1].left


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=[abs(each - x) for each in xs].__getitem__)


def _nested(table: PageTable, place: Place) -> Table:
    cells = tuple(
        Cell(*cell.square[:4], cell.text, place, tuple(_nested(each, place) for each in cell.inside))
        for cell in table.cells
    )
    return Table(len(table.ruled.ys) - 1, len(table.ruled.xs) - 1, cells, place)
