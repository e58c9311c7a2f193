"""XLSX, XLS and ODS → rows."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from ipforms.bulk.sources import TableLimits, open_source
from ipforms.bulk.sources.table_model import EmptySource, NotATable, UnknownSheet
from ipforms.errors import LimitExceeded
from tests.bulk.row_codes import codes

DATA = Path(__file__).parent.parent / "data" / "tables"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*sheets, **options):
    """An XLSX of sheets, each a list of rows; a callable gets (book, sheet) and writes for itself."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, **options}) as book:
        for content in sheets:
            sheet = book.add_worksheet()
            if callable(content):
                content(book, sheet)
                continue
            for number, row in enumerate(content):
                sheet.write_row(number, 0, row)
    return data.getvalue()


def patched(data, part, change):
    """The ZIP with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def rows(data, **options):
    with open_source(data, **options) as source:
        return [(row.number, dict(row.values), codes(row)) for row in source.tables[0]]


@pytest.mark.parametrize("format", ["xlsx", "xls", "ods"])
def test_the_three_formats_say_the_same(format):
    with open_source(DATA / f"companies.{format}") as source:
        assert source.format == format
        assert [table.name for table in source.tables] == ["企业", "联系人", "空白"]
        companies, people, blank = source.tables
        assert companies.headers == ("企业名称", "成立日期", "人数", "备注")
        assert companies.excel
        assert not companies.epoch_1904
        first, second = companies
        assert (first.number, first.problems) == (4, ())
        assert first.values == {
            "企业名称": "甲公司",
            "成立日期": datetime.date(2012, 5, 1),
            "人数": 120,
            "备注": 0.5,
        }
        assert second.values == {"企业名称": "乙公司"}
        notes = {header: [(note.code, note.context["value"]) for note in each] for header, each in second.notes.items()}
        assert notes == {"人数": [("table.error_cell", "#DIV/0!")], "备注": [("table.error_cell", "#N/A")]}
        assert companies.skipped == [3]
        assert [tuple(row.values.values()) for row in people] == [
            ("甲公司", "张三"),
            ("甲公司", "李四"),
            ("乙公司", "王五"),
        ]
        assert (blank.headers, list(blank)) == ((), [])


def test_the_sheet_that_is_asked_for_comes_first_even_if_hidden():
    with open_source(DATA / "companies.xlsx", sheet="联系人") as source:
        assert [table.name for table in source.tables] == ["联系人", "企业", "空白"]
    with open_source(DATA / "companies.xlsx", sheet="隐藏") as source:
        assert source.tables[0].headers == ("x",)
    with pytest.raises(UnknownSheet, match="企业、隐藏、联系人"):
        open_source(DATA / "companies.xlsx", sheet="没有")
    with pytest.raises(EmptySource):
        open_source(DATA / "companies.xlsx", sheet="空白")


def test_numbers_dates_and_times_come_as_what_they_are():
    def write(book, sheet):
        sheet.write_row(0, 0, ["a", "b", "c", "d", "e", "f"])
        sheet.write(1, 0, 91440106)
        sheet.write(1, 1, 1.5)
        sheet.write(1, 2, True)
        sheet.write_datetime(
            1, 3, datetime.datetime(2017, 3, 5, 10, 11), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        )
        sheet.write_datetime(1, 4, datetime.time(3, 4), book.add_format({"num_format": "hh:mm"}))
        sheet.write_number(1, 5, 123456789012345000)

    ((_, values, _),) = rows(workbook(write))
    assert values == {
        "a": 91440106,
        "b": 1.5,
        "c": True,
        "d": datetime.datetime(2017, 3, 5, 10, 11),
        "e": datetime.time(3, 4),
        "f": 123456789012345000,
    }
    assert type(values["a"]) is int
    assert values["c"] is True


@pytest.mark.parametrize("early", [False, True])
def test_dates_are_right_in_both_date_systems(early):
    def write(book, sheet):
        sheet.write_row(0, 0, ["a", "b"])
        for column, day in enumerate((datetime.datetime(2017, 3, 5), datetime.datetime(2024, 2, 29))):
            sheet.write_datetime(1, column, day, book.add_format({"num_format": "yyyy-mm-dd"}))

    with open_source(workbook(write, date_1904=early)) as source:
        (row,) = source.tables[0]
        assert source.tables[0].epoch_1904 is early
    assert row.values == {"a": datetime.date(2017, 3, 5), "b": datetime.date(2024, 2, 29)}


def test_a_declared_size_of_a_million_rows_and_three_real_ones_is_read_as_three():
    data = patched(
        workbook([["名称"], ["甲"], ["乙"], ["丙"]]),
        SHEET,
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml),
    )
    assert [number for number, _, _ in rows(data)] == [2, 3, 4]


def test_styled_blank_cells_at_the_end_of_the_world_do_not_count():
    def write(book, sheet):
        sheet.write_row(0, 0, ["名称", "电话"])
        sheet.write_row(1, 0, ["甲", "1"])
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    assert rows(workbook(write)) == [(2, {"名称": "甲", "电话": "1"}, [])]


def test_rows_and_columns_keep_their_place_when_the_table_stands_elsewhere():
    def write(_book, sheet):
        sheet.write_row(4, 2, ["名称", "电话"])
        sheet.write_row(7, 2, ["甲", "1"])
        sheet.write_row(8, 2, ["乙", "1", "多"])

    data = workbook(write)
    assert rows(data) == [
        (8, {"名称": "甲", "电话": "1"}, []),
        (9, {"名称": "乙", "电话": "1", "〔E〕": "多"}, []),
    ]


def test_titles_and_rows_for_people_are_passed_over():
    data = workbook([["企业名单"], ["名称", "电话"], ["说明：每行一家", "必填"], ["示例：某公司", "020"], ["甲", "1"]])
    assert rows(data) == [(5, {"名称": "甲", "电话": "1"}, [])]


def test_a_header_that_stands_twice_gets_the_letters_of_its_column():
    with open_source(workbook([["名称", "电话", "名称"], ["甲"]])) as source:
        assert source.tables[0].headers == ("名称", "电话", "名称〔C〕")


def test_a_column_with_values_but_no_name_is_called_by_its_letters():
    found = rows(workbook([["名称", "", "电话"], ["甲"], ["乙", "x"]]))
    assert found == [(2, {"名称": "甲"}, []), (3, {"名称": "乙", "〔B〕": "x"}, [])]
    assert rows(workbook([["名称", "", "电话"], ["甲", "", "1"]])) == [(2, {"名称": "甲", "电话": "1"}, [])]


def test_a_blank_first_sheet_is_passed_over_and_a_blank_workbook_is_empty():
    with open_source(workbook([], [["名称"], ["甲"]])) as source:
        assert source.tables[0].name == "Sheet2"
    with pytest.raises(EmptySource):
        open_source(workbook([]))


def test_a_header_without_rows_is_a_table_without_rows():
    assert rows(workbook([["名称", "电话"]])) == []


def test_a_vertical_merge_speaks_for_its_rows_but_makes_none():
    def write(_book, sheet):
        sheet.write_row(0, 0, ["企业", "姓名"])
        sheet.merge_range(1, 0, 4, 0, "甲")
        sheet.write(1, 1, "张三")
        sheet.write(3, 1, "李四")
        sheet.write_row(5, 0, ["", "王五"])

    assert [(number, values) for number, values, _ in rows(workbook(write))] == [
        (2, {"企业": "甲", "姓名": "张三"}),
        (4, {"企业": "甲", "姓名": "李四"}),
        (6, {"姓名": "王五"}),
    ]


def test_a_table_may_be_iterated_again():
    with open_source(workbook([["名称"], ["甲"]])) as source:
        assert list(source.tables[0]) == list(source.tables[0])


def test_an_infinite_number_is_a_problem_of_its_row():
    data = patched(workbook([["a"], [7]]), SHEET, lambda xml: xml.replace(b"<v>7</v>", b"<v>1E999</v>"))
    assert rows(data)[0][2] == ["table.number"]


def test_a_suffix_may_lie(tmp_path):
    for name, origin in (("a.xlsx", "companies.xls"), ("a.xls", "companies.ods"), ("a.csv", "companies.xlsx")):
        (tmp_path / name).write_bytes((DATA / origin).read_bytes())
        with open_source(tmp_path / name) as source:
            assert source.format == origin.rpartition(".")[2]


def archive(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as out:
        for name, text in parts.items():
            out.writestr(name.replace("__", "/"), text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ((DATA / "letter.doc").read_bytes(), "Word 文档（DOC）"),
        (archive(**{"word__document.xml": "x"}), "Word 文档（DOCX）"),
        (archive(**{"xl__workbook.bin": "x"}), "XLSB"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "ODT"),
        (archive(a="x"), "ZIP 压缩包"),
        (
            archive(
                mimetype="application/vnd.oasis.opendocument.spreadsheet",
                **{"META-INF__manifest.xml": "<manifest:encryption-data/>"},
            ),
            "加密的工作簿",
        ),
        (b"%PDF-1.7\n", "PDF"),
        (b"<html><body>1</body></html>", "网页"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "网页或 XML"),
        (b"\x89PNG\r\n", "图片"),
        (bytes(range(256)) * 9, "二进制"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(data, what):
    with pytest.raises(NotATable, match=what) as caught:
        open_source(data)
    assert "Supported: " in caught.value.message("en")


def test_what_office_lays_beside_an_open_workbook_is_no_table(tmp_path):
    lock = tmp_path / "~$名单.xlsx"
    lock.write_bytes(b"abcd")
    with pytest.raises(NotATable, match=r"“~\$名单\.xlsx”是 Office 的临时锁定文件.*请关闭 Excel"):
        open_source(lock)


def test_a_text_given_as_a_workbook_is_told_so():
    with pytest.raises(NotATable, match="文本文件"):
        open_source(b"a,b\n", format="xlsx")


def test_a_workbook_over_the_limits_is_refused():
    data = workbook([["名称"], ["甲"]])
    for limits in (
        TableLimits(max_file_bytes=100),
        TableLimits(max_inflated_bytes=100),
        TableLimits(max_zip_entries=3),
    ):
        with pytest.raises(LimitExceeded):
            open_source(data, limits=limits)
    with pytest.raises(LimitExceeded, match="2001"):
        open_source(workbook([[f"c{i}" for i in range(2001)]]))
