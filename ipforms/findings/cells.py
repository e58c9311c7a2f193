"""Catalogue of spreadsheets: what a spreadsheet did to a value, what a column or a row is about."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

KINDS: tuple[Kind, ...] = (
    Kind(
        "cell.digits_lost",
        _ERROR,
        "“{text}”已被 Excel 改成科学计数或舍去末位，原来的数字无法恢复",
        "Excel has turned this into “{text}”; its last digits are lost",
        "请把该列设为“文本”格式，再重新填写。",
        "Format the column as text and type the value again.",
    ),
    Kind(
        "cell.became_date",
        _ERROR,
        "单元格已被 Excel 变成日期（{text}），原来的内容无法恢复",
        "Excel has turned this cell into a date ({text}); what was typed is lost",
        "请把该列设为“文本”格式，再重新填写。",
        "Format the column as text and type the value again.",
    ),
    Kind(
        "cell.wrong_kind",
        _ERROR,
        "此栏不能是{kind}",
        "this field cannot be {kind_en}",
        "请填写文字。",
        "Type it as text.",
    ),
    Kind(
        "cell.repaired",
        _NOTE,
        "“{text}”是被 Excel 改过的写法，已还原为“{value}”",
        "“{text}” was changed by Excel, restored to “{value}”",
    ),
    Kind(
        "cell.row_of_nobody",
        _ERROR,
        "“{key}”在主表中没有对应的一行",
        "“{key}” has no row in the main sheet",
        "请核对名称，须与主表完全一致。",
        "Check the name: it must be the same as in the main sheet.",
    ),
    Kind(
        "cell.row_without_owner",
        _ERROR,
        "这一行没有填写“{column}”，不知属于哪一家",
        "the row does not say whose it is (“{column}” is blank)",
        "请补填“{column}”。",
        "Fill in “{column}”.",
    ),
    Kind(
        "cell.row_of_several",
        _ERROR,
        "主表中有多行都是“{key}”，分表的内容不知归属",
        "several rows of the main sheet are “{key}”; the rows of other sheets cannot be assigned",
        "请合并重复的行，或改用统一社会信用代码对应。",
        "Merge the duplicates, or key the sheets by USCC.",
    ),
    Kind(
        "cell.section_twice",
        _ERROR,
        "“{section}”既在主表的列中，又在分表中",
        "“{section}” is both in columns of the main sheet and in a sheet of its own",
        "请只保留一处。",
        "Keep one of them.",
    ),
    Kind("record.invalid", _ERROR, "{reason}", "{reason_en}"),
    Kind(
        "record.doubtful",
        _ERROR,
        "{reason}，数据中须写明确切的值",
        "{reason_en}; data must give the exact value",
        "{hint}",
        "{hint_en}",
    ),
)
