"""The sample data of `examples/data`, made up here; `python -m scripts.examples` writes them.

Companies, people and numbers are invented (`numbers` says how), and a seed fixes every choice, so the files come out
the same each time. `material/` holds the words, `names`, `places`, `numbers` and `prose` draw from them, `enterprise`,
`market` and `jinhua` make records, and `workbook`, `colleague` and `database` turn records into files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ipforms.bulk import open_source

from . import colleague, database, enterprise, jinhua, market
from .workbook import workbook

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "data"


def build() -> dict[str, bytes]:
    """All files, by name."""
    tables = json.dumps(jinhua.recommendations(), ensure_ascii=False, indent=2) + "\n"
    return {
        "jinhua-application.xlsx": workbook("jinhua-application", jinhua.applicants()),
        "guangzhou-enterprise.xlsx": workbook("guangzhou-enterprise", enterprise.applicants()),
        "guangzhou-market.xlsx": workbook("guangzhou-market", market.applicants()),
        "jinhua-recommendation.json": tables.encode(),
        "returned-by-a-colleague.csv": colleague.table(enterprise.for_colleague()),
        "company.sqlite.sql": database.script(enterprise.for_database()).encode(),
    }


def outdated(folder: Path = FOLDER) -> list[str]:
    """Names of the files that are missing, or do not hold what is built here."""
    return [name for name, data in build().items() if not _holds(folder / name, data)]


def _holds(path: Path, data: bytes) -> bool:
    if not path.exists():
        return False
    committed = path.read_bytes()
    # The bytes of a workbook change with the versions of XlsxWriter and zlib; its cells do not.
    return committed == data or (path.suffix == ".xlsx" and _cells(committed) == _cells(data))


def _cells(workbook: bytes) -> list[Any]:
    with open_source(workbook) as source:
        return [(table.name, [(row.number, dict(row.values)) for row in table]) for table in source.tables]
