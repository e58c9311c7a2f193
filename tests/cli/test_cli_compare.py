"""`ipforms compare` as a process: what differs, exit status, JSON as the library gives it, numbers masked."""

from __future__ import annotations

import json

import pytest

import ipforms
from ipforms.collate import compare
from tests.checks.cases import record

FORM = "jinhua-application"
OLD, NEW = "13800138001", "13800138002"


@pytest.fixture
def two(tmp_path):
    """Two returns of one form that differ in the staff and the mobile number."""
    for name, changes in (
        ("word.docx", {"mobile": OLD, "employees": 320}),
        ("stamped.docx", {"mobile": NEW, "employees": 321}),
    ):
        (tmp_path / name).write_bytes(ipforms.render(record(FORM, changes)))
    return tmp_path


def test_what_differs_is_told_field_by_field_and_gives_status_1(cli, two):
    done = cli("compare", "word.docx", "stamped.docx")
    assert (done.returncode, done.stderr) == (1, "")
    assert "第一份：word.docx" in done.stdout and "第二份：stamped.docx" in done.stdout
    assert "企业总人数" in done.stdout and "第一份为“320”，第二份为“321”" in done.stdout
    assert "两份不一致，共 2 处不同。" in done.stdout and OLD not in done.stdout and NEW not in done.stdout
    english = cli("compare", "word.docx", "stamped.docx", "--lang", "en").stdout
    assert "The two are not the same: 2 differences." in english


def test_personal_numbers_are_shown_when_asked_for(cli, two):
    done = cli("compare", "word.docx", "stamped.docx", "--show-personal")
    assert f"第一份：{OLD}" in done.stdout and f"第二份：{NEW}" in done.stdout


@pytest.mark.parametrize("reveal", [False, True])
def test_json_is_what_the_library_says(cli, two, reveal):
    done = cli("compare", "word.docx", "stamped.docx", "--json", *(["--show-personal"] if reveal else []))
    comparison = compare(
        ipforms.read(two / "word.docx"), ipforms.read(two / "stamped.docx"), names=("word.docx", "stamped.docx")
    )
    assert done.returncode == 1 and json.loads(done.stdout) == comparison.to_dict(reveal=reveal)
    assert (OLD in done.stdout) is reveal


def test_the_same_and_what_is_only_written_otherwise_are_status_0(cli, two):
    done = cli("compare", "word.docx", "word.docx")
    assert done.returncode == 0 and "两份完全一致。" in done.stdout
    for name, title in (("1.docx", "经理（IP）"), ("2.docx", "经理(IP)")):
        (two / name).write_bytes(ipforms.render(record(FORM, {"contact_title": title})))
    done = cli("compare", "1.docx", "2.docx")
    assert done.returncode == 0 and "两份内容一致，1 处写法不同。" in done.stdout


def test_what_cannot_be_compared_is_status_2_with_the_reason(calls, two):
    (two / "market.docx").write_bytes(ipforms.render(record("guangzhou-market")))
    (two / "x.pdf").write_bytes(b"%PDF-1.7")
    wrong = [
        (("word.docx",), "缺少参数", "Missing"),
        (("word.docx", "none.docx"), "none.docx", "none.docx"),
        (("word.docx", "x.pdf"), "不是完整的 PDF 文件", "no complete PDF file"),
        (("word.docx", "market.docx"), "不是同一种表格", "two different forms"),
        (("word.docx", "stamped.docx", "--form", "guangzhou-market"), "不是《广州市", "not “广州市"),
        (("word.docx", "stamped.docx", "--form", "nope"), "没有名为", "There is no form"),
    ]
    for lang in ("zh", "en"):
        told = calls([["compare", *arguments] for arguments, _, _ in wrong], lang, two)
        for (status, out, err), (arguments, zh, en) in zip(told, wrong, strict=True):
            assert (status, out) == (2, "") and (zh if lang == "zh" else en) in err, arguments


def test_forms_of_two_companies_are_told_to_be_such(cli, two):
    (two / "other.docx").write_bytes(ipforms.render(record(FORM, {"enterprise_name": "金华乙有限公司"})))
    assert "第二份的申报单位是“金华乙有限公司”" in cli("compare", "word.docx", "other.docx").stdout
    assert "第二份的申报单位" not in cli("compare", "word.docx", "stamped.docx").stdout
    assert json.loads(cli("compare", "word.docx", "other.docx", "--json").stdout)["other_applicant"] == "金华乙有限公司"
