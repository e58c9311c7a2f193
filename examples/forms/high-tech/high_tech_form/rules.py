"""What the city asks for beyond what is checked of any form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from high_tech_form.schema import HighTechApplication
from ipforms.messages import Note
from ipforms.rules.checks.case import Case, CheckFinding

_SOURCE = "滨海市高新技术企业认定办法（示例）第五条"
_CLOSE = Decimal("0.1")  # percent points; the share is printed with one digit


def staff_share(case: Case) -> Iterator[CheckFinding]:
    """The stated share of scientists is what the two numbers give."""
    record = case.of(HighTechApplication)
    if not record.staff or record.rd_staff is None or record.rd_staff_share is None:
        return
    share = Decimal(100) * record.rd_staff / record.staff
    if abs(share - record.rd_staff_share) > _CLOSE:
        facts = {"stated": record.rd_staff_share, "added": round(share, 1)}
        yield CheckFinding(Note("sum.differs", facts), "rd_staff_share", _SOURCE)


CHECKS = (staff_share,)
