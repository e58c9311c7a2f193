"""A CSV of made-up applicants: the full record of a form, each row with a name, and counts, of its own."""

from __future__ import annotations

import csv
from pathlib import Path

import ipforms
from benchmarks.data import contract
from ipforms.bulk import tables
from ipforms.bulk.columns import columns_of

FORM = "jinhua-application"


def write(path: Path, count: int, form_id: str = FORM) -> Path:
    """So many rows under the form's own headers."""
    form = ipforms.form(form_id)
    cells = tables.cells_of(form, form.model.model_validate(contract(form)))
    cells = dict(cells.items() if isinstance(cells, dict) else cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(cells)
        name = cells[form.name_field]
        for serial in range(1, count + 1):
            rows.writerow({**cells, form.name_field: f"{name}{serial}"}.values())
    return path
