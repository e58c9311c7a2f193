"""The records of the benchmarks: the full ones of the contract, and as many different ones as are asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ipforms import Form

_HAN = re.compile("[一-鿿]{3,}")
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


def varied(form: Form, count: int) -> Iterator[dict[str, Any]]:
    """So many records of which no two have a Chinese text in common: its characters stand in another order."""
    data = contract(form)
    for serial in range(1, count + 1):
        turned = _turned(data, serial)
        while faults := _faults(form, turned):
            # Words of the form itself, as 国家级, must stay.
            for path in faults:
                _put_back(turned, data, path)
        yield turned


def _turned(value: Any, by: int) -> Any:
    if isinstance(value, dict):
        return {name: _turned(each, by) for name, each in value.items()}
    if isinstance(value, list):
        return [_turned(each, by) for each in value]
    return _HAN.sub(lambda found: _rotated(found[0], by), value) if isinstance(value, str) else value


def _rotated(text: str, by: int) -> str:
    at = by % len(text)
    return text[at:] + text[:at]


def _faults(form: Form, data: dict[str, Any]) -> list[tuple[int | str, ...]]:
    try:
        form.model.model_validate(data)
    except ValidationError as error:
        return [each["loc"] for each in error.errors()]
    return []


def _put_back(changed: Any, data: Any, path: tuple[int | str, ...]) -> None:
    *above, last = path
    for step in above:
        changed, data = changed[step], data[step]
    changed[last] = data[last]


def for_docxtpl(form: Form, texts: dict[str, Any]) -> dict[str, Any]:
    """The texts with the blank and numbered rows that ipforms adds by itself."""
    full = dict(texts)
    for section, least in form.template.least_rows.items():
        names = [path.partition("[].")[2] for path in form.template.fields if path.startswith(f"{section}[].")]
        rows = [{**row, "row_number": str(number)} for number, row in enumerate(texts[section], 1)]
        full[section] = rows + [dict.fromkeys(names, "")] * (least - len(rows))
    return full
