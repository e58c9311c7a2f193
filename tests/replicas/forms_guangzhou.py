"""穗知〔2017〕5号 附件2 and 附件3, typed from the notice."""

from __future__ import annotations

from tests.replicas.fill import Fill, declaration, guangzhou_cover, opinion
from tests.replicas.model import Cell, Line, Paper, Row, Span, Table, heading, label, value

_HINT = "（所从事行业、业务内容、管理状况、资产状况、人员状况、科研开展、知识产权工作情况等。字数在1000字以内）"


def _merged(fill: Fill, index: int, times: int = 2) -> str:
    """The vertical merge of a cell in a repeated row, where two rows share it."""
    if "rows_merged" not in fill.on or fill.is_blank or index >= times:
        return ""
    return "more" if index else "start"


def enterprise(fill: Fill) -> Paper:
    rows = [
        heading("一、申报单位基本情况"),
        Row(fill.pair("单位名称", "name", (1, 4)), "pair"),
        Row(
            [*fill.pair("注册地址", "registered_address", (1, 2)), *fill.pair("注册时间", "registered_on", (1, 1))],
            "two",
        ),
        Row([*fill.pair("统一社会信用代码", "uscc", (1, 2)), *fill.pair("组织机构代码", "org_code", (1, 1))], "two"),
        Row([label(text) for text in ("主要人员\n\n信息", "姓名", "身份证号码", "电话", "电子邮箱")], "persons"),
        *_person(fill, "法定\n\n代表人", "legal_representative"),
        *_person(fill, "联系人", "contact"),
        Row([*fill.pair("通信地址", "mailing_address", (1, 2)), *fill.pair("邮政编码", "postcode", (1, 1))], "two"),
        heading("二、申报单位相关知识产权情况（可加页）"),
        *_rights(fill, "专利（件）", "patents", ("申请量", "授权量", "有效量"), ("applied", "granted", "valid")),
        *_rights(fill, "商标（件）", "trademarks", ("申请量", "授权量", "有效量"), ("applied", "granted", "valid")),
        *_rights(fill, "版权（件）", "copyrights", ("计算机软件", "著作权"), ("software", "works")),
        *_units(fill, 4, "知识产权工作 机构建立情况"),
        *_policies(fill, "知识产权制度 制定情况"),
        heading("申报单位概述（可加页）"),
        Row([Cell(_overview(fill), 5)], "text"),
        declaration(fill),
        opinion(fill, "所在行政区  知识产权部门  意见", "district_endorsement"),
        opinion(fill, "审批单位\n\n意见", "approval_endorsement"),
    ]
    return Paper(list(guangzhou_cover(fill, "附件2", "重点企业")), [Table(rows)], [])


def _overview(fill: Fill) -> list[Line]:
    text = fill("overview")
    kept = "hints_left" in fill.on or not text or ("hint_deleted" not in fill.on and fill.rng.random() < 0.3)
    hint = [Line([Span(_HINT, kind="hint")])] if kept else []
    return [*hint, *([Line(text)] if text else [Line(), Line()])]


def _person(fill: Fill, printed: str, path: str) -> list[Row]:
    if fill(f"{path}.phones.0"):
        first, second = ([fill.cell(f"{path}.{key}", 1, v) for key in ("name", "id_number")] for v in ("start", "more"))
        for cell in second:
            cell.lines = [Line()]
        top = [
            label(printed, 1, "start"),
            *first,
            fill.cell(f"{path}.phones.0"),
            fill.cell(f"{path}.email", 1, "start"),
        ]
        under = [label("", 1, "more"), *second, fill.cell(f"{path}.phones.1"), value([], 1, "more")]
        return [Row(top, "persons"), Row(under, "persons")]
    return [
        Row(
            [label(printed), *(fill.cell(f"{path}.{key}") for key in ("name", "id_number", "phones", "email"))],
            "persons",
        )
    ]


def _rights(fill: Fill, printed: str, path: str, labels: tuple[str, ...], keys: tuple[str, ...]) -> list[Row]:
    return [
        Row(
            [
                label("" if index else printed, 1, "more" if index else "start"),
                label(text),
                fill.cell(f"{path}.{key}", 3),
            ],
            "rights",
        )
        for index, (text, key) in enumerate(zip(labels, keys, strict=True))
    ]


def _beside(rows: list[Row], printed: str) -> list[Row]:
    """A label beside all of the rows."""
    for index, row in enumerate(rows):
        row.cells.insert(0, label("" if index else printed, 1, "more" if index else "start"))
    return rows


def _unit_rows(fill: Fill, printed: int) -> list[Row]:
    head = Row([label(text) for text in ("机构名称", "人员数量", "姓名", "联系电话")], "units", header=True)
    return [head, *(Row(_unit(fill, index), "units") for index in range(fill.rows("ip_units", printed)))]


def _unit(fill: Fill, index: int) -> list[Cell]:
    path, v = f"ip_units[{index}]", _merged(fill, index)
    unit = value([], 1, v) if v == "more" else fill.cell(f"{path}.unit", 1, v)
    return [unit, *(fill.cell(f"{path}.{key}") for key in ("headcount", "names", "phones"))]


