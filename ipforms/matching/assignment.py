"""What stands between two labels → the slots that the form has there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ipforms.matching.cell_scores import Fits, any_text, choose_cells
from ipforms.matching.column_headers import ColumnHeaders, put_shared
from ipforms.matching.crossed_labels import CrossedText
from ipforms.matching.date_lines import is_date, split_date
from ipforms.matching.field_texts import FieldTexts, is_date_blank
from ipforms.matching.form_map import Label, Slot, Token
from ipforms.matching.intervals import Fragment, Interval, by_row, pairs_beside
from ipforms.matching.remark_columns import is_paper
from ipforms.matching.section_rows import SectionRows, is_number
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key

_BRACKETED = re.compile(r"\s*[（(][^()（）]+[)）]\s*")
_WORDS = re.compile("[一-鿿]{4}")
_LABELLED = re.compile(r"\s*[^\s\d：:]{2,12}\s*[：:]")


class Assigner:
    """Gives the fragments of intervals to slots.

    Args:
        headers: where the labels of columns stand.
        labels: the keys of the form's labels.
        fields: where the texts go.
        fits: whether a text is a value of a field.
    """

    def __init__(
        self, headers: ColumnHeaders, labels: frozenset[str], fields: FieldTexts, fits: Fits = any_text
    ) -> None:
        self._headers, self._labels, self.fields, self._fits = headers, labels, fields, fits
        self._crossed: tuple[frozenset[str], frozenset[tuple[int, str]], frozenset[int]]
        self._crossed = frozenset(), frozenset(), frozenset()
        self._sections = frozenset[str]()

    def cross(self, texts: Iterable[CrossedText], rows: Mapping[str, int]) -> None:
        """Give slots the texts that are known by several labels; nothing else gets these."""
        paths, taken = set[str](), set[tuple[int, str]]()
        spent = frozenset[int]()
        for each in texts:
            self.fields.put(each.slot, [Fragment(each.block, each.text, each.text == each.block.text)])
            paths.add(each.slot.full_path)
            taken.add((each.block.index, each.text.strip()))
            spent |= each.spent
        self._crossed = (frozenset(paths), frozenset(taken), spent)
        self.fields.rows.update(rows)
        self._sections = frozenset(rows)

    def assign(self, interval: Interval) -> None:
        """Give the fragments of one interval."""
        paths_given, taken, spent = self._crossed
        fragments = [
            each
            for each in interval.fragments
            if each.block.index not in spent and (each.block.index, each.text.strip()) not in taken
        ]
        fragments = [each for each in fragments if each.is_place or not (each.is_blank or self._is_print(each))]
        fragments = [self._without_print(each) for each in fragments]
        tokens = tuple(
            token
            for token in interval.tokens
            if not (isinstance(token, Slot) and (token.full_path in paths_given or token.section in self._sections))
        )
        tokens = self._without_deleted(tokens, fragments)
        for token in tokens:
            if isinstance(token, Label) and token.is_number:
                fragments = _without_number(fragments, token.key)
        slots = [token for token in tokens if isinstance(token, Slot)]
        if not any(slot.section for slot in slots):
            fragments = self._without_next_number(fragments)
        section = next((slot.section for slot in slots if slot.section and slot.row is None), "")
        if not slots:
            self.fields.unassigned += [each for each in fragments if not each.is_blank and not self._is_print(each)]
        elif interval.labels and not section:
            self._to_cells(slots, interval.labels, [each for each in fragments if not self._is_print(each)])
        elif section:
            own = [slot for slot in slots if slot.section == section]
            fragments = self._of_entry([slot for slot in slots if slot.row is not None], fragments)
            rows = SectionRows(section, own, self._headers, self._labels, self.fields)
            rows.assign([each for each in fragments if each.is_blank or not self._is_print(each)])
        elif len(slots) == 1:
            lacking = (each for each in tokens[: tokens.index(slots[0])] if isinstance(each, Label))
            self._to_one(slots[0], fragments, is_labelled=all(each.is_number for each in lacking))
        else:
            first, last = tokens.index(slots[0]), tokens.index(slots[-1])
            in_one_row = not any(isinstance(token, Label) for token in tokens[first:last])
            self._to_several(slots, self._without_added_rows(slots, fragments) if in_one_row else fragments)

    def _of_entry(self, slots: list[Slot], fragments: list[Fragment]) -> list[Fragment]:
        """Give slots of the entry around a section the cells of their columns, merged over its rows or repeated there.

        Returns:
            The fragments that are left.
        """
        for slot in slots:
            cells = [each for each in fragments if each.is_cell and self._headers.is_above(slot, each)]
            filled = list({each.key: each for each in cells if not each.is_blank}.values())
            if len(filled) > 1:
                continue  # more than one entry stands here
            self.fields.put(slot, filled or cells[:1])
            fragments = [each for each in fragments if each not in cells]
        return fragments

    def _to_cells(self, slots: list[Slot], labels: Mapping[Slot, TextBlock], fragments: list[Fragment]) -> None:
        """Cells beside or below several labels that stand together."""
        chosen = choose_cells(slots, labels, fragments, self._fits)
        for slot in slots:
            if slot in chosen:
                self.fields.put(slot, [chosen[slot].fragment])
                self.fields.choices[slot.full_path] = chosen[slot]
            else:
                self.fields.blank(slot)
        taken = [choice.fragment for choice in chosen.values()]
        self.fields.unassigned += [each for each in fragments if not each.is_blank and each not in taken]

    def _is_print(self, fragment: Fragment) -> bool:
        """Whether a fragment says what a form prints, a label, its title or 年月日; then it belongs to no field."""
        return fragment.key in self._labels or is_date_blank(fragment.key) or is_paper(fragment.key)

    def _without_print(self, fragment: Fragment) -> Fragment:
        """A fragment without lines that are a label in brackets, （单位盖章）, as where seal and name are swapped."""
        if "\n" not in fragment.text:
            return fragment
        lines = fragment.text.split("\n")
        kept = [
            line
            for line in lines
            if not (_BRACKETED.fullmatch(line) and label_key(line.strip("（）() ")) in self._labels)
        ]
        return fragment if len(kept) == len(lines) else replace(fragment, text="\n".join(kept))

    def _without_deleted(self, tokens: tuple[Token, ...], fragments: list[Fragment]) -> tuple[Token, ...]:
        """The tokens; without those from a label on that was deleted, if nothing is left for them."""
        lost = next((at for at, token in enumerate(tokens) if isinstance(token, Label) and not token.is_number), 0)
        near = sum(isinstance(token, Slot) for token in tokens[:lost])
        filled = sum(not each.is_blank and not self._is_print(each) for each in fragments)
        if not near or filled > near or any(isinstance(token, Slot) and token.section for token in tokens):
            return tokens
        for token in tokens[lost:]:
            if isinstance(token, Slot):
                self.fields.blank(token)
        behind = next(at for at in range(lost, 0, -1) if isinstance(tokens[at - 1], Slot))
        return tokens[:behind]

    def _without_next_number(self, fragments: list[Fragment]) -> list[Fragment]:
        """Without the number of a row that the sender moved here: the one cell that is filled before its label."""
        if len(fragments) < 2 or fragments[-2].block.row == fragments[-1].block.row:
            return fragments
        if fragments[-1].is_cell and is_number(fragments[-1]):
            self.fields.unassigned.append(fragments[-1])
            return fragments[:-1]
        return fragments

    def _without_added_rows(self, slots: list[Slot], fragments: list[Fragment]) -> list[Fragment]:
        """Without rows that the sender added below: they have cells under labels that are none of these slots'."""
        first, *others = by_row(fragments) or [[]]
        kept = list(first)
        under_labels = all(each.is_blank or self._headers.slot_of(slots, each) for each in first)
        for row in others:
            filled = [each for each in row if not each.is_blank]
            if under_labels and len(row) > 1 and not all(self._headers.slot_of(slots, each) for each in filled):
                self.fields.unassigned += filled
            else:
                kept += row
        return kept

    def _to_one(self, slot: Slot, fragments: list[Fragment], *, is_labelled: bool = True) -> None:
        beside = pairs_beside(fragments)
        self.fields.unassigned += [each for each in beside if not each.is_blank]
        fragments = [each for each in fragments if each not in beside]
        filled = self._first_row([each for each in fragments if not self._is_print(each)])
        if filled and not (filled[0].whole or filled[0].block.cell):
            # It stands on its label's line: cells below are none of it.
            self.fields.unassigned += [each for each in filled if each.is_cell]
            filled = [each for each in filled if not each.is_cell]
        if filled and self._headers.is_above(slot, filled[0]):
            # Beside it, under a label that the form has not (备注).
            beside = [each for each in filled if each.is_beside(filled[0]) and not self._headers.is_above(slot, each)]
            self.fields.unassigned += beside
            filled = [each for each in filled if each not in beside]
        if slot.is_date and filled:
            self._to_date([slot], filled)
            return
        if filled and self._is_other_part(slot, fragments[0], filled):
            self.fields.unassigned += filled
            filled = []
        if filled and not is_labelled:
            self._put_if_fit(slot, filled)
        else:
            self.fields.put(slot, filled or fragments[:1])

    def _is_other_part(self, slot: Slot, first: Fragment, filled: list[Fragment]) -> bool:
        """Whether texts of another kind stand behind the blank cell of a slot: a row that was added."""
        is_behind = first.is_blank and filled[0].block.row != first.block.row
        return is_behind and self._fits(slot.pattern, "\n".join(each.text for each in filled)) < 0

    def _first_row(self, fragments: list[Fragment]) -> list[Fragment]:
        """What is filled in, without rows that were added below: a label with a cell for its value, or a line."""
        kept: list[Fragment] = []
        for row in by_row(fragments):
            filled = [each for each in row if not each.is_blank]
            if kept and filled and _is_added(kept[0], filled, row):
                self.fields.unassigned += filled
            else:
                kept += filled
        return kept

    def _to_several(self, slots: list[Slot], fragments: list[Fragment]) -> None:
        has_cells = any(each.is_cell for each in fragments)
        filled = [each for each in fragments if not each.is_blank]
        if len(filled) == 1 and slots[0].section and len({slot.span for slot in slots}) == 1:
            put_shared(slots, filled, self.fields)
        elif slots[-1].is_date and not has_cells:
            self._to_date(slots, filled)
        elif has_cells and not fragments[0].whole and slots[-1].is_date and split_date(fragments[0].text)[1]:
            # It was signed and dated in the label's cell: further cells are none of it.
            self._to_date(slots, fragments[:1])
            self.fields.unassigned += filled[1:]
        elif has_cells and not fragments[0].whole:
            self._to_label_s_cell(slots, fragments)
        elif len(fragments) == len(slots) and self._headers.are_in_order(slots, fragments[0].block.table):
            for slot, fragment in zip(slots, fragments, strict=True):
                self.fields.put(slot, [fragment])
        elif not self._headers.assign(slots, fragments, self.fields):
            self._in_order(slots, filled)

    def _to_label_s_cell(self, slots: list[Slot], fragments: list[Fragment]) -> None:
        """The first value stands in its label's own cell."""
        first, *others = slots
        self.fields.put(first, fragments[:1])
        if len(others) > 1:
            self._to_several(others, fragments[1:])
        else:
            self._to_one(others[0], fragments[1:])

    def _to_date(self, slots: list[Slot], filled: list[Fragment]) -> None:
        """The date at the end of a signature; what stands before it is for the slot before, if there is one."""
        *others, date_slot = slots
        for fragment in filled:
            rest, date = split_date(fragment.text)
            if date:
                self.fields.put(date_slot, [fragment], date)
            if rest.strip() and others:
                self._put_if_fit(others[0], [fragment], rest.strip())
            elif rest.strip():
                self.fields.unassigned.append(Fragment(fragment.block, rest, False))
        for slot in slots:
            self.fields.blank(slot)

    def _put_if_fit(self, slot: Slot, fragments: list[Fragment], text: str | None = None) -> None:
        """Give a slot what its place in the order says, but for words that it cannot be: a letter's salutation."""
        said = "\n".join(each.text for each in fragments) if text is None else text
        if _WORDS.search(said) and self._fits(slot.pattern, said.strip()) < 0:
            self.fields.unassigned += fragments
            self.fields.blank(slot)
        else:
            self.fields.put(slot, fragments, text)

    def _in_order(self, slots: list[Slot], filled: list[Fragment]) -> None:
        """One after the other; what is over goes to the last."""
        for index, slot in enumerate(slots[:-1]):
            self._put_if_fit(slot, filled[index : index + 1])
        self.fields.put(slots[-1], filled[len(slots) - 1 :])
        if len(filled) > len(slots) and any(each.is_cell for each in filled):
            self.fields.joined += [slot.full_path for slot in slots]


def _is_added(first: Fragment, filled: list[Fragment], row: list[Fragment]) -> bool:
    """Whether a row below a value is one of its own: more than one cell, or behind a paragraph a line with a label."""
    if first.block.cell is None:
        text = filled[0].text.strip()
        return not first.whole and (_LABELLED.match(text) is not None or is_date(text))
    return len(filled) > 1 or (filled[0] is row[0] and len(row) > 1)


def _without_number(fragments: list[Fragment], number: str) -> list[Fragment]:
    """Without the last cell that is the number of a row; one before it is a value."""
    for index in range(len(fragments) - 1, -1, -1):
        if fragments[index].is_cell and fragments[index].key == number:
            return fragments[:index] + fragments[index + 1 :]
    return fragments
