"""Reads a PDF: its pages are analysed one by one and brought together to one Sheet."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from ipforms.errors import exceeded
from ipforms.formats.pdf.layout_analysis.headers_footers import HeadersFooters
from ipforms.formats.pdf.layout_analysis.line_joins import logical_lines
from ipforms.formats.pdf.layout_analysis.page_layout import PageLayout, PageTable, page_layout
from ipforms.formats.pdf.layout_analysis.page_order import in_reading_order
from ipforms.formats.pdf.layout_analysis.printed_checkboxes import answer
from ipforms.formats.pdf.layout_analysis.table_continuation import MultiPageCell, MultiPageTable, first_part
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine
from ipforms.formats.pdf.layout_analysis.whitespace_restore import PageBlock, PageParagraph, restored
from ipforms.formats.pdf.page_visibility import WATERMARK
from ipforms.formats.pdf.pdf_diagnostics import brief, file_notes, has_to_be_seen, is_blank, is_scan, page_notes
from ipforms.formats.pdf.pdf_errors import no_text
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdfium_document import PdfiumDocument, open_pdf
from ipforms.formats.pdf.stream_sizes import streams
from ipforms.formats.pdf.whitespace_stream import WhitespaceStream
from ipforms.formats.pdf_page import BoundingBox, PdfPage, around
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.sheet import Cell, Doubt, Field, Mark, Paragraph, Sheet, Table, Trace

_DEFAULT_LIMITS = PdfLimits()
_SMALL = 12.0  # points; a smaller picture is no seal and no signature
_FOR_WORDS = ("picture", "signature")  # what may stand for words behind a label; a seal stands on them
_TOUCHING = 2.0  # points that a picture may reach over the colon before it
_MOST_TRACES = 200  # of a page; more of them nobody reads
_PARAGRAPH_GAP = 1.4  # sizes of the writing between two lines, which ends a paragraph


PageRecogniser = Callable[[PdfiumDocument, PdfPage], PdfPage]
"""What reads a page that is a picture, of an open document."""


def read(
    data: bytes, *, name: str = "PDF", limits: PdfLimits = _DEFAULT_LIMITS, recognise: PageRecogniser | None = None
) -> Sheet:
    """Read a PDF.

    Args:
        data: the file.
        name: what to call it in messages.
        limits: how large it may be.
        recognise: reads a page that is a picture; None where nothing can.

    Returns:
        What a person sees in it, as cells; the fields of a fillable form in `fields` as well.

    Raises:
        UnreadableDocument: it is broken, or protected by a password.
        ScannedDocument: its pages are pictures, without text.
        LimitExceeded: it is larger than `limits`.
    """
    with open_pdf(data, name, limits, marks_layers=True) as document:
        pages = list(document.pages())
        notes = list(file_notes(document, data))
        if recognise is not None:
            seen = [recognise(document, page) if has_to_be_seen(page) else page for page in pages]
            pages = seen if any(page.characters for page in seen) else pages  # of a bare page alone say what is there
    if all(is_blank(page) or is_scan(page) for page in pages):
        raise no_text(name, pages, is_seen=recognise is not None)
    stream = WhitespaceStream((dictionary, data[start:end]) for dictionary, start, end in streams(data))
    return sheet_of(pages, name, limits, notes, stream)


def sheet_of(
    pages: Sequence[PdfPage],
    name: str,
    limits: PdfLimits,
    notes: Iterable[Note] = (),
    stream: WhitespaceStream | None = None,
) -> Sheet:
    """Pages as one Sheet.

    Args:
        pages: in order.
        name: what to call the document in messages.
        limits: how large it may be.
        notes: on the file as a whole.
        stream: what the file says about its texts.

    Raises:
        LimitExceeded: it has too many ruling lines.
    """
    if sum(len(page.across) + len(page.down) for page in pages) > limits.objects:
        raise exceeded(name, "lines", limits.objects)
    if pages and all(page.is_recognised for page in pages):
        pages = in_reading_order(pages)
    for before, page in pairwise(pages):
        page.align_to(before)
    builder = _SheetBuilder([page_layout(page, name, limits) for page in pages], stream or WhitespaceStream(()))
    return builder.sheet((*notes, *page_notes(pages)))


class _SheetBuilder:
    """Goes through the pages, and gives everything its place."""

    def __init__(self, pages: Sequence[PageLayout], stream: WhitespaceStream) -> None:
        self._pages, self._stream = pages, stream
        self._headers_footers = HeadersFooters(pages)
        self._blocks: list[PageBlock] = []
        self._apart: list[Paragraph] = []

    def sheet(self, notes: tuple[Note, ...]) -> Sheet:
        """All pages as one Sheet."""
        for each in self._pages:
            self._page(each)
        places = _PlaceIndex({each.page.number: each.page for each in self._pages})
        found = restored(self._blocks, self._stream) if self._stream else self._blocks
        blocks = tuple(places.block(block) for block in found)
        pages = [each.page for each in self._pages]
        places.doubts += [doubt._replace(place=places.in_text(*at)) for at, doubt in _uncertain(pages)]
        traces = tuple(trace for page in pages for trace in _traces(page, places))
        marks = tuple(mark for page in pages for mark in _marks(page, places))
        fields = tuple(field for page in pages for field in _fields(page, places))
        return Sheet(
            blocks,
            tuple(self._apart),
            marks,
            notes,
            fields,
            tuple(places.doubts),
            traces,
            line_breaks_are_typed=False,
            recognised_pages=frozenset(page.number for page in pages if page.is_recognised),
        )

    def _page(self, layout: PageLayout) -> None:
        page = layout.page
        body: list[TextLine | PageTable] = list(layout.tables)
        for line in layout.lines:
            part = self._headers_footers.part(line, layout)
            if part == "body":
                body.append(line)
            else:
                place = Place(row=1, page=page.number, part=part, box=page.as_shown(line.box))
                self._apart.append(Paragraph(line.text.strip(), place))
        body.sort(key=attrgetter("box.top"))
        paragraph: list[TextLine] = []
        column = around(each.box for each in body) if body else BoundingBox(0, 0, 0, 0)
        for number, each in enumerate(body):
            if paragraph and _ends(paragraph[-1], each):
                self._paragraph(paragraph, column, page)
                paragraph = []
            if isinstance(each, TextLine):
                paragraph.append(each)
            else:
                self._table(each, is_first=number == 0)
        if paragraph:
            self._paragraph(paragraph, column, page)
        self._blocks += [PageParagraph(note.text, page, note.box) for note in layout.notes]

    def _table(self, table: PageTable, *, is_first: bool) -> None:
        last = self._blocks[-1] if self._blocks else None
        if is_first and isinstance(last, MultiPageTable) and last.goes_on_in(table):
            last.add(table)
        else:
            self._blocks.append(first_part(table, self._stream))

    def _paragraph(self, paragraph: list[TextLine], column: BoundingBox, page: PdfPage) -> None:
        self._blocks += [
            PageParagraph(text, page, around(line.box for line in taken), taken, doubts)
            for text, taken, doubts in logical_lines(paragraph, column, 0.0)
        ]


def _ends(line: TextLine, below: TextLine | PageTable) -> bool:
    """Whether a paragraph ends with a line: there is a table below, or a wide gap."""
    return isinstance(below, PageTable) or below.box.top - line.box.bottom > _PARAGRAPH_GAP * below.size


class _PlaceIndex:
    """Numbers tables and columns, and knows what stands where.

    Attributes:
        doubts: what the pages do not tell, with its place.
    """

    def __init__(self, pages: Mapping[int, PdfPage]) -> None:
        self._pages = pages
        self._tables, self._paragraphs = 0, 0
        self._cells: list[tuple[int, BoundingBox, Place]] = []
        self._lines: list[tuple[int, BoundingBox, Place]] = []
        self.doubts: list[Doubt] = []

    def at(self, page: PdfPage, box: BoundingBox) -> Place:
        """The cell in which something stands, or its own place on the page."""
        x, y = box.centre
        cells = (place for number, room, place in self._cells if number == page.number and room.holds(x, y))
        return next(cells, Place(page=page.number, box=page.as_shown(box)))

    def in_text(self, page: PdfPage, box: BoundingBox) -> Place:
        """The cell or the paragraph in which a character stands."""
        x, y = box.centre
        texts = (place for number, room, place in self._lines if number == page.number and room.holds(x, y))
        return next(texts, None) or self.at(page, box)

    def block(self, block: PageBlock) -> Paragraph | Table:
        """A paragraph with its number, or a table with all of its places."""
        return self._paragraph(block) if isinstance(block, PageParagraph) else self._table(block)

    def _paragraph(self, paragraph: PageParagraph) -> Paragraph:
        self._paragraphs += 1
        page = paragraph.page
        place = Place(row=self._paragraphs, page=page.number, box=page.as_shown(paragraph.box))
        self._lines += [(page.number, line.box, place) for line in paragraph.lines]
        self.doubts += [doubt._replace(place=place) for doubt in paragraph.doubts]
        return Paragraph(paragraph.text, place)

    def _table(self, table: MultiPageTable) -> Table:
        self._tables += 1
        xs = table.columns()
        columns = {x: _nearest(xs, x) for x in set(table.xs)}
        cells = tuple(self._cell(cell, columns) for cell in sorted(table.cells, key=MultiPageCell.reading_order))
        page, box = table.parts[0]
        place = Place(self._tables, page=page, box=self._pages[page].as_shown(box))
        return Table(table.rows, max(1, len(xs) - 1), cells, place, tuple(xs))

    def _cell(self, cell: MultiPageCell, columns: Mapping[float, int]) -> Cell:
        page, box = cell.parts[0].page, cell.first_box
        column, end = columns[box.left], columns[box.right]
        place = Place(self._tables, cell.row + 1, column + 1, page, box=self._pages[page].as_shown(box))
        self._cells += [(part.page, part.square.box, place) for part in cell.parts]
        self.doubts += [doubt._replace(place=place) for doubt in cell.doubts]
        inside = tuple(_nested(table, place) for part in cell.parts for table in part.inside)
        return Cell(cell.row, column, cell.row_span, max(1, end - column), cell.text, place, inside)


def _marks(page: PdfPage, places: _PlaceIndex) -> Iterator[Mark]:
    for picture in page.pictures if not is_scan(page) else ():
        if page.is_recognised or min(picture.box.width, picture.box.height) > _SMALL:
            place = places.at(page, picture.box)._replace(page=page.number, box=page.as_shown(picture.box))
            label = "" if page.is_recognised or picture.kind not in _FOR_WORDS else _label(page, picture.box)
            yield Mark(picture.kind, place, *picture[2:], label=label)


def _label(page: PdfPage, box: BoundingBox) -> str:
    """What a line asks for right before a picture: 法定代表人（签名）： before a signature that was pasted in."""
    before = [each for each in page.characters if each.text.strip() and each.box.right <= box.left + _TOUCHING]
    ends = [each for each in before if each.text in ":：" and box.top < each.box.centre[1] < box.bottom]
    if not ends:
        return ""
    end = max(ends, key=lambda each: each.box.right)
    line = [each for each in before if each.box.top < end.box.centre[1] < each.box.bottom]
    ordered = sorted((each.box.left, each.text) for each in line if each.box.right <= end.box.right)
    return "".join(text for _, text in ordered)


def _uncertain(pages: Sequence[PdfPage]) -> Iterator[tuple[tuple[PdfPage, BoundingBox], Doubt]]:
    yield from (((page, box), doubt) for page in pages for box, doubt in page.uncertain)


def _traces(page: PdfPage, places: _PlaceIndex) -> Iterator[Trace]:
    """What was not taken for text; a word that lies over the whole page, once for the page."""
    across = [each.text.strip() for each in page.unread if each.code == WATERMARK]
    if any(across):
        words = " ".join(dict.fromkeys(filter(None, across)))
        yield Trace(WATERMARK, brief(words), Place(page=page.number))
    for each in page.unread[:_MOST_TRACES]:
        if each.code != WATERMARK and each.text.strip():
            yield Trace(each.code, brief(each.text), places.at(page, each.box), each.context)


def _fields(page: PdfPage, places: _PlaceIndex) -> Iterator[Field]:
    yield from (Field(entry.name, entry.text, places.at(page, entry.box)) for entry in page.entries if entry.name)
    for tick in page.ticks:
        if tick.name:
            yield Field(tick.name, answer(tick) if tick.is_ticked else "", places.at(page, tick.box), is_box=True)


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda number: abs(xs[number] - x))


def _nested(table: PageTable, place: Place) -> Table:
    cells = tuple(
        Cell(*cell.square[:4], cell.text, place, tuple(_nested(each, place) for each in cell.inside))
        for cell in table.cells
    )
    return Table(len(table.grid.ys) - 1, len(table.grid.xs) - 1, cells, place)
