"""Entries that have a column each in the form, as years have, and a row each in the document that was typed anew.

Each field of them is a slot of its own, and those of one name have the same labels. So of a turned table it is the row
that says which values belong together: the first row is the first entry.
"""

import re
from collections.abc import Iterable
from typing import Any

from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.form_map import Slot

_NUMBERED = re.compile(r"(?P<section>\w+)\[(?P<number>\d+)\]\.(?P<name>\w+)")


def numbered_entries(slots: Iterable[Slot], fields: FieldTexts) -> None:
    """Give the values of each row of a turned table to one entry."""
    sections: dict[str, list[re.Match[str]]] = {}
    for slot in slots:
        if not slot.section and (found := _NUMBERED.fullmatch(slot.path)):
            sections.setdefault(found["section"], []).append(found)
    for paths in sections.values():
        _put_rows_together([each for each in paths if fields.texts.get(each[0])], fields)


def _put_rows_together(paths: list[re.Match[str]], fields: FieldTexts) -> None:
    at = {
        each[0]: (place.row or 0, place.column)
        for each in paths
        if (place := fields.places.get(each[0])) and place.table
    }
    columns = {(each["name"], at[each[0]][1]) for each in paths if each[0] in at}
    rows = sorted({row for row, _ in at.values()})
    names, own = map(set, zip(*columns, strict=True)) if columns else (set(), set())
    is_turned = len(at) == len(paths) and len(columns) == len(names) == len(own) > 1  # a column each, not one of all
    if not is_turned or len({(name["name"], at[name[0]][0]) for name in paths}) < len(paths):
        return
    new = {each[0]: f"{each['section']}[{rows.index(at[each[0]][0])}].{each['name']}" for each in paths}
    for values in (fields.texts, fields.places, fields.sources, fields.choices):
        _renamed(values, new)


def _renamed(values: dict[str, Any], new: dict[str, str]) -> None:
    moved = {new[path]: values.pop(path) for path in new if path in values}
    values.update(moved)
