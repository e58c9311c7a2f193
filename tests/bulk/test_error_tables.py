"""errors.csv and errors.xlsx: readable, harmless, whole, and without anybody's number in them."""

from __future__ import annotations

import csv
import re
import subprocess
import sys

import openpyxl
import pytest

import ipforms
from ipforms.bulk import Problem, error_tables
from ipforms.bulk.atomic_files import UnwritableOutput
from ipforms.bulk.error_tables import ErrorTables
from ipforms.codes.masking import masked_note, masked_text, masked_value
from ipforms.messages import Note
from ipforms.paths import Place

NUMBERS = ("13800138000", "440101198001010017", "44010119800101005X", "3602000109200000451", "81050369")


def problem(value="很多", column="企业总人数", table="主表", row=3):
    return Problem(table, row, column, "employees", value, Note("number.unreadable", {"text": value}))


def lines(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def cells(path):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]


def made(folder, problems, name="甲", lang="zh"):
    with ErrorTables(folder, "errors", lang) as errors:
        errors.add(problems, name)
    return errors.paths


def test_both_files_name_sheet_row_column_value_and_reason_in_chinese(tmp_path):
    as_csv, as_xlsx = made(tmp_path, [problem(), problem(table="机构", row=7)])
    assert as_csv.read_bytes().startswith(b"\xef\xbb\xbf")
    assert lines(as_csv)[0] == ["工作表", "行号", "名称", "列", "填写内容", "级别", "原因", "字段"]
    assert lines(as_csv)[1] == [
        "主表",
        "3",
        "甲",
        "企业总人数",
        "很多",
        "错误",
        "“很多”不是数字。请填写阿拉伯数字。",
        "employees",
    ]
    assert [[str(cell) for cell in row] for row in cells(as_xlsx)] == lines(as_csv)
    assert [row[1] for row in cells(as_xlsx)[1:]] == [3, 7]


def test_english_on_request(tmp_path):
    as_csv, _ = made(tmp_path, [problem()], lang="en")
    assert lines(as_csv)[0][:3] == ["sheet", "row", "name"]
    assert lines(as_csv)[1][5:7] == ["error", "“很多” is not a number. Write it in digits."]


@pytest.mark.parametrize(
    "value", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", " =1", "\r=1", "＝1", '=HYPERLINK("x")']
)
def test_a_value_that_looks_like_a_formula_is_a_text_in_both_files(tmp_path, value):
    as_csv, as_xlsx = made(tmp_path, [problem(value, column=value)], name=value)
    for cell in lines(as_csv)[1]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
    row = list(openpyxl.load_workbook(as_xlsx).active.iter_rows())[1]
    assert {cell.data_type for cell in row} == {"s", "n"} and [cell.data_type for cell in row].count("n") == 1


@pytest.mark.parametrize("value", ["\ud800", "\x00\x07\x1b[31m", "甲" * 40_000, "a\r\nb", '"', "\u202e"])
def test_any_text_can_be_reported(tmp_path, value):
    as_csv, as_xlsx = made(tmp_path, [problem(value, column=value, table=value)], name=value)
    assert len(lines(as_csv)) == len(cells(as_xlsx)) == 2
    assert all(cell is not None for cell in cells(as_xlsx)[1][4:7:2])


def test_no_files_where_there_are_no_problems_and_those_of_an_earlier_run_go(tmp_path):
    made(tmp_path, [problem()])
    assert len(list(tmp_path.iterdir())) == 2
    made(tmp_path, [])
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_leaves_whole_files_and_no_temporary_ones(tmp_path):
    with pytest.raises(KeyboardInterrupt), ErrorTables(tmp_path, "errors") as errors:
        errors.add([problem()])
        raise KeyboardInterrupt
    assert sorted(path.name for path in tmp_path.iterdir()) == ["errors.csv", "errors.xlsx"]
    assert len(cells(errors.paths[1])) == len(lines(errors.paths[0])) == 2


@pytest.mark.parametrize("name", ["errors.csv", "errors.xlsx"])
def test_a_report_that_cannot_be_replaced_is_told_at_the_start(tmp_path, name):
    (tmp_path / name).mkdir()
    with pytest.raises(UnwritableOutput, match=re.escape(name)), ErrorTables(tmp_path, "errors"):
        pytest.fail("it began")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_is_gone_is_a_typed_error(tmp_path):
    with pytest.raises(UnwritableOutput), ErrorTables(tmp_path / "gone", "errors") as errors:
        errors.add([problem()])


def test_what_comes_after_the_last_row_of_a_spreadsheet_stands_in_the_csv(tmp_path, monkeypatch):
    monkeypatch.setattr(error_tables, "_MOST_ROWS", 2)
    as_csv, as_xlsx = made(tmp_path, [problem()] * 5)
    assert (len(lines(as_csv)), len(cells(as_xlsx))) == (6, 3)


