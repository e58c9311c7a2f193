"""The rows of repeated sections: which rows of a table are entries, and which cell of one belongs to which slot."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ipforms.matching.column_headers import ColumnHeaders, put_shared
from ipforms.matching.field_texts import ROW_NUMBERS, FieldTexts
from ipforms.matching.form_map import Slot
from ipforms.matching.intervals import Fragment
from ipforms.text import label_key, searchable

_NO_ENTRIES = ("合计", "小计", "总计", "共计", "备注", "附注", "注", "说明")  # before what is said below the entries


class SectionRows:
    """Assigns the rows of one section.

    Args:
        section: its name.
        slots: those of one row.
        headers: where the labels of columns stand.
        labels: the keys of the form's labels.
        fields: where the texts go.
    """

    def __init__(
        self, section: str, slots: list[Slot], headers: ColumnHeaders, labels: frozenset[str], fields: FieldTexts
    ) -> None:
        self._section, self._slots, self._headers, self._labels = section, slots, headers, labels
        self._fields = fields

    def assign(self, fragments: Sequence[Fragment]) -> None:
        """Give what stands in one row of a table to one row of the section."""
        before: list[Fragment] = []
        for cells in _rows(fragments):
            if all(self._is_unfilled(cell) or self._is_row_number(cell, cells) for cell in cells):
                continue
            if (
                self._is_header(cells)
                or self._is_heading(cells)
                or any(searchable(cell.text).rstrip(":") in _NO_ENTRIES for cell in cells[:2])
            ):
                self._fields.unassigned += [cell for cell in cells if not cell.is_blank]
                continue
            count = self._fields.rows.get(self._section, 0)
            if count and self._continues(before, cells):  # of what comes before, something was an entry
                self._row([cell for cell in cells if cell not in before], count - 1)
            elif count and self._adds_to_entry(cells):
                added = [cell for cell in cells if not cell.is_blank]
                self._row(added, count - 1)
                slots = (self._headers.slot_of(self._slots, cell) for cell in added)
                self._fields.joined += [slot.in_row(count - 1).full_path for slot in slots if slot]
            else:
                self._row(cells, count)
            before = cells

    def _is_unfilled(self, cell: Fragment) -> bool:
        """Whether nothing is written in a cell: it is blank, or has what the form prints there."""
        return cell.is_blank or any(slot.default and slot.is_blank(cell.text) for slot in self._slots)

    def _is_header(self, cells: list[Fragment]) -> bool:
        """Whether a row is one of those that the labels of the section span: 姓名 | 职务 below 企业联络人及职务."""
        own = {self._headers.labels.get(slot, -1) for slot in self._slots}
        table = cells[0].block.table
        spanned = [rows for (label, at), rows in self._headers.rows.items() if label in own and at == table]
        rows = [cell.block.cell.row if cell.block.cell else -1 for cell in cells]
        return all(any(row in each for each in spanned) for row in rows)

    def _is_heading(self, cells: list[Fragment]) -> bool:
        """Whether a row is one wide cell between entries of several cells: 婺城区, over the firms of the district."""
        cell = cells[0].block.cell
        return len(cells) == 1 and len(self._slots) > 1 and cell is not None and cell.column_span > 1

    @property
    def _name(self) -> Slot:
        """What an entry is called."""
        return self._slots[self._slots[0].path in ROW_NUMBERS]

    def _continues(self, before: Sequence[Fragment], cells: Sequence[Fragment]) -> bool:
        """Whether a row is a further line of the entry before: its name spans both, and half of its cells."""
        unnumbered = [cell for cell in cells if not self._is_row_number(cell, [*cells])]
        if not before or not unnumbered or unnumbered[0] not in before or unnumbered[0].is_blank:
            return False
        is_counted = any(cell not in before for cell in cells if cell not in unnumbered)
        is_named = not is_counted and self._headers.slot_of(self._slots, unnumbered[0]) == self._name
        return 2 * sum(cell in before for cell in unnumbered) > len(unnumbered) - is_named

    def _adds_to_entry(self, cells: Sequence[Fragment]) -> bool:
        """Whether a row has no more than a further one of what the entry above has: a row for each of its people.

        What the entry is called is blank in it, as its number and most of the rest are; of a unit with one more column
        than its people have, so is how many there are.
        """
        filled = [cell for cell in cells if not cell.is_blank]
        named = [self._headers.slot_of(self._slots, cell) for cell in filled]
        is_named = self._name in named or None in named
        is_half = 2 * len(filled) == len(self._slots) and self._slots[1] not in named
        return (is_half or 2 * len(filled) < len(self._slots)) and not is_named

    def _is_row_number(self, cell: Fragment, row: list[Fragment]) -> bool:
        """Whether a cell numbers its row, as against a count that is all that was filled in."""
        if not is_number(cell):
            return False
        slot = self._headers.slot_of(self._slots, cell)
        return slot.path in ROW_NUMBERS if slot else cell is row[0]

    def _row(self, cells: list[Fragment], number: int) -> None:
        slots = [slot.in_row(number) for slot in self._slots]
        headers = self._headers.for_row(slots, self._slots)
        cells = [self._without_label(cell) for cell in cells]
        counted = bool(cells) and headers.are_in_order(slots, cells[0].block.table)
        if not headers.assign(slots, cells, self._fields) and not (counted and self._one_each(slots, cells)):
            own = [cell for cell in cells if cell.is_blank or headers.slot_of(slots, cell)]
            self._fields.unassigned += [cell for cell in cells if cell not in own]
            if all(cell.is_blank for cell in own):
                return
            headers.assign(slots, own, self._fields)
        self._fields.rows[self._section] = number + 1

    def _without_label(self, cell: Fragment) -> Fragment:
        """A cell of a row in which the label of its column was typed once more."""
        label, colon, rest = cell.text.replace("：", ":").partition(":")
        return replace(cell, text=rest.strip()) if colon and label_key(label) in self._labels else cell

    def _one_each(self, slots: list[Slot], cells: list[Fragment]) -> bool:
        """A cell after the other, where there are as many as the form has."""
        groups = [list(sharing) for _, sharing in groupby(slots, key=lambda slot: slot.span)]
        unnumbered = cells[1:] if cells and is_number(cells[0]) else cells  # a number behind that may be a count
        if len(unnumbered) == len(groups) - 1 and slots[0].path in ROW_NUMBERS:
            groups, cells = groups[1:], unnumbered
        # A column that was added and one that is lacking make as many: then labels stand over cells of other columns.
        named = [self._headers.slot_of(self._slots, cell) for cell in cells]
        patterns = [{slot.pattern for slot in sharing} for sharing in groups]
        if len(groups) != len(cells) or any(
            each and each.pattern not in own for each, own in zip(named, patterns, strict=True)
        ):
            return False
        for sharing, cell in zip(groups, cells, strict=True):
            if len(sharing) > 1:
                put_shared(sharing, [cell], self._fields)
            else:
                self._fields.put(sharing[0], [cell])
        return True


def _rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """What stands in one row of a table, from left to right. A merged cell stands in each row that it spans."""
    rows: dict[tuple[int, int], list[Fragment]] = {}
    for fragment in fragments:
        cell = fragment.block.cell
        for row in range(cell.row, cell.row + cell.row_span) if cell else (fragment.block.index,):
            rows.setdefault((fragment.block.table, row), []).append(fragment)
    return [sorted(cells, key=_column) for cells in rows.values()]


def _column(fragment: Fragment) -> int:
    return fragment.block.cell.column if fragment.block.cell else 0


def is_number(fragment: Fragment) -> bool:
    """Whether a fragment may be the number of a row, printed beforehand."""
    return re.fullmatch(r"\d{1,3}\.?", searchable(fragment.text)) is not None
