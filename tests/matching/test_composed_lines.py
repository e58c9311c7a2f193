"""A row of a table said in a line."""

from __future__ import annotations

import time

import pytest

import ipforms
from ipforms.codecs import COUNT
from tests.matching.sheet_notation import filled, match, matcher, sheet

FORM = """专利（件） | 申请量 | 授权量
^ | {{ p.applied }} | {{ p.granted }}
商标（件） | 申请量 | 授权量
^ | {{ t.applied }} | {{ t.granted }}
填表人：{{ by }}"""


@pytest.mark.parametrize(
    "line",
    [
        "专利（件）：申请量 14，授权量 9。",
        "1．专利：申请量14件 授权量9件",
        "专利（件）：\t申请量  14 \t授权量  9 ",
        "1.专利（件）    申请量14 授权量9",
    ],
)
def test_each_number_has_the_labels_of_its_row_and_its_column(line):
    found = filled(match(FORM, f"{line}\n商标（件）：申请量 5，授权量 —\n填表人：王五"))
    assert {path: text.strip("件 ") for path, text in found.items()} == {
        "p.applied": "14",
        "p.granted": "9",
        "t.applied": "5",
        "t.granted": "—",
        "by": "王五",
    }


WORDS = {"申请专利": ["p.applied"], "有效专利": ["p.valid"], "商标注册量": ["t.granted"], "软件版权": ["c.software"]}
THREE = """专利（件） | 申请量 | 授权量 | 有效量
^ | {{ p.applied }} | {{ p.granted }} | {{ p.valid }}
商标（件） | 申请量 | 授权量 | 有效量
^ | {{ t.applied }} | {{ t.granted }} | {{ t.valid }}
版权（件） | 计算机软件 | 著作权
^ | {{ c.software }} | {{ c.works }}
填表人：{{ by }}"""


def _numbers(line):
    texts = filled(match(THREE, f"{line}\n填表人：王五", words=WORDS))
    values = {path: COUNT.decode(text).value for path, text in texts.items() if path != "by"}
    return {path: value for path, value in values.items() if value is not None}


@pytest.mark.parametrize(
    "line",
    [
        "专利：申请58件，授权41件，有效37件",
        "1、专利：申请量58，授权量41，有效量37。",
        "专利（件）：申请量：58；授权量：41；有效量：37",
        "专利（件）：申请量（件）58 授权量（件）41 有效量（件）37",
        "专利：累计申请58件，累计授权41件，维持有效37件",
        "专利:已申请58件,已获授权41件,现有效37件",
        "专利情况：共申请58件，已授权41件，其中有效37件",
        "专利：申请量58件，其中发明专利申请21件；授权量41件，其中发明9件、实用新型26件；有效量37件。",
        "专利：申请量58件（其中发明21件，PCT 3件），授权量41件（发明9件），有效37件",
        "专利：申请量58件，在审12件，授权量41件，有效量37件",
        "专利：申请专利58件，专利授权41件，有效专利37件",
        "专利：申请五十八件，授权四十一件，有效三十七件",
        "专利：截至2016年底，申请58项，授权41项，有效37项",
        "专利：申请量/授权量/有效量：58/41/37",
        "专利：申请量、授权量和有效量分别为58件、41件和37件",
        "专利：\t申请量 58\t授权量 41\t有效量 37",
        "专利 | 申请量58件，授权量41件，有效量37件",
        "专利 | 申请量58件⏎授权量41件⏎有效量37件",
        "知识产权情况：申请专利58件，授权41件，有效37件",
    ],
)
def test_a_row_is_said_in_many_ways(line):
    assert _numbers(line) == {"p.applied": 58, "p.granted": 41, "p.valid": 37}


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("版权：计算机软件____件，著作权1件", {"c.works": 1}),
        ("版权：软件13件", {"c.software": 13}),
        ("版权：软件13件，著作权无", {"c.software": 13}),
        ("专利：申请58件；商标：申请5件，注册4件", {"p.applied": 58, "t.applied": 5, "t.granted": 4}),
        ("申请量：专利58件，商标5件", {"p.applied": 58, "t.applied": 5}),
    ],
)
def test_a_line_may_have_some_columns_or_several_rows(line, numbers):
    assert _numbers(line) == numbers


@pytest.mark.parametrize(
    "line",
    [
        "专利：发明专利申请21件，发明专利授权9件",
        "专利：申请58件，2016年申请12件，申请6件",
        "我公司重视专利工作，申请58件，授权41件",
        "版权：著作权16件（软件13件，作品3件）",
    ],
)
def test_what_names_other_things_or_one_thing_twice_is_no_row(line):
    assert _numbers(line) == {}


