"""Evidence and certainty: each rule of docs/certainty.md."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

import ipforms
from ipforms import paths
from ipforms.findings import Finding
from ipforms.matching.field_evidence import Found
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.pipeline.certainty import Certainty
from ipforms.pipeline.evidence import FieldEvidence
from ipforms.schemas.labels import is_personal
from tests.documents import part

JINHUA = ipforms.form("jinhua-application").model
MARKET = ipforms.form("guangzhou-market").model
RECOMMENDATION = ipforms.form("jinhua-recommendation").model


def evidence(texts=None, found=None, findings=(), model=JINHUA):
    texts = {"employees": "321"} if texts is None else texts
    found = {path: Found("position") for path in texts} | (found or {})
    return FieldEvidence(model, texts, found, {path: Place(1, 1, 1) for path in texts}, findings)


def certainty(path="employees", **given):
    return evidence(**given)[path].certainty


def finding(code, path="employees", **context):
    return Finding(Note(code, {"text": "321", **context}), path)


def test_what_stands_in_its_place_is_sure() -> None:
    assert certainty() is Certainty.SURE
    assert certainty(texts={"employees": ""}) is Certainty.SURE, "a blank cell too"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("number.unreadable", "doubtful"),
        ("number.about", "doubtful"),
        ("number.remark", "likely"),
        ("value.declared_none", "sure"),
        ("number.converted", "sure"),
    ],
)
def test_a_note_lowers_the_certainty_by_what_it_says(code: str, expected: str) -> None:
    assert certainty(findings=[finding(code)]) == expected
    assert certainty(findings=[finding(code, "rd_staff")]) is Certainty.SURE, "it is of another field"


def test_a_remark_that_says_what_parts_a_number_has_leaves_it_sure_and_another_does_not() -> None:
    """Where one of the parts is what the field asks for it may be the number that is meant."""
    for remark, expected in (("其中女工58人", "sure"), ("其中企业员工300人", "likely"), ("2件已放弃", "likely")):
        assert certainty(findings=[finding("number.remark", remark=remark)]) == expected


def test_labels_with_other_words_leave_a_text_of_a_rare_kind_sure_and_one_that_shares_its_place_with_such() -> None:
    like, path = {"likeness": 0.7}, "legal_representative.mobile"
    known = {path: Found("label", "手机", **like)}
    assert evidence({path: "13800138000"}, known, model=MARKET)[path].certainty is Certainty.SURE
    unconfirmed = {path: Found("label", "手机", **like, is_confirmed=False)}
    assert evidence({path: "13800138000"}, unconfirmed, model=MARKET)[path].certainty is Certainty.DOUBTFUL
    for other, expected in (("contact_name", "sure"), ("address", "likely")):
        found = {each: Found("label", "姓名、职务", **like) for each in ("contact_title", other)}
        made = evidence({"contact_title": "主任", other: "张三"}, found)
        assert made["contact_title"].certainty == expected, "all that is left, or one of two that may be any words"
    made = evidence({"prepared_on": "2012年"}, {"prepared_on": Found("label", "日期", **like)}, model=RECOMMENDATION)
    assert made["prepared_on"].certainty is Certainty.LIKELY, "years stand everywhere"


def test_another_reading_nearly_as_good_counts_where_it_has_a_text_or_the_labels_say_nothing() -> None:
    for text, others, is_confirmed, expected in (
        ("321", (), True, "sure"),
        ("321", ("45",), True, "likely"),
        ("321", (), False, "doubtful"),
        ("", (), True, "likely"),
    ):
        found = {"employees": Found("label", "人数", 1.0, 0.2, others, is_confirmed)}
        assert certainty(texts={"employees": text}, found=found) == expected


def test_a_finding_on_a_part_or_on_the_section_counts() -> None:
    texts = {"contacts[0].name": "甲", "contacts[1].name": "乙", "contacts[1].email": "a@b.cn"}
    found = [finding("value.no_glyph", "contacts[1]")]
    made = evidence(texts, findings=found, model=MARKET)
    sure = [path for path in texts if made[path].certainty is Certainty.SURE]
    assert sure == ["contacts[0].name"]
    assert made["contacts"].certainty is Certainty.DOUBTFUL, "a section is as sure as its least certain field"
    made = evidence(
        {"goods_categories": "箱包"}, findings=[finding("list.repeated", "goods_categories[0]")], model=MARKET
    )
    assert made["goods_categories"].certainty is Certainty.DOUBTFUL


def test_an_entry_with_two_values_of_another_kind_may_be_of_another_section_whose_labels_are_missing() -> None:
    texts = {"contacts[0].name": "管理办法", "contacts[0].id_number": "2015年", "contacts[0].mobile": "1件"}
    odd = [
        finding(code, f"contacts[0].{name}")
        for name, code in (("id_number", "value.not_a_name"), ("mobile", "value.not_a_name"))
    ]
    missing = Finding(Note("form.label_missing", {"label": "名称"}), "")
    for findings, expected in ((odd, "sure"), ([*odd, missing], "doubtful"), ([*odd[:1], missing], "sure")):
        assert evidence(texts, findings=findings, model=MARKET)["contacts[0].name"].certainty == expected


def test_other_words_for_a_label_make_a_value_likely_and_no_label_doubtful() -> None:
    assert certainty(found={"employees": Found("label", "人数", 0.7)}) is Certainty.LIKELY
    assert certainty(found={"employees": Found("label", "总人数", 0.75)}) is Certainty.SURE, "both readings know it"
    unconfirmed = Found("label", "总人数", 0.75, is_confirmed=False)
    assert certainty(found={"employees": unconfirmed}) is Certainty.DOUBTFUL
    assert certainty(found={"employees": Found("label", "职工总数", 0.95)}) is Certainty.SURE, "words that are known"
    assert certainty(found={"employees": Found("label", "企业总人数", 1.0)}) is Certainty.SURE
    assert certainty(found={"employees": Found("order")}) is Certainty.DOUBTFUL


def test_a_number_of_no_known_kind_is_doubtful() -> None:
    """A digit of a number that is written one to a cell, for one."""
    path, place = "legal_representative.id_number", {"legal_representative.id_number": Place(1, 1, 1)}
    for number, expected in (("4", Certainty.DOUBTFUL), ("440101197812261026", Certainty.SURE)):
        values = {"legal_representative": {"id_number": number}}
        found = FieldEvidence(MARKET, {path: number}, {path: Found("position")}, place, (), values)
        assert found[path].certainty is expected


def test_a_field_that_an_entry_has_no_place_for_has_evidence_of_its_own() -> None:
    texts = {"contacts[0].name": "张三", "contacts[1].name": "李四"}
    found = evidence(texts=texts, findings=[Finding(Note("form.left_over", {"text": "王五"}), "")], model=MARKET)
    assert found["contacts[1].email"].found == "missing"
    assert found["contacts[1].email"].certainty is Certainty.DOUBTFUL, "words are left over"
    assert found["contacts[0].name"].certainty is Certainty.SURE


def test_a_blank_that_text_may_belong_to_is_not_sure() -> None:
    assert certainty(texts={"employees": ""}, findings=[finding("form.maybe_elsewhere")]) is Certainty.DOUBTFUL
    assert certainty(texts={"employees": ""}, findings=[finding("form.words_left")]) is Certainty.LIKELY


def test_what_an_office_fills_in_later_is_a_sure_blank_where_all_of_it_is_left_out() -> None:
    path = "recommender_endorsement.opinion"
    missing = [finding("form.field_missing", path), finding("form.words_left", path, text="甲")]
    words = [Finding(Note("form.left_over", {"text": said})) for said in ("角色", "同意推荐。")]
    assert certainty(path, texts={}, findings=[*missing, words[0]]) is Certainty.SURE
    assert certainty(path, texts={}, findings=[*missing, words[1]]) is Certainty.DOUBTFUL, "an office may say that"
    own = {"recommender_endorsement.date": Found("label", "日期")}
    assert certainty(path, texts={}, found=own, findings=[*missing, words[0]]) is Certainty.DOUBTFUL
    behind = {path: Found("order", is_confirmed=False)}  # a blank behind another label
    assert certainty(path, texts={path: ""}, found=behind, findings=[words[0]]) is Certainty.SURE
    signed = {"applicant_endorsement.signatory": "县局：同意上报 王磊"}
    assert certainty(path, texts=signed, findings=[*missing, words[0]]) is Certainty.DOUBTFUL, "both on one line"
    applicant = finding("form.field_missing", "employees")
    assert certainty(texts={}, findings=[applicant, words[0]]) is Certainty.DOUBTFUL


def test_a_blank_of_an_entry_whose_other_fields_are_not_confirmed_is_not_sure() -> None:
    texts = {"ip_policies[0].title": "甲办法", "ip_policies[0].count": "", "ip_policies[1].count": ""}
    for is_confirmed, expected in ((True, Certainty.SURE), (False, Certainty.DOUBTFUL)):
        found = {"ip_policies[0].title": Found("column", is_confirmed=is_confirmed)}
        assert certainty("ip_policies[0].count", texts=texts, found=found, model=MARKET) is expected
        assert certainty("ip_policies[1].count", texts=texts, found=found, model=MARKET) is Certainty.SURE


def test_no_value_of_a_damaged_file_is_sure() -> None:
    assert certainty(findings=[Finding(Note("reading.rows_lost", {"before": 9, "after": 8}))]) is Certainty.LIKELY


def test_parts_have_the_evidence_of_the_whole_and_others_none() -> None:
    made = evidence({"high_tech": "是（GR201733000001）"})
    assert made["high_tech.held"] is not None and made["high_tech.detail"].text.startswith("是")
    with pytest.raises(KeyError):
        made["no_such_field"]


def test_evidence_has_every_field_in_the_order_of_the_form() -> None:
    made = evidence({"email": "a@b.cn", "employees": "3"})
    assert list(made)[:3] == ["enterprise_name", "address", "contact_name"]
    assert len(made) == len(list(made)) == 22


def test_the_doubtful_come_before_the_likely() -> None:
    texts = {"enterprise_name": "甲", "employees": "约3", "rd_staff": "2（兼职）"}
    findings = [finding("number.remark", "enterprise_name", remark="兼职"), finding("number.about", "rd_staff")]
    made = evidence(texts, {"employees": Found("order")}, findings)
    assert made.doubtful()[:3] == ("employees", "rd_staff", "enterprise_name")


@pytest.mark.parametrize("form_id", [form.id for form in ipforms.forms()])
@pytest.mark.parametrize("format", ["docx", "pdf", "pdf-form"])
@pytest.mark.parametrize("is_filled", [True, False])
def test_all_of_our_own_documents_is_sure(
    form_id: str, format: str, is_filled: bool, contract: Callable[[str], Any]
) -> None:
    model = ipforms.form(form_id).model
    record = model.model_validate(contract(form_id) if is_filled else {})
    sub = ipforms.read(ipforms.render(record, format))
    assert sub.record == record
    assert sub.doubtful == (), [(path, sub.evidence[path].reasons) for path in sub.doubtful]
    assert {each.found for each in sub.evidence.values()} <= {"position", "field", "label", "column"}


def retyped(data: bytes, old: str, new: str) -> bytes:
    """A DOCX in whose text a person has typed something else."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = part(data, name)
            target.writestr(name, content.replace(old.encode(), new.encode()) if name.endswith(".xml") else content)
    return stream.getvalue()


