"""One label for several fields: 开户银行及账号."""

from __future__ import annotations

import re

import pytest

import ipforms
from ipforms.codecs import COUNT
from ipforms.matching.joint_labels import SPLIT
from ipforms.matching.joint_values import are_apart, split_value
from tests.matching.sheet_notation import filled, match, sheet
from tests.reading.test_retyped import APPLICATION, read

FORM = """单位名称 | {{ unit }} | 联系电话 | {{ phone }}
开户银行 | {{ bank }} | 账号 | {{ account }}
名称 | 制定时间 | 数量 | 文号
{%tr for p in policies %} | < | < | <
{{ p.title }} | {{ p.date }} | {{ p.count }} | {{ p.sign }}
{%tr endfor %} | < | < | <
填表人：{{ by }}"""
ALL = {
    "unit": "甲公司",
    "phone": "0579-82060000",
    "bank": "工行金华分行",
    "account": "3602201009844146135",
    "policies[0].title": "专利办法",
    "policies[0].date": "2016年",
    "policies[0].count": "1",
    "policies[0].sign": "甲一",
    "policies[1].title": "商标办法",
    "policies[1].date": "2018年",
    "policies[1].count": "2",
    "policies[1].sign": "乙二",
    "by": "王五",
}
LIST = "名称和制定时间 | 数量 | 文号\n专利办法（2016年） | 1 | 甲一\n商标办法 2018年 | 2 | 乙二\n填表人：王五"
LAYOUTS = {
    "beside": "单位名称、联系电话 | 甲公司 0579-82060000\n"
    f"开户银行及账号 | 工行金华分行，3602201009844146135\n\n{LIST}",
    "beside others": "单位名称 | 甲公司 | 开户银行/账号 | 3602201009844146135/工行金华分行\n"
    f"联系电话 | 0579-82060000 | < | <\n\n{LIST}",
    "before a colon": "单位名称及联系电话：甲公司（0579-82060000）\n"
    f"开户银行及账号：工行金华分行⏎3602201009844146135\n\n{LIST}",
    "above": f"单位名称及电话 | 开户银行与账号\n甲公司⏎0579-82060000 | 工行金华分行3602201009844146135\n\n{LIST}",
}


KINDS = {"phone": r"0\d{3}-\d{8}", "account": r"\d{19}", "policies[].date": r"\d{4}年"}


def fits(pattern, text):
    """Numbers are what they look like; words are anything."""
    if pattern in KINDS:
        return 1.0 if re.fullmatch(KINDS[pattern], text) else -1.0
    return -1.0 if re.search(r"\d{5}", text) else 0.0


@pytest.mark.parametrize("document", LAYOUTS.values(), ids=LAYOUTS)
def test_each_field_gets_its_part_and_a_person_is_told_unless_the_kinds_tell_the_parts_apart(document):
    document = document.replace("单位名称及电话", "单位名称及联系电话")
    found = match(FORM, document, fits=fits)
    assert {path: text.strip() for path, text in filled(found).items()} == ALL
    assert not split_places(found)
    told = split_places(
        match(FORM, document, fits=lambda pattern, text: 0.0 if pattern == "account" else fits(pattern, text))
    )
    assert {"bank", "account"} <= told and "policies[0].count" not in told


def split_places(found):
    """The fields whose texts were one of several in their place."""
    return {path for path, how in found.fields.found.items() if how.likeness == SPLIT}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("工行金华分行", ["工行金华分行", ""]),
        ("3602201009844146135", ["", "3602201009844146135"]),
        ("", ["", ""]),
        ("中国工商银行，金华分行：3602201009844146135", ["中国工商银行，金华分行", "3602201009844146135"]),
    ],
)
def test_a_part_that_is_not_there_is_blank(text, parts):
    assert split_value(text, ["bank", "account"], fits) == parts


def test_words_that_are_no_labels_stay_together():
    found = match(FORM, "单位名称及地址 | 甲公司\n开户银行 | 工行\n账号 | 3602201009844146135\n填表人：王五", fits=fits)
    assert SPLIT not in {how.likeness for how in found.fields.found.values()}