def test_what_ends_with_the_label_of_another_column_is_not_that_one():
    finder = matcher(THREE, words={"计算机软件著作权": ["c.software"]})._finder
    assert finder.label("版权计算机软件著作权") == "@c.software"


@pytest.mark.parametrize("line", ["申请以及" * 200, "申请量/授权量/有效量：" * 60, "申请五/" * 300, "和" * 300])
def test_a_long_line_takes_no_long_time(line):
    start = time.process_time()
    _numbers(f"专利：{line}")
    assert time.process_time() - start < 2  # seconds; some 0.2 here, and minutes if a sign may be read in two ways


@pytest.mark.parametrize("copies", ["软件 2  著作 210", "计算机软件 2 件；其他作品 210 件"])
def test_counts_beside_the_remarks_of_a_table_are_their_row_s(copies):
    document = f"""单位名称 | 广州甲公司 | < | < | <
知识产权数量 | < | < | < | <
类别 | 申请 | 授权（注册） | 有效 | 备注
专利 | 30 | 24 | 23 |
商标 | 13 | 9 | 8 |
版权 | {copies} | < | < | <"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    numbers = [texts[f"patents.{name}"].strip() for name in ("applied", "granted", "valid")]
    numbers += [texts[f"copyrights.{name}"].strip("件 ") for name in ("software", "works")]
    assert numbers == ["30", "24", "23", "2", "210"]


def test_the_unit_that_a_title_names_is_no_label_and_a_label_may_have_its_colon():
    document = """单位名称 | 甲公司
知识产权信息（单位：件） | <
专利： | 申请量36，授权量18，有效量17
版权： | 计算机软件7，著作权无"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    found = [texts[path] for path in ("name", "patents.applied", "copyrights.software", "copyrights.works")]
    assert found == ["甲公司", "36", "7", "无"]


def test_the_cells_of_a_row_may_each_have_their_column_and_their_count():
    row = "{} | 申请 {} 件 | 授权 {} 件"
    found = filled(match(FORM, f"{row.format('专利', 14, 9)}\n{row.format('商标', 5, 2)}\n填表人：王五"))
    assert [COUNT.decode(found[path]).value for path in ("p.applied", "p.granted", "t.applied", "t.granted")] == [
        14,
        9,
        5,
        2,
    ]
    plain = filled(match(FORM, "专利 | 申请 14 件 | 另有授权 | 9 件\n商标 | 申请量 5 | | \n填表人：王五"))
    assert "9" not in plain.get("p.granted", "")  # what stands behind something else is not this row's


SENTENCE = """截至2016年底，我公司共申请专利42件，其中授权25件，有效22件；申请商标15件，核准注册11件，有效11件；\
登记软件著作权6件、作品著作权2件。"""
COUNTS = ["42件", "25件", "22件", "15件", "11件", "11件"]


@pytest.mark.parametrize("above", ["三、知识产权情况", "单位名称 | 甲公司"])
def test_a_sentence_of_counts_needs_no_label_of_a_row_where_nothing_else_asks_for_them(above):
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(f"注册地址 | 甲路8号\n{above}\n{SENTENCE}")).fields
    kinds = ("applied", "granted", "valid")
    own = [found.texts[f"{of}.{kind}"].strip(" ；") for of in ("patents", "trademarks") for kind in kinds]
    assert own == COUNTS


@pytest.mark.parametrize(
    "document",
    [f"申报单位概述\n{SENTENCE}", f"申报单位概述 | {SENTENCE}", f"专利申请量 | 43 | 专利授权量 | 26\n{SENTENCE}"],
    ids=["below its title", "in its cell", "beside labels"],
)
def test_a_sentence_of_counts_is_a_text_where_it_belongs_to_one_or_says_it_once_more(document):
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(f"注册地址 | 甲路8号\n{document}")).fields
    assert found.texts.get("patents.applied", "") in ("", "43")


def test_a_cell_may_be_its_label_and_its_number():
    document = """单位名称 | 甲公司 | 注册地址 | 甲路8号
专利申请151件 | < | 商标申请22件 | <
专利授权137件 | < | 商标授权19件 | <
专利有效98件 | < | 商标有效17件 | <"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    kinds = ("applied", "granted", "valid")
    own = [found[f"{of}.{kind}"].strip() for of in ("patents", "trademarks") for kind in kinds]
    assert own == ["151件", "137件", "98件", "22件", "19件", "17件"]
