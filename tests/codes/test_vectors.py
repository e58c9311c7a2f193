"""Numbers that are known to be right or wrong: tests/data/identifiers.json, and more of the same kind."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipforms.codes import email, id_document, org_code, patent, phone, registration_number, resident_id, uscc
from ipforms.messages import Severity

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent.parent / "data" / "identifiers.json").read_text("utf-8")
)
MODULES = {"uscc": uscc, "org": org_code, "ric": resident_id, "patent": patent}
ROWS = [pytest.param(MODULES[group], row, id=f"{group} {row['value']}") for group in VECTORS for row in VECTORS[group]]


@pytest.mark.parametrize(("module", "row"), ROWS)
def test_each_known_number_is_judged_as_expected(module: Any, row: dict[str, Any]) -> None:
    severities = {note.severity for note in module.check(row["value"])}
    match row["expect"]:
        case "valid" | "valid checksum":
            assert not severities
        case "warn":
            assert severities == {Severity.WARNING}
        case "invalid":
            assert Severity.ERROR in severities
        case other:
            pytest.fail(f"what is {other!r}?")


@pytest.mark.parametrize("row", VECTORS["uscc"], ids=[row["value"] for row in VECTORS["uscc"]])
def test_both_checks_of_a_code_agree_with_the_vectors(row: dict[str, Any]) -> None:
    codes = {note.code for note in uscc.check(row["value"])}
    if row["mod31"] is not None:
        assert ("uscc.check_character" in codes) is not row["mod31"]
        assert ("uscc.organisation_code" in codes) is not row["org_ok"]


@pytest.mark.parametrize("row", VECTORS["ric"], ids=[row["value"] for row in VECTORS["ric"]])
def test_the_document_cell_judges_resident_numbers_alike(row: dict[str, Any]) -> None:
    if len(row["value"]) == 18:
        assert id_document.check(row["value"]) == resident_id.check(row["value"])


@pytest.mark.parametrize("city", ["guangzhou", "jinhua"])
@pytest.mark.parametrize("code", ["91330000147641689Y", "91440101633203772F", "91110000710925462X"])
def test_an_office_elsewhere_is_a_warning_and_never_an_error(code: str, city: str) -> None:
    assert uscc.is_valid(code, city=city)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43"),
        ("91350100 M000100Y4-3", "91350100M000100Y43"),
        ("91350100MOOO1OOY43", "91350100MOOO1OOY43"),
        ("440101000012345", "440101000012345"),
        ("以营业执照为准 ", "以营业执照为准"),
    ],
)
def test_a_credit_code_is_printed_without_guessing(raw: str, expected: str) -> None:
    assert uscc.format(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ZL201710601862.3", "ZL201710601862.3"),
        ("2017106018623", "ZL201710601862.3"),
        ("ZL95115608.X", "ZL95115608.X"),
        ("zl95115608x", "ZL95115608.X"),
        ("ＺＬ２０１７１０６０１８６２．３", "ZL201710601862.3"),
        ("专利号：ZL 2017 1 0601862.3", "ZL201710601862.3"),
        ("CN201710601862.3", "ZL201710601862.3"),
        ("CN107123456B", "CN107123456B"),
        ("已受理", "已受理"),
    ],
)
def test_a_patent_number_is_printed_with_its_dot(raw: str, expected: str) -> None:
    assert patent.format(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ZL201710601862.3、ZL95115608.X", ["ZL201710601862.3", "ZL95115608.X"]),
        ("ZL 2017 1 0601862.3 ZL 95 1 15608.X", ["ZL201710601862.3", "ZL95115608.X"]),
        ("201710601862.3和95115608.X", ["ZL201710601862.3", "ZL95115608.X"]),
        ("一种机床（ZL201710601862.3）；等", ["ZL201710601862.3"]),
        ("一种机床12345（ZL201710601862.3）", ["一种机床12345（ZL201710601862.3）"]),
        ("", []),
    ],
)
def test_all_patents_of_a_cell_are_found_and_nothing_is_lost(raw: str, expected: list[str]) -> None:
    assert patent.find_all(raw) == expected


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("440101198001010017", "resident_id"),
        ("810000188001010015", "residence_permit"),
        ("944840188001010012", "permanent_residence"),
        ("440101800101005", "old_resident_id"),
        ("020810503708001", "unknown"),  # a telephone number and its extension
        ("USA110080010112", "old_permanent_residence"),
        ("H1234567890", "hk_macao_permit"),
        ("M12345678", "hk_macao_permit"),
        ("12345678", "taiwan_permit"),
        ("EA1234567", "passport"),
        ("4401011980****0055", "masked"),
        ("44010119XXXXXXXX0055", "masked"),
        ("见附件", "unknown"),
    ],
)
def test_the_document_is_known_by_its_shape(raw: str, kind: str) -> None:
    assert id_document.kind(raw) == kind
    assert id_document.is_valid(raw)


def test_filing_years_limit_which_patents_can_be_in_force() -> None:
    on = date(2022, 5, 16)

    def codes(number: str) -> list[str]:
        return [note.code for note in patent.check(number, on=on)]

    assert codes("201710601862.3") == []
    assert codes("200510113767.6") == []
    assert codes("95115608.X") == ["patent.expired"]
    for year, kind, expected in (
        (2012, 2, []),
        (2011, 2, ["patent.expired"]),
        (2011, 3, ["patent.expired"]),
        (2021, 3, []),
        (2023, 1, ["patent.future"]),
    ):
        body = f"{year}{kind}0601862"
        assert codes(body + patent.check_character(body)) == expected
    design = "202130601862"
    number = design + patent.check_character(design)
    assert patent.is_valid(number, on=date(2036, 1, 1))
    assert [n.code for n in patent.check(number, on=date(2036, 1, 1))] == []
    assert [n.code for n in patent.check(number, on=date(2037, 1, 1))] == ["patent.expired"]


def test_the_old_registration_number_has_a_check_digit() -> None:
    assert registration_number.check("440101000012341") == ()
    assert registration_number.is_valid("440101000012345")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("abc@163.com", "abc@163.com"),
        ("ABC@QQ.COM", "ABC@qq.com"),
        ("abc＠163.com", "abc@163.com"),
        ("abc @163.com", "abc@163.com"),
        ("abc@163.com；", "abc@163.com"),
        ("<abc@163.com>", "abc@163.com"),
        ("邮箱：ip@shuanglong.example.com", "ip@shuanglong.example.com"),
        ("legal@jincheng.example.cn", "legal@jincheng.example.cn"),
        ("abc@163，com", "abc@163，com"),
        ("何嘉敏 he@example.com", "何嘉敏 he@example.com"),
        ("a@b.com、c@d.com", "a@b.com、c@d.com"),
    ],
)
def test_an_address_is_put_right_only_where_that_is_safe(raw: str, expected: str) -> None:
    assert email.format(raw) == expected


@pytest.mark.parametrize("raw", ["abc@163.com", "liang@yunling.example.com", "13800138000@139.com", "a.b-c_d@x.com.cn"])
def test_common_addresses_are_valid(raw: str) -> None:
    assert email.check(raw) == ()


@pytest.mark.parametrize(
    "raw", ["abc@qq", "abc", "a@@b.com", "a..b@qq.com", "abc@163，com", "he @ li@x.com", "a b@x.com"]
)
def test_broken_addresses_are_not(raw: str) -> None:
    assert not email.is_valid(raw)


def test_numbers_of_the_samples_pass_without_a_note() -> None:
    for raw in ("020-81050369", "13800138000", "020-81050370-8001", "0579-82177827", "13905790000", "13805790001"):
        assert phone.check(raw) == ()
        assert phone.format(raw) == raw
