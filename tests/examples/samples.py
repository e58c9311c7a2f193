"""The sample data as records, each file read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import ipforms
from ipforms.bulk import RowRecord, Rows, open_source

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
DATA = EXAMPLES / "data"
WORKBOOKS = ("jinhua-application", "guangzhou-enterprise", "guangzhou-market")


@cache
def entries(form_id: str, file: str) -> tuple[tuple[RowRecord, ...], Rows]:
    """The entries of one file, and what was said of the others of its sheets."""
    with open_source(DATA / file) as source:
        rows = Rows(ipforms.form(form_id), source)
        return tuple(rows), rows


def values(data: Any, name: str) -> list[Any]:
    """The values of all fields of a name, at any depth."""
    if isinstance(data, list):
        return [value for item in data for value in values(item, name)]
    if not isinstance(data, dict):
        return []
    here = [data[name]] if name in data else []
    return here + [value for item in data.values() for value in values(item, name)]
