"""Entries with lists of their own, one below the other in an order of the typist's, and lists said in lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipforms.matching.text_blocks import text_blocks
from tests.examples.plugin_forms import FORMS
from tests.matching.sheet_notation import filled, match, sheet

PRODUCTS = next(form for form in FORMS if "products" in form.model.__pydantic_fields__)
PATENTS = ["ZL201611024873.1", "一种螺栓的滚压工艺", "发明", "ZL202020449731.5", "一种冷镦模具", "实用新型"]
CARD = """产品（服务）名称 | 航空紧固件 | < | <
占总收入比例 | 61.9% | 投产时间 | 2016年07月
是否主要产品 | ■是  □否 | < | <
"""
SECOND = CARD.replace("航空紧固件", "钛合金支架").replace("■是  □否", "□是  ■否")
WORKS = """序号 | 作品名称 | < | 类型 | 登记号
^ | 完成日期 | 首发日期 | 取得方式 | 备注
{%tr for w in works %} | < | < | < | <
{{ loop.index }} | {{ w.title }} | < | {{ w.kind }} | {{ w.number }}
^ | {{ w.made }} | {{ w.shown }} | {{ w.way }} | {{ w.remark }}
{%tr endfor %} | < | < | < | <
填表人：{{ by }}"""


@pytest.mark.parametrize(
    "card",
    [
        pytest.param(
            "产品{0}：\n产品名称：{1}\n占比：20%\n是否主要产品：是\n投产时间：2018年1月\n"
            "专利号 | 专利名称 | 专利类型\n{2} | {3} | {4}\n",
            id="in lines with a title, a label in short",
        ),
        pytest.param(
            "产品（服务）名称：{1}    占总收入比例：20%\n投产时间：2018年1月；是否主要产品：是\n专利：{2}，{3}，{4}\n",
            id="in lines of two labels each",
        ),
        pytest.param(
            "产品{0}：{1} | < | < | <\n占总收入比例 | 20% | 是否主要产品 | 是\n投产时间 | 2018年1月 |  | \n"
            "序号 | 专利号 | 专利名称 | 专利类型\n1 | {2} | {3} | {4}\n",
            id="under a title that has the name",
        ),
        pytest.param(
            "（{0}）{1}\n占总收入比例：20%；是否主要产品：是；投产时间：2018年1月\n专利：\n1. {2}　{3}　{4}\n",
            id="under a title that is the name",
        ),
        pytest.param(
            "产品{0}：{1}，占总收入比例20%，是主要产品，投产时间2018年1月。\n专利：1. {2} {3}（{4}）。\n",
            id="in a sentence",
        ),
        pytest.param(
            "产品（服务）名称 | {1} | 占总收入比例 | 20%\n是否主要产品 | 是 | 投产时间 | 2018年1月\n"
            "专利号 | {2} | 专利类型 | {4}\n专利名称 | {3} | < | <\n",
            id="with its items label by label",
        ),
    ],
)
def test_what_is_said_of_an_entry_may_be_lines_and_titles(card):
    cards = card.format("一", "航空紧固件", *PATENTS[:3]) + card.format("二", "钛合金支架", *PATENTS[3:])
    found = filled(PRODUCTS.matcher.match_labels(text_blocks(sheet(f"{cards}\n创新能力说明 | 无"))))
    assert [found[f"products[{at}].{key}"] for at in range(2) for key in ("name", "share", "launched")] == [
        *("航空紧固件", "20%", "2018年1月"),
        *("钛合金支架", "20%", "2018年1月"),
    ]
    keys = ("number", "name", "kind")
    assert [found[f"products[{at}].patents[0].{key}"] for at in range(2) for key in keys] == PATENTS


def test_a_card_may_have_a_number_beside_it_and_its_items_in_a_line():
    card = "产品{0} | 名称 | {1} | 占总收入比例 | 20%\n^ | 是否主要产品 | 是 | 投产时间 | 2018年1月\n"
    card += "^ | 专利 | {2}，{3}，{4} | < | <\n"
    cards = card.format(1, "航空紧固件", *PATENTS[:3]) + card.format(2, "钛合金支架", *PATENTS[3:])
    found = filled(PRODUCTS.matcher.match_labels(text_blocks(sheet(f"{cards}\n创新能力说明 | 无"))))
    assert [found[f"products[{at}].name"] for at in range(2)] == ["航空紧固件", "钛合金支架"]
    assert [found[f"products[{at}].patents[0].kind"] for at in range(2)] == PATENTS[2::3]


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(
            "专利1 | 专利号：{}；专利名称：{}；专利类型：{} | < | <\n".format(*PATENTS[:3])
            + "专利2 | 专利号：{}；专利名称：{}；专利类型：{} | < | <\n".format(*PATENTS[3:]),
            id="in a row each beside a number, label by label",
        ),
        pytest.param(
            "专利号、专利名称、专利类型 | {} {} {}⏎{} {} {} | < | <\n".format(*PATENTS),
            id="in lines beside all their labels",
        ),
        pytest.param(
            "对应专利⏎（专利号、名称、类型） | 1．{}，{}，{}⏎2．{}，{}，{} | < | <\n".format(*PATENTS),
            id="in lines beside what they are and all their labels",
        ),
        pytest.param("专利 | {} {}（{}）⏎{} {}（{}） |  | \n".format(*PATENTS), id="in lines before cells of nothing"),
        pytest.param(
            "产品的专利 | 1.{}，{}，{}；⏎2.{}，{}，{}。 | < | <\n".format(*PATENTS), id="beside whose they are"
        ),
        pytest.param("专利号、名称及类型 | {} {}（{}）；{} {}（{}） | < | <\n".format(*PATENTS), id="in one line"),
        pytest.param("专利 | {} {}（{}）⏎{} {}（{}） | < | <\n".format(*PATENTS), id="in lines beside what they are"),
        pytest.param("对应专利 | {} {}{}⏎{} {}{} | < | <\n".format(*PATENTS), id="in lines that a page has joined"),
        pytest.param(
            "专利号 | 专利名称 | < | 专利类型\n{} | {} | < | {}\n{} | {} | < | {}\n".format(*PATENTS), id="in rows"
        ),
        pytest.param(
            "专利号 | 专利名称 | < | 专利类型\n专利号：{} | {} | < | {}\n{} | 专利名称：{} | < | {}\n".format(*PATENTS),
            id="in rows that say their labels again",
        ),
    ],
)
def test_what_is_asked_of_an_entry_may_stand_in_another_order_before_its_items(items):
    blocks = text_blocks(
        sheet(f"三、高新技术产品（服务）\n{CARD}{items}{SECOND}{items}四、创新能力\n创新能力说明 | 无")
    )
    found = filled(PRODUCTS.matcher.match_labels(blocks))
    for at, (name, is_main) in enumerate((("航空紧固件", "■是  □否"), ("钛合金支架", "□是  ■否"))):
        own = {path.partition("].")[2]: text for path, text in found.items() if path.startswith(f"products[{at}].")}
        assert [own[each] for each in ("name", "share", "is_main", "launched")] == [
            name,
            "61.9%",
            is_main,
            "2016年07月",
        ]
        assert [own[f"patents[{row}].{each}"] for row in range(2) for each in ("number", "name", "kind")] == PATENTS


def test_the_labels_of_an_entry_may_be_said_in_part_and_those_of_its_items_once():
    card = (
        CARD.replace("产品（服务）名称", "名称").replace("占总收入比例", "占总收入").replace("是否主要产品", "主要产品")
    )
    head = "专利号 | 专利名称 | < | 专利类型\n"
    items = ["{} | {} | < | {}\n".format(*PATENTS[at : at + 3]) for at in (0, 3)]
    document = (
        f"三、高新技术产品（服务）\n{card}{head}{items[0]} | < | < | <\n{card}{items[1]}创新能力说明 | 无 | < | <"
    )
    found = filled(PRODUCTS.matcher.match_labels(text_blocks(sheet(document))))
    assert [found[f"products[{at}].share"] for at in range(2)] == ["61.9%", "61.9%"]
    assert [found[f"products[{at}].patents[0].kind"] for at in range(2)] == PATENTS[2::3]


def test_entries_may_have_a_title_each_and_their_items_numbers():
    card = "产品（服务）名称 | 航空紧固件\n占总收入比例 | 61.9%\n是否主要产品 | ■是  □否\n投产时间 | 2016年07月\n"
    items = "序号 | 专利号 | 专利名称 | 专利类型\n1 | {} | {} | {}\n2 | {} | {} | {}\n".format(*PATENTS)
    blocks = text_blocks(
        sheet(f"三、高新技术产品（服务）\n（一）\n{card}{items}（二）\n{card}{items}四、创新能力\n创新能力说明 | 无")
    )
    found = filled(PRODUCTS.matcher.match_labels(blocks))
    for at in range(2):
        own = {path.partition("].")[2]: text for path, text in found.items() if path.startswith(f"products[{at}].")}
        assert own["launched"] == "2016年07月"
        assert [own[f"patents[{row}].{each}"] for row in range(2) for each in ("number", "name", "kind")] == PATENTS


def test_a_line_of_an_entry_has_the_labels_of_that_line_of_the_header():
    found = filled(
        match(
            WORKS,
            """序号 | 作品名称 | < | < | 类型 | 登记号
