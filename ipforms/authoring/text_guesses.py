"""Blanks inside of texts: what each is taken for, by its look, the words before it and the label beside the cell."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from ipforms.authoring.blank_cell import BlankCell
from ipforms.authoring.blank_document import BlankDocument
from ipforms.authoring.blank_names import ANSWERS, InlineBlank, question
from ipforms.authoring.field_paths import FieldNamer
from ipforms.authoring.field_words import KNOWN, kind_of
from ipforms.authoring.place_shapes import (
    OPINION,
    asks_for_signature,
    certainty_inside,
    first_line,
    owner_before,
    owns,
    printed,
    room_for_text,
    said_options,
    shaped_kind,
    stage_of,
    unit_of,
    with_unit,
)
from ipforms.authoring.review_entry import LABEL_STEP, ReviewEntry, Use
from ipforms.authoring.table_labels import ORDINAL, TITLE
from ipforms.authoring.table_rows import REMARK
from ipforms.authoring.table_structure import TableStructure
from ipforms.authoring.text_surroundings import (
    GENERAL,
    PARTS,
    bracket_owner,
    has_room,
    head_of,
    is_above,
    is_among,
    sealer_of,
    with_head,
    with_names,
)

_SUM_BEFORE = re.compile("共|合计|总计")  # before the first of several blanks: 共____份____页
_SHAPED = ("date", "period", "patents")  # kinds that say themselves what a pattern of their cells is: ZL
_FILLER = re.compile(
    r"""[第共约计为自至从于答] | 约?人民币 | 合计 | 总计 | \+\d+-?
      | (?!城市|所在|所属)[\u4e00-\u9fff]{1,4}[省市]
      | [市区县] | 每[日天]""",
    re.VERBOSE,
)
"""Words before a blank that do not name it."""
_JUDGED = re.compile(r"[届次]?(.*(?:审[议核查定]|评[审定]|表决|鉴定|核查|验收|查验|检[验测]))[，,]?")
"""What comes to a result: 经会议审议，□同意 □不同意."""
_SEVERAL = 2  # gaps of a cell, each with room for a text: 1.经济效益： 2.社会效益：
_SEALED = re.compile("盖章|公章|签章|签[字名]")  # beside a date of who does that
_SEALS = re.compile("[（(]?(?:盖章|公章|签章)[)）]?$")  # behind the name of a party
_JUDGE = re.compile(
    "(?:[局厅部委办院]|中心|委员会|政府|街道|乡镇|小组|部门|单位|协会|机构)$"
)  # whose opinion a cell has
_EMPLOYER = "单位"  # of somebody who stands before it


@dataclass
class TextGuesser:
    """What the blanks of a form are taken for; paths are given in reading order."""

    document: BlankDocument
    namer: FieldNamer = field(default_factory=FieldNamer)
    group_namer: FieldNamer = field(default_factory=lambda: FieldNamer("group"))
    _groups: dict[tuple[int, str], str] = field(default_factory=dict)

    @cached_property
    def parts(self) -> set[str]:
        """The titles of the parts of the form: an application, and a letter of authority behind it."""
        lines = (cell for cell in self.document.cells if cell.table < 0 and cell.is_label)
        return {cell.label for cell in lines if TITLE.search(cell.label) and not ORDINAL.match(cell.label)}

    @cached_property
    def _said(self) -> Counter[str]:
        """How often labels stand before blanks inside of texts."""
        return Counter(blank.label for cell in self.document.cells for blank in cell.blanks)

    def _owner_of(self, label: str, earlier: list[str]) -> str:
        """Whose contact or phone a blank is for, of several: 甲方：____ 联系人：____ 电话：____."""
        owners = [each for each in earlier if owns(each) and each != label]
        party = [each for each in owners if self._said[each] == 1][-1:]
        if not GENERAL.fullmatch(label) and label != _EMPLOYER:
            return LABEL_STEP.join(party) if owns(label) else _SEALS.sub("", "".join(owners[-1:]))
        last = owners[-1:] or [self._owner]
        return LABEL_STEP.join(dict.fromkeys([*(party if self._said[last[0]] > 1 else []), *last]))

    _party: str = ""  # whose data the paragraphs are that follow each other
    last_heading: str = ""  # the words over the paragraphs

    def _heading_of(self, cell: BlankCell) -> str:
        """The heading that a paragraph stands under, which is no title and no sentence."""
        is_heading = cell.table < 0 and (self.last_heading != self.document.title or len(self.parts) > 1)
        return self.last_heading if is_heading and re.fullmatch(r"[\w（）、]+", self.last_heading) else ""

    _owner: str = ""  # who is spoken of in the row of the text
    _outer: str = ""  # the groups around the label beside it

    def named(self, made: ReviewEntry, label: str, group: str = "") -> ReviewEntry:
        """A field with a path by its label, in the group that it is of."""
        label, group = (question(each) if each.endswith(("？", "?")) else each for each in (label, group))
        made = replace(made, label=question(made.label)) if made.label.endswith(("？", "?")) else made
        if not group:
            return replace(made, path=self.namer.path(label), label=made.label or label)
        return replace(made, path=self.namer.path(label, self._group(group)), label=f"{group}{LABEL_STEP}{label}")

    def field(self, cell: BlankCell, label: str, reason: str, certainty: float) -> ReviewEntry:
        """A cell that is a field as a whole."""
        blank = cell.blanks[0] if cell.blanks else None
        unit = unit_of(cell)
        made = replace(printed(cell), use=Use.FIELD, label=label, reason=reason, stage=stage_of(label))
        if cell.is_box:
            kind, sure, personal = "yes_no", 0.9, False
        elif blank is not None:
            kind, sure, personal = shaped_kind(cell, blank, label)
            made = replace(made, start=blank.start, end=blank.end, options=said_options(blank, kind))
            is_text = cell.is_pattern and blank.shape == "line" and not blank.unit and kind not in _SHAPED
            kind = "line" if is_text else kind  # 第  /共
        else:
            kind, sure, personal = kind_of(label, unit)
            if unit:
                made = replace(made, start=0, end=cell.text.rindex(unit))
        made = replace(made, kind=kind, certainty=min(certainty, sure), is_personal=personal)
        return with_unit(made, unit or (blank.unit if blank else ""))

    def is_whole(self, cell: BlankCell, beside: str) -> bool:
        """Whether the one blank of a text is what the label beside it asks for."""
        blank = cell.blanks[0] if len(cell.blanks) == 1 else None
        if blank is None or not beside or room_for_text(cell):
            return False
        is_own = blank.label in cell.text and not _FILLER.fullmatch(blank.label)  # 年度, where only ____年 is printed
        if blank.label and is_own:
            return False
        is_all = beside.endswith(("时间", "日期")) and not cell.text[blank.end :].strip()
        return blank.shape != "date" or not (OPINION.search(beside) or _SEALED.search(beside)) or is_all

    def inline(self, cell: BlankCell, beside: str, structure: TableStructure | None = None) -> Iterator[ReviewEntry]:
        """The blanks inside of a text, each with the words before it or the label beside the cell."""
        blanks = cell.blanks
        own = first_line(cell)
        context = beside or own or (structure.heading(cell.row) if structure else "")
        if OPINION.search(own) and not OPINION.search(beside):
            beside, context = "", f"{beside if _JUDGE.search(beside) else ''}{own}"
        signed = ("signature", "date") if room_for_text(cell) else ("signature",)
        is_opinion = OPINION.search(context) is not None or any(each.shape in signed for each in blanks)
        if self.is_whole(cell, beside):
            yield self.named(self.field(cell, beside, "inside", 0.85), beside, self._outer)
            return
        self._owner = owner_before(structure, cell) if structure and not beside else ""
        entries = list(self._parts(cell, beside, context, is_opinion))
        for number, entry in enumerate(entries, 1):
            yield replace(entry, key=f"{cell.key}#{number}")

    def _parts(self, cell: BlankCell, beside: str, context: str, is_opinion: bool) -> Iterator[ReviewEntry]:
        is_group = is_opinion and cell.table >= 0
        group = LABEL_STEP.join(filter(None, (self._outer, context))) if is_group else ""
        opened = room_for_text(cell) or (-1 if beside and _is_unsaid(cell, context) else 0)
        stage = stage_of(context)
        if opened:
            asked = next((each.label for each in cell.blanks if is_above(each, opened)), "")
            is_one = OPINION.search(context) or len([each for each in cell.blanks if each.shape == "gap"]) < _SEVERAL
            label, at = (context if is_one else asked) or context or "内容", max(opened, 0)
            made = replace(printed(cell), use=Use.FIELD, kind="paragraphs", stage=stage, start=at, end=at)
            made = replace(made, certainty=0.7, reason="opens")
            if group:
                yield replace(made, label=f"{group}{LABEL_STEP}意见", path=f"{self._group(group)}opinion")
            elif asked and asked not in (beside, *ANSWERS):
                yield self._within(made, asked, beside)  # 主要工作 | 平台建设：
            else:
                yield self._within(made, label)
        for blank in with_names(cell.blanks, beside):
            if not is_above(blank, opened):
                yield self._part(cell, blank, group, beside, context, stage)

    def _group(self, label: str, table: int = -1) -> str:
        """The path of a group by the labels on the way to it, with its point; of a grid one of its own a table."""
        if not label:
            return ""
        around, _, own = label.rpartition(LABEL_STEP)
        if (table, label) not in self._groups:
            self._groups[table, label] = f"{self.group_namer.path(own, self._group(around, table))}."
        return self._groups[table, label]

    def _part(
        self, cell: BlankCell, blank: InlineBlank, group: str, beside: str, context: str, stage: str
    ) -> ReviewEntry:
        is_behind = cell.text.startswith(blank.label, blank.end)  # ____区____路
        filler = blank.label if beside and _FILLER.fullmatch(blank.label) and not is_behind else ""
        earlier = [each.label for each in cell.blanks if each.start < blank.start]
        are_fillers = filler not in earlier and any(not each or _FILLER.fullmatch(each) for each in earlier)
        if are_fillers or (len(cell.blanks) > 1 and _SUM_BEFORE.fullmatch(filler)):
            filler = ""  # 第____位，共____家: what tells it from the first, which is called as the label beside both
        own = blank.label or (blank.unit if are_fillers and earlier and blank.shape == "line" else "")
        label = own.removeprefix(filler) or ("日期" if blank.shape == "date" else beside)
        label = label or group or "/".join(blank.options)
        label = f"{judged[1]}结果" if blank.shape == "boxes" and (judged := _JUDGED.fullmatch(label)) else label
        if blank.shape == "date" and re.search(r"[：:]\w", label):
            label = re.split("[：:]", label)[0]  # 填报时间：二○二  年  月
        label, head = with_head(label, beside), head_of(cell, blank) if blank.shape != "date" else ""
        head = "" if head == "其中" else head
        label = label.removeprefix(f"{head}：").removeprefix(f"{head}:") if head else label
        if head in ANSWERS or label in ANSWERS:
            head, label = beside or head, beside if label in ANSWERS and beside else label
        if _FILLER.fullmatch(label) and blank.label != label:
            label, head = head, ""  # 推荐顺序：第____位
        kind, sure, personal = shaped_kind(cell, blank, label)
        inside = head or self._around(cell, blank, label, beside)
        if label == "日期":
            sealer = sealer_of(cell, blank)
            group = LABEL_STEP.join(filter(None, (group, sealer))) if group else ""
            inside = inside or ("" if group else sealer or self._heading_of(cell))
        if kind == "line" and sure < KNOWN and inside and not REMARK.search(label):
            kind, sure, personal = shaped_kind(cell, blank, inside)
            kind, sure = ("line", 0.0) if kind in ("paragraphs", "answer", "person", "year") else (kind, sure)
        kind = _by_room(kind, sure, cell, blank)
        certainty = min(certainty_inside(cell, blank), sure)
        made = replace(
            printed(cell), use=Use.FIELD, kind=kind, label=label, options=said_options(blank, kind), reason="inside"
        )
        stage = stage_of(label) and stage
        made = replace(made, start=blank.start, end=blank.end, stage=stage, certainty=certainty, is_personal=personal)
        made = with_unit(made, blank.unit)
        if asks_for_signature(blank, label):
            made = replace(made, kind="person")
        if group:
            is_it = blank.shape == "gap" and label == context
            label = "意见" if is_it else label
            word = "签字" if made.kind == "person" and asks_for_signature(blank, label) else label
            return replace(made, path=self.namer.path(word, self._group(group)), label=f"{group}{LABEL_STEP}{label}")
        return self._within(made, label, inside)

    def _within(self, made: ReviewEntry, label: str, inside: str = "") -> ReviewEntry:
        """A field of a cell, whose label may stand in a group too."""
        return self.named(made, label, LABEL_STEP.join(filter(None, (self._outer, inside))))

    def _around(self, cell: BlankCell, blank: InlineBlank, label: str, beside: str) -> str:
        """The label beside a text that says too little without it, or whose a blank is that others are called as."""
        is_own = blank.label in PARTS.split(beside) or label.startswith(beside)
        inside, is_repeated = "" if is_own else beside, self._said[label] > 1
        is_twice = not beside or [each.label for each in cell.blanks].count(label) > 1
        earlier, owner = [each.label for each in cell.blanks if each.start < blank.start], bracket_owner(cell, blank)
        if owns(owner) and not beside:
            inside = owner
        elif is_twice and (is_repeated or label == _EMPLOYER):
            inside = self._owner_of(label, earlier) or inside
        if is_repeated and cell.table < 0 and label != self._party:
            inside = LABEL_STEP.join(dict.fromkeys(filter(None, (self._party, inside))))
        return inside


def _is_unsaid(cell: BlankCell, context: str) -> bool:
    """Whether a cell beside 审核意见 prints nothing but who signs and when: the opinion stands before that."""
    are_signed = (
        each.shape in ("date", "signature")
        or asks_for_signature(each, each.label)
        or kind_of(each.label).kind in ("person", "date")
        for each in cell.blanks
    )
    return "意见" in context and cell.table >= 0 and all(are_signed)


def _by_room(kind: str, sure: float, cell: BlankCell, blank: InlineBlank) -> str:
    """A text is a line among others in its row, and a longer one where a line below is left for it."""
    is_closed = cell.text[blank.end :].startswith(("）", ")"))
    if kind == "paragraphs" and (is_closed or (blank.shape == "line" and is_among(cell, blank))):
        return "line"
    return "paragraphs" if kind == "line" and sure < KNOWN and has_room(cell, blank) else kind
