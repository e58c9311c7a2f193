"""What the city asks for beyond what is checked of any form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from grant_summary_form.schema import GrantSummary
from ipforms.messages import Note
from ipforms.rules.checks.case import Case, CheckFinding

_SOURCE = "滨海市知识产权资助办法（示例）第八条"
_MOST = Decimal(50)  # 万元 a firm and year, of the same clause


def most_a_firm(case: Case) -> Iterator[CheckFinding]:
    """No firm gets more than the most that the rules allow."""
    for row, district in enumerate(case.of(GrantSummary).districts):
        for number, firm in enumerate(district.firms):
            if firm.amount is not None and firm.amount > _MOST:
                note = Note("sum.differs", {"stated": firm.amount, "added": f"≤{_MOST}"})
                yield CheckFinding(note, f"districts[{row}].firms[{number}].amount", _SOURCE)


CHECKS = (most_a_firm,)
