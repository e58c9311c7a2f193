"""Records → an entry workbook: a main sheet under the printed headers, and a sheet for each section that repeats."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random
from typing import Any

import xlsxwriter

import ipforms
from ipforms import paths
from ipforms.bulk.columns import columns_of
from ipforms.bulk.entry_workbook import cell_text
from ipforms.bulk.field_columns import FieldColumn
from ipforms.codecs import DATE

from .shared import Record

_CREATED = datetime.datetime(2024, 1, 1)
_WIDE = 60


def workbook(form_id: str, records: Iterable[Record]) -> bytes:
    """The XLSX file."""
    form = ipforms.form(form_id)
    full = [form.model.model_validate(record).model_dump() for record in records]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": form.title, "comments": "虚构数据，仅作示例", "created": _CREATED})
        sheets = _Sheets(book)
        columns = columns_of(form.model)
        sheets.add("申报单位", {column.header: column for column in columns.main}, full)
        key = next(column for column in columns.main if column.pattern == form.keys[0])
        for section in columns.sections:
            rows = [{**row, "": record[key.pattern]} for record in full for row in record[section.name]]
            sheets.add(
                section.title,
                {
                    key.header: "",
                    **{column.header: column for column in columns.of(section)},
                },
                rows,
            )
    return file.getvalue()


class _Sheets:
    """The sheets of a book that is being written."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._header = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "bg_color": "#DDEBF7",
            }
        )
        # Text format keeps long numbers and leading zeros when somebody edits the cell in Excel.
        self._text = book.add_format({"num_format": "@", "valign": "top"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})

    def add(
        self,
        title: str,
        columns: Mapping[str, FieldColumn | str],
        rows: list[dict[str, Any]],
    ) -> None:
        """One sheet: `columns` by their header, the key's column as ""."""
        sheet = self._book.add_worksheet(title)
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, list(columns), self._header)
        rng = Random(title)
        for index, (header, column) in enumerate(columns.items()):
            for number, row in enumerate(rows, 1):
                self._write(sheet, number, index, row, column, rng)
            sheet.set_column(index, index, min(_WIDE, max(12, 2 * len(header))), self._text)

    def _write(
        self,
        sheet: Any,
        row: int,
        index: int,
        record: dict[str, Any],
        column: FieldColumn | str,
        rng: Random,
    ) -> None:
        if isinstance(column, str):
            sheet.write_string(row, index, record[column], self._text)
            return
        value = paths.get(record, paths.parse(column.pattern.partition("[].")[2] or column.pattern))
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            sheet.write_number(row, index, value)
        elif column.leaf.codec is DATE and value and len(value) == 10 and rng.random() < 0.5:
            sheet.write_datetime(row, index, datetime.datetime.fromisoformat(value), self._day)
        elif value is not None:
            text = cell_text(column.leaf.codec, value)
            sheet.write_string(row, index, text, self._text) if text else None
