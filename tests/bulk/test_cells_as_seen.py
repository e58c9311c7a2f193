"""What a person sees in a cell of a workbook is what is read: struck and hidden text, formats, pictures, formulas."""

from __future__ import annotations

import datetime
import io
import re

import pytest
import xlsxwriter
from PIL import Image

import ipforms
from ipforms.bulk import Rows
from ipforms.bulk.sources import open_source
from ipforms.bulk.sources.number_format import NumberFormat
from tests.bulk.test_sources_sheets import SHEET, patched

FORM = ipforms.form("guangzhou-enterprise")
MARKET = ipforms.form("guangzhou-market")


def workbook(*columns, form=FORM):
    """A sheet of one company: each column is (header, write), and `write` gets (book, sheet, row, column)."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for index, (header, write) in enumerate((("单位名称", value("甲公司")), *columns)):
            sheet.write(0, index, header)
            write(book, sheet, 1, index)
    return data.getvalue()


def value(given, **look):
    """A cell of a value and a format."""
    return lambda book, sheet, row, column: sheet.write(row, column, given, book.add_format(look) if look else None)


def formatted(given, code):
    return value(given, num_format=code)


def rich(*runs, **look):
    """A cell of runs, each a text and its look; `look` is the cell's."""

    def write(book, sheet, row, column):
        parts = []
        for text, font in runs:
            parts += [book.add_format(font), text] if font else [text]
        sheet.write_rich_string(row, column, *parts, book.add_format(look))

    return write


STRUCK, WHITE = {"font_strikeout": True}, {"font_color": "#FFFFFF"}


def read(data, form=FORM):
    """The one record, and the codes of what was said of its fields, by path."""
    with open_source(data) as source:
        (entry,) = Rows(form, source)
    found = {}
    for problem in entry.problems:
        assert problem.reason() and problem.reason("en")
        found.setdefault(problem.path, []).append(problem.note.code)
    return entry.record, found


def of(header, write, path, form=FORM):
    """The value of one field, and what was said of it."""
    record, found = read(workbook((header, write), form=form), form)
    here = record and record.model_dump(mode="json")
    for step in path.split("."):
        here = here and here[step]
    return here, found.get(path, [])


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (rich(("300", STRUCK), ("321", None)), (321, ["cell.struck"])),
        (rich(("300", None), ("321", STRUCK)), (300, ["cell.struck"])),
        (rich(("300", None), ("321", {"bold": True}), font_strikeout=True), (321, ["cell.struck"])),
        (rich(("300", STRUCK), ("321", {"bold": True}), font_strikeout=True), (321, ["cell.struck"])),
        (rich(("3", {"bold": True}), ("21", {"font_color": "red"})), (321, [])),
        (rich(("99", WHITE), ("42", None)), (42, ["cell.hidden"])),
        (value("321", **STRUCK), (None, ["cell.struck"])),
        (value(321, **STRUCK), (None, ["cell.struck"])),
        (value(321, **WHITE), (None, ["cell.hidden"])),
        (value(321, font_color="#FFFFFF", bg_color="#1F4E78"), (321, [])),
        (value(321, font_color="#1F4E78", bg_color="#1F4E78"), (None, ["cell.hidden"])),
        (value(321, font_color="#FF0000"), (321, [])),
        (value(321, underline=1, bold=True), (321, [])),
    ],
)
def test_what_is_struck_or_cannot_be_seen_is_not_read_but_told(write, expected):
    assert of("专利申请量", write, "patents.applied") == expected


