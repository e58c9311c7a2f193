"""附件2 广州市知识产权局知识产权行政保护重点企业入库申报书."""

from __future__ import annotations

from . import guangzhou
from .cells import below, centred, label, long_text, repeat, row, section, small, value
from .parts import REST, P, Row, Table
from .sections import Form
from .units import mm

# label | name, and the first half of a unit's name | … ID number … | phone | e-mail
_GRID = (1400, 980, 1080, 1240, 2000, 2370)


def form() -> Form:
    """The form."""
    rows = (*_basics(), *_rights(), *_units(), *_policies(), *_overview(), *_signatures())
    return guangzhou.form(
        "guangzhou-enterprise",
        "附件2",
        "广州市知识产权局知识产权行政\n保护重点企业入库申报书",
        Table(_GRID, rows),
    )


def _basics() -> tuple[Row, ...]:
    return (
        section("一、申报单位基本情况"),
        row(label("单位名称"), value("name", REST)),
        row(label("注册地址"), value("registered_address", 3), label("注册时间"), centred("registered_on")),
        row(label("统一社会\n信用代码"), centred("uscc", 3), label("组织机构代码"), centred("org_code")),
        row(label("主要人员\n信息"), label("姓名"), label("身份证号码", 2), label("电话"), label("电子邮箱")),
        _person("法定\n代表人", "legal_representative"),
        _person("联系人", "contact"),
        row(label("通信地址"), value("mailing_address", 3), label("邮政编码"), centred("postcode")),
    )


def _person(title: str, path: str) -> Row:
    return row(
        label(title),
        small(f"{path}.name"),
        small(f"{path}.id_number", 2),
        small(f"{path}.phones"),
        small(f"{path}.email"),
    )


def _rights() -> tuple[Row, ...]:
    counts = (("申请量", "applied"), ("授权量", "granted"), ("有效量", "valid"))
    return (
        section("二、申报单位相关知识产权情况（可加页）"),
        *_counts("专利（件）", "patents", counts),
        *_counts("商标（件）", "trademarks", counts),
        *_counts("版权（件）", "copyrights", (("计算机软件", "software"), ("著作权", "works"))),
    )


def _counts(title: str, path: str, counts: tuple[tuple[str, str], ...]) -> tuple[Row, ...]:
    """The label merged over one row for each count."""
    sides = (label(title, merge="restart"), *(below() for _ in counts[1:]))
    return tuple(
        row(side, label(name, 3), centred(f"{path}.{field}", REST))
        for side, (name, field) in zip(sides, counts, strict=True)
    )


def _units() -> tuple[Row, ...]:
    titles = (label("机构名称", 2), label("人员数量"), label("姓名"), label("联系电话"))
    fields = (small("unit.unit", 2), small("unit.headcount"), small("unit.names"), small("unit.phones"))
    return (
        row(label("知识产权\n工作机构\n建立情况", merge="restart"), *titles),
        *repeat("unit in ip_units", 4, row(below(), *fields), beside=below()),
    )


def _policies() -> tuple[Row, ...]:
    titles = (label("名称", 3), label("制定时间"), label("数量"))
    fields = (small("policy.title", 3), small("policy.adopted_on"), small("policy.count"))
    return (
        row(label("知识产权\n制度制定\n情况", merge="restart"), *titles),
        *repeat("policy in ip_policies", 4, row(below(), *fields), beside=below()),
    )


def _overview() -> tuple[Row, ...]:
    hint = "（所从事行业、业务内容、管理状况、资产状况、人员状况、科研开展、知识产权工作情况等。字数在1000字以内）"
    return section("申报单位概述（可加页）"), long_text("overview", mm(60), P("Hint", hint))


def _signatures() -> tuple[Row, ...]:
    return (
        guangzhou.declaration(),
        guangzhou.endorsement("所在行政区\n知识产权\n部门意见", "district_endorsement"),
        guangzhou.endorsement("审批单位\n意见", "approval_endorsement"),
    )
