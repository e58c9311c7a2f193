"""A small batch to report on: files that other people made, a record, a file that cannot be read, hostile names."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from functools import cache
from typing import Any

import ipforms
from ipforms import paths
from ipforms.findings import Finding
from ipforms.messages import Bilingual, Note
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import CheckOutcome, Report, UnreadFile
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.verdicts import ClauseReading, Condition, Eligibility, Need, Verdict
from ipforms.schemas.labels import label
from tests.replicas import FORMS, replica
from tests.strategies import contract

ON = datetime.date(2017, 4, 1)
HOSTILE = '=HYPERLINK("http://example.com")<script>window.hostile = 1</script>{{ 7 * 7 }}'
_CLAUSE = Clause("金华方案", "三（一）1（3）", "拥有有效的专利、注册商标知识产权权利合计20件以上")
ELIGIBILITY = Eligibility(
    Verdict.UNKNOWN,
    "any",
    _CLAUSE,
    (
        Condition(
            "high_tech",
            Bilingual("rules.jinhua.high_tech"),
            _CLAUSE,
            Verdict.UNKNOWN,
            paths=("high_tech",),
            needs=(Need.of("attachment", "high_tech_certificate"),),
        ),
        Condition(
            "rights",
            Bilingual("rules.jinhua.rights"),
            _CLAUSE,
            Verdict.NO,
            "12 + 5 = 17 < 20",
            readings=(ClauseReading("valid", Bilingual("rules.reading.valid"), Verdict.NO, "12 + 5 = 17 < 20"),),
        ),
    ),
)


def finding(form_id: str, path: str, code: str = "uscc.length", place: Any = None, source: str = "") -> Finding:
    """A finding of any kind at any place; the note needs no context but these."""
    context = {"value": "9144", "length": 4, "text": "9144", "label": "标签"}
    name = label(ipforms.form(form_id).model, paths.parse(path)) if path else ""
    return Finding(Note(code, context), path, name, place, source)


@cache
def returned(form_id: str, seed: int = 1, *switches: str) -> Report:
    """A returned form, checked."""
    made = replica(form_id, seed, *switches)
    name = f"{form_id}-{seed}{''.join(switches)}.docx"
    return check(ipforms.read(made.data), on=ON, name=name)


def marked_everywhere(report: Report) -> Report:
    """The same with a finding at every place that has a value."""
    assert report.submission
    found = [finding(report.form.id, path, place=place) for path, place in report.submission.places.items()]
    return dataclasses.replace(report, findings=tuple(found))


def from_record(name: str = HOSTILE) -> Report:
    """A record, checked: it has no file, and some errors."""
    form_id = "jinhua-application"
    report = check(ipforms.form(form_id).model(enterprise_name=name), on=ON)
    found = [
        finding(form_id, path, source="金华附件2") for path in ("enterprise_name", "address", "mobile", "email", "")
    ]
    return dataclasses.replace(report, findings=tuple(found))


def spotless() -> Report:
    """A form in which nothing was found, and all is sure: a page of our own, without a word of anybody else's."""
    record = ipforms.form("jinhua-application").model.model_validate(contract("jinhua-application"))
    report = check(ipforms.read(ipforms.render(record)), on=ON, name="无误.docx")
    return dataclasses.replace(report, findings=())


UNREAD = UnreadFile("扫描件 13800138000.pdf", ipforms.UnsupportedFormat(format="PDF", known=("DOCX",)))

MANY = len(FORMS) + 4


@cache
def outcomes() -> tuple[CheckOutcome, ...]:
    """The batch: one file of each form with doubts, one from a record, one without a fault, one that cannot be read."""
    return tuple(_outcomes())


def _outcomes() -> Iterator[CheckOutcome]:
    for form_id in FORMS:
        report = returned(form_id, 2, "doubtful", "statement_changed")
        assert report.submission
        path, place = next(iter(report.submission.places.items()))
        yield dataclasses.replace(report, findings=(*report.findings, finding(form_id, path, place=place)))
    yield dataclasses.replace(returned("jinhua-application", 3, "doubtful"), eligibility=ELIGIBILITY)
    yield from_record()
    yield spotless()
    yield UNREAD
