"""Each night: fill the forms of what is new, check what came back, say whether a person is needed. For cron.

    python nightly.py /srv/ipforms

Below the folder, `data/*.csv` are filled in to `forms/`, a folder a table; what lies in `inbox/` is checked, a line
a file in `checked.jsonl`. Files that are the same already stay as they are, so that it can run again at any time.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import ipforms
from ipforms import bulk

FORM = ipforms.form("guangzhou-enterprise")


def fill_tables(folder: Path) -> int:
    """How many rows gave no form; each problem is printed, as cron mails what a job prints."""
    refused = 0
    for table in sorted((folder / "data").glob("*.csv")):
        with bulk.open_source(table) as source:
            out = folder / "forms" / table.stem
            for result in bulk.fill_each(FORM, bulk.Rows(FORM, source), out, overwrite=True, name="{name}"):
                for problem in result.problems:
                    print(f"{table.name} row {result.row}: {problem.column} {problem.value}：{problem.reason()}")
                refused += result.status in ("refused", "failed")
    return refused


def check_inbox(folder: Path) -> int:
    """How many files need a person."""
    open_ones = 0
    with (folder / "checked.jsonl").open("w", encoding="utf-8") as lines:
        for result in bulk.check([folder / "inbox"], stage="applicant"):
            lines.write(json.dumps({"file": str(result.below), **result.to_dict()}, ensure_ascii=False) + "\n")
            open_ones += not result.is_clean
    return open_ones


def main(folder: Path) -> int:
    """1 where somebody has to look, as the commands do."""
    return 1 if fill_tables(folder) + check_inbox(folder) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
