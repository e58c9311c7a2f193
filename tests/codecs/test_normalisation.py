"""Raw texts as people write them, and what each is read as: every row of `tests/data/normalisation.tsv` that a codec,
or `ipforms.codes`, decides. The rows that are not here are listed, with the reason."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ipforms import codecs
from ipforms.codecs import Codec
from ipforms.codes import email, high_tech_certificate, id_document, org_code, patent, phone, trademark, uscc
from ipforms.schemas.types import GuangzhouPhones

ROWS = Path(__file__).parents[1] / "data" / "normalisation.tsv"
PHONES: Codec[Any] = GuangzhouPhones.__metadata__[0].codec

# (group, raw) → value and the codes of its notes, remarks included.
DATES: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(
        ("2017年3月9日", "2017-03-09", "2017/3/9", "２０１７年３月９日", "2017 年 3 月 9 日"), ("2017-03-09",)
    ),
    **dict.fromkeys(("二○一七年三月九日", "二零一七年三月九号"), ("2017-03-09",)),
    "2017年03月": ("2017-03",),
    "2008年6月": ("2008-06",),
    "2008年": ("2008",),
    "二OO六年八月": ("2006-08",),
    "二 OO 六年八月": ("2006-08",),
    "二00八年七月": ("2008-07",),
    "17.3.9": ("2017-03-09", "date.two_digit_year"),
    "年    月    日": (None,),
    "2017年    月    日": ("2017", "date.incomplete"),
    "2017年13月9日": (None, "date.impossible"),
    "610日": (None, "date.unreadable"),
    "42803": (None, "date.unreadable"),  # only a spreadsheet's cell is a serial number: bulk
    "2016.5.1-2019.4.30": (None, "date.range"),
}
COUNTS: dict[str, tuple[Any, ...]] = {
    "12": (12,),
    "12件": (12,),
    "12余件": (12, "number.at_least"),
    "30多件": (30, "number.at_least"),
    "约30件": (30, "number.about"),
    "30件以上": (30, "number.at_least"),
    "15-30件": (None, "number.range"),
    "1,234": (1234,),
    "1，234": (1234,),
    "1.2千": (1200,),
    "有": (None, "number.uncounted"),
    "5枚": (5,),
    "3项": (3,),
    "0.5": (None, "number.fraction"),
    "-1": (None, "number.negative"),
    "321人": (321,),
    "150家": (150,),
    "近150家": (150, "number.at_most"),
    "160个商铺": (160, "number.unit"),
}
PATENT_COUNTS: dict[str, tuple[Any, ...]] = {
    "发明5件，实用新型10件，外观设计3件": ((18, 5, 10, 3),),
    "发明专利3件、实用新型7件；共10件": ((10, 3, 7, None),),
    "发明3件、实用新型7件，合计11件": ((11, 3, 7, None), "number.sum"),
    "专利12件（其中发明3件）": ((12, 3, None, None),),
}
MONEY: dict[str, tuple[Any, ...]] = {
    "5000": (Decimal(5000),),
    "5000万": (Decimal(5000),),
    "50000000": (Decimal(50000000), "number.magnitude"),
    "5,000.00": (Decimal(5000),),
    "人民币5000万元": (Decimal(5000),),
    "伍仟万圆整": (Decimal(5000),),
    "5000万元（实缴2000万元）": (Decimal(5000), "number.remark"),
    "￥5000万": (Decimal(5000),),
}
AREAS: dict[str, tuple[Any, ...]] = {
    "1.2万㎡": (Decimal(12000),),
    "12000m2": (Decimal(12000),),
    "18亩": (Decimal(12000), "number.converted"),
    "1.5公顷": (Decimal(15000), "number.converted"),
    "12000": (Decimal(12000), "number.unit_assumed"),
    "1.2": (Decimal("1.2"), "number.unit_assumed", "number.magnitude"),
    "建筑面积3万平方米，营业面积1.1万平方米": (Decimal(11000), "number.remark"),
    "一万平方米": (Decimal(10000),),
}
ANSWERS: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("是", "√", "☑是 □否", "是√ 否□", "是（√） 否（ ）", "R是 □否", "有"), (True,)),
    **dict.fromkeys(("否", "兼职负责，未单设"), (False,)),
    "√是 √否": (None, "answer.both"),
    "1是 〇;2否 〇": (None,),
}
PHONE_CELLS: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("020-81050369", "（020）81050369", "固话：020-81050369"), (["020-81050369"],)),
    "0579-8217 7827": (["0579-82177827"],),
    "010-88568888-6603": (["010-88568888-6603"],),
    "020-81050369、13800138000": (["020-81050369", "13800138000"],),
    "0086-13800138000": (["13800138000"],),
    "138****8000": (["138****8000"],),
    "1.38E+10": (["1.38E+10"],),
    "400-670-0700": (["400-670-0700"],),
    "81050369": (["020-81050369"], "phone.area_added"),
    "2081050369": (["020-81050369"], "phone.leading_zero"),
    "(0851)6826497、6867997": (["0851-6826497", "0851-6867997"], "phone.area_inherited"),
    "852-2123 4567": (["+852-21234567"],),
}
NAMES: dict[str, tuple[Any, ...]] = {
    "张 三": ("张三",),
    "阿卜杜拉·买买提": ("阿卜杜拉·买买提",),
    "阿卜杜拉・买买提": ("阿卜杜拉·买买提",),
}
EMPTY: dict[str, str | None] = {
    **dict.fromkeys(("", "　　", "   ", "\u00a0\u00a0\u00a0", "0"), None),
    **dict.fromkeys(("／", "不适用", "N/A"), "value.declared_none"),
    **dict.fromkeys(("详见附件", "见附页"), "value.elsewhere"),
    **dict.fromkeys(("xx", "20XX年月日"), "value.placeholder"),
}
TABLES: tuple[tuple[Codec[Any], dict[str, tuple[Any, ...]]], ...] = (
    (codecs.DATE, DATES),
    (codecs.COUNT, COUNTS),
    (codecs.PATENT_COUNTS, PATENT_COUNTS),
    (codecs.MONEY, MONEY),
    (codecs.AREA, AREAS),
    (codecs.ANSWER, ANSWERS),
    (PHONES, PHONE_CELLS),
    (codecs.PERSON, NAMES),
)
# An identifier's module, its printed form, and the first code of its check.
IDENTIFIERS: dict[str, tuple[Any, str, str | None]] = {
    "abc@163.com": (email, "abc@163.com", None),
    "ABC@QQ.COM": (email, "ABC@qq.com", None),
    "abc＠163.com": (email, "abc@163.com", None),
    "abc@163，com": (email, "abc@163，com", "email.slip"),
    "abc @163.com": (email, "abc@163.com", None),
    "abc@qq": (email, "abc@qq", "email.domain"),
    "９１３５０１００Ｍ０００１００Ｙ４３": (uscc, "91350100M000100Y43", None),
    "91350100MOOO1OOY43": (uscc, "91350100MOOO1OOY43", "uscc.look_alike"),
    "91350100M000100Y4Z": (uscc, "91350100M000100Y4Z", "uscc.character"),
    "9.13501E+17": (uscc, "9.13501E+17", "uscc.scientific"),
    "440101000012345": (uscc, "440101000012345", "uscc.old_registration"),
    "M000100Y-4": (org_code, "M000100Y-4", None),
    "440101800101005": (id_document, "440101800101005", "id_document.old_resident_id"),
    "4401011980****0055": (id_document, "4401011980****0055", "id_document.masked"),
    "H1234567890": (id_document, "H1234567890", "id_document.other"),
    "ZL201710601862.3": (patent, "ZL201710601862.3", None),
    "2017106018623": (patent, "ZL201710601862.3", None),
    "ZL95115608.X": (patent, "ZL95115608.X", None),
    "ＺＬ２０１７１０６０１８６２．３": (patent, "ZL201710601862.3", None),
    "CN107123456B": (patent, "CN107123456B", "patent.publication"),
    "第1234567号": (trademark, "1234567", None),
    "G1234567": (trademark, "G1234567", None),
    "GR202144207832": (high_tech_certificate, "GR202144207832", None),
}
ELSEWHERE = {
    "同上": "means the row above: tests/reading/test_returned_cells.py",
    "(合资 □民营": "no field of the forms has these options",
    "2211821": "tested as a phone below",
    "0591-8786xxxx/8781xxxx1599xxxxxxx": "masked in the source: tests/codes",
    "889167xx-608、137xxxxxxxx": "masked in the source: tests/codes",
    r"eq \o\ac(□,9) eq \o\ac(□,1)…": "a field code of Word: readers",
    "ZL201710601862.3、ZL95115608.X": "tested as a list below",
    "“双鱼”12345678": "tested as a mark below",
}


def values(codec: Codec[Any], text: str) -> tuple[Any, ...]:
    decoded = codec.decode(text)
    value = tuple(decoded.value.values()) if isinstance(decoded.value, dict) else decoded.value
    return (value, *(note.code for note in decoded.notes))


@pytest.mark.parametrize(
    ("codec", "raw", "expected"),
    [pytest.param(codec, raw, expected, id=raw) for codec, table in TABLES for raw, expected in table.items()],
)
def test_a_cell_is_read_as_the_table_says(codec: Codec[Any], raw: str, expected: tuple[Any, ...]) -> None:
    assert values(codec, raw) == expected


@pytest.mark.parametrize(("raw", "code"), [pytest.param(*row, id=repr(row[0])) for row in EMPTY.items()])
def test_a_cell_that_says_nothing_is_told_from_a_blank_one(raw: str, code: str | None) -> None:
    note = codecs.nothing(raw)
    assert (note and note.code) == code


@pytest.mark.parametrize("raw", IDENTIFIERS)
def test_an_identifier_is_read_as_the_table_says(raw: str) -> None:
    module, formatted, code = IDENTIFIERS[raw]
    notes = module.check(raw)
    assert module.format(raw) == formatted
    assert [note.code for note in notes][:1] == ([code] if code else [])


APPROXIMATE = (
    (codecs.AREA, "1万平方米以上", 10000, "number.at_least"),
    (codecs.AREA, "1万多平方米", 10000, "number.at_least"),
    (codecs.AREA, "近2万㎡", 20000, "number.at_most"),
    (codecs.MONEY, "5000万元左右", 5000, "number.about"),
    (codecs.COUNT, "不超过30件", 30, "number.at_most"),
    (codecs.COUNT, "多于30", 30, "number.at_least"),
    (codecs.COUNT, "30以下", 30, "number.at_most"),
)


@pytest.mark.parametrize(("codec", "raw", "value", "code"), APPROXIMATE)
def test_an_approximate_number_is_read_with_what_it_says(codec: Codec[Any], raw: str, value: int, code: str) -> None:
    decoded = codec.decode(raw)
    assert (decoded.value, decoded.notes[-1].code) == (value, code)


@pytest.mark.parametrize(
    ("codec", "raw", "low", "high"),
    [
        (codecs.AREA, "8000-12000平方米", 8000, 12000),
        (codecs.MONEY, "1-2亿元", 10000, 20000),
        (codecs.MONEY, "8000万元至1.2亿元", 8000, 12000),
        (codecs.COUNT, "15-30件", 15, 30),
    ],
)
def test_a_range_is_no_number_and_says_its_ends(codec: Codec[Any], raw: str, low: int, high: int) -> None:
    (note,) = codec.decode(raw).notes
    assert (note.code, note.context["low"], note.context["high"]) == ("number.range", low, high)


def test_several_numbers_in_a_cell_are_several_values() -> None:
    assert codecs.PATENTS.decode("ZL201710601862.3、ZL95115608.X").value == ["ZL201710601862.3", "ZL95115608.X"]
    assert codecs.TRADE_MARKS.decode("“双鱼”12345678").value == [{"name": "双鱼", "number": "12345678"}]
    assert [note.code for note in phone.check("2211821", area="020")] == ["phone.local_length"]


def test_every_row_of_the_table_is_tried_or_set_aside() -> None:
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    tried = {raw for _, table in TABLES for raw in table} | set(IDENTIFIERS) | set(EMPTY) | set(ELSEWHERE)
    texts = {row["raw"] for row in rows if row["group"] != "name / text / address"}
    assert len(rows) > 120
    assert texts - tried == set()
