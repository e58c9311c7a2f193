"""Sheets of a workbook into which somebody has typed a form → a document of cells, which is matched as any other."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ipforms.bulk.sources.cell_look import Position
from ipforms.bulk.sources.header_block import filled
from ipforms.bulk.sources.header_row import SheetRow
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.sources.table_model import Cell
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.sheet import Block, Paragraph, Sheet, Table, Trace
from ipforms.sheet import Cell as DocumentCell

_EXACT = 10**15  # Excel keeps the first fifteen digits of a number


def document_of(tables: Iterable[SheetTable], most: int) -> Sheet:
    """The sheets as one document, each with its titles as paragraphs and a table below them.

    Args:
        tables: the sheets.
        most: how many lines one may have; a longer one is no form, and is left out.
    """
    blocks: list[Block] = []
    traces: list[Trace] = []
    number = 0
    for sheet in tables:
        lines = [line for line in sheet.grid(most) if filled(line)]
        while lines and len(filled(lines[0])) == 1:
            (at,) = filled(lines[0])
            place = Place(row=lines[0].number)
            blocks.append(Paragraph(_text(lines[0].cells[at]), place))
            traces += _traces(lines.pop(0), {at: place})
        if lines:
            number += 1
            grid = _SheetGrid.of(lines, sheet.merges)
            cells = tuple(grid.cells(number))
            blocks.append(Table(len(lines), grid.width, cells, Place(table=number)))
            places = {(each.row, each.column): each.place for each in cells}
            for row, line in enumerate(lines):
                traces += _traces(line, {column: place for (at, column), place in places.items() if at == row})
    return Sheet(tuple(blocks), notes=(Note("reading.workbook"),), traces=tuple(traces))


class _SheetGrid(NamedTuple):
    """Lines of a sheet with what is merged in them."""

    lines: list[SheetRow]
    width: int  # in columns
    spans: Mapping[Position, Position]  # by the first cell of what is merged, the row and the column behind it
    covered: frozenset[Position]  # its other cells

    @staticmethod
    def of(lines: list[SheetRow], merges: Iterable[tuple[Position, Position]]) -> "_SheetGrid":
        """Blank lines are left out, so that what is merged may cover fewer."""
        rows = {line.number - 1: at for at, line in enumerate(lines)}
        spans: dict[Position, Position] = {}
        for (top, left), (bottom, right) in merges:
            own = [rows[row] for row in range(top, bottom + 1) if row in rows]
            if own:
                spans[own[0], left] = own[-1] + 1, right + 1
        covered = {
            (row, column)
            for (top, left), (bottom, right) in spans.items()
            for row in range(top, bottom)
            for column in range(left, right)
        }
        used = [max(filled(line)) + 1 for line in lines]
        return _SheetGrid(
            lines, max((*used, *(right for _, right in spans.values()))), spans, frozenset(covered - {*spans})
        )

    def cells(self, number: int) -> Iterator[DocumentCell]:
        """The cells in reading order; their places count the rows of the sheet."""
        for row, line in enumerate(self.lines):
            for column in range(self.width):
                if (row, column) not in self.covered:
                    bottom, right = self.spans.get((row, column), (row + 1, column + 1))
                    text = _text(line.cells[column]) if column < len(line.cells) else ""
                    place = Place(number, line.number, column + 1)
                    yield DocumentCell(row, column, bottom - row, right - column, text, place)


def _text(cell: Cell) -> str:
    """What a cell says, as it would be typed."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        cell = cell.date()
    return cell.isoformat() if type(cell) is datetime.date else str(cell)


def _traces(line: SheetRow, places: Mapping[int, Place]) -> Iterator[Trace]:
    """What is to be told of how the cells of a line are shown; of a number whose last digits Excel has dropped, too."""
    for index, notes in line.notes.items():
        place = places.get(index) or next(iter(places.values()))
        yield from (Trace(note.code, str(note.context.get("text", "")), place, note.context) for note in notes)
    for index, cell in enumerate(line.cells):
        if isinstance(cell, int) and abs(cell) >= _EXACT and index in places:
            yield Trace("cell.digits_lost", str(cell), places[index])
