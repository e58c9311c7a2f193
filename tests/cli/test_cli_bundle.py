"""`ipforms bundle` as a process: the list of materials of one company, and of a folder of companies."""

from __future__ import annotations

import json
import re

import docx
import openpyxl
import pytest

import ipforms
from ipforms.bundle import bundle
from ipforms.collate import Exclusion
from tests.checks.cases import record

FORM = "jinhua-application"
ALL = list(Exclusion)[1:]
JPEG = b"\xff\xd8\xff"


@pytest.fixture
def companies(tmp_path):
    """A folder with one complete company and one without its licence and proof."""
    for name, papers in (("甲", ("营业执照.jpg", "商标注册证.jpg")), ("乙", ())):
        folder = tmp_path / "收回" / name
        folder.mkdir(parents=True)
        own = {} if papers else {"enterprise_name": "义乌市锦程饰品有限公司"}
        (folder / "申报表.docx").write_bytes(ipforms.render(record(FORM, own)))
        for paper in papers:
            (folder / paper).write_bytes(JPEG)
    return tmp_path / "收回"


def test_the_list_tells_what_is_present_and_what_is_missing(cli, companies):
    done = cli("bundle", "收回/甲")
    assert (done.returncode, done.stderr) == (0, "") and "材料齐全。" in done.stdout and "营业执照.jpg" in done.stdout
    done = cli("bundle", "收回/乙")
    assert done.returncode == 1 and "材料不齐全。" in done.stdout
    table = done.stdout.partition("─\n")[2]
    rows = [re.split(" {2,}", line) for line in table.splitlines() if not line.startswith(" ")]
    assert [status for _, status, *_ in rows[:3]] == ["有", "缺", "缺"]


def test_json_is_what_the_library_says(cli, companies):
    done = cli("bundle", "收回/甲", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, bundle(companies / "甲").to_dict())
    told = json.loads(cli("bundle", "收回", "--each", "--json", "--lang", "en").stdout)
    assert told == [bundle(companies / name).to_dict("en") for name in ("乙", "甲")]


def test_papers_of_one_company_in_two_places_are_told_and_ask_for_nothing(cli, companies):
    (companies / "甲 补").mkdir()
    (companies / "甲 补" / "申报表.docx").write_bytes((companies / "甲" / "申报表.docx").read_bytes())
    (companies / "粤").mkdir()
    (companies / "粤" / "申报书.docx").write_bytes(ipforms.render(record("guangzhou-market")))
    asked = ("--notices", "信", "--office", "某局", "--report", "表.xlsx")
    done = cli("bundle", "收回", "--each", *asked)
    assert sorted(path.name for path in (companies.parent / "信").glob("*.docx")) == [
        "乙-补正通知书.docx",
        "粤-补正通知书.docx",
    ], done.stdout
    book = openpyxl.load_workbook(companies.parent / "表.xlsx")
    rows = [[str(cell or "") for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert any(row[0] == "粤" and "不是规定的表格" in row for row in rows)
    said = [cell for row in book.worksheets[1].iter_rows(values_only=True) for cell in row if cell]
    assert any("另有一份材料“甲”" in str(cell) for cell in said)


def test_each_company_of_a_folder_has_its_row(cli, companies):
    done = cli("bundle", "收回", "--each")
    assert done.returncode == 1 and "共 2 份材料，齐全 1 份。" in done.stdout
    (row,) = (line for line in done.stdout.splitlines() if line.startswith("甲  "))
    assert "齐全" in row and record(FORM).enterprise_name in row
    assert "旁边的文件" not in done.stdout
    (companies / "散.docx").write_bytes(ipforms.render(record(FORM)))
    (row,) = (line for line in cli("bundle", "收回", "--each").stdout.splitlines() if "散.docx" in line)
    assert "可受理" in row


def test_a_folder_of_several_applicants_is_opened_and_what_is_no_answer_gets_no_letter(cli, companies, tmp_path):
    (companies / "一镇").mkdir()
    (companies / "甲").rename(companies / "一镇" / "甲")
    other = ipforms.render(record(FORM, {"enterprise_name": "兰溪某某有限公司"}))
    (companies / "一镇" / "散.docx").write_bytes(other)
    (companies / "厂区.mp4").write_bytes(b"\0\0\0\x20ftypisom" + bytes(60))
    done = cli("bundle", "收回", "--each", "--json", "--notices", "通知", "--office", "某局")
    assert [each.get("folder") or each["name"] for each in json.loads(done.stdout)] == [
        *("一镇/甲", "乙"),
        *("一镇/散.docx", "厂区.mp4"),
    ]
    assert not list((tmp_path / "通知").rglob("厂区*"))


def test_papers_have_a_report_and_letters_as_forms_have(cli, companies, tmp_path):
    done = cli("bundle", "收回", "--each", "--report", "r.json", "--notices", "通知", "--office", "某局")
    assert done.returncode == 1 and "报告：r.json" in done.stdout
    told = {item["name"]: item for item in json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))}
    assert "bundle.missing" in {finding["code"] for finding in told["乙"]["findings"]}
    assert "bundle.missing" not in {finding["code"] for finding in told["甲"]["findings"]}
    letter = docx.Document(str(tmp_path / "通知" / "乙-补正通知书.docx"))
    assert "营业执照复印件" in "".join(paragraph.text for paragraph in letter.paragraphs)


