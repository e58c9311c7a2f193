"""Lines with several labels, one behind the other."""

from __future__ import annotations

import pytest

from tests.matching.sheet_notation import filled, match

FORM = """联系人：{{ cover }}
人员 | 姓名 | 电话 | 电子邮箱
法定代表人 | {{ legal.name }} | {{ legal.phone }} | {{ legal.mail }}
联系人 | {{ contact.name }} | {{ contact.phone }} | {{ contact.mail }}
邮编：{{ postcode }}
日期：{{ day }}"""
PERSONS = {
    "cover": "李四",
    "legal.name": "张三",
    "legal.phone": "138",
    "legal.mail": "z@a.cn",
    "contact.name": "李四",
    "contact.phone": "139",
    "postcode": "510000",
}


@pytest.mark.parametrize(
    "lines",
    [
        "法定代表人：张三，电话：138，电子邮箱：z@a.cn\n联系人：李四，电话：139",
        "6.法定代表人：张三；电话：138；电子邮箱：z@a.cn\n7.联系人：李四；电话：139",
        "法定代表人：张三  电话：138  电子邮箱：z@a.cn\n联系人：李四    电话：139",
        "法定代表人：张三  电话：138\n电子邮箱：z@a.cn\n联系人：李四\n电话：139",
        "法定代表人：张三\n　　电话：138\n　　电子邮箱：z@a.cn\n联系人：李四\n　　电话：139",
        "法定代表人：张三、电话：138、电子邮箱：z@a.cn\n联系人：李四、电话：139",
        "法定代表人：张三，电话：138，电子邮箱：z@a.cn；\n联系人：李四；电话：139。",
        "（一）法定代表人：张三 电话:138 电子邮箱:z@a.cn\n（二）联系人：李四 电话:139",
    ],
)
def test_labels_behind_a_person_ask_for_facts_of_that_person(lines):
    match_ = match(FORM, f"联系人：李四        日期：\n{lines}\n邮编：510000")
    found = {path: text.strip("，；、。 \n") for path, text in filled(match_).items()}
    assert found == PERSONS
    assert all(match_.fields.found[path].is_confirmed for path in PERSONS)


def test_a_label_may_have_lost_its_colon_before_a_value_of_its_kind_or_stand_in_brackets():
    def fits(pattern, text):
        kind = {"phone": str.isdigit, "mail": lambda text: "@" in text}.get(pattern.rpartition(".")[2])
        return 0.0 if kind is None else 1.0 if kind(text.strip("，；、 \n")) else -1.0

    lines = "法定代表人：张三，电话138，电子邮箱z@a.cn\n（联系人：李四，电话：139）"
    match_ = match(FORM, f"联系人：李四        日期：\n{lines}\n邮编：510000", fits=fits)
    assert {path: text.strip("，；、。 \n") for path, text in filled(match_).items()} == PERSONS
    other = match(FORM, "联系人：李四\n法定代表人：张三，电话A座，电子邮箱z@a.cn\n邮编：510000", fits=fits)
    assert "legal.phone" not in filled(other)


def test_who_has_a_row_in_a_table_is_asked_for_there():
    found = filled(
        match(FORM, "联系人：李四，电话：139\n" + FORM.replace("{{ contact.name }}", "王五").split("\n", 1)[1])
    )
    assert found["contact.name"] == "王五"


TWO = "手机号码 | {{ mobile }} | 单位电话 | {{ office }}\n邮编 | {{ postcode }} | < | <"


@pytest.mark.parametrize(
    "value",
    [
        "手机：138⏎单位：0579",
        "单位：0579；手机：138",
        "手机：138  单位：0579",
        "单位电话：0579，手机号码：138",
        "手机:138、单位:0579",
    ],
)
def test_words_before_values_beside_one_label_say_which_of_several_fields_each_is(value):
    def fits(pattern, text):
        return {"mobile": 1.0, "office": 1.0}.get(pattern, 0.0) if text.strip("，；、 \n").isdigit() else -1.0

    words = {"手机": ["手机号码"], "联系电话": ["单位电话"], "单位联系电话": ["单位电话"]}
    document = f"联系电话 | {value} | < | <\n邮编 | 321000 | < | <"
    found = filled(match(TWO, document, aliases=words, fits=fits))
    assert {path: text.strip("，；、 \n") for path, text in found.items()} == {
        "mobile": "138",
        "office": "0579",
        "postcode": "321000",
    }
