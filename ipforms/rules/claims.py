"""Titles that a form claims, 是 or 否, as conditions."""

from __future__ import annotations

from ipforms.regulations.clauses import Clause
from ipforms.rules.verdicts import Condition, Need, Said, Verdict
from ipforms.schemas.parties import Claim

VERDICTS = {True: Verdict.YES, False: Verdict.NO, None: Verdict.UNKNOWN}
"""By a claim's `held`. A blank cell is no answer."""
ANSWERS = {True: "是", False: "否", None: "?"}


def claimed(path: str, title: Said, clause: Clause, claim: Claim, proof: Need) -> Condition:
    """The condition that a title is held: the answer in the row of that name, to be shown by `proof`."""
    needs = {True: (proof,), False: (), None: (unanswered(title.zh),)}[claim.held]
    return Condition(path, title, clause, VERDICTS[claim.held], ANSWERS[claim.held], (path,), needs)


def unanswered(row: str) -> Need:
    """The answer that a row lacks."""
    zh = f"请在“{row}”一栏写明是否具备，不具备的填“否”。"
    return Need("correction", Said(zh, f"Answer in the row “{row}”; write 否 if it is not held."))
