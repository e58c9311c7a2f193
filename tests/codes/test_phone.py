"""Telephone numbers as they come back."""

from __future__ import annotations

import pytest

from ipforms.codes import phone


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("（020）81050369", "020-81050369"),
        ("０２０－８１０５０３６９", "020-81050369"),
        ("020—81050369", "020-81050369"),
        ("0579-8217 7827", "0579-82177827"),
        ("010-88568888-6603", "010-88568888-6603"),
        ("020-81050369转8001", "020-81050369-8001"),
        ("020-81050369 分机：8001", "020-81050369-8001"),
        ("020-81050369，转8001", "020-81050369-8001"),
        ("020-81050369 ext. 8001", "020-81050369-8001"),
        ("020-8105-0369-8001", "020-81050369-8001"),
        ("020-81050369（总机）转8001", "020-81050369-8001"),
        ("0086-13800138000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("86-020-81050369", "020-81050369"),
        ("+86 (020) 8105 0369", "020-81050369"),
        ("862081050369", "020-81050369"),
        ("013800138000", "13800138000"),
        ("2081050369", "020-81050369"),
        ("57982177827", "0579-82177827"),
        ("固话：020-81050369", "020-81050369"),
        ("手机 13800138000", "13800138000"),
        ("13800138000（微信同号）", "13800138000"),
        ("何小姐13800138000", "13800138000"),
        ("4006700700", "400-670-0700"),
        ("400-670-0700", "400-670-0700"),
        ("95588", "95588"),
        ("852-2123 4567", "+852-21234567"),
        ("+852 2123 4567", "+852-21234567"),
        ("00852-21234567", "+852-21234567"),
        ("+1 (202) 555-0123 ext 5", "+1-2025550123转5"),
        ("81050369", "81050369"),
        ("81050369-608", "81050369-608"),
        ("138****8000", "138****8000"),
        ("1.38E+10", "1.38E+10"),
        ("+999 12345678", "+999 12345678"),
        ("+86", "+86"),
        ("见名片", "见名片"),
        ("", ""),
    ],
)
def test_a_number_has_one_printed_form(raw: str, expected: str) -> None:
    assert phone.format(raw) == expected
    assert phone.format(expected) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("020-81050369、13800138000", ["020-81050369", "13800138000"]),
        ("020-81050369/81050370", ["020-81050369", "020-81050370"]),
        ("(0851)6826497、6867997", ["0851-6826497", "0851-6867997"]),
        ("0591-8786xxxx/8781xxxx1599xxxxxxx", ["0591-8786xxxx", "8781xxxx", "1599xxxxxxx"]),
        ("889167xx-608、137xxxxxxxx", ["889167xx-608", "137xxxxxxxx"]),
        ("138****8000 139****9000", ["138****8000", "139****9000"]),
        ("0591-8786000013800138000", ["0591-87860000", "13800138000"]),
        ("1380013800013900139000", ["13800138000", "13900139000"]),
        ("020 81050369 81050370", ["020-81050369", "020-81050370"]),
        ("13800138000\n13900139000", ["13800138000", "13900139000"]),
        ("电话020-81050369手机13800138000", ["020-81050369", "13800138000"]),
        ("张三 13800138000；李四 13900139000", ["13800138000", "13900139000"]),
        ("020-81050369、未定8", ["020-81050369", "未定8"]),
        ("见名片", ["见名片"]),
    ],
)
def test_all_numbers_of_a_cell_are_found(raw: str, expected: list[str]) -> None:
    assert [one.formatted for one in phone.find_all(raw)] == expected


def test_words_beside_numbers_are_noted() -> None:
    first, second = phone.find_all("张三 13800138000、13900139000（微信同号）")
    assert [note.message() for note in first.notes] == ["号码旁的文字“张三”未计入"]
    assert [note.message() for note in second.notes] == ["号码旁的文字“微信同号”未计入"]


def test_an_area_code_comes_from_the_caller_or_the_number_before() -> None:
    assert phone.format("81050369", area="020") == "020-81050369"
    assert [note.code for note in phone.check("81050369", area="020")] == ["phone.area_added"]
    assert [note.code for note in phone.check("81050369")] == ["phone.area_missing"]
    given = phone.find_all("010-88568888、88568889", area="020")
    assert [one.formatted for one in given] == ["010-88568888", "010-88568889"]
    assert [note.code for note in given[1].notes] == ["phone.area_inherited"]


def test_seven_digits_are_too_few_in_our_cities_only() -> None:
    for raw, area in (("2211821", "020"), ("020-8105036", None), ("0579-8217782", None)):
        assert [note.code for note in phone.check(raw, area=area)] == ["phone.local_length"]
    assert phone.check("0851-6826497") == ()


def test_a_lost_zero_is_found_again() -> None:
    assert phone.with_zeros("2081050369") == "020-81050369"
    assert phone.with_zeros("57982177827") == "0579-82177827"
    assert phone.with_zeros("020-81050369") == "020-81050369"
    assert phone.with_zeros("81050369") == "81050369"


def test_kinds_and_parts_are_told_apart() -> None:
    one = phone.parse("020-81050369转8001")
    assert (one.kind, one.area, one.number, one.extension) == ("landline", "020", "81050369", "8001")
    assert phone.parse("13800138000").kind == "mobile"
    assert phone.parse("400-670-0700").kind == "toll"
    assert phone.parse("852-2123 4567").kind == "foreign"
    assert phone.parse("138****8000").kind == "masked"
    assert phone.parse("无").kind == "unknown"
    assert phone.parse("8" * 200).kind == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "办公：020-81050369",
        "办公室020-81050369",
        "（办）020-81050369",
        "020-81050369（办公）",
        "020-81050369(O)",
        "单位：020-81050369",
        "总机020-81050369",
        "T：020-81050369",
        "企业电话：020-81050369",
    ],
)
def test_a_word_for_which_telephone_it_is_is_no_remark(text: str) -> None:
    assert [(one.formatted, one.notes) for one in phone.find_all(text)] == [("020-81050369", ())]


def test_the_number_of_a_fax_is_remarked_on() -> None:
    assert [note.code for note in phone.parse("传真：020-81050369").notes] == ["phone.remark"]
