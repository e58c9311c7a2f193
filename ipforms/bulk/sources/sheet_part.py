"""A part of a sheet, or a sheet turned over, as a table of its own: the same header rows, merged cells and notes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from ipforms.bulk.sources import header_row
from ipforms.bulk.sources.header_block import LOOKED_AT, Merges, header_lines
from ipforms.bulk.sources.header_row import SheetRow
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.sources.spanned_cells import fill_merges, joined_header
from ipforms.bulk.sources.table_model import EmptySource, SourceRow, SourceTable
from ipforms.messages import Note


class SheetPart(SourceTable):
    """Lines of a sheet, read as a table.

    Args:
        sheet: where they stand.
        lines: from its titles or its header on.
        merges: first and last cell of the merged cells, from 0, in the numbers of these lines.
        rows: the numbers of the first and last line of the header; None finds out.
        above: captions that stand elsewhere.
    """

    def __init__(
        self,
        sheet: SheetTable,
        lines: Sequence[SheetRow],
        merges: Merges,
        rows: tuple[int, int] | None = None,
        above: Sequence[SheetRow] = (),
    ) -> None:
        super().__init__(sheet.name, epoch_1904=sheet.epoch_1904)
        self.hidden_sheets, self.hidden = sheet.hidden_sheets, sheet.hidden
        self._limits, self._lines, self._merges = sheet.limits, lines, [*merges]
        found = header_lines(iter(lines), merges, rows, above)
        if not found:
            raise EmptySource(name=sheet.name)
        line = joined_header(found, merges)
        self.place = f"{sheet.name}!{line.number}"  # where it begins, for people
        self._below = [each for each in lines if each.number > line.number]
        self._head = header_row.header(line, sheet.name, sheet.limits, self._below[:LOOKED_AT], wide=True)

    @property
    def headers(self) -> tuple[str, ...]:
        """Column names from left to right, blank ones left out."""
        return tuple(name for name in self._head.names if name)

    def __iter__(self) -> Iterator[SourceRow]:
        self.skipped.clear()
        below = fill_merges(iter(self._below), self._head.number, self._merges)
        yield from header_row.rows(self._head, below, self._limits, self.skipped)


def turned(
    sheet: SheetTable, lines: Sequence[SheetRow], labels: tuple[int, int], above: Sequence[SheetRow] = ()
) -> SheetPart:
    """A sheet with a column an applicant, whose labels stand in its columns `labels`, from 0: columns become rows."""
    cells = zip_longest(*(line.cells for line in lines))
    notes = [dict[int, tuple[Note, ...]]() for _ in range(max(len(line.cells) for line in lines))]
    for index, line in enumerate(lines):
        for column, note in line.notes.items():
            if column != header_row.WHOLE_ROW and column < len(notes):
                notes[column][index] = note
    columns = [SheetRow(number, [*each], (), notes[number - 1]) for number, each in enumerate(cells, 1)]
    place = {line.number - 1: index for index, line in enumerate(lines)}
    merges = [
        ((left, place[top]), (right, place[bottom]))
        for (top, left), (bottom, right) in sheet.merges
        if top in place and bottom in place
    ]
    last = labels[1] + 1
    last += last < len(columns) and header_row.are_units(columns[last])
    part = SheetPart(sheet, columns[labels[0] :], merges, (labels[0] + 1, last), above)
    part.is_turned = True
    return part


def parts(sheet: SheetTable, lines: Sequence[SheetRow], starts: Sequence[int]) -> list[SheetPart]:
    """The tables of a sheet that stand below one another, each from one of the indexes in `lines` on."""
    ends = [*starts[1:], len(lines)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        own = lines[start:end]
        rows = range(own[0].number - 1, own[-1].number)
        merges = [each for each in sheet.merges if each[0][0] in rows and each[1][0] in rows]
        found.append(SheetPart(sheet, [replace(line) for line in own], merges))
    return found


def beside(sheet: SheetTable, lines: Sequence[SheetRow], blocks: Sequence[range]) -> list[SheetPart]:
    """The tables of a sheet that stand beside one another, each with its columns, from 0."""
    found = []
    for columns in blocks:
        own = [columns_of_line(line, columns.start, columns.stop) for line in lines]
        merges = [
            ((top, left - columns.start), (bottom, right - columns.start))
            for (top, left), (bottom, right) in sheet.merges
            if left in columns and right in columns
        ]
        found.append(SheetPart(sheet, own, merges))
    return found


def columns_of_line(line: SheetRow, start: int, end: int) -> SheetRow:
    """Some columns of a line, from 0 again."""
    notes = {index - start if index in range(start, end) else index: each for index, each in line.notes.items()}
    kept = {index: each for index, each in notes.items() if index < end - start}
    return replace(line, cells=line.cells[start:end], notes=kept)
