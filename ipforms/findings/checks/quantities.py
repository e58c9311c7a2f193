"""Catalogue of numbers that do not fit each other, and of entries that repeat."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

KINDS: tuple[Kind, ...] = (
    Kind(
        "count.research_staff",
        _ERROR,
        "研发人员 {found} 人，多于企业总人数 {expected} 人",
        "{found} research staff are more than the {expected} people of the company",
        "研发人员应包含在企业总人数之内，请核对两处数字。",
        "Research staff are part of all staff: check both numbers.",
    ),
    Kind(
        "count.rights_order",
        _WARNING,
        "{name} {found} 件，多于{other} {expected} 件",
        "{name} {found} is more than {other} {expected}",
        "通常有效量不多于授权量，授权量不多于申请量；有受让取得等情形的，请说明。",
        "Usually those in force are no more than those granted, and those no more than those applied for; say so if "
        "some were acquired.",
    ),
    Kind(
        "count.names",
        _WARNING,
        "写明姓名的有 {found} 人，多于人员数量 {expected} 人",
        "{found} people are named, while the unit has {expected}",
        "请核对人员数量与姓名。",
        "Check the number and the names.",
    ),
    Kind(
        "area.per_merchant",
        _WARNING,
        "经营场所面积 {area} 平方米，进驻商家 {merchants} 家，平均每家不足 1 平方米",
        "{area} m² for {merchants} merchants is less than one square metre each",
        "请核对面积的单位，例如是否应为“万平方米”。",
        "Check the unit of the area: 万平方米 may be meant.",
    ),
    Kind(
        "list.repeated",
        _WARNING,
        "与第 {first} 项重复",
        "the same as entry {first}",
        "请删除重复的一项，或改为另一号码。",
        "Delete one of them, or give another number.",
    ),
    Kind(
        "row.repeated",
        _WARNING,
        "与第 {first} 行完全相同",
        "the same as row {first}",
        "请删除重复的一行。",
        "Delete one of the rows.",
    ),
    Kind(
        "row.same_enterprise",
        _WARNING,
        "与第 {first} 行是同一家企业",
        "the same company as in row {first}",
        "每家企业填一行，请合并。",
        "Give each company one row.",
    ),
)
