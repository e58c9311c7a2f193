"""Tables that are made of the registry: the list, liaisons, the yearly ledger, acceptance. All landscape."""

from __future__ import annotations

from collections.abc import Iterator

from .cells import label, repeat, row, small, tag, value
from .parts import P, Row, Table
from .sections import Block, Form, Section
from .units import mm

_PAGE = Section(margins=(mm(18), mm(15), mm(20), mm(15)), landscape=True, numbered=True)
_WIDTH = 15120  # Twips: what the margins leave of the page
_SMALL = "ValueSmall"

Column = tuple[str, str, int, str]
"""Its heading, the field of the row, its width in twips, and the style of its cells; "" is centred."""


def documents() -> tuple[Form, ...]:
    """All of them."""
    return roster_list(), liaisons(), ledger(), acceptance()


def roster_list() -> Form:
    """名录: who is on the list on a day."""
    columns: tuple[Column, ...] = (
        ("序号", "row_number", 560, ""),
        ("名录编号", "number", 2120, ""),
        ("单位名称", "name", 2500, _SMALL),
        ("统一社会信用代码", "code", 2540, ""),
        ("所属区县", "district", 980, ""),
        ("入库日期", "admitted_on", 1220, ""),
        ("批次", "batch", 1560, ""),
        ("联系人", "contact", 840, ""),
        ("联系电话", "phone", 1340, ""),
        ("备注", "remark", 0, _SMALL),
    )
    return _list("list", "名录", "{{ listing }}", "（截至{{ day }}，共{{ count }}家）", columns)


def liaisons() -> Form:
    """联络员名单: of each party on the list, its own liaison and that of its office."""
    columns: tuple[Column, ...] = (
        ("序号", "row_number", 600, ""),
        ("单位名称", "name", 2860, _SMALL),
        ("所属区县", "district", 1000, ""),
        ("单位\n联络员", "party_name", 1000, ""),
        ("职务", "party_post", 1640, ""),
        ("联系电话", "party_phone", 1400, ""),
        ("电子邮箱", "party_email", 1800, _SMALL),
        ("主管部门\n联系人", "office_name", 1000, ""),
        ("所在部门", "office", 1900, _SMALL),
        ("联系电话", "office_phone", 0, ""),
    )
    title = "知识产权保护联络员名单"
    return _list("liaisons", title, "{{ listing }}\n" + title, "（截至{{ day }}，共{{ count }}家）", columns)


def ledger() -> Form:
    """工作台账 of a year: what is asked for, what each party was given, what was done day by day."""
    asked: tuple[Column, ...] = (
        ("序号", "row_number", 640, ""),
        ("工作要求", "duty", 4000, _SMALL),
        ("完成情况", "arithmetic", 1700, ""),
        ("是否达到", "met", 1100, ""),
        ("未达到的单位（已完成次数）", "missing", 4420, _SMALL),
        ("依据", "clause", 2700, _SMALL),
    )
    served: tuple[Column, ...] = (
        ("序号", "row_number", 640, ""),
        ("单位名称", "name", 3900, _SMALL),
        ("类别", "kind", 760, ""),
        ("所属区县", "district", 1040, ""),
        ("联系走访\n（次）", "visits", 1080, ""),
        ("专业服务\n（次）", "services", 1080, ""),
        ("培训\n（次）", "trainings", 960, ""),
        ("案件线索\n（条）", "leads", 1080, ""),
        ("案件\n（件）", "cases", 960, ""),
        ("备注", "remark", 3060, _SMALL),
    )
    done: tuple[Column, ...] = (
        ("序号", "row_number", 640, ""),
        ("日期", "day", 1300, ""),
        ("类别", "kind", 1300, ""),
        ("单位名称", "name", 3820, _SMALL),
        ("承办人（单位）", "done_by", 2900, _SMALL),
        ("内容", "topic", 3000, _SMALL),
        ("备注", "note", 2000, _SMALL),
    )
    parts = (
        ("一、年度工作要求完成情况", "duties", asked),
        ("二、各单位服务情况", "parties", served),
        ("三、工作记录", "activities", done),
    )
    title = "{{ listing }}\n{{ year }}年度工作台账"
    blocks: list[Block] = [P("FormTitle", title), P("ListNote", "（截至{{ day }}）")]
    for heading, loop, columns in parts:
        blocks += [P("ListHeading", heading), *_table(loop, columns)]
    return Form("ledger", "工作台账", ((_PAGE, (*blocks, *_foot())),))


def acceptance() -> Form:
    """验收名单: markets whose cultivation is over."""
    columns: tuple[Column, ...] = (
        ("序号", "row_number", 640, ""),
        ("市场名称", "name", 2900, _SMALL),
        ("所属区县", "district", 1000, ""),
        ("联系人", "contact", 860, ""),
        ("联系电话", "phone", 1400, ""),
        ("培育开始", "begun_on", 1240, ""),
        ("培育期满", "ends_on", 1240, ""),
        ("验收机构", "accepted_by", 1900, _SMALL),
        ("验收日期", "accepted_on", 1240, ""),
        ("验收结论", "result", 1000, ""),
        ("牌匾证书\n编号", "plaque", 0, _SMALL),
    )
    title = "{{ listing }}\n重点市场培育期满验收名单"
    return _list("acceptance", "验收名单", title, "（截至{{ day }}，共{{ count }}家）", columns)


def _list(id: str, title: str, head: str, note: str, columns: tuple[Column, ...]) -> Form:
    blocks = (P("FormTitle", head), P("ListNote", note), *_table("rows", columns), *_foot())
    return Form(id, title, ((_PAGE, blocks),))


def _table(loop: str, columns: tuple[Column, ...]) -> Iterator[Block]:
    """A table of one row for each; the last column takes what the others leave."""
    widths = [width for _, _, width, _ in columns]
    widths[-1] = _WIDTH - sum(widths[:-1])
    head = Row(tuple(label(title, style="LabelSmall") for title, *_ in columns), height=mm(11), header=True)
    cells = (value(f"each.{name}", style=style) if style else small(f"each.{name}") for _, name, _, style in columns)
    yield Table(tuple(widths), (head, *repeat(f"each in {loop}", 1, row(*cells, height=mm(8)))))


def _foot() -> tuple[P, P]:
    made = f"编制单位（盖章）：{tag('office')}\t编制日期：{tag('day')}"
    return P("ListBasis", f"依据：{tag('clause')}"), P("TableFoot", made, tabs=(("left", 10000),))
