"""The office and the date that letters and lists end with."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import sheet

LIST = """序号 | 企业名称 | 企业地址 | 行业领域 | 电话
1 | 甲有限公司 | 甲路1号 | 锁具 | 13800000001
2 | 乙有限公司 | 乙路2号 | 五金 | 13800000002
"""
END = "浦江县市场监督管理局\n2023年6月2日"
LETTERS = {
    "a letter": f"关于推荐重点企业的报告\n金华市市场监督管理局：\n我局推荐以下企业：\n{LIST}\n{END}",
    "with a remark below": f"推荐报告\n{LIST}\n{END}\n（填表人：张洁，联系电话：0579-81234567）",
    "all on one line": f"填报单位：浦江县市场监督管理局        电话：0579-81234567        2023年6月2日\n{LIST}",
}


@pytest.mark.parametrize("document", LETTERS.values(), ids=LETTERS)
def test_an_office_and_a_date_at_the_end_need_no_label(document):
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert texts["recommending_unit"].strip() == "浦江县市场监督管理局"
    assert texts["prepared_on"].strip() == "2023年6月2日"
    assert texts.get("prepared_phone", "").strip() in ("", "0579-81234567")


def test_a_date_with_a_label_on_a_line_of_others_has_that_alone():
    document = f"推荐单位：浦江县市场监督管理局        日期：2023年6月2日\n{LIST}"
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert texts["recommending_unit"].strip() == "浦江县市场监督管理局"
