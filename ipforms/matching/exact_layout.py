"""A document that has the template's own paragraphs, rows and cells: read cell by cell, with no doubt left.

Most returned files are the blank form, downloaded and typed into. There a value may say anything, a label of the form
too, and still stands where it stands. Whatever departs from the template by a label, a cell or a line does not fit: the
document is aligned by its labels instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from types import MappingProxyType

from ipforms.matching.field_evidence import BY_POSITION
from ipforms.matching.field_texts import FieldTexts, is_date_blank, without_lines
from ipforms.matching.layout_patterns import (
    CellPattern,
    LayoutBuilder,
    ParagraphSection,
    RowPattern,
    SectionPattern,
    SlotTexts,
    TablePattern,
    cells_of,
    is_number_slot,
    row_of,
)
from ipforms.paths import Place
from ipforms.sheet import Block, Cell, Paragraph, Sheet, Table
from ipforms.text import is_blank, label_key, searchable

_State = tuple[int, dict[int, int], dict[int, str]]  # how far the match of a table has come
_MOST_ROWS = 2_000  # more rows than this are left to the alignment: trying where a section ends must not become slow


@dataclass(frozen=True)
class ExactLayout:
    """The blocks of a template: a pattern for each paragraph and each table, and for the slots of its headers."""

    blocks: tuple[CellPattern | TablePattern | ParagraphSection, ...]
    margins: tuple[CellPattern, ...] = ()

    def match(self, sheet: Sheet) -> FieldTexts | None:
        """The texts of a document of this layout; None if it is not. On a page tables that touch are one."""
        others = (layout for layout in (self._with_joined_tables(), *self._with_unruled_tables()) if layout is not self)
        return next((found for layout in (self, *others) if (found := layout._match(sheet)) is not None), None)

    def _with_unruled_tables(self) -> Iterator[ExactLayout]:
        """The layout with the cells of its first table, or of all, as the paragraphs that a page without lines has."""
        cells = {at: cells_of(each) for at, each in enumerate(self.blocks) if isinstance(each, tuple)}
        plain = [at for at, own in cells.items() if own]
        for taken in (plain[:1], plain)[: len(plain)]:
            parts = (cells[at] if at in taken else [each] for at, each in enumerate(self.blocks))
            yield ExactLayout(tuple(chain.from_iterable(parts)))

    def _with_joined_tables(self) -> ExactLayout:
        """The layout with tables that stand directly one below the other as one; itself if there are none."""
        blocks: list[CellPattern | TablePattern | ParagraphSection] = []
        for each in self.blocks:
            if isinstance(each, tuple) and blocks and isinstance(blocks[-1], tuple):
                blocks[-1] = (*blocks[-1], *each)
            else:
                blocks.append(each)
        return self if len(blocks) == len(self.blocks) else ExactLayout(tuple(blocks))

    def _match(self, sheet: Sheet) -> FieldTexts | None:
        said = [
            block
            for block in sheet.blocks
            if isinstance(block, Table) or (block.text.strip() and not is_blank(block.text))
        ]
        has_loops = any(isinstance(each, ParagraphSection) for each in self.blocks)
        blocks = said if has_loops or len(said) == len(self.blocks) else self._with_blanks(said)
        found: SlotTexts = []
        patterns = self._patterns(len(blocks))
        if patterns is None:
            return None
        for (pattern, entry), block in zip(patterns, blocks, strict=True):
            own: SlotTexts = []
            if isinstance(pattern, CellPattern) and isinstance(block, Paragraph):
                fits = pattern.read(block.text, block.place, own)
            elif isinstance(pattern, tuple) and isinstance(block, Table):
                fits = _TableMatch(pattern, block, own).fits()
            else:
                fits = False
            if not fits:
                return None
            found += own if entry is None else [(slot.in_entry(*entry), text, place) for slot, text, place in own]
        for pattern in self.margins:
            any(pattern.read(each.text, each.place, found) for each in sheet.margins)
        return _field_texts(found)

    def _patterns(self, count: int) -> list[tuple[CellPattern | TablePattern, tuple[str, int] | None]] | None:
        """The pattern of each of so many blocks, with the entry that it is of; None if there cannot be so many."""
        sections = [each for each in self.blocks if isinstance(each, ParagraphSection)]
        if len(sections) > 1:
            return None  # how the paragraphs are shared out is for the alignment
        spare = count - (len(self.blocks) - len(sections))
        if (not sections and spare) or (sections and spare % len(sections[0].paragraphs)) or spare < 0:
            return None
        made: list[tuple[CellPattern | TablePattern, tuple[str, int] | None]] = []
        for each in self.blocks:
            if isinstance(each, ParagraphSection):
                entries = range(spare // len(each.paragraphs))
                made += [(paragraph, (each.name, entry)) for entry in entries for paragraph in each.paragraphs]
            else:
                made.append((each, None))
        return made

    def _with_blanks(self, said: list[Block]) -> list[Block]:
        """The blocks, where paragraphs that print nothing of their own may be blank, and longer texts several."""
        blocks, at = list[Block](), 0
        for pattern, following in zip(self.blocks, (*self.blocks[1:], None), strict=True):
            start = at
            if isinstance(pattern, CellPattern) and pattern.goes_on:
                while at < len(said) and isinstance(said[at], Paragraph) and not _begins(following, said[at]):
                    at += 1
                texts = [block for block in said[start:at] if isinstance(block, Paragraph)]
                place = texts[0].place if texts else Place()
                blocks.append(Paragraph("\n".join(each.text for each in texts), place))
            else:
                blocks += said[at : at + 1]
                at += 1
        return [*blocks, *said[at:]]


def _begins(pattern: CellPattern | TablePattern | ParagraphSection | None, block: Block) -> bool:
    """Whether a paragraph is the one that a pattern is of."""
    return (
        isinstance(pattern, CellPattern) and isinstance(block, Paragraph) and pattern.read(block.text, block.place, [])
    )


def _field_texts(found: SlotTexts) -> FieldTexts:
    fields = FieldTexts()
    for slot, text, place in found:
        if not is_number_slot(slot):
            is_blank = (slot.is_date and is_date_blank(label_key(text))) or (slot.default and slot.is_blank(text))
            fields.texts[slot.full_path] = "" if is_blank else without_lines(text, slot)
            fields.places[slot.full_path] = place
            fields.found[slot.full_path] = BY_POSITION
    return fields


@dataclass
class _TableMatch:
    """One table, matched row by row; a section goes on until the rest of the table fits."""

    patterns: Sequence[RowPattern | SectionPattern]
    table: Table
    found: SlotTexts
    # where each column of the template's table stands in the document's
    columns: dict[int, int] = field(default_factory=dict)
    # by column, what of a merged label is still to come: a page's end has parted it
    rests: dict[int, str] = field(default_factory=dict)

    def _state(self) -> _State:
        return len(self.found), dict(self.columns), dict(self.rests)

    def _reset(self, state: _State) -> None:
        mark, self.columns, self.rests = state
        del self.found[mark:]

    def fits(self) -> bool:
        if any(cell.tables for cell in self.table.cells):
            return False
        rows = [tuple(cells) for _, cells in groupby(self.table.cells, key=row_of)]
        if len(rows) > _MOST_ROWS:
            return False
        state = self._state()
        if self._fit_from(0, rows, 0):
            return True
        self._reset(state)
        # A row of nothing at the end: somebody has added it, or a merged cell was higher than its rows.
        is_spare = bool(rows) and all(not cell.text.strip() for cell in rows[-1])
        return is_spare and self._fit_from(0, rows[:-1], 0)

    def _fit_from(self, number: int, rows: list[tuple[Cell, ...]], at: int) -> bool:
        """Whether the patterns from `number` on are the rows from `at` on."""
        while number < len(self.patterns):
            pattern = self.patterns[number]
            if isinstance(pattern, SectionPattern):
                return self._fit_section(pattern, number + 1, rows, at)
            while at < len(rows) and not self._fit_row(pattern, rows[at], None):
                if any(cell.text.strip() for cell in rows[at]):
                    return False
                at += 1  # a row of nothing: the end of a page has parted it from the one above
            if at == len(rows):
                return False
            number, at = number + 1, at + 1
        return at == len(rows) and not any(self.rests.values())

    def _fit_section(self, section: SectionPattern, after: int, rows: list[tuple[Cell, ...]], at: int) -> bool:
        entry = turn = 0
        while True:
            state = self._state()
            if self._fit_from(after, rows, at):
                return True
            self._reset(state)
            behind = self._fit_entry(section, rows, at, turn)
            if behind is None:
                return False
            at, turn = behind, turn + 1
            entry += self._end_entry(section.name, state[0], entry)

    def _fit_entry(self, section: SectionPattern, rows: list[tuple[Cell, ...]], at: int, turn: int) -> int | None:
        """Match the rows of one entry, be it blank: the row behind them; None if they do not fit."""
        for number, pattern in enumerate(section.rows):
            if isinstance(pattern, SectionPattern):
                behind = next((each for each in section.rows[number + 1 :]), section.first_row)
                at = self._fit_inner(pattern, rows, at, behind)
            elif at == len(rows) or not self._fit_row(pattern, rows[at], turn):
                return None
            else:
                at += 1
        return at

    def _fit_inner(
        self,
        section: SectionPattern,
        rows: list[tuple[Cell, ...]],
        at: int,
        behind: RowPattern | SectionPattern,
    ) -> int:
        """Match the entries of a section in an entry: as many as fit, up to a row that has the print of the next."""
        following = behind.first_row if isinstance(behind, SectionPattern) else behind
        entry = turn = 0
        while at < len(rows) and not self._has_print(following, rows[at]):
            state = self._state()
            end = self._fit_entry(section, rows, at, turn)
            if end is None:
                self._reset(state)
                break
            at, turn = end, turn + 1
            entry += self._end_entry(section.name, state[0], entry)
        return at

    def _has_print(self, row: RowPattern, cells: tuple[Cell, ...]) -> bool:
        """Whether a row has the print of a pattern, where that has any."""
        state = self._state()
        fits = any(not each.slots or each.pattern for each in row) and self._fit_row(row, cells, None)
        self._reset(state)
        return fits

    def _end_entry(self, section: str, mark: int, entry: int) -> bool:
        """Number the texts of an entry; False if it is blank, and no entry. What is of the section around is kept."""
        own = [each for each in self.found[mark:] if each[0].section.startswith(section)]
        if all(is_number_slot(slot) or slot.is_blank(text) for slot, text, _ in own):
            self.found[mark:] = [each for each in self.found[mark:] if each not in own]
            return False
        self.found[mark:] = [(slot.in_entry(section, entry), text, place) for slot, text, place in self.found[mark:]]
        return True

    def _fit_row(self, row: RowPattern, cells: tuple[Cell, ...], entry: int | None) -> bool:
        at = 0
        for pattern in row:
            if pattern.merged and entry:
                continue
            is_label = pattern.merged and not pattern.slots
            if is_label and entry == 0 and not (at < len(cells) and pattern.has_print(cells[at].text)):
                continue  # blank rows before this one have taken the label
            while at < len(cells) and self._is_rest(pattern, cells[at]):
                at += 1
            if at == len(cells) or not self._fit_cell(pattern, cells[at]):
                return False
            at += 1
        return at == len(cells)

    def _fit_cell(self, pattern: CellPattern, cell: Cell) -> bool:
        if self.columns.setdefault(pattern.column, cell.column) != cell.column or self.rests.get(cell.column):
            return False
        if pattern.read(cell.text, cell.place, self.found):
            return True
        label, part = searchable(pattern.text), searchable(cell.text)
        if not pattern.is_high or not label.startswith(part):
            return False
        self.rests[cell.column] = label[len(part) :]
        return True

    def _is_rest(self, pattern: CellPattern, cell: Cell) -> bool:
        """Whether a cell before that of a pattern is a further page's part of one above: blank, or the label's rest."""
        if self.columns.get(pattern.column, cell.column) == cell.column:
            return False
        text = searchable(cell.text)
        if text and self.rests.get(cell.column) == text:
            self.rests[cell.column] = text = ""
        return not text


def exact_layout(
    template: Sheet, blanks: Mapping[str, str] = MappingProxyType({}), prose: Collection[str] = ()
) -> ExactLayout:
    """The layout of a template, from the sheet of its tagged DOCX."""
    builder = LayoutBuilder(blanks, prose)
    return ExactLayout(tuple(builder.blocks(template)), builder.margins(template))
