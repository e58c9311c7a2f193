"""CSV and JSON: cells spoilt, rows and columns lost, doubled and moved, quotes and brackets out of place."""

from __future__ import annotations

import csv
import io
import json
import random
from typing import Any

from . import nasty

_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le")
_MOST_CHANGES = 8


def csv_table(draw: random.Random, data: bytes) -> bytes:
    """A table with other cells, rows and columns, in any encoding and with any delimiter."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    for _ in range(draw.randint(1, _MOST_CHANGES)):
        if rows:
            _change_rows(draw, rows)
    out = io.StringIO()
    quoting: Any = draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    csv.writer(
        out, delimiter=draw.choice(",,,;\t|"), quoting=quoting, lineterminator=draw.choice(("\r\n", "\n", "\r"))
    ).writerows(rows)
    text = out.getvalue()
    if draw.random() < 0.3:
        at = draw.randint(0, len(text))
        text = text[:at] + draw.choice(('"', "\n", "\0", ",,,", nasty.text(draw))) + text[at:]
    return text.encode(draw.choice(_ENCODINGS), "replace")


def _change_rows(draw: random.Random, rows: list[list[str]]) -> None:
    row, way = draw.randrange(len(rows)), draw.randrange(6)
    if way == 0:
        del rows[row]
    elif way == 1:
        rows.insert(draw.randint(0, len(rows)), list(rows[row]))
    elif way == 2 and rows[row]:
        column = draw.randrange(len(rows[row]))
        rows[:] = [line[:column] + line[column + 1 :] for line in rows]
    elif way == 3:
        rows[row].append(nasty.text(draw))
    elif rows[row]:
        column = draw.randrange(len(rows[row]))
        rows[row][column] = nasty.spoilt(draw, rows[row][column])


def json_records(draw: random.Random, data: bytes) -> bytes:
    """Records with values of other types, names, depths; or a text that is no JSON any more."""
    value = json.loads(data)
    for _ in range(draw.randint(1, _MOST_CHANGES)):
        value = _changed(draw, value)
    records = value if isinstance(value, list) else [value]
    lines = draw.random() < 0.3
    text = "\n".join(map(_dumped, records)) if lines else _dumped(value if draw.random() < 0.5 else records)
    if draw.random() < 0.3:
        at = draw.randint(0, len(text))
        text = text[:at] + draw.choice(("}", "]", "[" * 2_000, ",", "\\ud800", nasty.text(draw))) + text[at:]
    return text.encode(draw.choice(_ENCODINGS), "replace")


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _changed(draw: random.Random, value: Any) -> Any:
    if isinstance(value, dict) and value and draw.random() < 0.85:
        key = draw.choice(list(value))
        inner = value.pop(key)
        if draw.random() < 0.9:
            value[key if draw.random() < 0.9 else nasty.spoilt(draw, key)] = _changed(draw, inner)
        return value
    if isinstance(value, list) and value and draw.random() < 0.7:
        at = draw.randrange(len(value))
        value[at] = _changed(draw, value[at])
        return value * draw.choice((1, 1, 1, 2, 30)) if draw.random() < 0.2 else value
    if isinstance(value, str) and draw.random() < 0.5:
        return nasty.spoilt(draw, value)
    others: tuple[Any, ...] = (
        *(None, True, 0, -1, 10**30, 1e308, float("nan"), nasty.text(draw)),
        *([], {}, [value], {"a": value}, [[[[]]]]),
    )
    return draw.choice(others)
