"""A table that exists against the applications that are handed in with it."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.collate import NotATableOfCompanies, check_table, recommend
from ipforms.messages import Severity
from tests.collate.verdicts import application, judged
from tests.strategies import contract

FIRST, SECOND = "金华双龙精密机械股份有限公司", "义乌市锦程饰品有限公司"


def table(*rows):
    """A table of the contract's companies, with changes to their rows."""
    data = contract("jinhua-recommendation")
    data["enterprises"] = [{**data["enterprises"][number], **changes} for number, changes in rows]
    return ipforms.form("jinhua-recommendation").model.model_validate(data)


def told(findings):
    return [(finding.code, finding.path) for finding in findings]


def test_a_table_that_was_made_of_the_applications_agrees_with_them():
    reports = [judged("yes", FIRST), judged("yes", SECOND)]
    made = recommend(reports, "金华市婺城区市场监督管理局")
    assert check_table(made.record, reports) == ()
    assert check_table(ipforms.read(made.render()), reports) == ()


def test_a_company_without_an_application_and_the_reverse_are_both_named():
    findings = check_table(table((0, {})), [application("浦江县水晶工艺有限公司")])
    assert told(findings) == [("recommend.no_application", "enterprises[0].name"), ("recommend.not_listed", "")]
    assert findings[0].severity is Severity.ERROR
    assert findings[0].message == f"“推荐企业 第1行 推荐企业名称”：推荐表列有“{FIRST}”，但没有该企业的申报表"
    assert findings[0].source.startswith("金华方案四（二）：“将《金华市知识产权保护直通车重点企业推荐表》")


def test_a_name_that_was_mistyped_is_asked_for():
    findings = check_table(table((0, {})), [application("金华双龙精蜜机械股份有限公司")])
    assert "（是否为“金华双龙精蜜机械股份有限公司”？）" in findings[0].message
    assert f"(“{FIRST}”?)" in findings[1].text("en")


@pytest.mark.parametrize("name", ["金华双龙精密机械 股份有限公司", "金华双龙精密机械股份有限公司\u3000"])
def test_a_name_that_is_only_written_otherwise_is_found(name):
    assert check_table(table((0, {})), [application(name)]) == ()


def test_the_place_in_the_table_is_given_where_it_was_read():
    sub = ipforms.read(ipforms.render(table((0, {}), (1, {}))))
    (finding,) = check_table(sub, [application(FIRST)])
    assert (finding.code, finding.place) == ("recommend.no_application", sub.places["enterprises[1].name"])


def test_a_company_that_is_listed_twice_is_named_once_with_both_rows():
    findings = check_table(table((0, {}), (0, {"industry": "机械"})), [application(FIRST)])
    assert told(findings) == [("recommend.listed_twice", "enterprises[1].name")]
    assert "第 1、2 行" in findings[0].message


def test_a_row_without_a_name_is_named():
    findings = check_table(table((0, {"name": None})), [])
    assert told(findings) == [("recommend.nameless_row", "enterprises[0].name")]


def test_facts_that_differ_are_named_with_numbers_masked():
    findings = check_table(table((0, {"address": "义乌市", "phones": ["13805790009"]})), [application(FIRST)])
    assert told(findings) == [
        ("recommend.row_differs", "enterprises[0].address"),
        ("recommend.row_differs", "enterprises[0].phones"),
    ]
    assert not any("13805790009" in finding.message or "13905790000" in finding.message for finding in findings)


def test_another_form_is_no_table():
    with pytest.raises(NotATableOfCompanies, match="申报表"):
        check_table(application(FIRST), [])
