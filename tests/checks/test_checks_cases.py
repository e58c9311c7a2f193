"""The table of cases: what each change of a clean record raises."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import ipforms
from ipforms.messages import SEVERITIES
from ipforms.schemas.base import STAGES
from tests.checks.cases import FORMS, Example, examples, faults

EXAMPLES = list(examples())

# Rules of the notices that one form can show; the others ask for papers, or bind an authority.
RULES = {
    *("J01", "J02", "J03", "J04", "J05", "J06", "J15", "J21", "J22", "J23", "J24", "J25", "J26", "J27"),
    *("G01", "G05", "G06", "G08", "G09", "G18", "G20", "G21", "G22", "G23", "G24", "G25", "G26", "G28", "G29"),
    *("G30", "G31", "G33", "G34", "G35"),
}
# What another code says first (an old number of 13 digits stands in the cell of an 18-character code and is too short),
# what reading has said already, and what a record cannot hold: it keeps phones in one canonical shape.
UNREACHED = {
    *("phone.area_added", "phone.area_inherited", "phone.area_missing", "phone.last_digits"),
    *("phone.leading_zero", "phone.remark"),
    *("registration_number.character", "registration_number.length", "registration_number.thirteen"),
    "resident_id.length",
    *(
        "trademark.class",
        "trademark.class_beside",
        "identifier.beside",
        "identifier.title",
    ),  # told where a cell is read
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.form_id} {each.rule} {each.what}")
def test_a_case_raises_the_codes_that_the_table_expects_and_no_others(example: Example) -> None:
    found = faults(example.case(), example.form_id)

    assert sorted((fault.path, fault.note.code) for fault in found) == example.expected


def test_the_table_has_all_that_one_form_can_show() -> None:
    assert len(EXAMPLES) > 300
    assert {example.rule for example in EXAMPLES} >= RULES
    assert Counter(example.form_id for example in EXAMPLES).keys() == set(FORMS)


def test_no_case_stands_twice() -> None:
    twice = [
        name
        for name, count in Counter((each.form_id, each.what, str(each.set)) for each in EXAMPLES).items()
        if count > 1
    ]

    assert twice == []


@pytest.mark.parametrize("form_id", FORMS)
def test_a_clean_record_stands_in_the_table_at_every_stage(form_id: str) -> None:
    clean = [each for each in EXAMPLES if each.form_id == form_id and not (each.set or each.notes or each.expect)]

    assert {each.stage for each in clean} == set(STAGES)


def codes_in(room: str) -> set[str]:
    """The codes that the sources of a room name."""
    where = Path(ipforms.__file__).parent / room
    texts = [path.read_text(encoding="utf-8") for path in (where.rglob("*.py") if where.is_dir() else [where])]
    return {code for code in SEVERITIES if any(f'"{code}"' in text for text in texts)}


def test_every_code_of_the_checks_is_raised_by_a_case() -> None:
    raised = {code for example in EXAMPLES for _, code in example.expected}

    of_reading, of_plugins = {"value.declared_none"}, {"sum.differs", "sum.missing"}
    assert codes_in("rules/checks") - raised == of_reading | of_plugins  # the latter in tests/schemas/test_declared


def test_every_code_of_an_identifier_that_a_form_asks_for_is_raised_by_a_case() -> None:
    raised = {code for example in EXAMPLES for _, code in example.expected}
    asked = {code for code in codes_in("codes") if not code.startswith("software_copyright.")}

    assert asked - raised == UNREACHED


def test_every_fault_cites_where_it_is_asked_for() -> None:
    for example in EXAMPLES:
        for fault in faults(example.case(), example.form_id):
            city = "穗知〔2017〕5号" if example.form_id.startswith("guangzhou") else "金华"
            assert fault.source.startswith((city, "转发通知")), f"{example.what}: {fault.source}"
