"""What holds for any numbers: verdicts grow with them, and what is said more exactly is never contradicted."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipforms.forms import form
from ipforms.messages import Note
from ipforms.rules.eligibility.figures import Bounds, Figure, proved
from ipforms.rules.eligibility.threshold_checks import ThresholdCheck
from ipforms.rules.eligibility.verdicts import Condition, Verdict, all_of, any_of
from ipforms.rules.policies import Policies
from ipforms.rules.record_facts import RecordFacts
from tests.effort import examples
from tests.rules.cases import RULES, condition, judge
from tests.strategies import records

NO, UNKNOWN, YES = Verdict.NO, Verdict.UNKNOWN, Verdict.YES
RANK = {NO: 0, UNKNOWN: 1, YES: 2}
OPPOSITE = {NO: YES, UNKNOWN: UNKNOWN, YES: NO}

TRIPLES = tuple(product(Verdict, repeat=3))

COUNTS = st.integers(0, 60)
POLICIES = st.builds(
    Policies,
    municipal_titles=st.sampled_from(("warn", "accept", "refuse")),
    thirty=st.sampled_from(("any", "applied", "valid", "single")),
    software=st.one_of(st.none(), COUNTS),
    industry=st.sampled_from(("judge", "accept")),
)
RIGHTS = {
    "jinhua": ("valid_patents", "valid_trademarks"),
    "enterprise": (
        *("patents.applied", "patents.valid", "trademarks.applied", "trademarks.valid", "copyrights.software"),
    ),
}
FORM_IDS = {"jinhua": "jinhua-application", "enterprise": "guangzhou-enterprise", "market": "guangzhou-market"}
# As a person writes a number, and the numbers that it can stand for.
VAGUE = st.one_of(
    st.tuples(st.integers(1, 60), st.integers(0, 30)).map(lambda n: (f"{n[0]}余件", n[0] + n[1])),
    st.tuples(st.integers(1, 60), st.integers(0, 60)).map(lambda n: (f"近{max(n)}件", min(n))),
    st.tuples(st.integers(0, 60), st.integers(0, 30), st.integers(0, 30)).map(
        lambda n: (f"{n[0]}-{n[0] + n[1] + n[2]}件", n[0] + n[1])
    ),
    st.tuples(st.integers(1, 60), st.integers(0, 90)).map(lambda n: (f"约{n[0]}件", n[1])),
    st.integers(1, 60).map(lambda n: ("有", n)),
    st.integers(0, 60).map(lambda n: ("", n)),
    st.just(("无", 0)),
)


@pytest.mark.parametrize("verdicts", TRIPLES)
def test_any_of_is_the_best_and_all_of_the_worst_verdict(verdicts: tuple[Verdict, ...]) -> None:
    assert any_of(verdicts) is max(verdicts, key=RANK.__getitem__)
    assert all_of(verdicts) is min(verdicts, key=RANK.__getitem__)


@pytest.mark.parametrize("verdicts", TRIPLES)
def test_any_of_and_all_of_are_each_other_s_mirror(verdicts: tuple[Verdict, ...]) -> None:
    assert any_of(verdicts) is OPPOSITE[all_of(OPPOSITE[verdict] for verdict in verdicts)]
    assert any_of((verdicts[0], any_of(verdicts[1:]))) is any_of(verdicts)


def test_without_conditions_any_of_is_no_and_all_of_is_yes() -> None:
    assert (any_of(()), all_of(())) == (NO, YES)


@given(st.lists(st.tuples(COUNTS, st.one_of(st.none(), COUNTS)), min_size=1, max_size=4), COUNTS, st.data())
def test_a_sum_of_bounds_says_yes_or_no_only_if_all_numbers_within_them_agree(
    ends: list[tuple[int, int | None]], threshold: int, data: st.DataObject
) -> None:
    bounds = [Bounds(Decimal(low), None if more is None else Decimal(low + more)) for low, more in ends]
    verdict = sum(bounds, Bounds.exactly(0)).reaches(threshold)
    true = sum(data.draw(st.integers(low, low + (100 if more is None else more))) for low, more in ends)
    assert verdict in (UNKNOWN, YES if true >= threshold else NO)


@given(st.lists(COUNTS, min_size=1, max_size=4), COUNTS)
def test_the_arithmetic_of_exact_numbers_can_be_done_again_from_its_text(numbers: list[int], threshold: int) -> None:
    terms = tuple(Figure(Bounds.exactly(number), str(number), "") for number in numbers)
    told = ThresholdCheck(terms, threshold).arithmetic
    added, sign, limit = told.rpartition(" ")[0].rpartition(" ")[0], told.split()[-2], told.split()[-1]
    assert [int(term) for term in added.split(" = ")[0].split(" + ")] == numbers
    assert int(added.split(" = ")[-1]) == sum(numbers)
    assert (sign, int(limit)) == ("≥" if sum(numbers) >= threshold else "<", threshold)


@pytest.mark.parametrize("form_id", RIGHTS)
@given(data=st.data(), policies=POLICIES)
def test_more_rights_never_make_a_verdict_worse(form_id: str, data: st.DataObject, policies: Policies) -> None:
    counts = data.draw(st.fixed_dictionaries(dict.fromkeys(RIGHTS[form_id], COUNTS)))
    more = data.draw(st.fixed_dictionaries(dict.fromkeys(RIGHTS[form_id], COUNTS)))
    few = {path: str(count) for path, count in counts.items()}
    many = {path: str(count + more[path]) for path, count in counts.items()}
    before, after = (condition(judge(form_id, written, policies), "rights") for written in (few, many))
    assert RANK[after.verdict] >= RANK[before.verdict]


@pytest.mark.parametrize("form_id", RIGHTS)
@given(data=st.data(), policies=POLICIES)
def test_an_exact_number_never_contradicts_what_a_vague_one_proved(
    form_id: str, data: st.DataObject, policies: Policies
) -> None:
    numbers = data.draw(st.fixed_dictionaries(dict.fromkeys(RIGHTS[form_id], VAGUE)))
    vague = {path: text for path, (text, _) in numbers.items()}
    exact = {path: str(number) for path, (_, number) in numbers.items()}
    before, after = (condition(judge(form_id, written, policies), "rights") for written in (vague, exact))
    assert before.verdict in (UNKNOWN, after.verdict)
    for open_reading, reading in zip(before.readings, after.readings, strict=True):
        assert open_reading.verdict in (UNKNOWN, reading.verdict)


@given(st.one_of(st.none(), COUNTS), COUNTS)
def test_a_number_of_something_else_proves_nothing(value: int | None, threshold: int) -> None:
    for code in ("number.about", "number.unit", "number.magnitude", "number.unreadable"):
        assert (
            proved(value, (Note(code, {"text": "?", "value": value, "unit": "铺"}),)).reaches(threshold + 1) is UNKNOWN
        )


@pytest.mark.parametrize("form_id", RULES)
@settings(max_examples=examples(25))  # a whole record is dear to make
@given(data=st.data(), policies=POLICIES)
def test_any_record_is_judged_and_what_is_open_says_what_would_settle_it(
    form_id: str, data: st.DataObject, policies: Policies
) -> None:
    record = data.draw(records(FORM_IDS[form_id]))
    eligibility = RULES[form_id][1](RecordFacts(record, {}, policies))
    whole = any_of if eligibility.mode == "any" else all_of
    assert eligibility.verdict is whole(each.verdict for each in eligibility.conditions)
    for each in eligibility.conditions:
        assert each.arithmetic and each.clause.quote
        assert each.needs or each.verdict is not UNKNOWN
        assert all(need.what.text("zh") and need.what.text("en") for need in each.needs)
        assert _decided(each, policies) in (None, each.verdict)


def _decided(judged: Condition, policies: Policies) -> Verdict | None:
    """What the reading that a policy picks says of a title; None where no reading alone decides."""
    if judged.id != "ip_model_title":
        return None
    name = "plan" if policies.municipal_titles == "refuse" else "form"
    return next(reading.verdict for reading in judged.readings if reading.id == name)


def test_every_form_of_the_laws_is_known() -> None:
    assert {form(form_id).model for form_id in FORM_IDS.values()} == {model for model, _ in RULES.values()}
