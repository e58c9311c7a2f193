"""Errors of opening a table: each names the file, the cause and the next step.

>>> print(MissingFile(name="企业.xlsx"))
找不到文件“企业.xlsx”。请检查路径和文件名（包括扩展名）。
"""

from __future__ import annotations

from ipforms.errors import IpformsError, UnreadableDocument, UnsupportedFormat


class MissingFile(IpformsError):
    """No file has this path."""


class InaccessibleFile(IpformsError):
    """The file is there, or may be, but the system does not let it be opened; a directory is one, too."""


class InvalidOption(IpformsError):
    """A wrong call: an option that no source understands."""


class AlreadyRead(IpformsError):
    """A stream can be read once."""


class NotATable(UnsupportedFormat):
    """The file is something else than a table: a Word file, a PDF, a web page, an encrypted workbook."""


class EmptySource(UnreadableDocument):
    """There is not even a header."""


class UnknownSheet(IpformsError):
    """The workbook has no such sheet."""


class UndecodableText(UnreadableDocument):
    """The bytes are not text in the encoding that was found or given."""


class InvalidJson(UnreadableDocument):
    """Not JSON, or not a list of objects."""
