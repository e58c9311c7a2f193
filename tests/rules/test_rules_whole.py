"""Whole forms: the contract records, a returned document, and the notices whose words the rules quote."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.rules import clauses
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.verdicts import Eligibility
from ipforms.rules.policies import Policies
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.jinhua import JinhuaApplication
from tests.conftest import DATA
from tests.rules.cases import RULES, condition, judge
from tests.strategies import contract

QUOTED = {
    name: clause
    for name, clause in vars(clauses).items()
    if isinstance(clause, Clause) and clause.number.startswith(("三（一）1", "二（一）"))
}
"""The conditions: of the rest of the notices `tests/data/notices` holds nothing."""
IDS = {"jinhua": "jinhua-application", "enterprise": "guangzhou-enterprise", "market": "guangzhou-market"}


def whole(form: str, **policies: str) -> Eligibility:
    model, rule = RULES[form]
    return rule(RecordFacts(model.model_validate(contract(IDS[form])), {}, Policies(**policies)))


def verdicts(eligibility: Eligibility) -> dict[str, str]:
    return {each.id: each.verdict.value for each in eligibility.conditions}


def test_the_full_jinhua_form_qualifies_by_three_of_four_conditions() -> None:
    eligibility = whole("jinhua")
    assert (eligibility.verdict, eligibility.mode) == ("yes", "any")
    assert verdicts(eligibility) == {
        "high_tech": "yes",
        "ip_model_title": "yes",
        "rights": "yes",
        "well_known_trademark": "no",
    }
    assert condition(eligibility, "rights").arithmetic == "18 + 5 = 23 ≥ 20"


def test_the_full_enterprise_form_is_open_for_its_industry_alone() -> None:
    eligibility = whole("enterprise")
    assert (eligibility.verdict, eligibility.mode) == ("unknown", "all")
    assert verdicts(eligibility) == {"industry": "unknown", "registered": "yes", "management": "yes", "rights": "yes"}
    assert whole("enterprise", industry="accept").verdict == "yes"


def test_the_four_readings_of_thirty_are_shown_whichever_decides() -> None:
    for chosen in ("any", "applied", "valid", "single"):
        readings = condition(whole("enterprise", thirty=chosen), "rights").readings
        assert {each.id: each.arithmetic for each in readings} == {
            "applied": "42 + 15 = 57 ≥ 30",
            "valid": "22 + 11 = 33 ≥ 30",
            "single": "42 ≥ 30",
            "any": "42 + 15 = 57 ≥ 30",
        }


def test_the_full_market_form_qualifies() -> None:
    eligibility = whole("market")
    assert (eligibility.verdict, eligibility.mode) == ("yes", "all")
    assert set(verdicts(eligibility).values()) == {"yes"}


@pytest.mark.parametrize("form", ["enterprise", "market"])
def test_one_condition_that_fails_makes_the_whole_a_no(form: str) -> None:
    assert judge(form, {"uscc": "92440103MAXXXXX230"}).verdict == "no"


def test_an_office_learns_which_readings_pass_as_long_as_it_has_not_chosen_one() -> None:
    written = {"patents.applied": "35", "trademarks.applied": "5", "patents.valid": "12", "trademarks.valid": "5"}
    (need,) = condition(judge("enterprise", written), "rights").needs
    assert "“专利、商标的申请量合计”、“专利或商标单独一类的申请量或拥有量”达到30件" in need.what.text()
    assert "“专利、商标的拥有量（有效量）合计”未达到" in need.what.text()
    assert "“Patents and trade marks in force, added up”" in need.what.text("en")


def test_contradicting_parts_of_a_total_leave_it_open_in_a_record_too() -> None:
    holdings = {"total": 20, "invention": 5, "utility_model": 5, "design": 5}
    record = JinhuaApplication.model_validate({"valid_patents": holdings, "valid_trademarks": 0})
    rights = condition(RULES["jinhua"][1](RecordFacts(record)), "rights")
    assert (rights.verdict, rights.arithmetic) == ("unknown", "15 ≤ 15～20 + 0 ≤ 20（≥ 20？）")
    assert "合计与分项" in rights.needs[0].what.text()


def test_a_number_that_may_be_of_other_rights_proves_nothing() -> None:
    for said in ("20件申请中", "软著30件", "专利共计25件，有效10件"):
        assert condition(judge("jinhua", {"valid_patents": said}), "rights").verdict == "unknown"


def test_what_a_need_quotes_hides_a_person_s_number() -> None:
    needs = condition(judge("jinhua", {"valid_patents": "13800138000张三"}), "rights").needs
    assert "13800138000" not in str(needs)


def test_a_rule_refuses_the_record_of_another_form() -> None:
    record = ipforms.form("guangzhou-market").model()
    with pytest.raises(TypeError, match="JinhuaApplication was given GuangzhouMarket"):
        RULES["jinhua"][1](RecordFacts(record))


@pytest.mark.parametrize("name", QUOTED)
def test_a_clause_is_quoted_to_the_letter(name: str) -> None:
    notices = "".join(path.read_text(encoding="utf-8") for path in sorted((DATA / "notices").iterdir()))
    assert QUOTED[name].quote in notices
