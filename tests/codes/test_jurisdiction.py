"""What lies in which city: one answer for checks, rules, codes and tables."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

import ipforms
from ipforms.codes import postcode, uscc
from ipforms.codes.divisions import CITIES, GUANGZHOU, JINHUA, City
from ipforms.codes.jurisdiction import of_address, of_office
from tests.strategies import hostile_text


@pytest.mark.parametrize(
    ("address", "home", "code"),
    [
        ("广东省广州市天河区科韵路16号", GUANGZHOU, "440106"),
        ("广州市天河区科韵路16号", GUANGZHOU, "440106"),
        ("广东 广州 白云区解放北路", GUANGZHOU, "440111"),
        ("天河区科韵路16号", GUANGZHOU, "440106"),
        ("中国广东省广州市越秀区", GUANGZHOU, "440104"),
        ("广州市增城市荔城街", GUANGZHOU, "440183"),
        ("番禺市桥镇大北路", GUANGZHOU, "440181"),
        ("番禺区市桥街", GUANGZHOU, "440113"),
        ("浙江省义乌市北苑街道雪峰西路968号", JINHUA, "330782"),
        ("浙江省金华市义乌市北苑街道", JINHUA, "330782"),
        ("金华市婺城区市场监督管理局", JINHUA, "330702"),
        ("金华经济技术开发区宾虹路", JINHUA, None),
    ],
)
def test_an_address_in_the_city_names_its_division(address: str, home: City, code: str | None) -> None:
    place = of_address(address, home)

    assert place.verdict != "outside"
    assert (place.division.code if place.division else None) == code


@pytest.mark.parametrize("address", ["金华经济技术开发区宾虹路", "金华市开发区宾虹路", "浙江省金华开发区"])
def test_the_development_zone_is_a_division_without_a_code(address: str) -> None:
    place = of_address(address, JINHUA)

    assert place.verdict == "inside"
    assert place.division is not None
    assert place.division.code is None


@pytest.mark.parametrize(
    ("address", "home", "named"),
    [
        ("广东省深圳市南山区", GUANGZHOU, "深圳市"),
        ("广东深圳市南山区", GUANGZHOU, "深圳市"),
        ("上海市浦东新区", GUANGZHOU, "上海市"),
        ("香港特别行政区九龙", GUANGZHOU, "香港特别行政区"),
        ("贵州省贵阳市白云区", GUANGZHOU, "贵州省"),
        ("浙江省杭州市西湖区", JINHUA, "杭州市"),
        ("南京市广州路1号", GUANGZHOU, "南京市"),
        # Of these the checks said one thing and the rules another.
        ("广州市天河区科韵路16号", JINHUA, "广州市"),
        ("金华市金东区", GUANGZHOU, "金华市"),
        ("增城市荔城街", JINHUA, "增城市"),
        ("成都市锦江区", JINHUA, "成都市"),
        ("江门市新会区", GUANGZHOU, "江门市"),
        ("广东省佛山市", GUANGZHOU, "佛山市"),
        ("杭州市", JINHUA, "杭州市"),
        ("乌鲁木齐市天山区", JINHUA, "乌鲁木齐市"),
        ("广东深圳市南山区", JINHUA, "广东深圳市"),
    ],
)
def test_an_address_is_outside_if_it_names_another_place(address: str, home: City, named: str) -> None:
    place = of_address(address, home)

    assert (place.verdict, place.named) == ("outside", named)


@pytest.mark.parametrize(
    "address",
    # The last two can be read in two ways: 佛山市 民路, or 佛山 市民路.
    [
        "科韵路16号",
        "上海路12号",
        "北京路374号",
        "沙河大街市场路2号",
        "夜市街3号",
        "国际城市花园",
        "临街门市房",
        "",
        None,
        "佛山市民路",
        "永康市民路",
    ],
)
def test_an_address_that_names_no_place_is_of_unknown_whereabouts(address: str | None) -> None:
    assert of_address(address, GUANGZHOU).verdict == "unknown"


@pytest.mark.parametrize("home", CITIES, ids=lambda city: city.key)
def test_no_division_of_a_city_is_outside_of_it(home: City) -> None:
    for division in home.divisions:
        for start in ("", home.name, home.province, home.province + home.name, home.province[:-1] + home.name[:-1]):
            assert of_address(f"{start}{division.name}人民路1号", home).verdict != "outside"


@given(hostile_text(60))
def test_any_text_may_stand_as_an_address(text: str) -> None:
    place = of_address(text, JINHUA)

    assert (place.verdict == "outside") is (len(place.named) >= 3)


def test_the_provinces_and_the_nations_office_register_firms_of_every_city() -> None:
    for code in ("440000", "100000"):
        assert of_office(code, GUANGZHOU).verdict == "unknown"
    assert of_office("440106", GUANGZHOU).division == of_address("天河区", GUANGZHOU).division
    assert of_office("440100", GUANGZHOU).verdict == "inside"
    assert of_office("330000", GUANGZHOU).named == "浙江省"


@pytest.mark.parametrize(
    "address", ["浙江省杭州市西湖区", "杭州市", "广州市天河区", "浙江省衢州市", "北苑街道", "义乌市稠江街道", "金华市"]
)
def test_the_checks_and_the_rules_of_jinhua_agree_on_where_a_firm_is(address: str) -> None:
    record = ipforms.form("jinhua-application").model.model_validate({"address": address})
    report = ipforms.check(record, on=date(2022, 6, 1))
    assert report.eligibility is not None
    warned = any(finding.code == "address.other_city" for finding in report.findings)
    asked = any("不在金华市" in need.what.text("zh") for need in report.eligibility.needs)

    assert warned is asked is (of_address(address, JINHUA).verdict == "outside")


def test_an_identifier_of_another_city_is_a_warning() -> None:
    assert [note.code for note in uscc.check("91440106MAXXXXX07Q", city="jinhua")] == ["uscc.other_city"]
    assert [note.code for note in postcode.check("510665", city="jinhua")] == ["postcode.other_city"]
