"""What columns and their values are called for people, in the language of the call."""

from collections.abc import Mapping
from typing import Any

from ipforms.messages import Lang, catalogue, say
from ipforms.rules.policies import ListPolicies

_CHOICES = frozenset(
    ("verdict", "district_verdict", "city_verdict", "kind", "side", "outcome", "subject", "programme", "passed")
)
"""Columns that hold one of a few words of ours."""

SHOWN_COLUMNS: dict[str, tuple[str, ...]] = {
    "entries": ("entry", "programme", "kind", "year", "number", "name", "code", "district", "admitted_on", "left_on"),
    "applications": ("application", "name", "district", "received_on", "verdict", "district_verdict", "city_verdict"),
    "parties": ("id", "programme", "kind", "name", "code", "district", "contact", "phone"),
    "liaisons": ("id", "party_name", "side", "office", "name", "phone", "day", "until"),
    "activities": ("id", "day", "kind", "party_name", "done_by", "topic", "note"),
    "cultivations": ("id", "party_name", "day", "ends_on", "accepted_on", "passed"),
    "leads": ("id", "day", "party_name", "matter", "transferred_to", "transferred_on"),
    "cases": ("id", "received_at", "party_name", "kind", "matter", "referred_at", "closed_on"),
    "events": ("id", "recorded_at", "day", "actor", "kind", "subject", "subject_id", "changes", "reason"),
}
"""What a terminal or a page has room for."""


def column_title(name: str, lang: Lang = "zh", table: str = "") -> str:
    """The heading of a column, of a table that has another word for it.

    >>> column_title("admitted_on"), column_title("admitted_on", "en")
    ('入库日期', 'Admitted on')
    """
    return catalogue(lang).get(f"registry.column.{table}_{name}") or say(f"registry.column.{name}", lang)


def row_texts(table: str, row: Mapping[str, Any], lang: Lang = "zh") -> list[str]:
    """A row in the columns of `SHOWN_COLUMNS`; an event with what it has changed."""
    said = {**row, "changes": _changes(row, lang)} if table == "events" else row
    return [cell_text(name, said.get(name), lang) for name in SHOWN_COLUMNS[table]]


def _changes(event: Mapping[str, Any], lang: Lang) -> str:
    before, after = event["before"], event["after"]
    if not before or not after:
        return ""
    texts, named = catalogue(lang), {}
    for name in after:
        if title := texts.get(f"registry.column.{name}"):
            named[title] = [cell_text(name, each.get(name), lang) for each in (before, after)]
    kept = {title: (old, new) for title, (old, new) in named.items() if old != new and title != texts[_REVISION]}
    said = [say("registry.change", lang, title=title, before=old, after=new) for title, (old, new) in kept.items()]
    return say("registry.changes", lang, changes=said)


_REVISION = "registry.column.revision"
_READINGS = {
    "due": ("dispute_start", "rest_days", "own_hours", "own_months"),
    "report": ("entries", "services", "partial_years"),
}
"""The policies that each question goes by."""


def readings(policies: ListPolicies, view: str, lang: Lang = "zh") -> str:
    """How a question reads what the notices leave open, in a sentence; "" of one that needs no such reading.

    >>> from ipforms.rules.policies import LIST_DEFAULT
    >>> readings(LIST_DEFAULT, "report")
    '通知没有写明的，按以下口径：入库数只计当年新入库的；服务次数按每家计；入库当年也要求走访和服务。'
    """
    said = []
    for name in _READINGS.get(view, ()):
        value = getattr(policies, name)
        ending = f"_{value}" if isinstance(value, str) else "" if value else "_none"
        said.append(say(f"registry.reading.{name}{ending}", lang, value=value))
    return say("registry.readings", lang, readings=said) if said else ""


def cell_text(name: str, value: Any, lang: Lang = "zh") -> str:
    """A value as a table shows it.

    >>> cell_text("verdict", "unknown"), cell_text("name", "甲公司"), cell_text("left_on", None)
    ('须人工判断', '甲公司', '')
    """
    if value is None:
        return ""
    if name not in _CHOICES:
        return str(value)
    return catalogue(lang).get(f"registry.value.{str(value).replace('.', '_')}", str(value))
