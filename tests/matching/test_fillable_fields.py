"""Fields that bear the paths of a form are taken by their names."""

from __future__ import annotations

import pytest

from ipforms.matching import match_document
from tests.matching.sheet_notation import filled, matcher, sheet, unassigned

FORM = "\n".join(
    (
        "单位名称 | {{ name }} | <",
        "序号 | 姓名 | 手机",
        "{%tr for row in people %} | < | <",
        "{{ row_number }} | {{ row.name }} | {{ row.phone }}",
        "{%tr endfor %} | < | <",
        "签章 | {{ signatory }} | {{ declaration.date }}",
    )
)
PRINT = "首页\n单位名称 | 甲公司 | <\n序号 | 姓名 | 手机\n1 | 张三 | 1\n签章 | 李四 | 2022年5月16日"
MATCHERS = {"form": matcher(FORM, paths={"单位名称": "name", "人员第1行姓名": "people[].name"})}


def read(*fields, document=PRINT):
    return match_document(MATCHERS, sheet(document, fields))


def values(*fields, document=PRINT):
    return filled(read(*fields, document=document).instances[0].match)


def test_what_a_field_says_counts_before_what_the_page_shows():
    found = values(("name", "乙公司"), ("people[0].phone", "2"))
    assert found["name"] == "乙公司" and found["people[0].phone"] == "2"
    assert found["signatory"] == "李四", "a path without a field is read from the page"


def test_fields_alone_are_a_form():
    document = read(("name", "乙公司"), document="图片")
    assert [filled(each.match) for each in document.instances] == [{"name": "乙公司"}]


def test_fields_of_other_names_count_for_nothing():
    assert values(("Text1", "乙公司"))["name"] == "甲公司"


def test_most_fields_must_bear_names_of_the_form():
    assert values(("name", "乙公司"), ("Text1", ""), ("Text2", ""))["name"] == "甲公司"


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("2022", "5", "16"), "2022年5月16日"),
        (("2022", "5", ""), "2022年5月"),
        (("2022年", "5月", "16日"), "2022年5月16日"),
        (("2022年5月16日", "", ""), "2022年5月16日"),
        (("", "", ""), None),
    ],
)
def test_the_parts_of_a_date_are_one_date(parts, date):
    names = ("year", "month", "day")
    fields = [(f"declaration.date.{name}", part) for name, part in zip(names, parts, strict=True)]
    assert values(*fields).get("declaration.date") == date


def test_of_two_fields_of_one_name_the_first_counts_that_says_something():
    assert values(("name", ""), ("name", "乙公司"), ("name", "丙公司"))["name"] == "乙公司"


def test_what_a_field_says_is_not_left_over_though_the_page_shows_it_elsewhere():
    (instance,) = read(("name", "甲公司"), ("signatory", "李四"), document=PRINT + "\n备注 | 甲公司 | <").instances
    assert "甲公司" not in unassigned(instance.match)


CONTINUED = PRINT + "\n申报表（续页）\n单位名称（续） | {}"


@pytest.mark.parametrize(
    ("printed", "is_stale"), [("公司", False), ("乙 公司", False), ("丙公司", True), ("〓公司", False)]
)
def test_a_continuation_page_that_prints_something_else_than_its_field_is_stale(printed, is_stale):
    (instance,) = read(("name", "乙公司"), document=CONTINUED.format(printed)).instances
    assert bool(instance.match.stale) == is_stale
