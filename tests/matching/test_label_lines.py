"""Lines with several labels, one behind the other."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import filled, match, sheet
from tests.reading.test_retyped import RECOMMENDATION, read

FORM = """联系人：{{ cover }}
人员 | 姓名 | 电话 | 电子邮箱
法定代表人 | {{ legal.name }} | {{ legal.phone }} | {{ legal.mail }}
联系人 | {{ contact.name }} | {{ contact.phone }} | {{ contact.mail }}
邮编：{{ postcode }}
日期：{{ day }}"""
PERSONS = {
    "cover": "李四",
    "legal.name": "张三",
    "legal.phone": "138",
    "legal.mail": "z@a.cn",
    "contact.name": "李四",
    "contact.phone": "139",
    "postcode": "510000",
}


@pytest.mark.parametrize(
    "lines",
    [
        "法定代表人：张三，电话：138，电子邮箱：z@a.cn\n联系人：李四，电话：139",
        "6.法定代表人：张三；电话：138；电子邮箱：z@a.cn\n7.联系人：李四；电话：139",
        "法定代表人：张三  电话：138  电子邮箱：z@a.cn\n联系人：李四    电话：139",
        "法定代表人：张三  电话：138\n电子邮箱：z@a.cn\n联系人：李四\n电话：139",
        "法定代表人：张三\n　　电话：138\n　　电子邮箱：z@a.cn\n联系人：李四\n　　电话：139",
        "法定代表人：张三、电话：138、电子邮箱：z@a.cn\n联系人：李四、电话：139",
        "法定代表人：张三，电话：138，电子邮箱：z@a.cn；\n联系人：李四；电话：139。",
        "（一）法定代表人：张三 电话:138 电子邮箱:z@a.cn\n（二）联系人：李四 电话:139",
        "法定代表人张三，电话：138，电子邮箱：z@a.cn\n2. 联系人李四，电话：139",
    ],
)
def test_labels_behind_a_person_ask_for_facts_of_that_person(lines):
    match_ = match(FORM, f"联系人：李四        日期：\n{lines}\n邮编：510000")
    found = {path: text.strip("，；、。 \n") for path, text in filled(match_).items()}
    assert found == PERSONS
    assert all(match_.fields.found[path].is_confirmed for path in PERSONS)


def test_a_label_may_have_lost_its_colon_before_a_value_of_its_kind_or_stand_in_brackets():
    def fits(pattern, text):
        kind = {"phone": str.isdigit, "mail": lambda text: "@" in text}.get(pattern.rpartition(".")[2])
        return 0.0 if kind is None else 1.0 if kind(text.strip("，；、 \n")) else -1.0

    lines = "法定代表人：张三，电话138，电子邮箱 z@a.cn。\n（联系人：李四，电话：139）"
    match_ = match(FORM, f"联系人：李四        日期：\n{lines}\n邮编：510000", fits=fits)
    assert {path: text.strip("，；、。 \n") for path, text in filled(match_).items()} == PERSONS
    other = match(FORM, "联系人：李四\n法定代表人：张三，电话A座，电子邮箱z@a.cn\n邮编：510000", fits=fits)
    assert "legal.phone" not in filled(other)


def test_labels_between_blanks_are_known_though_no_blank_stands_before_a_number():
    foot = "填表人 徐静    联系电话0579-82060000    填写日期2022年5月30日"
    record = read(RECOMMENDATION, (RECOMMENDATION.splitlines()[-1], foot)).record
    assert (record.prepared_by, record.prepared_phone, record.prepared_on) == ("徐静", "0579-82060000", "2022-05-30")


COUNTS = "名称 | {{ name }} | 邮编 | {{ code }}\n总人数 | {{ all }} | 研发人员 | {{ research }}"


@pytest.mark.parametrize(
    "document",
    [
        "名称 | 甲公司 | 邮编 | 510000\n企业规模 | 总人数96人，研发人员11人",
        "名称 | 甲公司 | 邮编 | 510000\n企业人数 | 总人数96人，其中研发人员11人",
        "名称 | 甲公司 | 邮编 | 510000\n总人数 | 96人（其中研发人员11人）",
        "名称 | 甲公司 | 邮编 | 510000\n总人数 | 全公司96人，其中研发人员11人",
        "名称 | 甲公司 | 邮编 | 510000\n人员情况 | 总人数  96人 ，研发人员 11人 ",
    ],
)
def test_numbers_with_what_they_count_before_them_are_its_values(document):
    found = filled(match(COUNTS, document, aliases={"企业人数": ("总人数",)}))
    assert (found["all"].strip(), found["research"].strip()) == ("96人", "11人")


def test_a_share_of_what_was_counted_before_it_is_a_value():
    form = f"{COUNTS}\n研发人员占比 | {{{{ share }}}} | 电话 | {{{{ phone }}}}"
    found = filled(match(form, "名称 | 甲公司 | 电话 | 1\n人员 | 总人数 96 人，其中：研发人员 11 人，占比 11.5 %"))
    assert [found[each].strip() for each in ("all", "research", "share")] == ["96 人", "11 人", "11.5 %"]
    found = filled(match(form, "名称 | 甲公司 | 电话 | 1\n总人数：96人，其中研发人员11人，占总人数的11.5%"))
    assert [found[each].strip() for each in ("all", "research", "share")] == ["96人", "11人", "11.5%"]


def test_a_label_may_have_its_figure_right_behind_it():
    found = filled(match(f"{COUNTS}\n比上年增长：{{{{ growth }}}}", "名称 | 甲公司\n比上年增长15.6%", fits=figures))
    assert found["growth"] == "15.6%"


def figures(path, text):
    return float(path == "growth" and text[:1].isdigit())


def test_numbers_in_a_sentence_are_no_values():
    found = filled(match(COUNTS, "名称 | 甲公司 | 邮编 | 510000\n状况 | 总人数96人，研发人员11人，另有顾问若干"))
    assert not {"96人", "11人"} & set(found.values())


@pytest.mark.parametrize("day", ["2022年5月30日", "2022年5月30日填", "2022.5.30填报", "2022。5。30"])
def test_a_date_alone_at_the_end_is_the_one_that_the_form_asks_for(day):
    foot = RECOMMENDATION.splitlines()[-1]
    record = read(RECOMMENDATION, (foot, f"填表人：徐静    联系电话：0579-82060000    {day}")).record
    assert (record.prepared_phone, record.prepared_on) == ("0579-82060000", "2022-05-30")


def test_who_has_a_row_in_a_table_is_asked_for_there():
    found = filled(
        match(FORM, "联系人：李四，电话：139\n" + FORM.replace("{{ contact.name }}", "王五").split("\n", 1)[1])
    )
    assert found["contact.name"] == "王五"


TWO = "手机号码 | {{ mobile }} | 单位电话 | {{ office }}\n邮编 | {{ postcode }} | < | <"


@pytest.mark.parametrize(
    "value",
    [
        "手机：138⏎单位：0579",
        "单位：0579；手机：138",
        "手机：138  单位：0579",
        "单位电话：0579，手机号码：138",
        "手机:138、单位:0579",
    ],
)
def test_words_before_values_beside_one_label_say_which_of_several_fields_each_is(value):
    def fits(pattern, text):
        return {"mobile": 1.0, "office": 1.0}.get(pattern, 0.0) if text.strip("，；、 \n").isdigit() else -1.0

    words = {"手机": ["手机号码"], "联系电话": ["单位电话"], "单位联系电话": ["单位电话"]}
    document = f"联系电话 | {value} | < | <\n邮编 | 321000 | < | <"
    found = filled(match(TWO, document, aliases=words, fits=fits))
    assert {path: text.strip("，；、 \n") for path, text in found.items()} == {
        "mobile": "138",
        "office": "0579",
        "postcode": "321000",
    }


TURNED = """重点企业推荐情况对照表
推荐单位：永康市市场监督管理局    报送：金华市市场监督管理局
 | 企业一 | 企业二