def test_fewer_certificates_than_the_form_claims_are_for_a_person_to_count(companies):
    found = [finding for finding in bundle(companies / "甲").findings if finding.code == "bundle.fewer_certificates"]
    assert [(finding.severity.value, "只有 1 个文件" in finding.message) for finding in found] == [("human", True)]


def test_a_table_is_held_against_the_forms_that_count_and_a_mail_or_an_empty_folder_is_no_company(cli, companies):
    for name, day, liaison in (("甲", "2022-05-01", "李某"), ("乙", "2022-06-01", "王某")):
        changed = record(FORM, {"contact_name": liaison, "enterprise_endorsement": {"date": day}})
        (companies / name / "申报表.docx").write_bytes(ipforms.render(changed))
    (companies / "推荐表.docx").write_bytes(ipforms.render(ipforms.recommend([changed], include=ALL).record))
    nobody = ipforms.form(FORM).model(employees=9, address="金华市婺城区八一路1号")
    (companies / "散.docx").write_bytes(ipforms.render(nobody))
    (companies / "撤回.eml").write_bytes(b"From: a@example.com\nTo: b@example.com\nSubject: x\n\n\n")
    (companies / "空").mkdir()
    told = cli("bundle", "收回", "--each").stdout
    assert "共 2 份材料" in told and "撤回.eml" in told and "空 " in told
    assert "申报表散.docx没有企业名称" in re.sub(r"\s", "", told) and "推荐表为" not in told


def test_a_recommendation_table_is_held_against_the_papers_beside_it(cli, companies):
    table = ipforms.recommend([record(FORM)], unit="某局").record
    row = table.enterprises[0].model_copy(update={"liaison_name": "王某"})
    other = row.model_copy(update={"name": "兰溪某某有限公司"})
    changed = table.model_copy(update={"enterprises": [row, other]})
    (companies / "推荐表.docx").write_bytes(ipforms.render(changed))
    done = cli("bundle", "收回", "--each", "--report", "r.html", "--report", "r.json")
    assert done.returncode == 1 and "推荐表为“王某”" in done.stdout and "兰溪某某有限公司" in done.stdout
    page = (companies.parent / "r.html").read_text(encoding="utf-8")
    assert "推荐表为“王某”" in page and "商标注册证.jpg" in page and "缺：营业执照复印件" in page
    (told,) = (each for each in json.loads((companies.parent / "r.json").read_text()) if each["name"] == "推荐表.docx")
    assert "recommend.row_differs" in {finding["code"] for finding in told["findings"]}
    assert told in json.loads(cli("bundle", "收回", "--each", "--json").stdout)


def test_another_form_has_no_list_and_is_looked_for_alone(cli, companies, tmp_path):
    (companies / "甲" / "申报表.docx").write_bytes(ipforms.render(record("guangzhou-market")))
    told = json.loads(cli("bundle", "收回/甲", "--form", "guangzhou-market", "--json").stdout)
    assert told["form"] == "guangzhou-market" and [each["id"] for each in told["items"]] == ["form"]


def test_what_cannot_be_looked_at_is_status_2_with_the_reason(calls, companies, tmp_path):
    wrong = [
        ([], "缺少参数", "Missing"),
        (["none"], "文件夹不存在", "none"),
        (["收回/甲", "--each"], "没有下级文件夹", "no folders"),
        (["none", "--each"], "没有下级文件夹", "no folders"),
        (["收回/甲", "--form", "nope"], "没有名为“nope”的表格", "There is no form"),
    ]
    for lang in ("zh", "en"):
        told = calls([["bundle", *arguments] for arguments, _, _ in wrong], lang, tmp_path)
        for (status, out, err), (arguments, zh, en) in zip(told, wrong, strict=True):
            assert (status, out) == (2, "") and (zh if lang == "zh" else en) in err, arguments


def test_a_folder_without_files_is_none_that_lacks_papers(cli, tmp_path):
    (tmp_path / "空").mkdir()
    done = cli("bundle", "空")
    assert done.returncode == 2 and "没有文件" in done.stderr
    (tmp_path / "表.docx").write_bytes(b"")
    assert "压缩包" in cli("bundle", "表.docx").stderr
