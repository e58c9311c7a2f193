"""Opinions that stand otherwise than in one cell beside their label."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import sheet

HEAD = "申报企业名称 | 甲公司 | 联系地址 | 甲路8号\n联系人 | 张三 | 职务 | 经理\n"
LETTER = """四、申报单位意见
    同意申报，材料属实。
法定代表人：涂建伟
二〇二二年五月十三日
五、武义县市场监督管理局推荐意见
同意推荐。
经办人：何琳
2022年5月24日"""
COLUMNS = """
四、意见
 | 意见 | 签章 | 日期
申报企业意见 | 同意申报，材料属实。 | 涂建伟 | 2022年5月13日
推荐单位审批意见 | 同意推荐。 | 何琳 | 2022年5月24日"""
ROW = "意见 | 企业：同意申报，材料属实。⏎涂建伟（代）  2022/5/13 | 县局：同意推荐。⏎何 琳⏎2022/5/24 | <"
CELLS = "企业意见 | 同意申报，材料属实。⏎负责人：涂建伟⏎2022/5/13 | < | <\n县局意见 | 同意推荐。⏎何琳⏎2022/5/24 | < | <"

SIGNED = "企业意见 | 同意申报，材料属实。 | 涂建伟（签章）⏎2022/5/13\n县局意见 | 同意推荐。 | 何琳（签章）⏎2022/5/24"


def endorsements(document):
    fields = ipforms.form("jinhua-application").matcher.match(sheet(f"{HEAD}{document}")).fields
    return {path: text.strip() for path, text in fields.texts.items() if "endorsement" in path}


@pytest.mark.parametrize(
    "document", [LETTER, COLUMNS, ROW, CELLS, SIGNED], ids=["letter", "columns", "row", "cells", "signed"]
)
def test_each_has_its_office_its_signatory_and_its_date(document):
    found = endorsements(document)
    assert found["enterprise_endorsement.opinion"] == "同意申报，材料属实。"
    assert found["enterprise_endorsement.signatory"].removesuffix("（代）") == "涂建伟"
    assert found["enterprise_endorsement.date"] in ("2022/5/13", "2022年5月13日", "二〇二二年五月十三日")
    assert found["recommender_endorsement.opinion"] == "同意推荐。"
    assert "".join(found["recommender_endorsement.signatory"].split()) == "何琳"
    assert found["recommender_endorsement.date"] in ("2022/5/24", "2022年5月24日")


@pytest.mark.parametrize(
    ("before", "after", "signatory"),
    [
        ("经办人：何琳", "经办人：何琳  负责人：王磊", ""),  # two: whose signature counts nobody says
        ("经办人：何琳", "同意", ""),  # a word
        ("经办人：何琳\n", "附件：何琳\n", ""),  # a label of something else ends the opinion
    ],
)
def test_what_may_be_no_signatory_is_none(before, after, signatory):
    assert endorsements(LETTER.replace(before, after)).get("recommender_endorsement.signatory", "") == signatory


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("武义县市场监督管理局推荐意见", "推荐单位审批意见"),
        ("婺城分局意见", "推荐单位审批意见"),
        ("义乌市市场监督管理局审批意见", "推荐单位审批意见"),
        ("市场监督管理局推荐", None),
    ],
)
def test_an_office_is_known_by_its_level_whatever_it_is_called(label, expected):
    matcher = ipforms.form("jinhua-application").matcher
    found = matcher.match(sheet(f"{HEAD}{label} | 同意推荐。")).fields.texts
    assert ("同意" in found.get("recommender_endorsement.opinion", "")) is (expected is not None)


@pytest.mark.parametrize("line", ["法定代表人：邝锦棠      2017年4月14日", "法人代表签字：邝锦棠⏎2017年4月14日"])
def test_who_signs_below_a_statement_is_the_declarant_and_no_further_legal_representative(line):
    statement = "本单位保证所提供的资料真实有效，并承担因虚报材料可能引起的一切后果。"
    people = " | 姓名 | 电话\n法定代表人 | 何穗生 | 13902225176\n联系人 | 邝慧敏 | 020-87406211"
    document = f"单位名称 | 甲公司 | <\n{people}\n声明 | {statement}⏎{line} | <"
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert (texts["declaration.signatory"], texts["declaration.date"]) == ("邝锦棠", "2017年4月14日")
    assert texts["legal_representative.name"] == "何穗生"


@pytest.mark.parametrize("sealed", ["甲公司（章）", "甲公司", "  甲公司 （加盖公章）", "申报单位（章）：甲公司"])
def test_who_seals_below_an_opinion_is_no_part_of_it(sealed):
    found = endorsements(LETTER.replace("法定代表人：涂建伟", sealed))
    assert found["enterprise_endorsement.opinion"] == "同意申报，材料属实。"
    assert found["enterprise_endorsement.date"] == "二〇二二年五月十三日"


def test_a_name_below_an_opinion_that_stands_nowhere_else_is_not_lost():
    assert endorsements(LETTER.replace("法定代表人：涂建伟", "乙公司（章）"))[
        "enterprise_endorsement.opinion"
    ].endswith("乙公司（章）")


@pytest.mark.parametrize("mark", ["", "▍", "❖"])
def test_the_rows_below_a_title_are_one_opinion(mark):
    document = f"企业名称 | 甲公司\n{mark}申报企业意见 | <\n意见 | 同意申报。\n签章 | 涂建伟\n日期 | 2022-05-25"
    document += f"\n{mark}推荐单位审批意见 | <\n意见 | 同意推荐。\n日期 | 2022-05-31"
    found = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    said = [
        [found[f"{of}_endorsement.{each}"].strip() for each in ("opinion", "signatory", "date")]
        for of in ("enterprise", "recommender")
    ]
    assert said == [["同意申报。", "涂建伟", "2022-05-25"], ["同意推荐。", "", "2022-05-31"]]


TABLES = [
    " | 意见 | 负责人 | 日期\n申报单位 | 同意申报。 | 李强 | 2022年5月16日\n推荐单位 | 同意推荐。 | 王芳 | ",
    "单位 | 审核意见 | 签字 | 时间\n申报单位（盖章） | 同意申报。 | 李强 | 2022.5.16\n"
    "推荐单位（盖章） | 同意推荐。 | 王芳 | ",
    " | 申报单位 | 推荐单位\n意见 | 同意申报。 | 同意推荐。\n负责人签字 | 李强 | 王芳\n"
    "日期 | 2022年5月16日 | 2022年5月20日",
    "申报单位意见 | 同意申报。 | 负责人 | 李强 | 日期 | 2022年5月16日\n"
    "推荐单位意见 | 同意推荐。 | 负责人 | 王芳 | 日期 | 2022年5月20日",
]


@pytest.mark.parametrize("table", TABLES, ids=["across", "headed", "down", "pairs"])
def test_a_table_of_offices_has_an_opinion_of_each(table):
    record = ipforms.form("jinhua-application")
    found = record.matcher.match(sheet(f"企业名称 | 甲公司 | 联系地址 | 甲路8号\n\n{table}")).fields.texts
    own = [found[f"enterprise_endorsement.{each}"].strip() for each in ("opinion", "signatory")]
    other = [found[f"recommender_endorsement.{each}"].strip() for each in ("opinion", "signatory")]
    assert (own, other) == (["同意申报。", "李强"], ["同意推荐。", "王芳"])
    assert found["enterprise_endorsement.date"].strip() in ("2022年5月16日", "2022.5.16")


def test_an_office_of_which_the_form_asks_for_no_opinion_leaves_the_others_theirs():
    table = """ | 意见 | 签名 | 日期
申报单位 | 承诺属实 | 梁伟雄 | 2017年3月20日
区知识产权局 | 同意推荐。 | 关伟民 | 2017年4月13日"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(f"单位名称 | 甲公司\n\n{table}")).fields.texts
    said = [found[f"district_endorsement.{each}"].strip() for each in ("opinion", "signatory", "date")]
    assert said == ["同意推荐。", "关伟民", "2017年4月13日"]


def test_the_word_for_the_date_behind_who_signs_is_no_part_of_the_name():
    document = """单位名称 | 甲公司 | 注册地址 | 甲路8号
区知识产权局意见：同意推荐。
负责人：关伟民　　日期：2017年4月13日
审批单位意见：同意入库。
负责人：马丽　　　日期：2017年5月2日"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    offices = ("district", "approval")
    assert [found[f"{of}_endorsement.signatory"].strip() for of in offices] == ["关伟民", "马丽"]
    assert [found[f"{of}_endorsement.date"].strip() for of in offices] == ["2017年4月13日", "2017年5月2日"]
