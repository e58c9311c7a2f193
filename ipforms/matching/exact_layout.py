"""A document that has the template's own paragraphs, rows and cells: read cell by cell, with no doubt left.

Most returned files are the blank form, downloaded and typed into. There a value may say anything, a label of the form
too, and still stands where it stands. Whatever departs from the template by a label, a cell or a line does not fit: the
document is aligned by its labels instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ipforms.matching.field_evidence import BY_POSITION
from ipforms.matching.field_texts import ROW_NUMBERS, FieldTexts, is_date_blank, without_lines
from ipforms.matching.form_map import Slot
from ipforms.matching.template_map import END, FOR, MERGED, TAG, slot_of
from ipforms.paths import Place
from ipforms.sheet import Block, Cell, Paragraph, Sheet, Table
from ipforms.text import is_blank, label_key, searchable

_MOST_ROWS = 2_000
"""More rows than this are left to the alignment: trying where a section ends must not become slow."""

_LINE = r"([^\n\t]*?)"
_BEFORE_DATE = r"(?:\t|[ \u3000]*(?=\d{2,4}[ ]?年|年[ ]*月))"
"""What parts a text from a date: a tab, or on a page any gap before what begins as a date does."""

SlotTexts = list[tuple[Slot, str, Place]]


@dataclass(frozen=True, slots=True)
class CellPattern:
    """A cell or a paragraph of the template.

    Attributes:
        text: its print, if it has no slots.
        slots: its slots.
        pattern: finds the texts of the slots, if there is print beside them.
        column: the first column of the cell.
        merged: whether it is merged over all rows of its section, so that only the first row has it.
        is_bare: whether there is nothing between its slots but line breaks and blanks, which a blank cell may lack.
    """

    text: str
    slots: tuple[Slot, ...] = ()
    pattern: re.Pattern[str] | None = None
    column: int = 0
    merged: bool = False
    is_bare: bool = False

    def has_print(self, text: str) -> bool:
        """Whether a text is the print of this cell."""
        return text == self.text or searchable(text) == searchable(self.text)

    def read(self, text: str, place: Place, found: SlotTexts) -> bool:
        """Take the texts of the slots; False if the text does not fit."""
        if not self.slots:
            return self.has_print(text)
        if self.pattern is None:
            found.append((self.slots[0], text, place))
            return not _is_number(self.slots[0]) or not text or text.isdecimal() or _is_row_number(text)
        match = self.pattern.fullmatch(text)
        if match is None and (text.strip() or not self.is_bare):
            return False
        texts = match.groups("") if match else ("",) * len(self.slots)
        found += [(slot, each, place) for slot, each in zip(self.slots, texts, strict=True)]
        return True


def _is_number(slot: Slot) -> bool:
    return slot.path in ROW_NUMBERS


def _is_row_number(text: str) -> bool:
    key = label_key(text)
    return not key or key.isdecimal()


RowPattern = tuple[CellPattern, ...]


@dataclass(frozen=True, slots=True)
class SectionPattern:
    """The rows of a repeated section."""

    rows: tuple[RowPattern, ...]


TablePattern = tuple[RowPattern | SectionPattern, ...]


@dataclass(frozen=True)
class ExactLayout:
    """The blocks of a template: a pattern for each paragraph and each table."""

    blocks: tuple[CellPattern | TablePattern, ...]

    def match(self, sheet: Sheet) -> FieldTexts | None:
        """The texts of a document of this layout; None if it is not."""
        said = [block for block in sheet.blocks if isinstance(block, Table) or _says_something(block.text)]
        blocks = said if len(said) == len(self.blocks) else self._with_blanks(said)
        if len(blocks) != len(self.blocks):
            return None
        found: SlotTexts = []
        for pattern, block in zip(self.blocks, blocks, strict=True):
            if isinstance(pattern, CellPattern) and isinstance(block, Paragraph):
                fits = pattern.read(block.text, block.place, found)
            elif isinstance(pattern, tuple) and isinstance(block, Table):
                fits = _TableMatch(pattern, block, found).fits()
            else:
                fits = False
            if not fits:
                return None
        return _field_texts(found)

    def _with_blanks(self, said: list[Block]) -> list[Block]:
        """The blocks, where paragraphs that print nothing of their own may be blank, or several."""
        blocks, at = list[Block](), 0
        for pattern, following in zip(self.blocks, (*self.blocks[1:], None), strict=True):
            start = at
            if isinstance(pattern, CellPattern) and pattern.slots and pattern.pattern is None:
                while at < len(said) and isinstance(said[at], Paragraph) and not _begins(following, said[at]):
                    at += 1
                texts = [block for block in said[start:at] if isinstance(block, Paragraph)]
                place = texts[0].place if texts else Place()
                blocks.append(Paragraph("\n".join(each.text for each in texts), place))
            else:
                blocks += said[at : at + 1]
                at += 1
        return [*blocks, *said[at:]]


def _begins(pattern: CellPattern | TablePattern | None, block: Block) -> bool:
    """Whether a paragraph is the one that a pattern is of."""
    return (
        isinstance(pattern, CellPattern) and isinstance(block, Paragraph) and pattern.read(block.text, block.place, [])
    )


def _says_something(text: str) -> bool:
    return bool(text) and not text.isspace() and not is_blank(text)


def _field_texts(found: SlotTexts) -> FieldTexts:
    fields = FieldTexts()
    for slot, text, place in found:
        if not _is_number(slot):
            fields.texts[slot.full_path] = (
                "" if slot.is_date and is_date_blank(label_key(text)) else without_lines(text, slot)
            )
            fields.places[slot.full_path] = place
            fields.found[slot.full_path] = BY_POSITION
    return fields


@dataclass
class _TableMatch:
    """One table, matched row by row; a section goes on until the rest of the table fits.

    Attributes:
        columns: where each column of the template's table stands in the document's.
    """

    patterns: Sequence[RowPattern | SectionPattern]
    table: Table
    found: SlotTexts
    columns: dict[int, int] = field(default_factory=dict)

    def fits(self) -> bool:
        if any(cell.tables for cell in self.table.cells):
            return False
        rows = [tuple(cells) for _, cells in groupby(self.table.cells, key=_row)]
        return len(rows) <= _MOST_ROWS and self._fit_from(0, rows, 0)

    def _fit_from(self, number: int, rows: list[tuple[Cell, ...]], at: int) -> bool:
        """Whether the patterns from `number` on are the rows from `at` on."""
        while number < len(self.patterns):
            pattern = self.patterns[number]
            if isinstance(pattern, SectionPattern):
                return self._fit_section(pattern, number + 1, rows, at)
            if at == len(rows) or not self._fit_row(pattern, rows[at], None):
                return False
            number, at = number + 1, at + 1
        return at == len(rows)

    def _fit_section(self, section: SectionPattern, after: int, rows: list[tuple[Cell, ...]], at: int) -> bool:
        entry = 0
        while True:
            mark, columns = len(self.found), dict(self.columns)
            if self._fit_from(after, rows, at):
                return True
            del self.found[mark:]
            self.columns = columns
            for pattern in section.rows:
                if at == len(rows) or not self._fit_row(pattern, rows[at], entry):
                    return False
                at += 1
            if all(_is_number(slot) or not text.strip() for slot, text, _ in self.found[mark:]):
                del self.found[mark:]  # a blank row is no entry
            else:
                self.found[mark:] = [(slot.in_row(entry), text, place) for slot, text, place in self.found[mark:]]
                entry += 1

    def _fit_row(self, row: RowPattern, cells: tuple[Cell, ...], entry: int | None) -> bool:
        at = 0
        for pattern in row:
            if pattern.merged and entry:
                continue
            if pattern.merged and entry == 0 and not (at < len(cells) and pattern.has_print(cells[at].text)):
                continue  # blank rows before this one have taken the label
            if at == len(cells) or not self._fit_cell(pattern, cells[at]):
                return False
            at += 1
        return at == len(cells)

    def _fit_cell(self, pattern: CellPattern, cell: Cell) -> bool:
        same_column = self.columns.setdefault(pattern.column, cell.column) == cell.column
        return same_column and pattern.read(cell.text, cell.place, self.found)


def _row(cell: Cell) -> int:
    return cell.row


def exact_layout(template: Sheet) -> ExactLayout:
    """The layout of a template, from the sheet of its tagged DOCX."""
    return ExactLayout(tuple(_patterns(template)))


def _patterns(template: Sheet) -> Iterator[CellPattern | TablePattern]:
    for block in template.blocks:
        if isinstance(block, Table):
            yield tuple(_row_patterns(block))
        elif searchable(block.text):
            yield _cell_pattern(block.text, 0, "", "")


def _row_patterns(table: Table) -> Iterator[RowPattern | SectionPattern]:
    row, section, body = "", "", list[RowPattern]()
    for _, group in groupby(table.cells, key=_row):
        cells = list(group)
        tag = TAG.search(cells[0].text)
        statement = (tag["statement"] or "").strip() if tag else ""
        if loop := FOR.match(statement):
            row, section, body = loop["row"], loop["section"], []
        elif END.match(statement):
            yield SectionPattern(tuple(body))
            row, section = "", ""
        elif section:
            body.append(tuple(_cell_pattern(cell.text, cell.column, row, section) for cell in cells if cell.text))
        else:
            yield tuple(_cell_pattern(cell.text, cell.column, "", "") for cell in cells)


def _cell_pattern(text: str, column: int, row: str, section: str) -> CellPattern:
    merged = MERGED.search(text) is not None
    prints, slots, position = list[str](), list[Slot](), 0
    for tag in TAG.finditer(text):
        prints.append(text[position : tag.start()])
        position = tag.end()
        if tag["print"]:
            slots.append(slot_of(tag["print"], row, section))
    prints.append(text[position:])
    between = "".join(prints)
    if not slots:
        return CellPattern(between, (), None, column, merged)
    pattern = _text_pattern(prints, slots) if len(slots) > 1 or any(prints) else None
    return CellPattern("", tuple(slots), pattern, column, merged, not searchable(between))


def _text_pattern(prints: list[str], slots: list[Slot]) -> re.Pattern[str]:
    """A text with lines of its own, beside print, may be of several; any other ends with its line, or at a tab.

    On a page a tab is a gap like others, and of a first line that is blank nobody sees that it is there.
    """
    written = _print_pattern(prints[0])
    for slot, before, after, following in zip(slots, prints, prints[1:], [*slots[1:], None], strict=False):
        own_lines = before[-1:] in ("", "\n") and after[:1] in ("", "\n")
        several = own_lines and not slot.is_date and (searchable(before) or searchable(after))
        if several and not written and after[:1] == "\n":
            written += "(?:(.*)\n)?" + _print_pattern(after[1:])
        elif following is not None and not searchable(after):
            written += _LINE + (_BEFORE_DATE if following.is_date and after == "\t" else _print_pattern(after, gap=" "))
        else:
            written += ("(.*)" if several else _LINE) + _print_pattern(after)
    return re.compile(written, re.DOTALL)


def _print_pattern(text: str, gap: str = " \\t") -> str:
    """Print, between whose words there may be more or less of the gaps that it has, or none."""
    return re.sub(rf"(?:\\[{gap}]|\u3000)+", lambda _: f"[{gap}\u3000]*", re.escape(text))
