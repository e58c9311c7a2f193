"""Yes and no."""

from __future__ import annotations

import pytest

from ipforms.codecs import ANSWER


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("√单设   □未单设", True),
        ("□单设   √未单设（挂靠研发部）", False),
        ("单设√ 未单设□", True),
        ("☑独立设置 □未独立设置", True),
        ("☑设立 □不设立", True),
        ("☑未单设", False),
        ("单设√", True),
        ("□单设 □未单设", None),
        ("√单设 未单设", None),
        ("√单设 √未单设", None),
        ("□未单设", None),
    ],
)
def test_of_answers_in_whole_words_the_ticked_one_counts_and_a_box_beside_no_denies_nothing(text, value):
    assert ANSWER.decode(text).value is value


@pytest.mark.parametrize("text", ["没有单独的部门", "没有专门设立，由办公室兼管", "没有独立部门"])
def test_what_is_not_set_up_apart_is_a_no(text):
    assert ANSWER.decode(text).value is False
