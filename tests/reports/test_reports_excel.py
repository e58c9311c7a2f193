"""The Excel overview of a batch: a row a file, a row a finding, and nothing that runs."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
import weakref
import zipfile

import openpyxl
import pytest

from ipforms.messages import Severity
from ipforms.pipeline.report import Report
from ipforms.reports.excel import write_excel
from ipforms.reports.report_rows import FINDING_HEADERS, OVERVIEW_HEADERS, finding_rows, overview_row
from ipforms.reports.words import report_text
from tests.replicas import replica
from tests.reports.batch import HOSTILE, ON, from_record, marked_everywhere, outcomes, returned


def made(batch, **options):
    stream = io.BytesIO()
    write_excel(batch, stream, on=ON, **options)
    return stream


def headers(keys, lang):
    return tuple(report_text(key, lang) for key in keys)


def rows(sheet):
    return [tuple("" if cell is None else cell for cell in row) for row in sheet.iter_rows(values_only=True)]


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(made(outcomes()))


def test_the_first_sheet_has_the_numbers_a_header_and_a_row_a_file(book):
    numbers, header, *files = rows(book["总览"])
    assert numbers[0].startswith(f"共 {len(outcomes())} 份：可受理 ")
    assert numbers[0].endswith("生成日期：2017-04-01。")
    assert header == headers(OVERVIEW_HEADERS, "zh")
    assert files == [overview_row(outcome) for outcome in outcomes()]


def test_a_file_that_cannot_be_read_has_its_reason_on_both_sheets(book):
    assert [row[-1] for row in rows(book["总览"]) if "无法读取" in row] == ["不支持“PDF”格式。此处可用：DOCX。"]
    assert [row[5] for row in rows(book["问题清单"]) if "无法读取" in row] == ["不支持“PDF”格式。此处可用：DOCX。"]


def test_the_second_sheet_has_a_row_for_each_finding(book):
    header, *found = rows(book["问题清单"])
    assert header == headers(FINDING_HEADERS, "zh")
    assert found == [row for outcome in outcomes() for row in finding_rows(outcome)]
    assert {row[4] for row in found} >= {"错误", "提醒", "无法读取"}


def test_counts_are_numbers_and_texts_are_texts(book):
    counts = [row[5:9] for row in book["总览"].iter_rows(min_row=3)]
    assert {cell.data_type for row in counts for cell in row if cell.value is not None} == {"n"}
    assert [row[0].value for row in counts][-1] is None
    assert {cell.data_type for row in book["问题清单"].iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_a_value_that_looks_like_a_formula_or_a_link_stays_a_text(book):
    assert HOSTILE in [cell.value for row in book["总览"].iter_rows() for cell in row]
    archive = zipfile.ZipFile(made(outcomes()))
    for name in archive.namelist():
        part = archive.read(name)
        assert b"<f>" not in part
        assert b"<hyperlink" not in part
        assert b"externalLink" not in part


@pytest.mark.parametrize(
    ("name", "header", "columns"), [("总览", 2, len(OVERVIEW_HEADERS)), ("问题清单", 1, len(FINDING_HEADERS))]
)
def test_the_header_stays_filters_and_repeats_on_a4_landscape(book, name, header, columns):
    sheet = book[name]
    last = openpyxl.utils.get_column_letter(columns)
    assert sheet.freeze_panes == f"B{header + 1}"
    assert sheet.auto_filter.ref == f"A{header}:{last}{sheet.max_row}"
    assert sheet.print_title_rows == f"${header}:${header}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert int(sheet.page_setup.fitToHeight) == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_long_texts_wrap_and_their_rows_are_high_enough(book):
    sheet = book["问题清单"]
    for row in sheet.iter_rows(min_row=2):
        assert all(cell.alignment.wrap_text for cell in row)
        longest = len(row[5].value or "") * 2 / sheet.column_dimensions["F"].width
        assert sheet.row_dimensions[row[0].row].height >= 12 * longest


def test_severities_differ_in_colour_and_in_words(book):
    colours = {row[4].value: row[4].fill.fgColor.rgb for row in book["问题清单"].iter_rows(min_row=2)}
    colours = {kind: colour for kind, colour in colours.items() if kind not in ("待核实", "存疑", "较可信")}
    assert len(set(colours.values())) == len(colours) >= 3
    assert set(colours) <= {report_text(f"severity.{severity}", "zh") for severity in Severity} | {"无法读取"}


def test_the_same_batch_and_day_give_the_same_bytes():
    assert made(outcomes()).getvalue() == made(outcomes()).getvalue()
    other = io.BytesIO()
    write_excel(outcomes(), other, on=datetime.date(2017, 4, 2))
    assert other.getvalue() != made(outcomes()).getvalue()


def test_the_workbook_says_the_day_it_was_given(book):
    assert book.properties.created.date() == ON


def test_what_is_too_much_for_a_sheet_goes_to_further_sheets_with_a_header_each():
    report = from_record()
    book = openpyxl.load_workbook(made([report], most_rows=4))
    sheets = [rows(sheet) for sheet in book.worksheets[1:]]
    assert book.sheetnames[1:3] == ["问题清单", "问题清单2"]
    assert {sheet[0] for sheet in sheets} == {headers(FINDING_HEADERS, "zh")}
    assert [row for sheet in sheets for row in sheet[1:]] == list(finding_rows(report))


def test_the_workbook_speaks_english():
    book = openpyxl.load_workbook(made(outcomes(), lang="en"))
    assert book.sheetnames == ["overview", "findings"]
    assert rows(book["overview"])[1] == headers(OVERVIEW_HEADERS, "en")
    assert rows(book["findings"])[1:] == [row for outcome in outcomes() for row in finding_rows(outcome, "en")]


def test_a_name_that_no_file_takes_is_kept_as_far_as_it_goes():
    report = dataclasses.replace(from_record("甲" + "乙" * 40_000), name="丙\udcff.docx")
    row = rows(openpyxl.load_workbook(made([report]))["总览"])[2]
    assert (row[0], row[2][:3]) == ("丙\ufffd.docx", "甲乙乙")


@pytest.mark.parametrize("form_id", ["guangzhou-market", "jinhua-recommendation"])
def test_numbers_of_persons_are_masked(form_id):
    report = marked_everywhere(returned(form_id))
    numbers = re.findall(r"\d{11,}", replica(form_id, 1).expected.__repr__())
    assert numbers
    texts = {str(cell) for sheet in openpyxl.load_workbook(made([report])) for row in rows(sheet) for cell in row}
    assert [number for number in numbers if any(number in text for text in texts)] == []


def test_reports_are_let_go_as_soon_as_they_are_written():
    alive: list[weakref.ref[Report]] = []

    def batch():
        for _ in range(20):
            report = from_record()
            alive.append(weakref.ref(report))
            yield report
            del report
            assert sum(ref() is not None for ref in alive) <= 2

    assert write_excel(batch(), io.BytesIO(), on=ON).files == 20
