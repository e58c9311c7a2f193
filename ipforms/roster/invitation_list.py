"""The table of those who were asked: any table that has a column of names, and maybe one of credit codes."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ipforms.bulk import open_source
from ipforms.bulk.columns import columns_of
from ipforms.errors import IpformsError
from ipforms.forms import forms
from ipforms.roster.attendance import Invited

_NAME, _CODE = "name", "code"


class NoNames(IpformsError):
    """A list of those who were asked without a column of their names."""


def invited_in(source: str | os.PathLike[str]) -> list[Invited]:
    """Who stands in a table: XLSX, XLS, ODS, CSV or JSON. Its headers are understood as those of the forms are.

    Raises:
        NoNames: none of its headers means the name of an applicant.
        IpformsError: it cannot be read.
    """
    with open_source(source) as opened:
        table = opened.tables[0]
        rows = [row.values for row in table]
        headers = table.headers or list(dict.fromkeys(key for row in rows for key in row))
    meant = _meant(headers)
    if _NAME not in meant:
        raise NoNames(name=os.fspath(source), headers=list(headers))
    found = (Invited(*(_text(row.get(meant.get(each, ""))) for each in (_NAME, _CODE))) for row in rows)
    return [each for each in found if each.name]


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


def _text(cell: object) -> str:
    value = getattr(cell, "value", cell)
    return "" if value is None else str(value).strip()
