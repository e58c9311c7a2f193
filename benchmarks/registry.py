"""A registry of 100,000 parties and ten years: due, report, review beside plain SQL for the same question.

`python -m benchmarks.registry [PARTIES]`. The plain SQL is written by hand and run by sqlite3 itself, rows as tuples.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import ipforms
from benchmarks.timing import medians
from ipforms.registry import Incoming, Registry

PARTIES = 100_000
YEARS = range(2017, 2027)
DAY = date(2026, 12, 10)
ROUNDS = 5
_CONTRACT = Path(__file__).parents[1] / "tests" / "data" / "contract"


def main() -> None:
    """Print the table."""
    parties = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else PARTIES
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder, "a.db")
        Registry.create(where).close()
        events = fill(where, parties)
        print(f"{parties:,} parties, {events:,} events, {where.stat().st_size / 1e6:,.0f} MB\n")
        print("| question | rows | plain SQL | ipforms | times plain SQL |")
        print("|---|--:|--:|--:|--:|")
        for name, rows, plain, ours in measured(where):
            print(f"| {name} | {rows:,} | {plain:.2f} s | {ours:.2f} s | {ours / plain:.2f} |")


def fill(where: Path, parties: int) -> int:
    """Ten years of a list: how many events that is."""
    form = ipforms.form("guangzhou-enterprise")
    kept: list[tuple[str, ...]] = []
    for applied in (40, 8):
        data = json.loads((_CONTRACT / f"{form.id}.json").read_text("utf-8"))
        data["patents"]["applied"] = data["patents"]["granted"] = data["patents"]["valid"] = applied
        data["trademarks"] = data["copyrights"] = None
        values = Incoming.of(ipforms.check(form.model.model_validate(data), on=DAY)).values
        kept.append((values["verdict"], json.dumps(values["conditions"], ensure_ascii=False), values["rules"]))
    with closing(sqlite3.connect(where)) as connection, connection:
        connection.executemany("INSERT INTO parties VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", _parties(parties))
        connection.executemany(f"INSERT INTO applications VALUES ({','.join('?' * 20)})", _applications(parties, kept))
        connection.executemany("INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", _entries(parties))
        connection.executemany("INSERT INTO liaisons VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", _liaisons(parties))
        connection.executemany("INSERT INTO activities VALUES (?,?,?,?,?,?,?,?,?)", _activities(parties))
        connection.executemany("INSERT INTO cases VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", _cases(parties))
        for table in ("parties", "applications", "entries", "liaisons", "activities", "cases"):
            party = "id" if table == "parties" else "party"
            connection.execute(
                f"INSERT INTO events SELECT (SELECT count(*) FROM events) + row_number() OVER (ORDER BY id), "
                f"day || 'T09:00:00', day, '李', 'entry', {party}, '{table}', id, NULL, json_object('id', id), NULL "
                f"FROM {table}"
            )
        connection.execute("ANALYZE")
        return int(connection.execute("SELECT count(*) FROM events").fetchone()[0])


def _joined(number: int) -> str:
    return f"{YEARS[number % len(YEARS)]}-0{1 + number % 9}-15"


def _parties(count: int) -> Iterator[tuple[object, ...]]:
    for id in range(1, count + 1):
        kind = "market" if id % 20 == 0 else "enterprise"
        name = f"广州第{id}有限公司"
        yield id, _joined(id), "guangzhou", kind, name, name, f"91{id:016d}", "天河区", "陈", "13800138000", "", 1


def _applications(count: int, kept: list[tuple[str, ...]]) -> Iterator[tuple[object, ...]]:
    for id in range(1, 2 * count + 1):  # the second half are the newer data of the same parties
        party, newer = (id - 1) % count + 1, id > count
        day = "2026-06-01" if newer else _joined(party)
        verdict, conditions, rules = kept[newer and party % 50 == 0]
        own = (id, day, party, "guangzhou-enterprise", str(id), "{}", "{}", "[]", verdict, conditions, rules)
        yield (*own, "approve", "区", day, None, "approve", "市", day, None, 3)


def _entries(count: int) -> Iterator[tuple[object, ...]]:
    for id in range(1, count + 1):
        day = _joined(id)
        left = "2026-01-10" if id % 10 == 3 else None
        yield id, day, id, id, "一", int(day[:4]), id, day, None, left, left and "不再符合", None, None, 2


def _liaisons(count: int) -> Iterator[tuple[object, ...]]:
    for id in range(1, count + 1):
        if id % 25:
            yield id, _joined(id), id, "guangzhou", "office", "区局", "陈", None, None, None, None, 1


def _activities(count: int) -> Iterator[tuple[object, ...]]:
    id = 0
    for party in range(1, count + 1):
        for year in range(int(_joined(party)[:4]), YEARS[-1] + 1):
            for turn in range(3):  # a visit, and two services for most
                if (party + year + turn) % 12:
                    id += 1
                    kind = "service" if turn else "visit"
                    yield id, f"{year}-1{turn % 2}-0{1 + party % 9}", kind, "guangzhou", party, "陈", None, None, 1


def _cases(count: int) -> Iterator[tuple[object, ...]]:
    for id in range(1, count // 5 + 1):
        day = f"2026-11-{1 + id % 28:02d}" if id % 10 == 0 else f"{YEARS[id % 10]}-03-01"
        closed = None if id % 10 == 0 else f"{day[:4]}-03-20"
        party = id * 5
        yield id, day, party, "counterfeit_patent", "假冒", None, f"{day}T09:00:00", None, None, None, closed, None, 2


def measured(where: Path) -> list[tuple[str, int, float, float]]:
    """Each question: how many rows it has, and the seconds of plain SQL and of ours; both give as many rows."""
    registry, found = Registry.open(where), []
    with closing(sqlite3.connect(where)) as connection:
        plain: dict[str, Callable[[], int]] = {
            "report": lambda: _plain_report(connection),
            "due": lambda: _plain_due(connection),
            "review": lambda: len(connection.execute(_REVIEW, (DAY.isoformat(),) * 3).fetchall()),
        }
        ours: dict[str, Callable[[], int]] = {
            "report": lambda: sum(max(1, len(each.missing)) for each in registry.report(DAY.year, DAY)),
            "due": lambda: len(registry.due(DAY, timedelta(days=30))),
            "review": lambda: len(registry.review(DAY)),
        }
        for name, question in plain.items():
            rows = question()
            assert rows == ours[name](), f"{name}: {rows} rows by hand, {ours[name]()} by ipforms"
            found.append((name, rows, *medians([question, ours[name]], ROUNDS)))
    registry.close()
    return found


_LISTED = "e.day <= :day AND (e.left_on IS NULL OR e.left_on > :day)"
_ON_LIST = f"FROM entries e JOIN parties p ON p.id = e.party WHERE p.programme = 'guangzhou' AND {_LISTED}"
_TOTALS = (
    "SELECT count(*) FROM entries e JOIN parties p ON p.id = e.party WHERE p.programme = 'guangzhou' "
    "AND p.kind = 'enterprise' AND e.day BETWEEN :first AND :day",
    "SELECT count(*) FROM cultivations c JOIN parties p ON p.id = c.party WHERE p.programme = 'guangzhou' "
    "AND c.day BETWEEN :first AND :day",
    "SELECT count(DISTINCT topic) FROM activities WHERE programme = 'guangzhou' AND kind = 'navigation' "
    "AND day BETWEEN :first AND :day",
)
_MISSING = (
    f"SELECT p.id, p.name, 0 {_ON_LIST} AND NOT EXISTS (SELECT 1 FROM liaisons l WHERE l.party = p.id "
    "AND l.side = 'office' AND l.day <= :day AND (l.until IS NULL OR l.until >= :day)) "
    "AND NOT EXISTS (SELECT 1 FROM liaisons l WHERE l.party IS NULL AND l.side = 'office' AND l.day <= :day "
    "AND (l.until IS NULL OR l.until >= :day) AND (l.office IS NULL OR l.office LIKE '%' || p.district || '%'))",
    *(
        f"SELECT p.id, p.name, coalesce(a.n, 0) FROM entries e JOIN parties p ON p.id = e.party LEFT JOIN "
        f"(SELECT party, count(*) n FROM activities WHERE programme = 'guangzhou' AND kind = '{kind}' "
        f"AND day BETWEEN :first AND :day GROUP BY party) a ON a.party = p.id "
        f"WHERE p.programme = 'guangzhou' AND {_LISTED} AND coalesce(a.n, 0) < {least}"
        for kind, least in (("visit", 1), ("service", 2))
    ),
)
_REVIEW = (
    "SELECT e.id, p.id, p.name, a.id, e.revision, a.verdict, a.conditions, a.conditions = d.conditions FROM entries e "
    "JOIN parties p ON p.id = e.party JOIN applications a ON a.id = (SELECT n.id FROM applications n "
    "WHERE n.party = p.id AND n.day <= ? ORDER BY n.day DESC, n.id DESC LIMIT 1) JOIN applications d "
    "ON d.id = coalesce((SELECT r.application FROM reviews r WHERE r.entry = e.id ORDER BY r.day DESC LIMIT 1), "
    "e.application) WHERE e.day <= ? AND (e.left_on IS NULL OR e.left_on > ?) ORDER BY e.id"
)
_CASES = (
    "SELECT c.*, p.name, date(c.day, '+1 month') FROM cases c JOIN parties p ON p.id = c.party "
    "WHERE c.closed_on IS NULL AND c.kind = 'counterfeit_patent' AND date(c.day, '+1 month') <= :end"
)
_CULTIVATED = (
    "SELECT c.*, p.name FROM cultivations c JOIN parties p ON p.id = c.party "
    "WHERE c.accepted_on IS NULL AND c.ends_on <= :end"
)


def _plain_report(connection: sqlite3.Connection) -> int:
    given = {"day": DAY.isoformat(), "first": f"{DAY.year}-01-01"}
    totals = [connection.execute(each, given).fetchone() for each in _TOTALS]
    connection.execute(f"SELECT count(*) {_ON_LIST}", given).fetchone()
    missing = [connection.execute(each, given).fetchall() for each in _MISSING]
    return len(totals) + sum(max(1, len(each)) for each in missing)


def _plain_due(connection: sqlite3.Connection) -> int:
    given = {"end": (DAY + timedelta(days=30)).isoformat()}
    own = [*connection.execute(_CASES, given).fetchall(), *connection.execute(_CULTIVATED, given).fetchall()]
    given = {"day": DAY.isoformat(), "first": f"{DAY.year}-01-01"}
    totals = [connection.execute(each, given).fetchone()[0] for each in _TOTALS]
    short = sum(total < asked for total, asked in zip(totals, (30, 2, 1), strict=True))
    missing = [row for each in _MISSING for row in connection.execute(each, given).fetchall()]
    return len(own) + short + len(missing)


if __name__ == "__main__":
    main()
