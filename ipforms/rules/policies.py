"""How to read what the notices leave open, of a form and of the list: named choices with defaults."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args, get_origin, get_type_hints

from ipforms.errors import InvalidArgument


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

    def __post_init__(self) -> None:
        """See that each choice is one of those that there are.

        Raises:
            InvalidArgument: one is not.
        """
        for name, hint in get_type_hints(type(self)).items():
            known, given = get_args(hint), getattr(self, name)
            if get_origin(hint) is Literal and given not in known:
                raise InvalidArgument(argument=name, given=repr(given), expected=known)


DEFAULT = Policies()


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
