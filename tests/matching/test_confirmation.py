"""Whether a value is confirmed by the labels that stand beside it, and which text is taken where they say otherwise."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import filled, match, sheet
from tests.reading.test_retyped import APPLICATION, ENTERPRISE, read

FORM = """单位名称 | {{ name }} | 邮政编码 | {{ postcode }}
通信地址 | {{ address }} | 注册时间 | {{ founded }}"""
PLAIN = "单位名称 | 甲公司 | 邮政编码 | 510000\n通信地址 | 甲路1号 | 注册时间 | 2012年"
PEOPLE = """姓名 | 电话 | 邮箱
{%tr for p in people %} | < | <
{{ p.name }} | {{ p.phone }} | {{ p.email }}
{%tr endfor %} | < | <"""


def unconfirmed(form, document, **given):
    """The fields that say something, and whose texts the labels beside them do not confirm."""
    found = match(form, document, **given).fields
    return {path for path, text in found.texts.items() if text and not found.found[path].is_confirmed}


@pytest.mark.parametrize(
    "document",
    [
        PLAIN,
        "通信地址 | 甲路1号\n注册时间 | 2012年\n单位名称 | 甲公司\n邮政编码 | 510000",
        "单位名称 | 邮政编码 | 通信地址 | 注册时间\n甲公司 | 510000 | 甲路1号 | 2012年",
        "单位名称：甲公司\n邮政编码：510000\n通信地址：甲路1号\n注册时间：2012年",
    ],
    ids=["as_printed", "moved", "labels_above", "lines"],
)
def test_a_text_beside_its_label_is_confirmed_in_any_layout(document):
    assert filled(match(FORM, document)) == {
        "name": "甲公司",
        "postcode": "510000",
        "address": "甲路1号",
        "founded": "2012年",
    }
    assert unconfirmed(FORM, document) == set()


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (PLAIN + " | 30人", "founded"),
        (PLAIN.replace("甲路1号", "甲路1号⏎联系电话：020"), "address"),
    ],
    ids=["joined_with_what_the_form_has_not", "with_a_label_inside"],
)
def test_a_text_that_is_not_alone_beside_its_label_is_not(document, path):
    assert path in unconfirmed(FORM, document)


@pytest.mark.parametrize(("other", "is_rival"), [("2012年", False), ("2013年", True), ("无", True)])
def test_further_text_behind_a_field_s_label_counts_if_it_is_not_the_same(other, is_rival):
    document = f"""单位名称 | 甲公司 | < | <
注册地址 | 甲路1号 | 注册时间 | 2012年
通信地址 | 甲路2号 | 邮政编码 | 510000

注册时间 | {other}"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields
    assert found.texts["registered_on"] == "2012年"
    assert found.found["registered_on"].is_confirmed is not is_rival


def test_a_text_of_its_field_s_kind_may_have_words_with_colons():
    document = PLAIN.replace("2012年", "起始：2012⏎月份：5")
    assert "founded" in unconfirmed(FORM, document)
    assert "founded" not in unconfirmed(FORM, document, fits=lambda pattern, text: float(pattern == "founded"))


def test_a_long_text_in_a_cell_may_have_headings_of_its_own():
    document = PLAIN.replace("甲路1号", f"（一）建站：{'健全制度' * 20}⏎（二）经费：两万元")
    assert "address" not in unconfirmed(FORM, document)


@pytest.mark.parametrize(("piece", "is_whole"), [("甲公司", True), ("甲公司，住所甲路", False)])
def test_labels_and_values_one_after_the_other_in_a_line_are_pieces_of_it(piece, is_whole):
    document = f"单位名称：{piece}，邮政编码：510000，注册时间：2012年\n通信地址：甲路1号"
    assert ("name" not in unconfirmed(FORM, document)) is is_whole


def test_a_row_for_each_of_several_values_belongs_to_the_entry_whose_name_spans_them():
    document = "姓名 | 电话 | 邮箱\n张三 | 0579-1 | a@b\n^ | 138-2 | ^\n李四 | 3 | c@d"
    assert unconfirmed(PEOPLE, document) == set()


