"""The sample data are what the generator makes, are accepted, add up, and belong to nobody."""

from __future__ import annotations

import datetime
import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

import ipforms
from ipforms.bulk import open_source
from ipforms.codes import email, id_document, org_code, patent, phone, postcode, trademark, uscc
from scripts import examples
from scripts.examples import enterprise
from tests.examples.samples import DATA, WORKBOOKS, entries, values

AREAS = {"jinhua-application": "0579", "guangzhou-enterprise": "020", "guangzhou-market": "020"}
CITIES = {"020": "guangzhou", "0579": "jinhua"}
LABELS = {"jinhua-application": "enterprise_name", "guangzhou-enterprise": "name", "guangzhou-market": "name"}
TEXTS = {
    "jinhua-application": "ip_protection_status",
    "guangzhou-enterprise": "overview",
    "guangzhou-market": "ip_work",
}


def test_the_committed_files_are_what_the_generator_makes():
    assert examples.outdated() == []


def test_the_generator_makes_the_same_bytes_twice():
    assert examples.build() == examples.build()


def test_a_missing_and_a_changed_file_are_found(tmp_path: Path):
    built = examples.build()
    for name, data in built.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "company.sqlite.sql").unlink()
    (tmp_path / "guangzhou-market.xlsx").write_bytes(built["guangzhou-enterprise.xlsx"])
    assert examples.outdated(tmp_path) == ["guangzhou-market.xlsx", "company.sqlite.sql"]


def test_the_folder_is_small_enough_for_the_wheel():
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 300_000
    assert {path.name for path in DATA.iterdir()} == set(examples.build())


def test_every_row_is_accepted_and_every_sheet_is_used(form_id):
    found, rows = entries(form_id, f"{form_id}.xlsx")
    assert len(found) >= 40
    assert [problem for entry in found for problem in entry.problems] == []
    assert all(entry.record for entry in found)
    assert (rows.unused, rows.stray, rows.derived) == ([], [], [])


def test_names_differ(form_id, records):
    names = [record[LABELS[form_id]] for record in records]
    assert all(names)
    assert len(set(names)) == len(names)


def test_no_name_is_in_two_files():
    names = [entry.name for form_id in WORKBOOKS for entry in entries(form_id, f"{form_id}.xlsx")[0]]
    names += [record["name"] for record in (*enterprise.for_colleague(), *enterprise.for_database())]
    assert len(set(names)) == len(names)


def test_identifiers_pass_their_checks(form_id, records):
    area = AREAS[form_id]
    city = CITIES[area]
    for name, check in (
        ("uscc", lambda text: uscc.check(text, city=city)),
        ("org_code", org_code.check),
        ("id_number", id_document.check),
        ("postcode", lambda text: postcode.check(text, city=city)),
        ("email", email.check),
        ("mobile", lambda text: phone.check(text, area=area)),
        ("landline", lambda text: phone.check(text, area=area)),
    ):
        assert [(text, check(text)) for text in values(records, name) if text and check(text)] == []
    numbers = [number for name in ("phones", "office_phones") for cell in values(records, name) for number in cell]
    assert all(phone.is_valid(number, area=area) for number in numbers)


def test_codes_are_distinct_and_agree_with_each_other():
    records = [entry.record for form_id in WORKBOOKS[1:] for entry in entries(form_id, f"{form_id}.xlsx")[0]]
    codes = [record.uscc for record in records]
    assert len(set(codes)) == len(codes)
    assert [record.org_code for record in records] == [uscc.organisation_code(code) for code in codes]


