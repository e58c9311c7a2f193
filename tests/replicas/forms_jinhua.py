"""金华市知识产权保护直通车重点企业: 附件2 and 附件3, typed from the notice."""

from __future__ import annotations

from tests.replicas.fill import Fill
from tests.replicas.model import Block, Cell, Line, Paper, Row, Span, Table, label, line, value

_CONDITIONS = (
    ("国家高新技术企业", "high_tech"),
    ("市级以上知识产权示范、优势培育、试点企业", "ip_model_title"),
    ("有效专利拥有量", "valid_patents"),
    ("有效注册商标拥有量", "valid_trademarks"),
    ("驰名商标认定", "well_known_trademark"),
)


def application(fill: Fill) -> Paper:
    cover: list[Block] = [
        line("附件2", size=16),
        line("金华市知识产权保护直通车重点企业申报表", align="center", size=18, bold=True),
    ]
    rows = [
        Row(fill.pair("申报企业名称", "enterprise_name"), "pair"),
        Row(fill.pair("联系地址", "address"), "pair"),
        _four(fill, ("联系人", "contact_name"), ("职务", "contact_title")),
        _four(fill, ("手机号码", "mobile"), ("单位电话", "office_phones")),
        *_people(fill),
        Row([label("序号", 0.5), label("入库条件", 1.5), label("基本情况", 2)], "conditions", header=True),
        *_conditions(fill),
        Row([Cell(_status(fill), 4, inner=_nested(fill))], "text"),
        Row([Cell(_own_opinion(fill), 4)], "opinion"),
        Row([label("推荐单位\n审批意见"), Cell(_opinion(fill, "recommender_endorsement"), 3)], "approval"),
    ]
    return Paper(cover, [Table(rows)], [])


def _four(fill: Fill, left: tuple[str, str], right: tuple[str, str]) -> Row:
    return Row([*fill.pair(*left, (1, 1)), *fill.pair(*right, (1, 1))], "four")


def _people(fill: Fill) -> list[Row]:
    """`rows_merged`: two printed rows typed as one."""
    department = ("是否单设知识产权部门", "has_ip_department")
    staff = [*fill.pair("企业总人数", "employees", (0.6, 0.4)), *fill.pair("研发人员", "rd_staff", (0.6, 0.4))]
    if "rows_merged" in fill.on:
        return [
            Row([*fill.pair(*department, (1, 1)), *staff], "six"),
            Row(fill.pair("电子邮箱", "email"), "pair"),
        ]
    wide = _four(fill, ("企业总人数", "employees"), ("研发人员", "rd_staff"))
    return [_four(fill, department, ("电子邮箱", "email")), wide]


def _conditions(fill: Fill) -> list[Row]:
    rows: list[Row] = []
    for index, (printed, path) in enumerate(_CONDITIONS):
        if path == "well_known_trademark" and "rows_removed" in fill.on:
            continue
        text = fill.statement(printed, ("市级以上", "县级以上"))
        rows += _condition(fill, str(index + 1), text, path)
    if "rows_added" in fill.on and not fill.is_blank:
        other = [Span("浙江省科技型中小企业（2019年）", kind="extra")]
        rows.append(Row([_number("6"), value([Span("其他荣誉", kind="extra")], 1.5), value(other, 2)], "conditions"))
    return rows


def _number(text: str, v: str = "", width: float = 0.5) -> Cell:
    return value([Span(text, kind="number")] if text else [], width, v)


def _condition(fill: Fill, number: str, printed: str, path: str) -> list[Row]:
    words = [word for word in ("发明", "实用新型", "外观设计") if fill(f"{path}.{word}")]
    if not words:
        return [Row([_number(number), label(printed, 1.5), fill.cell(path, 2)], "conditions")]
    rows = []
    for index, word in enumerate(words):
        v = "more" if index else "start"
        begin = [_number("" if index else number, v), label("" if index else printed, 1.5, v)]
        rows.append(Row([*begin, fill.cell(f"{path}.{word}", 2)], "conditions"))
    return rows


def _status(fill: Fill) -> list[Line]:
    text = fill("ip_protection_status")
    return [line("企业知识产权保护基本状况："), *([Line(text)] if text else [Line(), Line(), Line()])]