@pytest.mark.parametrize(
    "document",
    [
        "姓名 | 电话 | 邮箱\n张三 | 1 | a@b\n姓名 | 电话 | 邮箱\n李四 | 2 | c@d",
        "姓名 | 张三 | 李四\n电话 | 1 | 2\n邮箱 | a@b | c@d",
        "第一人\n姓名：张三\n电话：1\n邮箱：a@b\n第二人\n姓名：李四\n电话：2\n邮箱：c@d",
        "姓名 | 张三 | 电话 | 1\n邮箱 | a@b | < | <\n姓名 | 李四 | 电话 | 2\n邮箱 | c@d | < | <",
    ],
    ids=["headers_again", "turned", "lines", "cards"],
)
def test_entries_are_read_by_their_labels_in_any_layout(document):
    assert filled(match(PEOPLE, document)) == {
        "people[0].name": "张三",
        "people[0].phone": "1",
        "people[0].email": "a@b",
        "people[1].name": "李四",
        "people[1].phone": "2",
        "people[1].email": "c@d",
    }


def test_a_cell_that_begins_with_a_label_has_no_blank_of_its_own_before_that():
    row = "{{ p.name }} | 固话：{{ p.landline }} | {{ p.email }}\n^ | 手机：{{ p.mobile }} | ^"
    form = f"姓名 | 电话 | 邮箱\n{{%tr for p in people %}} | < | <\n{row}\n{{%tr endfor %}} | < | <"
    document = (
        "姓名 | 电话 | 邮箱\n张三 | 固话：020 | a@b\n^ | 手机：138 | ^\n李四 | 固话：021 | c@d\n^ | 手机：139 | ^"
    )
    assert not {path for path in unconfirmed(form, document) if path.endswith(("landline", "mobile"))}


def test_entries_in_columns_of_their_own_are_not_mixed():
    document = "姓名 | 张三 | 李四\n电话 | 1 | 2\n邮箱 | a@b | c@d"
    assert match(PEOPLE, document).fields.mixed == [] and unconfirmed(PEOPLE, document) == set()


def test_a_text_in_a_frame_of_its_own_below_its_label_is_confirmed():
    form = "工作情况 | {{ work }}\n主要荣誉 | {{ honours }}\n制定时间 | {{ made }}"
    document = "工作情况\n设有投诉站。 | <\n主要荣誉\n先进单位。 | <\n\n制定时间 | 2012年"
    assert filled(match(form, document)) == {"work": "设有投诉站。", "honours": "先进单位。", "made": "2012年"}
    assert unconfirmed(form, document) == set()


def test_a_row_with_a_cell_too_many_is_not_confirmed_by_its_headers():
    document = "姓名 | 电话 | 邮箱\n | 张三 | 1 | a@b"
    assert filled(match(PEOPLE, document)) and unconfirmed(PEOPLE, document) == set(filled(match(PEOPLE, document)))


TEXTS = "工作情况 | <\n{{ work }} | <\n主要荣誉 | <\n{{ honours }} | <\n制定时间 | {{ made }}"


@pytest.mark.parametrize("rows", [(0, 2, 1, 3), (0, 1, 3, 2)], ids=["title_moved_up", "text_moved_up"])
def test_two_texts_below_one_title_may_be_those_of_two(rows):
    drawn = ["工作情况 | <", "设有投诉站。 | <", "主要荣誉 | <", "先进单位。 | <"]
    document = "\n".join((*(drawn[at] for at in rows), "制定时间 | 2012年"))
    assert unconfirmed(TEXTS, document) == {"honours" if rows[1] == 2 else "work"}
    assert unconfirmed(TEXTS, "\n".join((*drawn[:2], "设有调解室。 | <", *drawn[2:], "制定时间 | 2012年"))) == set()
    assert unconfirmed(TEXTS, "\n".join((*drawn[:2], "调解12件。 | <", drawn[2], " | <", "制定时间 | 2012年"))) == set()


