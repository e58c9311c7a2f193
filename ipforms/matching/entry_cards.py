"""Entries of a section that are said label by label: a card each, a line each, or a cell each.

Labels with their values, from cells beside each other and from texts (名称：甲；数量：1), are read as a table: each
label that repeats is a column, and an entry ends where one of its labels comes again. The columns are given to the
labels of the section all at once, as those of a header are.
"""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median_high
from typing import NamedTuple

from ipforms.best_assignment import full_assignment
from ipforms.codecs.person_and_post import is_post
from ipforms.matching.cell_scores import Fits
from ipforms.matching.crossed_labels import CrossedText
from ipforms.matching.field_evidence import Found
from ipforms.matching.field_texts import ROW_NUMBERS
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.intervals import Fragment
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import ALIAS, EXACT, LEAST, label_words, likeness
from ipforms.matching.label_pairs import LabelPair, label_runs
from ipforms.matching.slot_labels import outright
from ipforms.matching.split_cell import split_cell
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label

_SHARE = 0.6  # of the labels of a section; with fewer it is another group of fields that shares some words
_FEWEST = 2  # labels of a card
_KIND = 0.5  # what values of the kind prove, beside a label
_ENOUGH = 0.6  # of likeness and kind together
_AND = "及"  # in a label that asks for two things: 企业联络人及职务


class _CardLabel(NamedTuple):
    """A label of a section, or a half of one, with the slots that it asks for."""

    key: str
    slots: tuple[Slot, ...]
    whole: str = ""  # of a half, the label: 职务 of 企业联络人及职务 may be called 企业联络人职务

    @property
    def outright(self) -> str:
        """The key of labels that name its slot outright; "" where it has several."""
        return outright(self.slots[0].pattern) if len(self.slots) == 1 else ""


@dataclass
class EntryCards:
    """What cards say."""

    texts: list[CrossedText] = field(default_factory=list)  # with their slots
    rows: dict[str, int] = field(default_factory=dict)  # by section, how many entries there are
    # by section, the slots that no label of the cards asks for
    missing: dict[str, list[Slot]] = field(default_factory=dict)
    # labels in cards that are none of the section, with their values
    unknown: list[Fragment] = field(default_factory=list)

    def lacking(self) -> Iterator[tuple[Slot, int]]:
        """Each missing slot with the number of each entry."""
        return ((slot, row) for name, slots in self.missing.items() for slot in slots for row in range(self.rows[name]))


def entry_cards(
    form_map: FormMap,
    finder: LabelFinder,
    fits: Fits,
    is_value: Fits,
    blocks: Sequence[TextBlock],
    spent: Collection[int],
) -> EntryCards:
    """The entries of sections that a document says label by label.

    Args:
        form_map: the map of the form.
        finder: what finds its labels.
        fits: whether a text is a value of a field.
        is_value: whether it is one of what a label asks for.
        blocks: the document.
        spent: blocks that belong to other fields, or to headers.
    """
    sections = _sections(form_map)
    reader = _CardReader(finder, fits)
    for run in label_runs(blocks, finder, is_value, spent):
        reader.read(run, sections)
    return reader.found


def _sections(form_map: FormMap) -> dict[str, list[_CardLabel]]:
    """The labels of each section whose entries have none of their own."""
    labels = dict(form_map.labels)
    found: dict[str, dict[int, list[Slot]]] = {}
    for slot, index in form_map.columns.items():
        if slot.section and slot.row is None and slot.section not in form_map.labelled_sections:
            found.setdefault(slot.section, {}).setdefault(index, []).append(slot)
    names: dict[str, list[_CardLabel]] = {}
    for section, columns in found.items():
        for index, slots in columns.items():
            key = labels[index].key
            names.setdefault(section, []).append(_CardLabel(key, tuple(slots)))
            halves = key.split(_AND)
            if len(halves) == len(slots) > 1:
                names[section] += [_CardLabel(half, (slot,), key) for half, slot in zip(halves, slots, strict=True)]
    return names


