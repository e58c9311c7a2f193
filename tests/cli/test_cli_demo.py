"""`ipforms demo`: the whole way, with a folder of returned forms, good and bad; twice in a full run, as people do."""

from __future__ import annotations

import re

import openpyxl
import pytest

import ipforms
from ipforms import bulk
from ipforms.cli.demo_data import ON
from tests.effort import EVERYTHING


@pytest.fixture(scope="module")
def shown(calls, tmp_path_factory):
    """What the demonstration prints the last time, and its folder."""
    folder = tmp_path_factory.mktemp("demo")
    runs = calls([["demo", "--no-scans"]] * (2 if EVERYTHING else 1), "zh", folder)
    status, out, err = runs[-1]
    assert (status, err) == (0, "") and _settled(runs[0][1]) == _settled(out)
    return out, folder / "demo-output"


def _settled(text):
    """The text without counts of files that stay as they are the second time."""
    return text.partition("\n三、")[2]


def test_it_fills_every_form_and_leaves_nothing_half_written(shown):
    _, base = shown
    for form in ipforms.forms():
        assert (base / "1-blank" / f"{form.id}.docx").read_bytes() == form.blank()
        assert list((base / f"4-filled-{form.id}").glob("*.docx"))
    assert (base / "4-filled-returned-by-a-colleague" / "errors.csv").is_file()
    assert not list(base.rglob("*.part"))


def test_the_returned_forms_are_told_apart(shown):
    _, base = shown
    found = {result.below.stem: result for result in bulk.check([base / "5-returned"], on=ON)}
    good = [name for name, result in found.items() if result.is_clean]
    assert good == [f"填写正确{number}" for number in range(1, 6)]
    codes = {name: {each.code for each in found[name].report.findings} for name in ("信用代码末位有误", "漏填手机号码")}
    assert codes == {"信用代码末位有误": {"uscc.check_character"}, "漏填手机号码": {"field.blank"}}
    assert found["不符合入库条件"].report.eligibility.verdict.value == "no"
    assert found["改动了声明"].report.counts["warning"] > 0
    assert found["传输中断"].report is None and found["盖章扫描件"].report is None


def test_it_prints_and_writes_the_overview_the_page_comments_and_notices(shown):
    out, base = shown
    assert "共 11 份：可受理" in out and "无法读取 2 份" in out
    sheet = openpyxl.load_workbook(base / "6-checked" / "overview.xlsx").worksheets[0]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"漏填手机号码.docx", "传输中断.docx", "填写正确1.docx"} <= cells
    assert "漏填手机号码.docx" in (base / "6-checked" / "report.html").read_text(encoding="utf-8")
    wanting = {"信用代码末位有误", "改动了声明", "漏填手机号码"}
    for folder, kind in (("comments", "批注"), ("notices", "补正通知书")):
        names = {path.stem for path in (base / "6-checked" / folder).glob("[!.]*")}
        others = {"传输中断-补正通知书", "盖章扫描件-补正通知书", "不符合入库条件-不符合条件告知书"}
        assert names - others == {f"{name}-{kind}" for name in wanting}
        wanting.discard("改动了声明")  # for a person to judge, who writes no letter before that


def test_it_makes_the_table_compares_and_looks_through_the_papers_of_a_company(shown):
    out, base = shown
    table = ipforms.read(base / "7-recommended" / "jinhua-recommendation.docx").record
    assert len(table.enterprises) == 3 and all(row.industry for row in table.enterprises)
    assert "两份不一致，共 2 处不同。" in out and "材料不齐全。" in out and "列入推荐表 3 家。" in out


def test_nobody_s_number_is_printed(shown):
    out, _ = shown
    assert not re.search(r"1[3-9]\d{9}|\d{17}[\dX]|0579-\d{8}|020-\d{8}", out)


@pytest.mark.slow
def test_a_scan_and_a_photo_are_read_or_it_says_how_to_install_what_that_takes(calls, tmp_path):
    ((status, out, err),) = calls([["demo"]], "zh", tmp_path)
    assert (status, err) == (0, "")
    shown = out.partition("\n七、")[2].partition("\n八、")[0]
    assert "未见内容不同。" in shown or "两份完全一致。" in shown or "两份内容一致" in shown
    assert "第一份为“830”，第二份为“818”" in shown and "两份不一致，共 2 处不同。" in shown
