"""Whether a text may be the value of a field, where neither labels nor lines say whose it is."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.schemas.value_fit import value_fit

MARKET = value_fit(ipforms.form("guangzhou-market").model)
FIRMS = value_fit(ipforms.form("jinhua-recommendation").model)


@pytest.mark.parametrize("number", ["13800138000", "020-81050369"])
def test_a_mobile_in_the_place_of_a_landline_fits_less_and_the_reverse(number):
    fits = {name: MARKET(f"contacts[].{name}", number) for name in ("mobile", "landline")}
    assert fits == ({"mobile": 1, "landline": 0.5} if number.startswith("1") else {"mobile": 0.5, "landline": 1})


@pytest.mark.parametrize(
    ("text", "fit"),
    [("双龙（12345678）", 1), ("双龙", 1), ("ZL201710601862.3、ZL95115608.X", -1), ("双龙 13800138000", -1)],
)
def test_numbers_of_another_kind_are_no_trade_marks(text, fit):
    assert FIRMS("enterprises[].key_trademarks", text) == fit


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("广州市增城区知识产权局：", -1),
        ("我单位自愿申报，现将情况报告如下。", -1),
        ("1．号码请填完整；2．日期请填到日。", -1),
        ("广州甲乙市场有限公司", 0),
        ("广州市白云区一路2号。", 0),
    ],
)
def test_salutations_and_sentences_are_no_names(text, fit):
    assert MARKET("cover.applicant", text) == fit
