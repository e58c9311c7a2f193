"""Letters that say in sentences what a form asks for."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import filled, sheet


def read(form, letter):
    """The texts of the fields of a form, from the lines of a letter."""
    found = filled(ipforms.form(form).matcher.match(sheet(letter)))
    return {path: text.strip() for path, text in found.items()}


APPLICATION = """关于申报直通车重点企业的报告
金华市市场监督管理局：
我公司申报企业名称为金华甲乙工具有限公司，联系地址为浙江省金华市婺城区一路2号。\
联系人为苏小眉，职务为法务经理，手机号码13800000001，单位电话为0579-82000001，电子邮箱为ip@jiayi.example.com。
公司已单设知识产权部门，企业总人数为140人，其中研发人员18人。
对照条件，我公司是国家高新技术企业（证书编号GR202033005127）；是浙江省知识产权示范企业（2020年认定）；{patents}；\
{well_known}驰名商标认定。
企业知识产权保护基本状况：企业制定了知识产权手册，联系人为各部门经理。
以上情况属实，特此申报。
签章：
2022年5月14日"""


def test_each_label_that_a_sentence_says_is_a_line():
    patents = "有效专利拥有量为19件（发明3件、实用新型9件、外观设计7件）；有效注册商标拥有量为5件"
    found = read("jinhua-application", APPLICATION.format(patents=patents, well_known="尚未获得"))

    assert found["enterprise_name"] == "金华甲乙工具有限公司" and found["address"] == "浙江省金华市婺城区一路2号"
    assert (found["contact_name"], found["contact_title"]) == ("苏小眉", "法务经理")
    assert (found["mobile"], found["office_phones"]) == ("13800000001", "0579-82000001")
    assert (found["employees"], found["rd_staff"]) == ("140人", "18人")
    assert found["high_tech"] == "是（证书编号GR202033005127）"
    assert found["ip_model_title"] == "浙江省知识产权示范企业（2020年认定）"
    assert found["valid_patents"] == "19件（发明3件、实用新型9件、外观设计7件）"
    assert found["ip_protection_status"].startswith("企业制定了知识产权手册，联系人为各部门经理")


@pytest.mark.parametrize(("said", "answer"), [("尚未获得", "否"), ("没有", "否"), ("已获得", "是"), ("曾获", "是")])
def test_a_label_may_be_claimed_or_denied_as_a_whole(said, answer):
    patents = "有效专利拥有量为19件；有效注册商标拥有量为5件"
    found = read("jinhua-application", APPLICATION.format(patents=patents, well_known=said))
    assert found["well_known_trademark"] == answer


PEOPLE = """重点市场申报书
单位名称为广州甲乙市场有限公司，注册地址为广州市白云区一路2号，注册资金2000万元，进驻商家{count}。
法定代表人方甲乙，身份证号码440101196602149058，固话020-87125421，手机13549257755。
联系人温乙丙（办公室主任），手机18921825444，电子邮箱wgl@jiayi.example.cn。
通信地址与注册地址相同：广州市白云区一路2号，邮政编码510405。
知识产权工作机构为商户服务中心，人员数量为7人，姓名为吴丙丁，联系电话为020-84522132。
已制定的知识产权制度有：《信用制度》，2010年4月20日制定，1份；《管理办法》，2016年3月制定，2份。"""


def test_people_units_and_lists_are_said_in_sentences_too():
    found = read("guangzhou-market", PEOPLE.format(count="688家"))

    assert found["registered_capital"] == "2000万元" and found["merchants"] == "688家"
    assert found["legal_representative.name"] == "方甲乙"
    assert found["legal_representative.mobile"] == "13549257755"
    assert found["contacts[0].name"] == "温乙丙（办公室主任）"
    assert found["contacts[0].email"] == "wgl@jiayi.example.cn"
    assert (found["mailing_address"], found["postcode"]) == ("广州市白云区一路2号", "510405")
    assert (found["ip_units[0].unit"], found["ip_units[0].headcount"]) == ("商户服务中心", "7人")
    assert [found[f"ip_policies[{at}].count"] for at in (0, 1)] == ["1份", "2份"]


def test_a_number_right_behind_a_label_is_no_part_of_it():
    for count in ("688家", "为688家", "共688家"):
        assert read("guangzhou-market", PEOPLE.format(count=count))["merchants"] == "688家"


LIST = """推荐函
一、甲乙香榧有限公司
该企业位于磐安县一村28号，从事坚果加工。重点保护商标为“玉榧”（注册号17171818），暂无重点保护专利。\
企业联络人陈甲（经理），联系电话13845710977，电子邮箱a@yufei.example.cn。
二、丙丁塑机有限公司
该企业位于磐安县二路11号，从事塑料机械。未申报重点保护商标。企业联络人周乙，联系电话0579-83687892，\
电子邮箱b@pangong.example.com。
推荐单位（盖章）：磐安县市场监督管理局"""


def test_a_sentence_may_have_the_number_of_its_line():
    letter = APPLICATION.replace("公司已单设知识产权部门，企业总人数为140人", "\n7、企业总人数140人")
    found = read("jinhua-application", letter.format(patents="有效专利拥有量为19件", well_known="尚未获得"))
    assert (found["employees"], found["rd_staff"]) == ("140人", "18人")


def test_what_is_said_of_each_entry_of_a_list_is_its_own():
    found = read("jinhua-recommendation", LIST)
    said = [[found[f"enterprises[{at}].{of}"] for of in ("name", "address", "industry")] for at in (0, 1)]
    assert said == [
        ["甲乙香榧有限公司", "磐安县一村28号", "坚果加工"],
        ["丙丁塑机有限公司", "磐安县二路11号", "塑料机械"],
    ]
    assert [found[f"enterprises[{at}].key_trademarks"] for at in (0, 1)] == ["“玉榧”（注册号17171818）", "无"]


def test_what_a_label_with_a_colon_asks_is_not_taken_from_prose():
    letter = """申报企业名称：甲公司
