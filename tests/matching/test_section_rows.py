"""The rows of repeated sections."""

from __future__ import annotations

from dataclasses import replace

import pytest

import ipforms
from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import filled, match, matcher, sheet, unassigned

FORM = """序号 | 姓名 | 手机
{%tr for row in people %} | < | <
{{ loop.index }} | {{ row.name }} | {{ row.phone }}
{%tr endfor %} | < | <
总数 | {{ total }} | <"""

LOOP = "{%tr for row in people %} | <\n…\n{%tr endfor %} | <\n总数 | {{ total }}"


def rows(*lines, template=FORM, header="序号 | 姓名 | 手机"):
    return match(template, "\n".join((header, *lines, "总数 | 9 | <")))


def people(found):
    names, count = filled(found), found.fields.rows["people"]
    return [names.get(f"people[{at}].name", "") + names.get(f"people[{at}].phone", "") for at in range(count)]


def test_a_row_of_the_table_is_an_entry():
    found = rows("1 | 甲 | 1", "2 | 乙 | 2")
    assert people(found) == ["甲1", "乙2"] and filled(found)["total"] == "9"


@pytest.mark.parametrize("blank", [" | | ", "2 | | ", "2. | | "])
def test_blank_rows_are_no_entries_though_they_have_a_number(blank):
    assert people(rows("1 | 甲 | 1", blank, "3 | 乙 | 2")) == ["甲1", "乙2"]


def test_a_number_in_another_column_is_a_value():
    assert people(rows("1 | 甲 | ", "2 | | 7")) == ["甲", "7"]


@pytest.mark.parametrize("word", ["合计", "小 计", "总计：".rstrip("：")])
def test_a_row_of_sums_is_no_entry(word):
    found = rows("1 | 甲 | 1", f"{word} | 1人 | ")
    assert people(found) == ["甲1"] and unassigned(found) == [word, "1人"]


def test_a_heading_over_entries_is_none():
    found = rows("婺城区 | < | <", "1 | 甲 | 1", "东阳市 | < | <", "2 | 乙 | 2")
    assert people(found) == ["甲1", "乙2"] and unassigned(found) == ["婺城区", "东阳市"]


def test_a_cell_merged_over_rows_counts_in_each_of_them():
    assert people(rows("1 | 甲 | 座机1", "2 | ^ | 座机2", "3 | 丙 | 座机3")) == ["甲座机1", "甲座机2", "丙座机3"]


def test_a_row_all_of_whose_cells_are_merged_with_the_one_above_has_nothing_of_its_own():
    assert people(rows("1 | 甲 | 座机1", "^ | ^ | ^", "2 | 乙 | 座机2")) == ["甲座机1", "乙座机2"]


def test_a_row_most_of_whose_cells_are_merged_with_the_one_above_is_a_line_of_the_same_entry():
    template = FORM.replace("| 手机", "| 手机 | 邮箱").replace("{{ row.phone }}", "{{ row.phone }} | {{ row.email }}")
    template = template.replace("< | <", "< | < | <").replace("}} | <", "}} | < | <")
    found = match(template, "序号 | 姓名 | 手机 | 邮箱\n1 | 甲 | 座机 | a\n^ | ^ | ^ | b\n总数 | 9 | < | <")
    assert filled(found)["people[0].email"] == "a\nb" and found.fields.rows == {"people": 1}


def test_a_column_that_the_form_has_not_is_left_over():
    found = rows("1 | 甲 | 兼职 | 座机", header="序号 | 姓名 | 备注 | 手机")
    assert people(found) == ["甲座机"] and unassigned(found) == ["备注", "兼职"]


def test_without_the_headers_cells_go_one_after_the_other_where_they_are_as_many():
    template = (
        "名单\n{%tr for row in people %} | <\n{{ row.name }} | {{ row.phone }}\n{%tr endfor %} | <\n总数 | {{ total }}"
    )
    found = match(template, "名单\n甲 | 1\n乙 | 2\n总数 | 9")
    assert people(found) == ["甲1", "乙2"]


def test_the_label_of_a_column_typed_once_more_is_no_part_of_the_value():
    assert people(rows("1 | 姓名：甲 | 手机：1")) == ["甲1"]


def test_a_header_repeated_in_a_further_table_stands_above_its_cells_too():
    found = match(FORM, "序号 | 姓名 | 手机\n1 | 甲 | 1\n\n序号 | 姓名 | 手机\n2 | 乙 | \n总数 | 9 | <")
    assert people(found) == ["甲1", "乙"]


def test_entries_with_labels_of_their_own_are_as_many_as_these():
    found = match(
        LOOP.replace("…", "联系人：{{ row.name }} | 手机：{{ row.phone }}"),
        "联系人：甲 | 手机：1\n联系人：乙 | 手机：2\n总数 | 9",
    )
    assert filled(found) == {
        "people[0].name": "甲",
        "people[0].phone": "1",
        "people[1].name": "乙",
        "people[1].phone": "2",
        "total": "9",
    }


