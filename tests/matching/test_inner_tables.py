"""Small tables for one field, beside its label, below it or in its cell."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.codecs import PATENT_COUNTS
from tests.matching.sheet_notation import sheet


def texts(form, document):
    """What the labels of a document say of a form."""
    found = ipforms.form(form).matcher.match(sheet(document)).fields.texts
    return {path: text for path, text in found.items() if text.strip()}


HEAD = "企业名称 | 甲公司 | < | < | <\n"
BEHIND = "\n驰名商标认定 | 否"
PATENTS = {
    "beside its label": HEAD
    + f"有效专利拥有量 | 合计 | 发明 | 实用新型 | 外观设计\n^ | 74 | 5 | 27 | 42{BEHIND} | < | < | <",
    "over the one row below it": "企业名称 | 甲公司\n\n有效专利（件） | 合计 | 发明 | 实用新型 | 外观设计\n"
    f"数量 | 74 | 5 | 27 | 42\n{BEHIND}",
    "one below the other, behind their words": "企业名称 | 甲公司\n\n类别 | < | 数量（件）\n有效专利 | 发明 | 5\n"
    f"^ | 实用新型 | 27\n^ | 外观设计 | 42\n^ | 合计 | 74\n有效注册商标 | < | 17\n{BEHIND}",
    "below labels that other columns span": "企业名称 | 甲公司\n\n"
    "国家高新技术企业 | 有效专利拥有量 | < | < | < | 有效注册商标\n^ | 合计 | 发明 | 实用新型 | 外观设计 | ^\n"
    f"否 | 74 | 5 | 27 | 42 | 17\n{BEHIND}",
    "below it, with columns of others": HEAD
    + f"有效专利拥有量 | 其中：发明 | 实用新型 | 外观设计 | 有效注册商标\n74 | 5 | 27 | 42 | 17{BEHIND} | < | < | <",
    "each with its kind in a cell of its own": HEAD
    + f"有效专利 | 合计74件 | < | < | <\n发明5件 | < | 实用新型27件 | < | 外观设计42件{BEHIND} | < | < | <",
    "a row for each": "企业名称 | 甲公司\n有效发明专利（件） | 5\n有效实用新型专利（件） | 27\n"
    f"有效外观设计专利（件） | 42\n有效专利合计（件） | 74{BEHIND}",
    "below a line that is their label": "企业名称 | 甲公司\n有效专利拥有量（件）\n发明 | 实用新型 | 外观设计 | 合计\n"
    f"5 | 27 | 42 | 74\n其他情况{BEHIND}",
    "over a label that has a number": "企业名称 | 甲公司\n\n2.3 有效专利拥有量 | 发明 | 5\n^ | 实用新型 | 27\n"
    f"^ | 外观设计 | 42\n^ | 合 计 | 74\n2.4 有效注册商标拥有量 | 17 | <\n{BEHIND}",
    "below it, with the sum in another word": "企业名称 | 甲公司 | < | <\n有效专利拥有量（件） | < | < | <\n"
    f"总数 | 发明 | 实用新型 | 外观设计\n74 | 5 | 27 | 42{BEHIND} | < | <",
    "as rows of a table of its own": "企业名称 | 甲公司\n驰名商标认定 | 否\n\n有效知识产权（件）\n\n"
    "种类 | 数量（件）\n发明专利 | 5\n实用新型专利 | 27\n外观设计专利 | 42\n专利合计 | 74\n注册商标 | 17",
    "as columns, below what the sum is called": HEAD
    + f"发明专利 | 实用新型 | 外观设计 | 专利合计 | 备注\n5 | 27 | 42 | 74 |{BEHIND} | < | < | <",
    "in a header that counts what is in force": f"企业名称 | 甲公司\n\n有效专利（件） | 有效数 | 授权数\n发明 | 5 | 6\n"
    f"实用新型 | 27 | 30\n外观设计 | 42 | 45\n合计 | 74 | 81\n{BEHIND}",
    "below it, and beside them a label over two rows": f"企业名称 | 甲公司 | < | < | <\n"
    "有效专利（件） | < | < | < | 有效商标（件）\n合计 | 发明 | 实用新型 | 外观设计 | ^\n"
    f"74 | 5 | 27 | 42 | 17{BEHIND} | < | < | <",
    "in its cell": f"企业名称 | 甲公司\n有效专利拥有量 | 合计\t发明\t实用新型\t外观设计⏎74\t5\t27\t42{BEHIND}",
}


@pytest.mark.parametrize("document", PATENTS.values(), ids=PATENTS)
def test_each_number_stands_behind_its_word(document):
    found = texts("jinhua-application", document)
    counts = PATENT_COUNTS.decode(found["valid_patents"])
    assert counts.value == {"total": 74, "invention": 5, "utility_model": 27, "design": 42}
    assert not counts.notes
    assert found["well_known_trademark"] == "否"
    assert "17" not in document or found["valid_trademarks"] == "17"


def test_the_rows_of_a_table_in_a_card_are_lines_and_the_cards_stay_whole():
    card = """企业名称 | {} | < | 涉足领域 | 机电
