"""What the tests of cells say of one cell: its value, or its error."""

from __future__ import annotations

from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.messages import is_error

EXCEL = ExcelCellDecoder()


def value(codec, raw, sheet=EXCEL):
    """The value; an error that was not expected fails."""
    decoded = sheet.decode(codec, raw)
    assert not is_error(decoded.notes), decoded
    return decoded.value


def error(codec, raw, sheet=EXCEL):
    """The code of the error; there is no value then."""
    decoded = sheet.decode(codec, raw)
    codes = [note.code for note in decoded.notes if is_error((note,))]
    assert codes and not decoded.value, decoded
    assert all(note.message("zh") and note.message("en") for note in decoded.notes)
    return codes[0]
