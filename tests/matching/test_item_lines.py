"""Items of an entry that are said label by label."""

from __future__ import annotations

import re

import pytest

from tests.matching.sheet_notation import filled, match

FORM = """{%tr for p in products %} | < | < | <
产品名称 | {{ p.name }} | 占比 | {{ p.share }}
专利号 | 专利名称 | < | 专利类型
{%tr for x in p.patents %} | < | < | <
{{ x.number }} | {{ x.name }} | < | {{ x.kind }}
{%tr endfor %} | < | < | <
{%tr endfor %} | < | < | <
填表人：{{ by }}"""


@pytest.mark.parametrize(
    "document",
    [
        """产品名称：轴承
占比：40%
专利号：ZL1    专利名称：一种装置    专利类型：发明
专利号：ZL2    专利名称：二种装置    专利类型：实用新型
产品名称：齿轮
占比：12%
专利号：ZL3    专利名称：三种装置    专利类型：发明""",
        """产品名称：轴承
占比：40%
专利号：ZL1 专利名称：一种装置 专利类型：发明专利号：ZL2 专利名称：二种装置 专利类型：实用新型
产品名称：齿轮
占比：12%
专利号：ZL3 专利名称：三种装置 专利类型：发明""",
        """产品名称：轴承 | 占比：40%
专利：⏎1．专利号：ZL1，专利名称：一种装置，专利类型：发明⏎2．专利号：ZL2，专利名称：二种装置，专利类型：实用新型 | <
产品名称：齿轮 | 占比：12%
专利：⏎1．专利号：ZL3，专利名称：三种装置，专利类型：发明 | <""",
        """产品名称 | 轴承 | 占比 | 40%
专利 | < | < | <
专利号 | 专利名称 | < | 专利类型
ZL1 | 一种装置 | < | 发明
ZL2 | 二种装置 | < | 实用新型
产品名称 | 齿轮 | 占比 | 12%
专利 | < | < | <
专利号 | 专利名称 | < | 专利类型
ZL3 | 三种装置 | < | 发明""",
    ],
)
def test_they_are_of_the_entry_above_them(document):
    texts = filled(match(FORM, f"{document}\n填表人：王五"))
    assert_items(texts)


def assert_items(texts):
    numbers = {path: text for path, text in texts.items() if path.endswith("number")}
    assert numbers == {
        f"products[{of}].patents[{at}].number": f"ZL{2 * of + at + 1}" for of, at in ((0, 0), (0, 1), (1, 0))
    }
    assert (texts["products[1].name"], texts["products[1].patents[0].name"]) == ("齿轮", "三种装置")
    assert (texts["products[0].patents[1].kind"], texts["by"]) == ("实用新型", "王五")


def of_kind(path, text):
    """What numbers and kinds of patents are; a name may be anything else."""
    kinds = {"number": re.fullmatch(r"ZL\d+", text) is not None, "kind": text in ("发明", "实用新型")}
    own = path.rpartition(".")[2]
    return (1.0 if kinds[own] else -1.0) if own in kinds else -1.0 if any(kinds.values()) else 0.0


def test_lines_below_what_they_are_say_the_items_of_an_entry_and_nothing_says_none():
    def fits(path, text):
        kinds = {"number": text.startswith("ZL"), "kind": text in ("发明", "实用新型")}
        own = path.rpartition(".")[2]
        return (1.0 if kinds[own] else -1.0) if own in kinds else -1.0 if any(kinds.values()) else 0.0

    document = """产品名称：轴承
占比：40%
授权专利：
1. ZL1　一种装置　发明
2. ZL2　二种装置　实用新型
产品名称：齿轮
占比：12%
授权专利：无。
填表人：王五"""
    texts = filled(match(FORM, document, fits=fits))
    assert [texts[f"products[0].patents[{at}].{key}"] for at in range(2) for key in ("number", "name", "kind")] == [
        *("ZL1", "一种装置", "发明"),
        *("ZL2", "二种装置", "实用新型"),
    ]
    assert [path for path in texts if path.startswith("products[1]")] == ["products[1].name", "products[1].share"]


def test_the_end_of_a_line_may_stand_on_the_next():
    lines = """产品名称：轴承
占比：40%
专利号：ZL1    专利名称：一种装置    专利类型：发明
专利号：ZL2    专利名称：二种装置    专利类型：
实用新型
产品名称：齿轮
占比：12%
专利号：ZL3    专利名称：三种装置    专利类型：发明
填表人：王五"""
    assert_items(filled(match(FORM, lines, fits=of_kind)))


@pytest.mark.parametrize(
    "cell",
    [
        "ZL20231076 一种装（发明）ZL20231077 二种装（实用新型）",
        "ZL20231076 一种⏎装（发明）⏎ZL20231077 二种⏎装（实用新型）",
    ],
)
def test_the_lines_of_a_cell_may_be_joined_or_cut(cell):
    lines = f"产品名称 | 轴承 | 占比 | 40%\n专利 | {cell} | < | <\n填表人：王五"
    texts = filled(match(FORM, lines, fits=of_kind))
    items = [[texts[f"products[0].patents[{at}].{name}"] for name in ("number", "name", "kind")] for at in range(2)]
    assert items == [["ZL20231076", "一种装", "发明"], ["ZL20231077", "二种装", "实用新型"]]
