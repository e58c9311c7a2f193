"""Divisions of the two cities."""

from __future__ import annotations

from ipforms.codes import divisions


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
