"""Counts, amounts and dates among words: the one that is stated, with a note; two are none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ipforms import codecs
from ipforms.codecs import AREA, COUNT, DATE, MONEY, PATENT_COUNTS, VALID_MARKS
from ipforms.codecs.field_text import decode_field


def _read(codec, text):
    decoded = codec.decode(text)
    return decoded.value, [note.code for note in decoded.notes]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42件，其中发明12件", 42),
        ("3人（专职2人）", 3),
        ("国内11件（其中图形2件）", 11),
        ("发明12件，实用新型30件，共42件", 42),
        ("我公司现有员工321人", 321),
        ("截至2022年5月，42件", 42),
        ("42件（截至2022年5月）", 42),
        ("2人专职", 2),
    ],
)
def test_a_stated_count_is_read_with_a_note(text, value):
    assert _read(COUNT, text) == (value, ["number.remark"])


@pytest.mark.parametrize(
    ("text", "value"),
    [("计42件", 42), ("陸拾貳", 62), ("叄拾伍", 35), ("三十二人", 32), ("42（件）", 42), ("1,234", 1234), ("件", None)],
)
def test_a_plain_count_has_no_note(text, value):
    assert _read(COUNT, text) == (value, [])


@pytest.mark.parametrize("codec", [COUNT, MONEY, AREA])
@pytest.mark.parametrize("text", ["42 25", "42\n25", "5000\n3000", "３ ２１", "4 2件"])
def test_digits_apart_are_not_joined(codec, text):
    assert _read(codec, text) == (None, ["number.several"])


@pytest.mark.parametrize(
    "text", ["42件，25件", "国内70件，国外4件", "专职2人，兼职1人", "42，25", "42(25)", "第3", "没有42", "42%"]
)
def test_what_states_no_single_count_is_refused(text):
    assert _read(COUNT, text) == (None, ["number.unreadable"])


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("5000万元", 5000, []),
        ("人民币伍仟万元整", 5000, []),
        ("5000（万元）", 5000, []),
        ("万元", None, []),
        ("50000000元", 5000, ["number.converted"]),
        ("5000（元）", Decimal("0.5"), ["number.converted"]),
        ("1.2亿元", 12000, ["number.converted"]),
        ("5000千元", 500, ["number.converted"]),
        ("注册资本5000万元", 5000, ["number.remark"]),
        ("500万美元", None, ["number.currency"]),
        ("$500万", None, ["number.currency"]),
    ],
)
def test_an_amount_is_read_in_its_own_unit(text, value, told):
    assert _read(MONEY, text) == (value, told)


@pytest.mark.parametrize(
    ("codec", "label", "text", "value"),
    [
        (MONEY, "注册资金（元）", "50000000", 5000),
        (MONEY, "注册资金（单位：元）", "50000000", 5000),
        (MONEY, "注册资金（元）", "5000万元", 5000),
        (MONEY, "注册资金（亿元）", "0.5", 5000),
        (MONEY, "注册资金/千元", "50000", 5000),
        (MONEY, "注册资金（万元）：", "5000", 5000),
        (MONEY, "注册资金", "5000", 5000),
        (MONEY, "注册资金（万美元）", "500", None),
        (AREA, "经营场所面积（亩）", "18", 12000),
        (AREA, "经营场所面积（万平方米）", "1.2", 12000),
        (AREA, "经营场所面积（㎡）", "12000", 12000),
    ],
)
def test_the_unit_of_the_documents_own_label_counts(codec, label, text, value):
    assert codec.under(label).decode(text).value == value


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("2008年6月12日（星期四）", "2008-06-12", []),
        ("2008年6月12日 星期五", "2008-06-12", ["date.weekday"]),
        ("2012年5月起施行", "2012-05", ["date.remark"]),
        ("2015年度", "2015", []),
        ("2008-06-12 09:15:00", "2008-06-12", []),
        ("2008-06-12T00:00:00Z", "2008-06-12", []),
        ("2008年6月12日上午9时15分", "2008-06-12", []),
        ("自二〇一二年五月一日起实施", "2012-05-01", ["date.remark"]),
        ("2012年5月（第2版）", "2012-05", ["date.remark"]),
        ("2012.5发布", "2012-05", ["date.remark"]),
        ("2012年5月制定，2016年3月修订", None, ["date.several"]),
        ("2012年5月制定，同年8月修订", None, ["date.several"]),
        ("2017年3月9日至2018年3月8日", None, ["date.range"]),
        ("20  年  月  日", None, []),
        ("____年__月__日", None, []),
        ("穗知〔2017〕5号", None, ["date.unreadable"]),
        ("第2012号", None, ["date.unreadable"]),
    ],
)
def test_a_date_among_words_is_the_one_date(text, value, told):
    assert _read(DATE, text) == (value, told)


@pytest.mark.parametrize(
    ("text", "counts", "told"),
    [
        ("    件（发明   件，实用新型   件，外观设计   件）", (None, None, None, None), []),
        ("授权发明专利5件/实用新型10件", (15, 5, 10, None), []),
        ("18\n25", (None, None, None, None), ["number.several"]),
        ("有", (None, None, None, None), ["number.uncounted"]),
    ],
)
def test_patents_by_kind_leave_out_print_and_words(text, counts, told):
    decoded = PATENT_COUNTS.decode(text)
    assert (tuple(decoded.value.values()), [note.code for note in decoded.notes]) == (counts, told)


def test_a_range_of_more_digits_than_a_decimal_keeps_is_told():
    assert _read(codecs.AREA, "020-81050369138001380003.5万亩") == (None, ["number.too_long"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("21 April 2018", "2018-04-21"),
        ("Apr. 21, 2018", "2018-04-21"),
        ("15-Apr-2017", "2017-04-15"),
        ("20 April", None),
    ],
)
def test_a_date_may_be_in_english(text, value):
    assert DATE.decode(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "有效专利48项：发明18项、实用新型7项、外观设计23项",
        "48宗（发明18、实用7、外观23）",
        "发明18项；实用新型7项；外观设计23项；共48项",
        "发明/实用/外观：18/7/23",
        "发明、实用新型和外观设计专利分别为18件、7件、23件",
        "18项发明、7项实用新型、23项外观设计，共48项",
        "18件发明专利7件实用新型专利23件外观专利",
        "发明：18\n实用新型：7\n外观设计：23\n合计：48",
        "合计48件，其中：发明专利18件，实用新型7件，外观设计23件。",
        "发明专利(18)、实用新型(7)、外观设计(23)",
        "发明专利拥有量18件，实用新型拥有量7件，外观设计拥有量23件",
        "√ 48项（含发明十八项，新型专利7项，外观设计专利23项）",
        "发明 18 件 实用新型 7 件 外观设计 23 件",
    ],
)
def test_patents_by_kind_in_any_order_and_unit(text):
    decoded = PATENT_COUNTS.decode(text)
    assert (tuple(decoded.value.values()), decoded.notes) == ((48, 18, 7, 23), ())


@pytest.mark.parametrize(
    ("text", "counts", "told"),
    [
        ("18/7/23", (None, None, None, None), ["number.unreadable"]),
        ("发明5件，实用新型及外观30件", (None, None, None, None), ["number.unreadable"]),
        ("48项，其中发明18项、实用新型及外观30项", (48, 18, None, None), ["number.remark"]),
        ("48件（国内45件，国外3件）", (48, None, None, None), ["number.remark"]),
        ("总数48 发明18", (48, 18, None, None), []),
        ("发明0、实用新型7、外观无", (7, 0, 7, None), []),
        ("3类", (3, None, None, None), ["number.unit"]),
    ],
)
def test_patents_of_which_the_kinds_are_not_all_told_say_no_more(text, counts, told):
    decoded = PATENT_COUNTS.decode(text)
    assert (tuple(decoded.value.values()), [note.code for note in decoded.notes]) == (counts, told)


@pytest.mark.parametrize("text", ["9宗", "9起", "9本", "9张", "一共9项", "合计：9件", "√ 9件", "√\n9"])
def test_a_count_may_have_any_unit_and_a_tick_before_it(text):
    assert _read(COUNT, text) == (9, [])


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("2件发明、3件实用新型，另有20件正在申请", 5),
        ("受理25件，授权3件", 3),
        ("累计申请30件，有效18件", 18),
        ("专利18件、商标5件", 18),
        ("拥有有效专利35件，其中发明1件，实用新型34件。另有PCT申请2件", 35),
        ("18件（含受让2件）", 18),
    ],
)
def test_other_rights_that_are_counted_for_themselves_are_a_remark(text, total):
    decoded = PATENT_COUNTS.decode(text)
    assert (decoded.value["total"], [note.code for note in decoded.notes]) == (total, ["number.remark"])


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        *((PATENT_COUNTS, text) for text in ("软著30件", "20件申请中", "专利共计25件，有效10件", "20件（均在审查中）")),
        *((PATENT_COUNTS, text) for text in ("授权25件，有效22件", "发明2件（其中1件已失效）", "5件（2件失效）")),
        *((VALID_MARKS, text) for text in ("专利30件", "5件（其中2件已过期）", "申请中3件")),
    ],
)
def test_a_number_that_may_be_of_other_rights_is_in_doubt(codec, text):
    assert _read(codec, text)[1][0] == "number.other_rights"


@pytest.mark.parametrize("text", ["12件（集团合计）", "36件（含子公司12件）", "36件，其中子公司12件", "5（子公司）"])
def test_a_number_that_may_count_what_others_have_is_in_doubt(text):
    for codec in (COUNT, VALID_MARKS, PATENT_COUNTS):
        assert _read(codec, text)[1] == ["number.of_others"]
        assert _read(codec, "12件（另有子公司3件）")[1] == ["number.remark"]


def test_what_says_that_all_are_in_force_or_which_places_they_are_of_is_no_doubt():
    assert _read(VALID_MARKS, "36（另有境外注册4件）") == (36, ["number.remark"])
    assert _read(PATENT_COUNTS, "42件（有效42件）")[1] == ["number.remark"]
    assert _read(VALID_MARKS, "有效注册商标5件") == (5, [])


@pytest.mark.parametrize(
    ("codec", "text", "value", "remarks"),
    [
        (COUNT, "5（已核准4）", 5, ["已核准4"]),
        (COUNT, "18、", 18, []),
        (COUNT, "见附表（共 42 件）", 42, ["见附表"]),
        (COUNT, "18件，见附表（共3页）", 18, ["见附表(共3页)"]),
        (PATENT_COUNTS, "发明5（其中授权3），实用10", 15, ["其中授权3"]),
        (PATENT_COUNTS, "18件，其中发明5件（含PCT3件）", 18, ["含PCT3件"]),
        (PATENT_COUNTS, "发明5件（其中授权3件）", 5, ["其中授权3件"]),
    ],
)
def test_what_stands_beside_a_number_is_quoted_whole_and_is_no_total(codec, text, value, remarks):
    decoded = decode_field(codec, text)
    found = decoded.value if codec is COUNT else decoded.value["total"]
    assert (found, [note.context["remark"] for note in decoded.notes]) == (value, remarks)


@pytest.mark.parametrize(
    "text", ["2件：“晶莹JY”、图形", "2件：发明1件，外观1件", "2件“晶莹”、“晶亮”", "2件：第35类、第9类"]
)
def test_a_count_before_what_is_counted_is_the_count(text):
    assert _read(COUNT, text) == (2, ["number.remark"])


@pytest.mark.parametrize("text", ["5:3", "12：00"])
def test_two_numbers_with_a_colon_between_are_none(text):
    assert _read(COUNT, text)[0] is None


@pytest.mark.parametrize(("text", "value"), [("5+10+3=18件", 18), ("5+10+3=18", 18), ("5+10+3=17", None)])
def test_numbers_that_are_added_up_are_their_sum(text, value):
    assert _read(COUNT, text)[0] == value
