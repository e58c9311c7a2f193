"""Catalogue of reading: what a reader met in a file, before anything is known of forms."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_WARNING, _NOTE = Severity.WARNING, Severity.NOTE

KINDS: tuple[Kind, ...] = (
    Kind(
        "reading.macros",
        _WARNING,
        "文件中带有宏，未予运行",
        "the file holds macros; they were not run",
        "请另存为不带宏的 .docx。",
        "Save it as .docx, without macros.",
    ),
    Kind(
        "reading.external",
        _NOTE,
        "文件引用了 {count} 处外部内容，均未打开",
        "the file refers to {count} thing(s) outside of it; none was opened",
    ),
    Kind("reading.missing_part", _WARNING, "文件缺少其中的 {part}", "the file lacks its part {part}"),
    Kind(
        "reading.broken_part",
        _WARNING,
        "文件中的 {part} 已损坏，未能读取",
        "the part {part} is broken and was not read",
    ),
    Kind(
        "reading.foreign_part",
        _WARNING,
        "文件中嵌入了另一份文件（{part}），其内容未能读取",
        "another document is embedded ({part}); what it says was not read",
        "请用 Word 或 WPS 打开后另存，再重新提交。",
        "Open it in Word or WPS, save it, and hand it in again.",
    ),
    Kind(
        "reading.tracked_changes",
        _WARNING,
        "文件中有未确认的修订（插入 {inserted} 处，删除 {deleted} 处），按接受全部修订读取",
        "the file has tracked changes ({inserted} insertions, {deleted} deletions), read as if all were accepted",
        "请接受或拒绝全部修订后再提交。",
        "Accept or reject all changes before handing it in.",
    ),
    Kind(
        "reading.span",
        _NOTE,
        "有 {count} 个单元格的跨列数不合理（首处在{place}），已按合理的列数读取",
        "{count} cell(s) span columns in a way that makes no sense (the first at {place}); the spans were cut",
    ),
    Kind(
        "reading.date_field",
        _WARNING,
        "{place}的日期是自动更新的域，每次打开文件都可能改变",
        "the date at {place} is a field that may change whenever the file is opened",
        "请核对日期，并改为手工填写。",
        "Check the date and type it.",
    ),
    Kind(
        "reading.repeated",
        _WARNING,
        "有 {count} 处内容控件的文字被 LibreOffice 重复写入（首处在{place}），按一次读取",
        "LibreOffice has repeated the text of {count} content control(s) (the first at {place}); each was read once",
        "请对照原件核对这些内容。",
        "Compare these entries with the original.",
    ),
    Kind(
        "reading.hidden_text",
        _WARNING,
        "{place}有隐藏文字“{text}”，未予读取",
        "hidden text at {place} was not read: “{text}”",
        "如需要这些文字，请取消隐藏。",
        "Unhide it if it is meant to be read.",
    ),
    Kind(
        "reading.covered_text",
        _WARNING,
        "{place}在合并的单元格中有被遮住的文字“{text}”，未予读取",
        "text at {place} is covered by a merged cell and was not read: “{text}”",
        "如需要这些文字，请写入合并后的单元格。",
        "Put it into the merged cell if it is meant to be read.",
    ),
    Kind(
        "reading.placeholder",
        _NOTE,
        "{place}仍是提示文字“{text}”，按未填写读取",
        "{place} still shows its prompt “{text}”, read as blank",
    ),
    Kind(
        "reading.unknown_symbol",
        _WARNING,
        "{place}有无法识别的符号（{text}）",
        "a symbol at {place} is not known ({text})",
        "请改用普通文字，如“√”。",
        "Type it as plain text, such as √.",
    ),
)
