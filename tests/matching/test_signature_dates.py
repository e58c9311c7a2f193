"""Dates beside and below signatures."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import filled, sheet


@pytest.mark.parametrize("between", ["        ", "\n"], ids=["on the line", "on the next line"])
def test_a_date_behind_the_last_signature_is_the_signer_s_where_the_office_s_part_is_left_out(between):
    document = "单位名称 | 甲公司\n\n申报单位声明\n本单位保证所提供的资料真实有效。\n"
    document += f"法定代表人（签名）：黄磊{between}2017年4月3日"
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert (texts["declaration.signatory"].strip(), texts["declaration.date"]) == ("黄磊", "2017年4月3日")
    assert not texts.get("approval_endorsement.date")
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.found["declaration.date"]
    assert found.is_confirmed and found.how == "column", "as sure as the signature that it stands beside"


def test_a_date_behind_the_sentence_of_an_opinion_is_its_date():
    document = "申报企业名称 | 甲公司\n联系地址 | 甲路\n申报企业意见 | 内容真实，同意申报。 2022/05/14"
    texts = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    own = texts["enterprise_endorsement.opinion"], texts["enterprise_endorsement.date"]
    assert own == ("内容真实，同意申报。", "2022/05/14")


@pytest.mark.parametrize("words", ["。 签名：", "。签名：", "，签字人：", " 负责人签名：", "，负责人："])
@pytest.mark.parametrize("date", ["  2017年4月5日", "，2017年4月5日"])
def test_who_signs_behind_an_opinion_on_its_line_is_no_part_of_it(words, date):
    document = f"单位名称 | 广州甲公司\n注册地址 | 广州市甲路5号\n区意见 | 同意上报{words}梁兆基{date}"
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    own = [texts[f"district_endorsement.{name}"].strip("。， ") for name in ("opinion", "signatory", "date")]
    assert own == ["同意上报", "梁兆基", "2017年4月5日"]


@pytest.mark.parametrize("who", ["法定代表人（签字）：", "经办人（签字）：", "负责人签名：", "签字：", ""])
def test_who_signs_below_an_opinion_is_no_part_of_it_whatever_the_words(who):
    opinion = f"已核实，推荐入库。⏎{who}徐静⏎2023年5月29日"
    document = f"申报企业名称 | 甲公司\n联系地址 | 甲路\n推荐单位审批意见：{opinion} | <"
    texts = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    own = [texts[f"recommender_endorsement.{name}"].strip() for name in ("opinion", "signatory", "date")]
    assert own == ["已核实，推荐入库。", "徐静", "2023年5月29日"]


def test_the_last_line_of_an_opinion_that_is_no_name_stays_its_own():
    document = "申报企业名称 | 甲公司\n联系地址 | 甲路\n申报企业意见 | 情况属实。⏎同意申报⏎2023年5月29日"
    texts = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    assert texts["enterprise_endorsement.opinion"].strip() == "情况属实。\n同意申报"


@pytest.mark.parametrize("below", ["申报单位（盖章）：        2017年3月30日", "日期： "])
def test_who_signs_stands_at_the_label_in_the_form_s_words_and_without_a_date_that_is_asked_for(below):
    """Not at the 法定代表人 over a column of people, though both have a 联系人 before them."""
    document = """申报单位 | 甲公司
组织单位 | 甲局
联系人 | 庄静文
申报时间 | 2017年3月30日

单位名称 | 甲公司
通信地址 | 甲路1号

 | 法定代表人 | 联系人
姓名 | 雷启泰 | 庄静文
身份证号码 | 440104198305153403 | 440104198412163826
电话 | 020-39652812 | 020-39966536

声明 | 本单位保证所提供的资料真实有效，并承担因虚报材料可能引起的一切后果。⏎法定代表人（签名）：雷启泰⏎{below}"""
    texts = filled(ipforms.form("guangzhou-enterprise").matcher.match(sheet(document.format(below=below))))
    assert texts["declaration.signatory"].strip() == "雷启泰" and texts["contact.name"] == "庄静文"
