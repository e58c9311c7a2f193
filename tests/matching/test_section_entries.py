"""The entries of a section that the labels beside its texts give."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.matching import match_document
from ipforms.matching.joint_labels import SPLIT
from tests.matching.sheet_notation import sheet
from tests.reading.test_retyped import RECOMMENDATION, read

MARKET = """重点市场入库申报书
申报单位：广州珠宝市场管理有限公司（盖章）
|名称|广州珠宝市场管理有限公司|注册时间|2012年10月
|注册地址|广州市番禺区沙湾镇999号|办公地址|广州市番禺区沙湾镇1号
|社会信用代码|91440113MA59R6WP6E|组织机构代码|MA59R6WP-6
|面积（平方米）|31,500|商家（家）|168
|五、制度|◂|◂|◂
|序号|名称|时间|份数
|1|版权保护公约|2013.11.5|1
|2|纠纷调解办法|2014.5|1
|六、工作方案及经费|◂|◂|◂
|开展培训6场，3万元。|◂|◂|◂
"""


def test_a_second_label_of_the_same_field_in_a_cell_begins_no_entry():
    (firm,) = read(RECOMMENDATION, ("双龙（12345678）", "“双龙”\\n注册号：12345678")).record.enterprises
    assert [(mark.name, mark.number) for mark in firm.key_trademarks] == [("双龙", "12345678")]
    assert (firm.name, firm.email) == ("金华双龙机械有限公司", "ip@example.com")


def test_a_text_of_another_field_is_no_entry_by_itself_where_others_say_more():
    record = read(MARKET).record
    assert record.name == "广州珠宝市场管理有限公司"
    assert [(each.title, each.count) for each in record.ip_policies] == [("版权保护公约", 1), ("纠纷调解办法", 1)]


GROUPED = """武义县知识产权保护直通车重点企业推荐名单
单位：武义县市场监督管理局（章）　　　填报日期：2022/05/27
序 | 企业基本信息 | < | < | < | 重点保护权利 | < | < | 企业联络人 | < | < | < | < | 备注
^ | 名称 | 乡镇 | 详细地址 | 行业领域 | 商标 | 商标号 | 专利号 | 姓名 | 职务 | 座机 | 手机 | 邮箱 | ^
1 | 三美门窗有限公司 | 泉溪镇 | 泉溪镇工业区 | 门窗 | 三美佳 | 9228117 | | 诸葛明 | 经理 | | 13600009488 | a@b.cn |
2 | 壶山茶业有限公司 | 柳城镇 | 茶城路1号 | 茶叶 | 壶山云雾 | 41161620 | | 章伟民 | | 0579-83000652 | | d@b.cn |
3 | 金骆驼杯业公司 | 王宅 | 工业区 | 杯 | 金骆驼 | 28089895 | | 魏书生 | 副总 | 0579-87991100 | 18900002233 | c@b.cn|"""


def test_columns_of_a_group_for_one_field_are_one_and_a_line_above_is_no_entry():
    matcher = ipforms.form("jinhua-recommendation").matcher
    (instance,) = match_document({"jinhua-recommendation": matcher}, sheet(GROUPED)).instances
    fields = instance.match.fields
    phones = [fields.texts[f"enterprises[{row}].phones"].split() for row in range(3)]
    assert phones == [["13600009488"], ["0579-83000652"], ["0579-87991100", "18900002233"]]
    assert all(fields.found[f"enterprises[{row}].name"].is_confirmed for row in range(3))


IN_CELLS = """武义县知识产权保护直通车重点企业推荐表
涉足领域 | 企业名称、地址 | 商标 | 专利 | {head}
门窗 | 三美门窗有限公司⏎地址：泉溪镇工业区1号 | 三美（9228117） | ZL201930218948.8 | {name}\
诸葛明（经理）⏎电话：13600009488，0579-83000652⏎邮箱：a@b.cn
^ | 壶山茶业有限公司⏎地址：茶城路1号 | 壶山（41161620） | — | {name}章伟民（副总）⏎电话：0579-83000653⏎邮箱：无
推荐单位（盖章）：武义县市场监督管理局"""


@pytest.mark.parametrize(("head", "name"), [("联络人", ""), ("联络方式", "联络人：")])
def test_labels_in_the_cells_of_a_list_are_columns_and_a_cell_over_two_firms_is_said_of_both(head, name):
    matcher = ipforms.form("jinhua-recommendation").matcher
    document = sheet(IN_CELLS.format(head=head, name=name))
    (instance,) = match_document({"jinhua-recommendation": matcher}, document).instances
    fields = instance.match.fields
    names = ("name", "industry", "phones", "email", "liaison_name", "liaison_title")
    rows = [[fields.texts[f"enterprises[{row}].{each}"] for each in names] for row in range(2)]
    assert rows == [
        ["三美门窗有限公司", "门窗", "13600009488，0579-83000652", "a@b.cn", "诸葛明", "经理"],
        ["壶山茶业有限公司", "门窗", "0579-83000653", "无", "章伟民", "副总"],
    ]
    assert all(fields.found[f"enterprises[{row}].{each}"].is_confirmed for row in range(2) for each in names)
    assert all(fields.found[f"enterprises[{row}].address"].likeness > SPLIT for row in range(2))


def test_cells_of_labelled_lines_are_read_below_a_head_that_is_no_column_of_the_form():
    document = """序号 | 推荐企业 | 重点保护商标及专利 | 企业联络人
