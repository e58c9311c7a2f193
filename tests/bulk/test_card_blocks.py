"""Cards beside one another, and labels that several applicants share."""

from __future__ import annotations

import pytest

FORM = "jinhua-application"
FIRMS = [f"金华市{name}工贸有限公司" for name in ("甲丙", "乙丁", "丙戊", "丁己", "戊庚")]
PEOPLE = ["曾敏", "李敏", "王磊", "潘俊杰", "杨佳怡"]
POSTS = ["知识产权专员", "经理", "主任", "主管", "经理"]
MOBILES = [f"1380013800{at}" for at in range(5)]


def card(at):
    """What is known of a firm."""
    contact = [("联系人", PEOPLE[at]), ("职务", POSTS[at]), ("手机", MOBILES[at])]
    return [("企业名称", FIRMS[at]), *contact, ("电子邮箱", f"a{at}@example.com")]


def side_by_side(width, cell):
    """Cards in bands of some, label by label."""
    bands = [range(at, min(at + width, 5)) for at in range(0, 5, width)]
    return [line for band in bands for line in [*([*cell(*pairs)] for pairs in zip(*map(card, band), strict=True)), []]]


LAYOUTS = {
    "label and value in cells of their own": side_by_side(2, lambda *pairs: [cell for pair in pairs for cell in pair]),
    "three beside one another": side_by_side(3, lambda *pairs: [cell for pair in pairs for cell in (*pair, "")]),
    "behind a blank column": side_by_side(2, lambda *pairs: [cell for pair in pairs for cell in ("", *pair)]),
    "behind numbers": side_by_side(2, lambda *pairs: [cell for pair in pairs for cell in (1, *pair)]),
    "with the number of each in its corner": [
        [cell for at in pair for cell in (None if line else at + 1, *card(at)[line])]
        for pair in ((0, 1), (2, 3), (4,))
        for line in range(5)
    ],
    "labels once for two": side_by_side(2, lambda *pairs: [pairs[0][0], *(value for _, value in pairs)]),
    "a line of several labels below a title": [
        line
        for at in range(5)
        for line in ([FIRMS[at]], [*card(at)[0]], *([*sum(card(at)[each : each + 2], ())] for each in (1, 3)), [])
    ],
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_cards_beside_one_another_are_an_applicant_each(layout, rows_of):
    entries, _ = rows_of(FORM, {"名片": [["企业名片"], *LAYOUTS[layout]]})
    found = [(each.record.enterprise_name, each.record.contact_name, each.record.mobile) for each in entries]
    assert sorted(found) == sorted(zip(FIRMS, PEOPLE, MOBILES, strict=True))


def test_a_card_without_a_label_of_the_name_has_the_name_of_its_title(rows_of):
    lines = [
        line
        for at in range(5)
        for line in ([f"{at + 1}、{FIRMS[at]}"], *map(list, card(at)[1:]), ["总人数", 50 + at], [])
    ]
    entries, _ = rows_of(FORM, {"登记": lines})
    found = [(each.record.enterprise_name, each.record.contact_name) for each in entries]
    assert found == [*zip(FIRMS, PEOPLE, strict=True)]


def test_a_card_with_nothing_behind_its_labels_is_named(rows_of):
    lines = [[*pair] for at in range(2) for pair in card(at)]
    entries, rows = rows_of(FORM, {"名片": [*lines, *([label] for label, _ in card(2))]})
    assert [each.name for each in entries] == FIRMS[:2]
    assert [(each.row, each.note.code) for each in rows.dropped()] == [(11, "table.row_comment")]
