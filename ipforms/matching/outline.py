"""The map of a form: the labels and slots of its template, in reading order.

It is read off the tagged DOCX by the same reader that reads what comes back, so that nothing here is written by hand
for a form: a person who edits the template in Word has edited the map.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ipforms.matching.tags import END, FOR, MERGED, TAG, printed
from ipforms.sheet import Cell, Paragraph, Sheet, Table
from ipforms.text import label_key, searchable

_ENDS_LABEL = re.compile(r"[：:。；;）)]\s*$")
_SHORT = 14


@dataclass(frozen=True, slots=True)
class Span:
    """The columns that a cell covers: first, and behind the last."""

    first: int
    behind: int

    def overlap(self, other: Span) -> int:
        """How many columns two spans share."""
        return min(self.behind, other.behind) - max(self.first, other.first)


@dataclass(frozen=True, eq=False)
class Label:
    """Print of the form.

    Attributes:
        text: as printed.
        folded: as it is compared.
        span: the columns of its cell.
        once: whether it is merged over all rows of its section.
    """

    text: str
    folded: str
    span: Span | None
    once: bool = False

    @cached_property
    def key(self) -> str:
        """What is compared: without the colon at its end."""
        return label_key(self.folded)

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
        return self.folded.endswith(":")


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A place for a text; each is one of its own.

    Attributes:
        path: the field: `name`, or in a row of a section its name in the row.
        default: what is printed while it is blank.
        section: the repeated section, or "".
        span: the columns of its cell.
        row: which row of a section whose rows have been written out, from 0.
    """

    path: str
    default: str
    section: str
    span: Span | None
    row: int | None = None

    @property
    def is_date(self) -> bool:
        """Whether the form prints 年月日 here while it is blank."""
        return "年" in self.default

    @property
    def full_path(self) -> str:
        """The field, with the number of the row."""
        return self.path if self.row is None else f"{self.section}[{self.row}].{self.path}"

    def in_row(self, row: int) -> Slot:
        """This slot in a row of its section."""
        return Slot(self.path, self.default, self.section, self.span, row)


Token = Label | Slot


@dataclass(frozen=True, slots=True)
class Loop:
    """A repeated section: its tokens are those from `start` up to `end`."""

    section: str
    start: int
    end: int


MOST_ROWS = 200
_MOST_KEPT = 50


def _row(body: Iterable[Token], row: int) -> Iterator[Token]:
    for token in body:
        if isinstance(token, Slot):
            yield token.in_row(row)
        elif row == 0 or not token.once:
            yield token


@dataclass(frozen=True, eq=False)
class Outline:
    """Labels and slots in reading order."""

    tokens: tuple[Token, ...]
    loops: tuple[Loop, ...] = ()
    _written_out: dict[tuple[int, ...], Outline] = field(default_factory=dict)

    def unrolled(self, hits: Counter[str], more: int = 0) -> Outline:
        """With the rows of each section that has labels of its own (固话, 手机) written out as often as they occur.

        Args:
            hits: how often the document has each label.
            more: rows besides, where a label that the form has elsewhere too is not there.
        """
        most = (max(hits[key] - other for key, other in labels.items()) + more for _, labels in self._labelled)
        times = tuple(max(1, min(rows, MOST_ROWS)) for rows in most)
        if times not in self._written_out:
            if len(self._written_out) > _MOST_KEPT:
                self._written_out.clear()
            self._written_out[times] = self._with_rows(times)
        return self._written_out[times]

    @cached_property
    def row_labels(self) -> frozenset[str]:
        """The labels that stand in each row of a section, as they are compared."""
        return frozenset(key for _, labels in self._labelled for key in labels)

    def _with_rows(self, times: tuple[int, ...]) -> Outline:
        tokens = list(self.tokens)
        for (loop, _), rows in reversed(list(zip(self._labelled, times, strict=True))):
            body = self.tokens[loop.start : loop.end]
            tokens[loop.start : loop.end] = [token for row in range(rows) for token in _row(body, row)]
        return Outline(tuple(tokens))

    @cached_property
    def _labelled(self) -> tuple[tuple[Loop, dict[str, int]], ...]:
        """The sections with labels in each row: for each of these, how often the form has it elsewhere."""
        found = []
        for loop in self.loops:
            body = self.tokens[loop.start : loop.end]
            outside = (*self.tokens[: loop.start], *self.tokens[loop.end :])
            elsewhere = Counter(token.key for token in outside if isinstance(token, Label))
            labels = {token.key: elsewhere[token.key] for token in body if isinstance(token, Label) and not token.once}
            if labels:
                found.append((loop, labels))
        return tuple(found)

    @cached_property
    def labels(self) -> tuple[tuple[int, Label], ...]:
        """The labels with their places in `tokens`; numbers of rows are none to go by."""
        tokens = enumerate(self.tokens)
        return tuple((index, token) for index, token in tokens if isinstance(token, Label) and not token.is_number)

    @cached_property
    def by_key(self) -> dict[str, list[int]]:
        """For each label as it is compared, where it stands in `tokens`."""
        places: dict[str, list[int]] = {}
        for index, label in self.labels:
            places.setdefault(label.key, []).append(index)
        return places

    @cached_property
    def weight(self) -> float:
        """That of all its labels."""
        return sum(label.weight for _, label in self.labels)

    @cached_property
    def signed(self) -> frozenset[Slot]:
        """The slots beside which one signs or seals: there a company's name may be typed for its seal."""
        around = zip(self.tokens, ("", *self.tokens), (*self.tokens[1:], ""), strict=False)
        return frozenset(token for token, *beside in around if isinstance(token, Slot) and any(map(_signs, beside)))

    @cached_property
    def dated(self) -> tuple[tuple[Slot, Slot], ...]:
        """The slots beside which one signs, each with the date that follows."""
        slots = [token for token in self.tokens if isinstance(token, Slot)]
        return tuple(
            (slot, date) for slot, date in pairwise(slots) if slot in self.signed and date.is_date and not slot.is_date
        )

    @cached_property
    def columns(self) -> dict[Slot, int]:
        """For each slot, the label above it: the last one before whose cell covers the same columns."""
        found: dict[Slot, int] = {}
        above: dict[Span, int] = {}
        for index, token in enumerate(self.tokens):
            if token.span is None:
                continue
            if isinstance(token, Label):
                above[token.span] = index
            elif token.span in above:
                found[token] = above[token.span]
        return found


