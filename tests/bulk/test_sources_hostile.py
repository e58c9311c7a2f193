"""Workbooks that are broken, or made to harm: always a typed error, never the end of the process."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from ipforms.bulk.sources import TableLimits, open_source
from ipforms.errors import IpformsError, LimitExceeded, UnreadableDocument

DATA = Path(__file__).parent.parent / "data" / "tables"
SHEET = "xl/worksheets/sheet1.xml"
FORMATS = ["xlsx", "xls", "ods"]


def companies(format):
    return (DATA / f"companies.{format}").read_bytes()


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_rows(xml, origin=None):
    parts = parts_of(origin or companies("xlsx"))
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", xml + b"</sheetData>")
    return packed(parts)


def survives(data):
    """Read it all; anything but a typed error fails the test."""
    try:
        with open_source(data, limits=TableLimits(max_cells=2_000_000, max_inflated_bytes=50 << 20)) as source:
            for table in source.tables:
                try:
                    list(table)
                except IpformsError as error:
                    assert error.message("en")
    except IpformsError as error:
        assert error.message("en")


@pytest.mark.parametrize("format", FORMATS)
def test_a_truncated_workbook_is_a_typed_error(format):
    data = companies(format)
    for size in range(8, len(data), 331):
        survives(data[:size])
    with pytest.raises(UnreadableDocument, match=r"损坏"):
        open_source(data[: len(data) // 2])


@pytest.mark.parametrize("format", FORMATS)
def test_changed_bytes_do_no_harm(format):
    data = companies(format)
    chance = random.Random(format)
    for _ in range(400):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        survives(bytes(changed))


@pytest.mark.parametrize(
    ("format", "names"),
    [("xlsx", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]), ("ods", ["content.xml"])],
)
def test_changed_xml_does_no_harm(format, names):
    parts = parts_of(companies(format))
    chance = random.Random(1)
    for _ in range(300):
        name = chance.choice(names)
        xml = bytearray(parts[name])
        for _ in range(chance.randint(1, 3)):
            xml[chance.randrange(len(xml))] = chance.choice(b'<>"0A 9/-\xff')
        survives(packed({**parts, name: bytes(xml)}, zipfile.ZIP_STORED))


def test_a_wrong_checksum_is_a_typed_error():
    data = bytearray(companies("xlsx"))
    for entry in zipfile.ZipFile(io.BytesIO(bytes(data))).infolist():
        data[entry.header_offset + 60] ^= 0xFF
    with pytest.raises(UnreadableDocument):
        open_source(bytes(data))


@pytest.mark.parametrize(
    "cell",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='4294967295'><c r='ZZZZZ4294967295'><v>1</v></c></row>",
        b'<x r="1048576"><c r="XFD1048576"><v>1</v></c></x>',
        b'<row r="1048576"><c t="inlineStr" r="XFD1048576"><is><t>x</t></is></c></row>',
        b'<row\nr = "1048576"><c\n r =\n"XFD1048576"><v>1</v></c></row>',
    ],
)
def test_one_cell_at_the_end_of_the_world_is_refused_before_memory_is(cell):
    with pytest.raises(IpformsError):
        open_source(with_rows(cell))


def test_prefixes_that_a_program_has_not_declared_hurt_nobody():
    parts = parts_of(companies("xlsx"))
    declared = b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    bare = {name: data.replace(declared, b"") for name, data in parts.items()}
    assert bare["xl/workbook.xml"] != parts["xl/workbook.xml"]
    with open_source(packed(bare)) as source, open_source(companies("xlsx")) as plain:
        assert list(source.tables[0]) == list(plain.tables[0])


def test_a_far_cell_is_found_wherever_a_reader_takes_it_from():
    far = b'<c r="XFD1048576"><v>1</v></c>'
    parts = parts_of(companies("xlsx"))
    with pytest.raises(UnreadableDocument):
        open_source(packed({**parts, SHEET: b"<worksheet><sheetData><x>" + far + b"</x></sheetData></worksheet>"}))
    # calamine looks for what is named from the root below xl.
    relations = "xl/_rels/workbook.xml.rels"
    moved = parts[relations].replace(b'"worksheets/sheet1.xml"', b'"/worksheets/sheet1.xml"')
    sheet = b"<worksheet><sheetData><row>" + far + b"</row></sheetData></worksheet>"
    with pytest.raises(LimitExceeded):
        open_source(packed({**parts, relations: moved, "xl//worksheets/sheet1.xml": sheet}))


def test_a_column_of_styled_blanks_with_one_far_value_is_named_as_a_limit():
    with pytest.raises(LimitExceeded, match="零散单元格"):
        open_source(with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def test_a_bomb_is_refused_by_what_it_declares_and_by_what_it_holds():
    parts = parts_of(companies("xlsx"))
    bomb = packed({**parts, "xl/media/a.bin": bytes(60 << 20)})
    assert len(bomb) < 1 << 20
    with pytest.raises(LimitExceeded, match="解压"):
        open_source(bomb, limits=TableLimits(max_inflated_bytes=50 << 20))
    # The same with a lie in the directory.
    lie = bytearray(packed({**parts, SHEET: parts[SHEET] + b" " * (10 << 20)}))
    entry = lie.rfind(SHEET.encode()) - 46
    assert lie[entry : entry + 4] == b"PK\1\2"
    struct.pack_into("<I", lie, entry + 24, 1000)
    with pytest.raises(UnreadableDocument):
        open_source(bytes(lie))


@pytest.mark.slow
def test_an_archive_of_fifty_thousand_entries_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(50_000):
            archive.writestr(str(number), b"")
    with pytest.raises(LimitExceeded, match="50000"):
        open_source(out.getvalue())


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_refused():
    out = io.BytesIO(companies("xlsx"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(UnreadableDocument):
        open_source(out.getvalue())


def test_one_long_text_shown_by_many_cells_is_refused():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row in range(2000):
            sheet.write(row, 0, "长" * 30_000)
    limits = TableLimits(max_inflated_bytes=100 << 20)
    with pytest.raises(LimitExceeded, match="文字总量"):
        open_source(out.getvalue(), limits=limits)


def test_many_short_texts_and_one_long_one_are_not():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "长" * 30_000)
        for row in range(1, 2000):
            sheet.write(row, 0, "短")
    with open_source(out.getvalue(), limits=TableLimits(max_inflated_bytes=10 << 20)) as source:
        assert sum(1 for _ in source.tables[0]) == 1999


def test_entities_are_refused():
    parts = parts_of(companies("xlsx"))
    parts["xl/workbook.xml"] = b'<!DOCTYPE a [<!ENTITY b "cccc">]>' + parts["xl/workbook.xml"].partition(b"?>")[2]
    with pytest.raises(UnreadableDocument):
        open_source(packed(parts))


def test_a_part_in_utf16_is_not_read_as_blank():
    parts = parts_of(companies("xlsx"))
    parts[SHEET] = parts[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    with pytest.raises(UnreadableDocument, match="UTF-16"):
        open_source(packed(parts))


def test_a_part_in_utf16_that_no_reader_opens_is_none_of_its_affairs():
    parts = parts_of(companies("xlsx"))
    query = '<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="x">AAAA</DataMashup>'.encode("utf-16")
    more = {"customXml/item1.xml": query, "xl/queryTables/queryTable1.xml": query}
    with open_source(packed(parts)) as plain, open_source(packed(parts | more)) as source:
        assert list(source.tables[0]) == list(plain.tables[0])


@pytest.mark.parametrize(("row", "column", "is_read"), [(65_535, 20, True), (5, 255, True), (65_535, 255, False)])
def test_a_stray_cell_costs_no_more_than_a_large_table(row, column, is_read):
    data = bytearray(companies("xls"))
    struct.pack_into("<HH", data, list(records(data, 0xFD))[-1], row, column)
    if is_read:
        with open_source(bytes(data)) as source:
            assert list(source.tables[0])
    else:
        with pytest.raises(LimitExceeded, match="零散单元格"):
            open_source(bytes(data))


@pytest.mark.parametrize(("cell", "is_read"), [("ALL4000", False), ("Z60000", True), ("XFD9", True)])
def test_a_stray_cell_of_an_xlsx_neither(cell, is_read):
    row = "".join(filter(str.isdigit, cell))
    data = with_rows(f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'.encode())
    if is_read:
        with open_source(data) as source:
            assert list(source.tables[0])
    else:
        with pytest.raises(LimitExceeded, match="零散单元格"):
            open_source(data)


@pytest.mark.parametrize("repeats", ["1048576", "99999999999999999999", "-1", "x"])
def test_repeated_cells_of_an_ods_are_counted_before_they_are_made(repeats):
    parts = parts_of(companies("ods"))
    cell = (
        f'<table:table-row table:number-rows-repeated="{repeats}"><table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="1000"><text:p>{"长" * 1000}</text:p></table:table-cell></table:table-row>'
    )
    parts["content.xml"] = parts["content.xml"].replace(b"</table:table>", cell.encode() + b"</table:table>", 1)
    survives(packed(parts))


def records(data, kind):
    """Offsets of the bodies of the records of a kind, in the sheets of an XLS."""
    at = data.find(b"\x09\x08\x10\x00\x00\x06\x10\x00")
    while at + 4 <= len(data):
        found, length = struct.unpack_from("<HH", data, at)
        if found == 0x0A:
            return
        if found == kind:
            yield at + 4
        at += 4 + length


@pytest.mark.parametrize("size", [(0, 65_536, 0, 65_535), (0, 0xFFFFFFFF, 0, 65_535), (0, 1, 86, 1), (5, 3, 0, 5)])
def test_an_xls_that_declares_a_huge_sheet_is_refused(size):
    data = bytearray(companies("xls"))
    at = next(records(data, 0x0200))
    struct.pack_into("<IIHH", data, at, *size)
    with pytest.raises(UnreadableDocument):
        open_source(bytes(data))


def test_an_xls_with_a_far_cell_is_refused():
    data = bytearray(companies("xls"))
    at = next(records(data, 0xFD))
    struct.pack_into("<HH", data, at, 65_535, 65_535)
    with pytest.raises(LimitExceeded):
        open_source(bytes(data))


def test_an_ole_file_without_a_workbook_is_not_one():
    data = companies("xls").replace("Workbook".encode("utf-16-le"), "Werkbook".encode("utf-16-le"))
    with pytest.raises(IpformsError, match="OLE"):
        open_source(data)


def test_an_encrypted_workbook_is_called_so():
    # An encrypted XLSX is an OLE file with this stream.
    data, name = bytearray(companies("xls")), "EncryptedPackage\0".encode("utf-16-le")
    at = data.find("Workbook".encode("utf-16-le"))
    data[at : at + len(name)] = name
    struct.pack_into("<H", data, at + 64, len(name))
    with pytest.raises(IpformsError, match="加密"):
        open_source(bytes(data))
    # FILEPASS in place of WRITEACCESS: the same length, right behind BOF.
    data = bytearray(companies("xls"))
    at = data.find(b"\x5c\x00\x70\x00")
    assert at > 0
    struct.pack_into("<H", data, at, 0x2F)
    with pytest.raises(IpformsError, match="加密"):
        open_source(bytes(data))
