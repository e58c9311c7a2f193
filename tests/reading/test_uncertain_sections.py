"""Forms that were typed anew: what was understood in part only is doubtful, and a label is no value."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.pipeline.uncertain_sections import uncertain_sections


def entries(*rows: str) -> dict[str, str]:
    """Entries of four fields each, `-` for what is blank."""
    names = ("name", "phone", "email", "post")
    return {
        f"people[{number}].{name}": text.strip("-")
        for number, row in enumerate(rows)
        for name, text in zip(names, row.split(), strict=True)
    }


def test_a_section_of_which_a_column_was_not_found_is_uncertain_and_a_field_of_its_own_is_not() -> None:
    found = uncertain_sections({"people[0].name": "张三", "code": ""}, ["people[0].phone", "code"])
    assert {section: note.code for section, note in found.items()} == {"people": "evidence.columns_missing"}


@pytest.mark.parametrize(
    ("rows", "uncertain"),
    [
        (("张三 1 - -", "李四 2 - -"), False),
        (("姓名 - - -", "张三 - - -", "电话 - - -"), True),
        (("张三 1 a 员", "李四 - - -"), True),
        (("张三 1 a 员", "李四 2 b -", "王五 - - -"), False),
        (("张三 - - -",), False),
    ],
)
def test_entries_that_say_one_thing_each_may_be_the_lines_of_one(rows: tuple[str, ...], uncertain: bool) -> None:
    assert bool(uncertain_sections(entries(*rows), ())) is uncertain


def test_a_label_in_the_place_of_a_value_is_told_where_the_form_was_typed_anew() -> None:
    matcher = ipforms.form("jinhua-recommendation").matcher
    assert all(map(matcher.says_label, ("企业名称", "重点保护专利", "E-mail", "推荐企业名称\n甲公司")))
    assert not any(
        map(matcher.says_label, ("金华双龙股份有限公司", "义乌市市场监督管理局", "装备制造", "同意推荐。", ""))
    )
