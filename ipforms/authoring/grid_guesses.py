"""The cells of lists and grids: what each is taken for, by the labels above it and beside its row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ipforms.authoring.blank_cell import BlankCell
from ipforms.authoring.box_kinds import SEVERAL_ASKED
from ipforms.authoring.field_paths import FieldNamer
from ipforms.authoring.field_words import KNOWN, UNITS, KindWords, kind_of, name_of
from ipforms.authoring.paragraph_guesses import ParagraphGuesser
from ipforms.authoring.place_shapes import GUESSED, NUMBERS, YEAR, crossed_kind, printed, with_unit
from ipforms.authoring.review_entry import LABEL_STEP, ReviewEntry, Use
from ipforms.authoring.table_rows import REMARK, SUM, CrossedCell, Section

_STAFF = re.compile("研发|生产|管理|销售|技术|行政")  # of whom, behind how many there are in all


@dataclass
class GridGuesser(ParagraphGuesser):
    """What the cells of lists and grids are taken for."""

    def section(self, section: Section) -> Iterator[ReviewEntry]:
        """The cells of a list: the first entry, and those that are like it."""
        name = self.namer.path(section.label.rpartition(LABEL_STEP)[2])
        name = f"{name}_list" if self.group_namer.used[name] else name
        self.group_namer.used[name] += 1  # no group is called as a list
        inside = FieldNamer()
        first = dict(section.columns)
        for cells in section.entries:
            for cell in cells:
                if cells is not section.entries[0]:
                    yield replace(printed(cell), use=Use.REPEAT, label=section.label, reason="repeat")
                elif cell in section.numbers:
                    yield replace(printed(cell), path=f"{name}[].row_number", label=section.label, reason="row_number")
                elif cell in first:
                    yield self._column(cell, first[cell], section, name, inside)
                else:
                    yield printed(cell)

    def _column(
        self, cell: BlankCell, labels: tuple[str, ...], section: Section, name: str, inside: FieldNamer
    ) -> ReviewEntry:
        label = "".join(dict.fromkeys(labels))
        asked = labels[-1] if kind_of(labels[0]).kind == "answer" else label  # 股票代码, below 是否上市
        made = with_unit(self.field(cell, asked, "column", 0.85), "", section.unit)
        if made.kind == "choices" and not SEVERAL_ASKED.search(f"{label}{cell.text}"):
            made = replace(made, kind="choice")  # each entry is one thing
        of_section, before = kind_of(section.label).kind, next(reversed(self.columns.values()), None)
        if made.kind == "paragraphs" and len(cell.lines) == 1:
            made = replace(made, kind="line")
        elif made.kind == "line" and SUM.match(label) and before is not None and before.kind in NUMBERS:
            made = replace(made, kind=before.kind, options=before.options)  # of the columns before it
        elif made.kind in ("line", "count") and (YEAR.fullmatch(label) or SUM.match(label)) and "元" in section.label:
            made = replace(made, kind=of_section)  # 附：投入情况（万元）› 2021年
        path = f"{name}[].{inside.path(label)}"
        made = replace(made, path=path, label=LABEL_STEP.join(filter(None, (section.label, label))))
        self.columns[cell.table, cell.column, cell.row] = made
        return made

    @cached_property
    def columns(self) -> dict[tuple[int, int, int], ReviewEntry]:
        """The columns of sections, by table, column and row: a sum below one is of its kind and unit."""
        return {}

    def column_over(self, cell: BlankCell) -> ReviewEntry | None:
        """The column of the last section above a cell."""
        rows = (row for table, column, row in self.columns if (table, column) == (cell.table, cell.column))
        row = max((row for row in rows if row < cell.row), default=-1)
        return self.columns.get((cell.table, cell.column, row))

    def crossed(self, each: CrossedCell) -> ReviewEntry:
        """A cell of a grid."""
        made = self.field(each.cell, each.column_label, "crossed", 0.8)
        around = LABEL_STEP.join(filter(None, each.row_labels))
        if each.is_single:
            is_open = made.kind == "line" and kind_of(each.column_label).certainty < KNOWN
            is_open = is_open or (each.counts and made.kind in ("line", "paragraphs") and not made.options)
            made = replace(made, kind=UNITS[each.said_unit]) if is_open and each.said_unit else made
            return self.named(self.among(each.cell, made), each.column_label, around)
        group = self._group(around, each.cell.table)
        label = LABEL_STEP.join(filter(None, (around, each.column_label)))
        year = re.search(r"\d{4}", each.column_label)
        rest = name_of(re.sub(r"\d{4}年?度?", "", each.column_label))
        name = "_".join(filter(None, (f"y{year[0]}", rest))) if year else ""
        path = f"{group}{name}" if name else self.namer.path(each.column_label, group)
        are_sums = SUM.match(each.column_label) and SUM.match(each.row_label)
        guess = KindWords("count", GUESSED) if are_sums else crossed_kind(each)
        kind = made.kind if each.cell.blanks or each.cell.is_box else guess.kind
        if each.unit and (kind == "amount" or (kind in ("line", "count") and each.unit not in UNITS)):
            made = replace(made, options=(each.unit,))
            kind = "amount"
        certainty = min(made.certainty, guess.certainty)
        made = replace(made, path=path, label=label, kind=kind, certainty=certainty)
        made = with_unit(made, each.unit, each.said_unit)
        self._kind = self._kinds_over.get((each.cell.table, each.cell.column), self._kind)
        made = self.among(each.cell, made)
        self._kinds_over[each.cell.table, each.cell.column] = made.kind
        return made

    @cached_property
    def _kinds_over(self) -> dict[tuple[int, int], str]:
        """The kinds of the last cells of the columns of grids, by table and column."""
        return {}

    def among(self, cell: BlankCell, made: ReviewEntry) -> ReviewEntry:
        """其中：研发 is of the kind that the field before it is of, and so is what stands behind it in that row."""
        row = (cell.table, cell.row)
        own = made.label.rpartition(LABEL_STEP)[2]
        is_staff = self._kind == "count" and self._row == row and _STAFF.fullmatch(own)
        is_part = re.search(f"(?:^|{LABEL_STEP})其中", made.label) is not None and not REMARK.search(own)
        if is_part or is_staff or SUM.match(own) or self._parted == row:
            is_open = made.kind == "line" and kind_of(own).certainty < KNOWN and not REMARK.search(own)
            made = replace(made, kind=self._kind) if is_open else made
            self._parted = row
        self._kind, self._row = made.kind, row
        return made

    _parted: tuple[int, int] = (-1, -1)
    _row: tuple[int, int] = (-1, -1)
    _kind: str = "line"
