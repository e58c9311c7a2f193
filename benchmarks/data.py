"""The records of the benchmarks: the full ones of the contract, and as many different ones as are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipforms import Form

_CONTRACT = Path(__file__).parents[1] / "tests" / "data" / "contract"


def contract(form: Form) -> dict[str, Any]:
    """The full record of a form, as plain data."""
    return json.loads((_CONTRACT / f"{form.id}.json").read_text(encoding="utf-8"))


def many(form: Form, count: int) -> Iterator[dict[str, Any]]:
    """So many records that differ in their applicant, one at a time."""
    data = contract(form)
    name = data[form.name_field]
    for serial in range(1, count + 1):
        yield {**data, form.name_field: f"{name}（{serial}）"}


def for_docxtpl(form: Form, texts: dict[str, Any]) -> dict[str, Any]:
    """The texts with the blank and numbered rows that ipforms adds by itself."""
    full = dict(texts)
    for section, least in form.template.least_rows.items():
        names = [path.partition("[].")[2] for path in form.template.fields if path.startswith(f"{section}[].")]
        rows = [{**row, "row_number": str(number)} for number, row in enumerate(texts[section], 1)]
        full[section] = rows + [dict.fromkeys(names, "")] * (least - len(rows))
    return full
