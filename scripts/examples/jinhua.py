"""Made-up applicants of the Jinhua form (2022), and the tables in which counties recommend them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from .material import load
from .names import Names
from .numbers import Numbers
from .places import in_jinhua
from .prose import Prose
from .shared import Record, drafted, numbered

# How many applicants each county has.
COUNTIES = {
    "义乌市": 15, "永康市": 6, "婺城区": 5, "东阳市": 5, "金东区": 4,
    "武义县": 3, "浦江县": 4, "兰溪市": 3, "磐安县": 2,
}  # fmt: skip
RECOMMENDED = {"浦江县": 3, "义乌市": 14}

_OPTIONAL = (
    "contact_title",
    "office_phones",
    "email",
    "has_ip_department",
    "well_known_trademark",
    "ip_model_title",
    "ip_protection_status",
    "enterprise_endorsement.date",
    "enterprise_endorsement.opinion",
)
_OPINIONS = (
    "所填内容属实，同意申报。",
    "同意申报。",
    "情况属实，自愿申报。",
    "本企业承诺以上信息真实有效，同意申报。",
)
_TITLES = (
    "金华市知识产权示范企业",
    "浙江省知识产权示范企业",
    "国家知识产权优势企业",
    "国家知识产权示范企业",
)


@dataclass(frozen=True)
class _Company:
    """What is known of a company beyond its form."""

    record: Record
    county: str
    industry: str
    brand: str


def applicants() -> list[Record]:
    """The applications, some of them drafts."""
    companies = _companies()
    Random("order").shuffle(companies)
    return list(
        drafted(
            Random("drafts of Jinhua"),
            [company.record for company in companies],
            _OPTIONAL,
        )
    )


def recommendations() -> list[Record]:
    """A table with three enterprises, and one that goes on to a second page."""
    rng = Random("jinhua-recommendation")
    names, numbers = Names(rng, 2), Numbers(200, "0579")
    companies = _companies()
    return [
        {
            "recommending_unit": load("places")["jinhua"][county]["office"],
            "enterprises": [
                _recommended(rng, numbers, company)
                for company in [each for each in companies if each.county == county][:count]
            ],
            "prepared_by": names.person().text,
            "prepared_phone": numbers.landline(),
            "prepared_on": f"2022-06-{rng.randint(1, 15):02d}",
        }
        for county, count in RECOMMENDED.items()
    ]


def _companies() -> list[_Company]:
    rng = Random("jinhua-application")
    names, numbers = Names(rng, 1), Numbers(0, "0579")
    return [_company(rng, names, numbers, county) for county, count in COUNTIES.items() for _ in range(count)]


def _company(rng: Random, names: Names, numbers: Numbers, county: str) -> _Company:
    industries = {field: facts for field, facts in load("industries")["jinhua"].items() if county in facts["places"]}
    field = rng.choice(list(industries))
    brand, person, place = names.brand(), names.person(), in_jinhua(rng, county)
    trade = rng.choice(industries[field]["trade"])
    home = rng.choice(("浙江", "金华" if county.endswith("区") else county.removesuffix("县")))
    name = f"{home}{brand.text}{trade}{'' if trade.endswith('股份') else rng.choice(('', '', '股份'))}有限公司"
    holdings, marks, department = (
        _patents(rng),
        numbered(rng, 0, 48),
        rng.random() < 0.6,
    )
    employees = numbered(rng, 26, 1400)
    facts = _facts(rng, industries[field]["products"], holdings, marks) | {"brand": brand.text}
    record = {
        "enterprise_name": name,
        "address": place.text,
        "contact_name": person.text,
        "contact_title": rng.choice(load("names")["titles"]),
        "mobile": numbers.mobile(),
        "office_phones": [numbers.landline() for _ in range(rng.choice((1, 1, 2)))],
        "has_ip_department": department,
        "email": names.mailbox(
            person,
            f"{brand.latin}-{industries[field]['slug']}.example.{rng.choice(('com', 'cn'))}",
        ),
        "employees": employees,
        "rd_staff": max(2, round(employees * rng.uniform(0.05, 0.3))),
        "high_tech": _high_tech(rng, numbers),
        "ip_model_title": _model_title(rng),
        "valid_patents": holdings,
        "valid_trademarks": marks,
        "well_known_trademark": _well_known(rng, brand.text, marks),
        "ip_protection_status": _status(rng, facts, department=department),
        "enterprise_endorsement": {
            "opinion": rng.choice(_OPINIONS),
            "date": f"2022-05-{rng.randint(5, 31):02d}",
        },
    }
    return _Company(record, county, field, brand.text)


def _patents(rng: Random) -> Record:
    parts = {
        "invention": numbered(rng, 0, 22),
        "utility_model": numbered(rng, 1, 60),
        "design": numbered(rng, 0, 45),
    }
    return {"total": sum(parts.values()), **parts}


def _high_tech(rng: Random, numbers: Numbers) -> Record:
    if rng.random() < 0.4:
        return {"held": False}
    year = rng.randint(2019, 2021)
    detail = rng.choice(
        (
            "证书编号{number}，{year}年12月，有效期三年",
            "{year}年认定，证书编号{number}",
            "{number}",
        )
    )
    return {
        "held": True,
        "detail": detail.format(number=numbers.certificate(year, "33"), year=year),
    }


def _model_title(rng: Random) -> Record:
    if rng.random() < 0.6:
        return {"held": False}
    return {
        "held": True,
        "detail": f"{rng.choice(_TITLES)}（{rng.randint(2017, 2021)}年认定）",
    }


def _well_known(rng: Random, brand: str, marks: int) -> Record:
    if marks and rng.random() < 0.15:
        return {
            "held": True,
            "detail": f"“{brand}”商标，{rng.randint(2008, 2013)}年认定",
        }
    return {"held": False}


def _facts(rng: Random, products: list[str], holdings: Record, marks: int) -> dict[str, Any]:
    first, second = rng.sample(products, 2)
    clues = rng.randint(3, 16)
    return {
        "p1": first, "p2": second, "valid": holdings["total"], "invention": holdings["invention"], "marks": marks,
        "founded": rng.randint(1989, 2012), "recent": rng.randint(2019, 2021), "month": "2022年4月底",
        "ip_staff": rng.randint(1, 4), "budget": rng.choice((8, 12, 20, 35, 50)),
        "bonus": rng.choice((1000, 2000, 5000)), "countries": rng.randint(3, 26), "links": rng.randint(18, 460),
        "clues": clues, "settled": rng.randint(1, clues - 1), "loss": rng.choice((30, 50, 80, 150, 300)),
        "trainings": rng.randint(1, 5),
    }  # fmt: skip


def _status(rng: Random, facts: dict[str, Any], *, department: bool) -> str:
    first = "department" if department else "no_department"
    topics = (first, *rng.sample(("system", "rights", "cases"), 3), "needs")
    return Prose(load("jinhua"), facts, rng).text(topics, rng.randint(150, 460))


def _recommended(rng: Random, numbers: Numbers, company: _Company) -> Record:
    record = company.record
    marks = [{"name": company.brand, "number": numbers.trade_mark()} for _ in range(min(record["valid_trademarks"], 2))]
    return {
        "name": record["enterprise_name"],
        "address": record["address"],
        "industry": company.industry,
        "key_trademarks": marks[: rng.randint(0, 2)],
        "key_patents": _key_patents(rng, numbers, record["valid_patents"]),
        "liaison_name": record["contact_name"],
        "liaison_title": record["contact_title"],
        "phones": [*record["office_phones"][:1], record["mobile"]],
        "email": record["email"],
    }


def _key_patents(rng: Random, numbers: Numbers, holdings: Record) -> list[str]:
    kinds = [kind for kind in ("invention", "utility_model", "design") for _ in range(min(holdings[kind], 2))]
    return [
        numbers.patent(rng.randint(2015, 2020), kind) for kind in rng.sample(kinds, min(len(kinds), rng.randint(0, 4)))
    ]