重点保护商标 | 商标名称 | 注册号 | 重点保护专利（专利号） | ZL201612696157.4
^ | {} | {} | ^ | ^
企业联络人 | 吴思敏 | < | 联系电话 | 0579-89046400
"""
    document = card.format("甲公司", "永诚", "25125892") + card.format("乙公司", "雅妮", "10323739")
    found = texts("jinhua-recommendation", document)
    assert [found[f"enterprises[{row}].name"] for row in range(2)] == ["甲公司", "乙公司"]
    assert [found[f"enterprises[{row}].key_trademarks"] for row in range(2)] == ["永诚 25125892", "雅妮 10323739"]


def test_a_table_with_nothing_in_it_is_a_blank():
    found = texts("jinhua-application", PATENTS["beside its label"].replace("74 | 5 | 27 | 42", " |  |  | "))
    assert "valid_patents" not in found


def test_cells_below_one_head_are_the_entry_s_and_a_list_that_goes_on_follows_it():
    header = "序号 | 推荐企业名称 | 企业地址 | 涉足领域 | 重点保护商标 | < | 联系电话\n"
    document = (
        header + "1 | 甲公司 | 义乌市 | 水晶 | 商标 | 注册号 | 13800000001\n^ | ^ | ^ | ^ | 尖峰岭 | 21714862 | ^\n"
        f"\n{header}2 | 乙公司 | 永康市 | 电机 | / | < | 13800000002\n填表人：王五"
    )
    found = texts("jinhua-recommendation", document)
    assert [found[f"enterprises[{row}].name"] for row in range(2)] == ["甲公司", "乙公司"]
    assert found["enterprises[0].key_trademarks"] == "尖峰岭 21714862"


def test_a_row_that_names_the_town_of_those_below_it_is_not_written_before_their_values():
    document = """序号 | 推荐企业名称 | 涉足领域 | 重点保护专利（专利号） | 重点保护商标 | 企业联络人 | 职务 | 联系电话
【孝顺镇】 | < | < | < | < | < | < | <
1 | 甲公司 | 水晶 | ZL201612696157.4 | 尖峰岭21714862号 | 王五 | 经理 | 13800000001"""
    found = texts("jinhua-recommendation", document)
    assert found["enterprises[0].name"] == "甲公司"
    assert not [text for text in found.values() if "【" in text]


def test_of_the_rows_of_a_sum_the_sum_is_read_and_the_rest_is_told():
    document = """单位名称 | 甲公司 | < | < | <
种类 | < | 申请量 | 授权量 | 有效量
专利 | 发明 | 35 | 28 | 27
^ | 外观设计 | 23 | 18 | 18
^ | 小计 | 58 | 46 | 45
商标 | < | 24 | 21 | 20"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields
    assert [found.texts[f"patents.{count}"] for count in ("applied", "granted", "valid")] == ["58", "46", "45"]
    assert {"35", "23"} <= {each.text for each in found.unassigned}


def test_of_the_columns_of_a_sum_the_sum_is_read():
    document = """单位名称 | 广州甲有限公司

专利（件） | 发明 | 实用新型 | 外观设计 | 合计
申请量 | 24 | 9 | 6 | 39
授权量 | 10 | 8 | 6 | 24
有效量 | 10 | 7 | 5 | 22

商标（件） | 申请量 | 授权量 | 有效量
 | 31 | 23 | 21"""
    found = texts("guangzhou-enterprise", document)
    counts = [f"{right}.{stage}" for right in ("patents", "trademarks") for stage in ("applied", "granted", "valid")]
    assert [found[path].strip() for path in counts] == ["39", "24", "22", "31", "23", "21"]


def test_options_between_tabs_are_no_table():
    options = "☑电子信息\t□新材料\n□高技术服务\t☑先进制造"
    table = sheet(f"{HEAD}国家高新技术企业 | {options.replace(chr(10), '⏎')} | < | < | <\n{BEHIND} | < | < | <")
    found = ipforms.form("jinhua-application").matcher.match(table).fields
    assert options in found.texts.values()


@pytest.mark.parametrize(
    ("label", "value", "total"),
    [
        ("有效专利（发明/实用新型/外观设计）", "5/10/3", 18),
        ("有效专利（发明、实用新型、外观设计）", "18件（5、10、3）", 18),
        ("有效专利（发明/实用新型/外观设计）", "20：5/10/3", 20),
    ],
)
def test_numbers_in_the_order_of_their_label_are_of_its_kinds(label, value, total):
    found = texts("jinhua-application", f"企业名称 | 甲公司 | 有效商标 | 4\n{label} | {value} | 驰名商标认定 | 否")
    counts = PATENT_COUNTS.decode(found["valid_patents"])
    assert counts.value == {"total": total, "invention": 5, "utility_model": 10, "design": 3}
    assert bool(counts.notes) == (total != 18)


def test_numbers_that_are_more_than_the_kinds_of_their_label_are_left_to_a_person():
    found = texts(
        "jinhua-application", "企业名称 | 甲公司\n有效专利（发明/实用新型/外观设计） | 5/10\n驰名商标认定 | 否"
    )
    assert PATENT_COUNTS.decode(found["valid_patents"]).value["invention"] is None
