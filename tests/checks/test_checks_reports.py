"""What a person gets to see of the checks: labels, words, clauses, and nobody's number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipforms
from ipforms import paths
from ipforms.codes import identifier
from ipforms.findings import Finding
from ipforms.messages import Severity
from ipforms.pipeline.checking import check
from ipforms.rules.checks.case import record_cells
from ipforms.rules.checks.drafts import whole
from ipforms.schemas.base import STAGES, FormModel, Stage, extra
from ipforms.schemas.labels import is_personal
from ipforms.schemas.layout import layout, leaves
from tests import effort
from tests.checks.cases import CLEAN, FORMS, examples, record
from tests.strategies import records

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "identifiers.json").read_text("utf-8"))
CELLS = {
    "uscc": ("guangzhou-enterprise", "uscc"),
    "org": ("guangzhou-enterprise", "org_code"),
    "ric": ("guangzhou-enterprise", "contact.id_number"),
    "patent": ("jinhua-recommendation", "enterprises[0].key_patents"),
}
ROWS = [pytest.param(group, row, id=f"{group} {row['value']}") for group in CELLS for row in VECTORS[group]]
# About the number as a whole or its place in the form, not about how it is written.
ELSEWHERE = {
    *("uscc.other_city", "agreement.org_code", "applicant.not_legal_person", "applicant.legal_person_open"),
    *("patent.expired", "patent.future", "agreement.same_identity", "resident_id.age"),
}

_LONG = re.compile("[0-9]{11,}X?")


def said(finding: Finding) -> Iterator[str]:
    """All that a report shows of a finding."""
    for lang in ("zh", "en"):
        yield from (finding.text(lang), finding.note.hint(lang))
    yield from (finding.source, finding.path, json.dumps(dict(finding.note.context), default=str, ensure_ascii=False))


def found(form_id: str, changes: dict[str, Any], **more: Any) -> dict[tuple[str, str], Finding]:
    on = date.fromisoformat(CLEAN[form_id]["on"])
    report = check(record(form_id, changes), **{"stage": "final", "on": on, **more})
    return {(finding.path, finding.code): finding for finding in report.findings}


def personal_numbers(form: FormModel) -> set[str]:
    """The numbers of people; with fewer than eight digits nobody is called or known."""
    values = (spot.value for spot in record_cells(form) if spot.leaf.personal and spot.value)
    texts = (text for value in values for text in (value if isinstance(value, list) else [value]))
    return {number for text in texts if sum(map(identifier.is_digits, number := identifier.compact(text))) >= 8}


def shows(finding: Finding, form: FormModel, numbers: set[str]) -> list[str]:
    """Those of the numbers that a finding shows. Outside of personal cells a short one may be anything."""
    whole = is_personal(type(form), paths.parse(finding.path))
    looked_for = {number for number in numbers if whole or _LONG.fullmatch(number)}
    return [number for number in looked_for for text in said(finding) if number in identifier.compact(text)]


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_clean_record_gives_a_report_without_findings(form_id: str, stage: Stage) -> None:
    assert found(form_id, {}, stage=stage) == {}


@pytest.mark.parametrize("form_id", FORMS)
def test_a_contract_record_is_ok_as_the_company_hands_it_in(form_id: str) -> None:
    form = ipforms.form(form_id)
    contract = json.loads((Path(__file__).parents[1] / "data" / "contract" / f"{form_id}.json").read_text("utf-8"))

    report = check(form.model.model_validate(contract), on=date(2022, 6, 30))

    assert report.ok
    assert {finding.code for finding in report.findings} <= {"patent.expired"}


def test_a_finding_names_label_fault_remedy_and_clause() -> None:
    finding = found("guangzhou-enterprise", {"patents.valid": 26})["patents.valid", "count.rights_order"]

    assert finding.message == "“专利（件） 有效量”：有效量 26 件，多于授权量 25 件"
    assert finding.hint.startswith("通常有效量不多于授权量")
    assert finding.source == "穗知〔2017〕5号附件2“专利（件）”"


def test_a_blank_cell_says_what_belongs_there() -> None:
    finding = found("guangzhou-enterprise", {"org_code": None})["org_code", "field.blank"]

    assert finding.message == "“组织机构代码”：此栏未填写"
    assert finding.hint == "请填写：9 位代码，即统一社会信用代码的第 9～17 位。"


def test_dates_are_said_as_each_language_says_them() -> None:
    finding = found("guangzhou-enterprise", {"district_endorsement.date": "2017-03-19"})[
        "district_endorsement.date", "date.order"
    ]

    assert "2017年3月19日早于“申报单位声明 日期”的2017年3月20日" in finding.message
    assert "2017-03-19 is earlier than “申报单位声明 日期”, 2017-03-20" in finding.text("en")


def test_an_overview_that_is_too_long_shows_all_three_counts() -> None:
    finding = found("guangzhou-enterprise", {"overview": "知" * 1001 + "。"})["overview", "text.length"]

    assert "共 1002 个字符，按 Word 计 1002 字，仅计汉字 1001 字" in finding.message


def test_a_file_is_told_the_cell() -> None:
    form = ipforms.form("guangzhou-enterprise")
    wrong = record(form.id, {"uscc": "91440106MAXXXXX07R", "ip_units[1].headcount": 0})

    report = check(ipforms.read(form.render(wrong)), stage="final", on=date(2017, 6, 30))

    places = {finding.path: str(finding.place) for finding in report.findings if finding.severity is not Severity.NOTE}
    assert places.keys() == {"uscc", "ip_units[1].names"}
    assert all("表" in place for place in places.values())


def test_a_file_and_its_record_are_judged_alike() -> None:
    for form_id in FORMS:
        form, on = ipforms.form(form_id), date.fromisoformat(CLEAN[form_id]["on"])
        blank = check(ipforms.read(form.blank()), stage="final", on=on)

        of_record = {(each.path, each.code) for each in check(form.model(), stage="final", on=on).findings}
        assert {(each.path, each.code) for each in blank.findings} == {("", "form.unfilled"), *of_record}


@pytest.mark.parametrize("form_id", FORMS)
def test_a_draft_that_was_built_without_validation_is_judged_like_one_that_was_not(form_id: str) -> None:
    model, on = ipforms.form(form_id).model, date(2022, 6, 30)
    bare = model.model_construct()
    bare.__dict__.clear()
    blank = [(each.path, each.code) for each in check(model(), stage="final", on=on).findings]

    for draft in (bare, model.model_construct()):
        assert [(each.path, each.code) for each in check(draft, stage="final", on=on).findings] == blank
    assert whole(record(form_id)) == record(form_id)


@pytest.mark.parametrize(("group", "row"), ROWS)
def test_a_known_number_is_judged_in_its_cell_as_it_is_by_itself(group: str, row: dict[str, Any]) -> None:
    form_id, path = CELLS[group]
    value = [row["value"]] if group == "patent" else row["value"]

    findings = [each for key, each in found(form_id, {path: value}).items() if key[0].startswith(path)]
    severities = {each.severity for each in findings if each.code not in ELSEWHERE} - {Severity.NOTE}

    if row["expect"] == "invalid":
        assert Severity.ERROR in severities or group == "ric"
        assert severities
    else:
        assert severities == ({Severity.WARNING} if row["expect"] == "warn" else set())


def test_no_example_shows_a_personal_number() -> None:
    looked_at = 0
    for example in examples():
        case = example.case()
        form = case.record
        for finding in check(form, stage=case.stage, on=case.on).findings:
            assert shows(finding, form, personal_numbers(form)) == [], (example.what, finding.code)
            looked_at += is_personal(type(form), paths.parse(finding.path))
    assert looked_at > 30


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=effort.examples(40))
@given(data=st.data())
def test_any_record_at_any_stage_is_judged_in_both_languages(form_id: str, data: st.DataObject) -> None:
    form = data.draw(records(form_id))
    stage, on = data.draw(st.sampled_from(STAGES)), data.draw(st.dates(date(2000, 1, 1)))

    report = check(form, stage=stage, on=on)

    for finding in report.findings:
        assert finding.label and finding.message and finding.text("en")
        assert shows(finding, form, personal_numbers(form)) == []


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
def test_what_is_left_blank_is_missed_from_its_stage_on(form_id: str, data: st.DataObject) -> None:
    clean = record(form_id)
    cells = {spot.path: spot for spot in record_cells(clean) if "[" not in spot.path}
    left_out = data.draw(st.sets(st.sampled_from(sorted(cells)), min_size=1))
    stage = data.draw(st.sampled_from(STAGES))

    missed = {path for path, code in found(form_id, dict.fromkeys(left_out), stage=stage) if code == "field.blank"}

    asked = STAGES[1 : STAGES.index(stage) + 1]
    assert missed == {path for path in left_out if stage_of(type(clean), path) in asked}


def stage_of(model: type[FormModel], path: str) -> str | None:
    """The stage of a cell: that of the part or of the cell itself, whichever comes later."""
    leaf, groups = next((leaf, groups) for pattern, leaf, groups in leaves(layout(model)) if pattern == path)
    stages = [leaf.stage, *(extra(group.info, "stage") for group in groups if group.info)]
    return None if None in stages else max(stages, key=STAGES.index)
