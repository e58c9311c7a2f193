"""The two forms of Jinhua: 附件2 申报表, one portrait page, and 附件3 推荐表, a landscape table."""

from __future__ import annotations

from .cells import centred, date_tag, label, long_text, repeat, row, small, tag, value
from .parts import REST, Cell, P, Row, Table
from .sections import Form, Section
from .units import mm

_DATE = "    年    月     日"
_PAGE = Section(margins=(mm(20), mm(26), mm(16), mm(28)))
# 序号 | the rest of a label | value | second label | second value
_GRID = (800, 1100, 2400, 1200, 3344)

_CONDITIONS = (
    ("国家高新技术企业", "high_tech"),
    ("市级以上知识产权示范、\n优势培育、试点企业", "ip_model_title"),
    ("有效专利拥有量", "valid_patents"),
    ("有效注册商标拥有量", "valid_trademarks"),
    ("驰名商标认定", "well_known_trademark"),
)


def application() -> Form:
    """附件2 金华市知识产权保护直通车重点企业申报表."""
    title = "金华市知识产权保护直通车重点企业申报表"
    status = P("LabelLeft", "企业知识产权保护基本状况：")
    rows = (*_enterprise(), *_conditions(), long_text("ip_protection_status", mm(35), status), *_opinions())
    return Form(
        "jinhua-application",
        title,
        ((_PAGE, (P("Annex", "附件2"), P("FormTitle", title), Table(_GRID, rows), P("End"))),),
    )


def _enterprise() -> tuple[Row, ...]:
    return (
        row(label("申报企业名称", 2), value("enterprise_name", REST)),
        row(label("联系地址", 2), value("address", REST)),
        row(label("联系人", 2), centred("contact_name"), label("职务"), centred("contact_title")),
        row(label("手机号码", 2), centred("mobile"), label("单位电话"), centred("office_phones")),
        row(label("是否单设\n知识产权部门", 2), centred("has_ip_department"), label("电子邮箱"), small("email")),
        row(label("企业总人数", 2), centred("employees"), label("研发人员"), centred("rd_staff")),
    )


def _conditions() -> tuple[Row, ...]:
    head = row(label("序号"), label("入库条件", 2), label("基本情况", REST))
    numbered = enumerate(_CONDITIONS, start=1)
    return head, *(row(label(str(n)), label(title, 2), value(path, REST)) for n, (title, path) in numbered)


def _opinions() -> tuple[Row, ...]:
    own = (P("LabelLeft", "申报企业意见："), *_signed("enterprise_endorsement", left=4200))
    theirs = _signed("recommender_endorsement", left=2300)
    return (
        Row((Cell(own, REST, align="top"),), height=mm(36)),
        Row((label("推荐单位\n审批意见", 2), Cell(theirs, REST, align="top")), height=mm(36)),
    )


def _signed(name: str, left: int) -> tuple[P, ...]:
    """The opinion, then 签章 and the date on one line, the date ending at the same place in both blocks."""
    line = f"签章：{tag(f'{name}.signatory')}\t{date_tag(f'{name}.date', _DATE)}"
    return P("LongText", tag(f"{name}.opinion")), P("SignatureFirst", line, left, (("right", left + 4000),))


_WIDE = Section(margins=(mm(20), mm(20), mm(15), mm(20)), landscape=True)
_WIDE_GRID = (620, 1450, 1480, 1060, 1400, 2080, 1270, 1950, 3260)
"""Twips: e-mails, phones and patents, which have no place to break, on one line; names and addresses give way."""


def recommendation() -> Form:
    """附件3 金华市知识产权保护直通车重点企业推荐表."""
    title = "金华市知识产权保护直通车重点企业推荐表"
    blocks = (
        P("Annex", "附件3"),
        P("FormTitle", title),
        P("LetterHead", "金华市市场监督管理局："),
        P("Letter", "经研究我单位推荐以下企业为金华市知识产权保护直通车重点企业。"),
        P("LetterUnit", f"推荐单位（盖章）：{tag('recommending_unit')}", left=7400),
        Table(_WIDE_GRID, (_columns(), *repeat("enterprise in enterprises", 6, _recommended()))),
        P("TableFoot", _foot(), tabs=(("left", 5600), ("left", 10600))),
    )
    return Form("jinhua-recommendation", title, ((_WIDE, blocks),))


def _columns() -> Row:
    titles = (
        "序号",
        "推荐企业名称",
        "企业地址",
        "涉足领域",
        "重点保护\n商标",
        "重点保护专利\n（专利号）",
        "企业联络人\n及职务",
        "联系电话",
        "电子邮箱",
    )
    return Row(tuple(label(title, style="LabelSmall") for title in titles), height=mm(12), header=True)


def _recommended() -> Row:
    liaison = tuple(P("ValueSmallCentre", tag(f"enterprise.liaison_{part}")) for part in ("name", "title"))
    return row(
        small("loop.index"),
        value("enterprise.name", style="ValueSmall"),
        value("enterprise.address", style="ValueSmall"),
        small("enterprise.industry"),
        small("enterprise.key_trademarks"),
        small("enterprise.key_patents"),
        Cell(liaison),
        small("enterprise.phones"),
        small("enterprise.email"),
        height=mm(11),
    )


def _foot() -> str:
    return f"填表人：{tag('prepared_by')}\t联系电话：{tag('prepared_phone')}\t填写日期：{tag('prepared_on')}"