def _signs(token: Token | str) -> bool:
    return isinstance(token, Label) and not token.is_number and any(sign in token.key for sign in "签章")


def outline(sheet: Sheet) -> Outline:
    """The map of a template, from the sheet of its tagged DOCX."""
    walk = _Walk()
    for block in sheet.blocks:
        if isinstance(block, Paragraph):
            walk.text(block.text, None)
        else:
            for cell in _in_order(block):
                walk.text(cell.text, Span(cell.column, cell.column + cell.column_span))
    return Outline(tuple(walk.tokens), tuple(walk.loops))


def _in_order(table: Table) -> list[Cell]:
    return sorted(table.cells, key=lambda cell: (cell.row, cell.column))


class _Walk:
    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.loops: list[Loop] = []
        self.row, self.section = "", ""
        self.start, self.once = 0, False

    def text(self, text: str, span: Span | None) -> None:
        if span is not None and "{" not in text and not re.search(r"[:：。]", text):
            # A cell of labels only is one label, however its lines are broken.
            if folded := searchable(text):
                self.tokens.append(Label(text, folded, span))
            return
        # docxtpl's {% vm %}: a label merged over all rows of the loop.
        self.once = MERGED.search(text) is not None
        position = 0
        for tag in TAG.finditer(text):
            self.literal(text[position : tag.start()], span)
            self.tag(tag, span)
            position = tag.end()
        self.literal(text[position:], span)

    def tag(self, tag: re.Match[str], span: Span | None) -> None:
        statement = (tag["statement"] or "").strip()
        loop = FOR.match(statement)
        if loop:
            self.row, self.section, self.start = loop["row"], loop["section"], len(self.tokens)
        elif END.match(statement):
            self.loops.append(Loop(self.section, self.start, len(self.tokens)))
            self.row, self.section = "", ""
        elif tag["print"]:
            self.slot(tag["print"], span)

    def slot(self, expression: str, span: Span | None) -> None:
        path, default, inner = printed(expression, self.row)
        self.tokens.append(Slot(path, default, self.section if inner else "", span))

    def literal(self, text: str, span: Span | None) -> None:
        for label in _labels(text):
            folded = searchable(label)
            if folded:
                self.tokens.append(Label(label, folded, span, self.once))


def _labels(text: str) -> Iterator[str]:
    """The labels of a literal: short lines that break a label belong together, what ends in a colon or a stop ends."""
    pending = ""
    for line in text.split("\n"):
        if pending and (_ENDS_LABEL.search(pending) or len(searchable(pending + line)) > _SHORT):
            yield pending
            pending = line
        else:
            pending += line
    if pending:
        yield pending
