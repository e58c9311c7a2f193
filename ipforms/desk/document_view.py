"""A document as it looks, for the page on which it is reviewed: pictures of its pages, or its tables as cells.

Every field stands where it was read, so that a page can mark it, and a click on the place leads to the field.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ipforms import formats
from ipforms.desk.worker_pool import WorkerPool
from ipforms.errors import IpformsError
from ipforms.paths import Place
from ipforms.pipeline.submission import Submission
from ipforms.reports.table_excerpts import grid_rows, is_in_table, places_by_cell
from ipforms.sheet import Cell, Paragraph, Sheet, Table

_KEPT = 200  # pages; one of a form takes about 100 KB, a scan 400 KB
Sizes = list[tuple[float, float]]


def draw_page(path: str, number: int, in_colour: bool) -> bytes | None:
    """A page as PNG or JPEG; None where there is no such page, or it cannot be drawn. For a worker."""
    return formats.page_picture(Path(path).read_bytes(), number, in_colour=in_colour)


def measure_pages(path: str) -> Sizes:
    """Width and height of each page, in points. For a worker."""
    return formats.page_sizes(Path(path).read_bytes())


class PagePictures:
    """Pages that were drawn, and their sizes, by the path of the original: its contents never change."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[tuple[str, int], bytes | None] = OrderedDict()
        self._sizes: OrderedDict[str, Sizes] = OrderedDict()

    async def picture(self, pool: WorkerPool, path: str, number: int, *, in_colour: bool) -> bytes | None:
        """A page as PNG or JPEG, see `draw_page`."""
        if (path, number) not in self._pictures:
            self._pictures[path, number] = await pool.call(draw_page, path, number, in_colour)
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        return self._pictures.get((path, number))

    async def sizes(self, pool: WorkerPool, path: str) -> tuple[Sizes, IpformsError | None]:
        """The sizes of all pages; none, with the reason, where the worker cannot tell."""
        if path not in self._sizes:
            try:
                self._sizes[path] = await pool.call(measure_pages, path)
            except IpformsError as error:
                return [], error
            if len(self._sizes) > _KEPT:
                self._sizes.popitem(last=False)
        return self._sizes[path], None


Box = tuple[float, float, float, float]  # Left, top, right, bottom, in points from the top left corner of the page
_PAGED = frozenset({"pdf", "pdf-form", "scan", "ofd"})


@dataclass(frozen=True, slots=True)
class FieldBox:
    """Where a field stands on a page: left, top, width and height in points."""

    path: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page whose picture is shown, with the places of its fields."""

    number: int
    boxes: tuple[FieldBox, ...]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table; `paths` are the fields that stand in it. A gap is a place of the grid without a cell."""

    text: str
    rows: int = 1
    columns: int = 1
    paths: tuple[str, ...] = ()
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A table as rows of cells, or a paragraph: one row with one cell."""

    rows: tuple[tuple[ShownCell, ...], ...]  # its rows
    is_table: bool  # whether it is a table
    widths: tuple[float, ...] = ()  # of the columns of a table, in percent; () where the file does not say


def is_paged(read: Submission) -> bool:
    """Whether the document is shown as pictures of its pages."""
    return read.format in _PAGED


def shown_pages(read: Submission) -> tuple[ShownPage, ...]:
    """The pages of a document, without gaps."""
    boxes: dict[int, list[FieldBox]] = defaultdict(list)
    for path, place in read.places.items():
        if place.page is not None and place.box is not None:
            boxes[place.page].append(_field_box(path, place.box))
    last = max([*boxes, *_pages(read.sheet), 1])
    return tuple(ShownPage(number, tuple(boxes.get(number, ()))) for number in range(1, last + 1))


def _pages(sheet: Sheet | None) -> Iterator[int]:
    if sheet is None:
        return
    for block in (*sheet.blocks, *sheet.margins, *sheet.marks):
        if block.place.page is not None:
            yield block.place.page
        if isinstance(block, Table):
            yield from (cell.place.page for cell in block.cells if cell.place.page is not None)


def _field_box(path: str, box: Box) -> FieldBox:
    left, top, right, bottom = box
    return FieldBox(path, left, top, round(right - left, 1), round(bottom - top, 1))


def shown_blocks(read: Submission) -> tuple[ShownBlock, ...]:
    """The tables and paragraphs of a document in reading order; blank paragraphs are left out."""
    if read.sheet is None:
        return ()
    paths: dict[Place, list[str]] = defaultdict(list)
    for path, place in read.places.items():
        paths[place].append(path)
    blocks = (_block(block, paths) for block in (*read.sheet.blocks, *read.sheet.margins))
    return tuple(block for block in blocks if block is not None)


def _block(block: Paragraph | Table, paths: Mapping[Place, Sequence[str]]) -> ShownBlock | None:
    if isinstance(block, Table):
        return ShownBlock(tuple(_rows(block, paths)), is_table=True, widths=tuple(_widths(block.edges)))
    if not block.text.strip() and block.place not in paths:
        return None
    return ShownBlock(((ShownCell(block.text, paths=tuple(paths.get(block.place, ()))),),), is_table=False)


def _widths(edges: Sequence[float]) -> Iterator[float]:
    """How wide each column is, in percent of the table."""
    whole = edges[-1] - edges[0] if edges else 0
    if whole > 0:
        yield from (round(100 * (right - left) / whole, 2) for left, right in pairwise(edges))


def _rows(table: Table, paths: Mapping[Place, Sequence[str]]) -> Iterator[tuple[ShownCell, ...]]:
    places = places_by_cell(table, [place for place in paths if is_in_table(place, table)])

    def box(cell: Cell, rows: int) -> ShownCell:
        own = tuple(path for place in places.get(cell.place, ()) for path in paths[place])
        return ShownCell(cell.text, rows, cell.column_span, own)

    return grid_rows(table, box, lambda columns: ShownCell("", columns=columns, is_gap=True))
