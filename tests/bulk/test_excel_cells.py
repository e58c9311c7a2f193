"""What Excel does to a value, and back: repaired where nothing was lost, an error where something was."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipforms
from ipforms.bulk.columns import columns_of
from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.codecs import ANSWER, CLAIM, COUNT, DATE, LEVEL, LINE, MONEY, PATENT_COUNTS, PATENTS, TRADE_MARKS
from ipforms.codes import patent, resident_id
from ipforms.messages import is_error
from tests.bulk.cell_values import EXCEL, error, value


def codec(form_id, pattern):
    return next(
        column.leaf.codec for column in columns_of(ipforms.form(form_id).model).all if column.pattern == pattern
    )


MOBILE = codec("guangzhou-market", "legal_representative.mobile")
PHONES = codec("guangzhou-enterprise", "legal_representative.phones")
ID = codec("guangzhou-market", "legal_representative.id_number")
ACCOUNT = codec("guangzhou-market", "bank_account")
USCC = codec("guangzhou-market", "uscc")
POSTCODE = codec("guangzhou-market", "postcode")
ORG_CODE = codec("guangzhou-market", "org_code")


def lossless(digits):
    """Everything that Excel and its CSV make of digits without losing one."""
    yield from (digits, f"{digits}.0", f"{digits}.00", f"'{digits}", f"‘{digits}", f'="{digits}"', f" {digits} ")
    yield digits.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    if len(digits) <= 15:
        yield f"{digits[0]}.{digits[1:]}E+{len(digits) - 1}"
        yield f"{digits[0]}.{digits[1:]}e{len(digits) - 1}"
        if digits[0] != "0":
            yield from (int(digits), float(digits), Decimal(digits), Decimal(f"{digits}.0"))


MOBILES = st.from_regex(r"1[3-9]\d{9}", fullmatch=True, alphabet="0123456789")


@given(MOBILES)
def test_a_mobile_comes_back_from_every_lossless_damage(number):
    for raw in lossless(number):
        assert value(MOBILE, raw) == number, raw
        assert value(PHONES, raw) == [number], raw


@given(MOBILES, st.integers(0, 8))
def test_a_rounded_mobile_is_an_error_and_never_a_number(number, kept):
    mantissa = f"{int(number):.{kept}E}".replace("E+", "E+")
    assert error(MOBILE, mantissa) == "cell.digits_lost"
    assert error(PHONES, mantissa) == "cell.digits_lost"


@given(st.from_regex(r"(510|321|330)[0-9]{3}", fullmatch=True, alphabet="0123456789"))
def test_a_postcode_comes_back(number):
    assert {value(POSTCODE, raw) for raw in lossless(number)} == {number}


def test_the_zero_in_front_of_a_postcode_is_put_back():
    for raw in (10020, 10020.0, "10020", "10020.0", "1.0020E+04", "010020", "'010020"):
        assert value(POSTCODE, raw) == "010020"


@pytest.mark.parametrize(
    "raw", [2081050369, 2081050369.0, "2081050369", "2081050369.0", "2.081050369E+09", '="02081050369"']
)
def test_the_zero_in_front_of_an_area_code_is_put_back(raw):
    assert value(MOBILE, raw) == "020-81050369"
    assert value(PHONES, raw) == ["020-81050369"]


def identity(body):
    return body + next(last for last in "0123456789X" if resident_id.is_valid(body + last))


IDENTITIES = st.builds(
    lambda born, sequence: identity(f"440101{born:%Y%m%d}{sequence:03d}"),
    st.dates(datetime.date(1940, 1, 1), datetime.date(2005, 12, 31)),
    st.integers(1, 999),
)


@given(IDENTITIES)
def test_an_identity_number_survives_as_text_and_is_an_error_as_a_number(number):
    for raw in (number, f"'{number}", f'="{number}"', f" {number[:6]} {number[6:14]} {number[14:]} "):
        assert value(ID, raw) == number
    if number.isdigit():
        for raw in (
            int(number),
            float(number),
            Decimal(int(number)),
            f"{float(number):.5E}",
            f"{float(number):.14E}",
            f"{number}.0",
            f"{float(number):.1f}",
        ):
            assert error(ID, raw) == "cell.digits_lost", raw


@given(IDENTITIES)
def test_an_identity_number_that_excel_rounded_into_a_csv_is_never_taken_for_another(number):
    rounded = number[:15] + "000"
    decoded = EXCEL.decode(ID, rounded)
    assert decoded.value is None or resident_id.is_valid(rounded)


@pytest.mark.parametrize(
    ("digits", "kept"), [(14, True), (15, True), (16, False), (17, False), (18, False), (19, False)]
)
def test_a_number_is_trusted_up_to_fifteen_digits(digits, kept):
    number = "3602000109200000451"[:digits]
    for raw in (int(number), Decimal(int(number)), float(number)):
        if kept:
            assert value(ACCOUNT, raw) == number
        else:
            assert error(ACCOUNT, raw) == "cell.digits_lost"
    assert value(ACCOUNT, number) == number


@pytest.mark.parametrize(
    "text", ["9144E10234567890X2", "91440E106MA59ABC12", "1E2345678901234567", "91440106MAXXXXX07Q"]
)
def test_a_code_with_an_e_is_no_number(text):
    assert value(USCC, text) == text


@pytest.mark.parametrize("raw", [192038213, "192038213", "192038213.0", "1.92038213E+08", "19203821-3"])
def test_an_organisation_code_of_digits_comes_back(raw):
    assert value(ORG_CODE, raw) == "19203821-3"


def test_a_cell_that_excel_made_a_date_of_is_an_error_everywhere_but_in_a_date():
    for raw in (datetime.datetime(2022, 3, 5), datetime.date(2022, 3, 5), datetime.time(3, 5), datetime.timedelta(1)):
        for each in (LINE, MOBILE, PHONES, ID, COUNT, MONEY, ANSWER, CLAIM, PATENT_COUNTS, PATENTS, TRADE_MARKS, LEVEL):
            assert error(each, raw) == "cell.became_date"


def test_a_boolean_where_a_text_belongs_is_an_error():
    for each in (LINE, MOBILE, PHONES, ID, PATENTS):
        assert error(each, True) == "cell.wrong_kind"
    assert error(COUNT, True) == error(MONEY, False) == error(DATE, True) == "value.type"


@pytest.mark.parametrize("raw", [12345678, 12345678.0, "12345678", "12345678.0", "1.2345678E+07"])
def test_a_trade_mark_number_comes_back(raw):
    assert value(TRADE_MARKS, raw) == [{"name": None, "number": "12345678"}]


@given(st.integers(2004, 2022), st.sampled_from("123"), st.integers(0, 9_999_999))
def test_a_patent_number_comes_back_even_if_its_check_digit_is_a_zero_behind_the_dot(year, kind, serial):
    body = f"{year}{kind}{serial:07d}"
    check = patent.check_character(body)
    expected = [f"ZL{body}.{check}"]
    assert value(PATENTS, f"{body}.{check}") == value(PATENTS, f"ZL{body}.{check}") == expected
    if check != "X":
        assert value(PATENTS, float(f"{body}.{check}")) == expected


@pytest.mark.parametrize("codec_", [COUNT, MONEY, DATE, LEVEL, PATENT_COUNTS])
@pytest.mark.parametrize("text", ["无", "/", "——", "N/A", "不适用"])
def test_nothing_is_no_value_and_said_so_where_it_cannot_be_one(codec_, text):
    decoded = EXCEL.decode(codec_, text)
    assert not is_error(decoded.notes) and not any(
        (decoded.value or {}).values() if codec_ is PATENT_COUNTS else (decoded.value,)
    )


@pytest.mark.parametrize("raw", [[1], ["a"], {}, {"held": True}, b"x", object()])
def test_what_is_no_cell_at_all_is_an_error_or_a_list(raw):
    for each in (LINE, MOBILE, ID, COUNT, MONEY, DATE, ANSWER, LEVEL):
        assert error(each, raw) == "value.type"


@given(
    st.one_of(
        st.text(max_size=40),
        st.floats(),
        st.integers(),
        st.decimals(),
        st.booleans(),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
    )
)
def test_any_cell_gives_a_value_or_a_note_and_never_an_exception(raw):
    for each in (
        LINE,
        MOBILE,
        PHONES,
        ID,
        ORG_CODE,
        POSTCODE,
        COUNT,
        MONEY,
        DATE,
        ANSWER,
        CLAIM,
        PATENT_COUNTS,
        PATENTS,
        TRADE_MARKS,
        LEVEL,
    ):
        for sheet in (EXCEL, ExcelCellDecoder(excel=False), ExcelCellDecoder(epoch_1904=True)):
            decoded = sheet.decode(each, raw)
            assert all(note.message(lang) for note in decoded.notes for lang in ("zh", "en"))
