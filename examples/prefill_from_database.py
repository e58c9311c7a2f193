"""Drafts of a form, filled with what a company database knows already.

    python examples/prefill_from_database.py [out/drafts]

The database is made in memory from data/company.sqlite.sql. Rights are counted there, so that the numbers on the form
are those of the register; what the database does not know (the overview, the signatures) stays blank.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipforms

SCRIPT = Path(__file__).parent / "data" / "company.sqlite.sql"
COUNTS = """count(*) AS applied, count(*) FILTER (WHERE status <> 'pending') AS granted,
    count(*) FILTER (WHERE status = 'valid') AS valid"""
COPYRIGHTS = "count(*) FILTER (WHERE kind = 'software') AS software, count(*) FILTER (WHERE kind = 'works') AS works"


def companies(database: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """The companies, each in the shape of a record."""

    def rows(sql: str, *values: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in database.execute(sql, values)]

    for company in rows("SELECT * FROM companies ORDER BY id"):
        key = company.pop("id")
        people = rows("SELECT role, name, id_number, phones, email FROM people WHERE company_id = ?", key)
        yield {
            "cover": {"applicant": company["name"]},
            "name": company["name"],
            "uscc": company["uscc"],
            "org_code": company["uscc"][8:17],
            "registered_address": company["address"],
            "registered_on": company["registered_on"],
            "mailing_address": company["mailing_address"],
            "postcode": company["postcode"],
            **{person.pop("role"): person for person in people},
            "patents": rows(f"SELECT {COUNTS} FROM patents WHERE company_id = ?", key)[0],
            "trademarks": rows(f"SELECT {COUNTS} FROM trademarks WHERE company_id = ?", key)[0],
            "copyrights": rows(f"SELECT {COPYRIGHTS} FROM copyrights WHERE company_id = ?", key)[0],
            "ip_units": rows("SELECT unit, headcount, names, phones FROM ip_units WHERE company_id = ?", key),
            "ip_policies": rows("SELECT title, adopted_on, count FROM ip_policies WHERE company_id = ?", key),
        }


def main(out: str = "out/drafts") -> None:
    """Write the drafts into the folder `out`."""
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    database.executescript(SCRIPT.read_text(encoding="utf-8"))
    form = ipforms.form("guangzhou-enterprise")
    summary = ipforms.bulk.fill(form, companies(database), out, name="{name}_草稿")
    database.close()
    print(f"已生成 {summary.written + summary.unchanged} 份草稿：{out}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