@pytest.mark.parametrize(
    "number", [*NUMBERS, "1.3800138000E+10", "4.40101198001010E+17", "13800138000.0", "138-0013-8000", "020-81050369"]
)
def test_a_personal_value_never_shows_its_middle(number):
    for text in (number, f"电话：{number}", f"{number}、{number}"):
        said = masked_value(text, personal=True)
        assert "*" in said and number not in said
        assert max(map(len, re.findall(r"[0-9]+", said)), default=0) <= 6


@pytest.mark.parametrize(
    "number", [*NUMBERS[:4], "138-0013-8000", "138 0013 8000", "020-81050369", "１３８００１３８０００"]
)
def test_a_number_in_the_wrong_column_is_hidden_too(number):
    for text in (number, f"张三{number}（经理）"):
        assert "*" in masked_text(text) and number not in masked_text(text)


@pytest.mark.parametrize(
    "text", ["2017-03-09", "12860.5", "约300万元", "ZL95115608.X", "12345678", "91440106MAXXXXX07Q", "4.40106E+17"]
)
def test_what_is_nobody_s_number_is_shown(text):
    assert masked_text(text) == masked_value(text, personal=False) == text


def test_a_number_that_excel_has_rounded_is_shown_as_it_is():
    assert masked_value("4.40106E+17", personal=True) == "4.40106E+17"
    note = masked_note(Note("cell.digits_lost", {"text": "1.38E+10"}), personal=True)
    assert "1.38E+10" in note.message()


def test_no_output_of_a_row_holds_a_clear_number(tmp_path, rows_of):
    mobile, identity, account = NUMBERS[0], NUMBERS[1], NUMBERS[3]
    bad = [
        {"单位名称": f"{mobile}", "机构人员数量1": f"{identity}人", "注册时间": mobile},
        {"单位名称": "乙", "银行账号": f"{account}\x07", "legal_representative.mobile": f"{mobile}\x07"},
        {"单位名称": "丙", mobile: "x"},
        {"单位名称": "丁", "contacts": [{"mobile": [mobile]}], "bank_account": int(account)},
        {"单位名称": "戊", "legal_representative": {"id_number": {identity: identity}, "mobile": int(mobile)}},
        {"单位名称": "己", "merchants": identity, "floor_area": account, "registered_on": identity},
        {"name": {"x": mobile}, "contacts": mobile},
        {"name": "庚", "registered_on": 13800138000, "merchants": int(identity), "goods_categories": {mobile: 1}},
    ]
    entries, _ = rows_of("guangzhou-market", bad)
    table = "单位名称,法定代表人身份证号码,法定代表人手机,银行账号,注册时间\n"
    table += f"甲,{identity}.0,{mobile}.0,{account}.0,{mobile}\n"
    entries += rows_of("guangzhou-market", table)[0]
    entries += rows_of(
        "guangzhou-market", {"表": [["单位名称", "法定代表人手机"], ["甲", float(mobile)], ["乙", "1.3800138000E+10"]]}
    )[0]
    problems = [(entry, problem) for entry in entries for problem in entry.problems]
    assert len(problems) >= len(bad) + 4
    with ErrorTables(tmp_path, "errors") as errors, ErrorTables(tmp_path, "notes", "en") as notes:
        for entry, each in problems:
            errors.add([each], entry.name)
            notes.add([each], entry.name)
    said = [str(each.to_dict(lang)) for _, each in problems for lang in ("zh", "en")]
    said += [str(row) for path in (errors.paths[1], notes.paths[1]) for row in cells(path)]
    said += [path.read_text(encoding="utf-8") for path in (errors.paths[0], notes.paths[0])]
    for number in (mobile, identity, account, "3800138000", "01198001010"):
        assert not [text for text in said if number in text], number


def test_a_pydantic_message_of_the_library_holds_no_clear_number():
    model = ipforms.form("guangzhou-market").model
    for data in (
        {"bank_account": [NUMBERS[3]]},
        {"contacts": [{"mobile": {"x": NUMBERS[0]}}]},
        {"registered_on": NUMBERS[1]},
    ):
        with pytest.raises(ValueError) as caught:
            model.model_validate(data)
        assert not any(number in str(caught.value) for number in NUMBERS)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the size of a file there")
def test_a_full_disk_is_told_once(tmp_path):
    program = f"""
import resource
from pathlib import Path
from ipforms.bulk import Problem
from ipforms.bulk.error_tables import ErrorTables
from ipforms.bulk.atomic_files import UnwritableOutput
from ipforms.messages import Note
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))  # the CSV is smaller, the workbook is not
try:
    with ErrorTables(Path({str(tmp_path)!r}), "errors") as errors:
        errors.add([Problem("", 3, "", "", "", Note("value.type", {{"type": "int"}}))])
except UnwritableOutput:
    print("told")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("told\n", "") and not list(tmp_path.iterdir())


def test_a_place_in_a_masked_note_is_still_a_place():
    note = masked_note(Note("reading.recognised", {"place": Place(page=2)}), personal=False)
    assert note.message().startswith("第2页是图片")
