"""Catalogue of comparing two returns of one form."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_WARNING, _NOTE = Severity.WARNING, Severity.NOTE

_AGREE = (
    "请核对以哪一份为准，改正后使纸质件与电子件一致。",
    "See which of the two is right, and make the paper and the electronic form agree.",
)

KINDS: tuple[Kind, ...] = (
    Kind(
        "compare.changed",
        _WARNING,
        "两份不一致：{first_zh}为“{first}”，{second_zh}为“{second}”",
        "the two differ: {first_en} says “{first}”, {second_en} says “{second}”",
        *_AGREE,
    ),
    Kind(
        "compare.changed_hidden",
        _WARNING,
        "{first_zh}与{second_zh}不一致，不同之处在隐去的数字中（{first}）",
        "{first_en} and {second_en} differ in digits that are not shown ({first})",
        "请对照两份原件核对号码，改正后使纸质件与电子件一致。",
        "Compare the number in the two originals, and make the paper and the electronic form agree.",
    ),
    Kind(
        "compare.only_first",
        _WARNING,
        "只有{first_zh}填写了“{first}”，{second_zh}没有",
        "only {first_en} has “{first}”; {second_en} has nothing there",
        *_AGREE,
    ),
    Kind(
        "compare.only_second",
        _WARNING,
        "只有{second_zh}填写了“{second}”，{first_zh}没有",
        "only {second_en} has “{second}”; {first_en} has nothing there",
        *_AGREE,
    ),
    Kind(
        "compare.unread",
        _WARNING,
        "有一份无法读取，不能比对：{first_zh}写作“{first}”，{second_zh}写作“{second}”",
        "one of the two could not be read: {first_en} has “{first}”, {second_en} has “{second}”",
        "请对照两份原件核对。",
        "Compare the two originals.",
    ),
    Kind(
        "compare.spelling",
        _NOTE,
        "两份内容相同，写法不同：{first_zh}为“{first}”，{second_zh}为“{second}”",
        "the two say the same in different writing: {first_en} “{first}”, {second_en} “{second}”",
    ),
    Kind(
        "compare.order",
        _NOTE,
        "{first_zh}与{second_zh}各行的排列顺序不同",
        "the rows of {first_en} and of {second_en} stand in different order",
    ),
)
