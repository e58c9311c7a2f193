"""Each rule at, below and above its threshold, under each policy, with what people write instead of numbers."""

from __future__ import annotations

import pytest

from ipforms.rules.eligibility.verdicts import Verdict
from tests.rules.cases import RULES, Case, cases, condition, judge

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_says_what_its_row_of_the_table_says(case: Case) -> None:
    eligibility = judge(case.form, case.written, case.policies)
    judged = condition(eligibility, case.condition) if case.condition else eligibility
    told = getattr(judged, "arithmetic", "")
    assert (judged.verdict.value, told) == (case.verdict, case.arithmetic)
    assert tuple(need.kind for need in judged.needs) == case.needs


@pytest.mark.parametrize("form", RULES)
def test_the_table_has_every_condition_with_every_verdict_that_it_can_have(form: str) -> None:
    seen = {(case.condition, case.verdict) for case in CASES if case.form == form and case.condition}
    ids = {each.id for each in judge(form, {}).conditions}
    # Nothing on the form can show that an industry is no priority.
    assert seen == {(name, verdict.value) for name in ids for verdict in Verdict} - {("industry", "no")}