def test_reports_name_what_is_not_sure() -> None:
    record = JINHUA.model_validate({"enterprise_name": "金华甲有限公司", "employees": 321})
    sub = ipforms.read(retyped(ipforms.render(record), ">321<", ">约321<"))
    assert sub.values["employees"] == 321 and sub.doubtful == ("employees",)
    (told,) = ipforms.check(sub).to_dict("en")["doubtful"]
    assert (told["label"], told["text"], told["certainty"]) == ("企业总人数", "约321", "doubtful")
    assert told["reasons"] and told["place"]["text"] == "第1个表格第6行第3列"


def test_a_doubtful_value_does_not_go_to_the_city(contract: Callable[[str], Any]) -> None:
    plain = ipforms.render(JINHUA.model_validate(contract("jinhua-application")))
    number = contract("jinhua-application")["mobile"]
    for data, listed in ((plain, 1), (retyped(plain, number, number[:-1]), 0)):
        table = ipforms.recommend([ipforms.read(data)], unit="婺城区市场监督管理局")
        reasons = [each.note.context["reason_zh"] for each in table.findings if each.code == "recommend.left_out"]
        assert len(table.record.enterprises) == listed
        assert [("须补正（手机号码）" in reason) for reason in reasons] == [True] * (1 - listed)  # the sender's slip