def _nested(fill: Fill) -> Table | None:
    text = fill("status_table")
    if not text:
        return None
    cells = [
        [value([Span(part, "ip_protection_status", "text")]) for part in row.split("\t")]
        for row in text[0].text.split("\n")
    ]
    return Table([Row(row, "inner") for row in cells])


def _opinion(fill: Fill, path: str) -> list[Line]:
    sign = [*fill.blank_line(), *fill(f"{path}.signatory")]
    date = fill.date(f"{path}.date", 13)
    return [Line(fill(f"{path}.opinion")), Line(), Line([Span("签章：", kind="label"), *sign, *date.spans])]


def _own_opinion(fill: Fill) -> list[Line]:
    first, *rest = _opinion(fill, "enterprise_endorsement")
    typed = fill.company if "company_after_seal" in fill.on else ""
    seal = [Line([Span("申报企业（盖章）：", kind="extra"), Span(typed, kind="extra")])] if typed else []
    return [line("申报企业意见：", *first.spans, Span("        ")), *seal, *rest]


def recommendation(fill: Fill) -> Paper:
    statement = "经研究我单位推荐以下企业为金华市知识产权保护直通车重点企业。"
    unit = [Span("推荐单位（盖章）：", kind="label"), *fill("recommending_unit")]
    cover: list[Block] = [
        line("附件3", size=16),
        line("金华市知识产权保护直通车重点企业推荐表", align="center", size=18, bold=True),
        Line(),
        line("金华市市场监督管理局："),
        Line([Span(fill.statement(statement, ("我单位推荐以下企业", "我局同意下列企业")))]),
        Line([Span(" " * 44), *unit]),
    ]
    head = Row([label(text, width) for text, width in _COLUMNS], "enterprises", header=True)
    rows = [head]
    for index in range(fill.rows("enterprises", 6)):
        rows += _enterprise(fill, index)
    foot = [
        *(Span("填表人：", kind="label"), *fill("prepared_by"), Span("              ")),
        *(Span("联系电话：", kind="label"), *fill("prepared_phone"), Span("              ")),
        *(Span("填写日期：", kind="label"), *fill.blank_line(), *fill("prepared_on")),
    ]
    return Paper(cover, [Table(rows)], [Line(foot), *_closing(fill)], landscape=True)


_COLUMNS = (
    ("序号", 0.5),
    ("推荐企业名称", 1.4),
    ("企业地址", 1.5),
    ("涉足领域", 0.9),
    ("重点保护\n商标", 1.1),
    ("重点保护专利（专利号）", 1.5),
    ("企业联络人及职务", 1.1),
    ("联系电话", 1.2),
    ("电子邮箱", 1.3),
)
_FIELDS = ("name", "address", "industry", "key_trademarks", "key_patents", "liaison", "phones", "email")


def _enterprise(fill: Fill, index: int) -> list[Row]:
    path = f"enterprises[{index}]"
    widths = [width for _, width in _COLUMNS[1:]]
    cells = [fill.cell(f"{path}.{name}", width) for name, width in zip(_FIELDS, widths, strict=True)]
    if "rows_merged" in fill.on and not fill.is_blank and index < 2:
        cells[2].v = "more" if index else "start"
        cells[2].lines = [Line()] if index else cells[2].lines
    top = [_number(str(index + 1)), *cells]
    if not fill(f"{path}.phones.0"):
        return [Row(top, "enterprises")]
    under = [value([], cell.width, "more") for cell in top]
    for cell in top:
        cell.v = "start"
    top[7], under[7] = (fill.cell(f"{path}.phones.{number}", widths[6]) for number in (0, 1))
    return [Row(top, "enterprises"), Row(under, "enterprises")]


def _closing(fill: Fill) -> list[Line]:
    lines: list[Line] = []
    if "company_after_seal" in fill.on and fill.company:
        lines.append(Line([Span(fill.company, kind="extra")], align="right"))
    if "signature_typed" in fill.on and not fill.is_blank:
        lines.append(Line([Span("经办人：徐静", kind="extra")], align="right"))
    return lines