@pytest.mark.parametrize(
    ("header", "write", "path", "expected"),
    [
        ("注册时间", formatted(datetime.date(2012, 5, 1), 'yyyy"年"m"月"'), "registered_on", ("2012-05", [])),
        ("注册时间", formatted(datetime.date(2012, 5, 1), "mmm-yy"), "registered_on", ("2012-05", [])),
        ("注册时间", formatted(datetime.date(2012, 5, 1), "yyyy"), "registered_on", ("2012", [])),
        ("注册时间", formatted(datetime.date(2012, 5, 1), "[DBNum1]yyyy年m月"), "registered_on", ("2012-05", [])),
        ("注册时间", formatted(datetime.date(2012, 5, 1), 'yyyy"年"m"月"d"日"'), "registered_on", ("2012-05-01", [])),
        ("注册时间", formatted(datetime.date(2012, 5, 1), "yyyy/m/d h:mm"), "registered_on", ("2012-05-01", [])),
        (
            *("注册时间", formatted(datetime.date(2012, 5, 1), 'm"月"d"日"'), "registered_on"),
            ("2012-05-01", ["cell.year_unseen"]),
        ),
        ("专利申请量", formatted(datetime.date(2012, 5, 1), "mmm-yy"), "patents.applied", (None, ["cell.became_date"])),
        ("邮政编码", formatted(46000, "000000"), "postcode", ("046000", [])),
        ("邮政编码", formatted(510665, "000000"), "postcode", ("510665", [])),
        ("专利申请量", formatted(321, '0"件"'), "patents.applied", (321, [])),
        ("专利申请量", formatted(1321, "#,##0"), "patents.applied", (1321, [])),
        ("专利申请量", formatted(321, "0.00"), "patents.applied", (321, [])),
        ("专利申请量", formatted(3.6, "0"), "patents.applied", (4, ["cell.as_shown"])),
        ("专利申请量", formatted(321, ";;;"), "patents.applied", (None, ["cell.hidden"])),
        ("专利申请量", formatted(0, "0;-0;"), "patents.applied", (None, ["cell.hidden"])),
        ("专利申请量", formatted(0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '), "patents.applied", (0, [])),
        ("专利申请量", formatted(0.6, "0%"), "patents.applied", (None, ["number.unreadable"])),
        ("通信地址", formatted("广州", '@"市"'), "mailing_address", ("广州市", [])),
        ("通信地址", formatted("广州", ";;;"), "mailing_address", (None, ["cell.hidden"])),
        ("通信地址", formatted("广州", "@"), "mailing_address", ("广州", [])),
    ],
)
def test_a_format_says_what_is_seen(header, write, path, expected):
    assert of(header, write, path) == expected


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (formatted(5000, '#,##0"万元"'), "5000"),
        (formatted(50_000_000, '#,##0"元"'), "5000"),
        (formatted(50_000_000, '0!.0,"万元"'), "5000"),
        (formatted(5000, "¥#,##0.00"), "5000"),
        (formatted(5000, '_ "¥"* #,##0.00_ '), "5000"),
        (formatted(12860.5, "#,##0.00"), "12860.5"),
        (formatted(12860.5, "[Red]#,##0.0;[Blue]-#,##0.0"), "12860.5"),
        (formatted(12860.456, "0.00"), "12860.46"),
        (formatted(5e3, "0.00E+00"), "5000"),
    ],
)
def test_an_amount_has_the_unit_that_its_cell_shows(write, expected):
    assert of("注册资金", write, "registered_capital", MARKET)[0] == expected


def test_a_long_number_stays_an_error_whatever_its_format():
    for code in ("0", "General", "@", '0"号"'):
        write = formatted(440101198001010017, code)
        assert of("法定代表人身份证号", write, "legal_representative.id_number") == (None, ["cell.digits_lost"])


def test_a_formula_without_a_result_refuses_its_row():
    data = workbook(
        ("专利申请量", lambda _book, sheet, row, column: sheet.write_formula(row, column, "=1+1", None, ""))
    )
    assert read(data) == (None, {"patents.applied": ["cell.no_result"]})


@pytest.mark.parametrize("cell", [b"<f>1+1</f>", b"<f>1+1</f><v/>", b'<f t="shared" si="0"/>', b"<f>1+1</f><v></v>"])
def test_whoever_wrote_the_formula(cell):
    data = workbook(("专利申请量", value(7)))
    data = patched(data, SHEET, lambda xml: xml.replace(b"<v>7</v>", cell))
    assert read(data)[1] == {"patents.applied": ["cell.no_result"]}


def test_a_formula_whose_result_is_a_blank_text_is_blank():
    data = workbook(("专利申请量", value(7)))
    cell = rb'<c \1 t="str"><f>IF(1,"","")</f><v></v></c>'
    data = patched(data, SHEET, lambda xml: re.sub(rb'<c (r="B2")><v>7</v></c>', cell, xml))
    record, found = read(data)
    assert (record.patents, found) == (FORM.model().patents, {})


def test_a_picture_in_a_cell_is_no_text():
    picture = '=DISPIMG("ID_0A1B2C3D",1)'
    data = workbook(
        ("通信地址", lambda _book, sheet, row, column: sheet.write_formula(row, column, picture, None, picture))
    )
    record, found = read(data)
    assert (record.mailing_address, found) == (None, {"mailing_address": ["cell.picture"]})
    data = workbook(("通信地址", value(7)))
    data = patched(data, SHEET, lambda xml: xml.replace(b'<c r="B2"><v>7', b'<c r="B2" t="e" vm="1"><v>#VALUE!'))
    record, found = read(data)
    assert (record.mailing_address, found) == (None, {"mailing_address": ["cell.picture"]})