def test_no_repr_shows_the_number_of_a_person(record: Any) -> None:
    sub = ipforms.read(ipforms.render(record))
    steps = {path: paths.parse(path) for path in sub.texts}
    personal = [text for path, text in sub.texts.items() if is_personal(type(record), steps[path])]
    numbers = {number for text in personal for number in re.findall("[0-9]{7,}[0-9X]*", text)}
    assert len(numbers) > 1
    every = [sub, sub.record, sub.evidence, *map(sub.evidence.get, sub.texts), sub.found, sub.sheet, ipforms.check(sub)]
    shown = "".join(map(repr, every))
    assert not [number for number in numbers if number in shown]
    assert all(sub.evidence[path].text == text for path, text in sub.texts.items()), "the attribute has it"


def test_what_might_stand_there_as_well_is_masked_in_a_reason() -> None:
    path = "legal_representative.id_number"
    rival = Found("label", "身份证号", margin=0.1, others=("440101198001010017",))
    said = evidence({path: "44010119800101005X"}, {path: rival}, model=MARKET)[path]
    assert "440101198001010017" not in repr(said) + "".join(reason.message() for reason in said.reasons)
    assert said.alternatives == ("440101198001010017",)


@pytest.mark.parametrize("code", ["reading.struck", "reading.floating_text"])
def test_a_blank_without_a_place_is_doubtful_where_words_are_struck_or_float_over_the_page(code: str) -> None:
    texts, found = {"employees": ""}, {"employees": Found("column")}
    assert FieldEvidence(JINHUA, texts, found, {}, [finding(code, "")])["employees"].certainty == "doubtful"
    assert certainty(texts=texts, findings=[finding(code, "")]) == "sure", "it has its place, blank"


@pytest.mark.parametrize(
    ("row", "number", "expected"),
    [(1, "13800138000", "doubtful"), (1, "联系电话", "sure"), (3, "13800138000", "sure")],
    ids=["an entry above", "a header", "words behind"],
)
def test_a_list_of_which_a_row_above_an_entry_was_left_out_is_doubtful(row: int, number: str, expected: str) -> None:
    left = [Finding(Note("form.left_over", {"text": text}), place=Place(1, row, 1)) for text in ("甲公司", number)]
    path = "enterprises[0].name"
    found, places = {path: Found("column", "企业名称")}, {path: Place(1, 2, 1)}
    model = ipforms.form("jinhua-recommendation").model
    assert FieldEvidence(model, {path: "乙公司"}, found, places, left)[path].certainty == expected


def test_a_blank_is_doubtful_where_what_it_says_may_stand_in_its_label() -> None:
    texts = {"ip_protection_status": ""}
    for wording, expected in (("知识产权保护状况\n设专人管理。\n无纠纷", "doubtful"), ("知识产权保护状况", "sure")):
        found = {"ip_protection_status": Found("label", wording, 0.95)}
        assert certainty("ip_protection_status", texts=texts, found=found) == expected
