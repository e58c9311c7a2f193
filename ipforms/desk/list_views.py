"""What the desk shows of the registry: tables of texts, with what may be recorded on each row."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query

from ipforms.desk.accounts import DeskRole
from ipforms.desk.list_registry import may_record, office_now
from ipforms.desk.problem_details import BadRequest
from ipforms.messages import Lang, say
from ipforms.registry import Registry, RegistryRows, column_title, masked_rows
from ipforms.registry.activities import WITHDRAWN
from ipforms.registry.column_texts import SHOWN_COLUMNS, row_texts
from ipforms.registry.list_review import to_decide
from ipforms.registry.record_kinds import RECORDS
from ipforms.rules.policies import LIST_DEFAULT, ListPolicies

VIEWS = tuple(dict.fromkeys(("due", "entries", "applications", "review", "report", *SHOWN_COLUMNS)))
_MOST = 300  # rows of a page; the search finds the others
_DOES = {
    "counterfeit_patent": "close",
    "other_province": "close",
    "dispute_inside": "refer",
    "dispute_outside": "refer",
}
"""What is recorded once something that was due is done, where it has another name."""
_KEYS = {"entries": "entry", "applications": "application", "review": "entry"}
"""The column that has the number of a row, where it is not `id`."""
_OF_PARTY = dict.fromkeys(("entries", "applications", "parties"), "name")
"""The column that names the party, where it is not `party_name`."""
_OF_SEVERAL = {
    "entries": ("visit", "service", "training", "office-liaison", "publish", "leave"),
    "applications": ("decision",),
}
"""What is recorded of several rows of a table at once."""


@dataclass
class RegistryAsked:
    """What of the registry is shown.

    Attributes:
        view: one of `VIEWS`, or "party".
        on: as of which day; "" is today.
        q: words that a row has; "" for all rows.
        year: of the report; that of the day if None.
        days: how far ahead what is due is looked for.
        party: of one party alone, in the view "party".
    """

    view: str = "due"
    on: str = ""
    q: str = ""
    year: int | None = None
    days: Annotated[int, Query(ge=0, le=3_660)] = 30
    party: int | None = None

    @property
    def day(self) -> date:
        """The day."""
        return day_of(self.on)

    def query(self, **changes: Any) -> str:
        """It as an address, with changes."""
        given = {name: value for name, value in {**asdict(self), **changes}.items() if value not in (None, "")}
        return f"/registry?{urlencode(given, doseq=True)}"


@dataclass(frozen=True)
class ViewRow:
    """A row of a table: its cells, what it is of, and what may be recorded on it."""

    cells: tuple[str, ...]
    id: int | None = None
    party: int | None = None
    does: tuple[str, ...] = ()
    state: str = ""

    @property
    def key(self) -> str:
        """What a check box of it says: `id.party`."""
        return f"{self.id or ''}.{self.party or ''}"


@dataclass(frozen=True)
class ViewTable:
    """A table of the page.

    Attributes:
        name: of the table, or the view.
        title: what people call it.
        titles: its headings.
        rows: its rows, the first `_MOST` of them.
        does: what may be recorded of several rows at once.
        link: the column that leads to the party.
        count: how many rows there are.
    """

    name: str
    title: str
    titles: tuple[str, ...]
    rows: list[ViewRow]
    does: tuple[str, ...] = ()
    link: int | None = None
    count: int = 0


def view_title(view: str, lang: Lang) -> str:
    """What a view is called."""
    known = view in ("due", "report", "review", "party", "entries")
    return say(f"desk.registry.{view}" if known else f"registry.table.{view}", lang)


def registry_tables(
    registry: Registry, asked: RegistryAsked, lang: Lang, role: DeskRole, policies: ListPolicies = LIST_DEFAULT
) -> list[ViewTable]:
    """The tables of a view: one, or all of a party; with what a person of a role may record on their rows."""
    return [_offered(table, role) for table in _tables(registry, asked, lang, policies)]


def _offered(table: ViewTable, role: DeskRole) -> ViewTable:
    """A table that offers nothing which would be refused."""

    def may(kinds: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(kind for kind in kinds if may_record(role, kind))

    return replace(table, rows=[replace(row, does=may(row.does)) for row in table.rows], does=may(table.does))


def _tables(registry: Registry, asked: RegistryAsked, lang: Lang, policies: ListPolicies) -> list[ViewTable]:
    if asked.view == "party":
        number = asked.party or 0
        found = {
            name: registry.rows(name, asked.day, party=number, left=True) for name in SHOWN_COLUMNS if name != "parties"
        }
        found = {"parties": [registry.row("parties", number)], **found}
        own = {name: [row for row in rows if number == row.get("party", number)] for name, rows in found.items()}
        return [replace(_listed(name, rows, lang), does=()) for name, rows in own.items() if rows]
    due, report = partial(_due, policies=policies), partial(_report, policies=policies)
    questions: dict[str, Callable[..., ViewTable]] = {"due": due, "report": report, "review": _review}
    words, special = asked.q.split(), questions.get(asked.view)
    given = [] if special else _rows(registry, asked)
    shown = given if words else given[:_MOST]  # ten years have more rows than anybody reads
    table = special(registry, asked, lang) if special else _listed(asked.view, shown, lang)
    rows = [row for row in table.rows if all(any(word in cell for cell in row.cells) for word in words)]
    return [replace(table, rows=rows[:_MOST], count=len(rows) if words or special else len(given))]


def _rows(registry: Registry, asked: RegistryAsked) -> RegistryRows:
    rows = registry.rows(asked.view, asked.day, left=True)
    return rows[::-1] if asked.view == "events" else rows


def _listed(name: str, rows: RegistryRows, lang: Lang) -> ViewTable:
    """A table of the registry, numbers masked."""
    columns, key = SHOWN_COLUMNS[name], _KEYS.get(name, "id")
    undone = ("withdraw",) if name in WITHDRAWN else ()
    shown = [
        ViewRow(
            tuple(text.replace("T", " ") for text in row_texts(name, row, lang)),
            row[key],
            row["id"] if name == "parties" else row.get("party"),
            (*(kind for kind, own in RECORDS.items() if own.table == name and own.is_open(row)), *undone),
        )
        for row in masked_rows(rows)
    ]
    link = next((at for at, column in enumerate(columns) if column == _OF_PARTY.get(name, "party_name")), None)
    titles = tuple(column_title(each, lang, name) for each in columns)
    return ViewTable(name, view_title(name, lang), titles, shown, _OF_SEVERAL.get(name, ()), link)


def _due(registry: Registry, asked: RegistryAsked, lang: Lang, policies: ListPolicies) -> ViewTable:
    rows = []
    for each in registry.due(asked.day if asked.on else office_now(), timedelta(asked.days), policies):
        kind = _DOES.get(each.kind, each.kind.replace("_", "-"))
        own, state = each.id if each.table else None, "unread" if each.overdue else ""
        rows.append(ViewRow(each.cells(lang), own, each.party, (kind,) if kind in RECORDS else (), state))
    return _special("due", rows, lang, 3)


def _report(registry: Registry, asked: RegistryAsked, lang: Lang, policies: ListPolicies) -> ViewTable:
    counted = registry.report(asked.year or asked.day.year, asked.day, policies)
    rows = [ViewRow(each.cells(lang), state="ready" if each.is_met else "unread") for each in counted]
    return _special("report", rows, lang)


def _review(registry: Registry, asked: RegistryAsked, lang: Lang) -> ViewTable:
    states = {"no": "unread", "unknown": "look"}
    open_ = to_decide(registry.review(asked.day))
    rows = [ViewRow(each.cells(lang), each.entry, each.party, ("review",), states[each.verdict]) for each in open_]
    return replace(_special("review", rows, lang, 1), does=("review",))


def _special(view: str, rows: list[ViewRow], lang: Lang, link: int | None = None) -> ViewTable:
    titles = tuple(say(f"registry.{view}_columns", lang).split(","))
    return ViewTable(view, view_title(view, lang), titles, rows, link=link)


def day_of(text: str) -> date:
    """A day of an address; today if it is blank.

    Raises:
        BadRequest: it is none.
    """
    try:
        return date.fromisoformat(text) if text else office_now().date()
    except ValueError:
        raise BadRequest from None