^ | 完成日期 | < | 首发日期 | 取得方式 | 备注
1 | 山水 | < | < | 美术 | 甲1
^ | 2019年 | < | 2020年 | 原始 | 无
2 | 江河 | < | < | 文字 | 甲2
^ | 2021年 | < | 2022年 | 继受 | 已转让
填表人：王五""",
        )
    )
    assert [found[f"works[0].{each}"] for each in ("title", "kind", "number", "made", "shown", "way")] == [
        *("山水", "美术", "甲1", "2019年", "2020年", "原始")
    ]
    assert [found[f"works[1].{each}"] for each in ("kind", "number", "way", "remark")] == [
        "文字",
        "甲2",
        "继受",
        "已转让",
    ]
    assert found["works[0].remark"] == "无"


def test_two_entries_may_stand_beside_one_another():
    head = ["专利号 | 专利名称 | 专利类型 | <", " | ".join((*PATENTS[:3], "<"))]
    rows = [*CARD.strip().split("\n"), *head]
    others = [*SECOND.strip().split("\n"), head[0], " | ".join((*PATENTS[3:], "<"))]
    table = sheet("\n".join(f"{one} | {other}" for one, other in zip(rows, others, strict=True)))
    found = PRODUCTS.matcher.match_labels(text_blocks(table, PRODUCTS.matcher.keys))
    texts = filled(found)
    assert [texts[f"products[{at}].name"] for at in range(2)] == ["航空紧固件", "钛合金支架"]
    assert [texts[f"products[{at}].patents[0].number"] for at in range(2)] == PATENTS[::3]


def test_blank_lines_between_the_tables_of_entries_part_them_no_more_than_others():
    items = "专利名称 | 专利号 | 专利类型 | <\n{1} | {0} | {2} | <\n"
    blank = sheet("　\n").blocks  # a line of nothing
    blocks = [sheet(card + items.format(*PATENTS[at : at + 3])).blocks[0] for card, at in ((CARD, 0), (SECOND, 3))]
    both = replace(sheet(CARD), blocks=(blocks[0], *blank, blocks[1]))
    texts = filled(PRODUCTS.matcher.match_labels(text_blocks(both, PRODUCTS.matcher.keys)))
    assert [texts[f"products[{at}].patents[0].number"] for at in range(2)] == PATENTS[::3]
    assert [texts[f"products[{at}].share"] for at in range(2)] == ["61.9%", "61.9%"]


def test_items_of_all_entries_may_stand_below_them_beside_a_title_of_their_own():
    rows = ["航空紧固件 | 61.9% | 是 | 2016年07月", "钛合金支架 | 20% | 否 | 2018年1月"]
    table = f"""产品情况 | 产品（服务）名称 | 占比 | 是否主要产品 | 投产时间
