"""The tables of a returned form as they are drawn beside its findings: the same cells and spans, with marks.

What is drawn is what has a mark that asks something of somebody; the rest of a file (letters, other annexes) is not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ipforms import paths
from ipforms.findings import Finding
from ipforms.messages import Lang, Severity
from ipforms.paths import Place
from ipforms.pipeline.submission import Submission
from ipforms.reports.cell_masking import masked_cell_text
from ipforms.reports.words import COUNTED, where
from ipforms.schemas.labels import is_personal
from ipforms.sheet import Cell, Paragraph, Table

_MOST_ROWS = 500  # of a table; the official forms have 40, and a page of more is slow to draw
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class FindingMark:
    """The mark of a finding."""

    number: int
    severity: Severity


def heaviest(tags: Iterable[FindingMark]) -> Severity | None:
    """The heaviest severity of some marks; None if there are none."""
    return min((tag.severity for tag in tags), key=_ORDER.index, default=None)


@dataclass(frozen=True, slots=True)
class ExcerptCell:
    """A cell, or a paragraph outside of tables, as it is drawn."""

    text: str  # its text, with personal numbers hidden
    rows: int = 1  # how many rows it covers
    columns: int = 1  # how many columns it covers
    tags: tuple[FindingMark, ...] = ()  # the findings that stand here
    is_gap: bool = False  # there is no cell here in the file

    @property
    def severity(self) -> Severity | None:
        """The heaviest of its findings."""
        return heaviest(self.tags)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A table, or one paragraph."""

    caption: str  # where it stands in the file
    rows: tuple[tuple[ExcerptCell, ...], ...]  # its rows; of a paragraph, one row with one box
    is_table: bool = True  # whether it is a table
    cut: int = 0  # how many rows at its end are not drawn

    @property
    def tags(self) -> frozenset[int]:
        """The numbers of the findings that are marked here."""
        return frozenset(tag.number for row in self.rows for box in row for tag in box.tags)


def excerpts(read: Submission, findings: Iterable[tuple[int, Finding]], lang: Lang = "zh") -> Iterator[Excerpt]:
    """The tables and paragraphs of a file in which its findings stand.

    Args:
        read: the file; nothing is drawn of one whose cells nobody kept.
        findings: its findings with their numbers.
        lang: the language of the captions.
    """
    if read.sheet is None:
        return
    tags: dict[Place, list[FindingMark]] = defaultdict(list)
    for number, finding in findings:
        if finding.place is not None:
            tags[finding.place].append(FindingMark(number, finding.severity))
    marks = _Marks(tags, frozenset(personal_places(read)))
    for block in (*read.sheet.blocks, *read.sheet.margins):
        drawn = _paragraph(block, marks, lang) if isinstance(block, Paragraph) else _table(block, marks, lang)
        if drawn is not None:
            yield drawn


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is to be marked and what is to be hidden, by place."""

    tags: Mapping[Place, Sequence[FindingMark]]
    personal: frozenset[Place]

    def box(self, text: str, places: Sequence[Place], rows: int = 1, columns: int = 1) -> ExcerptCell:
        tags = tuple(tag for place in places for tag in self.tags.get(place, ()))
        personal = not self.personal.isdisjoint(places)
        return ExcerptCell(masked_cell_text(text, personal=personal), rows, columns, tags)


def personal_places(read: Submission) -> tuple[Place, ...]:
    """Where personal numbers stand, those of further forms in the file too, in the order of the fields."""
    return tuple(
        place
        for each in (read, *read.others)
        for path, place in each.places.items()
        if is_personal(each.form.model, paths.parse(path))
    )


def _asks(boxes: Iterable[ExcerptCell]) -> bool:
    return any(tag.severity in COUNTED for box in boxes for tag in box.tags)


def _paragraph(block: Paragraph, marks: _Marks, lang: Lang) -> Excerpt | None:
    if block.place not in marks.tags:
        return None
    box = marks.box(block.text, (block.place,))
    return Excerpt(where(block.place, lang), ((box,),), is_table=False) if _asks((box,)) else None


def _table(table: Table, marks: _Marks, lang: Lang) -> Excerpt | None:
    inside = [place for place in {*marks.tags, *marks.personal} if is_in_table(place, table)]
    if not any(place in marks.tags for place in inside):
        return None
    places = places_by_cell(table, inside)

    def box(cell: Cell, rows: int) -> ExcerptCell:
        return marks.box(cell.text, places.get(cell.place, ()), rows, cell.column_span)

    rows = tuple(grid_rows(table, box, lambda columns: ExcerptCell("", columns=columns, is_gap=True)))
    if not _asks(box for row in rows for box in row):
        return None
    return Excerpt(where(table.place, lang), rows, cut=max(0, table.rows - _MOST_ROWS))


def is_in_table(place: Place, table: Table) -> bool:
    """Whether a place is one of a table."""
    return place.table is not None and (place.table, place.part) == (table.place.table, table.place.part)


def places_by_cell(table: Table, places: Iterable[Place]) -> Mapping[Place, Sequence[Place]]:
    """The places that each cell stands for: its own, and those that it covers."""
    own = {cell.place for cell in table.cells}
    found: dict[Place, list[Place]] = defaultdict(list)
    for place in places:
        cell = place if place in own else next((cell.place for cell in table.cells if _covers(cell, place)), None)
        if cell is not None:
            found[cell].append(place)
    return found


def _covers(cell: Cell, place: Place) -> bool:
    row, column = (place.row or 1) - 1, (place.column or 1) - 1
    down, right = row - cell.row, column - cell.column
    return 0 <= down < cell.row_span and 0 <= right < cell.column_span


BoxT = TypeVar("BoxT")


def grid_rows(table: Table, box: Callable[[Cell, int], BoxT], gap: Callable[[int], BoxT]) -> Iterator[tuple[BoxT, ...]]:
    """The rows of a table as they are drawn, at most 500.

    Args:
        table: the table.
        box: what is drawn for a cell, and how many rows it covers.
        gap: what is drawn for so many columns without a cell, so that the cells behind stand where they do in the file.
    """
    most = min(table.rows, _MOST_ROWS)
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        by_row[cell.row].append(cell)
    taken_until: dict[int, int] = {}
    for row in range(most):
        boxes: list[BoxT] = []
        before = 0
        for cell in sorted(by_row[row], key=lambda cell: cell.column):
            free = [column for column in range(before, cell.column) if taken_until.get(column, 0) <= row]
            boxes += map(gap, _run_lengths(free))
            rows = min(cell.row_span, most - row)
            before = cell.column + cell.column_span
            taken_until.update(dict.fromkeys(range(cell.column, before), row + rows))
            boxes.append(box(cell, rows))
        yield tuple(boxes)


def _run_lengths(columns: Sequence[int]) -> Iterator[int]:
    """How long each run of columns is that follow one another."""
    start = 0
    for index in range(1, len(columns) + 1):
        if index == len(columns) or columns[index] != columns[index - 1] + 1:
            yield index - start
            start = index
