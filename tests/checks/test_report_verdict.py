"""What a report says in one word, and what it keeps to itself."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document

import ipforms
from ipforms.findings import Finding
from ipforms.messages import Note, Severity
from ipforms.reports.notice import notice
from ipforms.reports.notice_items import notice_items
from ipforms.reports.report_rows import file_status_text
from ipforms.schemas.record_texts import encode
from tests.documents import cells
from tests.strategies import contract

ON = date(2022, 6, 1)
UNFIT = {
    **dict.fromkeys(("high_tech", "ip_model_title", "well_known_trademark"), False),
    "valid_patents": {"total": 3},
    "valid_trademarks": 2,
}


def report(form_id: str, **changes: Any) -> ipforms.Report:
    record = ipforms.form(form_id).model.model_validate({**contract(form_id), **changes})
    return ipforms.check(record, on=ON)


@pytest.mark.parametrize(
    ("form_id", "changes", "ok", "verdict"),
    [
        ("jinhua-application", {}, True, "acceptable"),
        ("guangzhou-enterprise", {}, True, "judgement"),  # whether it is a key enterprise is on no form
        ("jinhua-application", {**UNFIT, "email": "nobody"}, False, "correct"),
        ("jinhua-application", UNFIT, False, "ineligible"),
    ],
)
def test_ok_means_acceptable_as_it_stands(form_id: str, changes: dict[str, Any], ok: bool, verdict: str) -> None:
    made = report(form_id, **changes)
    assert (made.ok, made.verdict, made.to_dict()["verdict"]) == (ok, verdict, verdict)


def test_a_doubtful_value_is_for_a_person_to_judge() -> None:
    form = ipforms.form("jinhua-application")
    texts = encode(form.model.model_validate(contract(form.id)))
    verdicts = {}
    for said in ("321", "321余"):
        sub = ipforms.read(form.template.fill({**texts, "employees": said}), name="a.docx")
        verdicts[said] = ipforms.check(sub, on=ON).verdict
    assert verdicts == {"321": "acceptable", "321余": "judgement"}


DOUBTS = {  # what reading says of a picture, and whose fault an error is then
    "clear": ([], "correct"),
    "hand": ([("reading.maybe_handwriting", "employees", {"text": "b"})], "judgement"),
    "elsewhere": ([("reading.maybe_handwriting", "mobile", {"text": "b"})], "correct"),
}


@pytest.mark.parametrize("doubts", DOUBTS)
def test_a_fault_that_may_be_misread_on_a_picture_is_no_fault_of_the_sender(doubts: str) -> None:
    form = ipforms.form("jinhua-application")
    texts = encode(form.model.model_validate(contract(form.id)))
    sub = ipforms.read(form.template.fill({**texts, "employees": "b31"}), name="a.png")
    noted, verdict = DOUBTS[doubts]
    page = ("reading.recognised", "", {"pages": [1]})
    spare = [("form.left_over", "", {"text": "é"})]
    found = [Finding(Note(code, context), path) for code, path, context in (page, *spare, *noted)]
    made = ipforms.check(replace(sub, findings=(*sub.findings, *found)), on=ON)
    assert made.verdict == verdict
    asked = [point for severity in ("error", "warning") for point in notice_items(made, Severity(severity))]
    assert len(asked) == (verdict == "correct")  # what recognition has left over is nobody's slip either
    assert any(each.code == "reading.maybe_misread" for each in made.findings) == (verdict == "judgement")


def test_what_is_blank_on_a_picture_with_words_left_over_may_be_one_of_them() -> None:
    form = ipforms.form("jinhua-application")
    texts = {**encode(form.model.model_validate(contract(form.id))), "address": ""}
    sub = ipforms.read(form.template.fill(texts), name="a.png")
    picture = Finding(Note("reading.recognised", {"pages": [1]}))
    spare = Finding(Note("form.left_over", {"text": "永康市五金路1号"}))
    with_picture = [ipforms.check(replace(sub, findings=each), on=ON) for each in ((picture,), (picture, spare))]
    assert [each.verdict for each in with_picture] == ["correct", "judgement"]


def test_nobody_is_refused_on_figures_of_a_doubtful_picture() -> None:
    form = ipforms.form("jinhua-application")
    sub = ipforms.read(ipforms.render(form.model.model_validate({**contract(form.id), **UNFIT})), name="a.png")
    found = [Finding(Note("reading.recognised", {"pages": [1]}))]
    found.append(Finding(Note("reading.maybe_handwriting", {"text": "3"}), "valid_patents"))
    made = [ipforms.check(replace(sub, findings=tuple(each)), on=ON) for each in (found[:1], found)]
    assert [(each.verdict, each.refusal is None) for each in made] == [("ineligible", False), ("judgement", True)]


@pytest.mark.parametrize("form_id", [form.id for form in ipforms.forms()])
def test_nothing_prints_a_persons_numbers(form_id: str) -> None:
    record = ipforms.form(form_id).model.model_validate(contract(form_id))
    sub = ipforms.read(ipforms.render(record))
    shown = "".join(map(repr, (record, sub, ipforms.check(sub), ipforms.check(record)))) + str(record)
    numbers = [number for number in personal_numbers(record) if number in shown]
    assert numbers == [] and list(personal_numbers(record))


def personal_numbers(record: Any) -> list[str]:
    """Telephone, identity and account numbers of a full record."""
    return re.findall(r'"([0-9-]{11,}X?)"', json.dumps(record.model_dump(mode="json")))


def test_bytes_have_the_name_that_they_are_given() -> None:
    with pytest.raises(ipforms.UnsupportedFormat, match="upload-7"):
        ipforms.read(b"\0\0\0\x18ftypmp42", name="upload-7")


@pytest.mark.parametrize(
    ("field", "detail", "code"),
    [
        ("high_tech", "2017.11—2020.11", "claim.ended"),
        ("high_tech", "2018年11月30日发证，有效期三年", "claim.ended"),
        ("high_tech", "2017年认定，2020年到期", "claim.ended"),
        ("high_tech", "2017.11—2020.11，2020.12—2023.12", ""),
        ("high_tech", "有效期至2023年11月", ""),
        ("ip_model_title", "省级企业技术中心", "claim.other_title"),
        ("well_known_trademark", "已撤销", "claim.not_in_force"),
    ],
)
def test_a_title_that_its_own_words_speak_against_meets_no_condition(field: str, detail: str, code: str) -> None:
    made = report("jinhua-application", **{**UNFIT, field: {"held": True, "detail": detail}})
    assert [each.code for each in made.findings if each.path == field] == [code] * bool(code)
    assert made.eligibility is not None
    assert made.eligibility.verdict == ("unknown" if code else "yes")
    assert made.verdict == ("judgement" if code else "acceptable")


def test_a_refusal_is_called_one_whatever_else_is_to_be_looked_at() -> None:
    form = ipforms.form("jinhua-application")
    refused = replace(report(form.id, **UNFIT), findings=(Finding(Note("form.left_over", {"text": "é"})),))
    said = [line for line in cells(notice(refused, office="某局")) if line]
    assert said[1] == "不符合入库条件告知书" and not any("修改后的申报表" in line for line in said)
    headings = [line[:2] for line in said if line[1:2] == "、" and line[0] in "一二三"]
    assert headings == ["一、", "二、", "三、"]


@pytest.mark.parametrize("form", ipforms.forms(), ids=lambda form: form.id)
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_form_that_came_back_blank_is_told_as_that_before_its_single_fields(form: ipforms.Form, kind: str) -> None:
    blank = ipforms.check(ipforms.read(form.blank(kind)))
    assert blank.findings[0].code == "form.unfilled"
    assert (blank.verdict, file_status_text(blank)) == ("correct", "须补正（空白表）")
    filled = ipforms.check(ipforms.read(ipforms.render(form.model.model_validate(contract(form.id)), kind)))
    assert "form.unfilled" not in {each.code for each in filled.findings}


def test_what_is_written_beside_the_fields_is_no_blank_form() -> None:
    document = Document(BytesIO(ipforms.form("jinhua-application").blank()))
    document.tables[0].rows[0].cells[0].text += "：金华某某有限公司"
    file = BytesIO()
    document.save(file)
    codes = {each.code for each in ipforms.check(ipforms.read(file.getvalue())).findings}
    assert "form.unfilled" not in codes
