"""A blank form → what each of its places is taken for: field, label, kind, options, how sure, and why.

How long a text may be is printed beside the blank, over it or in it: （1000字以内）.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ipforms.authoring.blank_cell import BlankCell, BlankTable
from ipforms.authoring.blank_document import BlankDocument
from ipforms.authoring.field_paths import without_clashes
from ipforms.authoring.field_words import KNOWN, kind_of
from ipforms.authoring.grid_guesses import GridGuesser
from ipforms.authoring.paragraph_guesses import LENGTH, is_line, needs_name
from ipforms.authoring.place_shapes import (
    NUMBERS,
    YEAR,
    digit_boxes,
    first_line,
    like_the_others,
    owner_before,
    owns,
    printed,
    room_for_text,
    stage_of,
    unit_of,
    why_asked,
    with_note,
    with_unit,
)
from ipforms.authoring.review_entry import LABEL_STEP, ReviewEntry, Use
from ipforms.authoring.table_cards import PASTED, PHOTO
from ipforms.authoring.table_labels import ORDINAL, unit_of_groups
from ipforms.authoring.table_rows import REMARK, SUM, is_blank
from ipforms.authoring.table_structure import MORE_ROWS, TableStructure
from ipforms.authoring.text_surroundings import GENERAL
from ipforms.codecs.numerals import number

_LONG = 0.9  # share of a table's width from which a blank is for a longer text
_SHORTEST = 2  # characters of a label that its group belongs to: 纸质, 电子
_LONG_HINT = 16  # characters of a hint that asks for more than a word
_HIGH = 1000  # twips: a row set so high by hand, three lines of text, has room for several
_TALL = 3  # blank lines of a cell that ask for one
_LIMIT = re.compile(
    r"(不少于|不低于|至少)?(\d{2,5}|[一二两三四五六七八九]?[十百千][一二三四五六七八九十百千]{0,4})字(以上|左右)?"
)


def guesses(document: BlankDocument) -> list[ReviewEntry]:
    """What each place of a blank form is taken for, in reading order."""
    return list(with_limits(without_clashes(list(_Guesser(document).entries())), document))


def _is_head(cell: BlankCell) -> bool:
    return cell.is_label and not YEAR.fullmatch(cell.label)


def _label_of(structure: TableStructure, cell: BlankCell) -> BlankCell | None:
    """The label of a cell; none of one that is as wide as its table and begins with a title of its own."""
    if cell.column_span == structure.table.columns and room_for_text(cell) and first_line(cell):
        return None
    is_part = bool(cell.blanks) and cell.blanks[0].label != ""
    beside, left = structure.beside(cell, is_part=is_part), next(structure.table.left_of(cell), None)
    if beside is not None and is_part and left is not None and left.is_empty and not cell.text.startswith("其中"):
        return beside if owns(beside.label) else None  # 联系人 | ____ | 手机：____
    right = (each for each in structure.table.starting(cell.row) if each.column >= cell.behind)
    over = None if cell.blanks and any(map(structure.is_taken, right)) else structure.over(cell)
    is_group = beside is not None and over is not None and beside.row <= over.row and beside.row_span > 1
    above = structure.column(cell) if cell.is_empty and structure.row_label(cell) else None
    return over if is_group else beside or over or above  # 审核 over rows, and 初审 over its column


@dataclass
class _Guesser(GridGuesser):
    def entries(self) -> Iterator[ReviewEntry]:
        """All places."""
        asked = ""  # by the paragraph before: its label, whose value stands below it
        blocks = self.document.blocks
        for before, block, following in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            is_ruled, self._party = is_line(block), self.party(block)
            if isinstance(block, BlankTable):
                yield from self._table(block)
            elif is_ruled and is_line(before):
                yield replace(printed(block), use=Use.MERGE, reason="lines")
            elif block.blanks and not self.introduces(block, following):
                kind = "paragraphs" if is_ruled and (is_line(following) or "\n" in block.text) else ""
                found = (
                    replace(e, kind=kind or e.kind)
                    for e in self.inline(block, asked if needs_name(block, asked) else "")
                )
                yield from self.lettered(found, block, following)
            elif asked and block.is_empty:
                made = replace(printed(block), use=Use.FIELD, kind="paragraphs", reason="below", certainty=0.6)
                yield self.named(replace(made, stage=stage_of(asked)), asked)
            elif block.label:
                yield printed(block)
            asked = self.asks(block, following, asked)

    def _table(self, table: BlankTable) -> Iterator[ReviewEntry]:
        structure = TableStructure.of(table)
        made: dict[str, list[ReviewEntry]] = {}
        for section in structure.sections:
            for entry in self.section(section):
                made.setdefault(entry.cell_key, []).append(entry)
        signed = [each for each in structure.crossed if each.cell.blanks and room_for_text(each.cell)]
        for each in signed:  # 审核, and below it room for an opinion and a date
            label = LABEL_STEP.join((*each.row_labels, each.column_label))
            made[each.cell.key] = list(self.inline(each.cell, label, structure))
        crossed = [(each, self.crossed(each)) for each in structure.crossed if each not in signed]
        made |= {each.cell.key: [entry] for each, entry in like_the_others(crossed)}
        merged = dict(digit_boxes(structure))
        for cell in table.cells:
            if cell.key in made:
                yield from made[cell.key]
            elif cell.goes_on:
                yield replace(printed(cell), use=Use.MERGE, reason="options")
            elif cell.has_table:
                yield replace(printed(cell), reason="has_table", certainty=0.4)
            elif cell in structure.units or cell in structure.examples:
                yield printed(cell)
            elif not structure.is_taken(cell):
                yield from self._cell(structure, cell, merged)

    def _cell(
        self, structure: TableStructure, cell: BlankCell, merged: dict[BlankCell, BlankCell]
    ) -> Iterator[ReviewEntry]:
        label = _label_of(structure, cell)
        if made := self._of_column(structure, cell, label):
            yield made
        elif cell in merged:
            if merged[cell] is cell:
                yield self._beside(structure, cell, label, "digits")
            else:
                yield replace(printed(cell), use=Use.MERGE, reason="digits")
        elif len(cell.label) < 20 and not cell.blanks and (PHOTO.search(cell.label) or PASTED.search(cell.label)):
            own = "照片" if PHOTO.search(cell.label) else PASTED.sub("", cell.label)
            yield self.named(replace(printed(cell), use=Use.FIELD, label=own, kind="photo", reason="photo"), own)
        elif cell.is_empty and label is not None:
            yield self._beside(structure, cell, label, "beside" if label.behind <= cell.column else "over")
        elif label is not None and self.is_whole(cell, label.label):
            yield self._whole(structure, cell, label)
        elif cell.blanks or room_for_text(cell):
            of_rows = label is not None and label.behind > cell.column
            self._outer = LABEL_STEP.join(each.label for each in structure.groups(label or cell, of_rows=of_rows))
            is_title = label is not None and label.column_span == structure.table.columns
            beside = (ORDINAL.sub("", label.label) if is_title else label.label) if label else ""
            yield from self.inline(cell, beside, structure)
            self._outer = ""
        elif reason := why_asked(structure, cell, label):
            yield self._beside(structure, cell, label, reason)
        elif heading := self._headed(structure, cell):
            made = replace(printed(cell), use=Use.FIELD, kind="paragraphs", stage=stage_of(heading), reason="over")
            at = len(cell.text) if cell.is_label and not cell.is_hint else made.start
            yield self.named(replace(made, certainty=0.7, start=at, end=at), heading)
        else:
            yield replace(printed(cell), reason="no_label", certainty=0.4) if cell.is_empty else printed(cell)

    def _whole(self, structure: TableStructure, cell: BlankCell, label: BlankCell) -> ReviewEntry:
        """What a label asks for; boxes say themselves what they are for if the label has a blank of its own."""
        left, blank = next(structure.table.left_of(cell), None), cell.blanks[0]
        if blank.shape != "boxes" or left is None or label.row != cell.row or left is label or not left.is_empty:
            return self._beside(structure, cell, label, "inside")
        over = structure.over(cell)
        if over is not None and {each[0] for each in blank.options} in ({"是", "否"}, {"有", "无"}):
            return self._beside(structure, cell, over, "inside")
        own = "性别" if set(blank.options) == {"男", "女"} else "/".join(blank.options)
        return self.named(self.field(cell, own, "inside", 0.6), own)

    def _of_column(self, structure: TableStructure, cell: BlankCell, label: BlankCell | None) -> ReviewEntry | None:
        """A year that is filled in over a column, or the sum below one."""
        if cell.heads:
            made = self.field(cell, f"{cell.heads}年份", "inside", 0.8)
            return self.named(replace(made, kind="year"), made.label)
        first = next(iter(structure.table.starting(cell.row)), None)
        label = first if first is not None and SUM.match(first.label) else label
        beside = structure.beside(cell)
        says_kind = beside is not None and kind_of(SUM.sub("", beside.label)).certainty >= KNOWN
        if beside is not None and SUM.match(beside.label) and says_kind and is_blank(cell):
            return self._beside(structure, cell, beside, "beside")  # 合计件数 | ____ | 合计金额 | ____
        over = structure.column(cell) if label is not None and SUM.match(label.label) else None
        if label is None or over is None or not is_blank(cell) or over.column_span != cell.column_span:
            return None
        made = self.field(cell, over.label, "sum", 0.7)
        column = self.column_over(cell)
        if column and column.kind not in NUMBERS and cell.blanks:
            return self._beside(structure, cell, label, "inside")  # 合计 | ____件: of the entries
        if column and column.kind not in NUMBERS and cell.is_empty:
            return replace(printed(cell), reason="no_label", certainty=0.4)
        made = replace(made, kind=column.kind, options=column.options) if column and cell.is_empty else made
        group, _, own = column.label.rpartition(LABEL_STEP) if column else (structure.heading(cell.row), "", over.label)
        return self.named(made, own, LABEL_STEP.join(filter(None, (group, label.label))))

    def _headed(self, structure: TableStructure, cell: BlankCell) -> str:
        """The heading of a cell as wide as its table, which is for a longer text; it may be in the cell itself."""
        is_room = cell.is_empty or (cell.is_hint and not MORE_ROWS.search(cell.label))
        heading = structure.heading(cell.row) if is_room else ""
        if cell.is_label and not is_room and (cell.height >= _HIGH or cell.text.endswith("\n")):
            below = structure.table.starting(cell.last_row + 1)
            is_title = len(below) > 1 or any(each.is_empty for each in below)
            heading = "" if is_title else ORDINAL.sub("", cell.label)
        heading = re.sub(r"[（(][^（()）]*[)）]$", "", heading)
        return heading if cell.column_span == structure.table.columns else ""

    def _beside(self, structure: TableStructure, cell: BlankCell, label: BlankCell | None, reason: str) -> ReviewEntry:
        """A blank with a label beside or above it, and perhaps that of a group beside that."""
        own = label.label if label else ""
        made = self.field(cell, own, reason, {"beside": 0.9, "inside": 0.85, "hint": 0.6, "over": 0.7}.get(reason, 0.8))
        if reason != "inside" and (
            cell.column_span >= _LONG * structure.table.columns
            or cell.text.count("\n") >= _TALL
            or (cell.height >= _HIGH and cell.column_span * 2 >= structure.table.columns)
        ):
            is_open = made.kind == "line" and kind_of(own).certainty < KNOWN
            made = replace(made, kind="paragraphs") if is_open else made
        if reason == "hint" and made.kind == "line" and (LENGTH.search(cell.text) or len(cell.label) > _LONG_HINT):
            made = replace(made, kind="paragraphs")
        made = with_note(made, cell.text if cell.is_prompt else structure.note(cell))
        groups = self._groups_of(structure, cell, label, reason) if label else []
        made = made if REMARK.search(own) or cell.blanks else self._counted(made, own, groups)
        made = with_unit(made, unit_of(cell), structure.unit(cell.row))
        return self.named(self.among(cell, made), own, LABEL_STEP.join(groups))

    def _counted(self, made: ReviewEntry, own: str, groups: list[str]) -> ReviewEntry:
        """A number where a group says in what unit all of it is, or for what numbers it is."""
        unit, of_group = unit_of_groups(groups), kind_of(groups[-1]).kind if groups else ""
        if made.kind in ("line", "count") and unit:
            return replace(made, kind=kind_of(f"（{unit}）").kind)  # 知识产权数量（件）› 发明; 营业额（万元）› 2021
        is_open = made.kind == "line" and kind_of(own).certainty < KNOWN
        return replace(made, kind=of_group) if is_open and of_group in NUMBERS else made  # 自评得分 › 研发指标

    def _groups_of(self, structure: TableStructure, cell: BlankCell, label: BlankCell, reason: str) -> list[str]:
        """The labels around a label that says too little without them; of a party all that it is asked."""
        own, is_repeated, is_over = label.label, self._labels[label.label] > 1, reason == "over"
        around = [each.label for each in structure.groups(label, of_rows=is_over)]
        if is_over and (row := structure.row_label(cell)):
            return [*around, row] if row not in around else around
        if not (GENERAL.fullmatch(own) or len(own) <= _SHORTEST or is_repeated):
            return around
        beside = next((each for each in structure.table.left_of(label) if each.is_label and each.row_span == 1), None)
        if YEAR.fullmatch(own) and not around:
            around = [next((each.label for each in structure.table.left_of(label) if _is_head(each)), "")]
        elif beside and not GENERAL.fullmatch(own) and structure.repeats(label) and self._labels[beside.label] == 1:
            around = [*around, beside.label]  # 学历学位 › 在职教育 › 毕业院校
        elif (is_over or structure.group(label) is None) and (owner := owner_before(structure, label)):
            around = [*around, owner]
        around = around or ([structure.section(label)] if is_repeated else [])
        return list(filter(None, dict.fromkeys(around)))

    @cached_property
    def _labels(self) -> Counter[str]:
        """How often labels stand in the tables of the form."""
        return Counter(cell.label for cell in self.document.cells if cell.table >= 0 and cell.is_label)


def limit_of(text: str) -> str:
    """The most characters that a text allows; "" where it says none, or only how many there must be.

    >>> limit_of("项目概述（限五百字）"), limit_of("不少于300字，1000字以内"), limit_of("500字左右")
    ('500', '1000', '')
    """
    found = [number(most) for least, most, about in _LIMIT.findall("".join(text.split())) if not (least or about)]
    return str(int(found[-1])) if found and found[-1] else ""


def with_limits(entries: Iterable[ReviewEntry], document: BlankDocument) -> Iterator[ReviewEntry]:
    """Entries whose long texts know the limit that is printed in their place, or with the label before it."""
    over, last = dict[str, str](), ""
    for cell in document.cells:
        over[cell.key] = last
        last = cell.text if cell.label else last
    for entry in entries:
        before = over[entry.cell_key]
        is_label = entry.label.rpartition(LABEL_STEP)[2] in "".join(before.split())
        limit = limit_of("\n".join((entry.shown, entry.label, before if is_label else "")))
        is_limited = entry.kind == "paragraphs" and limit
        yield replace(entry, kind="limited", options=(limit,)) if is_limited else entry
