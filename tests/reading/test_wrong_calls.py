"""A call with a wrong argument is told at once: nothing is computed from what was not understood."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest

import ipforms
from ipforms.errors import InvalidArgument
from ipforms.pipeline.submission import OtherForm

FORM = ipforms.form("guangzhou-enterprise")
RECORD = FORM.model.model_validate({"name": "广州甲有限公司", "registered_on": "2030-01-01"})


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: ipforms.read(None), "source"),
        (lambda: ipforms.read(io.StringIO("text")), "source"),
        (lambda: ipforms.check(b"PK"), "what"),
        (lambda: ipforms.render({"name": "甲"}), "record"),
        (lambda: ipforms.check(RECORD, on="2020-01-01"), "on"),
        (lambda: ipforms.check(RECORD, policies={"thirty": "valid"}), "policies"),
        (lambda: ipforms.Policies(thirty="most"), "thirty"),
        (lambda: FORM.ui_schema(library="vue"), "library"),
    ],
)
def test_a_wrong_argument_is_named_in_both_languages(call, argument):
    with pytest.raises(InvalidArgument) as told:
        call()
    assert told.value.context["argument"] == argument
    assert argument in str(told.value) and argument in told.value.message("en")


def test_a_time_counts_as_its_day():
    told = [ipforms.check(RECORD, "draft", on) for on in (date(2020, 1, 1), datetime(2020, 1, 1, 9, 30))]
    assert told[0].findings == told[1].findings and "date.in_future" in {each.code for each in told[0].findings}
    assert told[1].on == date(2020, 1, 1) and type(told[1].on) is date


def test_a_report_bears_the_name_that_the_form_was_read_under(tmp_path):
    (tmp_path / "甲.docx").write_bytes(ipforms.render(RECORD))
    named = ipforms.read(ipforms.render(RECORD), name="乙 13800138000.docx")
    subs = (ipforms.read(tmp_path / "甲.docx"), ipforms.read(ipforms.render(RECORD)), named)
    assert [ipforms.check(each).name for each in subs] == ["甲.docx", "", "乙 138******00.docx"]
    assert ipforms.check(named, name="丙").to_dict()["name"] == "丙"


@pytest.mark.parametrize("asked", ["jinhua-application", "guangzhou-market"])
def test_a_form_that_is_plainly_another_than_the_one_asked_for_is_not_read_as_that(asked):
    with pytest.raises(OtherForm, match=f"是《{FORM.title}》，不是《{ipforms.form(asked).title}》"):
        ipforms.read(ipforms.render(RECORD), asked)
    assert ipforms.read(ipforms.render(RECORD), FORM.id).record == RECORD