企业名称 | 永康市铁牛门业有限公司 | 浙江步旸杯业有限公司
企业地址 | 永康市东城街道长恬村20号 | 永康市象珠镇四村工业区
联络人 | 胡建广 | 应灵芝
职务 | 技术总监 | 商标专员
手机 | 13958440012 | 13600590318
座机 |  | 0579-87338820
邮箱 | hujg@tieniu.example.com | ylz@buyang.example.com
填表：吕美君    电话：0579-87101918"""


def recommended(text):
    return filled(ipforms.form("jinhua-recommendation").matcher.match(sheet(text)))


def test_words_far_behind_a_value_and_a_second_row_of_telephones_take_no_label_from_another():
    """The office is asked for once, whomever the list is sent to; 手机 over 座机 is one row of telephones."""
    found = recommended(TURNED)
    assert found["recommending_unit"] == "永康市市场监督管理局"
    assert [found[f"enterprises[{at}].phones"].split() for at in (0, 1)] == [
        ["13958440012"],
        ["13600590318", "0579-87338820"],
    ]
    assert (found["prepared_by"], found["prepared_phone"]) == ("吕美君", "0579-87101918")


@pytest.mark.parametrize(
    "end", ["    2022年5月26日", "\n2022年5月26日", "\n2022年5月26日\n（联系人：洪梅，电话：0579-84112315）"]
)
def test_a_date_alone_at_the_end_is_the_one_that_a_form_asks_for(end):
    assert recommended(TURNED + end)["prepared_on"] == "2022年5月26日"


def test_of_several_dates_that_a_form_asks_for_none_is_taken_from_its_end():
    text = "金华市知识产权保护直通车重点企业申报表\n企业名称：甲公司\n单位电话：0579-82175566    2022年5月26日"
    assert "2022年5月26日" not in filled(ipforms.form("jinhua-application").matcher.match(sheet(text))).values()


@pytest.mark.parametrize(
    ("line", "signatory"), [("严冬（盖章）", "严冬"), ("申报单位（盖章）", ""), ("市科技局（盖章）", "")]
)
def test_a_name_before_the_words_for_signing_is_who_signed(line, signatory):
    document = f"申报企业名称 | 甲公司\n联系地址 | 甲路\n推荐单位审批意见 | 同意推荐。⏎{line}⏎2022年5月26日"
    texts = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    assert texts.get("recommender_endorsement.signatory", "").strip() == signatory
    assert "严冬" not in texts["recommender_endorsement.opinion"]


def test_an_opinion_that_ends_with_a_name_is_not_confirmed():
    document = "申报企业名称 | 甲公司\n联系地址 | 甲路\n推荐单位审批意见 | 同意推荐。⏎严冬"
    found = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.found
    assert not found["recommender_endorsement.opinion"].is_confirmed


def test_a_contact_by_another_name_has_the_facts_of_its_lines():
    document = """单位名称：广州甲公司
