"""Cells as people write them, read by the codecs, judged by the rules: the rows of tests/data/rules.tsv."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipforms.rules.eligibility import guangzhou_rules, jinhua_rules
from ipforms.rules.eligibility.verdicts import Condition, Eligibility
from ipforms.rules.policies import DEFAULT, Policies
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.base import FormModel
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.schemas.jinhua import JinhuaApplication
from ipforms.schemas.record_texts import decode

RULES: dict[str, tuple[type[FormModel], Callable[[RecordFacts], Eligibility]]] = {
    "jinhua": (JinhuaApplication, jinhua_rules.application),
    "enterprise": (GuangzhouEnterprise, guangzhou_rules.enterprise),
    "market": (GuangzhouMarket, guangzhou_rules.market),
}
_TABLE = Path(__file__).parent.parent / "data" / "rules.tsv"


@dataclass(frozen=True)
class Case:
    """A row: what is written on a form that is blank otherwise, and what the rules are to say of it.

    `condition` is "" where the whole is judged; `needs` are the kinds of its needs, in order.
    """

    form: str
    condition: str
    written: dict[str, str]
    policies: Policies
    verdict: str
    arithmetic: str
    needs: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.form} {self.condition} {' '.join(self.written.values())}"


def facts(form: str, written: dict[str, str], policies: Policies = DEFAULT) -> RecordFacts:
    """What rules get to see of a form with these texts in its cells."""
    model = RULES[form][0]
    values, notes = decode(model, written)
    return RecordFacts(model.model_validate(values), notes, policies)


def judge(form: str, written: dict[str, str], policies: Policies = DEFAULT) -> Eligibility:
    return RULES[form][1](facts(form, written, policies))


def condition(eligibility: Eligibility, name: str) -> Condition:
    return next(each for each in eligibility.conditions if each.id == name)


def cases() -> list[Case]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return [_case(line.split("\t")) for line in lines if not line.startswith("#")]


def _case(row: list[str]) -> Case:
    form, name, written, policies, verdict, arithmetic, needs = row
    cells = dict(cell.split("=", 1) for cell in written.split(" | ") if cell)
    chosen: dict[str, Any] = dict(policy.split("=") for policy in policies.split())
    if "software" in chosen:
        chosen["software"] = int(chosen["software"])
    return Case(form, name, cells, Policies(**chosen), verdict, arithmetic, tuple(needs.split()))
