"""The published JSON Schema: every report is such data, and what is not such a report is refused."""

from __future__ import annotations

import dataclasses
import json
from typing import get_args, get_type_hints

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipforms.messages import Severity
from ipforms.paths import Place
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import Report
from ipforms.reports.report_schema import report_schema
from ipforms.rules.eligibility.verdicts import Verdict
from ipforms.schemas.base import STAGES
from tests.effort import crossed, examples
from tests.replicas import FORMS
from tests.reports.batch import ELIGIBILITY, ON, outcomes, returned
from tests.strategies import records

SCHEMA = report_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
DIFFICULTIES = ((), ("doubtful",), ("statement_changed",), ("cover_missing", "hints_left"), ("tables_cut",))


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("switches", "form_id"), crossed(DIFFICULTIES, FORMS))
def test_reports_of_returned_forms_are_valid_in_both_languages(switches, form_id):
    for stage in STAGES:
        report = check(returned(form_id, 5, *switches).submission, stage, ON, name="甲.docx")
        for lang in ("zh", "en"):
            VALIDATOR.validate(json.loads(json.dumps(report.to_dict(lang))))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_reports_of_the_batch_are_valid_in_both_languages(lang):
    made = [outcome for outcome in outcomes() if isinstance(outcome, Report)]
    assert {finding.severity for report in made for finding in report.findings} >= {Severity.ERROR, Severity.WARNING}
    for report in made:
        VALIDATOR.validate(report.to_dict(lang))


@pytest.mark.parametrize("form_id", FORMS)
def test_reports_of_any_record_are_valid(form_id):
    @settings(max_examples=examples(20), suppress_health_check=[HealthCheck.too_slow])
    @given(record=records(form_id), stage=st.sampled_from(STAGES), lang=st.sampled_from(["zh", "en"]))
    def law(record, stage, lang):
        VALIDATOR.validate(check(record, stage, ON).to_dict(lang))

    law()


def test_a_report_with_a_verdict_is_valid():
    data = dataclasses.replace(returned("jinhua-application"), eligibility=ELIGIBILITY).to_dict()
    VALIDATOR.validate(data)
    assert data["eligibility"]["conditions"]


@pytest.mark.parametrize(
    "change",
    [
        {"ok": "yes"},
        {"stage": "later"},
        {"on": "1.4.2017"},
        {"surplus": 1},
        {"counts": {"error": -1}},
        {"findings": [{"code": "a.b"}]},
        {"eligibility": {"verdict": "maybe"}},
    ],
)
def test_what_is_no_report_is_refused(change):
    data = {**returned("jinhua-application").to_dict(), **change}
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)


def test_a_key_that_is_missing_is_refused():
    for key in SCHEMA["required"]:
        data = returned("jinhua-application").to_dict()
        del data[key]
        with pytest.raises(jsonschema.ValidationError):
            VALIDATOR.validate(data)


def test_the_enumerations_are_those_of_the_code():
    parts = SCHEMA["$defs"]
    assert parts["severity"]["enum"] == [*Severity]
    assert parts["verdict"]["enum"] == [*Verdict]
    assert SCHEMA["properties"]["stage"]["enum"] == [*STAGES]
    assert [*SCHEMA["properties"]["counts"]["properties"]] == [*Severity]
    assert parts["place"]["required"] == [*Place._fields, "text"]
    assert parts["place"]["properties"]["part"]["enum"] == [*get_args(get_type_hints(Place)["part"])]
