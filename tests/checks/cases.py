"""The table of cases in tests/data/checks: a clean record, what is changed in it, and the codes that this must raise.

`clean.json` says how the contract record of a form becomes a clean one of the final stage, and on which day it is
checked. `<form id>.json` lists the cases, one a line: `rule` (a rule of the notices), `what` happens, `set` (values by
path; `{"pad": "知", "to": 1000}` lengthens the text that is there), `notes` (codes by path that reading is taken to
have met), `unread`, `stage`, `on`, `deadline`, and the codes that are expected by path: these and no others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ipforms import paths
from ipforms.forms import form
from ipforms.messages import Note
from ipforms.rules.checks.case import Case, CheckFinding
from ipforms.rules.policies import DEFAULT, Policies
from ipforms.schemas.base import FormModel, Stage
from tests.strategies import contract

DATA = Path(__file__).parents[1] / "data" / "checks"
FORMS = ("guangzhou-enterprise", "guangzhou-market", "jinhua-application", "jinhua-recommendation")


def load(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


CLEAN = load("clean")


@dataclass(frozen=True)
class Example:
    """A line of the table."""

    form_id: str
    rule: str
    what: str
    expect: dict[str, str | list[str]]
    set: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    stage: Stage = "final"
    on: str = ""
    deadline: str | None = "default"

    @property
    def expected(self) -> list[tuple[str, str]]:
        each = {path: [codes] if isinstance(codes, str) else codes for path, codes in self.expect.items()}
        return sorted((path, code) for path, codes in each.items() for code in codes)

    def case(self) -> Case:
        notes = {path: tuple(Note(code, {}) for code in codes) for path, codes in self.notes.items()}
        on, unread = date.fromisoformat(self.on or CLEAN[self.form_id]["on"]), frozenset(self.unread)
        facts = (record(self.form_id, self.set), notes, self._policies())
        return Case(*facts, stage=self.stage, on=on, unread=unread)

    def _policies(self) -> Policies:
        if self.deadline == "default":
            return DEFAULT
        return replace(DEFAULT, deadline=date.fromisoformat(self.deadline) if self.deadline else None)


def record(form_id: str, changes: dict[str, Any] | None = None) -> FormModel:
    """The clean record of a form, with changes."""
    data = contract(form_id)
    for path, value in deepcopy({**CLEAN[form_id]["set"], **(changes or {})}).items():
        steps = paths.parse(path)
        paths.put(data, steps, padded(paths.get(data, steps), value))
    return form(form_id).model.model_validate(data)


def padded(text: Any, value: Any) -> Any:
    """A text, made as long as asked for in characters other than white space."""
    if not isinstance(value, dict) or value.keys() != {"pad", "to"}:
        return value
    missing = value["to"] - len("".join(text.split()))
    return text + value["pad"] * missing


def faults(case: Case, form_id: str) -> list[CheckFinding]:
    return [fault for check in form(form_id).checks for fault in check(case)]


def examples() -> Iterator[Example]:
    for form_id in FORMS:
        yield from (Example(form_id, **line) for line in load(form_id))
