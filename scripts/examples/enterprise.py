"""Made-up applicants of the Guangzhou enterprise form (2017)."""

from __future__ import annotations

from random import Random
from typing import Any

from .material import load
from .names import Name, Names
from .numbers import Numbers
from .places import Place, in_guangzhou
from .prose import Prose
from .shared import Record, day, drafted, numbered, policies, units

APPLICANTS, COLLEAGUE, DATABASE = 44, 12, 4

_OPTIONAL = (
    "cover.date",
    "cover.organizer",
    "contact.email",
    "legal_representative.email",
    "legal_representative.phones",
    "contact.id_number",
    "mailing_address",
    "postcode",
    "declaration.date",
    "declaration.signatory",
    "overview",
    "copyrights.works",
)
_FORMS = ("有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司")
_TOPICS = ("management", "assets", "staff", "research")


def applicants() -> list[Record]:
    """Those of the workbook, some of them drafts."""
    return list(drafted(Random("drafts of enterprises"), _records()[:APPLICANTS], _OPTIONAL))


def for_colleague() -> list[Record]:
    """Those of the colleague's file."""
    return _records()[APPLICANTS : APPLICANTS + COLLEAGUE]


def for_database() -> list[Record]:
    """Those of the company database."""
    return _records()[APPLICANTS + COLLEAGUE :]


def _records() -> list[Record]:
    rng = Random("guangzhou-enterprise")
    names, numbers = Names(rng, 0), Numbers(100, "020")
    return [_record(rng, names, numbers) for _ in range(APPLICANTS + COLLEAGUE + DATABASE)]


def _record(rng: Random, names: Names, numbers: Numbers) -> Record:
    field = rng.choice(list(load("industries")["guangzhou"]))
    industry = load("industries")["guangzhou"][field]
    brand, place = names.brand(), in_guangzhou(rng)
    name = _name(rng, brand.text, place, rng.choice(industry["trade"]))
    domain = f"{brand.latin}-{industry['slug']}.example.{rng.choice(('com', 'cn'))}"
    boss, contact = names.person(), names.person()
    registered_on = day(rng, 1993, 2013)
    applied_on = rng.choice((f"2017-03-{rng.randint(10, 31)}", f"2017-04-{rng.randint(1, 14):02d}"))
    code, rights = numbers.credit_code(place.code), _rights(rng)
    facts = _facts(rng, industry, rights) | {
        "brand": brand.text, "field": field, "district": place.district, "founded": int(registered_on[:4]),
    }  # fmt: skip
    return {
        "cover": {
            "applicant": name,
            "organizer": f"广州市{place.district}知识产权局",
            "contact": contact.text,
            "date": applied_on,
        },
        "name": name,
        "registered_address": place.text,
        "registered_on": registered_on,
        "uscc": code,
        "org_code": f"{code[8:16]}-{code[16]}",
        "legal_representative": _person(rng, boss, names, numbers, domain),
        "contact": _person(rng, contact, names, numbers, domain),
        "mailing_address": rng.choice(
            (
                *[place.text] * 4,
                f"广州市{place.district}邮政信箱{rng.randint(11, 99)}号",
            )
        ),
        "postcode": place.postcode,
        **rights,
        "ip_units": units(rng, names, numbers, contact.text, 4),
        "ip_policies": policies(rng, max(2008, facts["founded"]), 2016, 6),
        "overview": _overview(rng, facts),
        "declaration": {"signatory": boss.text, "date": applied_on},
    }


def _name(rng: Random, brand: str, place: Place, trade: str) -> str:
    form = rng.choice(_FORMS)
    return rng.choice(
        (
            f"广州{brand}{trade}{form}",
            f"广州市{brand}{trade}{form}",
            f"{brand}（广州）{trade}{form}",
        )
    )


def _person(rng: Random, person: Name, names: Names, numbers: Numbers, domain: str) -> Record:
    landline = numbers.landline(rng.choice(("", "", "", str(rng.randint(8001, 8899)))))
    phones = rng.choice(([numbers.mobile()], [landline], [landline, numbers.mobile()]))
    return {
        "name": person.text,
        "id_number": numbers.resident_id(),
        "phones": phones,
        "email": names.mailbox(person, domain),
    }


def _rights(rng: Random) -> Record:
    """Counts, each no larger than what it is a part of; a third of the companies is below the threshold of 30."""
    applied, marks = numbered(rng, 3, 160), numbered(rng, 0, 60)
    granted, registered = (
        round(applied * rng.uniform(0.4, 0.9)),
        round(marks * rng.uniform(0.5, 1)),
    )
    return {
        "patents": {
            "applied": applied,
            "granted": granted,
            "valid": max(1, round(granted * rng.uniform(0.75, 1))),
        },
        "trademarks": {
            "applied": marks,
            "granted": registered,
            "valid": round(registered * rng.uniform(0.8, 1)),
        },
        "copyrights": {
            "software": rng.choice((0, 0, numbered(rng, 1, 30))),
            "works": rng.choice((0, numbered(rng, 0, 8))),
        },
    }


def _facts(rng: Random, industry: dict[str, Any], rights: Record) -> dict[str, Any]:
    """What the overview says, in accord with the numbers of the form."""
    employees = numbered(rng, 24, 680)
    researchers = max(3, round(employees * rng.uniform(0.12, 0.45)))
    revenue = employees * rng.randint(28, 95)
    products, technologies = (
        rng.sample(industry["products"], 3),
        rng.sample(industry["technologies"], 2),
    )
    customers = rng.sample(industry["customers"], 2)
    return {
        "p1": products[0], "p2": products[1], "p3": products[2], "t1": technologies[0], "t2": technologies[1],
        "c1": customers[0], "c2": customers[1],
        "employees": employees, "rd": researchers, "rd_share": round(100 * researchers / employees, 1),
        "bachelor": round(researchers + (employees - researchers) * rng.uniform(0.1, 0.4)), "age": rng.randint(28, 36),
        "revenue": revenue, "assets": round(revenue * rng.uniform(0.7, 1.8)), "capital": rng.choice((200, 500, 1000)),
        "growth": rng.randint(4, 38), "debt": rng.randint(22, 58), "equipment": round(revenue * rng.uniform(0.1, 0.3)),
        "space": employees * rng.randint(9, 30), "instruments": rng.randint(6, 60), "share": rng.randint(55, 88),
        "recent": rng.randint(2014, 2016), "days": rng.choice((15, 20, 30, 45, 60)), "years": rng.randint(2, 5),
        "points": rng.randint(4, 16), "suppliers": rng.randint(18, 140), "weeks": rng.randint(2, 4),
        "rd_ratio": rng.randint(31, 124) / 10, "projects": rng.randint(3, 18), "trials": rng.randint(60, 400),
        "lab": rng.randint(120, 1500), "bonus": rng.choice((500, 1000, 2000, 3000)), "plan": rng.randint(3, 25),
        "applied": rights["patents"]["applied"], "granted": rights["patents"]["granted"],
        "valid": rights["patents"]["valid"], "marks": rights["trademarks"]["valid"],
        "software": rights["copyrights"]["software"],
    }  # fmt: skip


def _overview(rng: Random, facts: dict[str, Any]) -> str:
    middle = rng.sample(_TOPICS, len(_TOPICS))
    return Prose(load("enterprise"), facts, rng).text(
        ("business", *middle, "property"),
        rng.choice((160, rng.randint(200, 600), rng.randint(400, 850))),
    )
