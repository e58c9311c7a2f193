"""在本市行政区域内注册的法人: what a credit code and an address tell of it.

The code says which office registered the applicant and what kind of body it is. It is no proof: a firm keeps its code
when it moves, and the kind 91 covers branches and partnerships too. So only a code of 个体工商户 makes a `no`, and a
code given out in another city leaves the condition open.
"""

from ipforms.codes import divisions, jurisdiction, uscc
from ipforms.messages import Bilingual
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.verdicts import Condition, Need, Verdict, all_of

_TITLE = Bilingual("rules.guangzhou.registered")
_CODE = Need.of("correction", "uscc")
_LICENCE = Need.of("attachment", "licence")
_LEGAL_PERSON = Need.of("attachment", "legal_person")
_SEAT = Need.of("attachment", "seat")
_NOT_TOLD = Need.of("correction", "address")


def registered(clause: Clause, code: str | None, address: str | None, home: divisions.City) -> Condition:
    """The condition, by the fields `uscc` and `registered_address`.

    A code with an error in it proves nothing; the condition is then open until the code is put right.
    """
    parts = uscc.parts(code) if code and uscc.is_valid(code) else None
    verdict, needs = _judged(code, parts.division, address, home) if code and parts else (Verdict.UNKNOWN, (_CODE,))
    arithmetic = _told(parts) if parts else "?"
    return Condition("registered", _TITLE, clause, verdict, arithmetic, ("uscc", "registered_address"), needs)


def _judged(code: str, division: str, address: str | None, home: divisions.City) -> tuple[Verdict, tuple[Need, ...]]:
    person, person_needs = _legal_person(code)
    if person is Verdict.NO:
        return person, ()
    seat, seat_needs = _seat(division, address, home)
    return all_of((person, seat)), (*person_needs, *seat_needs)


def _legal_person(code: str) -> tuple[Verdict, tuple[Need, ...]]:
    """Village collectives, which run many markets, and associations can be legal persons and mostly are."""
    match uscc.legal_person(code):
        case "no":
            return Verdict.NO, ()
        case "usual":
            return Verdict.YES, (_LICENCE,)
        case "possible":
            return Verdict.YES, (_LEGAL_PERSON,)
    return Verdict.UNKNOWN, (_LEGAL_PERSON,)


def _seat(division: str, address: str | None, home: divisions.City) -> tuple[Verdict, tuple[Need, ...]]:
    """Large firms are registered with the province or the nation: then the address has to say the city."""
    places = {jurisdiction.of_address(address, home).verdict, jurisdiction.of_office(division, home).verdict}
    if "outside" in places:
        return Verdict.UNKNOWN, (_SEAT,)
    if "inside" in places:
        return Verdict.YES, ()
    return Verdict.UNKNOWN, (_NOT_TOLD,)


def _told(parts: uscc.UsccParts) -> str:
    """What the code says, such as 91（企业），440106（天河区）."""
    division = divisions.by_code(parts.division)
    office = division.name if division else divisions.province_of(parts.division) or "?"
    return f"{parts.department}{parts.kind}（{parts.kind_name or '?'}），{parts.division}（{office}）"
