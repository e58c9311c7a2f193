"""How to read what the notices leave open: named choices with defaults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Policies:
    """The readings in force.

    Attributes:
        municipal_titles: whether a municipal title meets Jinhua's condition on demonstration enterprises, where the
            plan says 国家、省级以上 and the form 市级以上: "warn" takes it and says so, "accept", or "refuse".
        thirty: which reading of 专利、商标申请量或拥有量要在30件以上 decides: "any" (one of the others is enough),
            "applied" (sum of what was applied for), "valid" (sum of what is in force), "single" (one kind alone).
        software: whether software copyrights alone can meet Guangzhou's condition, which says 一定数量: the number
            that is enough, or None to leave it to judgement.
        deadline: the last day for handing in to Guangzhou's districts; None if there is none. The forwarding letter
            says 于4月16日前.
        industry: whether an enterprise of Guangzhou is in a priority industry, for which the form has no field: "judge"
            leaves it to the office, "accept" takes it as given, for offices that invite such enterprises alone.
    """

    municipal_titles: Literal["warn", "accept", "refuse"] = "warn"
    thirty: Literal["any", "applied", "valid", "single"] = "any"
    software: int | None = None
    deadline: date | None = date(2017, 4, 16)
    industry: Literal["judge", "accept"] = "judge"


DEFAULT = Policies()
