"""Catalogue of values: how a text was read, and why it could not be."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_ANY = (
    Kind(
        "value.type",
        _ERROR,
        "值的类型不对（{type}）",
        "the value is of the wrong type ({type})",
        "请按该栏的要求填写。",
        "Give what this field asks for.",
    ),
    Kind(
        "value.control_character",
        _ERROR,
        "第 {position} 个字符是文档无法保存的控制字符 {character}",
        "character {position} is the control character {character}, which no document can store",
        "请删除该字符。",
        "Delete it.",
    ),
    Kind(
        "value.too_long",
        _ERROR,
        "内容过长（{length} 字），此栏最多 {limit} 字",
        "the text is too long ({length} characters, at most {limit})",
        "请核对是否填错了栏目，或缩短内容。",
        "Check that it belongs here, or shorten it.",
    ),
    Kind(
        "value.no_glyph",
        _WARNING,
        "PDF 所用字体中没有以下字符，已印为“〓”：{characters}",
        "the fonts of the PDF lack these characters, printed as 〓: {characters}",
        "请核对生成的 PDF，必要时改用 DOCX 格式。",
        "Check the PDF, or make a DOCX.",
    ),
    Kind("value.declared_none", _NOTE, "填写为“{text}”，按“无”处理", "“{text}” is read as “none”"),
    Kind(
        "value.zero",
        _WARNING,
        "填写为“{text}”，疑为“无”",
        "“{text}” may mean that there is none",
        "如没有相应内容，请填“无”。",
        "If there is none, write 无.",
    ),
    Kind(
        "value.date_for_name",
        _WARNING,
        "此栏应填姓名，填写的“{text}”是日期",
        "“{text}” is a date, where a name is asked for",
        "请填写姓名，并核对日期是否填在日期栏。",
        "Write the name, and see whether the date stands in its own place.",
    ),
    Kind("value.ditto", _NOTE, "“{text}”按上一行的内容读取", "“{text}” is read as what the row above says"),
    Kind(
        "value.ditto_unclear",
        _WARNING,
        "“{text}”看不出所指的内容",
        "what “{text}” refers to is not clear",
        "请填写具体内容。",
        "Write the content itself.",
    ),
    Kind(
        "value.elsewhere",
        Severity.ATTACHMENT,
        "写明“{text}”，内容不在表内",
        "“{text}”: the content is elsewhere",
        "请提供所指的附件，或将内容填入表内。",
        "Hand in the attachment, or fill the content in.",
    ),
    Kind(
        "value.placeholder",
        _WARNING,
        "“{text}”是样例文字，不是填写的内容",
        "“{text}” is sample text, not an entry",
        "请填写实际内容。",
        "Fill in the real content.",
    ),
)

_DATES = (
    Kind(
        "date.unreadable",
        _ERROR,
        "“{text}”不是可识别的日期",
        "“{text}” is not a date",
        "请写成“2017年3月9日”。",
        "Write it as 2017-03-09.",
    ),
    Kind(
        "date.impossible",
        _ERROR,
        "“{text}”不是存在的日期",
        "there is no such date as “{text}”",
        "请核对年、月、日。",
        "Check year, month and day.",
    ),
    Kind(
        "date.two_digit_year",
        _WARNING,
        "“{text}”的年份只有两位，按 {year} 年读取",
        "“{text}” has a two-digit year, read as {year}",
        "请写四位年份。",
        "Write the year with four digits.",
    ),
    Kind(
        "date.incomplete",
        _WARNING,
        "“{text}”缺月或日",
        "“{text}” lacks the month or the day",
        "请补全日期。",
        "Complete the date.",
    ),
    Kind(
        "date.range",
        _ERROR,
        "“{text}”是一段时间，此栏应填一个日期",
        "“{text}” is a period; one date is asked for",
        "请填写一个日期。",
        "Give one date.",
    ),
)

_NUMBERS = (
    Kind(
        "number.unreadable",
        _ERROR,
        "“{text}”不是数字",
        "“{text}” is not a number",
        "请填写阿拉伯数字。",
        "Write it in digits.",
    ),
    Kind(
        "number.negative",
        _ERROR,
        "“{text}”是负数",
        "“{text}” is negative",
        "此栏应填不小于 0 的数。",
        "Give a number of at least 0.",
    ),
    Kind(
        "number.fraction",
        _ERROR,
        "“{text}”不是整数",
        "“{text}” is not a whole number",
        "此栏应填整数。",
        "Give a whole number.",
    ),
    Kind(
        "number.too_long",
        _ERROR,
        "数字过长（{length} 位）",
        "the number is too long ({length} digits)",
        "请核对数字与单位。",
        "Check the number and its unit.",
    ),
    Kind(
        "number.range",
        _ERROR,
        "“{text}”是一个范围（{low}～{high}）",
        "“{text}” is a range ({low} to {high})",
        "请填写确切的数量。",
        "Give the exact number.",
    ),
    Kind(
        "number.at_least",
        _WARNING,
        "“{text}”是约数，至少为 {value}",
        "“{text}” is approximate: at least {value}",
        "请填写确切的数量。",
        "Give the exact number.",
    ),
    Kind(
        "number.about",
        _WARNING,
        "“{text}”是约数，大约为 {value}",
        "“{text}” is approximate: about {value}",
        "请填写确切的数量。",
        "Give the exact number.",
    ),
    Kind(
        "number.at_most",
        _WARNING,
        "“{text}”是约数，不足 {value}",
        "“{text}” is approximate: under {value}",
        "请填写确切的数量。",
        "Give the exact number.",
    ),
    Kind(
        "number.uncounted",
        _WARNING,
        "“{text}”没有写数量",
        "“{text}” does not say how many",
        "请填写确切的数量。",
        "Give the exact number.",
    ),
    Kind(
        "number.unit",
        _WARNING,
        "“{text}”的单位“{unit}”与此栏不同",
        "the unit of “{text}”, {unit}, is not that of the field",
        "请核对单位。",
        "Check the unit.",
    ),
    Kind("number.converted", _NOTE, "“{text}”折合 {value}", "“{text}” is {value}"),
    Kind("number.unit_assumed", _NOTE, "“{text}”未写单位，按{unit}读取", "“{text}” has no unit, read as {unit}"),
    Kind("number.remark", _NOTE, "“{text}”另有说明“{remark}”", "“{text}” has a remark, “{remark}”"),
    Kind(
        "number.magnitude",
        _WARNING,
        "“{text}”与此栏单位（{unit}）不相称",
        "“{text}” does not go well with the field's unit ({unit})",
        "请核对数字与单位。",
        "Check the number and its unit.",
    ),
    Kind(
        "number.sum",
        _WARNING,
        "“{text}”的分项之和为 {parts}，与合计 {total} 不符",
        "the parts of “{text}” add up to {parts}, not to {total}",
        "请核对各分项与合计。",
        "Check the parts and the total.",
    ),
)

_ANSWERS = (
    Kind(
        "answer.unreadable",
        _ERROR,
        "“{text}”看不出是“是”还是“否”",
        "“{text}” is neither yes nor no",
        "请填“是”或“否”。",
        "Answer 是 or 否.",
    ),
    Kind("answer.remark", _NOTE, "“{text}”另有说明“{remark}”", "“{text}” has a remark, “{remark}”"),
    Kind(
        "answer.both",
        _ERROR,
        "“{text}”同时选了“是”和“否”",
        "“{text}” ticks both yes and no",
        "请只选一项。",
        "Tick one of them.",
    ),
)

_LEVELS = (
    Kind(
        "level.unknown",
        _ERROR,
        "“{text}”不是级别",
        "“{text}” is not a level",
        "请填“国家级”“省级”或“市级”。",
        "Give 国家级, 省级 or 市级.",
    ),
)

KINDS: tuple[Kind, ...] = (*_ANY, *_DATES, *_NUMBERS, *_ANSWERS, *_LEVELS)
