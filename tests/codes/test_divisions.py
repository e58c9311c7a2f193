"""Divisions of the two cities."""

from __future__ import annotations

import pytest

from ipforms.codes import divisions


@pytest.mark.parametrize(
    ("address", "city", "code"),
    [
        ("广东省广州市天河区科韵路16号", None, "440106"),
        ("广州市天河区科韵路16号", None, "440106"),
        ("广东 广州 白云区解放北路", None, "440111"),
        ("天河区科韵路16号", "guangzhou", "440106"),
        ("天河区科韵路16号", "广州市", "440106"),
        ("天河区科韵路16号", None, None),
        ("天河区科韵路16号", "jinhua", None),
        ("浙江省义乌市北苑街道雪峰西路968号", None, "330782"),
        ("浙江省金华市义乌市北苑街道", None, "330782"),
        ("浙江省杭州市西湖区", "jinhua", None),
        ("贵州省贵阳市白云区", "guangzhou", None),
        ("广州市增城市荔城街", None, "440183"),
        ("广州市海珠中路1号", None, None),
        ("", "guangzhou", None),
    ],
)
def test_an_address_names_its_division(address: str, city: str | None, code: str | None) -> None:
    found = divisions.find(address, city)
    assert (found.code if found else None) == code


@pytest.mark.parametrize("address", ["金华经济技术开发区宾虹路", "金华市开发区宾虹路", "浙江省金华开发区"])
def test_the_development_zone_is_a_division_without_a_code(address: str) -> None:
    found = divisions.find(address)
    assert found is not None
    assert found.code is None


def test_codes_have_their_years() -> None:
    former = divisions.by_code("440116")
    assert former is not None
    assert (former.name, former.since, former.until, former.current) == ("萝岗区", 2005, 2014, False)
    assert divisions.by_code("440118", 2010) is None
    assert divisions.by_code("330719", 1985) is not None
    assert divisions.by_code("440300") is None


def test_every_code_lies_in_its_city_and_current_ones_are_unique() -> None:
    for home in divisions.CITIES:
        assert all(one.code is None or one.code[:4] == home.code[:4] for one in home.divisions)
        current = [one.code for one in home.divisions if one.current and one.code]
        assert len(current) == len(set(current))
    assert sum(one.current for one in divisions.GUANGZHOU.divisions) == 11 + 1
    assert sum(one.current and one.code is not None for one in divisions.JINHUA.divisions) == 9 + 1
