"""What a person sees in a cell of an ODS, of an XLS, and of what LibreOffice makes of an XLSX."""

from __future__ import annotations

import datetime
import io
import struct
import subprocess
import zipfile

import pytest
import xlsxwriter

from ipforms.bulk.sources import open_source
from ipforms.bulk.sources.xls_styles import XlsStyles

_NAMES = "office table text style number fo draw calcext xlink dc"
_HEAD = '<office:document-content {} xmlns:dc="d" xmlns:xlink="x">'.format(
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES.split()[:-2]
    )
)  # fmt: skip
_STYLES = """
<style:style style:name="struck" style:family="table-cell"><style:text-properties
 style:text-line-through-style="solid"/></style:style>
<style:style style:name="again" style:family="table-cell" style:parent-style-name="struck"/>
<style:style style:name="not" style:family="table-cell" style:parent-style-name="struck"><style:text-properties
 style:text-line-through-style="none"/></style:style>
<style:style style:name="white" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="grey" style:family="table-cell"><style:text-properties fo:color="#808080"/></style:style>
<style:style style:name="onblue" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f4e78"/>
<style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="old" style:family="text"><style:text-properties style:text-line-through-type="single"/>
</style:style>
<number:date-style style:name="N1"><number:year/><number:text>年</number:text><number:month/></number:date-style>
<number:date-style style:name="N2"><number:month/><number:day/></number:date-style>
<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>
"""
_TEXT = 'office:value-type="string"'
_DAY = 'office:value-type="date" office:date-value="2012-05-01"'
_REMARK = "<office:annotation><dc:creator>李</dc:creator><text:p>批注</text:p></office:annotation>"


def ods(*rows, columns=""):
    """A sheet of rows, each a list of cells: their text, or their XML."""
    content = "".join(row if isinstance(row, str) else f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
                      for row in rows)  # fmt: skip
    xml = (
        f"{_HEAD}<office:automatic-styles>{_STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{columns}{content}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        "</manifest:manifest>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml.replace("\n", ""))
        archive.writestr("META-INF/manifest.xml", manifest)
    return data.getvalue()


def _cell(text):
    return text if text.startswith("<") else f"<table:table-cell {_TEXT}><text:p>{text}</text:p></table:table-cell>"


def rows(data):
    with open_source(data) as source:
        table = source.tables[0]
        found = [(dict(row.values), {key: [note.code for note in notes] for key, notes in row.notes.items()})
                 for row in table]  # fmt: skip
        return found, table


def one(cell):
    """The value of a cell and what is said of it."""
    ((values, notes),), _ = rows(ods(["a", "b"], ["甲", cell]))
    return values.get("b"), notes.get("b", [])


@pytest.mark.parametrize(
    ("attributes", "content", "expected"),
    [
        (_TEXT, "<text:p>甲<text:line-break/>乙</text:p>", ("甲\n乙", [])),
        (_TEXT, '<text:p>甲<text:s text:c="2"/>乙<text:tab/>丙</text:p><text:p>丁</text:p>', ("甲  乙\t丙\n丁", [])),
        (_TEXT, '<text:p><text:span text:style-name="old">300</text:span>321</text:p>', ("321", ["cell.struck"])),
        (_TEXT, "<text:p>3<text:span>21</text:span></text:p>", ("321", [])),
        (
            *(_TEXT, "<text:p><text:ruby><text:ruby-base>何</text:ruby-base><text:ruby-text>hé</text:ruby-text>"),
            ("何", []),
        ),
        (
            *(_TEXT, f"{_REMARK}<text:p>值"),
            ("值", ["cell.comment"]),
        ),
        (_TEXT + ' table:style-name="struck"', "<text:p>321</text:p>", (None, ["cell.struck"])),
        (_TEXT + ' table:style-name="again"', "<text:p>321</text:p>", (None, ["cell.struck"])),
        (_TEXT + ' table:style-name="not"', "<text:p>321</text:p>", ("321", [])),
        (_TEXT + ' table:style-name="white"', "<text:p>321</text:p>", (None, ["cell.hidden"])),
        (_TEXT + ' table:style-name="onblue"', "<text:p>321</text:p>", ("321", [])),
        ('office:value-type="float" office:value="571"', "<text:p>0571</text:p>", ("0571", [])),
        ('office:value-type="float" office:value="5000"', "<text:p>5,000.00</text:p>", (5000, [])),
        ('office:value-type="float" office:value="5000"', "<text:p>5,000万元</text:p>", ("5,000万元", [])),
        ('office:value-type="float" office:value="12345"', "<text:p>1.2万</text:p>", ("1.2万", ["cell.as_shown"])),
        ('office:value-type="float" office:value="3.6"', "<text:p>4</text:p>", ("4", ["cell.as_shown"])),
        ('office:value-type="float" office:value="4.4E+17"', "<text:p>4.4E+17</text:p>", (440000000000000000, [])),
        ('office:value-type="float" office:value="321"', "<text:p>###</text:p>", (321, [])),
        ('office:value-type="float" office:value="321"', "", (321, [])),
        ('office:value-type="float" office:value="321"', "<text:p/>", (None, ["cell.hidden"])),
        ('office:value-type="float" office:value="0"', "<text:p>-</text:p>", (0, [])),
        ('office:value-type="percentage" office:value="0.6"', "<text:p>60%</text:p>", ("60%", [])),
        ('office:value-type="currency" office:value="5000"', "<text:p>￥5,000.00</text:p>", (5000, [])),
        (
            *(_DAY + ' table:style-name="month"', "<text:p>2012年5</text:p>"),
            ("2012-05", []),
        ),
        (
            *(_DAY + ' table:style-name="day"', "<text:p>5-1</text:p>"),
            (datetime.date(2012, 5, 1), ["cell.year_unseen"]),
        ),
        (
            *(_DAY, "<text:p>2012-05-01</text:p>"),
            (datetime.date(2012, 5, 1), []),
        ),
        ('table:formula="of:=1+1"', "", (None, ["cell.no_result"])),
        ("", "<draw:frame><draw:image xlink:href='a.png'/></draw:frame>", (None, ["cell.picture"])),
    ],
)  # fmt: skip
def test_an_ods_is_read_as_it_is_seen(attributes, content, expected):
    for name in ("text:ruby", "text:p"):
        content += f"</{name}>" * (content.count(f"<{name}>") - content.count(f"</{name}>"))
    assert one(f"<table:table-cell {attributes}>{content}</table:table-cell>") == expected


