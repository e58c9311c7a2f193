"""The registry as a workbook, and back: sheets for people, and one with all events, from which the rest follows.

Only a whole workbook, with personal numbers, can be restored: without them its events would say something else. What
was changed by hand in another sheet is told, as the events do not have it.
"""

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ipforms.bulk.sources import SourceTable, TableSource
from ipforms.errors import IpformsError
from ipforms.messages import Lang, say
from ipforms.registry.column_texts import cell_text, column_title
from ipforms.registry.list_row import HEADERS, list_row
from ipforms.registry.listing import masked_rows
from ipforms.registry.register import Registry
from ipforms.registry.tables import EVENTS
from ipforms.reports.table_report import ReportTable, table_book
from ipforms.text import unspaced

_TABLES = ("liaisons", "activities", "cultivations", "leads", "cases")
_EVENT_COLUMNS = ("id", "recorded_at", "day", "actor", "kind", "party", "subject", "subject_id", "reason")
_HIDDEN = frozenset(("name_key", "revision", "conditions"))
_PIECE = 16_000  # characters of JSON in a cell; Excel takes 32,767, of which one beyond Unicode's first plane is two
_VERSION = 1
_LONGEST = 30_000  # characters of a cell that a sheet for people shows, and so is compared
_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")  # how a workbook writes a character that XML has not (ECMA-376, 22.9.2.19)
_UNFIT = re.compile("[\ud800-\udfff\ufffe\uffff]|_(?=x)")
"""What no cell keeps: halves of pairs, two that are no characters, and what Excel takes for a code (_x0041_)."""


class NoWholeWorkbook(IpformsError):
    """A workbook that does not hold a whole registry."""


class EditedWorkbook(IpformsError):
    """A workbook of a whole registry in which somebody has changed a sheet by hand."""


def export_workbook(registry: Registry, on: date, *, whole: bool = False, lang: Lang = "zh") -> bytes:
    """All of a registry as XLSX: the list, a sheet for each of its tables and, if it is to be whole, all events.

    Args:
        registry: the registry.
        on: as of which day the sheets for people are.
        whole: with personal numbers and events, so that the registry can be made of it again.
        lang: of headings and words.
    """
    tables = list(_sheets(registry, on, whole=whole, lang=lang))
    return table_book([*tables, _events(registry, on, lang)] if whole else tables, lang, on)


def _sheets(registry: Registry, on: date, *, whole: bool, lang: Lang) -> Iterator[ReportTable]:
    """The sheets for people."""
    programmes = [each.id for each in registry.programmes()]
    for programme in programmes:
        rows = _shown(registry.entries(on, programme, left=True), whole=whole)
        name = say("registry.document_title.list", lang)
        yield ReportTable.of_texts(
            name if len(programmes) == 1 else f"{name}-{programme}"[:31], [*HEADERS.values()], [*map(list_row, rows)]
        )
    for name in ("parties", "applications", *_TABLES):
        yield _table(name, _shown(registry.rows(name, on), whole=whole), lang)


def _shown(rows: Sequence[Mapping[str, Any]], *, whole: bool) -> list[Mapping[str, Any]]:
    return list(rows) if whole else list(masked_rows(rows))


def _table(name: str, rows: Sequence[Mapping[str, Any]], lang: Lang) -> ReportTable:
    columns = [each for each in rows[0] if each not in _HIDDEN] if rows else []
    texts = [[cell_text(column, row[column], lang) for column in columns] for row in rows]
    titles = [column_title(column, lang) for column in columns]
    return ReportTable.of_texts(say(f"registry.table.{name}", lang), titles or [column_title("id", lang)], texts)


