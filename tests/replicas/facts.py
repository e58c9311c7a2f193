"""The record of a replica, each value with its writing: records are made as `tests.habits` makes them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from tests.habits import ids
from tests.habits.doc import get, slots_of
from tests.habits.forms import kind_of
from tests.habits.records import Maker
from tests.habits.registry import words
from tests.habits.tools import unit_word
from tests.replicas.value_writer import ValueWriter

Record = dict[str, Any]

_AREA_CODES = {"jinhua": "0579", "guangzhou": "020"}
_PRINTED = {"jinhua-recommendation": 6, "guangzhou-enterprise": 4, "guangzhou-market": 3}  # rows of a blank table
_KINDS = {
    "company": "company",
    "person": "name",
    "signatory": "name",
    "long": "paragraphs",
    "opinion": "paragraphs",
    "id": "id_number",
    "org": "org_code",
    "goods": "words",
    "bool": "answer",
    "parts": "holdings",
    **{kind: kind for kind in ("date", "count", "phone", "phones", "email", "names", "marks", "patents", "claim")},
    **{kind: kind for kind in ("money", "area", "uscc", "postcode", "liaison")},
}
"""What a field holds → how it is written; all else is a line."""
_SILENT = ("cover", "declaration", "district_endorsement", "approval_endorsement", "enterprise_endorsement")
_ENDORSED = (*_SILENT[2:], "recommender_endorsement")
_CLAIMS = ("high_tech", "ip_model_title", "well_known_trademark")
_LONG = ("overview", "ip_work")
_STATUS_TABLE = "年度\t案件数\n2020\t4\n2021\t7"


def written(form_id: str, pen: ValueWriter) -> Record:
    """Makes a record, changes it as the switches ask, and writes each of its values down."""
    maker = Maker(pen.rng, words("open"))
    record = maker.record(form_id)
    _change(form_id, record, maker, pen)
    for path in slots_of(record):
        _write(form_id, path, record, pen)
    _write_apart(form_id, record, pen)
    return record


def area_code(form_id: str) -> str:
    return _AREA_CODES[form_id.partition("-")[0]]


def _change(form_id: str, record: Record, maker: Maker, pen: ValueWriter) -> None:
    """What the switches ask of the record itself."""
    signed = "signature_typed" in pen.on
    for name in record.keys() & {"declaration", *_ENDORSED}:
        record[name]["signatory"] = maker.person() if signed and record[name]["date"] else None
    if "cover_missing" in pen.on and "cover" in record:
        record["cover"] = dict.fromkeys(record["cover"])
    if "rows_removed" in pen.on and "well_known_trademark" in record:
        record["well_known_trademark"] = {"held": None, "detail": None}
    if "hyperlinks_email" in pen.on:
        for row in (record, *record.get("enterprises", ())):
            if "email" in row:
                row["email"] = row["email"] or maker.email()
    if pen.ticks:
        _decide(record)
    _count_rows(form_id, record, maker, pen.on)
    if "rows_merged" in pen.on:
        _merge(record)


def _decide(record: Record) -> None:
    """Something to tick in every form that has boxes."""
    for name in record.keys() & set(_CLAIMS):
        record[name]["held"] = bool(record[name]["held"])
    for name in record.keys() & set(_LONG):
        record[name] = f"{record[name] or '本单位设有知识产权工作站。'}\n☑已通过知识产权管理体系认证"


def _count_rows(form_id: str, record: Record, maker: Maker, on: frozenset[str]) -> None:
    """As many rows as a switch needs: more than the blank has, or at least two."""
    district = "义乌市"
    makers: dict[str, Callable[[], list[Record]]] = {
        "enterprises": lambda: [maker.listed(district)],
        "ip_units": lambda: maker.units("020"),
        "ip_policies": maker.policies,
        "contacts": lambda: [maker.market_person()],
    }
    for name in record.keys() & makers.keys():
        printed = 2 if name == "contacts" else _PRINTED[form_id]
        rows = record[name]
        while len(rows) < (printed + 1 if "rows_added" in on else 1 if name == "contacts" else 2):
            rows += makers[name]()
        if "rows_added" not in on:
            del rows[printed - ("rows_removed" in on) :]


def _merge(record: Record) -> None:
    """The first two rows share a cell that is merged over both."""
    for name, key in (("ip_units", "unit"), ("ip_policies", "adopted_on"), ("enterprises", "industry")):
        first, *others = record.get(name, [{}])
        for row in others[:1]:
            row[key] = first[key] = first[key] or row[key] or {"industry": "五金、电动工具"}.get(key, "2016-05-01")


def _write(form_id: str, path: str, record: Record, pen: ValueWriter) -> None:
    """One value in one of its writings, or a blank in one of its own."""
    kind = _KINDS.get(kind_of(form_id, path), "line")
    if kind == "liaison":
        base = path.rpartition(".")[0]
        return pen.put_liaison(path, get(record, f"{base}.liaison_name"), get(record, f"{base}.liaison_title"))
    value = get(record, path)
    top = path.partition(".")[0]
    if value is None or value == []:
        return pen.absent(path, silent=kind == "answer" or top in _SILENT or top in _ENDORSED)
    if kind == "date" and top in ("declaration", *_ENDORSED):
        return pen.signed_on(path, value)
    more: Record = {"ticks": pen.ticks} if kind in ("claim", "answer") else {}
    if kind == "count":
        more["unit"] = unit_word(path)
    pen.write(kind, path, Decimal(value) if kind == "money" else int(value) if kind == "area" else value, **more)
    return None


def _write_apart(form_id: str, record: Record, pen: ValueWriter) -> None:
    """Values that a switch lets stand elsewhere, or in another shape."""
    boxed = {"jinhua-application": "mobile", "jinhua-recommendation": "prepared_phone"}.get(form_id, "uscc")
    if "eq_boxed_digits" in pen.on and record[boxed]:
        pen.put(boxed, record[boxed], "boxed")
    if "rows_split" in pen.on:
        _split(form_id, record, pen)
    if "nested_table" in pen.on and form_id == "jinhua-application":
        text = record["ip_protection_status"] = (record["ip_protection_status"] or "本企业设专人。").strip()
        pen.put("ip_protection_status", text, "paragraphs")
        pen.put("status_table", _STATUS_TABLE, "nested")
        record["ip_protection_status"] = f"{text}\n{_STATUS_TABLE}"


def _split(form_id: str, record: Record, pen: ValueWriter) -> None:
    """Telephones, or the parts of a sum, in a row each."""
    numbers = [ids.landline(pen.rng, pen.city), ids.mobile(pen.rng)]
    path = {"jinhua-recommendation": "enterprises[0]", "guangzhou-enterprise": "legal_representative"}.get(form_id)
    if path:
        get(record, path)["phones"] = numbers
        for index, number in enumerate(numbers):
            pen.put(f"{path}.phones.{index}", number, "phone")
    elif form_id == "jinhua-application":
        parts = {"invention": 3, "utility_model": 12, "design": 0}
        record["valid_patents"] = {"total": 15, **parts}
        for word, part in zip(("发明", "实用新型", "外观设计"), parts.values(), strict=True):
            pen.put(f"valid_patents.{word}", f"{word}{part}件", "count")


def pen_of(form_id: str, seed: str, switches: tuple[str, ...]) -> ValueWriter:
    return ValueWriter(Random(seed), switches, area_code(form_id))
