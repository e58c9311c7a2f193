"""A blank form → what each of its places is taken for: field, label, kind, options, how sure, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ipforms.authoring.blank_document import BlankCell, BlankDocument, BlankTable
from ipforms.authoring.field_paths import FieldNamer, without_clashes
from ipforms.authoring.field_words import kind_of, name_of
from ipforms.authoring.inline_blanks import InlineBlank
from ipforms.authoring.place_shapes import (
    OPINION,
    asks_for_signature,
    asks_itself,
    certainty_inside,
    digit_boxes,
    first_line,
    heading_text,
    person_before,
    printed,
    room_for_text,
    shaped_kind,
    stage_of,
    unit_of,
    with_unit,
)
from ipforms.authoring.review_entry import LABEL_STEP, ReviewEntry, Use
from ipforms.authoring.table_structure import CrossedCell, Section, TableStructure

_PHOTO = re.compile(r"照片|寸照|免冠")
_REMARK = re.compile(r"备注|说明|依据|单位$")
_SUM = re.compile(r"^(?:合计|总计|小计|共计)")
_FILLER = re.compile(r"[第共约计为自至从于]|合计|总计")  # words before a blank that do not name it
_LONG = 0.9  # share of a table's width from which a blank is for a longer text
_TALL = 3  # blank lines of a cell that ask for one
_LENGTH = re.compile(r"\d+字|[一二三五]千字|[一二三五八]百字")
_GENERAL = re.compile(r"姓名|(?:联系|固定)?电话|手机(?:号码?)?|固话|职[务称]|传真|(?:电子)?邮箱|身份证号码?|学历|专业")
"""Labels that say nothing without the group that they stand in."""


def guesses(document: BlankDocument) -> list[ReviewEntry]:
    """What each place of a blank form is taken for, in reading order."""
    return without_clashes(list(_Guesser(document).entries()))


@dataclass
class _Guesser:
    document: BlankDocument
    namer: FieldNamer = field(default_factory=FieldNamer)

    def entries(self) -> Iterator[ReviewEntry]:
        """All places."""
        asked = ""  # by the paragraph before: its label, whose value stands below it
        for block, following in zip(self.document.blocks, (*self.document.blocks[1:], None), strict=True):
            if isinstance(block, BlankTable):
                yield from self._table(block)
            elif block.blanks and not self._introduces(block, following):
                yield from self._inline(block, asked if not block.blanks[0].label else "")
            elif asked and block.is_empty:
                made = replace(printed(block), use=Use.FIELD, kind="paragraphs", reason="below", certainty=0.6)
                yield self._named(replace(made, stage=stage_of(asked)), asked)
            elif block.label:
                yield printed(block)
            asked = self._asks(block, following, asked)

    def _introduces(self, block: BlankCell, following: BlankCell | BlankTable | None) -> bool:
        """Whether a paragraph that ends in a colon says what the next ones list."""
        if [each.shape for each in block.blanks] != ["gap"] or block.blanks[0].end < len(block.text.rstrip()):
            return False
        return isinstance(following, BlankCell) and bool(following.label) and not asks_itself(following)

    def _asks(self, block: BlankCell | BlankTable, following: BlankCell | BlankTable | None, asked: str) -> str:
        """The label of a paragraph whose value stands below it: boxes, or room for a longer text."""
        if isinstance(block, BlankTable) or not isinstance(following, BlankCell):
            return ""
        if block.text.rstrip().endswith(("：", ":")) and following.blanks:
            return "" if following.blanks[0].label else block.label
        heading = heading_text(block)
        if _LENGTH.search(block.text) and following.is_empty:
            return heading if heading and not block.is_hint else self.last_heading
        self.last_heading = heading or self.last_heading
        return ""

    last_heading: str = ""

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
            elif cell in structure.units:
                yield printed(cell)
            elif not structure.is_taken(cell):
                yield from self._cell(structure, cell, merged)

    def _section(self, section: Section) -> Iterator[ReviewEntry]:
        name = self.namer.path(section.label) if section.label else self.namer.path("")
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
        made = self._field(cell, label, "column", 0.85)
        path = f"{name}[].{inside.path(label)}"
        return replace(made, path=path, label=f"{section.label}{LABEL_STEP}{label}")

    def _crossed(self, each: CrossedCell, group: str) -> ReviewEntry:
        made = self._field(each.cell, each.column_label, "crossed", 0.8)
        of_row, of_column = kind_of(each.row_label, each.unit), kind_of(each.column_label)
        best = of_column if of_column.certainty > of_row.certainty or of_column.kind == "percent" else of_row
        if of_column.kind == "line" and _REMARK.search(each.column_label):
            best = of_column
        elif best.kind in ("line", "paragraphs") and re.search(r"数|量|件|\d{4}年", each.column_label + each.group):
            best = kind_of(each.group) if kind_of(each.group).kind not in ("line", "paragraphs") else kind_of("数量")
        if not each.row_label:
            return self._named(made, each.column_label)
        label = f"{each.row_label}{LABEL_STEP}{each.column_label}"
        path = self.namer.path(re.sub(r"(\d{4})年", "", each.column_label) or "年份", group)
        year = re.search(r"\d{4}", each.column_label)
        path = f"{group}y{year[0]}{path[len(group) :].removeprefix('year')}" if year else path
        kind = made.kind if each.cell.blanks else best.kind
        return replace(made, path=path, label=label, kind=kind)

    def _cell(
        self, structure: TableStructure, cell: BlankCell, merged: dict[BlankCell, BlankCell]
    ) -> Iterator[ReviewEntry]:
        label = structure.beside(cell) or structure.over(cell)
        over = structure.column(cell) if label is not None and _SUM.match(label.label) else None
        if cell.is_empty and label is not None and over is not None:
            made = self._field(cell, over.label, "sum", 0.7)
            path = self.namer.path(over.label, f"{name_of(label.label)}.")
            yield replace(made, path=path, label=f"{label.label}{LABEL_STEP}{over.label}")
        elif cell in merged:
            if merged[cell] is cell:
                yield self._beside(structure, cell, label, "digits")
            else:
                yield replace(printed(cell), use=Use.MERGE, reason="digits")
        elif _PHOTO.search(cell.label) and len(cell.label) < 20:
            yield self._named(replace(printed(cell), use=Use.FIELD, label="照片", kind="photo", reason="photo"), "照片")
        elif cell.is_empty and label is not None:
            yield self._beside(structure, cell, label, "beside" if label.behind <= cell.column else "over")
        elif cell.blanks or room_for_text(cell):
            yield from self._inline(cell, label.label if label else "", structure)
        elif (
            cell.is_hint
            and label is not None
            and structure.beside(cell) is label
            and not cell.label.startswith(label.label)
        ):
            yield self._beside(structure, cell, label, "hint")
        elif label is not None and unit_of(cell):
            yield self._beside(structure, cell, label, "unit")
        elif cell.is_empty:
            yield replace(printed(cell), reason="no_label", certainty=0.4)
        else:
            yield printed(cell)

    def _beside(self, structure: TableStructure, cell: BlankCell, label: BlankCell | None, reason: str) -> ReviewEntry:
        """A blank with a label beside or above it, and perhaps that of a group beside that."""
        own = label.label if label else ""
        made = self._field(cell, own, reason, {"beside": 0.9, "hint": 0.6, "over": 0.7}.get(reason, 0.8))
        if cell.column_span >= _LONG * structure.table.columns or cell.text.count("\n") >= _TALL:
            made = replace(made, kind="paragraphs") if made.kind == "line" else made
        group = structure.group(label) if label and reason != "over" else None
        group = group or (person_before(structure, label) if label else None)
        return self._named(made, own, group.label if group and _GENERAL.fullmatch(own) else "")

    def _named(self, made: ReviewEntry, label: str, group: str = "") -> ReviewEntry:
        if not group:
            return replace(made, path=self.namer.path(label), label=made.label or label)
        prefix = f"{name_of(group) or self.namer.path(group)}."
        return replace(made, path=self.namer.path(label, prefix), label=f"{group}{LABEL_STEP}{label}")

    def _field(self, cell: BlankCell, label: str, reason: str, certainty: float) -> ReviewEntry:
        """A cell that is a field as a whole."""
        blank = cell.blanks[0] if cell.blanks else None
        unit = unit_of(cell)
        made = replace(printed(cell), use=Use.FIELD, label=label, reason=reason, stage=stage_of(label))
        if blank is not None:
            made = replace(made, start=blank.start, end=blank.end, options=blank.options)
            kind, sure, personal = shaped_kind(blank, label)
        else:
            kind, sure, personal = kind_of(label, unit)
            if unit:
                made = replace(made, start=0, end=cell.text.rindex(unit))
        made = replace(made, kind=kind, certainty=min(certainty, sure), is_personal=personal)
        return with_unit(made, unit or (blank.unit if blank else ""))

    def _inline(self, cell: BlankCell, beside: str, structure: TableStructure | None = None) -> Iterator[ReviewEntry]:
        """The blanks inside of a text, each with the words before it or the label beside the cell."""
        blanks = cell.blanks
        context = beside or first_line(cell) or (structure.heading(cell.row) if structure else "")
        is_opinion = OPINION.search(context) is not None or any(each.shape == "signature" for each in blanks)
        if (
            len(blanks) == 1
            and (not blanks[0].label or _FILLER.fullmatch(blanks[0].label))
            and beside
            and not (is_opinion and blanks[0].shape == "date")
        ):
            yield self._named(self._field(cell, beside, "inside", 0.85), beside)
            return
        entries = list(self._parts(cell, beside, context, is_opinion))
        for number, entry in enumerate(entries, 1):
            yield replace(entry, key=f"{cell.key}#{number}")

    def _parts(self, cell: BlankCell, beside: str, context: str, is_opinion: bool) -> Iterator[ReviewEntry]:
        group = context if is_opinion and cell.table >= 0 else ""
        opened = room_for_text(cell)
        stage = stage_of(context)
        if opened:
            label = context if OPINION.search(context) else beside or first_line(cell) or "内容"
            made = replace(
                printed(cell), use=Use.FIELD, label=label, kind="paragraphs", stage=stage, start=max(opened, 0)
            )
            made = replace(made, end=made.start)
            inside = f"{group}{LABEL_STEP}意见" if group else label
            path = f"{self._group(group)}opinion" if group else self.namer.path(label)
            yield replace(made, label=inside, path=path, certainty=0.7, reason="opens")
        for blank in cell.blanks:
            if not opened or blank.shape != "gap" or not opened - 2 <= blank.end <= opened:
                yield self._part(cell, blank, group, beside, stage)

    def _group(self, label: str) -> str:
        return f"{name_of(label) or self._groups.setdefault(label, self.namer.path(label))}." if label else ""

    _groups: dict[str, str] = field(default_factory=dict)

    def _part(self, cell: BlankCell, blank: InlineBlank, group: str, beside: str, stage: str) -> ReviewEntry:
        label = blank.label or ("日期" if blank.shape == "date" else beside)
        kind, sure, personal = shaped_kind(blank, label)
        made = replace(
            printed(cell),
            use=Use.FIELD,
            kind=kind,
            options=blank.options,
            start=blank.start,
            end=blank.end,
            stage=stage,
        )
        made = replace(
            made,
            certainty=min(certainty_inside(cell, blank), sure),
            reason="inside",
            is_personal=personal,
            label=label,
        )
        made = with_unit(made, blank.unit)
        if asks_for_signature(blank, label):
            path = self.namer.path("签字", self._group(group)) if group else self.namer.path(label)
            return replace(made, path=path, label=f"{group}{LABEL_STEP}{label}" if group else label, kind="person")
        if group:
            return replace(made, path=self.namer.path(label, self._group(group)), label=f"{group}{LABEL_STEP}{label}")
        return self._named(made, label, beside if beside and _GENERAL.fullmatch(label) else "")