法定代表人： 麦兆辉    身份证号： 440101195906063320
电话： 020-81560021    邮箱：
联络人： 苏眉    身份证号：
电话： 020-81560033 / 13060610052    邮箱： sumei@lnyx.example.com
通讯处： 广州市芳村大道东25号    邮编： 510370"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    own = [texts[path].strip() for path in ("contact.phones", "contact.email", "legal_representative.email")]
    assert own == ["020-81560033 / 13060610052", "sumei@lnyx.example.com", ""]
    assert texts["mailing_address"].strip() == "广州市芳村大道东25号"


def test_who_stands_alone_over_lines_has_the_facts_of_these():
    document = """法定代表人
姓名：游志明    身份证号码：440101197210140171
固话：020-86670021    手机：15889736747    电子邮箱：boss@a.cn
联系人一
姓名：傅文彬    身份证号码：440101198107270247
固话：020-81630077    手机：13729027750    电子邮箱：office@a.cn
联系人二
姓名：赖美娟    身份证号码：44010119930202082X
固话：020-87881783    手机：18835672636    电子邮箱：
二、知识产权保护工作情况"""
    found = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields.texts
    assert (found["legal_representative.name"], found["legal_representative.mobile"]) == ("游志明", "15889736747")
    contacts = [[found[f"contacts[{at}].{name}"] for name in ("name", "mobile", "email")] for at in (0, 1)]
    assert contacts == [["傅文彬", "13729027750", "office@a.cn"], ["赖美娟", "18835672636", ""]]


def test_lines_that_ask_and_answer_are_labels_with_values():
    lines = (
        "法定代表人？  张三",
        "法定代表人电话是多少？ 138",
        "联系人？李四",
        "联系人的电话？ 139",
        "邮编？",
        "日期？ 2017年3月30日",
    )
    document = "\n".join(f"{number}．{line}" for number, line in enumerate(lines, 1))
    found = filled(match(FORM, document))
    people = {name: PERSONS[name] for name in ("legal.name", "legal.phone", "contact.name", "contact.phone")}
    assert found == {**people, "day": "2017年3月30日"}
    assert filled(match(FORM, "邮编？510000\n联系人：李四")).get("postcode") != "510000"


def test_lines_behind_the_name_of_somebody_have_their_facts_too():
    document = """7.法定代表人姓名：严美玲
电话：020-35146522、18108742133
8.身份证号码：无
9.电子邮箱：无
10.联系人姓名：盛卫东
电话：13732228764
11.身份证号码：440103197104236666
12.电子邮箱：ipr@a.cn"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    people = [
        [found[f"{who}.{what}"] for what in ("name", "phones", "id_number", "email")]
        for who in ("legal_representative", "contact")
    ]
    assert people == [
        ["严美玲", "020-35146522、18108742133", "无", "无"],
        ["盛卫东", "13732228764", "440103197104236666", "ipr@a.cn"],
    ]


def test_a_line_of_what_no_form_asks_for_is_no_value_of_a_label_that_is_lacking():
    """A portal prints its own number above the form, where the form has its first line."""
    document = """受理编号：ZDQY-2017-0086　　状态：已提交　　申报时间：2017-03-30

