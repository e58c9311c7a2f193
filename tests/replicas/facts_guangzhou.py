"""Records of the Guangzhou forms, each value with its writing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.replicas import identifiers, sample_facts, sample_words
from tests.replicas.value_writer import ValueWriter

Record = dict[str, Any]


def enterprise(pen: ValueWriter) -> Record:
    rng = pen.rng
    district, code, postcode = rng.choice(sample_words.GUANGZHOU)
    name, contact, head = sample_facts.company(rng, "广州"), sample_facts.person(rng), sample_facts.person(rng)
    day = sample_facts.day(rng, 2017, 2017)
    return {
        **_start(pen, name, contact, district, day),
        **_codes(pen, code),
        "legal_representative": _person(pen, "legal_representative", head),
        "contact": _person(pen, "contact", contact),
        "mailing_address": pen.maybe("line", "mailing_address", sample_facts.address(rng, f"广州市{district}")),
        "postcode": pen.write("postcode", "postcode", postcode),
        "patents": _rights(pen, "patents"),
        "trademarks": _rights(pen, "trademarks"),
        "copyrights": {
            key: pen.maybe("count", f"copyrights.{key}", rng.randint(0, 40), 0.2) for key in ("software", "works")
        },
        **_rows(pen, 4),
        "overview": pen.maybe(
            "paragraphs", "overview", sample_facts.text(rng, tick=pen.ticks), 0 if pen.ticks else 0.04
        ),
        **_end(pen, head, day),
    }


def market(pen: ValueWriter) -> Record:
    rng = pen.rng
    district, code, postcode = rng.choice(sample_words.GUANGZHOU)
    name = f"广州{rng.choice(sample_words.BRANDS)}{rng.choice(sample_words.MARKETS)}有限公司"
    contact, head, day = sample_facts.person(rng), sample_facts.person(rng), sample_facts.day(rng, 2017, 2017)
    goods = rng.sample(sample_words.GOODS, rng.randint(1, 5))
    return {
        **_start(pen, name, contact, district, day),
        "office_address": pen.maybe("line", "office_address", sample_facts.address(rng, f"广州市{district}")),
        **_codes(pen, code),
        **_figures(pen),
        "goods_categories": pen.maybe("words", "goods_categories", goods),
        "legal_representative": _market_person(pen, "legal_representative", head),
        "contacts": _contacts(pen, contact),
        "mailing_address": pen.maybe("line", "mailing_address", sample_facts.address(rng, f"广州市{district}")),
        "postcode": pen.write("postcode", "postcode", postcode),
        "ip_work": pen.maybe("paragraphs", "ip_work", sample_facts.text(rng, tick=pen.ticks), 0 if pen.ticks else 0.04),
        "honours": pen.maybe("paragraphs", "honours", sample_facts.text(rng, sample_words.HONOURS), 0.15),
        **_rows(pen, 3),
        "work_plan": pen.maybe("paragraphs", "work_plan", sample_facts.text(rng)),
        **_end(pen, head, day),
    }


def _start(pen: ValueWriter, name: str, contact: str, district: str, day: str) -> Record:
    rng = pen.rng
    organizer = rng.choice(sample_words.ORGANIZERS).format(district)
    no_cover = "cover_missing" in pen.on
    cover = {
        "applicant": pen.write("line", "cover.applicant", None if no_cover else name),
        "organizer": None if no_cover else pen.maybe("line", "cover.organizer", organizer),
        "contact": pen.write("name", "cover.contact", None if no_cover else contact),
        "date": pen.write("date", "cover.date", None if no_cover else day),
    }
    return {
        "cover": cover,
        "name": pen.write("company", "name", name),
        "registered_address": pen.write("line", "registered_address", sample_facts.address(rng, f"广州市{district}")),
        "registered_on": pen.maybe("date", "registered_on", sample_facts.rough_day(rng, 1988, 2016)),
    }


def _codes(pen: ValueWriter, division: str) -> Record:
    org = identifiers.org_code(pen.rng)
    code = identifiers.uscc(division, org)
    record = {"uscc": pen.write("uscc", "uscc", code), "org_code": pen.maybe("org_code", "org_code", org)}
    if "eq_boxed_digits" in pen.on:
        pen.put("uscc", code, "boxed")
    return record


def _person(pen: ValueWriter, path: str, name: str) -> Record:
    rng = pen.rng
    split = "rows_split" in pen.on and path == "legal_representative"
    phones = [identifiers.landline(rng, "020"), identifiers.mobile(rng)] if split else sample_facts.phones(rng, "020")
    for index, number in enumerate(phones if split else ()):
        pen.put(f"{path}.phones.{index}", number, "phone")
    return {
        "name": pen.write("name", f"{path}.name", name),
        "id_number": pen.maybe("id_number", f"{path}.id_number", identifiers.resident_id(rng)),
        "phones": pen.write("phones", f"{path}.phones", phones),
        "email": pen.maybe("email", f"{path}.email", sample_facts.email(rng), 0.2),
    }


def _market_person(pen: ValueWriter, path: str, name: str, blank: float = 0.1) -> Record:
    rng = pen.rng
    return {
        "name": pen.write("name", f"{path}.name", name),
        "id_number": pen.maybe("id_number", f"{path}.id_number", identifiers.resident_id(rng), blank),
        "landline": pen.maybe("phone", f"{path}.landline", identifiers.landline(rng, "020"), blank),
        "mobile": pen.maybe("phone", f"{path}.mobile", identifiers.mobile(rng), 0.0),
        "email": pen.maybe("email", f"{path}.email", sample_facts.email(rng), blank),
    }


def _contacts(pen: ValueWriter, first: str) -> list[Record]:
    more = 3 if "rows_added" in pen.on else pen.rng.randint(0, 1)
    people = [first, *(sample_facts.person(pen.rng) for _ in range(more))]
    return [_market_person(pen, f"contacts[{index}]", name, 0.3) for index, name in enumerate(people)]


def _figures(pen: ValueWriter) -> Record:
    rng = pen.rng
    capital = Decimal(rng.choice(("5000", "300", "1200", "88.5", "10000", "2000")))
    revenue = Decimal(rng.choice(("12860.5", "980", "4321.08", "30000", "7000")))
    return {
        "bank": pen.maybe("line", "bank", rng.choice(sample_words.BANKS)),
        "bank_credit_rating": pen.maybe("line", "bank_credit_rating", rng.choice(sample_words.RATINGS), 0.3),
        "bank_account": pen.maybe("line", "bank_account", f"36020001092{rng.randint(0, 10**8):08}"),
        "registered_capital": pen.write("money", "registered_capital", capital),
        "last_year_revenue": pen.maybe("money", "last_year_revenue", revenue),
        "floor_area": pen.maybe("area", "floor_area", rng.choice((35000, 12000, 10000, 8600, 153200, 9999))),
        "merchants": pen.maybe("count", "merchants", rng.choice((150, 820, 1200, 96, 333)), unit="家"),
    }


def _rights(pen: ValueWriter, path: str) -> Record:
    applied = pen.rng.randint(0, 1300)
    granted = pen.rng.randint(0, applied)
    counts = {"applied": applied, "granted": granted, "valid": pen.rng.randint(0, granted)}
    return {key: pen.maybe("count", f"{path}.{key}", count) for key, count in counts.items()}


def _rows(pen: ValueWriter, printed: int) -> Record:
    least = printed + 1 if "rows_added" in pen.on else 2
    most = printed + 3 if "rows_added" in pen.on else printed
    units, policies = pen.rng.randint(least, most), pen.rng.randint(least, most)
    record: Record = {
        "ip_units": [_unit(pen, f"ip_units[{index}]") for index in range(units)],
        "ip_policies": [_policy(pen, f"ip_policies[{index}]") for index in range(policies)],
    }
    if "rows_merged" in pen.on:
        record["ip_units"][1]["unit"] = record["ip_units"][0]["unit"]
        record["ip_policies"][1]["adopted_on"] = record["ip_policies"][0]["adopted_on"]
    return record


def _unit(pen: ValueWriter, path: str) -> Record:
    rng = pen.rng
    people = sample_facts.people(rng, 4)
    return {
        "unit": pen.write("line", f"{path}.unit", rng.choice(sample_words.UNITS)),
        "headcount": pen.maybe("count", f"{path}.headcount", len(people) + rng.randint(0, 9), unit="人"),
        "names": pen.maybe("names", f"{path}.names", people),
        "phones": pen.maybe("phones", f"{path}.phones", sample_facts.phones(rng, "020"), 0.2),
    }


def _policy(pen: ValueWriter, path: str) -> Record:
    rng = pen.rng
    return {
        "title": pen.write("line", f"{path}.title", rng.choice(sample_words.POLICIES)),
        "adopted_on": pen.maybe("date", f"{path}.adopted_on", sample_facts.rough_day(rng, 2005, 2017)),
        "count": pen.maybe("count", f"{path}.count", rng.randint(1, 12), unit=rng.choice("份项")),
    }


def _end(pen: ValueWriter, head: str, day: str) -> Record:
    signed = "signature_typed" in pen.on
    reviewed = f"{int(day[:4]) + 1}{day[4:]}" if pen.chance(0.4) else None
    reviewer = sample_facts.person(pen.rng) if signed else None
    return {
        "declaration": {
            "signatory": pen.write("name", "declaration.signatory", head if signed else None),
            "date": pen.signed_on("declaration.date", day if pen.chance(0.9) else None),
        },
        "district_endorsement": pen.endorsement("district_endorsement", sample_words.OPINIONS, reviewed, reviewer),
        "approval_endorsement": pen.endorsement("approval_endorsement", sample_words.OPINIONS, None, None),
    }