def test_repeated_cells_look_alike_and_columns_have_styles():
    cell = '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="571">'
    columns = (
        '<table:table-column/><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="struck" table:visibility="collapse"/>'
    )
    data = ods(
        ["a", "b", "c", "d"],
        ["甲", f"{cell}<text:p>0571</text:p></table:table-cell>", "旧"],
        '<table:table-row table:visibility="filter">' + _cell("乙") + "</table:table-row>",
        columns=columns,
    )
    found, table = rows(data)
    assert found == [
        ({"a": "甲", "b": "0571", "c": "0571"}, {"d": ["cell.struck"]}),
        ({"a": "乙"}, {"": ["cell.hidden_row"]}),
    ]
    assert table.hidden == ("d",)


def looks():
    """An XLSX of all looks, a column each; what is seen in each."""
    data = io.BytesIO()
    day = datetime.date(2012, 5, 1)
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet, struck, plain = (
            book.add_worksheet(),
            book.add_format({"font_strikeout": True}),
            book.add_format({"bold": 1}),
        )
        sheet.write_row(0, 0, list("abcdefghijkl"))
        sheet.write_row(2, 0, ["乙"])
        sheet.write(1, 0, "甲")
        sheet.write_rich_string(1, 1, struck, "𬭎300", plain, "321人")
        sheet.write(1, 2, 321, struck)
        sheet.write(1, 3, day, book.add_format({"num_format": 'yyyy"年"m"月"'}))
        sheet.write(1, 4, 571, book.add_format({"num_format": "0000"}))
        sheet.write(1, 5, 5000, book.add_format({"num_format": '#,##0"万元"'}))
        sheet.write(1, 6, 3.6, book.add_format({"num_format": "0"}))
        sheet.write(1, 7, 321, book.add_format({"num_format": ";;;"}))
        sheet.write(1, 8, "白", book.add_format({"font_color": "#FFFFFF"}))
        sheet.write(1, 9, "白", book.add_format({"font_color": "#FFFFFF", "bg_color": "#1F4E78"}))
        sheet.write(1, 10, day, book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write(1, 11, 5, book.add_format({"num_format": "0"}))
        sheet.write(1, 12, 6, book.add_format({"num_format": "0"}))
        sheet.write(0, 12, "m")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(11, 11, None, None, {"hidden": True})
    return data.getvalue()


_SEEN = (
    {
        "a": "甲",
        "b": "321人",
        "d": "2012-05",
        "e": "0571",
        "f": "5,000万元",
        "g": "4",
        "j": "白",
        "k": datetime.date(2012, 5, 1),
        "l": 5,
        "m": 6,
    },
    {
        "b": ["cell.struck"],
        "c": ["cell.struck"],
        "g": ["cell.as_shown"],
        "h": ["cell.hidden"],
        "i": ["cell.hidden"],
    },
)


def test_an_xlsx_of_all_looks():
    found, table = rows(looks())
    assert found == [_SEEN, ({"a": "乙"}, {"": ["cell.hidden_row"]})]
    assert table.hidden == ("l",)


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["ods", "xls", "xlsx"])
def test_libreoffice_keeps_them_and_so_do_we(suffix, tmp_path):
    (tmp_path / "looks.xlsx").write_bytes(looks())
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(tmp_path / "out"), str(tmp_path / "looks.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    found, table = rows((tmp_path / "out" / f"looks.{suffix}").read_bytes())
    assert found == [_SEEN, ({"a": "乙"}, {"": ["cell.hidden_row"]})]
    assert table.hidden == ("l",)


def test_an_ods_row_that_is_greyed_out_whole_cannot_be_used():
    grey = [
        f'<table:table-cell {_TEXT} table:style-name="grey"><text:p>{text}</text:p></table:table-cell>'
        for text in "丙丁戊"
    ]
    with open_source(ods(["a", "b", "c"], ["甲", "乙", "x"], grey, ["己", "庚", "y"])) as source:
        problems = [[each.code for each in row.problems] for row in source.tables[0]]
    assert problems == [[], ["table.row_grey"], []]


@pytest.mark.parametrize(
    ("index", "palette", "is_grey"),
    [(23, b"", True), (8, b"", False), (8, b"\x80\x80\x80", True), (23, b"\xc0\0\0", False)],
)
def test_the_greys_of_an_xls_are_those_of_its_palette(index, palette, is_grey):
    styles = XlsStyles()
    styles.take(0x31, struct.pack("<HHH", 200, 0, index))  # a font
    styles.take(0xE0, bytes(20))  # how a cell looks
    if palette:
        colours = [b"\0\0\xff"] * 56
        colours[index - 8] = palette
        styles.take(0x92, struct.pack("<H", 56) + b"".join(each + b"\0" for each in colours))
    assert styles.looks[0].is_grey is is_grey
