"""The entry workbook: what a person finds in it, and that what is typed into it comes back."""

from __future__ import annotations

import io

import openpyxl
import pytest

import ipforms
from ipforms import paths
from ipforms.bulk import Rows, open_source
from ipforms.bulk.columns import columns_of
from ipforms.bulk.entry_workbook import GUIDE, MAIN, cell_text, entry_workbook
from ipforms.codecs import ANSWER, AmountCodec, CountCodec, IdentifierCodec, IdentifiersCodec
from ipforms.codes import phone
from ipforms.schemas.record_texts import encode


@pytest.fixture
def book(form):
    return openpyxl.load_workbook(io.BytesIO(entry_workbook(form)))


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(form, data):
    with open_source(data) as source:
        rows = Rows(form, source, derive=False)
        return list(rows), rows, source.tables[0].skipped


def header(sheet):
    return [cell.value for cell in sheet[1]]


def put(sheet, row, values):
    for column, name in enumerate(header(sheet), 1):
        if values.get(name) is not None:
            sheet.cell(row, column).value = values[name]


def typed(form, record):
    """A record as a person types it: by sheet, a list of rows by header."""
    columns, texts = columns_of(form.model), encode(record)
    main = {column.header: paths.get(texts, column.path()) or None for column in columns.main}
    key = next(column.header for column in columns.all if column.pattern == form.keys[0])
    sheets = {MAIN: [main]}
    for section in columns.sections:
        rows = paths.get(texts, (section.name,))
        sheets[section.title] = [
            {key: main[key], **{column.header: row[column.leaf.name] or None for column in columns.of(section)}}
            for row in rows
        ]
    return sheets


def test_the_same_form_gives_the_same_bytes(form):
    assert entry_workbook(form) == entry_workbook(form)


def test_every_field_has_its_column_and_every_section_its_sheet(form, book):
    columns = columns_of(form.model)
    assert book.sheetnames == [MAIN, *(section.title for section in columns.sections), GUIDE]
    assert header(book[MAIN]) == [column.header for column in columns.main]
    for section in columns.sections:
        assert header(book[section.title])[1:] == [column.header for column in columns.of(section)]
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in name) for name in header(book[MAIN]))


def test_every_header_has_a_note_with_a_description_and_whether_it_must_be_filled(book):
    for sheet in book.worksheets[:-1]:
        for cell in sheet[1]:
            assert cell.comment and cell.comment.text.split("（")[0]
            assert any(word in cell.comment.text for word in ("必填", "选填", "推荐单位", "审批单位"))
        assert sheet.freeze_panes == "B2"


def test_what_stands_in_an_optional_part_of_the_form_is_not_called_required():
    book = openpyxl.load_workbook(io.BytesIO(entry_workbook(ipforms.form("guangzhou-enterprise"))))
    notes = {cell.value: cell.comment.text for cell in book[MAIN][1]}
    assert "选填" in notes["版权计算机软件"] and "必填" in notes["专利申请量"]


def test_yes_and_no_have_a_drop_down_in_all_rows_below_the_example(form, book):
    for sheet in book.worksheets[:-1]:
        lists = {
            str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"
        }
        columns = [column for column in columns_of(form.model).all if column.header in header(sheet)]
        answers = [column for column in columns if column.leaf.codec is ANSWER and not column.is_part]
        assert len(lists) == len(answers)
        for column in answers:
            letter = sheet.cell(1, header(sheet).index(column.header) + 1).column_letter
            assert lists[f"{letter}4:{letter}1048576"] == '"是,否"'


def test_every_column_that_excel_would_spoil_is_text(form, book):
    formats = {}
    for sheet in book.worksheets[:-1]:
        for cell in sheet[1]:
            style = sheet.column_dimensions
            group = next(each for each in style.values() if each.min <= cell.column <= each.max)
            formats[cell.value] = group.number_format
    for column in columns_of(form.model).all:
        if isinstance(column.leaf.codec, IdentifierCodec | IdentifiersCodec) and not column.is_part:
            assert formats[column.header] == "@", column.header
        elif isinstance(column.leaf.codec, CountCodec | AmountCodec) and not column.is_part:
            assert formats[column.header] == "General", column.header


def test_the_rows_of_notes_and_of_the_example_are_skipped_and_counted(form):
    entries, rows, skipped = read(form, entry_workbook(form))
    assert entries == [] and rows.stray == [] and rows.unused == []
    assert skipped == [2, 3]


def test_the_example_row_without_its_mark_is_a_record_without_a_fault(form, book):
    for sheet in book.worksheets[:-1]:
        sheet["A3"] = sheet["A3"].value.removeprefix("示例：")
    (entry,), rows, skipped = read(form, saved(book))
    assert entry.faults == () and rows.stray == [] and skipped == [2]
    filled = entry.record.model_dump(exclude_none=True)
    assert len(filled) == len(form.model.model_fields)


def test_what_is_typed_below_the_example_comes_back_exactly(form, record, book):
    for name, rows in typed(form, record).items():
        for number, values in enumerate(rows, 4):
            put(book[name], number, values)
    (entry,), rows, _ = read(form, saved(book))
    assert entry.faults == () and rows.stray == []
    assert entry.record == record and entry.row == 4


def test_several_forms_in_one_workbook_keep_their_rows_apart(form, record, book):
    sheets = typed(form, record)
    key = next(column.header for column in columns_of(form.model).all if column.pattern == form.keys[0])
    for turn, owner in enumerate(("甲公司", "乙公司", "丙公司")):
        for name, rows in sheets.items():
            for number, values in enumerate(rows):
                put(book[name], 4 + turn + 3 * number, {**values, key: owner})
    entries, rows, _ = read(form, saved(book))
    assert [entry.name for entry in entries] == ["甲公司", "乙公司", "丙公司"] and rows.stray == []
    expected = record.model_dump() | {form.name_field: None}
    assert all(entry.record.model_dump() | {form.name_field: None} == expected for entry in entries)


def test_the_guide_says_how_to_go_on(form):
    book = openpyxl.load_workbook(io.BytesIO(entry_workbook(form, "数据.xlsx")))
    said = "\n".join(str(row[0].value) for row in book[GUIDE].iter_rows())
    assert f"ipforms fill {form.id} 数据.xlsx" in said and form.title in said


@pytest.mark.parametrize("form", ["guangzhou-enterprise"], indirect=True)
def test_what_the_form_says_twice_need_be_typed_only_once_in_the_workbook(form, book):
    put(book["主表"], 4, {"单位名称": "甲公司", "联系人姓名": "张三", "统一社会信用代码": "91440106MAXXXXX07Q"})
    with open_source(saved(book)) as source:
        rows = Rows(form, source)
        (entry,) = rows
    assert (entry.record.cover.applicant, entry.record.cover.contact) == ("甲公司", "张三")
    assert entry.record.org_code == "MAXXXXX0-7"
    assert rows.derived == ["封面申报单位", "封面联系人", "组织机构代码"]


def test_a_list_is_typed_into_one_line_of_a_cell():
    assert (
        cell_text(IdentifiersCodec(phone.in_area("020")), ["020-81050369", "13800138000"])
        == "020-81050369、13800138000"
    )
