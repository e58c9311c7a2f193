""".doc, .wps: what can be told from the bytes before LibreOffice opens them."""

import struct
from contextlib import suppress

from ipforms.containers.ole_container import BrokenOle, OleContainer
from ipforms.errors import unreadable
from ipforms.formats.office.office_files import OfficeFile, OfficeLimits, PreparedFile
from ipforms.messages import Note

# Word's own block begins a sector with one of these ([MS-DOC] FibBase: wIdent); its flags stand ten bytes on.
_WORD_97, _WORD_95 = b"\xec\xa5", b"\xdc\xa5"
_STREAM, _TABLES = "WordDocument", {"0table", "1table"}
_SECTOR, _FLAGS, _ENCRYPTED = 512, 10, 0x0100  # FibBase: fEncrypted
_TABLE_STREAMS, _SECOND_TABLE = ("0Table", "1Table"), 0x0200  # FibBase: fWhichTblStm

# Where Word's block says how long the text, the footnotes and so on are (FibRgLw97: ccpText), and where the other
# stream holds the pieces of the text (fcClx) and its runs and paragraphs (fcPlcfBteChpx, fcPlcfBtePapx).
_LENGTHS, _PIECES, _RUNS = 0x4C, 0x1A2, (0xFA, 0x102)
_PIECE_TABLE, _NARROW = 2, 1 << 30  # Clx: clxt of a Pcdt; FcCompressed: a byte for each character
_CELL_MARK, _PARAGRAPH_MARK = 7, 13

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
    data = source.data
    if has_tables:
        with suppress(BrokenOle, struct.error, IndexError):  # LibreOffice may still open what is broken
            data = _with_last_paragraph(data)
    return PreparedFile(data, infilter, "doc", None, has_tables, tuple(_notes(data)))


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


def _with_last_paragraph(data: bytes) -> bytes:
    """A document that ends with a row, with a paragraph behind it.

    Word always has one. LibreOffice saves a DOCX without it as it is, and loses all tables when it opens that again.
    The mark goes into the space between the text and the next sector, which belongs to nothing.
    """
    file = OleContainer(data)
    block = bytearray(file.read(_STREAM))
    table = _TABLE_STREAMS[bool(_number(block, _FLAGS) & _SECOND_TABLE)]
    kept = bytearray(file.read(table))
    body, *notes = struct.unpack_from("<8i", block, _LENGTHS)
    pieces = _number(block, _PIECES)
    count = (_number(kept, pieces + 1) - 4) // 12  # n + 1 positions of four bytes, n pieces of eight
    last = pieces + 5 + 4 * count
    begin, end = struct.unpack_from("<2I", kept, last - 4)
    if kept[pieces] != _PIECE_TABLE or any(notes) or end != body:
        return data  # where footnotes or a footer follow the text nothing is lost
    at = _number(kept, last + 4 + 8 * (count - 1) + 2)
    width, at = (1, (at ^ _NARROW) // 2) if at & _NARROW else (2, at)
    at += width * (end - begin)
    row_end, mark = (each.to_bytes(width, "little") for each in (_CELL_MARK, _PARAGRAPH_MARK))
    if block[at - width : at] != row_end or at % _SECTOR == 0 or any(block[at : at + width]):
        return data
    block[at : at + width] = mark
    struct.pack_into("<i", block, _LENGTHS, body + 1)
    struct.pack_into("<I", kept, last, end + 1)
    for runs in _RUNS:
        behind = _number(block, runs) + (_number(block, runs + 4) - 4) // 8 * 4
        struct.pack_into("<I", kept, behind, at + width)
    return file.written({_STREAM: bytes(block), table: bytes(kept)})


def _number(data: bytearray, at: int) -> int:
    (number,) = struct.unpack_from("<I", data, at)
    return int(number)


def _notes(data: bytes) -> list[Note]:
    notes = [Note("reading.macros")] if any(name in data for name in _MACROS) else []
    for code, words in (("reading.external", _LINKED), ("reading.controls", _CONTROLS)):
        count = sum(data.count(word) for word in words)
        if count:
            notes.append(Note(code, {"count": count}))
    return notes
