"""One cell under its header → the value of its field, with what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ipforms import paths
from ipforms.bulk.columns import FieldColumn
from ipforms.bulk.excel_cells import Spreadsheet
from ipforms.bulk.problems import Problem
from ipforms.codes.masking import masked_note, masked_value
from ipforms.messages import Note


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a table without the table.

    Attributes:
        name: of the sheet or the file.
        excel: whether a spreadsheet program may have changed its cells.
        epoch_1904: whether dates count from 1904.
    """

    name: str
    excel: bool
    epoch_1904: bool


def decode_cell(
    column: FieldColumn, raw: Any, table: Origin, row: int, header: str, path: paths.Path, problems: list[Problem]
) -> Any:
    """The value of one cell; what is to be said of it goes to `problems`."""
    decoded = _spreadsheet(table.excel, table.epoch_1904).decode(column.leaf.codec, raw)
    for note in decoded.notes:
        problems.append(_of_cell(column, raw, table, row, header, path, note))
    return decoded.value


@cache
def _spreadsheet(excel: bool, epoch_1904: bool) -> Spreadsheet:
    return Spreadsheet(excel, epoch_1904)


def _of_cell(
    column: FieldColumn, raw: Any, table: Origin, row: int, header: str, path: paths.Path, note: Note
) -> Problem:
    personal = column.leaf.personal
    return Problem(
        table=table.name,
        row=row,
        column=header,
        path=paths.join(path),
        value=masked_value(raw, personal=personal),
        note=masked_note(note, personal=personal),
    )
