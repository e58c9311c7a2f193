"""`ipforms recommend` as a process: the table, who is not in it, JSON as the library gives it."""

from __future__ import annotations

import datetime
import json

import openpyxl
import pytest

import ipforms
from ipforms.collate import recommend
from tests.checks.cases import CLEAN, record

FORM = "jinhua-application"
DAY = CLEAN[FORM]["on"]
UNIT = "婺城区市场监督管理局"
NOTHING = {
    "high_tech": {"held": False},
    "ip_model_title": {"held": False},
    "well_known_trademark": {"held": False},
    "valid_patents": {"total": 1},
    "valid_trademarks": 2,
}
SIDE = "推荐企业名称,涉足领域,重点保护商标,重点保护专利（专利号）\n甲有限公司,水晶玻璃,双龙,ZL201710601862.3\n"


def put(path, name, **changes):
    path.write_bytes(ipforms.render(record(FORM, {"enterprise_name": name, **changes})))


@pytest.fixture
def returned(tmp_path):
    """A folder: one that qualifies, one that does not, another form, and a file that cannot be read."""
    folder = tmp_path / "收回"
    folder.mkdir()
    put(folder / "a.docx", "甲有限公司")
    put(folder / "b.docx", "乙有限公司", **NOTHING)
    (folder / "c.docx").write_bytes(ipforms.render(record("guangzhou-market")))
    (folder / "d.pdf").write_bytes(b"%PDF-1.7")
    return folder


def asked(*more):
    return ("recommend", "收回", "--unit", UNIT, "--on", DAY, "-o", "推荐表.docx", *more)


def test_the_table_holds_those_that_qualify_and_the_others_are_listed_with_the_reason(cli, returned, tmp_path, data):
    done = cli(*asked("--side", data("side.csv", SIDE), "--prepared-by", "陈晓岚", "--prepared-on", "2022-06-30"))
    assert (done.returncode, done.stderr) == (1, "")
    made = ipforms.read(tmp_path / "推荐表.docx").record
    assert (made.recommending_unit, made.prepared_by, made.prepared_on) == (UNIT, "陈晓岚", "2022-06-30")
    assert [(row.name, row.industry, row.key_patents) for row in made.enterprises] == [
        ("甲有限公司", "水晶玻璃", ["ZL201710601862.3"])
    ]
    results = {"甲有限公司": "列入", "乙有限公司": "不符合条件", "d.pdf": "读不出", "c.docx": "另一种表"}
    for name, result in results.items():
        assert any(name in line and result in line for line in done.stdout.splitlines()), name
    assert "1 + 2 = 3 < 20" in done.stdout and "列入推荐表 1 家。" in done.stdout


def test_a_folder_in_order_is_status_0(cli, returned, data):
    done = cli("recommend", "收回/a.docx", "收回/c.docx", "--unit", UNIT, "--on", DAY, "--side", data("side.csv", SIDE))
    assert done.returncode == 0, done.stdout


def test_json_is_what_the_library_says_and_names_what_was_left_out(cli, returned, tmp_path):
    told = json.loads(cli(*asked("--json")).stdout)
    day = datetime.date.fromisoformat(DAY)
    reports = [ipforms.check(ipforms.read(returned / name), on=day, name=name) for name in ("a.docx", "b.docx")]
    expected = recommend(reports, UNIT, on=day).to_dict()
    assert {name: told[name] for name in expected} == expected
    assert [each["name"] for each in told["unread"]] == ["d.pdf"] and "PDF" in told["unread"][0]["error"]
    assert told["others"] == [{"name": "c.docx", "form": "guangzhou-market"}]
    assert told["output"] == "推荐表.docx" and (tmp_path / "推荐表.docx").is_file()


def test_companies_that_are_open_are_put_in_when_asked_for(cli, returned, tmp_path):
    put(returned / "b.docx", "乙有限公司", **{**NOTHING, "valid_trademarks": None, "valid_patents": None})
    done = cli(*asked())
    assert "未列入" in done.stdout and "列入推荐表 1 家。" in done.stdout
    done = cli(*asked("--include-unsettled", "--include", "correct", "--overwrite"))
    assert "列入推荐表 2 家。" in done.stdout