def test_a_formula_that_is_a_text_is_no_value(rows_of):
    ((entry,), _) = rows_of(FORM.id, "单位名称\t通信地址\n甲公司\t=VLOOKUP(A2,地址!A:B,2,0)\n")
    assert [fault.note.code for fault in entry.faults] == ["cell.formula"]
    ((entry,), _) = rows_of(FORM.id, '单位名称\t通信地址\n=("甲")公司\t科韵路\n')
    assert entry.record.name == '=("甲")公司'


def test_phonetic_text_above_a_text_is_no_part_of_it():
    runs = "<si><t>何嘉敏</t><rPh sb='0' eb='1'><t>ヘ</t></rPh><phoneticPr fontId='1'/></si>".encode()
    data = patched(
        workbook(("通信地址", value("何嘉敏"))), "xl/sharedStrings.xml", lambda xml: xml.replace(
            "<si><t>何嘉敏</t></si>".encode(), runs
        )
    )  # fmt: skip
    assert read(data)[0].mailing_address == "何嘉敏"
    inline = "<is><r><rPr><strike/></rPr><t>旧</t></r><r><t>何</t></r><rPh sb='0' eb='1'><t>ヘ</t></rPh></is>".encode()
    data = patched(
        workbook(("通信地址", value(7))),
        SHEET,
        lambda xml: xml.replace(b'<c r="B2"><v>7</v>', b'<c r="B2" t="inlineStr">' + inline),
    )
    record, found = read(data)
    assert (record.mailing_address, found) == ("何", {"mailing_address": ["cell.struck"]})


def test_hidden_rows_and_columns_are_read_and_told():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([("单位名称", "邮政编码"), ("甲公司", "510665"), ("乙公司", "510666")]):
            sheet.write_row(row, 0, cells)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
    with open_source(data.getvalue()) as source:
        first, second = Rows(FORM, source)
        assert source.tables[0].hidden == ("邮政编码",)
    assert (first.record.name, first.problems) == ("甲公司", ())
    assert (second.record.postcode, [each.note.code for each in second.problems]) == ("510666", ["cell.hidden_row"])


def test_a_row_that_is_struck_out_whole_makes_no_form():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet, struck = book.add_worksheet(), book.add_format(STRUCK)
        for row, (cells, look) in enumerate(
            [(("单位名称", "邮政编码"), None), (("甲", "1"), struck), (("乙", "2"), None)]
        ):
            sheet.write_row(row, 0, cells, look)
    with open_source(data.getvalue()) as source:
        assert [row.number for row in source.tables[0]] == [3]
        assert source.tables[0].skipped == [2]


def test_words_struck_out_of_a_header_are_no_part_of_its_name():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet, struck = book.add_worksheet(), book.add_format(STRUCK)
        sheet.write_rich_string(0, 0, struck, "旧", "单位名称")
        sheet.write(0, 1, "邮政编码", struck)
        sheet.write_row(1, 0, ["甲公司", "510665"])
    with open_source(data.getvalue()) as source:
        assert source.tables[0].headers == ("单位名称", "邮政编码")


def test_white_letters_on_what_a_table_paints_are_read():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet, white = book.add_worksheet(), book.add_format(WHITE)
        sheet.write_row(0, 0, ["单位名称", "通信地址"])
        sheet.write_row(1, 0, ["甲公司", "科韵路"], white)
        sheet.write_row(2, 0, ["乙公司", "天河路"], white)
        rule = {"type": "no_blanks", "format": book.add_format({"bg_color": "#1F4E78"})}
        sheet.conditional_format("A2:B2", rule)
    with open_source(data.getvalue()) as source:
        assert [dict(row.values) for row in source.tables[0]] == [{"单位名称": "甲公司", "通信地址": "科韵路"}]
        assert source.tables[0].skipped == [3]


@pytest.mark.parametrize(
    "code", ["0." + "0" * 200, "0" * 200, "0" + "," * 200, "0" + "%" * 200, "[", '"', "\\", ";;;;;"]
)
@pytest.mark.parametrize("number", [1e300, 1e-300, -1e20, 0.1 + 0.2, 0.0, 5])
def test_no_format_and_no_number_raise(code, number):
    shown = NumberFormat.of(code).shown(number)
    assert shown is None or isinstance(shown.text, str)


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ("000-0000-0000", 13800138000, "138-0013-8000"),
        ("[<=9999999]000-0000;(000) 000-0000", 2025551234, "(202) 555-1234"),
        ('General"人"', 321, "321人"),
        ('"共"0"件";"负"0', -12, "负12"),
        ("0_);(0)", -5, "(5)"),
        ('[>=10000]0!.0,"万";0', 12345, "1.2万"),
        ("0.0,,\"百万\"", 5_000_000, "5.0百万"),
        ("[$$-409]#,##0", 5000, "$5,000"),
        ("0.00%", 0.6, "60.00%"),
        ("#", 0, ""),
        ('0;-0;"无"', 0, "无"),
    ],
)  # fmt: skip
def test_a_format_as_excel_shows_it(code, number, text):
    assert NumberFormat.of(code).shown(number).text == text


