"""A document that has the template's own paragraphs, rows and cells: bound by position, with no doubt left.

Most returned files are the blank form, downloaded and typed into. There a value may say anything, a label of the form
too, and still stands where it stands. Whatever departs from the template by a label, a cell or a line is no match: such
a document is aligned by its labels instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ipforms.matching.bound import NUMBERS, Bound, is_date_blank
from ipforms.matching.outline import Slot
from ipforms.matching.tags import END, FOR, MERGED, TAG, printed
from ipforms.paths import Place
from ipforms.sheet import Cell, Paragraph, Sheet, Table
from ipforms.text import is_blank, label_key, searchable

_MOST_ROWS = 2_000
"""More rows than this are left to the alignment: trying where a section ends must not become slow."""

Line = tuple[Cell, ...] | Paragraph
"""A row of a table, or a paragraph."""
Found = list[tuple[Slot, str, Place]]
Columns = dict[int, int]
"""Where each column of the template's table stands in the document's."""


@dataclass(frozen=True, slots=True)
class Text:
    """A cell or a paragraph of the template.

    Attributes:
        text: its text, as it is printed.
        folded: the same as it is compared, if it has no slots.
        slots: its slots.
        pattern: finds the texts of the slots, if there is print beside them.
        column: the first column of the cell.
        merged: whether it is merged over all rows of its section, so that only the first row has it.
        bare: whether there is nothing between its slots but line breaks and blanks, which a blank cell may lack.
    """

    text: str
    folded: str
    slots: tuple[Slot, ...] = ()
    pattern: re.Pattern[str] | None = None
    column: int = 0
    merged: bool = False
    bare: bool = False

    def is_said(self, text: str) -> bool:
        """Whether a text is this one."""
        return text == self.text or searchable(text) == self.folded

    def read(self, text: str, place: Place, found: Found) -> bool:
        """Take the texts of the slots; False if the text is not of this pattern."""
        if not self.slots:
            return self.is_said(text)
        if self.pattern is None:
            found.append((self.slots[0], text, place))
            return not _is_number(self.slots[0]) or _is_row_number(text)
        match = self.pattern.fullmatch(text)
        if match is None and (text.strip() or not self.bare):
            return False
        said = match.groups() if match else ("",) * len(self.slots)
        found += [(slot, each, place) for slot, each in zip(self.slots, said, strict=True)]
        return True


@dataclass(frozen=True, slots=True)
class Loop:
    """The rows of a repeated section."""

    section: str
    rows: tuple[tuple[Text, ...], ...]


Step = tuple[Text, ...] | Text | Loop


def _is_number(slot: Slot) -> bool:
    return slot.path in NUMBERS


def _is_row_number(text: str) -> bool:
    if not text or text.isdecimal():
        return True
    folded = searchable(text)
    return not folded or label_key(folded).isdecimal()


@dataclass(frozen=True)
class Skeleton:
    """The blocks of a template: a step for each paragraph, and the steps of each table."""

    blocks: tuple[Text | tuple[Step, ...], ...]

    def bind(self, sheet: Sheet) -> Bound | None:
        """The texts of a document of this skeleton; None if it is not."""
        blocks = [block for block in sheet.blocks if isinstance(block, Table) or not is_blank(block.text)]
        if len(blocks) != len(self.blocks):
            return None
        found: Found = []
        for pattern, block in zip(self.blocks, blocks, strict=True):
            if isinstance(pattern, Text) and isinstance(block, Paragraph):
                fits = pattern.read(block.text, block.place, found)
            elif isinstance(pattern, tuple) and isinstance(block, Table):
                fits = _Rows(pattern, block, found).fit()
            else:
                fits = False
            if not fits:
                return None
        return _bound(found)


def _bound(found: Found) -> Bound:
    bound = Bound()
    for slot, text, place in found:
        if _is_number(slot):
            continue
        blank = slot.is_date and is_date_blank(searchable(text))
        bound.texts[slot.full_path] = "" if blank else text
        bound.places[slot.full_path] = place
    return bound


@dataclass
class _Rows:
    """One table, matched row by row; a section goes on until the rest of the table fits."""

    steps: Sequence[Step]
    table: Table
    found: Found
    columns: Columns = field(default_factory=dict)

    def fit(self) -> bool:
        if any(cell.tables for cell in self.table.cells):
            return False
        rows = [tuple(cells) for _, cells in groupby(self.table.cells, key=_row)]
        return len(rows) <= _MOST_ROWS and self._from(0, rows, 0)

    def _from(self, number: int, rows: list[tuple[Cell, ...]], at: int) -> bool:
        """Whether the steps from `number` on are the rows from `at` on."""
        while number < len(self.steps):
            step = self.steps[number]
            if isinstance(step, Loop):
                return self._loop(step, number + 1, rows, at)
            if at == len(rows) or not isinstance(step, tuple) or not self._row(step, rows[at], None):
                return False
            number, at = number + 1, at + 1
        return at == len(rows)

    def _loop(self, loop: Loop, after: int, rows: list[tuple[Cell, ...]], at: int) -> bool:
        entry = 0
        while True:
            mark, columns = len(self.found), dict(self.columns)
            if self._from(after, rows, at):
                return True
            del self.found[mark:]
            self.columns = columns
            for body in loop.rows:
                if at == len(rows) or not self._row(body, rows[at], entry):
                    return False
                at += 1
            if all(_is_number(slot) or not text.strip() for slot, text, _ in self.found[mark:]):
                # A blank row is no entry.
                del self.found[mark:]
            else:
                entry += 1
                self._numbered(mark, entry - 1)

    def _numbered(self, mark: int, entry: int) -> None:
        self.found[mark:] = [(slot.in_row(entry), text, place) for slot, text, place in self.found[mark:]]

    def _row(self, step: tuple[Text, ...], cells: tuple[Cell, ...], entry: int | None) -> bool:
        at = 0
        for pattern in step:
            if pattern.merged and entry:
                continue
            if pattern.merged and entry == 0 and not (at < len(cells) and pattern.is_said(cells[at].text)):
                # Blank rows before this one have taken the label.
                continue
            if at == len(cells) or not self._cell(pattern, cells[at]):
                return False
            at += 1
        return at == len(cells)

    def _cell(self, pattern: Text, cell: Cell) -> bool:
        same_column = self.columns.setdefault(pattern.column, cell.column) == cell.column
        return same_column and pattern.read(cell.text, cell.place, self.found)


def _row(cell: Cell) -> int:
    return cell.row


def skeleton(sheet: Sheet) -> Skeleton:
    """The skeleton of a template, from the sheet of its tagged DOCX."""
    return Skeleton(tuple(_blocks(sheet)))


def _blocks(sheet: Sheet) -> Iterator[Text | tuple[Step, ...]]:
    for block in sheet.blocks:
        if isinstance(block, Table):
            yield tuple(_steps(block))
        elif searchable(block.text):
            yield _text(block.text, 0, "", "")


def _steps(table: Table) -> Iterator[Step]:
    row, section, body = "", "", list[tuple[Text, ...]]()
    for _, cells in groupby(table.cells, key=_row):
        texts = [(cell.text, cell.column) for cell in cells]
        tag = TAG.search(texts[0][0])
        statement = (tag["statement"] or "").strip() if tag else ""
        if loop := FOR.match(statement):
            row, section, body = loop["row"], loop["section"], []
        elif END.match(statement):
            yield Loop(section, tuple(body))
            row, section = "", ""
        else:
            patterns = tuple(_text(text, column, row, section) for text, column in texts if text or not section)
            if section:
                body.append(patterns)
            else:
                yield patterns


def _text(text: str, column: int, row: str, section: str) -> Text:
    merged = MERGED.search(text) is not None
    parts, slots, position = list[str](), list[Slot](), 0
    for tag in TAG.finditer(text):
        parts.append(text[position : tag.start()])
        position = tag.end()
        if tag["print"]:
            path, default, inner = printed(tag["print"], row)
            slots.append(Slot(path, default, section if inner else "", None))
    parts.append(text[position:])
    if not slots:
        return Text("".join(parts), searchable("".join(parts)), (), None, column, merged)
    pattern = _pattern(parts, slots) if len(slots) > 1 or any(parts) else None
    return Text("", "", tuple(slots), pattern, column, merged, not searchable("".join(parts)))


def _pattern(parts: list[str], slots: list[Slot]) -> re.Pattern[str]:
    """A text with lines of its own, beside print, may be of several; any other ends with its line, or at a tab."""
    written = _print(parts[0])
    for slot, before, after in zip(slots, parts, parts[1:], strict=False):
        own_lines = before[-1:] in ("", "\n") and after[:1] in ("", "\n")
        several = own_lines and not slot.is_date and (searchable(before) or searchable(after))
        written += ("(.*)" if several else r"([^\n\t]*)") + _print(after)
    return re.compile(written, re.DOTALL)


def _print(text: str) -> str:
    return re.sub(r"(?:\\ |\u3000)+", r"[ \\u3000]*", re.escape(text))
