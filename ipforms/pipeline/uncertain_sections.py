"""Sections whose columns were understood in part only: what stands in their other columns may be another field's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from statistics import median_low

from ipforms.messages import Note

_FEW = 4  # fields of an entry: one of fewer fields has often nothing but a name


def uncertain_sections(texts: Mapping[str, str], missing: Iterable[str]) -> dict[str, Note]:
    """Why the columns of a section cannot be relied on, by the section or group.

    Args:
        texts: what was read for each field, by path.
        missing: the fields whose place was not found.

    >>> uncertain_sections({"people[0].name": "张三"}, ["people[0].phone"])["people"].code
    'evidence.columns_missing'
    """
    found = {section_of(path): Note("evidence.columns_missing") for path in missing if section_of(path) != path}
    return {**found, **{section: Note("evidence.entries_cut") for section in _cut_up(texts)}}


def section_of(path: str) -> str:
    """The section or group that a field stands in: `ip_units` of `ip_units[0].names`."""
    return path.partition("[")[0].partition(".")[0]


def _cut_up(texts: Mapping[str, str]) -> Iterator[str]:
    """Sections most of whose entries say one thing each: the lines of cards that were taken for rows."""
    entries: dict[str, dict[str, list[bool]]] = {}
    for path, text in texts.items():
        entry, bracket, _ = path.partition("]")
        if bracket:
            entries.setdefault(section_of(path), {}).setdefault(entry, []).append(bool(text.strip()))
    for section, rows in entries.items():
        widest = max(map(len, rows.values()))
        if len(rows) > 1 and widest >= _FEW and median_low(map(sum, rows.values())) < 2:
            yield section
