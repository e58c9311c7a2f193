"""One splitter: the sign that leaves items of one kind parts them, and what is one item stays one."""

from __future__ import annotations

import pytest

from ipforms.codecs import LINE, PERSON, TRADE_MARKS, IdentifiersCodec, ListCodec
from ipforms.codes import patent

NAMES, WORDS = ListCodec(PERSON), ListCodec(LINE)


@pytest.mark.parametrize(
    "text",
    [
        *("何嘉敏、周子轩", "何嘉敏/周子轩", "何嘉敏 周子轩", "何嘉敏和周子轩", "何嘉敏与周子轩", "何嘉敏及周子轩"),
        *("何嘉敏\n周子轩", "1.何嘉敏\n2.周子轩", "1、何嘉敏 2、周子轩", "①何嘉敏②周子轩", "（1）何嘉敏（2）周子轩"),
        *("• 何嘉敏\n• 周子轩", "何嘉敏; 周子轩；", "何嘉敏、周子轩等", "何嘉敏 周子轩 等2人", "何 嘉 敏，周 子 轩"),
        *("何嘉敏（部长）、周子轩（专员）", "部长何嘉敏/专员周子轩", "何嘉敏、周\n子轩", "何嘉敏｜周子轩"),
    ],
)
def test_names_are_parted_by_whatever_parts_them(text):
    assert NAMES.decode(text).value == ["何嘉敏", "周子轩"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("和平、于和伟", ["和平", "于和伟"]),
        ("于谦", ["于谦"]),
        ("周子轩和和平", ["周子轩", "和平"]),
        ("欧阳 修", ["欧阳修"]),
        ("汤姆·克鲁斯、何嘉敏", ["汤姆·克鲁斯", "何嘉敏"]),
        ("John Smith, Mary Jane", ["John Smith", "Mary Jane"]),
        ("何嘉敏/周子轩和李敏", ["何嘉敏", "周子轩", "李敏"]),
    ],
)
def test_a_name_stays_one(text, names):
    assert NAMES.decode(text).value == names


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("皮具/箱包 及服饰配件等", ["皮具", "箱包", "服饰配件"]),
        ("皮具┋3/4管┋箱包", ["皮具", "3/4管", "箱包"]),
        ("皮具、箱包、手机配件等共3大类", ["皮具", "箱包", "手机配件"]),
        ("皮具、箱包和服饰", ["皮具", "箱包", "服饰"]),
        ("皮具 箱包", ["皮具", "箱包"]),
        ("皮具\n箱包", ["皮具", "箱包"]),
        ("箱\n包", ["箱包"]),
        ("皮具、箱\n包", ["皮具", "箱包"]),
        ("T恤/衬衫", ["T恤", "衬衫"]),
        ("3/4管", ["3/4管"]),
        ("LED 灯具", ["LED 灯具"]),
        ("A/B类", ["A/B类"]),
        ("和服、中和剂", ["和服", "中和剂"]),
        ("翡翠、和田玉、珠宝首饰", ["翡翠", "和田玉", "珠宝首饰"]),
        ("电脑及配件", ["电脑及配件"]),
        ("皮具、箱包（含皮箱、拉杆箱）", ["皮具", "箱包（含皮箱、拉杆箱）"]),
        ("3.5米线材", ["3.5米线材"]),
        ("否极泰来", ["否极泰来"]),
    ],
)
def test_goods_are_parted_where_each_is_a_word(text, goods):
    assert WORDS.decode(text).value == goods


def test_signs_alone_leave_no_note_and_a_guess_does():
    told = {text: [note.code for note in WORDS.decode(text).notes] for text in ("皮具、箱包", "皮具 箱包", "箱\n包")}
    assert told == {"皮具、箱包": [], "皮具 箱包": ["list.split"], "箱\n包": ["list.split"]}


@pytest.mark.parametrize(
    ("codec", "text", "is_guess"),
    [
        (WORDS, "手机/电脑及配件/数码影像", False),
        (WORDS, "箱包/皮具", True),  # perhaps one kind
        (WORDS, "电脑 整机/配件/软件", True),
        (NAMES, "范丽华 卓振邦", False),
        (NAMES, "欧阳 文静", True),  # perhaps one person
        (NAMES, "范丽华 行政部", True),
    ],
)
def test_strokes_between_three_kinds_and_blanks_between_family_names_are_no_guess(codec, text, is_guess):
    assert ("list.split" in _codes(codec, text)) is is_guess


@pytest.mark.parametrize(
    ("text", "name", "beside"),
    [
        ("梁伟雄（总经理）", "梁伟雄", "总经理"),
        ("总经理梁伟雄", "梁伟雄", "总经理"),
        ("梁伟雄/总经理", "梁伟雄", "总经理"),
        ("梁伟雄先生", "梁伟雄", "先生"),
        ("何嘉敏 2022年5月16日", "何嘉敏", "2022年5月16日"),
        ("1.何嘉敏", "何嘉敏", None),
        ("☎何嘉敏", "何嘉敏", None),
        ("任总经理", "任总经理", None),
        ("李先生", "李先生", None),
        ("欧阳 明轩", "欧阳明轩", None),
        ("知识产权部", "知识产权部", None),
    ],
)
def test_a_person_is_a_name_and_what_stands_beside_it_is_told(text, name, beside):
    decoded = PERSON.decode(text)
    assert decoded.value == name
    assert [note.context["beside"] for note in decoded.notes] == ([beside] if beside else [])


def test_an_entry_is_read_alone_as_it_is_in_its_cell():
    codec = IdentifiersCodec(patent.IDENTIFIER)
    assert codec.canonical(["0;①0"]) == codec.canonical(["0", "①0"]) == ["0", "0"]


def _codes(codec, text):
    return [note.code for note in codec.decode(text).notes]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("何嘉敏（部长）、周子轩", "person.post"),
        ("何嘉敏（法务专员）", "person.post"),
        ("何嘉敏（兼）", "person.beside"),
    ],
)
def test_a_post_beside_a_name_is_told_from_other_words(text, code):
    assert _codes(NAMES, text) == [code]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("一种转台（{}）", "identifier.title"),
        ("转台 {}", "identifier.title"),
        ("一种转台（{}，已失效）", "identifier.beside"),
        ("{}（许可乙公司使用）", "identifier.beside"),
        ("一种转台（ZL201710601862.4）", "identifier.beside"),  # a wrong check character: another may be meant
    ],
)
def test_the_title_of_a_patent_is_told_from_words_that_change_it(words, code):
    assert _codes(IdentifiersCodec(patent.IDENTIFIER), words.format("ZL201710601862.3")) == [code]


@pytest.mark.parametrize(
    ("text", "is_guess"),
    [
        ("双龙\n41133200", False),
        ("双龙\n41133200\n锦程\n25393119", False),
        ("双龙\n41133200\n锦程", True),
        ("双龙\n（第41133200号）\n锦程\n（25393119）", False),
        ("双龙\n( 41133200)\n锦程\n(25393119)", False),
        ("双龙\n第41133200号", True),
        ("1.双龙\n2.第41133200号", False),
        ("“双龙”第5566778号；双凤第5566779号2030年到期", True),
        ("“双龙”第5566778号；“10086123”第5566779号", False),
    ],
)
def test_names_of_marks_are_no_guess_if_each_has_its_own_number_and_holds_none_outside_quotes(text, is_guess):
    assert ("list.split" in _codes(TRADE_MARKS, text)) is is_guess