def test_a_row_of_a_table_that_lacks_its_first_field_may_be_of_the_entry_above_unless_it_is_the_first():
    assert match(PEOPLE, "姓名 | 电话 | 邮箱\n张三 | 1 | a@b\n | 2 | c@d").fields.mixed == ["people"]
    assert match(PEOPLE, "姓名 | 电话 | 邮箱\n | 1 | a@b\n李四 | 2 | c@d").fields.mixed == []


def test_a_label_in_the_place_of_a_value_is_told_where_the_form_was_typed_anew():
    matcher = ipforms.form("jinhua-recommendation").matcher
    assert ipforms.form("jinhua-application").matcher.says_label("审批意见")  # the tail of 推荐单位审批意见
    assert all(map(matcher.says_label, ("企业名称", "重点保护专利", "E-mail", "推荐企业名称\n甲公司")))
    assert not any(
        map(matcher.says_label, ("金华双龙股份有限公司", "义乌市市场监督管理局", "装备制造", "同意推荐。", ""))
    )


def test_words_like_a_label_that_the_document_has_elsewhere_are_a_value_where_a_label_asks_for_them():
    matcher = ipforms.form("jinhua-recommendation").matcher
    assert matcher.says_label("知识产权专员")
    assert not matcher.says_label("知识产权专员", lacking=frozenset())
    assert matcher.says_label("重点保护专利", lacking=frozenset())


def test_an_entry_goes_on_in_no_other_table():
    form = ipforms.form("guangzhou-enterprise")
    document = "单位名称 | 甲公司\n\n制度数 | 商标\n3 | 20\n\n编号 | 名称 | 制定时间 | 数量\n"
    document += "ZD-01 | 专利办法 | 2011年 | 1\nZD-02 | 商标办法 | 2012年 | 4"
    found = form.matcher.match(sheet(document)).fields
    assert not [path for path, text in found.texts.items() if text == "3" and found.found[path].is_confirmed]


FOOT = """推荐单位（盖章）：{{ by }}
名称 | 电话
{%tr for p in firms %} | <
{{ p.name }} | {{ p.phone }}
{%tr endfor %} | <
填表人：{{ clerk }}"""


@pytest.mark.parametrize(("line", "likeness"), [("推荐单位（盖章）：某局", 1.0), ("推荐机构：某局", 0.95)])
def test_a_line_that_was_moved_is_found_by_its_own_label(line, likeness):
    words = {"推荐机构": ["推荐单位（盖章）"]}
    found = match(FOOT, f"名称 | 电话\n甲公司 | 138\n{line}\n填表人：王五", aliases=words).fields
    assert (found.texts["by"], found.found["by"].how, found.found["by"].likeness) == ("某局", "label", likeness)


SIGNED = """一、单位名称：{{ name }}
区局意见： | {{ district.opinion }}⏎签名：{{ district.signatory }}⏎盖章：⏎{{ district.date or "年  月  日" }}
市局意见： | {{ city.opinion }}⏎签名：{{ city.signatory }}⏎盖章：⏎{{ city.date or "年  月  日" }}"""


def test_a_line_with_a_label_of_its_own_is_no_further_one_of_the_field_before():
    document = """推荐单位（盖章）：武义县局 | 填写日期：2023年6月5日 | <
序号 | 企业名称 | 企业地址
1 | 甲厂 | 甲路
填表人：潘雅静 | < | <"""
    found = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields
    assert (found.texts["recommending_unit"], found.texts["prepared_on"]) == ("武义县局", "2023年6月5日")
    assert found.unassigned == []


def test_a_title_with_a_number_is_no_label_and_the_line_with_the_label_says_who_recommends():
    document = """金华市市场监督管理局：
经研究，推荐以下3家企业为金华市知识产权保护直通车重点企业。
项目 | 推荐企业1 | 推荐企业2 | 推荐企业3
企业名称 | 甲厂 | 乙厂 | 丙厂
企业地址 | 甲路 | 乙路 | 丙路
所属领域 | 户外用品 | 电动工具 | 茶叶
联系电话 | 15890597686 | 0579-85851701 | 17799774687
电子邮箱 | wy@jls.example.com | shaow@boheng.example.com | lqy@tea.example.com

推荐单位（盖章）：武义县局
填表人：祝海    日期：2022年6月9日"""
    found = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields
    assert found.texts["recommending_unit"] == "武义县局"


