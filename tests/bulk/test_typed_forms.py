"""Forms that somebody has typed anew in Excel: each sheet a grid of cells as a document has them."""

import datetime
import io

import pytest
import xlsxwriter

import ipforms
from ipforms import bulk, formats
from ipforms.schemas.layout import layout, leaves
from ipforms.sheet import Paragraph

FORM = ipforms.form("jinhua-application")


def typed(*documents, cells=(), **looks):
    """Documents as a workbook of a sheet each, with other values at some places."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        changed, look = dict(cells), book.add_format(looks)
        for document in documents:
            sheet, row = book.add_worksheet(), 0
            for block in formats.read(document).sheet.blocks:
                if isinstance(block, Paragraph):
                    sheet.write(row, 0, block.text)
                    row += 1
                    continue
                for cell in block.cells:
                    first = row + cell.row, cell.column
                    last = first[0] + cell.row_span - 1, first[1] + cell.column_span - 1
                    if last != first:
                        sheet.merge_range(*first, *last, None)
                    sheet.write(*first, changed.get(cell.place, cell.text), look if cell.place in changed else None)
                row += block.rows
    return stream.getvalue()


@pytest.fixture
def read(tmp_path):
    def read(data, form=None):
        (tmp_path / "表.xlsx").write_bytes(data)
        return list(bulk.read([tmp_path], form))

    return read


def codes(result):
    return {(finding.code, finding.path) for finding in result.submission.findings}


@pytest.mark.parametrize("form", ipforms.forms(), ids=lambda form: form.id)
def test_a_form_that_was_typed_into_a_workbook_is_read_as_the_form(form, read, contract):
    record = form.model.model_validate(contract(form.id))
    (result,) = read(typed(form.render(record)))
    assert (result.submission.form.id, result.submission.record) == (form.id, record)
    assert (result.submission.format, result.status) == ("xlsx", "findings")
    assert codes(result) == {("reading.workbook", "")}


def test_cells_are_read_as_they_are_shown(read):
    document = FORM.render(FORM.model(employees=5, rd_staff=6, mobile="13905790000", email="a@example.com"))
    places = ipforms.read(document).places
    cells = {places["employees"]: 321, places["mobile"]: 13905790001, places["rd_staff"]: 12.0}
    (result,) = read(typed(document, cells=cells))
    record = result.submission.record
    assert (record.employees, record.rd_staff, record.mobile) == (321, 12, "13905790001")
    assert codes(result) == {("reading.workbook", "")}
    (result,) = read(typed(document, cells={places["employees"]: 321}, font_strikeout=True))
    assert result.submission.record.employees is None
    assert ("cell.struck", "employees") in codes(result)


def test_a_date_of_excel_is_its_day_and_a_number_of_which_digits_are_lost_is_told(read):
    form = ipforms.form("guangzhou-enterprise")
    given = {"registered_on": "2011-01-01", "uscc": "91440101MA59XXXXXX", "legal_representative": {"name": "张三"}}
    document = form.render(form.model.model_validate(given))
    places = ipforms.read(document).places
    day = {places["registered_on"]: datetime.date(2017, 3, 9)}
    (result,) = read(typed(document, cells=day, num_format="yyyy-mm-dd"))
    assert result.submission.record.registered_on == "2017-03-09"
    (result,) = read(typed(document, cells={places["uscc"]: 914401010000000000}, num_format="0"))
    assert ("cell.digits_lost", "uscc") in codes(result)


def test_a_sheet_is_a_form_and_two_are_two(read):
    made = [FORM.render(FORM.model(enterprise_name=name)) for name in ("金华甲公司", "金华乙公司")]
    names = [result.submission.record.enterprise_name for result in read(typed(*made))]
    assert names == ["金华甲公司", "金华乙公司"]


def test_another_form_in_a_workbook_is_told(read):
    (result,) = read(typed(FORM.blank()), "guangzhou-market")
    assert result.error.code == "OtherForm"


def test_a_title_without_a_form_below_it_is_told(read):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet().write_column(0, 0, [FORM.title, "见附件"])
    (result,) = read(stream.getvalue())
    assert result.error.code == "FormInTable" and FORM.citation in result.error.message()


@pytest.mark.parametrize("columns", [1, 3, 6, 17])
@pytest.mark.parametrize("is_turned", [False, True])
def test_a_list_with_the_title_of_a_form_is_no_form(read, contract, columns, is_turned):
    texts = FORM.steps()[0](FORM.model.model_validate(contract(FORM.id)))
    facts = [(leaf.title, texts[path]) for path, leaf, _ in leaves(layout(FORM.model)) if "." not in path][:columns]
    rows = [[label, *(f"{text}{serial}" for serial in "一二三")] for label, text in facts]
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([[FORM.title], *(rows if is_turned else zip(*rows, strict=True))]):
            sheet.write_row(at, 0, row)
    (result,) = read(stream.getvalue())
    assert result.error.code == "FormInTable"
