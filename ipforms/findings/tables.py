"""Findings on one row of a table: the row cannot be used as it is, the others can."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

KINDS = (
    Kind(
        "table.too_many_columns",
        Severity.ERROR,
        "该行在 {columns} 列有内容，超出表头的 {width} 列",
        "the row has values in column(s) {columns}, beyond the {width} column(s) of the header",
        "请检查是否多写了分隔符，或单元格内的逗号没有加引号；多余的内容请删除或补上列名",
        "look for a stray delimiter or a comma in a cell without quotes; delete the extra values or name their columns",
    ),
    Kind(
        "table.blank_header",
        Severity.ERROR,
        "该行在 {columns} 列有内容，但该列没有列名",
        "the row has values in column(s) {columns}, which have no name in the header",
        "请在表头补上列名，或清空该列",
        "name the column in the header, or clear it",
    ),
    Kind(
        "table.unclosed_quote",
        Severity.ERROR,
        "从该行起有一个双引号没有配对，直到文件末尾的 {lines} 行都被并入同一条记录",
        "a double quote that opens in this row never closes: {lines} line(s) up to the end of the file fell into it",
        "请补上缺少的双引号；作为内容的双引号要写两遍",
        "close the quote; write a quote that belongs to the text twice",
    ),
    Kind(
        "table.cell_too_long",
        Severity.ERROR,
        "{column}列的内容有 {length} 个字符，超过上限 {limit}",
        "column {column} holds {length} characters, more than the limit of {limit}",
        "请缩短内容",
        "shorten the text",
    ),
    Kind(
        "table.error_cell",
        Severity.ERROR,
        "{column}列是公式错误值 {value}",
        "column {column} holds the formula error {value}",
        "请在电子表格中修正公式，或直接填写内容",
        "put the formula right in the spreadsheet, or type the value",
    ),
    Kind(
        "table.number",
        Severity.ERROR,
        "{column}数值 {value} 不可用",
        "{column} {value} is no usable number",
        "请填写普通的数，或改为带引号的文本",
        "write a plain number, or put it in quotes as a text",
    ),
    Kind(
        "table.json_syntax",
        Severity.ERROR,
        "第 {column} 个字符处不符合 JSON 语法（{reason}）",
        "invalid JSON at character {column} ({reason})",
        "每行须是一个完整的 JSON 对象，例如 {example}",
        "each line must be one complete JSON object, for instance {example}",
    ),
    Kind(
        "table.json_not_object",
        Severity.ERROR,
        "该条数据是{is_zh}，应为 JSON 对象",
        "this entry is {is_en}, not a JSON object",
        "请写成 {example} 的形式",
        "write it like {example}",
    ),
    Kind(
        "table.json_duplicate_key",
        Severity.ERROR,
        "同一个对象中重复出现键“{key}”",
        "the key “{key}” stands twice in one object",
        "请只保留一个",
        "keep one of them",
    ),
    Kind(
        "table.json_too_deep",
        Severity.ERROR,
        "该条数据嵌套层数过多",
        "this entry is nested too deeply",
        "请减少嵌套",
        "nest less",
    ),
)
