"""A small company database, as an SQL script for SQLite: companies, their people, their rights, their rules."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from .material import load
from .numbers import Numbers
from .shared import Record

_TABLES = """\
-- 虚构数据，仅作示例。供 examples/prefill_from_database.py 使用；也可以：sqlite3 company.db < company.sqlite.sql

CREATE TABLE companies (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, uscc TEXT NOT NULL UNIQUE, address TEXT, registered_on TEXT,
  mailing_address TEXT, postcode TEXT
);
CREATE TABLE people (
  company_id INTEGER NOT NULL REFERENCES companies,
  role TEXT NOT NULL CHECK (role IN ('legal_representative', 'contact')),
  name TEXT NOT NULL, id_number TEXT, phones TEXT, email TEXT
);
CREATE TABLE patents (
  company_id INTEGER NOT NULL REFERENCES companies, number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('invention', 'utility_model', 'design')),
  title TEXT, status TEXT NOT NULL CHECK (status IN ('pending', 'valid', 'lapsed'))
);
CREATE TABLE trademarks (
  company_id INTEGER NOT NULL REFERENCES companies, number TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('pending', 'valid', 'lapsed'))
);
CREATE TABLE copyrights (
  company_id INTEGER NOT NULL REFERENCES companies, kind TEXT NOT NULL CHECK (kind IN ('software', 'works')), title TEXT
);
CREATE TABLE ip_units (
  company_id INTEGER NOT NULL REFERENCES companies, unit TEXT NOT NULL, headcount INTEGER, names TEXT, phones TEXT
);
CREATE TABLE ip_policies (
  company_id INTEGER NOT NULL REFERENCES companies, title TEXT NOT NULL, adopted_on TEXT, count INTEGER
);
"""


def script(records: list[Record]) -> str:
    """The script."""
    rng, numbers = Random("database"), Numbers(400, "020")
    inserts = itertools.chain.from_iterable(
        _company(number, record, rng, numbers) for number, record in enumerate(records, 1)
    )
    return _TABLES + "".join(f"\n{insert}" for insert in inserts) + "\n"


def _company(number: int, record: Record, rng: Random, numbers: Numbers) -> Iterator[str]:
    yield _insert(
        "companies", number, record["name"], record["uscc"], record["registered_address"], record["registered_on"],
        record["mailing_address"], record["postcode"],
    )  # fmt: skip
    for role in ("legal_representative", "contact"):
        person = record[role]
        yield _insert(
            "people",
            number,
            role,
            person["name"],
            person["id_number"],
            _joined(person["phones"]),
            person["email"],
        )
    for status in _statuses(record["patents"]):
        kind = rng.choice(("invention", "utility_model", "utility_model", "design"))
        yield _insert(
            "patents",
            number,
            numbers.patent(rng.randint(2009, 2016), kind),
            kind,
            _title(rng, record, kind),
            status,
        )
    for status in _statuses(record["trademarks"]):
        yield _insert("trademarks", number, numbers.trade_mark(), status)
    yield from _works(number, record, rng)
    for unit in record["ip_units"]:
        yield _insert(
            "ip_units",
            number,
            unit["unit"],
            unit["headcount"],
            _joined(unit["names"]),
            _joined(unit["phones"]),
        )
    for policy in record["ip_policies"]:
        yield _insert(
            "ip_policies",
            number,
            policy["title"],
            policy["adopted_on"],
            policy["count"],
        )


def _works(number: int, record: Record, rng: Random) -> Iterator[str]:
    for kind, end in (("software", "软件V1.0"), ("works", "产品图册")):
        for _ in range(record["copyrights"][kind]):
            yield _insert("copyrights", number, kind, f"{_technology(rng, record)}{end}")


def _statuses(counts: Record) -> Iterator[str]:
    yield from ["valid"] * counts["valid"]
    yield from ["lapsed"] * (counts["granted"] - counts["valid"])
    yield from ["pending"] * (counts["applied"] - counts["granted"])


def _title(rng: Random, record: Record, kind: str) -> str:
    ends = {
        "invention": "方法及其应用",
        "utility_model": "装置",
        "design": "组件（外观）",
    }
    return f"{'一种' if kind != 'design' else ''}{_technology(rng, record)}{ends[kind]}"


def _technology(rng: Random, record: Record) -> str:
    """One of the trade that the company's name tells."""
    industries = load("industries")["guangzhou"].values()
    trades = (each for each in industries if any(trade in record["name"] for trade in each["trade"]))
    return str(rng.choice(next(trades)["technologies"]))


def _joined(values: Iterable[str]) -> str:
    return "、".join(values)


def _insert(table: str, *values: Any) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join(map(_literal, values))});"


def _literal(value: Any) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
