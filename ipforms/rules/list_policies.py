"""How to read what the notices leave open about the list itself: named choices with defaults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class ListPolicies:
    """The readings in force."""

    # from when the 24 hours of a disputed jurisdiction run, which the text does not say: "dispute", when the dispute
    # was found, or "receipt", when the case came in
    dispute_start: Literal["dispute", "receipt"] = "dispute"
    # hours, or months, that an office gives itself for cases on whose term its notice says nothing: disputed
    # jurisdiction in Guangzhou, counterfeit patents in Jinhua. None: no term; they are told as cases without one
    own_hours: int | None = None
    own_months: int | None = None
    # whether a term of months or years that would end on a rest day ends on it ("ignore") or on the next working day
    # ("extend", 民法典第二百零三条). Terms of hours are clock hours and never extended
    rest_days: Literal["ignore", "extend"] = "ignore"
    # statutory holidays besides Saturdays and Sundays, for "extend"; they are announced year by year
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()  # Saturdays and Sundays that are worked, for "extend"
    # what counts for 每年入库企业数量: "admitted", those taken in that year, or "listed", all on it
    entries: Literal["admitted", "listed"] = "admitted"
    # whether 专业服务每年不少于2次 is asked for "each" enterprise and market or in "total"
    services: Literal["each", "total"] = "each"
    # whether the year in which a party joined the list is asked for as a whole ("ask") or not ("skip")
    partial_years: Literal["ask", "skip"] = "ask"


LIST_DEFAULT = ListPolicies()
