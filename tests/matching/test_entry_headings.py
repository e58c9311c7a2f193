"""Names that stand over their entries alone."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import sheet

BODY = "企业地址：{0}路\n涉足领域：五金\n联系电话：1380000000{1}"
MORE = "\n重点保护商标：无\n重点保护专利：无\n电子邮箱：a@co.cn"
BESIDE = {"企业地址": "路", "涉足领域": "五金", "电子邮箱": "a@co.cn"}
CARD = (
    "企业地址 | 涉足领域 | 电子邮箱\n金华市{0}路{1}号 | 五金工具 | a{1}@co.example.cn\n"
    "重点保护商标 | 联系人/职务 | 联系电话\n{0}牌（第1994084{1}号） | 吴美玲/总工程师 | 1598505261{1}"
)


@pytest.mark.parametrize(
    "document",
    [
        "\n".join(f"{at}. {who}有限公司\n{BODY.format(who, at)}" for at, who in enumerate("甲乙丙", 1)),
        "\n".join(f"（{at}）{who}有限公司\n{BODY.format(who, at)}" for at, who in zip("一二三", "甲乙丙", strict=True)),
        "\n\n".join(f"企业{at}：{who}有限公司 | < | <\n{CARD.format(who, at)}" for at, who in enumerate("甲乙丙", 1)),
        "\n".join(f"{at}、{who}有限公司 | < | <\n{CARD.format(who, at)}" for at, who in enumerate("甲乙丙", 1)),
        "甲有限公司 | < | 乙有限公司 | < | 丙有限公司 | <\n"
        + "\n".join(" | ".join(f"{label} | {who}{value}" for who in "甲乙丙") for label, value in BESIDE.items()),
        " | ".join(f"{who}有限公司⏎{BODY.format(who, at)}{MORE}" for at, who in enumerate("甲乙丙", 1)).replace(
            "\n", "⏎"
        ),
        "\n".join(
            f"{at}. {who}有限公司；{BODY.format(who, at)}".replace("\n", "；") for at, who in enumerate("甲乙丙", 1)
        ),
    ],
    ids=[
        "lines",
        "bracketed",
        "counted",
        "bands",
        "cards side by side",
        "cards in cells",
        "in one line with its labels",
    ],
)
def test_a_name_over_each_entry_is_the_entry_s(document):
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    names = [texts[f"enterprises[{row}].name"].strip() for row in range(3)]
    assert names == ["甲有限公司", "乙有限公司", "丙有限公司"]


def test_one_heading_alone_is_nobody_s_name():
    document = f"推荐单位：甲局\n推荐企业情况\n{BODY.format('甲', 1)}"
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert "推荐企业情况" not in texts.values()


def test_a_numbered_name_over_an_entry_that_lacks_the_first_label_is_a_name_too():
    first, _ = BODY.split("\n", 1)
    entries = [
        f"{at}、{who}有限公司\n{BODY.format(who, number)}"
        for number, (at, who) in enumerate(zip("一二三", "甲乙丙", strict=True), 1)
    ]
    entries[1] = entries[1].replace(first.format("乙", 2) + "\n", "")
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet("\n".join(entries))).fields.texts
    assert [texts[f"enterprises[{row}].name"].strip() for row in range(3)] == ["甲有限公司", "乙有限公司", "丙有限公司"]
    assert not texts.get("enterprises[1].address", "").strip()
