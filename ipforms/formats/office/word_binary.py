""".doc, .wps: what can be told from the bytes before LibreOffice opens them."""

from contextlib import suppress

from ipforms.containers.ole_container import BrokenOle, OleContainer
from ipforms.errors import unreadable
from ipforms.formats.office.office_files import OfficeFile, OfficeLimits, PreparedFile
from ipforms.messages import Note

# Word's own block begins a sector with one of these ([MS-DOC] FibBase: wIdent); its flags stand ten bytes on.
_WORD_97, _WORD_95 = b"\xec\xa5", b"\xdc\xa5"
_STREAM, _TABLES = "WordDocument", {"0table", "1table"}
_SECTOR, _FLAGS, _ENCRYPTED = 512, 10, 0x0100  # FibBase: fEncrypted

# Properties that only the end of a row has: sprmPFTtp set, and sprmTDefTable.
_ROW_ENDS, _ROW_DEFINED = b"\x17\x24\x01", b"\x08\xd6"

_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "VBA_PROJECT_CUR"))
_CONTROLS = (b"CONTROL Forms.", "CONTROL Forms.".encode("utf-16-le"))  # the fields that show ActiveX controls
_LINKED = (b"INCLUDEPICTURE", b"INCLUDETEXT", "INCLUDEPICTURE".encode("utf-16-le"), "INCLUDETEXT".encode("utf-16-le"))


def word(source: OfficeFile, limits: OfficeLimits) -> PreparedFile:
    """A binary Word document, of Word or of WPS Writer.

    Raises:
        UnreadableDocument: it is protected by a password, or holds no document.
    """
    block, infilter = _document(source)
    if int.from_bytes(block[_FLAGS : _FLAGS + 2], "little") & _ENCRYPTED:
        raise unreadable(source.name, "office_locked")
    has_tables = _ROW_ENDS in source.data and _ROW_DEFINED in source.data
    return PreparedFile(source.data, infilter, "doc", None, has_tables, tuple(_notes(source.data)))


def works(source: OfficeFile, limits: OfficeLimits) -> PreparedFile:
    """A document of Microsoft Works."""
    return PreparedFile(source.data, "MS_Works", "wps")


def _document(source: OfficeFile) -> tuple[bytes, str]:
    """Word's own block, and the filter that reads it. A short one stands among others, anywhere in the file."""
    with suppress(BrokenOle):
        file = OleContainer(source.data)
        block = file.read(_STREAM)
        if len(block) > _FLAGS:
            # Word 97 and later keep tables beside the block; Word 6 and 95, of whatever language, do not.
            return block, "MS Word 97" if _TABLES & {name.lower() for name in file.streams} else "MS Word 95"
    for at in range(_SECTOR, len(source.data) - _SECTOR + 1, _SECTOR):  # a file that is cut off, or badly bound
        begins = source.data[at : at + 2]
        if begins in (_WORD_97, _WORD_95):
            return source.data[at : at + _SECTOR], "MS Word 97" if begins == _WORD_97 else "MS Word 95"
    raise unreadable(source.name, "office_broken")


def _notes(data: bytes) -> list[Note]:
    notes = [Note("reading.macros")] if any(name in data for name in _MACROS) else []
    for code, words in (("reading.external", _LINKED), ("reading.controls", _CONTROLS)):
        count = sum(data.count(word) for word in words)
        if count:
            notes.append(Note(code, {"count": count}))
    return notes