^ | {rows[0]}
^ | {rows[1]}
对应专利 | 所属产品 | 专利号 | 专利名称 | 专利类型
^ | 钛合金支架 | {" | ".join(PATENTS[:3])}
^ | 航空紧固件 | {" | ".join(PATENTS[3:])}"""
    found = PRODUCTS.matcher.match_labels(text_blocks(sheet(table), PRODUCTS.matcher.keys)).fields
    assert [found.texts[f"products[{at}].patents[0].number"] for at in range(2)] == [PATENTS[3], PATENTS[0]]
    unsure, sure = (found.found[f"products[0].{each}"].likeness for each in ("share", "launched"))
    assert unsure < sure  # 占比 is not known: a blank that is not sure


def test_the_last_of_its_items_is_no_heading_that_a_typist_left_out():
    items = "专利号 | 专利名称 | < | 专利类型\n{} | {} | < | {}".format(*PATENTS[:3])
    table = sheet(f"企业名称 | 甲公司\n\n{CARD}{items}\n\n创新能力说明 | <\n无 | <\n法定代表人（签名）：张三")
    found = filled(PRODUCTS.matcher.match_labels(text_blocks(table)))
    assert found["products[0].patents[0].kind"] == PATENTS[2]


def test_lines_of_one_entry_s_items_may_be_numbered_in_each_cell():
    head = "产品（服务）名称 | 占总收入比例 | 是否主要产品 | 投产时间 | 专利号 | 专利名称 | 专利类型"
    cells = [f"1.{one}⏎2.{other}" for one, other in zip(PATENTS[:3], PATENTS[3:], strict=True)]
    other = f"钛合金支架 | 20% | 否 | 2018年1月 | {' | '.join(PATENTS[:3])}"
    table = sheet(f"{head}\n航空紧固件 | 61.9% | 是 | 2016年07月 | {' | '.join(cells)}\n{other}\n\n创新能力说明 | 无")
    found = filled(PRODUCTS.matcher.match_labels(text_blocks(table)))
    assert [found[f"products[0].patents[{at}].kind"] for at in range(2)] == PATENTS[2::3]
    assert found["products[0].patents[1].number"] == PATENTS[3]


def test_entries_in_rows_of_one_header_may_have_their_items_below_each_label_by_label():
    head = "产品名称 | 占总收入比例 | 是否主要产品 | 投产时间"
    items = " | 专利号：{} | 专利名称：{} | 类型：{}\n"
    rows = [f"{name} | 20% | 否 | 2018年1月" for name in ("航空紧固件", "钛合金支架")]
    table = f"{head}\n{rows[0]}\n{items.format(*PATENTS[:3])}{items.format(*PATENTS[3:])}{rows[1]}\n"
    table += items.format(*PATENTS[3:])
    found = filled(PRODUCTS.matcher.match_labels(text_blocks(sheet(f"{table}\n创新能力说明 | 无"))))
    assert [found[f"products[{at}].name"] for at in range(2)] == ["航空紧固件", "钛合金支架"]
    assert [found[f"products[0].patents[{at}].kind"] for at in range(2)] == PATENTS[2::3]
    assert found["products[1].patents[0].number"] == PATENTS[3]


def test_an_entry_whose_items_have_labels_and_nothing_below_them_has_none():
    head = "产品（服务）名称 | 占总收入比例 | 是否主要产品 | 投产时间"
    items = "专利号 | 专利名称 | 专利类型 | <"
    tables = [f"{head}\n{name} | 20% | 否 | 2018年1月\n{items}" for name in ("航空紧固件", "钛合金支架", "螺栓")]
    tables[1] += "\n{} | {} | {} | <".format(*PATENTS[:3])
    found = filled(PRODUCTS.matcher.match_labels(text_blocks(sheet("\n\n".join((*tables, "创新能力说明 | 无"))))))
    assert [found[f"products[{at}].name"] for at in range(3)] == ["航空紧固件", "钛合金支架", "螺栓"]
    assert [path for path in found if path.endswith("number")] == ["products[1].patents[0].number"]


def test_entries_in_rows_of_one_header_may_have_a_table_of_items_in_a_cell():
    head = "产品（服务）名称 | 占总收入比例 | 是否主要产品 | 投产时间 | 相关专利"
    items = "专利号 | 专利名称 | 专利类型\n{} | {} | {}"
    rows = [f"{name} | 20% | 否 | 2018年1月" for name in ("航空紧固件", "钛合金支架")]
    parts = [f"{head}\n{rows[0]}", items.format(*PATENTS[:3]), rows[1], items.format(*PATENTS[3:])]
    blocks = [replace(block, table=at % 2 + 1) for at, part in enumerate(parts) for block in text_blocks(sheet(part))]
    found = filled(PRODUCTS.matcher.match_labels([replace(block, index=at) for at, block in enumerate(blocks)]))
    assert [found[f"products[{at}].name"] for at in range(2)] == ["航空紧固件", "钛合金支架"]
    assert [found[f"products[{at}].patents[0].number"] for at in range(2)] == PATENTS[::3]


def test_items_of_entries_in_columns_may_be_numbered_row_by_row():
    rows = ["序号 | 产品一 | 产品二", "产品（服务）名称 | 航空紧固件 | 钛合金支架", "占总收人比例 | 20% | 30%"]
    rows += ["是否主要产品 | 是 | 否", "投产时间 | 2018年1月 | 2019年1月"]
    for number, others in ((1, PATENTS[3:]), (2, ("/", "/", "/"))):
        own = PATENTS[3 * number - 3 : 3 * number]
        heads = ("专利号", "专利名称", "专利类型")
        rows += [f"{head}{number} | {one} | {other}" for head, one, other in zip(heads, own, others, strict=True)]
    found = filled(PRODUCTS.matcher.match_labels(text_blocks(sheet("\n".join((*rows, "", "创新能力说明 | 无"))))))
    assert [found[f"products[0].patents[{at}].kind"] for at in range(2)] == PATENTS[2::3]
    assert [found[f"products[{at}].share"] for at in range(2)] == ["20%", "30%"]
    assert found["products[1].patents[0].number"] == PATENTS[3] and "products[1].patents[1].number" not in found


def test_items_may_stand_in_a_line_behind_a_label_for_all_of_them():
    card = "产品（服务）名称：航空紧固件\n占总收入比例：20%\n是否主要产品：是\n投产时间：2018年1月\n"
    items = "专利：①{} {}（{}）；②{} {}（{}）\n".format(*PATENTS)
    found = filled(PRODUCTS.matcher.match_labels(text_blocks(sheet(f"{card}{items}{card}{items}创新能力说明：无"))))
    for at in range(2):
        own = [
            found[f"products[{at}].patents[{row}].{each}"] for row in range(2) for each in ("number", "name", "kind")
        ]
        assert own == PATENTS
