"""Field paths: one grammar, there and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipforms import paths
from tests.strategies import contract

NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True)
PATHS = st.builds(
    lambda first, rest: (first, *rest), NAMES, st.lists(st.one_of(NAMES, st.integers(0, 999_999)), max_size=5)
)
ROWS = st.builds(lambda first, rest: (first, *rest), NAMES, st.lists(st.one_of(NAMES, st.integers(0, 5)), max_size=4))


@given(PATHS)
def test_a_path_written_and_parsed_is_the_same_path(path: paths.Path) -> None:
    assert paths.parse(paths.join(path)) == path


@given(st.text("ab_09.[]- 甲", max_size=10))
def test_any_text_is_a_path_or_refused(text: str) -> None:
    try:
        path = paths.parse(text)
    except ValueError:
        return
    assert paths.parse(paths.join(path)) == path


@pytest.mark.parametrize(
    "text", ["", ".a", "a.", "a..b", "[0]", "a[", "a[]", "a[-1]", "a[0]b", "a.[0]", "名称", "a b", "0a"]
)
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a field path"):
        paths.parse(text)


def test_a_pattern_is_the_same_for_every_row() -> None:
    assert {paths.pattern(("ip_units", row, "names", 2)) for row in (0, 7)} == {"ip_units[].names[]"}


@given(ROWS, st.integers())
def test_what_is_put_is_got(path: paths.Path, value: int) -> None:
    data: dict[str, Any] = {}
    paths.put(data, path, value)
    assert paths.get(data, path) == value


def test_putting_beside_keeps_what_is_there() -> None:
    data: dict[str, Any] = {"cover": None, "ip_units": [{"unit": "法务部"}]}
    paths.put(data, ("cover", "applicant"), "甲")
    paths.put(data, ("ip_units", 0, "headcount"), 2)
    paths.put(data, ("ip_units", 2, "unit"), "知识产权部")
    assert data == {
        "cover": {"applicant": "甲"},
        "ip_units": [{"unit": "法务部", "headcount": 2}, {}, {"unit": "知识产权部"}],
    }


@pytest.mark.parametrize(
    "path", ["nothing", "name.first", "name[0]", "ip_units[9].unit", "ip_units.unit", "cover[0]", "org_code.x.y"]
)
def test_where_there_is_no_way_there_is_nothing(path: str) -> None:
    assert paths.get(contract("guangzhou-enterprise"), paths.parse(path)) is None