企业总人数：140人
研发人员：18人
联系人：苏小眉
知识产权保护基本状况：见下。
企业总人数为300人，研发人员为90人，联系人为王五，手机号码为13800000001。"""
    found = read("jinhua-application", letter)
    assert (found["employees"], found["rd_staff"], found["contact_name"]) == ("140人", "18人", "苏小眉")


def test_a_word_or_two_in_a_text_are_no_letter():
    text = "公司概况\n企业总人数为300人，研发人员为90人，多年来服务社会。"
    form = ipforms.form("jinhua-application").matcher
    assert not any(form.match(sheet(text)).fields.texts.get(path) for path in ("employees", "rd_staff"))


def test_words_before_the_labels_of_a_sentence_are_no_value():
    letter = """单位名称为广州甲乙市场有限公司，市场于2002年2月26日成立，银行账号为44033201040012345。
对照要求，注册资金为2000万元，进驻商家为688家。
通信地址为广州市白云区一路2号，邮政编码为510405。"""
    match = ipforms.form("guangzhou-market").matcher.match(sheet(letter))
    assert match.fields.texts["merchants"].strip() == "688家"
    assert match.fields.texts["registered_on"].strip() == "2002年2月26日"  # said by 成立
    assert "对照要求" in [each.text for each in match.fields.unassigned]


@pytest.mark.parametrize(("further", "is_sure"), [("", True), ("，另有分部一处", False)])
def test_a_value_with_words_that_no_label_asks_for_is_not_sure(further, is_sure):
    letter = f"""单位名称为广州甲乙市场有限公司，注册地址为广州市白云区一路2号{further}，注册时间为2002年2月26日。
注册资金为2000万元，银行账号为44033201040012345。"""
    found = ipforms.form("guangzhou-market").matcher.match(sheet(letter)).fields
    assert found.texts["registered_address"].strip() == f"广州市白云区一路2号{further}"
    assert (found.found["registered_address"].likeness > 0.9) == is_sure


def test_to_whom_a_letter_goes_is_not_who_applies():
    letter = """重点市场入库申报书
广州市增城区知识产权局：
我单位自愿申报，现将情况报告如下。
单位名称：广州甲乙市场有限公司
注册时间：2002年2月26日"""
    found = filled(ipforms.form("guangzhou-market").matcher.match(sheet(letter)))
    assert found["name"] == "广州甲乙市场有限公司"
    assert "cover.applicant" not in found and "cover.organizer" not in found


def test_a_line_that_begins_with_a_label_and_a_colon_is_read_as_such():
    letter = """单位名称为广州甲乙市场有限公司，注册资金为2000万元，注册地址为广州市白云区一路2号。
法定代表人：骆丽雅，身份证号码44010119770917002X，电话13822270916，电子邮箱ly@liya.example.com"""
    found = read("guangzhou-enterprise", letter)
    assert found["legal_representative.name"] == "骆丽雅"
    assert found["legal_representative.id_number"] == "44010119770917002X"


def test_what_a_letter_is_for_is_no_part_of_a_value():
    letter = """我公司全称为金华甲乙工具有限公司，联系地址为浙江省金华市一路2号，现申报直通车重点企业。
本次申报的联系人为苏小眉，职务为法务经理，手机号码为13800000001。"""
    found = read("jinhua-application", letter)
    assert (found["address"], found["contact_name"]) == ("浙江省金华市一路2号", "苏小眉")


def test_two_counts_in_a_sentence_are_enough_where_nothing_else_asks_for_them():
    document = """企业名称 | 甲公司 | 联系人 | 张三
驰名商标认定 | 否 | 职务 | 经理
三、知识产权情况
截至目前，公司拥有有效专利18件，其中发明专利5件、实用新型10件、外观设计3件；有效注册商标5件。
知识产权保护基本状况 | 公司制定了知识产权手册。 | < | <"""
    found = read("jinhua-application", document)
    assert (found["valid_patents"], found["valid_trademarks"]) == (
        "18件，其中发明专利5件、实用新型10件、外观设计3件",
        "5件",
    )


def test_a_long_label_with_a_colon_begins_no_sentence():
    document = "企业名称 | 甲公司\n2.市级以上知识产权示范、优势培育、试点企业：是，国家知识产权优势企业"
    assert read("jinhua-application", document)["ip_model_title"] == "是，国家知识产权优势企业"
