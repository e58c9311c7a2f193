"""The package of a returned document: refused where it is none of Word's, with the name of what it is."""

from __future__ import annotations

from ipforms.containers.file_format import FileFormat, file_format
from ipforms.containers.opc import relations
from ipforms.containers.zip_archive import ZipArchive
from ipforms.errors import IpformsError, UnsupportedFormat, unreadable
from ipforms.formats.docx.docx_limits import DocxLimits

_MAIN = "word/document.xml"
_OTHERS = (("xl/workbook.xml", "XLSX"), ("ppt/presentation.xml", "PPTX"), ("content.xml", "ODT"), ("ofd.xml", "OFD"))
_NAMES: dict[FileFormat, str] = {
    "pdf": "PDF",
    "rtf": "RTF",
    "html": "HTML",
    "mhtml": "MHT",
    **dict.fromkeys(("xml", "fodt", "wordml", "opc"), "XML"),
    **dict.fromkeys(("ole", "doc", "works"), "DOC/WPS"),
    "xls": "XLS",
    "ppt": "PPT",
}
"""What people call the formats that are no package."""


def open_package(data: bytes, name: str, limits: DocxLimits) -> ZipArchive:
    """The parts of a document.

    Raises:
        UnreadableDocument, UnsupportedFormat, LimitExceeded: it is no package, or too large.
    """
    if not data.startswith(b"PK") and len(data) <= limits.file_bytes:
        raise _no_package(data, name)
    return ZipArchive(data, name, limits)


def _no_package(data: bytes, name: str) -> IpformsError:
    found = file_format(data)
    if found == "empty":
        return unreadable(name, "empty")
    if found == "encrypted":
        return unreadable(name, "office_locked")
    known = _NAMES.get(found)
    return UnsupportedFormat(format=known, known="DOCX") if known else unreadable(name, "docx_truncated")


def main_part(package: ZipArchive) -> str:
    """The name of the document's part.

    Raises:
        UnreadableDocument: there is none.
        UnsupportedFormat: it is another kind of document.
    """
    found = (each.target for each in relations(package, "") if each.kind == "officeDocument")
    part = next(found, _MAIN)
    for candidate in (part, _MAIN):
        if candidate in package and not candidate.startswith(("xl/", "ppt/")):
            return candidate
    raise _no_document(package)


def _no_document(package: ZipArchive) -> IpformsError:
    found = next((format_ for part, format_ in _OTHERS if part in package), None)
    if found:
        return UnsupportedFormat(format=found, known="DOCX")
    return unreadable(package.name, "no_word_document", part=_MAIN)