1 | 名称：三美门窗有限公司⏎地址：泉溪镇工业区1号⏎领域：门窗 | 商标：三美 9228117 | 姓名：诸葛明⏎职务：经理⏎邮箱：a@b.cn
2 | 名称：壶山茶业有限公司⏎地址：茶城路1号⏎领域：茶叶 | 商标：壶山 41161620 | 姓名：章伟民⏎职务：副总⏎邮箱：c@d.cn"""
    fields = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields
    names = ("address", "industry", "liaison_title", "email")
    rows = [[fields.texts[f"enterprises[{row}].{each}"] for each in names] for row in range(2)]
    assert rows == [["泉溪镇工业区1号", "门窗", "经理", "a@b.cn"], ["茶城路1号", "茶叶", "副总", "c@d.cn"]]


def test_a_label_of_the_second_value_parts_a_text_that_has_no_sign_before_it():
    document = """推荐企业名称 | 企业地址 | 重点保护商标及专利
三美门窗有限公司 | 泉溪镇工业区1号 | 三美 第9228117号专利：ZL202020463258.6⏎ZL201220032597.4"""
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert texts["enterprises[0].key_trademarks"] == "三美 第9228117号"
    assert texts["enterprises[0].key_patents"] == "ZL202020463258.6\nZL201220032597.4"


FIRM = """{number}推荐企业名称 | < | 企业地址 | <
{over}{name} | < | 泉溪镇{name}路 | <
{over}涉足领域 | 重点保护商标 | 重点保护专利（专利号） | <
{over}门窗 | {name}（9228117） | ZL201930218948.8 | <
{over}企业联络人 | 职务 | 联系电话 | 电子邮箱
{over}诸葛明 | 经理 | 13600009488 | a@b.cn"""


@pytest.mark.parametrize(("between", "number", "over"), [("\n", True, "^ | "), ("\n\n推荐企业\n\n", False, "")])
def test_rows_of_labels_over_rows_of_values_that_come_again_for_each_firm_are_its_labels(between, number, over):
    firms = [
        FIRM.format(number=f"{at} | " if number else "", over=over, name=name) for at, name in enumerate("甲乙丙", 1)
    ]
    document = (
        "金华市知识产权保护直通车重点企业推荐表\n\n"
        + between.join(firms)
        + "\n\n填表人 | 谭海涛 | 联系电话 | 0579-82275533"
    )
    matcher = ipforms.form("jinhua-recommendation").matcher
    (instance,) = match_document({"jinhua-recommendation": matcher}, sheet(document)).instances
    fields = instance.match.fields
    names = ("name", "address", "key_patents", "liaison_name", "liaison_title", "email")
    rows = [[fields.texts[f"enterprises[{at}].{each}"] for each in names] for at in range(3)]
    assert rows == [[each, f"泉溪镇{each}路", "ZL201930218948.8", "诸葛明", "经理", "a@b.cn"] for each in "甲乙丙"]
    assert fields.texts["prepared_phone"] == "0579-82275533"
