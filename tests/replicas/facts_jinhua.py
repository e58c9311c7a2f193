"""Records of the Jinhua forms, each value with its writing."""

from __future__ import annotations

from typing import Any

from tests.replicas import identifiers, sample_facts, sample_words, writing
from tests.replicas.value_writer import ValueWriter

Record = dict[str, Any]


def application(pen: ValueWriter) -> Record:
    rng = pen.rng
    seat = f"浙江省{'金华市' if pen.chance(0.6) else ''}{rng.choice(sample_words.JINHUA)}"
    day = sample_facts.day(rng, 2021, 2023)
    plain = "eq_boxed_digits" in pen.on
    mobile = identifiers.mobile(rng)
    record = {
        "enterprise_name": pen.write("company", "enterprise_name", sample_facts.company(rng, "金华")),
        "address": pen.write("line", "address", sample_facts.address(rng, seat)),
        "contact_name": pen.write("name", "contact_name", sample_facts.person(rng)),
        "contact_title": pen.maybe("line", "contact_title", rng.choice(sample_words.TITLES)),
        "mobile": pen.write("line" if plain else "phone", "mobile", mobile),
        "office_phones": pen.maybe("phones", "office_phones", sample_facts.phones(rng, "0579")),
        "has_ip_department": pen.write("answer", "has_ip_department", pen.chance(0.6), ticks=pen.ticks),
        "email": pen.maybe("email", "email", sample_facts.email(rng)),
        "employees": pen.write("count", "employees", rng.randint(8, 4000), unit="人"),
        "rd_staff": pen.maybe("count", "rd_staff", rng.randint(0, 300), unit="人"),
        **_conditions(pen),
        "ip_protection_status": _status(pen),
        "enterprise_endorsement": pen.endorsement(
            "enterprise_endorsement", sample_words.OWN_OPINIONS, day, sample_facts.person(rng) if _signed(pen) else None
        ),
        "recommender_endorsement": pen.endorsement(
            "recommender_endorsement", sample_words.OPINIONS, _later(day) if pen.chance(0.4) else None, None
        ),
    }
    if plain:
        pen.put("mobile", mobile, "boxed")
    return record


def _signed(pen: ValueWriter) -> bool:
    return "signature_typed" in pen.on


def _later(day: str) -> str:
    return f"{int(day[:4]) + 1}{day[4:]}"


def _status(pen: ValueWriter) -> str | None:
    if "nested_table" not in pen.on:
        return pen.maybe("paragraphs", "ip_protection_status", sample_facts.text(pen.rng))
    text = pen.write("paragraphs", "ip_protection_status", sample_facts.text(pen.rng).strip())
    pen.put("ip_protection_status", text, "paragraphs")
    pen.put("status_table", "年度\t案件数\n2020\t4\n2021\t7", "nested")
    return f"{text}\n年度\t案件数\n2020\t4\n2021\t7"


def _conditions(pen: ValueWriter) -> Record:
    rng = pen.rng
    number = f"GR{rng.randint(2018, 2022)}330{rng.randint(0, 99999):05}"
    details = (f"证书编号{number}，2021年12月16日，有效期三年", f"{number}", None, "2020年12月1日认定")
    famous = ("“双龙”商标，2012年认定", "双鱼", None)
    title = _claim(pen, 0.5, tuple(detail for _, detail in sample_words.MODEL_TITLES))
    level = next((level for level, detail in sample_words.MODEL_TITLES if detail == title["detail"]), None)
    removed = "rows_removed" in pen.on
    return {
        "high_tech": _put_claim(pen, "high_tech", _claim(pen, 0.7, details)),
        "ip_model_title": _put_claim(pen, "ip_model_title", {**title, "level": level}),
        "valid_patents": _holdings(pen),
        "valid_trademarks": pen.maybe("count", "valid_trademarks", rng.choice((0, 1, 5, 12, 1234))),
        "well_known_trademark": _put_claim(
            pen, "well_known_trademark", {"held": None, "detail": None} if removed else _claim(pen, 0.3, famous)
        ),
    }


def _claim(pen: ValueWriter, held: float, details: tuple[str | None, ...]) -> Record:
    if pen.chance(0.1) and not pen.ticks:
        return {"held": None, "detail": None}
    if pen.chance(held):
        return {"held": True, "detail": pen.rng.choice(details)}
    return {"held": False, "detail": None}