def test_numbers_can_belong_to_nobody(records):
    assert all(re.fullmatch(r".{8}M[AF]XXXX.{4}", code) for code in values(records, "uscc"))
    numbers = [number for number in values(records, "id_number") if number]
    assert all(number.startswith("44010119800101") for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert all(re.search(r"\.example\.(com|cn)$", address) for address in values(records, "email") if address)
    assert all(number.startswith("13800138") for number in values(records, "mobile") if number)


def test_texts_differ_and_keep_to_the_limit(form_id, records):
    texts = [text for text in values(records, TEXTS[form_id]) if text]
    assert len(texts) >= 38
    assert all(150 <= len(text) <= 900 for text in texts)
    assert len(set(texts)) == len(texts)
    sentences = [set(re.split("[。\n]", text)) - {""} for text in texts]
    assert all(len(one & other) <= len(one | other) / 2 for one, other in combinations(sentences, 2))


def test_counts_add_up(records):
    for counts in (*values(records, "patents"), *values(records, "trademarks")):
        assert counts["valid"] <= counts["granted"] <= counts["applied"]
    for holdings in values(records, "valid_patents"):
        assert holdings["total"] == holdings["invention"] + holdings["utility_model"] + holdings["design"]
    for unit in (row for rows in values(records, "ip_units") for row in rows):
        assert len(unit["names"]) <= unit["headcount"]
    assert all(record["rd_staff"] <= record["employees"] for record in records if "rd_staff" in record)


def test_an_overview_says_the_numbers_of_its_form():
    for entry in entries("guangzhou-enterprise", "guangzhou-enterprise.xlsx")[0]:
        record = entry.record
        if record.overview:
            staff, researchers = (
                int(re.search(rf"{word}(\d+)人", record.overview)[1]) for word in ("员工", "研发人员")
            )
            assert researchers < staff
            assert f"有效专利{record.patents.valid}件" in record.overview


def test_dates_are_in_order(records):
    for record in records:
        days = [record.get("registered_on"), (record.get("cover") or {}).get("date")]
        assert all(first < second for first, second in pairwise(filter(None, days)))
        assert all(rule["adopted_on"] >= record["registered_on"][:4] for rule in record.get("ip_policies", ()))


def test_some_rows_are_drafts_and_endorsements_are_blank(records):
    assert any(None in record.values() or None in (record.get("cover") or {}).values() for record in records)
    for name in ("recommender_endorsement", "district_endorsement", "approval_endorsement"):
        assert all(not any(endorsement.values()) for endorsement in values(records, name))


def test_sections_have_different_numbers_of_rows():
    records = [entry.record for entry in entries("guangzhou-market", "guangzhou-market.xlsx")[0]]
    for section in ("contacts", "ip_units", "ip_policies"):
        assert len({len(getattr(record, section)) for record in records}) >= 3


def test_dates_are_written_in_both_ways(form_id):
    header = {"jinhua-application": "申报企业意见日期"}.get(form_id, "注册时间")
    with open_source(DATA / f"{form_id}.xlsx") as source:
        cells = [row.values.get(header) for row in source.tables[0]]
    assert any(isinstance(cell, str) for cell in cells)
    assert any(isinstance(cell, datetime.date) for cell in cells)


def test_long_numbers_are_texts(form_id):
    with open_source(DATA / f"{form_id}.xlsx") as source:
        cells = [cell for table in source.tables for row in table for cell in row.values.values()]
    assert not any(isinstance(cell, int | float) and cell >= 1_000_000 for cell in cells)


def test_names_that_are_hard_to_print_are_there(records):
    people = "".join(map(str, [values(records, name) for name in ("name", "names", "contact_name")]))
    assert all(character in people for character in "喆㛃䶮𬭎·")


@pytest.mark.parametrize(("index", "count"), [(0, 3), (1, 14)])
def test_recommended_enterprises_are_applicants_of_the_county(index, count):
    found, _ = entries("jinhua-recommendation", "jinhua-recommendation.json")
    applicants = {entry.name: entry.record for entry in entries("jinhua-application", "jinhua-application.xlsx")[0]}
    record = found[index].record
    assert found[index].problems == ()
    assert len(record.enterprises) == count
    for each in record.enterprises:
        applicant = applicants[each.name]
        assert each.address == applicant.address
        assert record.recommending_unit[:3] in each.address
        assert len(each.key_patents) <= applicant.valid_patents.total
        assert len(each.key_trademarks) <= applicant.valid_trademarks
        assert all(patent.is_valid(number) and patent.filing_year(number) <= 2020 for number in each.key_patents)
        assert all(trademark.is_valid(mark.number) for mark in each.key_trademarks)


def test_the_colleagues_table_has_four_rows_that_are_wrong():
    found, rows = entries("guangzhou-enterprise", "returned-by-a-colleague.csv")
    faults = [(entry.row, fault.column, fault.note.code) for entry in found for fault in entry.faults]
    assert len(found) == 12
    assert faults == [
        (6, "法人代表身份证号", "cell.digits_lost"),
        (8, "成立日期", "date.impossible"),
        (9, "商标申请量", "number.unreadable"),
        (12, "", "table.too_many_columns"),
    ]
    assert rows.derived == ["封面申报单位", "封面联系人", "组织机构代码"]


def test_the_rest_of_the_colleagues_table_is_put_right():
    found, _ = entries("guangzhou-enterprise", "returned-by-a-colleague.csv")
    for entry, given in zip(found, enterprise.for_colleague(), strict=True):
        if entry.record:
            assert entry.record.name == given["name"]
            assert entry.record.uscc == given["uscc"]
            assert entry.record.org_code == given["org_code"]
            assert entry.record.postcode == given["postcode"]
            assert entry.record.patents.model_dump() == given["patents"]
            assert entry.record.contact.email == given["contact"]["email"]
            assert entry.record.contact.name == given["contact"]["name"]
            assert entry.record.cover.date == given["cover"]["date"]
    assert found[0].record.contact.phones == ["13800138000"]
    assert found[2].record.registered_on == enterprise.for_colleague()[2]["registered_on"]
    assert found[3].record.legal_representative.phones == ["020-80001234"]
    assert found[11].record.contact.phones == ["020-80001235", "020-80001236", "13800138001"]


def test_the_colleagues_table_is_in_the_encoding_of_chinese_windows():
    data = (DATA / "returned-by-a-colleague.csv").read_bytes()
    assert "邮编" in data.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_the_forms_of_all_rows_can_be_printed(form_id):
    found, _ = entries(form_id, f"{form_id}.xlsx")
    assert all(ipforms.render(entry.record)[:2] == b"PK" for entry in found)
