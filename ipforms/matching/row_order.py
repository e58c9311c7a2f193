"""Whether the entries of a section whose rows have labels of their own stand one behind the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.form_map import FormMap, Label, Slot
from ipforms.matching.label_alignment import LabelMatch

_Position = tuple[int, int]


def mixed_sections(form_map: FormMap, matches: Iterable[LabelMatch]) -> list[str]:
    """The sections in which a label of one entry was found among those of another one.

    There a slight difference of the labels has decided which value belongs to whom, and a person should look.
    """
    places = {match.token: (match.hit.block, match.hit.start) for match in matches}
    rows: dict[str, dict[int, list[_Position]]] = {}
    for index, (section, row) in _rows_of_labels(form_map).items():
        if index in places:
            rows.setdefault(section, {}).setdefault(row, []).append(places[index])
    return [section for section, found in rows.items() if not _follow(found)]


def stacked_sections(form_map: FormMap, spans: Mapping[tuple[int, int], ColumnSpan]) -> list[str]:
    """The sections two of whose column labels stand over the same columns of a table.

    There an entry has several rows, and which value of a column belongs to which label is not known.

    Args:
        form_map: the map.
        spans: the columns of labels, by their index in the map and the table.
    """
    labels: dict[str, set[int]] = {}
    for slot, index in form_map.columns.items():
        if slot.section and slot.row is None:
            labels.setdefault(slot.section, set()).add(index)
    tables = sorted({table for _, table in spans})
    return [
        section
        for section, own in labels.items()
        if any(_overlap([spans[index, table] for index in sorted(own) if (index, table) in spans]) for table in tables)
    ]


def headless_sections(form_map: FormMap, texts: Mapping[str, str]) -> list[str]:
    """The sections in which an entry that says something has no head, the field that the form asks for first.

    Of entries whose rows have labels of their own one may have got what belongs to another.
    """
    heads: dict[str, str] = {}
    for token in form_map.tokens:
        if isinstance(token, Slot) and token.section and token.row is not None:
            heads.setdefault(token.section, token.path)
    filled = {path for path, text in texts.items() if text.strip()}
    entries = {path.partition("]")[0] for path in filled if "]" in path}
    found = (
        entry.partition("[")[0]
        for entry in sorted(entries)
        if f"{entry}].{heads.get(entry.partition('[')[0])}" not in filled
    )
    return [section for section in dict.fromkeys(found) if section in heads]


def _overlap(spans: list[ColumnSpan]) -> bool:
    return any(
        2 * one.overlap(other) > min(one.behind - one.first, other.behind - other.first)
        for one, other in combinations(spans, 2)
    )


def _rows_of_labels(form_map: FormMap) -> dict[int, tuple[str, int]]:
    """The section and the row of each label that stands before slots of one."""
    found: dict[int, tuple[str, int]] = {}
    before: list[int] = []
    for index, token in enumerate(form_map.tokens):
        if isinstance(token, Label):
            before.append(index)
        elif isinstance(token, Slot):
            if token.row is not None and token.section:
                found.update(dict.fromkeys(before[-1:], (token.section, token.row)))
            before = []
    return found


def _follow(rows: dict[int, list[_Position]]) -> bool:
    last: _Position = (-1, -1)
    for row in sorted(rows):
        if min(rows[row]) < last:
            return False
        last = max(rows[row])
    return True
