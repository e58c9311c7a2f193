"""What a schema says beyond kinds: sums, conditions, lengths."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from jsonschema import Draft202012Validator

from ipforms.rules.checks.case import Case
from ipforms.rules.checks.completeness import complete
from ipforms.rules.checks.default_checks import sums_agree, texts_in_limit
from ipforms.schemas import types
from ipforms.schemas.base import FormModel, Rows, field
from ipforms.schemas.jsonschema import json_schema
from ipforms.schemas.sums import stated_sums, with_sums


class Item(FormModel, title="项目"):
    """A row."""

    amount: types.SignedMoney = field("金额", "金额", "1")


class Batch(FormModel, title="批次"):
    """Rows with a subtotal."""

    items: Rows[Item] = field("项目", "项目")
    subtotal: types.SignedMoney = field("小计", "小计", "1", sum_of="items[].amount")


class Account(FormModel):
    """A form with sums of sums, and a field that is asked for of some only."""

    batches: Rows[Batch] = field("批次", "批次")
    total: types.SignedMoney = field("合计", "合计", "1", sum_of="batches[].subtotal")
    kind: Annotated[str | None, types.choice(("货物", "服务", "其他"))] = field("类别", "类别", "货物")
    about: Annotated[str | None, types.limited(5)] = field(
        "说明", "说明", "说明", required_if={"kind": ["其他", "服务"]}
    )


def _case(record: Account) -> Case:
    return Case(record=record, stage="applicant", on=date(2026, 1, 1))


RECORD = Account.model_validate(
    {"batches": [{"items": [{"amount": "1.5"}, {"amount": "-2"}]}, {"items": [{"amount": "3"}], "subtotal": "4"}]}
)


def test_sums_are_computed_where_they_are_asked_for_the_inner_ones_first() -> None:
    made = with_sums(RECORD)
    assert [batch.subtotal for batch in made.batches] == [Decimal("-0.5"), Decimal(4)] and made.total == Decimal("3.5")
    assert with_sums(RECORD, again=True).total == Decimal("2.5")
    assert RECORD.total is None


def test_a_sum_that_is_wrong_or_lacking_is_found() -> None:
    found = {finding.path: finding.note.code for finding in sums_agree("附件", _case(RECORD))}
    assert found == {"batches[0].subtotal": "sum.missing", "batches[1].subtotal": "sum.differs", "total": "sum.missing"}
    assert not [*sums_agree("附件", _case(with_sums(RECORD, again=True)))]
    assert [each.added for each in stated_sums(Account())] == [None]


def test_a_field_is_asked_for_only_where_its_condition_holds() -> None:
    def lacking(kind: str | None) -> bool:
        found = complete("附件", (), _case(Account(kind=kind)))
        return "about" in {finding.path for finding in found}

    assert [lacking(kind) for kind in (None, "货物", "服务", "其他")] == [False, False, True, True]


def test_json_schema_says_the_condition() -> None:
    check = Draft202012Validator(json_schema(Account))
    filled = {"batches": [{"items": [{"amount": "1"}], "subtotal": "1"}], "total": "1"}
    assert check.is_valid(filled | {"kind": "货物"})
    assert not check.is_valid(filled | {"kind": "服务"}) and check.is_valid(filled | {"kind": "服务", "about": "短"})


def test_a_text_over_its_limit_is_found() -> None:
    codes = [
        [finding.note.code for finding in texts_in_limit("附件", _case(Account(about=text)))]
        for text in ("五个字以内", "这里有六个字", "a b c d e f")
    ]
    assert codes == [[], ["text.length"], ["text.length_doubtful"]]