def test_two_sections_without_a_label_between_them_leave_the_rows_to_the_first():
    first, _, _ = LOOP.replace("…", "{{ row.a }} | {{ row.b }}").rpartition("\n")
    template = f"名单 | 备注\n{first}\n{first.replace('people', 'places')}\n总数 | {{{{ total }}}}"
    found = match(template, "名单 | 备注\n甲 | 1\n总数 | 9")
    assert found.fields.rows == {"people": 1}


def test_a_border_of_the_header_that_is_a_little_off_changes_nothing():
    # 0.75 points: the columns of the grid are 序号, 姓名, a sliver, 手机.
    header, row = "序号 | 姓名 | < | 手机", "1 | 甲 | 138 | <"
    document = sheet(f"{header}\n{row}\n2 | 乙 | 139 | <\n总数 | 9 | < | <")
    (table,) = document.blocks
    form = matcher(FORM)
    shifted = replace(document, blocks=(replace(table, edges=(0, 30, 90, 90.75, 150)),))
    assert people(form.match_labels(text_blocks(shifted, form.keys))) == ["甲138", "乙139"]


CARDS = """推荐单位 | {{ unit }} | < | <
序号 | 名称 | 地址 | 联系人
{%tr for f in firms %} | < | < | <
{{ loop.index }} | {{ f.name }} | {{ f.address }} | {{ f.contact }}
{%tr endfor %} | < | < | <
填表人 | {{ by }} | < | <"""


@pytest.mark.parametrize(
    "document",
    [
        "推荐单位 | 甲局\n序号 | 1\n名称 | 甲公司\n地址 | 甲路\n联系人 | 张三\n\n"
        "序号 | 2\n名称 | 乙公司\n地址 | \n联系人 | 李四\n\n填表人 | 王五",
        "推荐单位 | 甲局\n序号 | 1\n联系人 | 张三\n名称 | 甲公司\n地址 | 甲路\n\n"
        "序号 | 2\n联系人 | 李四\n名称 | 乙公司\n地址 | \n\n填表人 | 王五",
        "推荐单位 | 甲局 | < | <\n序号 | 1 | 名称 | 甲公司\n地址 | 甲路 | 联系人 | 张三\n"
        "序号 | 2 | 名称 | 乙公司\n地址 | | 联系人 | 李四\n填表人 | 王五 | < | <",
        "推荐单位：甲局\n序号：1\n名称：甲公司\n地址：甲路\n联系人：张三\n序号：2\n名称：乙公司\n地址：\n联系人：李四\n填表人：王五",
    ],
)
def test_entries_may_be_said_label_by_label(document):
    found = match(CARDS, document)
    assert filled(found) == {
        "unit": "甲局",
        "firms[0].name": "甲公司",
        "firms[0].address": "甲路",
        "firms[0].contact": "张三",
        "firms[1].name": "乙公司",
        "firms[1].contact": "李四",
        "by": "王五",
    }
    assert unassigned(found) == []


def test_entries_whose_labels_stand_among_one_another_are_none():
    card = "名称 | {0}公司\n地址 | {0}路\n联系人 | {0}三\n"
    plain = "推荐单位 | 甲局\n" + card.format("甲") + card.format("乙") + "填表人 | 王五"
    assert match(CARDS, plain).fields.mixed == []
    pairs = "名称 | 甲公司\n名称 | 乙公司\n地址 | 甲路\n地址 | 乙路\n联系人 | 甲三\n联系人 | 乙三\n"
    found = match(CARDS, f"推荐单位 | 甲局\n{pairs}填表人 | 王五")
    assert "firms" not in found.fields.rows and {"甲公司", "乙路", "乙三"} <= set(unassigned(found))


TWO_ROWS = """推荐单位 | 甲局 | <
序号 | 名称 | 联系人
^ | 地址 | <
1 | 甲公司 | 甲三
^ | 甲路 | <
2 | 乙公司 | 乙三
^ | 乙路 | <
填表人 | 王五 | <"""


def test_entries_of_several_rows_go_by_the_rows_of_their_header():
    found = match(CARDS, TWO_ROWS)
    assert filled(found) == {
        "unit": "甲局",
        "firms[0].name": "甲公司",
        "firms[0].address": "甲路",
        "firms[0].contact": "甲三",
        "firms[1].name": "乙公司",
        "firms[1].address": "乙路",
        "firms[1].contact": "乙三",
        "by": "王五",
    }
    assert found.fields.mixed == [] and unassigned(found) == []


def test_a_blank_row_of_an_entry_leaves_the_next_entry_where_it_is():
    found = match(CARDS, TWO_ROWS.replace("甲公司 | 甲三", " | "))
    assert filled(found)["firms[0].address"] == "甲路" and filled(found)["firms[1].name"] == "乙公司"


