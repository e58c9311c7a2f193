"""A blank form → what each of its places is taken for: field, label, kind, options, how sure, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ipforms.authoring.blank_document import BlankCell, BlankDocument, BlankTable
from ipforms.authoring.field_paths import FieldNamer, without_clashes
from ipforms.authoring.field_words import KNOWN, UNITS, kind_of, name_of
from ipforms.authoring.place_shapes import (
    asks_itself,
    crossed_kind,
    digit_boxes,
    heading_text,
    kind_of_unit,
    person_before,
    printed,
    room_for_text,
    stage_of,
    unit_of,
)
from ipforms.authoring.review_entry import LABEL_STEP, ReviewEntry, Use
from ipforms.authoring.table_rows import SUM, CrossedCell, Section
from ipforms.authoring.table_structure import MORE_ROWS, ORDINAL, TableStructure
from ipforms.authoring.text_guesses import GENERAL, TextGuesser

_PHOTO = re.compile(r"照片|寸照|免冠")
_LONG = 0.9  # share of a table's width from which a blank is for a longer text
_SHORTEST = 2  # characters of a label that its group belongs to: 纸质, 电子
_LONG_HINT = 16  # characters of a hint that asks for more than a word
_TALL = 3  # blank lines of a cell that ask for one
_LIST = re.compile("清单|明细|如下|一览|列表")
_WHEN = re.compile("日期|时间")
_OFFICE = re.compile(r"(?:局|厅|部|委|办|中心|委员会|政府|小组)$")  # to which a letter is addressed
_LENGTH = re.compile(r"\d+字|[一二三五]千字|[一二三五八]百字|可[加附另]|附页")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?(?=\D{2})")
_YEAR = re.compile(r"(?:\d{4}|[前上本去今当])年度?|第[一二三]年")


def guesses(document: BlankDocument) -> list[ReviewEntry]:
    """What each place of a blank form is taken for, in reading order."""
    return without_clashes(list(_Guesser(document).entries()))


def _is_line(block: BlankCell | BlankTable | None) -> bool:
    return isinstance(block, BlankCell) and re.fullmatch(r"[ \u3000]*_{4,}[_ \u3000]*[。；;]?", block.text) is not None


def _is_head(cell: BlankCell) -> bool:
    return cell.is_label and not _YEAR.fullmatch(cell.label)


def _is_heading(cell: BlankCell) -> bool:
    return bool(_NUMBERED.match(cell.label)) and not cell.blanks and bool(heading_text(cell))


def _is_asked(structure: TableStructure, cell: BlankCell, label: BlankCell | None) -> str:
    """Why a cell with print is a field: it says how to fill it in, or in what unit."""
    if label is None:
        return ""
    is_hint = cell.is_hint and structure.beside(cell) is label and not cell.label.startswith(label.label)
    return "hint" if is_hint else "unit" if unit_of(cell) else ""


@dataclass
class _Guesser(TextGuesser):
    def entries(self) -> Iterator[ReviewEntry]:
        """All places."""
        asked = ""  # by the paragraph before: its label, whose value stands below it
        blocks = self.document.blocks
        for before, block, following in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            is_line = _is_line(block)
            if isinstance(block, BlankTable):
                yield from self._table(block)
            elif is_line and _is_line(before):
                yield replace(printed(block), use=Use.MERGE, reason="lines")
            elif block.blanks and not self._introduces(block, following):
                first = block.blanks[0]
                names = not first.label.strip("0123456789答") and (first.shape != "date" or _WHEN.search(asked))
                kind = "paragraphs" if is_line and _is_line(following) else ""
                yield from (replace(e, kind=kind or e.kind) for e in self.inline(block, asked if names else ""))
            elif asked and block.is_empty:
                made = replace(printed(block), use=Use.FIELD, kind="paragraphs", reason="below", certainty=0.6)
                yield self.named(replace(made, stage=stage_of(asked)), asked)
            elif block.label:
                yield printed(block)
            asked = self._asks(block, following, asked)

    def _introduces(self, block: BlankCell, following: BlankCell | BlankTable | None) -> bool:
        """Whether a paragraph that ends in a colon says what the next ones, or the table below it, are."""
        if [each.shape for each in block.blanks] != ["gap"] or block.blanks[0].end < len(block.text.rstrip()):
            return False
        if isinstance(following, BlankTable):
            is_room = len(following.cells) == 1 and following.cells[0].is_empty
            return is_room or _LIST.search(block.label) is not None
        if following is None or not following.label or _is_line(following):
            return _is_line(following)
        first = following.blanks[0] if following.blanks else None
        if _OFFICE.search(block.label) or first is None:
            return True
        is_bare = not first.label or first.label == next(iter(first.options), "")
        return (is_bare and first.shape in ("boxes", "box")) or first.label.isdecimal() or not asks_itself(following)

    def _asks(self, block: BlankCell | BlankTable, following: BlankCell | BlankTable | None, asked: str) -> str:
        """The label of a paragraph whose value stands below it: boxes, or room for a longer text."""
        if isinstance(block, BlankTable) or not isinstance(following, BlankCell):
            return ""
        if asked and following.blanks and following.blanks[0].label.isdecimal():
            return asked  # numbered: 1.____ 2.____
        if following.blanks and following.blanks[0].label.strip("0123456789答") == "":
            is_question = block.text.rstrip().endswith(("：", ":", "？", "?"))
            if is_question or (following.blanks[0].shape == "boxes" and block.is_label):
                return ORDINAL.sub("", block.label)
        heading = heading_text(block)
        if following.is_empty and (_LENGTH.search(block.text) or block in self._open_headings):
            return heading if heading and not block.is_hint else self.last_heading
        self.last_heading = heading or self.last_heading
        return ""

    last_heading: str = ""

    @cached_property
    def _open_headings(self) -> set[BlankCell | BlankTable]:
        """Numbered headings with nothing but blank lines before the next one."""
        found, blocks = set[BlankCell | BlankTable](), self.document.blocks
        headings = {block for block in blocks if isinstance(block, BlankCell) and _is_heading(block)}
        for at, block in enumerate(blocks):
            below = blocks[at + 1 :]
            room = next((n for n, each in enumerate(below) if isinstance(each, BlankTable) or each.label), len(below))
            if block in headings and room and (room == len(below) or below[room] in headings):
                found.add(block)
        return found

    def _table(self, table: BlankTable) -> Iterator[ReviewEntry]:
        structure = TableStructure.of(table)
        made: dict[str, list[ReviewEntry]] = {}
        for section in structure.sections:
            for entry in self._section(section):
                made.setdefault(entry.cell_key, []).append(entry)
        rows = dict.fromkeys(each.row_label for each in structure.crossed)
        groups = {label: f"{self.namer.path(label)}." if label else "" for label in rows}
        for each in structure.crossed:
            made[each.cell.key] = [self._crossed(each, groups[each.row_label])]
        merged = dict(digit_boxes(structure))
        for cell in table.cells:
            if cell.key in made:
                yield from made[cell.key]
            elif cell in structure.units or cell in structure.examples:
                yield printed(cell)
            elif not structure.is_taken(cell):
                yield from self._cell(structure, cell, merged)

    def _section(self, section: Section) -> Iterator[ReviewEntry]:
        name = self.namer.path(section.label)
        inside = FieldNamer()
        first = dict(section.columns)
        for cells in section.entries:
            for cell in cells:
                if cells is not section.entries[0]:
                    yield replace(printed(cell), use=Use.REPEAT, label=section.label, reason="repeat")
                elif cell in section.numbers:
                    yield replace(printed(cell), path=f"{name}[].row_number", label=section.label, reason="row_number")
                else:
                    yield self._column(cell, first[cell], section, name, inside)

    def _column(
        self, cell: BlankCell, labels: tuple[str, ...], section: Section, name: str, inside: FieldNamer
    ) -> ReviewEntry:
        label = "".join(dict.fromkeys(labels))
        made = self.field(cell, label, "column", 0.85)
        of_section = kind_of(section.label).kind
        if made.kind == "paragraphs" and len(cell.lines) == 1:
            made = replace(made, kind="line")
        elif made.kind in ("line", "count") and (_YEAR.fullmatch(label) or SUM.match(label)) and "元" in section.label:
            made = replace(made, kind=of_section)  # 附：投入情况（万元）› 2021年
        self._columns[cell.table, cell.column] = made.kind
        path = f"{name}[].{inside.path(label)}"
        return replace(made, path=path, label=f"{section.label}{LABEL_STEP}{label}")

    @cached_property
    def _columns(self) -> dict[tuple[int, int], str]:
        """The kinds of the columns of sections, by table and column: a sum below one is of its kind."""
        return {}

    def _crossed(self, each: CrossedCell, group: str) -> ReviewEntry:
        made = self.field(each.cell, each.column_label, "crossed", 0.8)
        if not each.row_label:
            is_open = made.kind == "line" and kind_of(each.column_label).certainty < KNOWN
            made = replace(made, kind=(kind_of_unit(each.group) if is_open else "") or made.kind)
            return self.named(self._among(each.cell, made), each.column_label)
        label = f"{each.row_label}{LABEL_STEP}{each.column_label}"
        year = re.search(r"\d{4}", each.column_label)
        rest = name_of(re.sub(r"\d{4}年?度?", "", each.column_label))
        name = "_".join(filter(None, (f"y{year[0]}", rest))) if year else ""
        path = f"{group}{name}" if name else self.namer.path(each.column_label, group)
        are_sums = SUM.match(each.column_label) and SUM.match(each.row_label)
        kind = made.kind if each.cell.blanks or each.cell.is_box else self._kind if are_sums else crossed_kind(each)
        if each.unit and (kind == "amount" or (kind in ("line", "count") and each.unit not in UNITS)):
            made = replace(made, options=(each.unit,))
            kind = "amount"
        return self._among(each.cell, replace(made, path=path, label=label, kind=kind))

    def _cell(
        self, structure: TableStructure, cell: BlankCell, merged: dict[BlankCell, BlankCell]
    ) -> Iterator[ReviewEntry]:
        is_part = bool(cell.blanks) and GENERAL.fullmatch(cell.blanks[0].label) is not None
        label = structure.beside(cell, is_part=is_part) or structure.over(cell)
        if made := self._of_column(structure, cell, label):
            yield made
        elif cell in merged:
            if merged[cell] is cell:
                yield self._beside(structure, cell, label, "digits")
            else:
                yield replace(printed(cell), use=Use.MERGE, reason="digits")
        elif _PHOTO.search(cell.label) and len(cell.label) < 20:
            yield self.named(replace(printed(cell), use=Use.FIELD, label="照片", kind="photo", reason="photo"), "照片")
        elif cell.is_empty and label is not None:
            yield self._beside(structure, cell, label, "beside" if label.behind <= cell.column else "over")
        elif label is not None and self.is_whole(cell, label.label):
            yield self._whole(structure, cell, label)
        elif cell.blanks or room_for_text(cell):
            yield from self.inline(cell, label.label if label else "", structure)
        elif reason := _is_asked(structure, cell, label):
            yield self._beside(structure, cell, label, reason)
        elif heading := self._headed(structure, cell):
            made = replace(printed(cell), use=Use.FIELD, kind="paragraphs", stage=stage_of(heading), reason="over")
            yield self.named(replace(made, certainty=0.7), heading)
        else:
            yield replace(printed(cell), reason="no_label", certainty=0.4) if cell.is_empty else printed(cell)

    def _whole(self, structure: TableStructure, cell: BlankCell, label: BlankCell) -> ReviewEntry:
        """What a label asks for; boxes say themselves what they are for if the label has a blank of its own."""
        left, blank = next(structure.table.left_of(cell), None), cell.blanks[0]
        if blank.shape != "boxes" or left is None or left is label or not left.is_empty:
            return self._beside(structure, cell, label, "inside")
        own = "/".join(blank.options)
        return self.named(self.field(cell, own, "inside", 0.6), own)

    def _of_column(self, structure: TableStructure, cell: BlankCell, label: BlankCell | None) -> ReviewEntry | None:
        """A year that is filled in over a column, or the sum below one."""
        if cell.heads:
            made = self.field(cell, f"{cell.heads}年份", "inside", 0.8)
            return self.named(replace(made, kind="year"), made.label)
        over = structure.column(cell) if label is not None and SUM.match(label.label) else None
        if label is None or over is None or not cell.is_empty:
            return None
        made = self.field(cell, over.label, "sum", 0.7)
        made = replace(made, kind=self._columns.get((cell.table, cell.column), made.kind))
        path = self.namer.path(over.label, f"{name_of(label.label) or self.namer.path(label.label)}.")
        return replace(made, path=path, label=f"{label.label}{LABEL_STEP}{over.label}")

    def _headed(self, structure: TableStructure, cell: BlankCell) -> str:
        """The heading of a cell as wide as its table, which is for a longer text."""
        heading = re.sub(r"[（(][^（()）]*[)）]$", "", ORDINAL.sub("", structure.heading(cell.row)))
        is_room = cell.is_empty or (cell.is_hint and not MORE_ROWS.search(cell.label))
        return heading if is_room and cell.column_span == structure.table.columns else ""

    def _beside(self, structure: TableStructure, cell: BlankCell, label: BlankCell | None, reason: str) -> ReviewEntry:
        """A blank with a label beside or above it, and perhaps that of a group beside that."""
        own = label.label if label else ""
        made = self.field(cell, own, reason, {"beside": 0.9, "inside": 0.85, "hint": 0.6, "over": 0.7}.get(reason, 0.8))
        if reason != "inside" and (
            cell.column_span >= _LONG * structure.table.columns or cell.text.count("\n") >= _TALL
        ):
            is_open = made.kind == "line" and kind_of(own).certainty < KNOWN
            made = replace(made, kind="paragraphs") if is_open else made
        if reason == "hint" and made.kind == "line" and (_LENGTH.search(cell.text) or len(cell.label) > _LONG_HINT):
            made = replace(made, kind="paragraphs")
        is_general = GENERAL.fullmatch(own) or len(own) <= _SHORTEST
        if label is None or not (is_general or self._is_repeated(structure, label)):
            return self.named(self._among(cell, made), own)
        group = structure.group(label) if reason != "over" else None
        group = group or person_before(structure, label) or structure.beside_rows(label)
        around = structure.group(group) if group and self._is_repeated(structure, group) else None
        if _YEAR.fullmatch(own):
            group = next((each for each in structure.table.left_of(label) if _is_head(each)), None)
            made = replace(made, kind=kind_of(group.label).kind) if group and made.kind in ("line", "count") else made
        labels = [each.label for each in (around, group) if each]
        return self.named(self._among(cell, made), own, LABEL_STEP.join(labels))

    def _is_repeated(self, structure: TableStructure, label: BlankCell) -> bool:
        return sum(each.label == label.label for each in structure.table.cells) > 1

    def _among(self, cell: BlankCell, made: ReviewEntry) -> ReviewEntry:
        """其中：研发 is of the kind that the field before it is of, and so is what stands behind it in that row."""
        row = (cell.table, cell.row)
        own = made.label.rpartition(LABEL_STEP)[2]
        if own.startswith("其中") or self._parted == row:
            is_open = made.kind == "line" and kind_of(own).certainty < KNOWN
            made = replace(made, kind=self._kind) if is_open else made
            self._parted = row
        self._kind = made.kind
        return made

    _parted: tuple[int, int] = (-1, -1)
    _kind: str = "line"
