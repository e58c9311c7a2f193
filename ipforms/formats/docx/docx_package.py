"""The package of a returned document: refused where it is none of Word's, with the name of what it is."""

from ipforms.containers.file_format import file_format
from ipforms.containers.opc import relations
from ipforms.containers.zip_archive import CONTENT_TYPES, ZipArchive
from ipforms.errors import unreadable
from ipforms.formats.docx.docx_context import DocxLimits
from ipforms.formats.foreign_files import foreign_file

_MAIN = "word/document.xml"


def open_package(data: bytes, name: str, limits: DocxLimits) -> ZipArchive:
    """The parts of a document.

    Raises:
        UnreadableDocument, UnsupportedFormat, LimitExceeded: it is no package, or too large.
    """
    if not data.startswith(b"PK") and len(data) <= limits.file_bytes:
        raise foreign_file(file_format(data), data, name)
    package = ZipArchive(data, name, limits)
    found = file_format(data)
    if found not in ("docx", "zip") or (found == "zip" and CONTENT_TYPES not in package):
        raise foreign_file(found, data, name)
    return package


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
    raise unreadable(package.name, "no_word_document", part=_MAIN)
