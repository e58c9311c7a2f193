"""Errors of opening a table: each names the file, the cause and the next step.

>>> print(MissingFile(name="企业.xlsx"))
找不到文件“企业.xlsx”。请检查路径和文件名（包括扩展名）。
"""

from __future__ import annotations

from ipforms.errors import IpformsError, UnreadableDocument, UnsupportedFormat


class MissingFile(IpformsError):
    """No file has this path."""

    zh = "找不到文件“{name}”。请检查路径和文件名（包括扩展名）。"
    en = "There is no file “{name}”. Check the path and the name, its suffix included."


class InaccessibleFile(IpformsError):
    """The file is there, or may be, but the system does not let it be opened; a directory is one, too."""

    zh = "无法打开“{name}”：{reason_zh}"
    en = "Cannot open “{name}”: {reason_en}"


class InvalidOption(IpformsError):
    """A wrong call: an option that no source understands."""

    zh = "选项 {option} 的值“{value}”无效。{next_zh}"
    en = "The option {option} cannot be “{value}”. {next_en}"


class AlreadyRead(IpformsError):
    """A stream can be read once."""

    zh = "“{name}”是数据流，只能读取一次。如需再次读取，请先保存为文件。"
    en = "“{name}” is a stream and can be read only once. Save it as a file to read it again."


class NotATable(UnsupportedFormat):
    """The file is something else than a table: a Word file, a PDF, a web page, an encrypted workbook."""

    zh = "“{name}”是{is_zh}，不能作为数据表读取。{next_zh}可用的格式：{known}。"
    en = "“{name}” is {is_en} and cannot be read as a table. {next_en} Supported: {known}."


class EmptySource(UnreadableDocument):
    """There is not even a header."""

    zh = "“{name}”是空的：没有表头，也没有数据。请在第一行填写列名，从第二行起填写数据。"
    en = "“{name}” is empty: neither a header nor data. Put column names in row 1 and data from row 2 on."


class DuplicateHeaders(UnreadableDocument):
    """A column name stands twice: which of the columns is meant?"""

    zh = "“{name}”第 {row} 行的表头有重复的列名：{headers_zh}。请删除多余的列或改名，使每个列名只出现一次。"
    en = "The header of “{name}” (row {row}) repeats column names: {headers_en}. Delete or rename all but one of each."


class BlankHeader(UnreadableDocument):
    """A column has values but no name."""

    zh = "“{name}”的 {column} 列没有列名，但第 {row} 行有内容。请在表头第 {header_row} 行补上列名，或清空该列。"
    en = (
        "Column {column} of “{name}” has no name, but row {row} has a value in it. "
        "Name the column in row {header_row}, or clear it."
    )


class UnknownSheet(IpformsError):
    """The workbook has no such sheet."""

    zh = "“{name}”中没有名为“{sheet}”的工作表。现有工作表：{known}。"
    en = "“{name}” has no sheet named “{sheet}”. Its sheets: {known}."


class UndecodableText(UnreadableDocument):
    """The bytes are not text in the encoding that was found or given."""

    zh = "“{name}”第 {line} 行含有不符合 {encoding} 编码的字节 {byte}。{next_zh}"
    en = "“{name}” holds the byte {byte} in line {line}, which is not {encoding}. {next_en}"


class InvalidJson(UnreadableDocument):
    """Not JSON, or not a list of objects."""

    zh = "“{name}”不是有效的 JSON 数据：{reason_zh}"
    en = "“{name}” is not valid JSON data: {reason_en}"