def test_places_to_sign_one_below_the_other_are_blank_or_filled_for_certain():
    lines = "签名：\n盖章：\n年  月  日"
    document = f"一、单位名称：甲公司\n区局意见：\n{lines}\n市局意见：\n{lines}"
    found = match(SIGNED, document).fields
    assert {path for path in found.texts if not found.found[path].is_confirmed} == set()
    found = match(SIGNED, document.replace("签名：", "签名：张三", 1)).fields
    assert found.texts["district.signatory"].strip() == "张三"
    assert not found.texts["city.signatory"]


@pytest.mark.parametrize("goods", ["茶叶、茶具", "茶叶，兼营茶具"])
def test_a_list_at_the_end_of_a_line_is_whole(goods):
    form = "商品：{{ goods }}\n邮编：{{ postcode }}\n地址：{{ address }}"
    assert not unconfirmed(form, f"商品：{goods}\n邮编：510000\n地址：甲路")


def test_lists_are_confirmed_with_columns_that_the_form_has_not_and_beside_a_table_of_sums():
    form = ipforms.form("guangzhou-enterprise")
    document = (
        "单位名称 | 甲公司\n\n机构数 | 制度数 | 有效专利（件）\n2 | 2 | 68\n\n机构名称 | 人员数量 | 姓名 | 联系电话\n"
    )
    document += "知识产权部 | 2 | 杨淑贞 | 13375580890\n法务部 | 1 | 沈奕辰 | 020-46798712\n\n"
    document += "序号 | 制度名称 | 文号 | 归口部门 | 制定时间 | 备注\n1 | 专利办法 | 知字3号 | 法务 | 2011年 | 试行\n"
    document += "2 | 商标办法 | 知字4号 | 法务 | 2012年 | "
    found = form.matcher.match(sheet(document)).fields.found
    paths = [f"{path}" for row in range(2) for path in (f"ip_units[{row}].unit", f"ip_policies[{row}].adopted_on")]
    assert all(found[path].is_confirmed for path in paths)


BOX = "|推荐单位审批意见|◂|同意推荐\\n\\n签章：{by}          2022年5月18日|◂\n"


@pytest.mark.parametrize("by", ["", "李明"])
def test_a_date_in_a_box_is_sure_whether_somebody_has_signed_before_it_or_not(by):
    sub = read(APPLICATION + BOX.format(by=by))
    assert sub.values["recommender_endorsement"]["date"] == "2022-05-18"
    assert sub.evidence["recommender_endorsement.date"].certainty == "sure"


@pytest.mark.parametrize("label", ["声明", "申报声明", "单位承诺", "申报单位\\n声明"])
def test_a_statement_by_another_name_is_where_its_date_stands(label):
    drawing = ENTERPRISE.replace("|申报单位声明|", f"|{label}|")
    assert drawing != ENTERPRISE or label == "申报单位声明"
    sub = read(drawing)
    assert sub.values["declaration"]["date"] == "2017-03-21"
    assert sub.evidence["declaration.date"].certainty == "sure"


def test_a_line_with_a_label_that_stands_elsewhere_in_the_form_is_none_of_the_text_before_it():
    document = "单位名称：甲公司\n注册地址：甲路1号；办公地址：乙路2号\n注册时间：2012年；注册资金：10万元"
    found = filled(ipforms.form("guangzhou-market").matcher.match(sheet(document)))
    assert (found["registered_address"], found["office_address"]) == ("甲路1号", "乙路2号")


def test_who_signs_below_one_of_two_opinions_side_by_side_is_confirmed_for_both():
    document = """企业名称 | 甲公司 | 联系地址 | 甲路8号
申报单位意见 | 同意申报。⏎签字：李强⏎2022年5月16日 | 推荐单位意见 | 同意推荐。⏎签字：王芳⏎2022年5月20日"""
    found = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.found
    signed = [f"{office}_endorsement.signatory" for office in ("enterprise", "recommender")]
    assert [found[path].is_confirmed for path in signed] == [True, True]