def test_an_entry_that_lacks_one_of_its_rows_takes_none_of_the_next():
    texts = filled(match(CARDS, TWO_ROWS.replace("^ | 甲路 | <\n", "")))
    assert (texts["firms[0].contact"], texts["firms[1].name"]) == ("甲三", "乙公司")
    assert "firms[0].address" not in texts


def test_cells_are_not_counted_below_columns_that_stand_in_another_order():
    document = "推荐单位 | 甲局 | < | <\n序号 | 地址 | 名称 | 电话\n1 | 甲路 | 甲公司 | 张三\n填表人 | 王五 | < | <"
    found = match(CARDS, document)
    assert (filled(found)["firms[0].name"], filled(found)["firms[0].address"]) == ("甲公司", "甲路")
    assert "firms[0].contact" not in filled(found) and "张三" in unassigned(found)


def test_a_row_without_a_name_says_more_of_the_entry_above_and_a_person_should_look():
    template = FORM.replace("| 手机", "| 手机 | 邮箱").replace("{{ row.phone }}", "{{ row.phone }} | {{ row.email }}")
    template = template.replace("< | <", "< | < | <").replace("}} | <", "}} | < | <")
    found = match(
        template, "序号 | 姓名 | 手机 | 邮箱\n1 | 甲 | 座机1 | a\n | | 座机2 |\n2 | 乙 | 座机3 | c\n总数 | 9 | < | <"
    )
    texts = filled(found)
    assert (texts["people[0].phone"], texts["people[1].name"]) == ("座机1\n座机2", "乙")
    assert found.fields.joined == ["people[0].phone"]


def test_the_people_of_a_unit_may_have_a_row_each_with_their_telephones():
    document = """单位名称 | 甲公司

机构名称 | 人员数量 | 姓名 | 联系电话
专利室 | 3 | 廖楠 | 020-52939192
 | | 陈家豪 |
 | | 何敏 | 13728009920
品牌中心 | 1 | 丘敏 | 020-52939193
知识产权制度制定情况 | 名称 | 制定时间 | 数量"""
    texts = filled(ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)))
    assert texts["ip_units[0].names"] == "廖楠\n陈家豪\n何敏"
    assert texts["ip_units[0].phones"] == "020-52939192\n13728009920"
    assert texts["ip_units[1].unit"] == "品牌中心" and "ip_units[2].names" not in texts


def test_two_columns_that_the_form_has_not_are_no_entry():
    document = """单位名称 | 甲公司

序号 | 机构名称 | 负责事项 | 人员数量 | 姓名 | 联系电话
1 | 市场部品牌组 | 商标与维权 | 5 | 廖楠 | 020-52939192"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert (texts["ip_units[0].unit"], texts["ip_units[0].headcount"]) == ("市场部品牌组", "5")


def test_numbers_and_names_over_the_labels_of_claims_are_no_labels():
    document = """序号 | 名称 | 有/无 | 证书或文件
1 | 国家高新技术企业 | 有 | 证书编号GR202033001472
2 | 驰名商标 | 无 |

企业名称 | 甲公司"""
    texts = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    assert texts["enterprise_name"] == "甲公司"


@pytest.mark.parametrize(
    ("line", "left"),
    [("1 | 甲 | 1 | 2", ["2"]), ("1 | 甲 | | 2", ["2"]), ("甲公司 | 甲 | 1", ["甲公司"]), ("（一） | 甲 | 1", [])],
    ids=["behind_the_last_header", "behind_a_blank", "words_for_a_number", "a_number_in_letters"],
)
def test_nothing_of_a_row_is_lost(line, left):
    assert unassigned(rows(line)) == left


def test_a_column_more_and_one_less_are_no_columns_in_order():
    """As many cells as the form has, of which labels say that some are others; and a remark is no part of an entry."""
    document = """序号 | 企业名称 | 统一社会信用代码 | 地址 | 所属领域 | 重点保护商标 | 专利号 | 联络人及职务 | 手机
1 | 甲有限公司 | 91330703MA28E5K13E | 孝顺镇1号 | 照明 | 金麓 18273640 | ZL201920451872.8 | 邢雅静 法务 | 13867936151
2 | 乙有限公司 | 91330703747028167H | 源东乡2号 | 果品 | 源桃 9720481 | 无 | 金伟东 经理 | 13957961427
备注 | < | 均自愿申报，申报表随文报送。 | < | < | < | < | < | <
填表人 | < | 祝红霞 | < | < | < | < | < | <"""
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    own = [texts[f"enterprises[1].{name}"].strip() for name in ("name", "address", "key_trademarks", "phones")]
    assert own == ["乙有限公司", "源东乡2号", "源桃 9720481", "13957961427"]
    assert [path for path, text in texts.items() if "自愿" in text] == []