def _put_claim(pen: ValueWriter, path: str, claim: Record) -> Record:
    pen.write("claim", path, claim, ticks=pen.ticks)
    return claim


def _holdings(pen: ValueWriter) -> Record:
    rng = pen.rng
    parts = {"invention": rng.randint(0, 40), "utility_model": rng.randint(0, 90), "design": rng.randint(0, 30)}
    value: Record = {"total": sum(parts.values()), **parts}
    if "rows_split" in pen.on:
        for word, part in zip(("发明", "实用新型", "外观设计"), parts.values(), strict=True):
            pen.put(f"valid_patents.{word}", f"{word}{part}件", "count")
        return value
    if pen.chance(0.3):
        value.update(dict.fromkeys(parts))
    pen.write("holdings", "valid_patents", value)
    return value


def recommendation(pen: ValueWriter) -> Record:
    rng = pen.rng
    count = rng.randint(7, 9) if "rows_added" in pen.on else rng.randint(2, 4 if "rows_removed" in pen.on else 6)
    plain = "eq_boxed_digits" in pen.on
    phone = identifiers.mobile(rng) if plain or pen.chance(0.5) else identifiers.landline(rng, "0579")
    record = {
        "recommending_unit": pen.write(
            "line", "recommending_unit", f"金华市{rng.choice(sample_words.JINHUA)}市场监督管理局"
        ),
        "enterprises": [_enterprise(pen, f"enterprises[{index}]") for index in range(count)],
        "prepared_by": pen.write("name", "prepared_by", sample_facts.person(rng)),
        "prepared_phone": pen.write("phone", "prepared_phone", phone),
        "prepared_on": pen.write("date", "prepared_on", sample_facts.day(rng, 2021, 2023)),
    }
    if plain:
        pen.put("prepared_phone", phone, "boxed")
    if "rows_merged" in pen.on:
        _merge_industry(pen, record)
    return record


def _merge_industry(pen: ValueWriter, record: Record) -> None:
    """The first two companies share a cell that is merged over both rows."""
    pen.put("enterprises[0].industry", "五金、电动工具", "line")
    for row in record["enterprises"][:2]:
        row["industry"] = "五金、电动工具"


def _enterprise(pen: ValueWriter, path: str) -> Record:
    rng = pen.rng
    seat = rng.choice(sample_words.JINHUA)
    name, title = sample_facts.person(rng), rng.choice((*sample_words.TITLES, None))
    marks = [_mark(pen) for _ in range(rng.randint(0, 3))]
    patents = [identifiers.patent(rng) for _ in range(rng.randint(0, 4))]
    split = "rows_split" in pen.on and path.endswith("[0]")
    phones = [identifiers.landline(rng, "0579"), identifiers.mobile(rng)] if split else sample_facts.phones(rng, "0579")
    record = {
        "name": pen.write("company", f"{path}.name", sample_facts.company(rng, seat)),
        "address": pen.write("line", f"{path}.address", sample_facts.address(rng, f"浙江省金华市{seat}")),
        "industry": pen.maybe("line", f"{path}.industry", rng.choice(sample_words.INDUSTRIES)),
        "key_trademarks": pen.maybe("marks", f"{path}.key_trademarks", marks, 0.0 if marks else 1.0),
        "key_patents": pen.maybe("patents", f"{path}.key_patents", patents, 0.0 if patents else 1.0),
        "liaison_name": name,
        "liaison_title": title,
        "phones": pen.maybe("phones", f"{path}.phones", phones, 0.0 if split else 0.08),
        "email": pen.maybe("email", f"{path}.email", sample_facts.email(rng)),
    }
    text = pen.written.texts
    pen.put(f"{path}.liaison", _liaison(pen, name, title), "liaison")
    if split:
        for index, number in enumerate(phones):
            text[f"{path}.phones.{index}"] = (number, "phone")
    return record


def _liaison(pen: ValueWriter, name: str, title: str | None) -> str:
    return writing.liaison(name, title, pen.rng)


def _mark(pen: ValueWriter) -> dict[str, str | None]:
    number = str(pen.rng.randint(100000, 69999999))
    return {"name": pen.rng.choice(sample_words.BRANDS) if pen.chance(0.85) else None, "number": number}
