"""The map of a form: the labels and slots of its template, in reading order.

It is read off the tagged DOCX by the same reader that reads what comes back, so that nothing here is written by hand
for a form: a person who edits the template in Word has edited the map.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import groupby, pairwise

from ipforms.matching.column_span import ColumnSpan
from ipforms.paths import pattern_of
from ipforms.text import label_key, without_space

_STROKES = re.compile(r"_{2,4}([-/.])_{1,2}\1?|^\s{2,}[.．]\s+[.．]\s*$")
"""A date by its strokes or points alone: ____/__/__."""


@cache
def _is_date(default: str) -> bool:
    is_worded = default.count("年") == 1 and "月" in default
    return is_worded or _STROKES.search(default) is not None


@dataclass(frozen=True, eq=False)
class Label:
    """Print of the form."""

    text: str  # as printed
    searchable: str  # as it is searched in documents
    span: ColumnSpan | None  # the columns of its cell
    merged: bool = False  # whether it is merged over all rows of its section

    @cached_property
    def key(self) -> str:
        """What is compared: without the colon at its end."""
        return label_key(self.searchable)

    @cached_property
    def is_number(self) -> bool:
        """Whether it is the number of a row, which any other cell may say as well."""
        return self.key.isdecimal()

    @cached_property
    def weight(self) -> float:
        """What finding it proves: a long label more than a short one."""
        return 1.0 + 0.1 * min(len(self.key), 30)

    @property
    def has_colon(self) -> bool:
        """Whether a value may follow it on its line."""
        return self.searchable.endswith(":")


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A place for a text; each is one of its own."""

    path: str  # the field: `name`, or in a row of a section its name in the row
    default: str  # what is printed while it is blank
    section: str  # the repeated section, or ""
    span: ColumnSpan | None  # the columns of its cell
    row: int | None = None  # which row of a section whose rows are unrolled, from 0

    @property
    def is_date(self) -> bool:
        """Whether the form prints 年月日 here while it is blank, or ____/__/__; twice they are a period."""
        return _is_date(self.default)

    def is_blank(self, text: str) -> bool:
        """Whether a text is nothing, or what the form prints here while it is blank."""
        return not text.strip() or (bool(self.default) and without_space(text) == without_space(self.default))

    @property
    def full_path(self) -> str:
        """The field, with the number of the row."""
        return self.path if self.row is None else f"{self.section}[{self.row}].{self.path}"

    @property
    def pattern(self) -> str:
        """The field, in any row."""
        return f"{self.section}[].{self.path}" if self.section else self.path

    def in_row(self, row: int) -> "Slot":
        """This slot in a row of its section."""
        return _slot_in_row(self, row)

    def in_entry(self, section: str, row: int) -> "Slot":
        """This slot in an entry of its section, or of the section around that one.

        >>> Slot("number", "", "products[].patents", None).in_entry("products", 1).section
        'products[1].patents'
        """
        if self.section == section:
            return self.in_row(row)
        if not self.section.startswith(f"{section}[]"):
            return self
        inner = self.section.replace(f"{section}[]", f"{section}[{row}]", 1)
        return replace(self, section=inner)

    @property
    def in_any_entry(self) -> "Slot":
        """This slot in any entry of the sections around its own."""
        return replace(self, section=pattern_of(self.section))


@lru_cache(maxsize=4_096)
def _slot_in_row(slot: Slot, row: int) -> Slot:
    """Made once: the rows of one document return with the next."""
    return Slot(slot.path, slot.default, slot.section, slot.span, row)


Token = Label | Slot


@dataclass(frozen=True, slots=True)
class SectionRange:
    """A repeated section: its tokens are those from `start` up to `end`."""

    name: str
    start: int
    end: int

    @property
    def positions(self) -> range:
        """Where its tokens stand."""
        return range(self.start, self.end)


_MOST_ROWS = 200
"""Rows that a section is unrolled to: a document that repeats a label a thousand times must not become slow."""