@pytest.mark.parametrize(
    ("code", "number"),
    [
        *(("General", 5), ("0", 5), ("#,##0.00", 12860.5), ("# ?/?", 0.5), ("0.00E+00", 4.4e14), ("[Red]0.0", 5.5)),
        *(("@", 5), ("[>100][Red]0;0", 200), ("#.##", 5.0), ("000000", 510665), ("yyyy-mm-dd", 42803)),
    ],
)
def test_a_format_that_shows_the_number_itself(code, number):
    assert NumberFormat.of(code).shown(number) is None


def test_a_result_that_nobody_has_worked_out_is_none():
    def write(_book, sheet, row, column):
        sheet.write_formula(row, column, "=1+1")

    data = workbook(("专利申请量", write))  # XlsxWriter writes 0, and that all is to be calculated
    assert read(data) == (None, {"patents.applied": ["cell.no_result"]})
    data = patched(data, "xl/workbook.xml", lambda xml: xml.replace(b' fullCalcOnLoad="1"', b""))
    record, found = read(data)
    assert (record.patents.applied, found) == (0, {})


def test_a_remark_on_a_cell_is_told_and_not_read():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([("单位名称", "邮政编码"), ("甲公司", ""), ("乙公司", "510666")]):
            sheet.write_row(row, 0, cells)
        sheet.write_comment(1, 1, "李：\n应为510665", {"author": "李"})
        sheet.write_comment(0, 0, "填全称")
    with open_source(data.getvalue()) as source:
        first, second = Rows(FORM, source)
    (problem,) = first.problems
    assert (first.record.postcode, problem.path, problem.note.code) == (None, "postcode", "cell.comment")
    assert problem.note.context["text"] == "应为510665"
    assert second.problems == ()


def test_a_box_and_a_picture_over_a_blank_cell_are_told_and_not_read():
    data, dot = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (30, 10), "red").save(dot, "PNG")
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([("单位名称", "邮政编码"), ("甲公司", ""), ("乙公司", "510666"), ("丙公司", "")]):
            sheet.write_row(row, 0, cells)
        sheet.insert_textbox(1, 1, "邮编应为\n510665", {"width": 50, "height": 15})
        for row in (2, 3):
            sheet.insert_image(row, 1, "dot.png", {"image_data": dot})
    with open_source(data.getvalue()) as source:
        boxed, filled, pictured = ([(each.path, each.note.code) for each in row.problems] for row in Rows(FORM, source))
    assert (boxed, filled, pictured) == ([("postcode", "cell.comment")], [], [("postcode", "cell.picture")])


def test_what_is_merged_over_columns_is_of_the_first_one_and_told_for_the_others():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["单位名称", "注册地址", "通信地址"])
        sheet.write(1, 0, "甲公司")
        sheet.merge_range(1, 1, 1, 2, "科韵路")
        sheet.merge_range(2, 1, 2, 2, "")
        sheet.write(2, 0, "乙公司")
    with open_source(data.getvalue()) as source:
        first, second = Rows(FORM, source)
    assert (first.record.registered_address, first.record.mailing_address) == ("科韵路", None)
    assert [(each.path, each.note.code) for each in first.problems] == [("mailing_address", "cell.merged")]
    assert second.problems == ()


def test_a_hidden_sheet_is_not_read_but_named():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        for name in ("主表", "旧", "字典", "说明"):
            book.add_worksheet(name).write_column(0, 0, ["单位名称", f"{name}公司"])
        book.get_worksheet_by_name("旧").hide()
        book.get_worksheet_by_name("字典").very_hidden()
    with open_source(data.getvalue()) as source:
        rows = Rows(FORM, source)
        assert [entry.record.name for entry in rows] == ["主表公司"]
        assert rows.unused == ["说明", "旧"]


def test_a_row_that_is_greyed_out_whole_is_refused_where_others_are_not():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet, grey = book.add_worksheet(), book.add_format({"font_color": "#808080"})
        for row, look in enumerate((None, None, grey, None, None)):
            name = f"广州{'零一二三四'[row]}方机械有限公司"
            sheet.write_row(row, 0, [name, "510665", "2008-06-12"] if row else ["单位名称", "邮编", "注册时间"], look)
    with open_source(data.getvalue()) as source:
        found = [[each.note.code for each in entry.faults] for entry in Rows(FORM, source)]
    assert found == [[], ["table.row_grey"], [], []]
