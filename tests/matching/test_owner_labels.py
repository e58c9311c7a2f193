"""Labels below or behind whose fact it is, and labels of a list that the form has for owners too."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import filled, match, sheet
from tests.reading.test_retyped import read

FORM = """单位名称 | {{ unit }} | < | <
人员 | 姓名 | 证件 | 电话
法定代表人 | {{ legal.name }} | {{ legal.id }} | {{ legal.phone }}
联系人 | {{ contact.name }} | {{ contact.id }} | {{ contact.phone }}
名称 | 联系电话 | 数量 | 文号
{%tr for p in units %} | < | < | <
{{ p.name }} | {{ p.phone }} | {{ p.count }} | {{ p.sign }}
{%tr endfor %} | < | < | <"""
LIST = "名称 | 联系电话 | 数量 | 文号\n法务部 | 0571 | 2 | 甲一"
EXPECTED = {
    "unit": "甲公司",
    "legal.name": "张三",
    "legal.id": "44",
    "legal.phone": "020",
    "contact.name": "李四",
    "contact.id": "33",
    "contact.phone": "0579",
    "units[0].name": "法务部",
    "units[0].phone": "0571",
    "units[0].count": "2",
    "units[0].sign": "甲一",
}
LAYOUTS = {
    "below the owner's name": "单位名称 | 甲公司\n法定代表人 姓名 | 张三\n证件 | 44\n电话 | 020\n"
    f"联系人姓名 | 李四\n证件 | 33\n电话 | 0579\n\n{LIST}",
    "behind the owner and below": "单位名称 | 甲公司 | < | <\n法定代表人 | 张三 | 证件 | 44\n联系电话 | 020 | < | <\n"
    f"联系人 | 李四 | 证件 | 33\n联系电话 | 0579 | < | <\n\n{LIST}",
    "below a title with a number": "1 单位信息\n名称 | 甲公司\n2 法定代表人\n姓名 | 张三\n证件 | 44\n电话 | 020\n"
    f"3.1 联系人\n姓名 | 李四\n证件 | 33\n电话 | 0579\n4 机构\n{LIST}",
    "in tables below titles in brackets": "单位名称 | 甲公司\n\n【法定代表人】\n姓名 | 张三\n证件 | 44\n电话 | 020\n\n"
    f"【联系人1】\n姓名 | 李四\n证件 | 33\n电话 | 0579\n\n{LIST}",
    "before each label in its cell": "单位名称⏎甲公司 | 法定代表人⏎张三\n法定代表人证件⏎44 | 法定代表人电话⏎020\n"
    f"联系人1⏎李四 | 联系人1证件⏎33\n联系人1电话⏎0579 | <\n\n{LIST}",
    "in cells below the owner's": "单位名称⏎甲公司 | <\n法定代表人：⏎张三 | 证件：⏎44\n电话：⏎020 | <\n"
    f"联系人一：⏎李四 | 证件：⏎33\n电话：⏎0579 | <\n\n{LIST}",
    "behind their names": "单位名称 | 甲公司 | <\n姓名（身份） | 证件 | 电话\n张三（法定代表人） | 44 | 020\n"
    f"李四（联系人） | 33 | 0579\n\n{LIST}",
    "a list's label over them": "单位名称 | 甲公司 | < | <\n人员 | 姓名 | 证件 | 联系电话\n"
    f"法定代表人 | 张三 | 44 | 020\n联系人 | 李四 | 33 | 0579\n\n{LIST}",
}


@pytest.mark.parametrize("document", LAYOUTS.values(), ids=LAYOUTS)
def test_each_value_belongs_to_whom_the_label_before_it_or_the_title_names(document):
    assert filled(match(FORM, document, aliases={"单位名称": ["单位名称"]})) == EXPECTED


def test_two_facts_below_one_label_are_told_apart_where_the_cells_do_not_say_which():
    form = """人员 | 姓名 | 电话
法定代表人 | {{ legal.name }} | 固话：{{ legal.landline }}
^ | ^ | 手机：{{ legal.mobile }}
联系电话 | {{ phone }} | <"""

    def fits(pattern, text):
        return {"1": 1.0}.get(text[:1], -1.0) if pattern.endswith("mobile") else {"0": 1.0}.get(text[:1], 0.0)

    document = "人员 | 姓名 | 联系电话\n法定代表人 | 张三 | 020-1⏎138\n\n联系电话 | 0579 | <\n备注 | 手机配件 | <"
    found = filled(match(form, document, fits=fits))
    assert (found["legal.landline"], found["legal.mobile"]) == ("020-1", "138")


def test_the_next_label_that_is_nobody_s_ends_what_is_said_of_an_owner():
    document = "法定代表人 | 张三 | 证件 | 44\n单位名称 | 甲公司 | 电话 | 0571"
    found = filled(match(FORM, document))
    assert found["legal.id"] == "44"
    assert found.get("legal.phone") != "0571"


PEOPLE = {
    "legal_representative.name": "沈敏",
    "legal_representative.id_number": "430104197107312438",
    "legal_representative.mobile": "13310669048",
    "contacts[0].name": "张嘉欣",
    "contacts[0].mobile": "13354540046",
    "contacts[1].name": "朱雪梅",
    "contacts[1].id_number": "440111197501255262",
}
GROUPS = {
    "side by side over labels and values": """法定代表人 | < | 联系人1 | < | 联系人2 | <
