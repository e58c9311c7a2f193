"""Numbers of patents among words."""

from __future__ import annotations

import pytest

from ipforms.codes import patent


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("一种夹具，ZL201610915783.5\n防尘结构，ZL201920710452.7", ["ZL201610915783.5", "ZL201920710452.7"]),
        ("正在申请；ZL201610915783.5", ["正在申请", "ZL201610915783.5"]),
        ("ZL201610915783.5；一种夹具", ["ZL201610915783.5", "一种夹具"]),
    ],
)
def test_what_a_patent_is_of_before_its_number_is_no_entry(text, entries):
    assert patent.find_all(text) == entries