def test_a_label_that_has_a_sign_itself_may_be_one_of_them_and_values_may_have_their_labels():
    form = "序号 | 联络人及职务 | 联系电话 | 电子邮箱\n{%tr for f in firms %} | < | < | <\n"
    form += "{{ f.index }} | {{ f.person }} {{ f.post }} | {{ f.phone }} | {{ f.mail }}\n{%tr endfor %} | < | < | <"
    document = "序号 | 联络人及职务、联系电话、电子邮箱\n1 | 王五（经理）⏎电话：0579-82060000⏎邮箱：a@b.cn"
    found = filled(match(f"{form}\n填表人：{{{{ by }}}}", f"{document}\n填表人：李四"))
    assert (found["firms[0].phone"], found["firms[0].mail"]) == ("0579-82060000", "a@b.cn")


def test_a_label_before_its_own_value_heads_no_column_though_a_blank_label_stands_in_its_row():
    document = "单位名称⏎联系电话 | 甲公司⏎0579-82060000 | 开户银行 | \n" + f"账号 | 3602201009844146135 | <\n\n{LIST}"
    found = filled(match(FORM, document, fits=fits))
    assert (found["unit"].strip(), found["phone"].strip()) == ("甲公司", "0579-82060000")


def test_a_second_field_in_brackets_is_one_where_values_have_it_there_too():
    head = "名称（制定时间） | 数量 | 文号\n"
    rows = "专利办法（2016年） | 1 | 甲一\n商标办法（2018年） | 2 | 乙二\n填表人：王五"
    found = filled(match(FORM, head + rows, fits=fits))
    assert [found[f"policies[{at}].date"].strip("（）") for at in (0, 1)] == ["2016年", "2018年"]
    assert [found[f"policies[{at}].title"] for at in (0, 1)] == ["专利办法", "商标办法"]
    plain = filled(match(FORM, head + rows.replace("（2016年）", "（试行）").replace("（2018年）", ""), fits=fits))
    assert "专利办法（试行）" in plain.values()


@pytest.mark.parametrize("label", ["注册（办公）地址", "注册/办公地址"])
def test_one_value_beside_a_label_for_two_of_a_kind_is_that_of_both(label):
    document = f"单位名称 | 甲市场\n{label} | 广州市大德路276号\n开户银行 | 中国银行\n账号 | 1079022227567495"
    fields = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields
    own = [fields.texts[path].strip() for path in ("registered_address", "office_address")]
    assert own == ["广州市大德路276号"] * 2
    assert fields.found["office_address"].likeness <= SPLIT


def test_words_of_clerks_for_two_counts_in_one_label_are_known():
    record = read(APPLICATION, ("|企业总人数|321|研发人员|45", "|员工数/研发|321/45|◂|◂")).record
    assert (record.employees, record.rd_staff) == (321, 45)


def test_a_question_may_ask_for_several_things_of_a_person_and_its_number_is_no_value():
    document = """题号 | 问题 | 回答
1 | 市场管理单位名称 | 广州甲市场有限公司
2 | 注册地址 / 注册时间 | 广州市大石街99号 / 2007年7月
3 | 目前进驻多少商家？ | 513
4 | 主要卖哪几大类商品？ | 五金、卫浴
5 | 法定代表人姓名和手机 | 程咬金，13902890071
6 | 联系人姓名、身份证号、座机、手机 | 秦琼，440101198505152019，020-34780055，13640890123
7 | 通信地址、邮编 | 广州市大石街99号C区，511430
8 | 知识产权保护做了哪些工作？ | 张贴举报电话。"""
    texts = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields.texts
    contact = [texts[f"contacts[0].{name}"] for name in ("name", "id_number", "landline", "mobile")]
    assert contact == ["秦琼", "440101198505152019", "020-34780055", "13640890123"]
    assert [texts[f"legal_representative.{name}"] for name in ("name", "mobile")] == ["程咬金", "13902890071"]
    assert (texts["merchants"], texts["goods_categories"], texts["postcode"]) == ("513", "五金、卫浴", "511430")


