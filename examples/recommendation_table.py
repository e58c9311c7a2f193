"""The tables in which a county recommends enterprises to the city of Jinhua.

    python examples/recommendation_table.py [out/recommendation]

One record is one table; it grows with its enterprises, and its header is repeated on each page.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import ipforms

DATA = Path(__file__).parent / "data" / "jinhua-recommendation.json"


def main(out: str = "out/recommendation") -> None:
    """Write the tables into the folder `out`."""
    form = ipforms.form("jinhua-recommendation")
    records = [form.model.model_validate(record) for record in json.loads(DATA.read_text(encoding="utf-8"))]

    def tell(result: ipforms.bulk.FillResult) -> None:
        print(f"{result.name}：{result.path or result.problems[0].reason()}")

    ipforms.bulk.fill(form, records, out, name="{serial}_{name}_推荐表", on_result=tell)


if __name__ == "__main__":
    main(*sys.argv[1:2])