单位名称 | 甲有限公司
注册地址 | 甲路1号
收件编号 | GZ-0086"""
    fields = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields
    own = [(fields.texts.get(path) or "").strip() for path in ("cover.applicant", "name", "cover.date", "postcode")]
    assert own == ["", "甲有限公司", "2017-03-30", ""]
    assert "ZDQY" in "".join(each.text for each in fields.unassigned)


def test_what_stands_beside_its_label_is_the_value_and_not_the_heading_where_the_form_has_it():
    document = """1　申报单位基本情况
1.1 单位名称 | 广州甲有限公司 | < | <
1.2 注册地址 | 番禺区甲路1号 | < | <
1.3 注册时间 | 2011年12月15日 | 1.4 邮政编码 | 511447
1.5 统一社会信用代码 | 91440113589520745P | 1.6 组织机构代码 | 58952074-5
1.7 通信地址 | 番禺区甲路1号行政楼 | < | <
1.8 主要人员

人员类别 | 姓名 | 公民身份号码 | 电话 | 邮箱
法定代表人 | 欧阳德胜 | 44010119660729158X | 13825041177 | oyds@a.cn
联系人 | 屈嘉宜 | 440101199311033219 | 020-39962218 | qujy@a.cn
2　知识产权拥有情况

专利（件） | 申请量 | 授权量 | 有效量
 | 39 | 24 | 22"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert texts["mailing_address"].strip() == "番禺区甲路1号行政楼"


@pytest.mark.parametrize(("opened", "closed"), ["【】", "[]"])
def test_labels_in_brackets_may_stand_on_one_line(opened, closed):
    document = f"""重点市场入库申报表
{opened}申报单位{closed} 广州甲公司　{opened}组织单位{closed} 广州市天河区知识产权局
{opened}申报日期{closed} 2017-04-05
单位名称 | 甲公司
注册地址 | 甲路1号"""
    texts = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields.texts
    own = [texts[f"cover.{name}"].strip() for name in ("applicant", "organizer", "date")]
    assert own == ["广州甲公司", "广州市天河区知识产权局", "2017-04-05"]


def test_a_sentence_far_before_the_next_label_keeps_its_full_stop_and_a_name_has_none():
    document = """单位名称 | 甲公司
注册地址 | 甲路1号
所在行政区知识产权部门意见：同意推荐入库。        负责人签名：关伟民。        2017年4月13日"""
    texts = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields.texts
    own = [
        texts[f"district_endorsement.{name}"].strip(" 。" * (name != "opinion")) for name in ("opinion", "signatory")
    ]
    assert own == ["同意推荐入库。", "关伟民"]


def test_a_blank_is_enough_before_a_label_in_other_words_that_has_a_colon():
    texts = filled(match("填表人：{{ by }}\n联系电话：{{ phone }}", "填表人：潘晓东 电话：0574-87331120"))
    assert {path: text.strip() for path, text in texts.items()} == {"by": "潘晓东", "phone": "0574-87331120"}


def test_a_question_is_a_label_though_it_is_put_in_other_words():
    document = """1. 申报单位：浦江甲灯饰有限公司
2. 单位地址：浦阳街道一路1号
3. 现有员工几人？　答：52人
4. 有没有单独设立知识产权部门？　答：没有
5. 是不是国家高新技术企业？　答：不是
6. 现有有效注册商标多少件？　答：6件"""
    texts = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    names = ("employees", "has_ip_department", "high_tech", "valid_trademarks")
    assert [texts[name].strip() for name in names] == ["52人", "没有", "不是", "6件"]


def test_a_date_behind_two_wide_blanks_is_no_part_of_the_telephone_before_it():
    document = "推荐单位：兰溪市局\n推荐企业名称 | 甲公司 | 企业地址 | 甲路8号\n"
    document += "填表人：童佳慧　　电话：88897312　　2022年5月26日"
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert (texts["prepared_phone"].strip(), texts["prepared_on"].strip()) == ("88897312", "2022年5月26日")


@pytest.mark.parametrize("gap", [" / ", "/ ", "　　", " "])
def test_labels_may_stand_between_slashes_and_wide_blanks(gap):
    line = gap.join(("填表人：费云", "联系电话：0579-89182277", "填表日期：2026-01-26"))
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(f"推荐单位：甲局\n{line}")).fields.texts
    assert texts["prepared_phone"].strip() == "0579-89182277"
    assert texts["prepared_on"].strip() == "2026-01-26"
