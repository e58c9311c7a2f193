"""Dates, counts and amounts that have been through Excel: serials, years, binary fractions."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.codecs import ANSWER, COUNT, DATE, MONEY, PATENT_COUNTS
from tests.bulk.cell_values import EXCEL, error, value


@given(st.dates(datetime.date(1955, 1, 1), datetime.date(2099, 12, 31)))
def test_a_date_comes_back_as_a_serial_a_cell_and_a_text(date):
    serial = (date - datetime.date(1899, 12, 30)).days
    shown = [f"{date:%Y-%m-%d}", f"{date:%Y/%m/%d}", f"{date:%Y%m%d}", f"'{date:%Y-%m-%d}", f'="{date:%Y-%m-%d}"']
    numbers = [serial, float(serial), serial + 0.5, str(serial), f"{serial}.0", f"{serial}.75", Decimal(serial)]
    compact = int(f"{date:%Y%m%d}")
    cells = [date, datetime.datetime.combine(date, datetime.time(10, 30)), compact, float(compact), f"{compact}.0"]
    for raw in (*shown, *numbers, *cells):
        assert value(DATE, raw) == date.isoformat(), raw
    old_mac = (date - datetime.date(1904, 1, 1)).days
    if old_mac >= 20_000:
        assert value(DATE, old_mac, ExcelCellDecoder(epoch_1904=True)) == date.isoformat()


@pytest.mark.parametrize("raw", [2015, 2015.0, "2015", "2015.0", Decimal(2015)])
def test_a_year_as_a_number_is_a_year_and_not_a_day_of_1905(raw):
    assert value(DATE, raw) == "2015"


@pytest.mark.parametrize(
    "raw", [2017.3, 0, -1, 1.5, 100_000, 1e300, 19000101.5, 20171301, "20171301", float("nan"), float("inf")]
)
def test_a_number_that_is_no_date_is_an_error(raw):
    assert error(DATE, raw).startswith(("date.", "number.", "value."))


@pytest.mark.parametrize("raw", [200801, "200801", "200801.0"])
def test_a_year_with_its_month_in_six_digits_is_told(raw):
    decoded = EXCEL.decode(DATE, raw)
    assert decoded.value == "2008-01" and [note.code for note in decoded.notes] == ["cell.repaired"]
    assert EXCEL.decode(DATE, str(raw).replace("01", "13")).value is None


def test_days_are_not_counted_in_json():
    assert error(DATE, 42803, ExcelCellDecoder(excel=False)) == "date.unreadable"
    assert value(DATE, 2015, ExcelCellDecoder(excel=False)) == "2015"


@pytest.mark.parametrize(
    "raw", [321, 321.0, "321", "321.0", "'321", '="321"', "３２１", "321件", "3.21E+02", " 321 ", "1,234"]
)
def test_a_count_comes_back(raw):
    assert value(COUNT, raw) == (1234 if raw == "1,234" else 321)


@pytest.mark.parametrize(
    "raw",
    [0.6, -3, "-3", "60%", "3.2", 1e15, 1e300, "1.5E+05", float("inf"), float("nan"), "很多", "3-5", "#N/A", "1e5"],
)
def test_what_is_no_count_is_an_error(raw):
    assert error(COUNT, raw)


@given(st.decimals(min_value=0, max_value=10**8, places=4))
def test_an_amount_comes_back_with_the_digits_that_excel_shows(amount):
    for raw in (float(amount), f"{float(amount):.17g}", str(amount), f"'{amount}", amount):
        if "e" not in str(raw).lower():
            assert value(MONEY, raw) == amount, raw


def test_what_binary_fractions_add_is_taken_away():
    assert str(value(MONEY, 0.1 + 0.2)) == str(value(MONEY, "0.30000000000000004")) == "0.3"
    assert str(value(MONEY, "12860.500000000002")) == "12860.5"


@pytest.mark.parametrize("raw", [-5, -0.5, "-5", 1e15, 10**16, float("nan"), True, [1], {}])
def test_what_is_no_amount_is_an_error(raw):
    assert error(MONEY, raw)


@pytest.mark.parametrize("raw", [1, 1.0, Decimal("1.0"), True, "是", "TRUE", "√"])
def test_a_yes_comes_back(raw):
    assert value(ANSWER, raw) is True


@pytest.mark.parametrize("raw", [18, 18.0, "18", "18.0", "18件"])
def test_a_total_of_patents_comes_back(raw):
    assert value(PATENT_COUNTS, raw)["total"] == 18