姓名 | 沈敏 | 姓名 | 张嘉欣 | 姓名 | 朱雪梅
身份证号码 | 430104197107312438 | 身份证号码 |  | 身份证号码 | 440111197501255262
手机 | 13310669048 | 手机 | 13354540046 | 手机 | """,
    "behind what is said of them": """姓名 | 身份证号码 | 手机 | 身份
沈敏 | 430104197107312438 | 13310669048 | 法定代表人
张嘉欣 |  | 13354540046 | 联系人
朱雪梅 | 440111197501255262 |  | 联系人""",
    "with a number each": """# | 人员类别 | 姓名 | 身份证号码 | 手机
1 | 法定代表人 | 沈敏 | 430104197107312438 | 13310669048
2 | 联系人 | 张嘉欣 |  | 13354540046
3 | 联系人 | 朱雪梅 | 440111197501255262 | """,
    "with a colon before what is asked": """法定代表人：姓名 | 沈敏
身份证号码 | 430104197107312438
手机 | 13310669048
联系人：姓名 | 张嘉欣
手机 | 13354540046
联系人：姓名 | 朱雪梅
身份证号码 | 440111197501255262""",
}


@pytest.mark.parametrize("people", GROUPS.values(), ids=GROUPS)
def test_people_in_groups_of_any_shape(people):
    document = f"市场名称 | 甲公司\n通信地址 | 广州市\n\n{people}\n\n开户银行 | 工行"
    fields = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields
    assert {path: fields.texts.get(path) for path in PEOPLE} == PEOPLE


@pytest.mark.parametrize("remark", ["", "（固话、手机）", "（固话/手机）"])
def test_a_column_for_two_numbers_of_a_person_is_not_that_of_another_list(remark):
    document = f"""市场名称 | 甲公司 | < | <
人员 | 姓名 | 身份证号码 | 电话{remark}
法定代表人 | 沈敏 | 430104197107312438 | 020-86252110⏎13310669048

机构名称 | 人员数量 | 姓名 | 联系电话
工作站 | 2 | 王立群 | 020-83008553"""
    texts = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields.texts
    assert (texts["legal_representative.landline"], texts["ip_units[0].phones"]) == ("020-86252110", "020-83008553")


STATEMENT = """重点市场入库申报书
申报单位：广州珠宝市场管理有限公司（盖章）
|单位名称|广州珠宝市场管理有限公司|注册时间|2012年10月
|主要人员信息|姓名|身份证号码|电话
|法定代表人|梁伟雄|440101198001010017|020-81050369
|六、本项目工作方案及经费安排（可加页）|◂|◂|◂
|\\n|◂|◂|◂
|申报单位\\n声明|本单位保证所提供的资料真实有效。\\n法定代表人（签名）：梁伟雄\\n2017年3月21日|◂|◂
"""


def test_a_label_of_the_form_in_two_lines_has_no_words_of_a_title_above_before_it():
    assert read(STATEMENT).record.work_plan is None


def test_an_owner_whose_labels_have_his_name_before_them_is_the_one_who_is_called_so():
    form = ipforms.form("guangzhou-market").matcher
    document = "单位名称 | 甲公司 | 注册地址 | 甲路\n联系人1 | 李四 | 联系人1手机 | 13812345678\n"
    document += "联系人2 | 王五 | 联系人2手机 | 13912345678\n邮政编码 | 510000 | 注册时间 | 2004-11-08"
    found = filled(form.match_labels(text_blocks(sheet(document), form.keys, form.names)))
    assert [found[f"contacts[{at}].name"] for at in (0, 1)] == ["李四", "王五"]


@pytest.mark.parametrize(("signed", "signatory"), [("", None), ("\n\n法定代表人（签名）：张三", "张三")])
def test_an_owner_of_whom_nothing_else_is_said_is_named_beside_the_label(signed, signatory):
    document = f"单位名称 | 甲公司\n注册地址 | 甲路1号\n法定代表人 | 王建国\n专利申请量（件） | 152{signed}"
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    found = (texts.get("legal_representative.name"), texts.get("declaration.signatory") or None)
    assert found == ("王建国", signatory), "only a line that says so is signed"


def test_an_owner_over_the_name_in_a_cell_has_the_facts_beside_it():
    document = """单位名称 | 广州甲有限公司 | 2016年营业收入 | 1.05亿元 | <
人员信息 | 姓名 | 职务 | 身份证号码 | 电话
^ | 法定代表人⏎谭锐 | 总经理 | 440101197602104196 | 13922401156
^ | 联系人⏎邓晓彤 | 行政主管 | 440101198808300066 | 13416290877"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    own = [
        texts[f"{who}.{what}"].strip() for who in ("legal_representative", "contact") for what in ("name", "id_number")
    ]
    assert own == ["谭锐", "440101197602104196", "邓晓彤", "440101198808300066"]
    assert texts["name"].strip() == "广州甲有限公司"
