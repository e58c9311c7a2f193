"""The table of those who were asked: any table that has a column of names, and maybe one of credit codes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence

from ipforms.bulk import open_source
from ipforms.bulk.columns import columns_of
from ipforms.codes import uscc
from ipforms.errors import IpformsError
from ipforms.forms import forms
from ipforms.roster.attendance import Invited
from ipforms.text import comparable

_NAME, _CODE = "name", "code"
_COMPANY = re.compile(r".{2,60}(?:公司|厂|店|社|院|所|中心|集团|商行|经营部|工作室|学校|大学|市场)(?:\(.{1,12}\))?")
_MOST = 0.5  # of the cells of a column that must look like names or codes for it to be one


class NoNames(IpformsError):
    """A list of those who were asked without a column of their names or credit codes."""


def invited_in(source: str | os.PathLike[str]) -> list[Invited]:
    """Who stands in a table: XLSX, XLS, ODS, CSV or JSON.

    Its headers are understood as those of the forms are; where they are not, and where there are none, a column is
    known by what stands in it.

    Raises:
        NoNames: it has neither names nor credit codes.
        IpformsError: it cannot be read.
    """
    with open_source(source) as opened:
        table = opened.tables[0]
        rows = [{key: _text(cell) for key, cell in row.values.items()} for row in table]
        headers = table.headers or list(dict.fromkeys(key for row in rows for key in row))
    called = _meant(headers)
    if not called and any(map(_is_name, headers)):  # a list without a header: its first row was taken for one
        rows.insert(0, {header: header for header in headers})
    meant = _by_contents(headers, rows) | called
    if not meant:
        raise NoNames(name=os.fspath(source), headers=list(headers))
    found = (Invited(row.get(meant.get(_NAME, ""), ""), row.get(meant.get(_CODE, ""), "").upper()) for row in rows)
    return [each for each in found if each.shown]


def _meant(headers: Iterable[str]) -> dict[str, str]:
    """The headers of the name and of the code: the first that any form takes for that."""
    found: dict[str, str] = {}
    for header in headers:
        for form in forms():
            column = columns_of(form.model).find(header)
            pattern = column[0].pattern if column else ""
            if pattern in (form.name_field, "uscc"):
                found.setdefault(_CODE if pattern == "uscc" else _NAME, header)
    return found


def _by_contents(headers: Iterable[str], rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The columns of which most cells look like names, or like credit codes."""
    found: dict[str, str] = {}
    for header in headers:
        cells = [cell for row in rows if (cell := row.get(header, ""))]
        for kind, looks_so in ((_NAME, _is_name), (_CODE, _is_code)):
            if cells and sum(map(looks_so, cells)) > _MOST * len(cells):
                found.setdefault(kind, header)
    return found


def _is_name(text: str) -> bool:
    return _COMPANY.fullmatch(comparable(text)) is not None


def _is_code(text: str) -> bool:
    # A mistyped character makes it none the less a code; eighteen digits are a person's number.
    return not text.strip().isdecimal() and uscc.parts(text) is not None


def _text(cell: object) -> str:
    value = getattr(cell, "value", cell)
    return "" if value is None else str(value).strip()
