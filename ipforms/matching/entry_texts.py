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
from ipforms.text import label_key
from ipforms.text.enumerations import numbered as entries_of
from ipforms.text.enumerations import pieces

_FEWEST = 2  # parts of a line
_SIGNS = "，,；;：:\t。"
_AREA_CODE = re.compile(r"[（(](0\d{2,3})[)）]\s*(?=\d)")
_IN_BRACKETS = re.compile(r"(?P<before>.+)[（(](?P<inside>[^（()）]+)[)）]")
_FIRST = 0.1  # what it speaks for the first part of a line that it is what the entry is called
_KIND = 0.4  # what a part must prove by its kind to be another field


class _ListOfForm(NamedTuple):
    """A list of a form."""

    name: str
    title: str  # the key of the label over it, or beside it
    slots: Sequence[Slot]  # of an entry, without its number
    labels: Sequence[str]  # of these, as the form has them


def with_entry_tables(
    blocks: list[TextBlock],
    form_map: FormMap,
    labels: Mapping[str, SlotLabels],
    finder: LabelFinder,
    fits: Fits,
) -> tuple[list[TextBlock], frozenset[Place]]:
    """The blocks of a document with such cells taken apart, and the places of these.

    Args:
        blocks: the document.
        form_map: the map of the form.
        labels: the labels of each field.
        finder: what finds the labels of the form.
        fits: whether a text is a value of a field.
    """
    made: list[TextBlock] = []
    places = set[Place]()
    lists = {each.title: each for each in _lists(form_map, labels)}
    tables = max((block.table for block in blocks), default=0)
    title: str | None = None
    for _, group in groupby(blocks, key=lambda block: block.row) if lists else ():
        row = list(group)
        filled = [block for block in row if block.searchable]
        own = finder.label(filled[0].key) if filled else None
        if len(filled) == 1 and own is None and title in lists:
            rows = list(_rows(filled[0].text, lists[title], fits))
        elif len(filled) == _FEWEST and own in lists:
            title, rows = own, list(_rows(filled[1].text, lists[own], fits))
        else:
            rows = []
        if rows and title:
            tables += 1
            made += [block for block in row if block is not filled[-1]]
            made += _table([lists[title].labels, *rows], filled[-1], tables)
            places.add(filled[-1].place)
        else:
            made += row
        title = own if len(filled) == 1 else title if not filled else None
    return (numbered(made), frozenset(places)) if places else (blocks, frozenset())


def _lists(form_map: FormMap, labels: Mapping[str, SlotLabels]) -> Iterator[_ListOfForm]:
    """The lists of a form that have a title of their own."""
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
    for name, keys in titles.items():
        own = [key for key in keys if times[key] == 1]
        if len(own) == 1:
            yield _ListOfForm(name, own[0], list(sections[name]), list(sections[name].values()))


def _rows(text: str, of: _ListOfForm, fits: Fits) -> Iterator[list[str]]:
    """The texts of each entry; none where one of them is not such a line."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        lines = entries_of(text) or [line for line in pieces(text, "；;") if line.strip()]
    rows = [_entry(line, number, of, fits) for number, line in enumerate(lines, 1)]
    yield from (row for row in rows if row) if all(rows) else ()


def _entry(line: str, number: int, of: _ListOfForm, fits: Fits) -> list[str] | None:
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


def _parts(line: str, number: int, of: _ListOfForm, fits: Fits) -> Iterator[str]:
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
            made = replace(block, cell=cell, table=table, span=ColumnSpan.of(cell), text="", key=label_key(""))
            yield made.with_text(text) if text else replace(made, searchable="")
