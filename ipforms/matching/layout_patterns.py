"""The paragraphs, rows and cells of a template as patterns: what the form prints there, and its slots."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from ipforms.matching.field_texts import ROW_NUMBERS
from ipforms.matching.form_map import Slot
from ipforms.matching.template_map import END, FOR, MERGED, TAG, Loops, section_of_loop, slot_of
from ipforms.paths import Place
from ipforms.sheet import Cell, Sheet, Table
from ipforms.text import label_key, searchable

_LINE = r"([^\n\t]*?)"
_DATE_LINE = r"(?=[^\n]*[\d年][^\n]*$|\s*$)"  # the last line of an opinion that only a date follows
_BEFORE_DATE = r"(?:\t|[ \u3000]*(?=\d{2,4}[ ]?年|年[ ]*月))"
"""What parts a text from a date: a tab, or on a page any gap before what begins as a date does."""

SlotTexts = list[tuple[Slot, str, Place]]


@dataclass(frozen=True, slots=True)
class CellPattern:
    """A cell or a paragraph of the template."""

    text: str  # its print, if it has no slots
    key: str  # the same, as `searchable` has it
    slots: tuple[Slot, ...] = ()  # its slots
    pattern: re.Pattern[str] | None = None  # finds the texts of the slots, if there is print beside them
    column: int = 0  # the first column of the cell
    merged: bool = False  # whether it is merged over all rows of its section, so that only the first row has it
    # whether there is nothing between its slots but line breaks and blanks, which a blank cell may lack
    is_bare: bool = False
    is_high: bool = False  # whether the cell covers several rows
    goes_on: bool = False  # whether it may have further paragraphs: it has no print, or a longer text

    def has_print(self, text: str) -> bool:
        """Whether a text is the print of this cell."""
        return text == self.text or searchable(text) == self.key

    def read(self, text: str, place: Place, found: SlotTexts) -> bool:
        """Take the texts of the slots; False if the text does not fit."""
        if not self.slots:
            return self.has_print(text)
        if self.pattern is None:
            slot = self.slots[0]
            found.append((slot, text, place))
            return slot.path not in ROW_NUMBERS or not text or text.isdecimal() or _is_row_number(text)
        match = self.pattern.fullmatch(text)
        if match is None and (text.strip() or not self.is_bare):
            return False
        texts = match.groups("") if match else ("",) * len(self.slots)
        found += [(slot, each, place) for slot, each in zip(self.slots, texts, strict=True)]
        return True


def is_number_slot(slot: Slot) -> bool:
    """Whether a slot is the number of a row, which the form counts by itself."""
    return slot.path in ROW_NUMBERS


def _is_row_number(text: str) -> bool:
    key = label_key(text)
    return not key or key.isdecimal()


RowPattern = tuple[CellPattern, ...]


@dataclass(frozen=True, slots=True)
class SectionPattern:
    """The rows of a repeated section; an entry may have a section of its own."""

    name: str
    rows: "tuple[RowPattern | SectionPattern, ...]"

    @property
    def first_row(self) -> RowPattern:
        """The first row of an entry."""
        first = self.rows[0]
        return first.first_row if isinstance(first, SectionPattern) else first


@dataclass(frozen=True, slots=True)
class ParagraphSection:
    """The paragraphs of a repeated section outside of tables."""

    name: str
    paragraphs: tuple[CellPattern, ...]


TablePattern = tuple[RowPattern | SectionPattern, ...]


def moved(table: TablePattern, columns: int) -> TablePattern:
    """A table further to the right, so that its columns are none of another one above it."""
    return tuple(
        replace(row, rows=moved(row.rows, columns))
        if isinstance(row, SectionPattern)
        else tuple(replace(cell, column=cell.column + columns) for cell in row)
        for row in table
    )


def cells_of(table: TablePattern) -> list[CellPattern]:
    """The cells of a table that have print or slots; none where rows of it repeat."""
    rows = [row for row in table if isinstance(row, tuple)]
    return [cell for row in rows for cell in row if cell.slots or cell.text.strip()] if len(rows) == len(table) else []


row_of: Callable[[Cell], int] = attrgetter("row")
"""The row of a cell, by which those of a table are grouped."""


class LayoutBuilder:
    """Makes the patterns of a template; knows the loops that it is in."""

    def __init__(self, blanks: Mapping[str, str], prose: Collection[str] = ()) -> None:
        self._blanks, self._prose = blanks, prose
        self._loops: Loops = {}

    def blocks(self, template: Sheet) -> Iterator[CellPattern | TablePattern | ParagraphSection]:
        """The pattern of each block."""
        body: list[CellPattern] = []
        for block in template.blocks:
            if isinstance(block, Table):
                yield tuple(self._rows(block))
            elif self._opens(block.text):
                body = []
            elif self._closes(block.text):
                _, section = self._loops.popitem()
                yield ParagraphSection(section, tuple(body))
            elif searchable(block.text) and self._loops:
                body.append(self._cell(block.text, 0))
            elif searchable(block.text):
                yield self._cell(block.text, 0)

    def margins(self, template: Sheet) -> tuple[CellPattern, ...]:
        """The patterns of the slots in headers and footers."""
        patterns = (self._cell(each.text, 0) for each in template.margins)
        return tuple(dict.fromkeys(each for each in patterns if each.slots))

    def _rows(self, table: Table) -> list[RowPattern | SectionPattern]:
        around: list[list[RowPattern | SectionPattern]] = [[]]
        for _, group in groupby(table.cells, key=row_of):
            cells = list(group)
            if self._opens(cells[0].text):
                around.append([])
            elif self._closes(cells[0].text):
                _, section = self._loops.popitem()
                body = around.pop()
                around[-1].append(SectionPattern(section, tuple(body)))
            else:
                kept = [cell for cell in cells if cell.text or not self._loops]
                around[-1].append(tuple(self._cell(cell.text, cell.column, cell.row_span > 1) for cell in kept))
        return around[0]

    def _opens(self, text: str) -> bool:
        tag = TAG.search(text)
        loop = FOR.match((tag["statement"] or "").strip()) if tag else None
        if loop:
            self._loops[loop["row"]] = section_of_loop(loop["section"], self._loops)
        return loop is not None

    def _closes(self, text: str) -> bool:
        tag = TAG.search(text)
        return bool(self._loops) and tag is not None and END.match((tag["statement"] or "").strip()) is not None

    def _cell(self, text: str, column: int, is_high: bool = False) -> CellPattern:
        merged = MERGED.search(text) is not None
        prints, slots, position = list[str](), list[Slot](), 0
        for tag in TAG.finditer(text):
            prints.append(text[position : tag.start()])
            position = tag.end()
            if tag["print"]:
                slots.append(slot_of(tag["print"], self._loops, None, self._blanks))
        prints.append(text[position:])
        between = "".join(prints)
        if not slots:
            return CellPattern(between, searchable(between), (), None, column, merged, is_high=is_high)
        prose = {slot for slot in slots if slot.pattern in self._prose}
        pattern = _text_pattern(prints, slots, prose) if len(slots) > 1 or any(prints) else None
        goes_on = not searchable(between) or bool(prose)
        return CellPattern("", "", tuple(slots), pattern, column, merged, not searchable(between), goes_on=goes_on)


def _text_pattern(prints: list[str], slots: list[Slot], prose: Collection[Slot]) -> re.Pattern[str]:
    """A text with lines of its own, beside print, may be of several, and so may a longer text before print.

    Any other ends with its line, or at a tab. On a page a tab is a gap like others, and of a first line that is blank
    nobody sees that it is there.
    """
    written = _print_pattern(prints[0])
    for slot, before, after, following in zip(slots, prints, prints[1:], [*slots[1:], None], strict=False):
        own_lines = before[-1:] in ("", "\n") and after[:1] in ("", "\n")
        several = bool(own_lines and not slot.is_date and (searchable(before) or searchable(after)))
        is_last = following is None and after[:1] in ("", "\n") and not searchable(after)  # blank lines may be below
        ends_line = is_last or (after[:1] == "\n" and searchable(after))
        several = several or (slot in prose and bool(ends_line))  # a longer text goes on below its line
        if own_lines and not slot.is_date and after == "\n" and following is not None and following.is_date:
            written += ("(.*)\n" if written else "(?:(.*)\n)?") + _DATE_LINE
        elif several and not written and after[:1] == "\n":
            written += "(?:(.*)\n)?" + _print_pattern(after[1:])
        elif following is not None and not searchable(after):
            written += _LINE + (
                _BEFORE_DATE if following.is_date and after.strip(" \u3000") == "\t" else _print_pattern(after, gap=" ")
            )
        else:
            written += ("(.*)" if several else "(.*?)" if slot in prose else _LINE) + _print_pattern(after)
    return re.compile(written, re.DOTALL)


def _print_pattern(text: str, gap: str = " \\t") -> str:
    """Print, between whose words there may be more or less of the gaps that it has, or none."""
    return re.sub(rf"(?:\\[{gap}]|\u3000)+", lambda _: f"[{gap}\u3000]*", re.escape(text))
