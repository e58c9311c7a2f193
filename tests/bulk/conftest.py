"""Tables for tests: workbooks made by openpyxl, and what becomes of their rows."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

import ipforms
from ipforms.bulk import Rows, open_source


@pytest.fixture(scope="session")
def xlsx():
    """`xlsx({"主表": [["企业名称"], ["甲"]], …})`: the bytes of a workbook."""

    def make(sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return make


@pytest.fixture(scope="session")
def rows_of(xlsx):
    """`rows_of(form_id, data)`: the entries of CSV text, JSON or sheets (dict of lists), and the Rows."""

    def read(form_id, data, **options):
        raw = data
        if isinstance(data, dict) and all(isinstance(rows, list) for rows in data.values()):
            raw = xlsx(data)
        elif isinstance(data, list | dict):
            raw = json.dumps(data, ensure_ascii=False).encode()
        elif isinstance(data, str):
            raw = data.encode()
        with open_source(raw) as source:
            rows = Rows(ipforms.form(form_id), source, **options)
            return list(rows), rows

    return read
