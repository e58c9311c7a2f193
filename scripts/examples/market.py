"""Made-up applicants of the Guangzhou market form (2017)."""

from __future__ import annotations

from random import Random
from typing import Any

from .material import load
from .names import Name, Names
from .numbers import Numbers
from .places import Place, in_guangzhou
from .prose import Prose
from .shared import Record, day, drafted, numbered, policies, units

APPLICANTS = 42

_OPTIONAL = (
    "cover.date",
    "bank_credit_rating",
    "office_address",
    "last_year_revenue",
    "legal_representative.email",
    "legal_representative.landline",
    "mailing_address",
    "honours",
    "work_plan",
    "declaration.date",
    "declaration.signatory",
)
_UNITS = (
    "知识产权工作站",
    "市场管理部",
    "招商部打假专班",
    "商户自律委员会",
    "客户服务中心",
)
_POLICIES = (
    "市场知识产权保护管理办法",
    "商户信用档案制度",
    "商户进场审查制度",
    "侵权投诉处理办法",
    "诚信商户评选办法",
    "重点品类抽检制度",
)
_BANKS = (
    "中国工商银行",
    "中国建设银行",
    "广州农村商业银行",
    "中国银行",
    "招商银行",
    "广发银行",
)
# Collectives and co-operatives run markets too; their codes begin otherwise.
_VILLAGE, _COMPANY = ("N2", "MF"), ("91", "MA")


def applicants() -> list[Record]:
    """The applications, some of them drafts."""
    rng = Random("guangzhou-market")
    names, numbers = Names(rng, 2), Numbers(600, "020")
    records = [_record(rng, names, numbers) for _ in range(APPLICANTS)]
    return list(drafted(Random("drafts of markets"), records, _OPTIONAL))


def _record(rng: Random, names: Names, numbers: Numbers) -> Record:
    industry = load("industries")["market"][rng.choice(list(load("industries")["market"]))]
    brand, place = names.brand(), in_guangzhou(rng)
    kind, name = _name(rng, brand.text, place, rng.choice(industry["trade"]))
    code = numbers.credit_code(place.code, *kind)
    domain = f"{brand.latin}-{industry['slug']}.example.{rng.choice(('com', 'cn'))}"
    boss, contacts = (
        names.person(),
        [names.person() for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))],
    )
    applied_on = f"2017-{rng.choice(('03', '03', '04'))}-{rng.randint(10, 14)}"
    office = f"{place.text.partition('号')[0]}号管理楼{rng.randint(2, 6)}楼"
    goods = rng.sample(industry["goods"], rng.randint(2, len(industry["goods"])))
    merchants = numbered(rng, 46, 1600)
    area = round(merchants * rng.randint(9, 70), -2) or 800
    facts = _facts(rng, goods, merchants) | {"district": place.district}
    prose = Prose(load("market"), facts, rng)
    capital = rng.choice((100, 300, 500, 1000, 3000, 5000, 10800))
    return {
        "cover": {
            "applicant": name,
            "organizer": f"广州市{place.district}知识产权局",
            "contact": contacts[0].text,
            "date": applied_on,
        },
        "name": name,
        "registered_address": place.text,
        "registered_on": day(rng, 1991, 2012),
        "office_address": office,
        "uscc": code,
        "org_code": f"{code[8:16]}-{code[16]}",
        "bank": f"{rng.choice(_BANKS)}广州{place.district.removesuffix('区')}支行",
        "bank_credit_rating": rng.choice(("AAA", "AA", "A", "BBB")),
        "bank_account": numbers.account(),
        "registered_capital": str(capital),
        "last_year_revenue": str(round(merchants * rng.uniform(1.5, 12), 1)),
        "floor_area": str(area + rng.choice((0, 0, 0.5))),
        "merchants": merchants,
        "goods_categories": goods,
        "legal_representative": _person(rng, boss, names, numbers, domain),
        "contacts": [_person(rng, person, names, numbers, domain) for person in contacts],
        "mailing_address": office,
        "postcode": place.postcode,
        "ip_work": prose.text(
            ("setup", *rng.sample(("promise", "patrol", "training"), 3)),
            rng.randint(150, 480),
        ),
        "honours": _honours(rng, facts),
        "ip_units": units(rng, names, numbers, contacts[0].text, 3, _UNITS),
        "ip_policies": policies(rng, 2013, 2016, 5, _POLICIES),
        "work_plan": prose.text(("plan",), rng.choice((60, 140, 220))),
        "declaration": {"signatory": boss.text, "date": applied_on},
    }


def _name(rng: Random, brand: str, place: Place, trade: str) -> tuple[tuple[str, str], str]:
    """The kind of its code, and its name."""
    if rng.random() < 0.08:
        return _VILLAGE, f"广州市{place.district}{brand}村经济联合社{trade}"
    end = rng.choice(("有限公司", "经营管理有限公司", "物业管理有限公司", "股份有限公司"))
    return _COMPANY, rng.choice(
        (
            f"广州{brand}{trade}{end}",
            f"广州市{brand}{trade}{end}",
            f"{brand}（广州）{trade}{end}",
        )
    )


def _person(rng: Random, person: Name, names: Names, numbers: Numbers, domain: str) -> Record:
    return {
        "name": person.text,
        "id_number": numbers.resident_id(),
        "landline": numbers.landline() if rng.random() < 0.8 else None,
        "mobile": numbers.mobile(),
        "email": names.mailbox(person, domain),
    }


def _facts(rng: Random, goods: list[str], merchants: int) -> dict[str, Any]:
    promises = round(merchants * rng.uniform(0.55, 1))
    part_a, part_b = rng.choice((5, 6, 8, 10)), rng.choice((10, 12, 15, 22))
    complaints = rng.randint(4, 60)
    return {
        "g1": goods[0], "g2": goods[1], "merchants": merchants, "promises": promises,
        "promise_rate": round(100 * promises / merchants), "setup": rng.randint(2012, 2015),
        "ip_staff": rng.randint(2, 9), "recent": rng.choice((2015, 2016)), "evicted": rng.randint(1, 6),
        "patrols": rng.choice((24, 36, 48, 52, 104)), "suspects": rng.randint(5, 70), "actions": rng.randint(2, 12),
        "cases": rng.randint(1, 8), "complaints": complaints, "days": rng.choice((3, 5, 7, 10)),
        "trainings": rng.randint(3, 12), "trained": rng.randint(80, 900), "leaflets": rng.choice((500, 1000, 3000)),
        "pushes": rng.randint(6, 40), "designs": rng.randint(2, 30),
        "part_a": part_a, "part_b": part_b, "total": part_a + part_b,
    }  # fmt: skip


def _honours(rng: Random, facts: dict[str, Any]) -> str:
    chosen = rng.sample(load("market")["honours"]["items"], rng.randint(1, 5))
    years = sorted(rng.randint(2011, 2016) for _ in chosen)
    lines = [item.format(year=year, district=facts["district"]) for item, year in zip(chosen, years, strict=True)]
    return "；\n".join(lines) + "。"
