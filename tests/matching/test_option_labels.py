"""Options that a form prints for one field say which that is, whatever stands beside them."""

from __future__ import annotations

import pytest

from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import match, matcher, sheet

FORM = "企业名称 | {{ name }}\n企业类型 | {{ kind }}\n技术领域（在下面打√） | {{ fields }}\n填表人 | {{ by }}"
BLANKS = {"kind": "□国有 □民营 □外商 □其他：____", "fields": "□电子 □材料 □生物 □其他：____"}


def fields(document):
    return match(FORM, document, blanks=BLANKS, fits=lambda path, text: float(path == "fields" and "□" in text)).fields


def test_a_label_in_other_words_beside_them_is_that_of_the_field_but_less_sure():
    found = fields("单位性质 | ☑国有 □民营 □外商 □其他：____\n填表人 | 王五\n企业名称 | 甲公司")
    assert found.texts["kind"].startswith("☑国有")
    assert found.found["kind"].likeness < found.found["name"].likeness == 1


def test_a_label_of_the_form_elsewhere_keeps_its_field():
    found = fields("单位性质 | ☑国有 □民营 □外商 □其他：____\n企业类型 | □国有 ☑民营 □外商 □其他：____")
    assert found.texts["kind"].startswith("□国有 ☑民营")


def test_ticks_below_options_below_their_label_are_read_with_them():
    table = "技术领域（在下面打√） | < | <\n电子 | 材料 | 生物\n√ |  | √\n填表人 | 王五 | <"
    assert fields(table).texts["fields"] == "√电子 □材料 √生物"


def test_options_with_a_cell_each_in_the_rows_of_their_label_are_one_text():
    table = "企业类型 | 国有□ | 民营□\n^ | 外商□ | 其他：合作☑\n填表人 | 王五 | <"
    texts = fields(table).texts
    assert (texts["kind"], texts["by"]) == ("国有□ 民营□ 外商□ 其他：合作☑", "王五")


def test_options_with_a_cell_each_may_be_short_for_those_of_the_form_or_fewer():
    blanks = {"kind": "□国有企业 □民营企业 □外商投资企业 □其他：____", "fields": BLANKS["fields"]}
    table = "企业类型 | ☐国有 | ☑民营 | ☐外资\n填表人 | 王五 | < | <"
    assert match(FORM, table, blanks=blanks).fields.texts["kind"] == "☐国有 ☑民营 ☐外资"


def test_a_hint_in_brackets_is_no_other_hint():
    form = matcher("企业照片 | {{ photo }}\n说明 | （400字以内）{{ about }}")
    assert form.is_print("（400字以内）") and not form.says_label("（已贴照片）")
    assert text_blocks(sheet("（已贴照片） | 甲"))


def test_what_an_answer_asks_for_may_have_a_label_of_its_own():
    form, blanks = "曾获认定 | {{ held }} | 电话 | {{ phone }}", {"held": "□是（原证书编号：____） □否"}
    texts = match(form, "曾获认定 | 是 | 电话 | 1\n原证书编号 | GR1 |  | ", blanks=blanks).fields.texts
    assert texts == {"held": "是（原证书编号：GR1）", "phone": "1"}


@pytest.mark.parametrize(
    ("document", "held"),
    [
        ("曾获认定：是\t原证书编号：GR1\n电话：1", "是（原证书编号：GR1）"),
        ("曾获认定：是\n电话：1\n原证书编号：GR1", "是（原证书编号：GR1）"),
        ("曾获认定 | 否 | 电话 | 1\n原证书编号 | / |  | ", "否"),
        ("曾获认定：否 原证书编号：无\n电话：1", "否"),
    ],
)
def test_what_an_answer_asks_for_may_stand_on_its_line_and_say_nothing(document, held):
    form, blanks = "曾获认定：{{ held }}\n电话：{{ phone }}", {"held": "□是（原证书编号：____） □否"}
    assert match(form, document, blanks=blanks).fields.texts == {"held": held, "phone": "1"}


def test_options_and_their_ticks_may_have_a_cell_each():
    for table in (
        "企业类型 | 国有 | 民营 | 外商 | 其他\n^ |  | √ |  | ",
        "企业类型 | 国有 |  | 民营 | √ | 外商 |  | 其他 | ",
    ):
        assert (
            fields(f"{table}\n填表人 | 王五{' | <' * table.count('|', 0, 9)}").texts["kind"]
            == "□国有 ☑民营 □外商 □其他"
        )
