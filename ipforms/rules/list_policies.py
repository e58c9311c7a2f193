"""How to read what the notices leave open about the list itself: named choices with defaults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class ListPolicies:
    """The readings in force.

    Attributes:
        dispute_start: from when the 24 hours of a disputed jurisdiction run, which the text does not say: "dispute",
            when the dispute was found, or "receipt", when the case came in.
        rest_days: whether a term of months or years that would end on a rest day ends on it ("ignore") or on the next
            working day ("extend", 民法典第二百零三条). Terms of hours are clock hours and never extended.
        holidays: statutory holidays besides Saturdays and Sundays, for "extend"; they are announced year by year.
        workdays: Saturdays and Sundays that are worked, for "extend".
        entries: what counts for 每年入库企业数量: "admitted", those taken in that year, or "listed", all on it.
        services: whether 专业服务每年不少于2次 is asked for "each" enterprise and market or in "total".
        partial_years: whether the year in which a party joined the list is asked for as a whole ("ask") or not
            ("skip").
    """

    dispute_start: Literal["dispute", "receipt"] = "dispute"
    rest_days: Literal["ignore", "extend"] = "ignore"
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    entries: Literal["admitted", "listed"] = "admitted"
    services: Literal["each", "total"] = "each"
    partial_years: Literal["ask", "skip"] = "ask"


LIST_DEFAULT = ListPolicies()
