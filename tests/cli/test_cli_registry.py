"""`ipforms registry …` as an office has it: a folder of forms, decisions, a visit, what is due."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import get_type_hints

import openpyxl
import pytest

import ipforms
from ipforms.cli.app import _reason
from ipforms.cli.registry_options import list_policies
from ipforms.cli.terminal import Terminal
from ipforms.messages import say
from ipforms.rules.policies import LIST_DEFAULT, ListPolicies
from tests.registry.registry_makers import checked

ENTERPRISE, MARKET = "guangzhou-enterprise", "guangzhou-market"

_ROWS = [{"name": "金华甲厂", "liaison_name": "李某"}]
JINHUA_TABLE = ipforms.form("jinhua-recommendation").model(recommending_unit="某局", enterprises=_ROWS)


@pytest.fixture
def office(calls, tmp_path, contract):
    """A registry, and a folder of forms: an enterprise and a market, one of them as Word file and as PDF.

    All calls are made in this process: a way through the registry takes a dozen.
    """

    def call(*arguments):
        ((status, out, err),) = calls([list(map(str, arguments))], "zh", tmp_path)
        return SimpleNamespace(returncode=status, stdout=out, stderr=err)

    folder = tmp_path / "收回"
    folder.mkdir()
    for form_id in (ENTERPRISE, MARKET):
        record = ipforms.form(form_id).model.model_validate(contract(form_id))
        (folder / f"{form_id}.docx").write_bytes(ipforms.render(record))
    (folder / "打印.pdf").write_bytes(ipforms.render(record, "pdf"))
    assert call("registry", "init").returncode == 0
    return call


def rows(office, *arguments):
    done = office("registry", *arguments, "--json")
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_folder_is_registered_once_and_each_application_knows_its_files(office):
    first = rows(office, "add", "收回", "--on", "2017-03-28")
    assert (len(first["applications"]), len(first["parties"]), first["known"]) == (2, 2, [])
    again = rows(office, "add", "收回", "--on", "2017-04-01")
    assert (again["applications"], again["known"]) == ([], first["applications"])
    listed = rows(office, "list", "applications")
    assert {each["name"] for each in listed} == {checked(ENTERPRISE).applicant, checked(MARKET).applicant}
    shown = rows(office, "show", checked(MARKET).applicant)
    files = shown["events"][1]["after"]["files"]
    assert sorted(each["category"] for each in files) == ["copy", "form"] and all(each["sha256"] for each in files)


def test_of_each_form_that_is_not_registered_it_is_said_why(office, tmp_path):
    for name, data in (
        ("表.docx", JINHUA_TABLE),
        ("无名.docx", ipforms.form(ENTERPRISE).model(uscc="91440101MA5XXXXX06")),
    ):
        (tmp_path / "收回" / name).write_bytes(ipforms.render(data))
    told = office("registry", "add", "收回", "--on", "2017-03-28").stdout
    assert "表.docx（不是入库申报表）" in told and "无名.docx（没有写申报单位）" in told


def test_the_way_of_an_application_from_the_folder_to_the_list(office):
    rows(office, "add", "收回", "--on", "2017-03-28")
    early = office("registry", "decide", "1", "2", "--level", "city")
    assert early.returncode == 2 and "三（四）" in early.stderr
    assert office("registry", "decide", "1", "2", "--level", "district", "--on", "2017-04-12").returncode == 0
    assert len(rows(office, "list", "applications", "--state", "city")) == 2
    decided = office("registry", "decide", "1", "2", "--level", "city", "--batch", "一", "--on", "2017-05-20")
    assert "2" in decided.stdout
    assert [each["batch"] for each in rows(office, "list", "--on", "2017-12-31")] == ["一", "一"]
    assert rows(office, "list", "--on", "2017-05-19") == []
    assert office("registry", "record", "visit", "--party", "1", "--on", "2017-09-01", "--set", "by=陈").returncode == 0
    visits = {each["duty"]: each["missing"] for each in rows(office, "report", "--year", "2017", "--on", "2017-12-31")}
    assert [each["party"] for each in visits["visit"]] == [2]
    review = rows(office, "review", "--on", "2018-05-20")
    assert [each["entry"] for each in review] == [1, 2] and all(each["conditions"] for each in review)
    assert office("registry", "settle", "1", "--outcome", "leave", "--on", "2018-05-20").returncode == 0
    assert [each["entry"] for each in rows(office, "list", "--on", "2018-06-01")] == [2]
    assert office("registry", "settle", "1", "--outcome", "stay", "--on", "2018-06-01").returncode == 2
    assert rows(office, "verify") == {"ok": True, "differing": {}}


@pytest.mark.slow
def test_what_is_overdue_is_told_by_the_status(office):
    rows(office, "add", "收回", "--on", "2017-03-28")
    case = ("registry", "record", "counterfeit-patent", "--party", "1", "--set", "matter=假冒专利")
    assert office(*case, "--set", "received=2017-05-31T10:00").returncode == 0
    items = rows(office, "due", "--on", "2017-06-25", "--within", "7d")
    assert [(each["due"], each["overdue"]) for each in items] == [("2017-06-30T23:59:59", False)]
    assert office("registry", "due", "--on", "2017-06-25").returncode == 0
    late = office("registry", "due", "--on", "2017-07-01")
    assert late.returncode == 1 and "已超期" in late.stdout
    assert office("registry", "record", "close", "--id", "1", "--set", "outcome=罚款").returncode == 0
    assert len(rows(office, "due", "--on", "2017-07-01")) == 1  # on that day it was open
    assert rows(office, "list", "cases")[0]["closed_on"]


@pytest.mark.slow
def test_numbers_are_masked_unless_they_are_asked_for(office):
    rows(office, "add", "收回")
    masked, whole = (rows(office, "list", "parties", *more)[0]["phone"] for more in ([], ["--show-numbers"]))
    assert "*" in masked and whole.replace("-", "").isdigit()
    text = office("registry", "show", "1").stdout
    assert whole not in text and whole in office("registry", "show", "1", "--show-numbers").stdout


@pytest.mark.slow
def test_mistakes_are_told_in_a_sentence(office, tmp_path):
    assert "registry init" in office("registry", "list", "--db", "none.db").stderr
    assert office("registry", "init").returncode == 2
    assert "30d" in office("registry", "due", "--within", "bald").stderr
    assert "编号" in office("registry", "show", "没有的公司").stderr
    assert "party" in office("registry", "record", "lead", "--set", "matter=侵权").stderr
    assert office("registry", "backup", "b.db").returncode == 0 and (tmp_path / "b.db").exists()
    assert office("registry", "backup", "b.db").returncode == 2
    assert office("registry", "migrate").returncode == 0


def test_lists_and_letters_are_published_and_the_day_is_recorded(office, tmp_path):
    rows(office, "add", "收回", "--on", "2017-03-28")
    for level, day in (("district", "2017-04-12"), ("city", "2017-05-20")):
        assert office("registry", "decide", "1", "2", "--level", level, "--on", day).returncode == 0
    asked = ("--on", "2017-05-22", "-o", "文书", "--record")
    made = rows(office, "publish", "publicity", "list", "leaving", "--format", "docx", "--format", "xlsx", *asked)
    assert made["nothing"] == ["leaving"]
    assert sorted(path.name for path in (tmp_path / "文书").iterdir()) == [
        "公示.docx",
        "公示.xlsx",
        "名录.docx",
        "名录.xlsx",
    ]
    assert {each["published_on"] for each in rows(office, "list")} == {"2017-05-22"}
    assert rows(office, "publish", "publicity", "--on", "2017-06-01")["nothing"] == ["publicity"]
    assert office("registry", "template", "list", "-o", "本局.docx").returncode == 0
    own = office("registry", "publish", "list", "--template", "本局.docx", "--on", "2017-05-22", "-o", "自己的")
    assert own.returncode == 0 and (tmp_path / "自己的" / "名录.docx").is_file()
    assert office("registry", "publish", "名册").returncode == 2


def test_a_registry_goes_out_as_excel_and_comes_back_whole(office):
    rows(office, "add", "收回", "--on", "2017-03-28")
    assert office("registry", "export", "全部.xlsx", "--show-numbers", "--on", "2017-04-01").returncode == 0
    assert office("registry", "init", "--db", "新.db").returncode == 0
    assert "2" in office("registry", "import", "全部.xlsx", "--db", "新.db").stdout
    assert rows(office, "list", "events", "--db", "新.db", "--show-numbers") == rows(
        office, "list", "events", "--show-numbers"
    )
    assert office("registry", "import", "全部.xlsx").returncode == 2  # it is not empty


def test_an_offices_list_has_a_header_of_two_rows_and_a_sheet_that_is_not_taken(office, tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["重点企业名录"],
        ["编号", "企业名称", "企业信息", None, "入库"],
        [None, None, "信用代码", "联系人", "日期"],
        ["穗知保2017-001", "广州甲有限公司", None, "王芳", 20170520],
    ):
        book.active.append(row)
    for area in ("C2:D2", "A2:A3", "B2:B3"):
        book.active.merge_cells(area)
    book.create_sheet("重点市场").append(["市场名称", "入库日期"])
    book["重点市场"].append(["广州乙市场", "2017-06-30"])
    book.save(tmp_path / "名录.xlsx")
    wanted = ("import", "名录.xlsx", "--programme", "guangzhou", "--kind", "enterprise")
    made = rows(office, *wanted, "--header-row", "2,3")
    assert (made["entries"], made["unused_sheets"]) == ([1], ["重点市场"])
    assert "没有导入的工作表：重点市场" in office("registry", *wanted, "--header-row", "2,3").stdout
    (entry,) = rows(office, "list")
    assert (entry["contact"], entry["admitted_on"], entry["own_number"]) == ("王芳", "2017-05-20", "穗知保2017-001")


def test_the_policies_that_are_named_are_those_that_there_are():
    for lang in ("zh", "en"):
        named = dict(each.split("=") for each in re.split("[；;] ?", say("cli.registry.policies", lang)))
        assert named.keys() == get_type_hints(ListPolicies).keys()
        assert list_policies(f"{name}={value.split('|')[-1]}" for name, value in named.items()) != LIST_DEFAULT


def test_an_empty_list_says_where_what_was_added_stands(office):
    assert "list applications" in office("registry", "list", "entries").stdout
    assert "list applications" not in office("registry", "list", "applications").stdout


def test_a_failure_to_read_or_write_names_the_folder():
    error = OSError(30, "Read-only file system", "/srv/office/.registry.db.1.part")
    assert "（文件夹 /srv/office）" in _reason(error, Terminal())
