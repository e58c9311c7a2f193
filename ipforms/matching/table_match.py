"""A table of a document held against that of the template, row by row."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from ipforms.matching.layout_patterns import CellPattern, RowPattern, SectionPattern, SlotTexts, is_number_slot, row_of
from ipforms.sheet import Cell, Table
from ipforms.text import searchable

_State = tuple[int, dict[int, int], dict[int, str]]  # how far the match of a table has come
_MOST_ROWS = 2_000  # more rows than this are left to the alignment: trying where a section ends must not become slow


@dataclass
class TableMatch:
    """One table, matched row by row; a section goes on until the rest of the table fits."""

    patterns: Sequence[RowPattern | SectionPattern]
    table: Table
    found: SlotTexts
    # where each column of the template's table stands in the document's
    columns: dict[int, int] = field(default_factory=dict)
    # by column, what of a merged label is still to come: a page's end has parted it
    rests: dict[int, str] = field(default_factory=dict)

    @cached_property
    def prints(self) -> set[str]:
        """The cells that the template prints."""
        return {each.key for each in _prints(self.patterns)}

    def _state(self) -> _State:
        return len(self.found), dict(self.columns), dict(self.rests)

    def _reset(self, state: _State) -> None:
        mark, self.columns, self.rests = state
        del self.found[mark:]

    def fits(self) -> bool:
        """Whether the table is the template's; the texts of its slots are found then."""
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
        if is_spare and self._fit_from(0, rows[:-1], 0):
            return True
        self._reset(state)
        whole = _joined_over_pages(rows, self.prints)
        return len(whole) < len(rows) and self._fit_from(0, whole, 0)

    def _fit_from(self, number: int, rows: list[tuple[Cell, ...]], at: int) -> bool:
        """Whether the patterns from `number` on are the rows from `at` on."""
        while number < len(self.patterns):
            pattern = self.patterns[number]
            if isinstance(pattern, SectionPattern):
                return self._fit_section(pattern, number + 1, rows, at)
            state = self._state()
            while at < len(rows) and not self._fit_row(pattern, rows[at], None):
                self._reset(state)
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
        if at < len(rows) and self._is_header(rows[at], section.first_row):
            return None
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
        self, section: SectionPattern, rows: list[tuple[Cell, ...]], at: int, behind: RowPattern | SectionPattern
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

    def _is_header(self, cells: tuple[Cell, ...], row: RowPattern) -> bool:
        """Whether a row repeats headers, which somebody has copied. What its pattern prints says nothing of that."""
        written = {cell.text for cell in cells if cell.text.strip()}
        return len(written) > 1 and all(
            searchable(text) in self.prints and not any(own.has_print(text) for own in row if not own.slots)
            for text in written
        )

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
        # A column of a list that is no field, as for signatures, is blank in each entry.
        return at == len(cells) or (entry is not None and not any(cell.text.strip() for cell in cells[at:]))

    def _fit_cell(self, pattern: CellPattern, cell: Cell) -> bool:
        if self.columns.setdefault(pattern.column, cell.column) != cell.column or self.rests.get(cell.column):
            return False
        if pattern.read(cell.text, cell.place, self.found):
            return True
        part = searchable(cell.text)
        if not pattern.is_high or not pattern.key.startswith(part):
            return False
        self.rests[cell.column] = pattern.key.removeprefix(part)
        return True

    def _is_rest(self, pattern: CellPattern, cell: Cell) -> bool:
        """Whether a cell before that of a pattern is a further page's part of one above: blank, or the label's rest."""
        if self.columns.get(pattern.column, cell.column) == cell.column:
            return False
        text = searchable(cell.text)
        if text and self.rests.get(cell.column) == text:
            self.rests[cell.column] = text = ""
        return not text


def _prints(patterns: Sequence[RowPattern | SectionPattern]) -> Iterator[CellPattern]:
    """The cells of a template that have no slots."""
    for each in patterns:
        if isinstance(each, SectionPattern):
            yield from _prints(each.rows)
        else:
            yield from (cell for cell in each if not cell.slots)


def _joined_over_pages(rows: list[tuple[Cell, ...]], prints: Collection[str]) -> list[tuple[Cell, ...]]:
    """The rows of a table, of which those that the end of a page parts, cell below cell, are one.

    One whose first cell says something, a number or a name, begins anew, but for the rest of a label.
    """
    joined: list[tuple[Cell, ...]] = []
    for row in rows:
        above = joined[-1] if joined else ()
        is_label = bool(above) and searchable(above[0].text + row[0].text) in prints
        goes_on = len(row) == 1 or not row[0].text.strip() or is_label
        is_cut = bool(above) and above[-1].place.page != row[0].place.page and goes_on
        if is_cut and [cell.column for cell in above] == [cell.column for cell in row]:
            texts = ["\n".join(filter(None, (up.text, down.text))) for up, down in zip(above, row, strict=True)]
            joined[-1] = tuple(cell._replace(text=text) for cell, text in zip(above, texts, strict=True))
        else:
            joined.append(row)
    return joined