@dataclass(frozen=True, eq=False)
class FormMap:
    """Labels and slots in reading order."""

    tokens: tuple[Token, ...]
    sections: tuple[SectionRange, ...] = ()

    def unrolled(self, hits: Counter[str]) -> "FormMap":
        """With the rows of each section that has labels of its own (固话, 手机) as often as these occur (`hits`)."""
        tokens = list(self.tokens)
        for section, labels in reversed(self._labelled):
            rows = max(hits[key] - elsewhere for key, elsewhere in labels.items())
            body = self.tokens[section.start : section.end]
            tokens[section.start : section.end] = [
                token for row in range(max(1, min(rows, _MOST_ROWS))) for token in _in_row(body, section.name, row)
            ]
        return FormMap(tuple(tokens))

    @cached_property
    def labelled_sections(self) -> frozenset[str]:
        """The sections whose rows have labels of their own."""
        return frozenset(section.name for section, _ in self._labelled)

    @cached_property
    def _labelled(self) -> tuple[tuple[SectionRange, dict[str, int]], ...]:
        """The sections with labels in each row: for each of these, how often the form has it elsewhere."""
        found = []
        for loop in self.sections:
            if "[]" in loop.name:
                continue  # the entries of an entry stand below each other
            inner = {at for each in self.sections if each.name.startswith(f"{loop.name}[]") for at in each.positions}
            body = [self.tokens[at] for at in loop.positions if at not in inner]
            outside = (*self.tokens[: loop.start], *self.tokens[loop.end :])
            elsewhere = Counter(token.key for token in outside if isinstance(token, Label))
            labels = {
                token.key: elsewhere[token.key] for token in body if isinstance(token, Label) and not token.merged
            }
            if labels:
                found.append((loop, labels))
        return tuple(found)

    @cached_property
    def labels(self) -> tuple[tuple[int, Label], ...]:
        """The labels with their places in `tokens`; numbers of rows are none to go by."""
        tokens = enumerate(self.tokens)
        return tuple((index, token) for index, token in tokens if isinstance(token, Label) and not token.is_number)

    @cached_property
    def headers(self) -> tuple[dict[str, int], ...]:
        """The labels above columns that stand together, each header as its labels with their places in `tokens`."""
        heads, found = set(self.columns.values()), list[dict[str, int]]()
        before = -1
        for index, label in self.labels:
            if index in heads:
                if not found or before != index - 1:
                    found.append({})
                found[-1].setdefault(label.key, index)
                before = index
        return tuple(header for header in found if len(header) > 1)

    @cached_property
    def by_key(self) -> dict[str, list[int]]:
        """For each label as it is compared, where it stands in `tokens`."""
        places: dict[str, list[int]] = {}
        for index, label in self.labels:
            places.setdefault(label.key, []).append(index)
        return places

    @cached_property
    def patterns(self) -> frozenset[str]:
        """The patterns of the paths of its slots: `name`, `ip_units[].names`."""
        slots = (token for token in self.tokens if isinstance(token, Slot))
        return frozenset(f"{slot.section}[].{slot.path}" if slot.section else pattern_of(slot.path) for slot in slots)

    @cached_property
    def weight(self) -> float:
        """That of all its labels."""
        return sum(label.weight for _, label in self.labels)

    @cached_property
    def signed(self) -> frozenset[Slot]:
        """The slots beside which one signs or seals: there a company's name may be typed for its seal."""
        around = zip(self.tokens, ("", *self.tokens), (*self.tokens[1:], ""), strict=False)
        return frozenset(
            token for token, *beside in around if isinstance(token, Slot) and any(map(_asks_for_signature, beside))
        )

    @cached_property
    def dated(self) -> tuple[tuple[Slot, Slot], ...]:
        """The slots beside which one signs, and the opinions before them, each with the date that follows."""
        slots = [token for token in self.tokens if isinstance(token, Slot)]
        signed = [
            (slot, date) for slot, date in pairwise(slots) if slot in self.signed and date.is_date and not slot.is_date
        ]
        before = {slot: other for other, slot in pairwise(slots) if not (other.is_date or other.section)}
        return (*signed, *((before[slot], date) for slot, date in signed if slot in before))

    @cached_property
    def columns(self) -> dict[Slot, int]:
        """For each slot, the label above it: the last one before whose cell covers the same columns.

        Where the header of a section has as many lines as its entries, that of the same line.
        """
        found: dict[Slot, int] = {}
        above: dict[ColumnSpan, int] = {}
        for index, token in enumerate(self.tokens):
            if token.span is None:
                continue
            if isinstance(token, Label):
                above |= {token.span: index} if any(map(str.isalnum, token.text)) else {}  # —— is no head
            elif token.span in above:
                found[token] = above[token.span]
        return found | dict(self._line_by_line())

    def _line_by_line(self) -> Iterator[tuple[Slot, int]]:
        """The labels of slots of an entry that stand below each other, where the header over them has as many lines."""
        heads: dict[ColumnSpan | None, list[int]] = {}
        for is_label, run in groupby(enumerate(self.tokens), key=lambda each: isinstance(each[1], Label)):
            tokens = list(run)
            if is_label:
                heads = {}
                for at, label in tokens:
                    heads.setdefault(label.span, []).append(at)
                continue
            slots: dict[ColumnSpan | None, list[Slot]] = {}
            for _, slot in tokens:
                if isinstance(slot, Slot) and slot.section:
                    slots.setdefault(slot.span, []).append(slot)
            for span, own in slots.items():
                if span is not None and len(own) > 1 and len(own) == len(heads.get(span, ())):
                    yield from zip(own, heads[span], strict=True)


def _in_row(tokens: Iterable[Token], section: str, row: int) -> Iterator[Token]:
    """The tokens of a section in one of its rows; a label merged over all of them stands in the first."""
    for token in tokens:
        if isinstance(token, Slot):
            yield token.in_entry(section, row)
        elif row == 0 or not token.merged:
            yield token


def _asks_for_signature(token: Token | str) -> bool:
    return isinstance(token, Label) and not token.is_number and any(sign in token.key for sign in "签章")
