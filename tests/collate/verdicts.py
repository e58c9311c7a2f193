"""Applications with a verdict of the test's own choice, whatever the rules say."""

from __future__ import annotations

from datetime import date

import ipforms
from ipforms.findings import Finding
from ipforms.messages import Bilingual
from ipforms.pipeline.report import Report
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.verdicts import Condition, Eligibility, Need, Verdict
from ipforms.schemas.base import FormModel
from tests.strategies import contract

CLAUSE = Clause("金华方案", "三（一）1", "满足下述条件之一的金华市企业，即可申请")
CERTIFICATE = Need.of("attachment", "high_tech_certificate")


def eligibility(verdict: Verdict | str) -> Eligibility:
    needs = (CERTIFICATE,) if verdict == Verdict.UNKNOWN else ()
    title = Bilingual("rules.jinhua.rights")
    condition = Condition("rights", title, CLAUSE, Verdict(verdict), "10 + 5 = 15 < 20", needs=needs)
    return Eligibility(Verdict(verdict), "any", CLAUSE, (condition,))


def application(name: str | None = None, **changes: object) -> FormModel:
    """The record of a company, otherwise that of the contract."""
    given = {"enterprise_name": name} if name is not None else {}
    return ipforms.form("jinhua-application").model.model_validate(
        {**contract("jinhua-application"), **given, **changes}
    )


def judged(
    verdict: Verdict | str, name: str | None = None, findings: tuple[Finding, ...] = (), **changes: object
) -> Report:
    """A report that says so."""
    form = ipforms.form("jinhua-application")
    record = application(name, **changes)
    return Report(form, "applicant", date(2022, 6, 1), record, findings, eligibility(verdict))
