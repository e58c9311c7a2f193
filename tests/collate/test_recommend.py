"""Applications → the recommendation table: nobody gets lost, nothing is made up."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.collate import Exclusion, NotAnApplication, UnfitArgument, recommend
from ipforms.findings import Finding
from ipforms.messages import Note
from ipforms.rules.eligibility.verdicts import Verdict
from ipforms.schemas.record_texts import encode
from ipforms.text import name_key
from tests.collate.verdicts import application, judged
from tests.effort import examples
from tests.replicas.make import replica
from tests.strategies import contract, records

UNIT = "金华市婺城区市场监督管理局"
SIDE = {
    "金华双龙精密机械股份有限公司": {
        "涉足领域": "高端装备制造",
        "重点保护商标": "“双龙”12345678",
        "重点保护专利（专利号）": "ZL201710601862.3；ZL95115608.X",
    }
}
GROUPS = ("recommended", "ineligible", "unsettled", "held_back", "duplicates")


def codes(made):
    return [finding.code for finding in made.findings]


def told(made, code):
    return [finding for finding in made.findings if finding.code == code]


def test_an_application_and_the_side_table_make_the_row_of_the_contract():
    made = recommend([judged("yes")], UNIT, SIDE, "徐静", "0579-82060000", "2022-05-30")
    expected = contract("jinhua-recommendation")
    expected["enterprises"] = expected["enterprises"][:1]
    assert made.record.model_dump(mode="json") == expected
    assert made.findings == ()


def test_the_table_is_rendered_and_read_back():
    made = recommend([judged("yes")], UNIT, SIDE, "徐静", "0579-82060000", "2022-05-30")
    sub = ipforms.read(made.render())
    assert (sub.form.id, sub.record) == ("jinhua-recommendation", made.record)


def test_more_companies_than_the_form_has_rows_are_all_in_the_document():
    names = [f"金华第{number}机械有限公司" for number in "一二三四五六七八九"]
    made = recommend([judged("yes", name) for name in names], UNIT)
    assert [row["name"] for row in ipforms.read(made.render()).values["enterprises"]] == names


def asked(made):
    return [(finding.code, finding.path, finding.note.context["columns"]) for finding in made.findings]


def test_what_no_application_holds_is_asked_of_the_office_once_a_company():
    given = judged("yes")
    made, columns = recommend([given], UNIT), ["涉足领域", "重点保护商标", "重点保护专利（专利号）"]
    assert asked(made) == [("recommend.not_on_the_form", "enterprises[0]", columns)]
    assert made.findings[0].label == given.applicant
    made = recommend([given], UNIT, {given.applicant: {"重点保护商标": "双龙"}})
    assert asked(made) == [("recommend.not_on_the_form", "enterprises[0]", columns[:1])]


def test_a_company_without_rights_is_not_asked_for_them():
    made = recommend([judged("yes", valid_patents={"total": 0}, valid_trademarks=0)], UNIT)
    assert asked(made) == [("recommend.not_on_the_form", "enterprises[0]", ["涉足领域"])]


def test_what_the_application_leaves_blank_is_said_and_taken_from_the_side_table_if_it_is_there():
    bare = judged("yes", contact_title=None, email=None)
    made = recommend([bare], UNIT, {bare.applicant: {"职务": "法务主管", "涉足领域": "机械", "重点保护商标": "双龙"}})
    row = made.record.enterprises[0]
    assert (row.liaison_title, row.email) == ("法务主管", None)
    assert [(finding.code, finding.path) for finding in made.findings] == [("recommend.blank", "enterprises[0].email")]


def test_the_application_goes_before_the_side_table_and_the_difference_is_said():
    side = {
        "金华双龙精密机械股份有限公司": {
            **SIDE["金华双龙精密机械股份有限公司"],
            "企业地址": "义乌市",
            "联系电话": "13805790001",
        }
    }
    made = recommend([judged("yes")], UNIT, side)
    assert made.record.enterprises[0].address == "浙江省金华市婺城区临江东路88号"
    assert [finding.path for finding in told(made, "recommend.side_differs")] == [
        "enterprises[0].address",
        "enterprises[0].phones",
    ]
    said = json.dumps(made.to_dict(), ensure_ascii=False)
    assert "义乌市" in said
    assert not any(number in said for number in ("13805790001", "13905790000", "0579-82177827"))


@pytest.mark.parametrize("name", ["金华双龙精密机械股份有限公司", " 金华双龙精密机械 股份有限公司"])
def test_the_side_table_may_be_rows_of_a_spreadsheet(name):
    rows = [{"序号": 1, "推荐企业名称": name, "涉足领域": "高端装备制造", "备注": "", "重点保护商标": "双龙"}]
    made = recommend([judged("yes")], UNIT, rows)
    assert made.record.enterprises[0].industry == "高端装备制造"
    assert [finding.message for finding in made.findings] == ["补充表中的下列各列与推荐表无关，未采用：序号、备注"]


def test_rows_of_the_side_table_that_cannot_be_used_are_named():
    rows = [
        {"企业名称": "金华双龙精密机械股份有限公司", "涉足领域": "机械", "重点保护商标": "双龙"},
        {"企业名称": "金华双龙精密机械股份有限公司", "涉足领域": "饰品"},
        {"企业名称": None, "涉足领域": "饰品"},
        {"企业名称": "义乌市锦程饰品有限公司", "涉足领域": "饰品"},
    ]
    made = recommend([judged("yes")], UNIT, rows)
    assert made.record.enterprises[0].industry == "机械"
    assert codes(made) == ["recommend.side_twice", "recommend.side_nameless", "recommend.side_unused"]


def test_a_value_of_the_side_table_that_no_row_can_hold_is_named_and_left_out():
    made = recommend(
        [judged("yes")], UNIT, {"金华双龙精密机械股份有限公司": {"涉足领域": ["机械"], "重点保护商标": "双龙"}}
    )
    (finding,) = told(made, "recommend.side_unfit")
    assert finding.label == "涉足领域"
    assert "第 1 行的“['机械']”无法采用" in finding.message
    assert finding.text("en").isascii() is False and "值的类型" not in finding.text("en")
    assert made.record.enterprises[0].industry is None


def test_those_that_do_not_qualify_are_listed_apart_with_the_reason():
    made = recommend([judged("yes"), judged("no", "义乌市锦程饰品有限公司")], UNIT, SIDE)
    assert [row.name for row in made.record.enterprises] == ["金华双龙精密机械股份有限公司"]
    (applicant,) = made.ineligible
    assert (applicant.number, applicant.name) == (2, "义乌市锦程饰品有限公司")
    assert applicant.reason.text() == "有效专利、注册商标合计20件以上（10 + 5 = 15 < 20）"
    (finding,) = made.findings
    assert "“义乌市锦程饰品有限公司”不符合入库条件，未列入推荐表：有效专利、注册商标合计20件以上" in finding.message
    assert finding.source.startswith("金华方案四（二）")


@pytest.mark.parametrize(
    ("unsettled", "rows", "code"),
    [("apart", 0, "recommend.unsettled_apart"), ("include", 1, "recommend.unsettled_included")],
)
def test_those_of_which_it_is_open_are_kept_apart_unless_they_are_asked_for(unsettled, rows, code):
    made = recommend([judged("unknown")], UNIT, SIDE, unsettled=unsettled)
    assert len(made.record.enterprises) == rows
    assert [each.number for each in made.unsettled] == [1]
    assert "请核对证书是否在有效期内" in made.unsettled[0].reason.text()
    assert code in codes(made)


def test_the_rules_of_the_form_decide_where_nobody_has_decided_yet():
    form = ipforms.form("jinhua-application")
    made = recommend([application(), application("义乌市锦程饰品有限公司", **NOTHING)], UNIT)
    rows = [row.name for row in made.record.enterprises]
    assert "金华双龙精密机械股份有限公司" in rows
    assert ("义乌市锦程饰品有限公司" in rows) == (form.rules is None)


NOTHING = {
    "high_tech": False,
    "ip_model_title": {"held": False},
    "valid_patents": {"total": 1},
    "valid_trademarks": 1,
    "well_known_trademark": False,
}


def test_a_company_that_handed_in_twice_is_listed_once_and_what_differs_is_named():
    again = judged("yes", "金华双龙精密机械 股份有限公司", employees=300)
    made = recommend([judged("yes"), again], UNIT, SIDE)
    assert len(made.record.enterprises) == 1
    assert [each.number for each in made.duplicates] == [2]
    (finding,) = told(made, "recommend.duplicate")
    assert "提交了 2 份申报表（第 1 份、第 2 份），采用第 1 份；各份不一致的栏目：企业总人数" in finding.message


def test_one_code_in_the_side_table_tells_a_company_that_changed_its_name():
    rows = [
        {"企业名称": name, "统一社会信用代码": code, "涉足领域": "机械"}
        for name, code in (
            ("金华甲有限公司", "91330782MAXXXXX15R"),
            ("金华乙有限公司", "９１３３０７８２ＭＡＸＸＸＸＸ１５Ｒ"),
        )
    ]
    made = recommend([judged("yes", "金华甲有限公司"), judged("yes", "金华乙有限公司")], UNIT, rows)
    assert [row.name for row in made.record.enterprises] == ["金华甲有限公司"]
    assert "recommend.same_code" in codes(made)


def test_an_application_without_a_name_is_never_in_the_table_and_never_lost():
    made = recommend([judged("yes", "")], UNIT, unsettled="include")
    assert made.record.enterprises == []
    assert [each.number for each in made.unsettled] == [1]
    assert codes(made) == ["recommend.nameless", "recommend.none"]


FAULT = Finding(Note("value.type", {"type": "text"}), "employees", "企业总人数")
HANGZHOU = {"address": "浙江省杭州市西湖区"}


def withdrawn_by_file():
    return dataclasses.replace(judged("yes"), name="甲公司（撤回）.docx")


@pytest.mark.parametrize(
    ("report", "kind", "reason"),
    [
        (judged("yes", findings=(FAULT,)), "correct", "还有 1 处须补正（企业总人数）"),
        (judged("yes", **HANGZHOU), "place", "地址在杭州市，名称却是金华市的"),
        (judged("yes", address="江南路1号", office_phones=["0571-81234567"]), "place", "区号是 0571"),
        (withdrawn_by_file(), "withdrawn", "企业已撤回申报（甲公司（撤回）.docx）"),
    ],
)
def test_who_cannot_be_recommended_is_listed_once_with_the_reason_unless_asked_for(report, kind, reason):
    made = recommend([report], UNIT, SIDE)
    assert made.record.enterprises == [] and [each.number for each in made.held_back] == [1]
    assert reason in made.held_back[0].reason_text()
    assert codes(made) == ["recommend.left_out", "recommend.none"]
    asked = recommend([report], UNIT, SIDE, include=[kind])
    assert len(asked.record.enterprises) == 1 and "recommend.included" in codes(asked)
    assert len(recommend([report], UNIT, include={"unsettled"}).recommended) == 0


def test_who_qualifies_by_what_is_in_doubt_alone_is_left_out_until_somebody_has_looked():
    record = application(high_tech={"held": True, "detail": "GR201833000012"}, ip_model_title=False, valid_patents=3)
    made = recommend([ipforms.check(record, on=datetime.date(2022, 6, 1))], UNIT, SIDE)
    assert "高新技术企业证书于 2018 年颁发" in made.unsettled[0].reason_text() and not made.recommended


def test_whom_the_check_leaves_for_a_person_to_judge_is_left_out_with_what_is_to_be_judged():
    record = application(high_tech={"held": True, "detail": "GR201833000012"})  # qualifies by its patents too
    report = ipforms.check(record, on=datetime.date(2022, 6, 1))
    (left_out,) = recommend([report], UNIT, SIDE).unsettled
    assert (report.verdict, left_out.reason.exclusion) == ("judgement", Exclusion.UNSETTLED)
    assert "国家高新技术企业：高新技术企业证书于 2018 年颁发" in left_out.reason_text()
    assert "国家高新技术企业: " in left_out.reason_text("en")
    assert recommend([report], UNIT, SIDE, unsettled="include").recommended


def test_a_value_that_is_not_sure_leaves_its_company_out():
    form = ipforms.form("jinhua-application")
    texts = {**encode(application()), "valid_patents": "18件（受让2件，另有实审3件）"}
    report = ipforms.check(ipforms.read(form.template.fill(texts), name="a.docx"), on=datetime.date(2022, 6, 1))
    (left_out,) = recommend([report], UNIT, SIDE).unsettled
    assert "有效专利拥有量：" in left_out.reason_text() and "另有实审3件" in left_out.reason_text()


def test_a_company_that_the_office_knows_to_have_withdrawn_is_left_out():
    made = recommend([judged("yes")], UNIT, SIDE, withdrawn=["金华双龙精密机械 股份有限公司"])
    assert [each.reason_text() for each in made.held_back] == ["企业已撤回申报"]


def test_trademarks_that_were_withdrawn_do_not_withdraw_the_application():
    record = application(ip_protection_status="2019年撤回商标申请2件，另有有效商标20件。")
    sub = ipforms.read(ipforms.render(record))
    made = recommend([dataclasses.replace(judged("yes"), submission=sub)], UNIT, SIDE)
    assert len(made.recommended) == 1
    record = application(enterprise_endorsement={"opinion": "经研究，我单位撤回本次申报。"})
    sub = ipforms.read(ipforms.render(record))
    made = recommend([dataclasses.replace(judged("yes"), submission=sub)], UNIT, SIDE)
    assert [each.exclusion for each in made.held_back[0].reasons] == ["withdrawn"]


def test_the_file_is_named_where_there_is_one():
    given = [dataclasses.replace(judged("yes"), name=name) for name in ("甲.docx", "乙/甲.docx")]
    (finding,) = told(recommend(given, UNIT, SIDE), "recommend.duplicate")
    assert "（甲.docx、乙/甲.docx），采用甲.docx" in finding.message


def test_a_company_of_another_city_is_doubted_in_the_table_as_in_its_check():
    made = recommend([judged("yes", **HANGZHOU)], UNIT, include=["place"])
    checked = ipforms.check(made.record)
    for findings in (made.findings, checked.findings):
        assert ("address.other_city", "enterprises[0].address") in [(each.code, each.path) for each in findings]


def test_more_rights_than_are_in_force_are_doubted():
    made = recommend([judged("yes", valid_patents={"total": 1})], UNIT, SIDE)
    (finding,) = made.findings
    assert (finding.code, finding.path) == ("recommend.more_than_valid", "enterprises[0].key_patents")
    assert "列出 2 件，多于申报表填写的有效量 1 件" in finding.message


@pytest.mark.parametrize(("day", "doubted"), [("2022-05-15", True), ("2022-05-16", False), ("2022-05", False)])
def test_the_table_is_not_older_than_its_applications(day, doubted):
    made = recommend([judged("yes")], UNIT, SIDE, prepared_on=day)
    assert ("recommend.date_order" in codes(made)) == doubted


def test_other_forms_are_refused():
    with pytest.raises(NotAnApplication, match=r"第 2 份是《.*推荐表》"):
        recommend([application(), ipforms.form("jinhua-recommendation").model()])


def test_a_foot_that_cannot_stand_in_the_table_is_a_typed_error():
    with pytest.raises(UnfitArgument, match="prepared_on"):
        recommend([judged("yes")], UNIT, prepared_on="前天")


@pytest.mark.parametrize("seed", range(5))
def test_returned_files_go_into_the_table_as_they_are(seed):
    sub = ipforms.read(replica("jinhua-application", seed).data)
    made = recommend([sub], UNIT, unsettled="include")
    (applicant,) = made.recommended + made.ineligible + made.held_back
    assert applicant.name == sub.values["enterprise_name"]


NAMES = st.sampled_from(
    ("金华甲有限公司", "金华 甲有限公司", "金华乙（中国）有限公司", "金华乙(中国)有限公司", "", None)
)


@given(
    given=st.lists(
        st.tuples(records("jinhua-application"), NAMES, st.sampled_from([*Verdict, None])),
        max_size=6,
    ),
    unsettled=st.sampled_from(("apart", "include")),
)
@settings(max_examples=examples(80), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_application_gets_lost(given, unsettled):
    reports = []
    for record, name, verdict in given:
        changes = record.model_dump(mode="json") | {"enterprise_name": name}
        reports.append(application(**changes) if verdict is None else judged(verdict, **changes))
    made = recommend(reports, UNIT, unsettled=unsettled)
    numbers = {group: [each.number for each in getattr(made, group)] for group in GROUPS}
    apart = (
        numbers["unsettled"]
        if unsettled == "apart"
        else [n for n in numbers["unsettled"] if n not in numbers["recommended"]]
    )
    listed = (numbers[each] for each in ("recommended", "ineligible", "held_back", "duplicates"))
    everyone = [*itertools.chain(*listed), *apart]
    assert sorted(everyone) == list(range(1, len(reports) + 1))
    assert len(made.record.enterprises) == len(made.recommended)
    keys = [name_key(row.name) for row in made.record.enterprises]
    assert len(keys) == len(set(keys))
    for lang in ("zh", "en"):
        json.dumps(made.to_dict(lang))


def test_a_company_of_another_city_by_all_that_it_says_is_outside():
    made = recommend([judged("yes", **HANGZHOU, enterprise_name="浙江甲有限公司")], UNIT)
    assert made.held_back[0].reason_text() == "地址在杭州市，不属金华市"


def test_a_company_of_another_district_than_the_office_is_told():
    made = recommend([judged("yes", address="浙江省金华市浦江县人民路1号")], "金华市婺城区市场监督管理局")
    assert len(made.record.enterprises) == 1 and "recommend.other_district" in codes(made)


def test_what_a_person_must_judge_without_a_field_has_no_empty_name():
    report = ipforms.check(application("金华甲有限公司"), "draft")
    about = Finding(Note("roster.withdrawal", {"other": "来函.docx"}))
    (held,) = recommend([dataclasses.replace(report, findings=(about,))], stage="draft").unsettled
    assert "收到像是撤回申报的函" in held.reason_text() and "（：" not in held.reason_text()


def test_what_is_wrong_as_it_was_typed_is_to_be_put_right_and_not_in_doubt():
    form = ipforms.form("jinhua-application")
    texts = encode(form.model.model_validate(contract(form.id))) | {"mobile": "1390579000", "email": "nobody"}
    (left,) = recommend([ipforms.read(form.template.fill(texts), name="a.docx")], UNIT).held_back
    assert "须补正" in left.reason_text() and "读取存疑" not in left.reason_text()
