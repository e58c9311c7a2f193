"""Cells under their headers → the values of their fields, with the problems: of a main row and of a section's row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ipforms import paths
from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.problems import Problem
from ipforms.bulk.sources import SourceRow, SourceTable
from ipforms.codecs import AmountCodec, Codec, Decoded
from ipforms.codecs.cell_text import doubts, value_text
from ipforms.codes.masking import masked_note, masked_value
from ipforms.text import visible

Targets = Mapping[str, tuple[FieldColumn, int]]  # the field of each header, and the row of its section, from 0

_SHORT = 24  # characters: 是, 12件 and names of towns come again and again; longer texts are each their own


@dataclass(frozen=True, slots=True)
class CellDecoder:
    """Where rows come from: what is known of a table without the table."""

    name: str  # of the sheet or the file
    cells: ExcelCellDecoder  # how its cells are read

    @staticmethod
    def of(table: SourceTable) -> CellDecoder:
        """The origin of a table's rows."""
        return CellDecoder(table.name, ExcelCellDecoder(table.excel, table.epoch_1904))

    def row_problems(self, row: SourceRow, path: str = "") -> list[Problem]:
        """What the source itself found wrong with a row."""
        return [
            Problem(self.name, row.number, "", path, "", masked_note(note, personal=False)) for note in row.problems
        ]

    def cell_notes(self, row: SourceRow, targets: Targets) -> Iterator[Problem]:
        """What the source has to say of how the cells of a row are shown; of those that mean nothing, nothing."""
        for header, notes in row.notes.items():
            column, index = targets.get(header, (None, 0))
            if column is None and header:
                continue
            path, personal = ("", False) if column is None else (paths.join(column.path(index)), column.leaf.personal)
            shown = masked_value(row.values.get(header, ""), personal=personal)
            for note in notes:
                yield Problem(self.name, row.number, header, path, shown, masked_note(note, personal=personal))

    def decode(
        self, values: Mapping[str, Any], targets: Targets, row: int, problems: list[Problem]
    ) -> Iterator[tuple[FieldColumn, paths.Path, Any]]:
        """The cells of a row that hold a value: column, path, value; what is wrong with others goes to `problems`."""
        for header, raw in values.items():
            if raw is None or header not in targets:
                continue
            column, index = targets[header]
            path = column.path(index)
            decoded = self._value(column, header, raw)
            if decoded.notes:
                problems += self._problems(column, raw, row, header, path, decoded)
            if decoded.value is not None:
                value = decoded.value
                # The next row of this text must not share a list with this one.
                yield column, path, value.copy() if isinstance(value, list | dict) else value

    def _value(self, column: FieldColumn, header: str, raw: Any) -> Decoded[Any]:
        codec = column.leaf.codec
        if isinstance(codec, AmountCodec):
            codec = codec.under(header)
        if type(raw) is not str:
            return self.cells.decode(codec, raw)
        read = _short_text if len(raw) <= _SHORT else _text
        return read(self.cells, codec, raw, column.called)

    def _problems(
        self, column: FieldColumn, raw: Any, row: int, header: str, path: paths.Path, decoded: Decoded[Any]
    ) -> Iterator[Problem]:
        personal = column.leaf.personal
        shown = masked_value(raw, personal=personal)
        for note in decoded.notes:
            masked = masked_note(note, personal=personal)
            yield Problem(self.name, row, header, paths.join(path), shown, masked)


@lru_cache(maxsize=8192)
def _short_text(cells: ExcelCellDecoder, codec: Codec[Any], raw: str, called: frozenset[str]) -> Decoded[Any]:
    # Without it, `fill` of a CSV takes a tenth more time, and reading the rows alone 40 %.
    return _text(cells, codec, raw, called)


def _text(cells: ExcelCellDecoder, codec: Codec[Any], raw: str, called: frozenset[str]) -> Decoded[Any]:
    """A text without the label, the hint or what a program left in its cell."""
    if cells.is_error(raw):
        return cells.decode(codec, raw)
    seen = visible(raw)
    cell = value_text(seen, called, prose=codec.is_prose)
    if cell.is_void:
        return Decoded(codec.decode("").value, cell.notes)
    decoded = cells.decode(codec, raw if cell.text == seen else cell.text)
    notes = (*cell.notes, *decoded.notes, *doubts(cell.text))
    return Decoded(decoded.value, notes) if notes else decoded
