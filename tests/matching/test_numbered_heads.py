"""Entries of a list whose own label is numbered, or has how many people it has behind its name."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import sheet

HEAD = "单位名称 | 甲公司 | 注册地址 | 甲路8号\n注册时间 | 2008年6月12日 | 邮编 | 510665\n\n"
UNITS = [["知识产权部", "3", "何嘉敏、李敏", "020-81050370"], ["法务部", "2", "黄志强", "13800138002"]]
BELOW = "\n\n制度名称 | 制定时间 | 数量\n专利管理办法 | 2012年5月 | 1"


def units(document):
    """The units of a document, each with what it says of itself."""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(f"{HEAD}{document}{BELOW}")).fields.texts
    names = ("unit", "headcount", "names", "phones")
    said = [[found.get(f"ip_units[{at}].{name}", "") for name in names] for at in (0, 1)]
    return [[unit, count.rstrip("人"), people.replace("\n", "、"), phone] for unit, count, people, phone in said]


@pytest.mark.parametrize(
    ("first", "second"), [("机构一", "机构二"), ("工作机构1：", "工作机构2："), ("部门（1）", "部门（2）")]
)
def test_a_numbered_label_is_the_one_of_the_form(first, second):
    card = "{} | {} | 人数 | {}\n人员姓名 | {} | 联系电话 | {}"
    assert (
        units("\n".join(card.format(head, *unit) for head, unit in zip((first, second), UNITS, strict=True))) == UNITS
    )


@pytest.mark.parametrize("unit", ["{}（{}人）", "{} （共{}人）", "{}({}名)"])
def test_how_many_people_a_unit_has_may_stand_behind_its_name(unit):
    rows = [
        f"{unit.format('知识产权部', 3)} | 何嘉敏 | 020-81050370\n^ | 李敏 | ",
        f"{unit.format('法务部', 2)} | 黄志强 | 13800138002",
    ]
    found = units("部门 | 姓名 | 电话\n" + "\n".join(rows))
    assert [[count.rstrip("名"), *rest] for _, count, *rest in found] == [unit[1:] for unit in UNITS]
    assert [unit for unit, *_ in found] == ["知识产权部", "法务部"]


def test_a_name_with_a_number_of_people_stays_whole_where_the_number_has_its_column():
    found = units("机构名称 | 人数 | 姓名 | 电话\n知识产权部（3人） | 3 | 何嘉敏 | 020\n法务部 | 2 | 黄志强 | 138")
    assert found[0][:2] == ["知识产权部（3人）", "3"]


@pytest.mark.parametrize(
    "entries",
    [
        "知识产权机构 | 知识产权部3人：何嘉敏、李敏（020-81050370）⏎法务部2人：黄志强（13800138002）",
        "四、知识产权工作机构\n1.知识产权部：3人，何嘉敏、李敏，电话020-81050370\n2.法务部：2人，黄志强，电话13800138002",
    ],
    ids=["in a cell", "in lines"],
)
def test_lines_of_units_say_the_number_of_people_right_behind_the_name(entries):
    assert units(entries) == UNITS