class _CardReader:
    """Reads the entries of sections in runs of labels with their values."""

    def __init__(self, finder: LabelFinder, fits: Fits) -> None:
        self._finder, self._fits = finder, fits
        self.found = EntryCards()

    def read(self, run: Sequence[LabelPair], sections: Mapping[str, Sequence[_CardLabel]]) -> None:
        """The entries of a run: of the sections whose labels its own are alike, those that are most alike first."""
        columns: dict[str, list[LabelPair]] = {}
        for pair in run:
            columns.setdefault(bare_label(pair.label), []).append(pair)
        read = [(section, self._columns(columns, names)) for section, names in sections.items()]
        taken: set[str] = set()
        for section, known in sorted(read, key=lambda read: sum(alike for _, alike in read[1].values()), reverse=True):
            if known and taken.isdisjoint(known):
                self._take(run, section, sections[section], known)
                taken |= known.keys()

    def _take(
        self,
        run: Sequence[LabelPair],
        section: str,
        names: Sequence[_CardLabel],
        known: Mapping[str, tuple[_CardLabel, float]],
    ) -> None:
        head = _head(names)
        heads = [key for key, (name, _) in known.items() if head.slots[0] in name.slots]
        entries = _entries(_from_head(run, heads[0]) if heads else run, known)
        for entry in entries:
            row = self.found.rows.get(section, 0)
            self.found.rows[section] = row + 1
            for key, pair in entry.items():
                self._add(pair, *known[key], row)
        if entries:
            given = _counted(name for name, _ in known.values())
            blocks = {pair.block.index for entry in entries for pair in entry.values()}
            self.found.missing[section] = sorted(_counted(names) - given, key=lambda slot: slot.pattern)
            self.found.unknown += [
                Fragment(pair.block, f"{pair.label}：{pair.text}", False)
                for pair in run
                if bare_label(pair.label) not in known and pair.block.index in blocks and pair.text.strip()
            ]

    def _columns(
        self, columns: Mapping[str, Sequence[LabelPair]], names: Sequence[_CardLabel]
    ) -> dict[str, tuple[_CardLabel, float]]:
        """The label of each column and how alike it is; {} where they are not those of the section."""
        over = columns.get("", ())
        columns = {
            key: pairs for key, pairs in columns.items() if key and (len(pairs) > 1 or not self._is_other(key, names))
        }
        alike = {key: self._alike(key, names) for key in columns}
        own = [len(columns[key]) for key, line in alike.items() if max(line) >= ALIAS]
        most = median_high(own) if own else 0  # 联系电话 comes once more below them
        # A label that comes but once is none of the entries.
        columns = {key: pairs for key, pairs in columns.items() if 2 * len(pairs) > most}
        alike = {key: alike[key] for key in columns}
        if sum(max(line) >= LEAST for line in alike.values()) < _FEWEST:
            return {}
        halved = {
            name.whole for line in alike.values() for name, value in zip(names, line, strict=True) if value == EXACT
        }
        scores = [
            [
                value and name.key not in halved and value + self._kind(name, pairs)
                for name, value in zip(names, alike[key], strict=True)
            ]
            for key, pairs in columns.items()
        ]
        found = {
            key: (names[at], alike[key][at])
            for key, at, line in zip(columns, full_assignment(scores), scores, strict=True)
            if at is not None and line[at] >= _ENOUGH
        }
        given = _counted(name for name, _ in found.values())
        for key, (name, value) in found.items():
            both = next((each for each in names if each.key == name.whole), name)
            texts = [split_cell(pair.text, both.slots) for pair in columns[key]]
            if given.isdisjoint({*both.slots} - {*name.slots}) and any(is_post(parts[-1]) for parts in texts):
                found[key] = both, value  # 企业联络人：张三（厂长）, and no 职务
        given = _counted(name for name, _ in found.values())
        head = _head(names)
        if head.slots[0] not in given and 2 * len(over) > most and self._kind(head, over) >= 0:
            found[""] = head, LEAST
            given.add(head.slots[0])
        return found if len(given) >= _SHARE * len(_counted(names)) else {}

    def _is_other(self, key: str, names: Sequence[_CardLabel]) -> bool:
        """Whether a label is to the letter one of the form's and none of the section: 单位名称 beside 名称."""
        exact = {label for label, alike in self._finder.likely(key) if alike == EXACT}
        return bool(exact) and exact.isdisjoint({*(name.key for name in names), *(name.outright for name in names)})

    def _alike(self, key: str, names: Sequence[_CardLabel]) -> list[float]:
        known, words = dict(self._finder.likely(key)), label_words(key)
        return [
            known.get(name.key)
            or known.get(name.outright)
            or max(likeness(label_words(each), words) for each in _words_of(name))
            for name in names
        ]

    def _kind(self, name: _CardLabel, pairs: Sequence[LabelPair]) -> float:
        """Whether the values below a label are those of a field, from -1 to 1."""
        texts = [pair.text for pair in pairs if pair.text.strip()]
        if len(name.slots) != 1 or not texts:
            return 0.0
        return _KIND * sum(self._fits(name.slots[0].pattern, text) for text in texts) / len(texts)

    def _add(self, pair: LabelPair, name: _CardLabel, alike: float, row: int) -> None:
        parts = split_cell(pair.text, name.slots) if len(name.slots) > 1 else [pair.text]
        how, spent = Found("label", pair.label.strip(), min(EXACT, alike)), frozenset((pair.block.index, pair.head))
        for slot, text in zip(name.slots, parts, strict=True):
            self.found.texts.append(CrossedText(pair.block, text, slot.in_row(row), how, spent))


def _words_of(name: _CardLabel) -> tuple[str, ...]:
    """The words of a label; the second half of one may have the first before it."""
    return (name.key, name.whole.replace(_AND, "")) if name.whole.endswith(_AND + name.key) else (name.key,)


def _head(names: Sequence[_CardLabel]) -> _CardLabel:
    """The label of what an entry is called."""
    return next(name for name in names if name.slots[0] in _counted(names))


def _counted(names: Iterable[_CardLabel]) -> set[Slot]:
    """The slots that labels ask for, but for the number of the entry."""
    return {slot for name in names for slot in name.slots if slot.path not in ROW_NUMBERS}


def _from_head(run: Sequence[LabelPair], head: str) -> Sequence[LabelPair]:
    """The pairs from the first name of an entry on, where a label before it comes once more than the names do.

    联系电话 of who has filled in the form, above the entries, is of none of them.
    """
    keys = [bare_label(pair.label) for pair in run]
    times, at = Counter(keys), keys.index(head)
    return run[at:] if times[head] >= _FEWEST and any(times[key] == times[head] + 1 for key in keys[:at]) else run


def _entries(run: Sequence[LabelPair], known: Container[str]) -> list[dict[str, LabelPair]]:
    """The pairs of each entry by their labels; a further one begins where a label comes again.

    Entries that do not begin with one label, below their titles, stand among one another, and are none.
    """
    entries: list[dict[str, LabelPair]] = [{}]
    for pair in run:
        key = bare_label(pair.label)
        if key in known:
            if key in entries[-1]:
                entries.append({})
            entries[-1][key] = pair
    longest = max(map(len, entries))
    entries = [entry for entry in entries if entry and 2 * len(entry) > longest]
    return entries if len({next(filter(None, entry), "") for entry in entries}) == 1 else []
