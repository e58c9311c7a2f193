"""Print in other words: which of it is told the sender as an altered statement."""

from __future__ import annotations

import pytest

from tests.reading.test_retyped import APPLICATION, read

CONDITION = "市级以上知识产权示范、优势培育、试点企业"
ANEW = (("联系地址", "地址"), ("|联系人|陈晓岚|职务|法务经理", "|联络人|陈晓岚|联系人职务|知识产权专员"))


def altered(*changes):
    found = read(APPLICATION, *changes).findings
    return [finding.note.context["found"] for finding in found if finding.code == "form.statement_changed"]


@pytest.mark.parametrize(
    ("wording", "others"),
    [
        (f"2.{CONDITION}", ()),
        (f"是否为{CONDITION}？", ()),
        (CONDITION.replace("、试点", "试点"), ()),  # as a scan is recognised
        (CONDITION.removeprefix("市级以上"), ANEW),
    ],
    ids=["a_number", "a_question", "signs", "shorter_in_a_form_typed_anew"],
)
def test_a_condition_that_says_the_same_is_not_altered(wording, others):
    assert altered((CONDITION, wording), *others) == []


@pytest.mark.parametrize(
    ("wording", "others"),
    [
        (CONDITION.replace("市", "县"), ()),
        (CONDITION.replace("市", "县"), ANEW),
        (CONDITION.removeprefix("市级以上"), ()),
    ],
    ids=["another_level", "in_a_form_typed_anew_too", "without_the_level"],
)
def test_a_condition_that_says_something_else_is(wording, others):
    assert altered((CONDITION, wording), *others) == [wording]


def test_a_post_is_no_label_of_the_next_field():
    found = read(APPLICATION, *ANEW)
    assert found.values["contact_title"] == "知识产权专员"
    assert "value.label_inside" not in {finding.code for finding in found.findings}