def test_the_side_table_is_written_filled_in_as_far_as_known_and_read_again(cli, returned, tmp_path, data):
    done = cli(*asked("--side", data("side.csv", SIDE), "--side-table", "补.xlsx"))
    assert "待补填的表：补.xlsx" in done.stdout
    sheet = openpyxl.load_workbook(tmp_path / "补.xlsx").active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        ["推荐企业名称", "涉足领域", "重点保护商标", "重点保护专利（专利号）"],
        ["甲有限公司", "水晶玻璃", "“双龙”", "ZL201710601862.3"],
    ]
    sheet["B2"] = "光学"
    sheet.parent.save(tmp_path / "补.xlsx")
    cli(*asked("--side", "补.xlsx", "--overwrite"))
    (row,) = ipforms.read(tmp_path / "推荐表.docx").record.enterprises
    assert (row.industry, row.key_trademarks[0].name, row.key_patents) == ("光学", "双龙", ["ZL201710601862.3"])


def test_the_report_lists_every_application_and_file_once(cli, returned, tmp_path):
    done = cli(*asked("--report", "汇总.xlsx", "--report", "汇总.html", "--withdrawn", "甲有限公司"))
    assert "汇总.html" in done.stdout and not (tmp_path / "推荐表.docx").exists()
    sheet = openpyxl.load_workbook(tmp_path / "汇总.xlsx").worksheets[0]
    results = {row[2]: row[3] for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert results == {"a.docx": "未列入", "b.docx": "不符合条件", "d.pdf": "读不出", "c.docx": "另一种表"}
    page = (tmp_path / "汇总.html").read_text(encoding="utf-8")
    assert "企业已撤回申报" in page and "1 + 2 = 3 &lt; 20" in page


def test_without_anybody_to_recommend_no_table_is_written(cli, returned, tmp_path):
    (returned / "a.docx").unlink()
    done = cli(*asked())
    assert done.returncode == 1 and "没有可列入的企业" in done.stdout and not (tmp_path / "推荐表.docx").exists()


def test_a_second_run_takes_its_own_table_for_no_application(cli, returned):
    told = [json.loads(cli(*asked("--json", "-o", "收回/表.docx", "--overwrite")).stdout) for _ in range(2)]
    assert told[0] == told[1]


def test_a_row_of_the_side_table_that_cannot_be_used_is_named(cli, returned, data):
    done = cli(*asked("--side", data("side.csv", "推荐企业名称,涉足领域\n甲有限公司,玻璃,多出来的\n")))
    assert done.returncode == 1 and "补充内容的表第 2 行无法使用" in done.stdout


def test_what_cannot_be_made_is_status_2_with_the_reason(calls, returned, tmp_path):
    (tmp_path / "推荐表.docx").write_bytes(b"mine")
    wrong = [
        (["recommend", "收回"], "--unit", "--unit"),
        (asked("--side", "none.csv"), "找不到文件“none.csv”", "There is no file “none.csv”"),
        (asked("--prepared-on", "6月"), "不是日期", "a date is written"),
        (asked(), "--overwrite", "--overwrite"),
    ]
    for lang in ("zh", "en"):
        told = calls([list(arguments) for arguments, _, _ in wrong], lang, tmp_path)
        for (status, out, err), (arguments, zh, en) in zip(told, wrong, strict=True):
            assert (status, out) == (2, "") and (zh if lang == "zh" else en) in err, arguments
    assert (tmp_path / "推荐表.docx").read_bytes() == b"mine"


def test_nobody_is_recommended_by_one_of_two_forms_that_differ(cli, returned, tmp_path):
    (returned / "a盖章.pdf").write_bytes(
        ipforms.render(record(FORM, {"enterprise_name": "甲有限公司", "contact_title": "总经理"}), "pdf")
    )
    done = cli(*asked())
    assert done.returncode == 1 and "须先确认以哪" in "".join(done.stdout.split())
    assert not (tmp_path / "推荐表.docx").exists()
    assert "列入推荐表 1 家。" in cli(*asked("--include", "undecided")).stdout
