"""Clauses as they are cited, and the facts that rules and checks go by."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.clauses import Clause
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.schemas.jinhua import JinhuaApplication

ALL = {name: clause for name, clause in vars(clauses).items() if isinstance(clause, Clause)}


@pytest.mark.parametrize("name", ALL)
def test_a_clause_names_its_notice_and_quotes_it(name: str) -> None:
    clause = ALL[name]
    assert str(clause).endswith(f"：“{clause.quote}”")
    assert clause.cited().endswith(f"“{clause.quote}”")
    assert clause.document.startswith(("金华", "穗知", "转发通知"))


def test_no_clause_stands_twice() -> None:
    assert len(set(ALL.values())) == len(ALL)


def test_facts_are_of_the_form_that_is_asked_for() -> None:
    facts = RecordFacts(GuangzhouMarket(name="广州白云国际皮具城有限公司"))
    assert facts.of(GuangzhouEnterprise, GuangzhouMarket).name == "广州白云国际皮具城有限公司"
    with pytest.raises(TypeError, match="JinhuaApplication was given GuangzhouMarket"):
        facts.of(JinhuaApplication)


def test_a_value_that_a_draft_lacks_is_none() -> None:
    assert RecordFacts(GuangzhouEnterprise.model_construct()).value("patents.applied") is None


def test_a_section_is_declared_none_only_where_nothing_else_stands_in_it() -> None:
    record, none = GuangzhouMarket(), Note("value.declared_none", {"text": "无"})
    assert RecordFacts(record, {"ip_units[0].unit": (none,)}).is_declared_none("ip_units")
    other = Note("value.elsewhere", {"text": "见附件"})
    assert not RecordFacts(record, {"ip_units": (none,), "ip_units[0].unit": (other,)}).is_declared_none("ip_units")
    assert not RecordFacts(record).is_declared_none("ip_units")


def test_the_policies_are_public() -> None:
    assert ipforms.Policies().thirty == "any"
