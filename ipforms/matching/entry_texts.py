"""A list that stands in one cell, a line for each entry: 《专利管理办法》，2014年6月制定，1份.

Such a cell is taken apart into a table with the form's own labels over it. What each part of a line is, its kind
decides; a list of which one line cannot be told so stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ipforms.matching.cell_scores import Fits, best_assignment, pattern_of
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.field_texts import ROW_NUMBERS
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.slot_labels import SlotLabels
from ipforms.matching.text_blocks import TextBlock, numbered
from ipforms.paths import Place
from ipforms.sheet import Cell
from ipforms.text.enumerations import numbered as entries_of
from ipforms.text.enumerations import pieces

_FEWEST = 2  # parts of a line
_PAIR = 2  # the title of a list and what stands beside it
_SIGNS = "，,；;：:\t。"
_AREA_CODE = re.compile(r"[（(](0\d{2,3})[)）]\s*(?=\d)")
_IN_BRACKETS = re.compile(r"(?P<before>.+)[（(](?P<inside>[^（()）]+)[)）]")
_FIRST = 0.1  # what it speaks for the first part of a line that it is what the entry is called
_KIND = 0.4  # what a part must prove by its kind to be another field


class EntryList(NamedTuple):
    """A list of a form."""

    slots: Sequence[Slot]  # of an entry, without its number
    labels: Sequence[str]  # of these, as the form has them


def with_entry_tables(
    blocks: list[TextBlock], lists: Mapping[str, EntryList], finder: LabelFinder, fits: Fits
) -> tuple[list[TextBlock], frozenset[Place]]:
    """The blocks of a document with such cells taken apart, and the places of these.

    Args:
        blocks: the document.
        lists: those of the form, by the keys of their titles.
        finder: what finds the labels of the form.
        fits: whether a text is a value of a field.
    """
    made: list[TextBlock] = []
    places = set[Place]()
    tables = max((block.table for block in blocks), default=0)
    over: EntryList | None = None  # the list whose title stands alone in the row above
    for _, group in groupby(blocks, key=lambda block: block.row) if lists else ():
        row = list(group)
        filled = [block for block in row if block.searchable]
        label = finder.label(filled[0].key) if filled else None
        own = lists.get(label or "")
        beside = own if len(filled) == _PAIR else over if len(filled) == 1 and label is None else None
        rows = list(_rows(filled[-1].text, beside, fits)) if beside else []
        if beside and rows:
            tables += 1
            made += [block for block in row if block is not filled[-1]]
            made += _table([beside.labels, *rows], filled[-1], tables)
            places.add(filled[-1].place)
        else:
            made += row
        over = own if len(filled) == 1 else over if not filled else None
    return (numbered(made), frozenset(places)) if places else (blocks, frozenset())


def entry_lists(form_map: FormMap, labels: Mapping[str, SlotLabels]) -> dict[str, EntryList]:
    """The lists of a form that have a title of their own, by the key of that.

    Args:
        form_map: the map of the form.
        labels: the labels of each field.
    """
    names = dict(form_map.labels)
    sections: dict[str, dict[Slot, str]] = {}
    for slot, index in form_map.columns.items():
        is_listed = slot.section and slot.row is None and slot.section not in form_map.labelled_sections
        if is_listed and slot.path not in ROW_NUMBERS:
            sections.setdefault(slot.section, {})[slot] = names[index].text
    titles = {
        name: frozenset.intersection(*(labels[pattern_of(slot)].beside for slot in slots))
        for name, slots in sections.items()
        if all(pattern_of(slot) in labels for slot in slots)
    }
    times = Counter(key for keys in titles.values() for key in keys)
    owned = {name: [key for key in keys if times[key] == 1] for name, keys in titles.items()}
    return {
        keys[0]: EntryList(list(sections[name]), list(sections[name].values()))
        for name, keys in owned.items()
        if len(keys) == 1
    }


def _rows(text: str, of: EntryList, fits: Fits) -> Iterator[list[str]]:
    """The texts of each entry; none where one of them is not such a line."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        lines = entries_of(text) or [line for line in pieces(text, "；;") if line.strip()]
    rows = [_entry(line, number, of, fits) for number, line in enumerate(lines, 1)]
    yield from (row for row in rows if row) if all(rows) else ()


def _entry(line: str, number: int, of: EntryList, fits: Fits) -> list[str] | None:
    parts = list(_parts(line, number, of, fits))
    if not _FEWEST <= len(parts) <= len(of.slots):
        return None
    scores = [
        [fits(pattern_of(slot), part) + _FIRST * (first == at == 0) for at, slot in enumerate(of.slots)]
        for first, part in enumerate(parts)
    ]
    found = best_assignment(scores)
    texts = [""] * len(of.slots)
    for part, at, score in zip(parts, found, scores, strict=True):
        if at is None or score[at] < (0 if at == 0 else _KIND):
            return None
        texts[at] = part
    return texts if texts[0] else None


def _parts(line: str, number: int, of: EntryList, fits: Fits) -> Iterator[str]:
    """What stands between the signs of a line without its number; in brackets only where that is of some kind."""
    bare = next(iter(entries_of(line, number) or ()), line)
    for piece in map(str.strip, pieces(_AREA_CODE.sub(r"\1-", bare), _SIGNS)):
        inside = _IN_BRACKETS.fullmatch(piece)
        if inside and any(fits(pattern_of(slot), inside["inside"]) >= _KIND for slot in of.slots):
            yield from (inside["before"].strip(), inside["inside"].strip())
        elif piece:
            yield piece


def _table(rows: Sequence[Sequence[str]], block: TextBlock, table: int) -> Iterator[TextBlock]:
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cell = Cell(row, column, 1, 1, text, block.place)
            yield replace(block, cell=cell, table=table, span=ColumnSpan.of(cell)).with_text(text)
