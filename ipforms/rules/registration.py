"""在本市行政区域内注册的法人: what a credit code and an address tell of it.

The code says which office registered the applicant and what kind of body it is. It is no proof: a firm keeps its code
when it moves, and the kind 91 covers branches and partnerships too. So only a code of 个体工商户 makes a `no`, and a
code given out in another city leaves the condition open.
"""

from __future__ import annotations

from ipforms.codes import divisions, jurisdiction, uscc
from ipforms.regulations.clauses import Clause
from ipforms.rules.verdicts import Condition, Need, Said, Verdict, all_of

_TITLE = Said("在本市注册的法人", "A legal person registered in the city")
_CODE = Need(
    "correction",
    Said(
        "请填写正确的18位统一社会信用代码，以便核对登记机关和法人资格。",
        "Give the right 18-character unified social credit code: it tells the registering office and the legal form.",
    ),
)
_LICENCE = Need(
    "attachment",
    Said(
        "请对照营业执照核对住所和法人资格（分支机构、合伙企业不是法人）。",
        "See the business licence for the domicile and the legal form: branches and partnerships are no legal persons.",
    ),
)
_LEGAL_PERSON = Need(
    "attachment",
    Said(
        "请提供登记证书，证明申报单位具有法人资格。",
        "Show the certificate of registration which says that the applicant is a legal person.",
    ),
)
_SEAT = Need(
    "attachment",
    Said(
        "代码所示的登记机关或注册地址不在本市，请提供营业执照，核对住所是否在本市。",
        "The code or the address points outside the city: show the business licence, which tells the domicile.",
    ),
)
_NOT_TOLD = Need(
    "correction",
    Said("请按营业执照填写注册地址，写明市、区。", "Give the address of the licence, with city and district."),
)


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