def _events(registry: Registry, on: date, lang: Lang) -> ReportTable:
    """All events: some columns for people, then all that each says, as JSON in as many cells as it takes."""
    head = _pieces({"version": _VERSION, "on": on.isoformat(), "lang": lang})
    rows, pieces = [["0", *[""] * (len(_EVENT_COLUMNS) - 1)]], [head]
    for event in registry.events():
        rows.append([cell_text(name, event[name], lang) for name in _EVENT_COLUMNS])
        pieces.append(_pieces(event))
    most = max(map(len, pieces))
    full = [[*row, *own, *[""] * (most - len(own))] for row, own in zip(rows, pieces, strict=True)]
    titles = [column_title(name, lang) for name in _EVENT_COLUMNS]
    return ReportTable.of_texts(
        _events_name(lang), [*titles, *(f"JSON {at}" for at in range(1, most + 1))], full, len(titles)
    )


def _events_name(lang: Lang) -> str:
    return say("registry.table.events", lang)


def _pieces(value: Mapping[str, Any]) -> list[str]:
    text = _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
    return [f"|{text[at : at + _PIECE]}|" for at in range(0, len(text), _PIECE)]  # bars keep blanks at the ends


def is_whole(source: TableSource) -> bool:
    """Whether a workbook holds a whole registry."""
    return _events_of(source) is not None


def _events_of(source: TableSource) -> SourceTable | None:
    names = {_events_name(lang) for lang in ("zh", "en")}
    return next((each for each in source.tables if each.name in names), None)


def restore_workbook(registry: Registry, source: TableSource) -> None:
    """Fill an empty registry from a whole workbook; it is tried in a place of its own first.

    Raises:
        NoWholeWorkbook: it was exported without personal numbers, is of another version, or is no export.
        EditedWorkbook: somebody has changed a sheet by hand.
        FilledRegistry: the registry is not empty.
    """
    head, events = _told(source)
    with tempfile.TemporaryDirectory() as folder:
        trial = Registry.create(Path(folder) / "trial.db")
        trial.restore(events)
        _require_unedited(trial, source, head)
        trial.close()
    registry.restore(events)


def _told(source: TableSource) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the head of a whole workbook says, and its events."""
    table = _events_of(source)
    try:
        head, *events = (_value(row.values) for row in table or ())
    except (ValueError, TypeError) as error:
        raise NoWholeWorkbook(name=source.name) from error
    if head.get("version") != _VERSION or any(each.keys() != set(EVENTS.c.keys()) for each in events):
        raise NoWholeWorkbook(name=source.name)
    return head, events


def _value(values: Mapping[str, Any]) -> dict[str, Any]:
    pieces = (str(text)[1:-1] for name, text in values.items() if name.startswith("JSON "))
    found = json.loads("".join(pieces))
    return dict(found)


def _require_unedited(registry: Registry, source: TableSource, head: Mapping[str, Any]) -> None:
    """See that the sheets for people say what follows from the events.

    Raises:
        EditedWorkbook: one says something else.
    """
    told = {each.name: each for each in source.tables}
    for expected in _sheets(registry, date.fromisoformat(head["on"]), whole=True, lang=head["lang"]):
        table = told.get(expected.name)
        headers = [column.header for column in expected.columns]
        found = [_texts(row.values, headers) for row in table] if table is not None else []
        wanted = [[_visible(str(cell)) for cell in row] for _, row in expected.rows]
        for at, (one, other) in enumerate(zip(wanted, found, strict=False), 2):
            if one != other:
                raise EditedWorkbook(name=source.name, sheet=expected.name, row=at)
        if len(wanted) != len(found):
            raise EditedWorkbook(name=source.name, sheet=expected.name, row=min(len(wanted), len(found)) + 2)


def _texts(values: Mapping[str, Any], headers: Sequence[str]) -> list[str]:
    return [_visible(str(values.get(header, ""))) for header in headers]


def _visible(text: str) -> str:
    """What is compared of a cell: what can be seen. The rest is not kept by every program that saves a workbook."""
    shown = _ESCAPE.sub("", unspaced(text[:_LONGEST]))
    return "".join(each for each in shown if not unicodedata.category(each).startswith("C"))
