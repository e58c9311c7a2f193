"""A file that is no document: what it is, and what its sender can do about it."""

from ipforms.containers.file_format import FileFormat, file_format
from ipforms.errors import IpformsError, UnsupportedFormat, unreadable
from ipforms.messages import Bilingual

KNOWN = "DOCX、PDF、OFD、DOC、WPS、RTF、ODT、HTML"


class NotADocument(UnsupportedFormat):
    """The file is something else than a document: a picture, an archive, a workbook, what a system left behind."""


# What is to be done, by what the file is; for all else, a document is to be handed in.
_STEPS: dict[FileFormat, str] = {
    **dict.fromkeys(("zip", "rar", "7z", "gzip"), "unpack"),
    **dict.fromkeys(("xlsx", "xls", "ods", "xlsb", "parquet", "database"), "table"),
    **dict.fromkeys(("ole", "rtf", "html", "mhtml", "xml", "fodt", "wordml", "opc", "doc", "works", "odt"), "save_as"),
    "picture": "picture",
    "system": "ignore",
    "lock": "lock",
    "placeholder": "download",
    "executable": "distrust",
    "shortcut": "original",
    "attachment": "send_again",
    "mail": "mail",
}
# Formats that people call by one name.
_SAME: dict[FileFormat, str] = {
    "ole": "old_office",
    "unknown": "binary",
    **dict.fromkeys(("xml", "fodt", "wordml", "opc"), "xml"),
}
_NO_PDF = frozenset(("docx", "doc", "odt", "xlsx", "xls", "picture", "zip"))  # given by mistake
_LOCKS = ("~$", ".~lock.")  # how Office and LibreOffice begin the names of what they write beside an open file
_LARGEST_LOCK = 1_000  # bytes


def foreign_file(found: FileFormat, data: bytes, name: str) -> IpformsError:
    """The error for a file that is no document.

    Args:
        found: what it is.
        data: the file.
        name: what it is called, which tells a lock of Office where nothing else does.

    >>> print(foreign_file("rar", b"", "申报表.rar"))
    “申报表.rar”是 RAR 压缩包，不是能读取的申报表。请解压后提供其中的申报表。
    """
    if found == "empty":
        return unreadable(name, "empty")
    if found == "encrypted":
        return unreadable(name, "office_locked")
    if name.startswith(_LOCKS) and len(data) < _LARGEST_LOCK:
        found = "lock"
    what = Bilingual(f"source.what.{_SAME.get(found, found)}")
    step = Bilingual(f"document.step.{_STEPS.get(found, 'document')}")
    return NotADocument(name=name, what=what, next=step, format=found, known=KNOWN)


def refuse_other_documents(data: bytes) -> None:
    """Refuse what is known to be no PDF, where only a PDF will do; what is of no known kind is for its reader.

    Raises:
        UnsupportedFormat: it is another kind of document.
    """
    found = file_format(data)
    if found in _NO_PDF:
        raise UnsupportedFormat(format=Bilingual(f"source.what.{found}"), known="PDF")