def _units(fill: Fill, printed: int, beside: str) -> list[Row]:
    return _beside(_unit_rows(fill, printed), beside)


def _policy(fill: Fill, index: int) -> list[Cell]:
    path, v = f"ip_policies[{index}]", _merged(fill, index)
    day = value([], 1, v) if v == "more" else fill.cell(f"{path}.adopted_on", 1, v)
    return [fill.cell(f"{path}.title", 2), day, fill.cell(f"{path}.count")]


def _policies(fill: Fill, beside: str) -> list[Row]:
    head = Row([label("名称", 2), label("制定时间"), label("数量")], "policies", header=True)
    rows = [Row(_policy(fill, index), "policies") for index in range(fill.rows("ip_policies", 4))]
    return _beside([head, *rows], beside)


def market(fill: Fill) -> Paper:
    rows = [
        heading("一、申报单位基本情况"),
        Row(fill.pair("单位名称", "name", (1, 4)), "pair"),
        Row(
            [*fill.pair("注册地址", "registered_address", (1, 2)), *fill.pair("注册时间", "registered_on", (1, 1))],
            "two",
        ),
        Row(fill.pair("办公地址", "office_address", (1, 4)), "pair"),
        *_two(fill, ("统一社会信用代码", "uscc"), ("组织机构代码", "org_code")),
        *_two(fill, ("开户银行", "bank"), ("银行信用等级", "bank_credit_rating")),
        Row(fill.pair("银行账号", "bank_account", (1, 4)), "pair"),
        *_two(fill, ("注册资金（万元）", "registered_capital"), ("上年度营业收入（万元）", "last_year_revenue")),
        *_two(fill, ("经营场所面积", "floor_area"), ("进驻商家数", "merchants")),
        Row(fill.pair("经营商品大类", "goods_categories", (1, 4)), "pair"),
        Row([label(text) for text in ("主要人员信息", "姓名", "身份证号码", "电话", "电子邮箱")], "persons"),
        *_market_person(fill, "法定   代表人", "legal_representative"),
        *_contacts(fill),
        *_two(fill, ("通信地址", "mailing_address"), ("邮政编码", "postcode")),
        heading("二、申报单位知识产权保护工作情况（可加页）"),
        Row([fill.cell("ip_work", 5)], "text"),
        heading("三、获得的主要荣誉"),
        Row([fill.cell("honours", 5)], "text"),
        heading("四、知识产权工作机构建立情况"),
        *_unit_rows(fill, 3),
        heading("五、知识产权制度制定情况"),
        *_numbered_policies(fill),
        heading("六、本项目工作方案及经费安排（可加页）"),
        Row([fill.cell("work_plan", 5)], "text"),
        declaration(fill),
        opinion(fill, "所在行政区知识产权部门意见", "district_endorsement"),
        opinion(fill, "审批单位意见", "approval_endorsement"),
    ]
    return Paper(list(guangzhou_cover(fill, "附件3 ", "重点市场")), [Table(rows)], [])


def _two(fill: Fill, left: tuple[str, str], right: tuple[str, str]) -> list[Row]:
    return [Row([*fill.pair(*left, (1, 1.5)), *fill.pair(*right, (1, 1.5))], "halves")]


def _market_person(fill: Fill, printed: str, path: str, first: bool = True) -> list[Row]:
    beside = [label(printed if first else "", 1, "start" if first else "more"), label("", 1, "more")]
    landline = [Span("固话：", kind="label"), *fill.blank_line(), *fill(f"{path}.landline"), *fill.blank_line()]
    mobile = [Span("手机：", kind="label"), *fill(f"{path}.mobile")]
    top = [beside[0], *(fill.cell(f"{path}.{key}", 1, "start") for key in ("name", "id_number"))]
    email = fill.cell(f"{path}.email", 1, "start")
    if "rows_split" in fill.on:
        phones = Cell([Line(landline), Line(mobile)], 1)
        return [Row([*top, phones, email], "persons")]
    under = [beside[1], value([], 1, "more"), value([], 1, "more"), value(mobile), value([], 1, "more")]
    return [Row([*top, value(landline), email], "persons"), Row(under, "persons")]


def _contacts(fill: Fill) -> list[Row]:
    rows: list[Row] = []
    for index in range(fill.rows("contacts", 2)):
        rows += _market_person(fill, "联系人", f"contacts[{index}]", first=index == 0)
    return rows


def _numbered_policies(fill: Fill) -> list[Row]:
    head = Row([label("序号", 0.5), label("名称", 2), label("制定时间", 1.5), label("数量")], "policies", header=True)
    rows = [head]
    for index in range(fill.rows("ip_policies", 4)):
        number = [Span(str(index + 1), kind="number")] if index < len(fill.record.get("ip_policies") or ()) else []
        title, day, count = _policy(fill, index)
        day.width = 1.5
        rows.append(Row([value(number, 0.5), title, day, count], "policies"))
    return rows