def test_who_leads_a_department_signs_nothing():
    document = "知识产权工作机构\n部门名称 | 负责人及成员 | 人数 | 电话\n甲部 | 潘跃进⏎刘嘉敏 | 2 | 020-85874245"
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert {path: text for path, text in found.items() if text and "[0]" in path} == {
        "ip_units[0].unit": "甲部",
        "ip_units[0].names": "潘跃进\n刘嘉敏",
        "ip_units[0].headcount": "2",
        "ip_units[0].phones": "020-85874245",
    }


def test_a_label_in_two_lines_asks_for_both_only_where_both_stand_beside_it():
    """A narrow cell has whose fact it is above what is asked: in three cells of a row they look like values."""
    document = """单位名称 | 广州甲有限公司 | 联系人 | 秦琼
联系人⏎身份证号 | 440101198505152019 | 联系人⏎电话 | 13640890123
法人代表⏎身份证号 | 440101197505152012 | 法人代表⏎电话 | 020-34780055
专利⏎申请 | 专利⏎授权 | 专利⏎有效 | 商标⏎有效
54 | 37 | 32 | 12"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert [texts[path].strip() for path in ("contact.id_number", "contact.phones", "legal_representative.phones")] == [
        "440101198505152019",
        "13640890123",
        "020-34780055",
    ]
    counts = ("patents.applied", "patents.granted", "patents.valid", "trademarks.valid")
    assert [texts[path].strip() for path in counts] == ["54", "37", "32", "12"]
    both = document.replace("电话 | 13640890123", "电话 | 秦琼⏎13640890123").replace("联系人 | 秦琼", " | ")
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(both)).fields.texts
    assert texts["contact.name"].strip() == "秦琼"


def test_a_company_ends_where_its_address_begins():
    labels = ["name", "address"]
    parts = split_value(
        "金华市甲五金有限公司婺城区东湖路766号", labels, lambda label, text: (label == "name") == text.endswith("司")
    )
    assert parts == ["金华市甲五金有限公司", "婺城区东湖路766号"]


@pytest.mark.parametrize(("text", "is_certain"), [("张琴 综合部副经理", True), ("张三 李四", False), ("王 强", False)])
def test_a_name_before_what_is_none_is_apart_from_it(text, is_certain):
    fits = ipforms.form("jinhua-application").matcher.fits
    labels = ("contact_name", "contact_title")
    assert are_apart(split_value(text, labels, fits), labels, fits) is is_certain


def test_labels_in_brackets_over_a_column_are_apart_and_those_of_a_list_s_title_are_not():
    document = """序号 | 企业（名称/地址） | 所属领域 | 联络人（职务） | 保护对象（商标、专利）
1 | 金华市甲五金有限公司⏎婺城区东湖路766号 | 五金 | 俞涛（经理） | 商标：甲 30653311⏎专利：ZL201930371577.7"""
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    own = [texts[f"enterprises[0].{name}"].strip() for name in ("name", "address", "key_trademarks", "key_patents")]
    assert own == ["金华市甲五金有限公司", "婺城区东湖路766号", "甲 30653311", "ZL201930371577.7"]
    document = "单位名称 | 甲有限公司\n知识产权制度（名称、制定时间、数量） | 专利管理办法，2013年8月，1件"
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert texts["ip_policies[0].title"].strip() == "专利管理办法"


@pytest.mark.parametrize("values", ["55/40/36", "55件、40件、36件", "55 40 36"])
def test_a_list_in_brackets_is_answered_by_as_many_numbers(values):
    found = ipforms.form("guangzhou-enterprise").matcher.match(
        sheet(f"单位名称 | 甲公司\n专利（申请/授权/有效） | {values}\n商标（申请/授权/有效） | 12/9\n邮政编码 | 510663")
    )
    counts = [found.fields.texts[f"patents.{each}"] for each in ("applied", "granted", "valid")]
    assert [COUNT.decode(text).value for text in counts] == [55, 40, 36]
    assert not found.fields.texts.get("trademarks.valid", "").strip()
