"""What stands on a page of a PDF: characters, lines, tables, also of pages that lie on their side."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ipforms.formats.pdf.pdf_reader import read
from ipforms.sheet import Paragraph, Table
from tests.formats.pdf_notation import PADDING, fillable, pdf, replaced, rule, stream, text


def grid(xs, ys):
    across = "".join(rule(min(xs), y, max(xs), y) for y in ys)
    return across + "".join(rule(x, min(ys), x, max(ys)) for x in xs)


def table(content, **more):
    (found,) = [block for block in read(pdf(content, **more)).blocks if isinstance(block, Table)]
    return found


def cells(content, **more):
    return [(cell.row, cell.column, cell.text) for cell in table(content, **more).cells]


FORM = grid((100, 200, 300), (700, 680, 660)) + text(106, 685, "企业名称") + text(206, 685, "双龙")
FORM += text(106, 665, "联系人") + text(206, 665, "陈晓岚")
READ = [(0, 0, "企业名称"), (0, 1, "双龙"), (1, 0, "联系人"), (1, 1, "陈晓岚")]


def test_ruling_lines_make_cells():
    assert cells(FORM) == READ


@pytest.mark.parametrize("angle", [0, 180])
def test_a_page_that_lies_on_its_side_is_read_upright(angle):
    drawn = f"q {'-1 0 0 -1 595 842' if angle else '1 0 0 1 0 0'} cm\n{FORM} Q"
    assert cells(drawn, page=f"/Rotate {angle}") == READ
    assert cells(drawn) == READ


@pytest.mark.parametrize("box", ["0 0 595 842", "-50 -40 700 900", "50 100 500 800"])
def test_a_page_may_begin_anywhere(box):
    assert cells(FORM, page=f"/MediaBox[{box}]") == READ


def test_a_cell_that_spans_others_is_one_cell():
    lines = grid((100, 300), (700, 680, 640)) + rule(200, 680, 200, 640) + rule(200, 660, 300, 660)
    found = table(lines + text(106, 685, "一、基本情况") + text(106, 655, "联系人"))
    assert [cell[:5] for cell in found.cells] == [
        (0, 0, 1, 2, "一、基本情况"),
        (1, 0, 2, 1, "联系人"),
        (1, 1, 1, 1, ""),
        (2, 1, 1, 1, ""),
    ]


def test_a_table_drawn_edge_by_edge_with_rectangles_is_the_same():
    edges = ""
    for x in (100, 200):
        for y in (660, 680):
            edges += f"{x} {y} 100 20 re S\n"
    assert cells(edges + FORM[FORM.index("BT") :]) == READ


def test_lines_as_thin_filled_rectangles_and_white_ones_are_told_apart():
    filled = "".join(f"100 {y} 200 0.5 re f\n" for y in (660, 680, 700))
    filled += "".join(f"{x} 660 0.5 40 re f\n" for x in (100, 200, 300))
    white = "1 1 1 rg 150 660 0.5 40 re f 0 0 0 rg\n"
    assert cells(filled + white + FORM[FORM.index("BT") :]) == READ


def row(*lines, wide=121.0, top=700, pitch=14):
    """A cell of one text, with its lines."""
    height = pitch * len(lines) + 6
    drawn = grid((100, 100 + wide, 400), (top, top - height))
    return drawn + "".join(text(100 + PADDING, top - 12 - pitch * at, line) for at, line in enumerate(lines))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("金华双龙精密机械股份有", "限公司"), "金华双龙精密机械股份有限公司"),
        (("陈晓岚", "知识产权部经理"), "陈晓岚\n知识产权部经理"),
        (("广州市天河区天河路一号", "（自编二栋）"), "广州市天河区天河路一号（自编二栋）"),
        (("12345678901", "2345678"), "123456789012345678"),
        (("ip-depart-", "ment@exampl"), "ip-depart-ment@exampl"),
        (("EU and US ", "Madrid"), "EU and US Madrid"),
    ],
)
def test_a_line_that_was_full_goes_on_and_another_ends(lines, expected):
    assert cells(row(*lines))[0][2] == expected


def test_an_indented_line_begins_a_paragraph_even_if_the_line_before_was_full():
    drawn = row("金华双龙精密机械股份有").replace("BT", text(125.4, 674, "二零一六年") + "BT", 1)
    drawn = drawn.replace("680.00", "660.00")
    assert cells(drawn)[0][2] == "金华双龙精密机械股份有\n二零一六年"


def test_characters_that_only_look_alike_are_those_that_are_meant():
    assert cells(row("⼀⼆⾦⺠⻢"))[0][2] == "一二金民马"


def test_struck_out_text_is_left_out_and_told():
    sheet = read(
        pdf(row("是", "否") + text(300, 500, "同意") + text(330, 500, "不同意") + rule(329, 503.8, 361, 503.8))
    )
    assert [block.text for block in sheet.blocks if isinstance(block, Paragraph)] == ["同意"]
    assert [(trace.code, trace.text) for trace in sheet.traces] == [("reading.struck", "不同意")]


def test_a_drawn_box_with_a_cross_is_ticked():
    box = "120 686 8 8 re S\n"
    drawn = grid((100, 220, 400), (700, 680)) + text(132, 686, "是否") + box
    assert cells(drawn)[0][2] == "☐是否"
    assert cells(drawn + "121 687 m 127 693 l S\n")[0][2] == "☒是否"


def spread(x, y, said, gap):
    """A line stretched to fill its room: a gap behind each character."""
    glyphs = f" {-gap * 100:.0f} ".join(f"<{each.encode('utf-16-be').hex()}>" for each in said)
    return f"BT /F 10 Tf {x:.2f} {y:.2f} Td [{glyphs}] TJ ET\n"


def test_a_stretched_line_has_no_blanks_but_those_that_were_typed():
    drawn = grid((100, 260, 400), (700, 680)) + spread(PADDING + 100, 686, "金华双龙饰品", 3.4)
    drawn += text(266, 686, "The EU & US")
    assert [cell[2] for cell in cells(drawn)] == ["金华双龙饰品", "The EU & US"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("ZL20171060", "1862.3", "ＺＬ９７１１８５３４", "．４"), "ZL201710601862.3\nＺＬ９７１１８５３４．４"),
        (("13905790000", "13588886666"), "13905790000\n13588886666"),
        (("“德昌”950171", "“金穗”377367"), "“德昌”950171\n“金穗”377367"),
        (("单击或点击此处输入文", "字。"), ""),
    ],
)
def test_a_full_line_that_is_a_whole_number_ends_and_a_prompt_is_no_text(lines, expected):
    wide = 2 * PADDING + max(len(line) for line in lines) * 10 + 2
    assert cells(row(*lines, wide=wide))[0][2] == expected


def test_where_a_full_line_may_have_been_ended_is_told_with_its_place():
    doubt, *others = read(pdf(row("马俊杰", "总经理", wide=2 * PADDING + 31))).doubts
    assert (str(doubt.place), doubt.code) == ("第1页第1个表格第1行第1列", "reading.line_ends")
    assert (doubt.before, doubt.read, doubt.after, doubt.others) == ("马俊杰", "", "总经理", ("\n",))
    assert others == [] and read(pdf(row("马俊杰", "总经理", wide=121))).doubts == ()


def test_between_words_a_full_line_may_have_lost_its_blank():
    drawn = row("The patents", "of 2017", wide=2 * PADDING + 111)
    assert cells(drawn)[0][2] == "The patents of 2017"
    assert [doubt.others for doubt in read(pdf(drawn)).doubts] == [("\n", "")]


def test_a_blank_that_is_drawn_at_the_end_of_a_line_was_typed():
    assert cells(row("2015年 ", "广东省名牌", wide=2 * PADDING + 66))[0][2] == "2015年 广东省名牌"


def test_a_line_that_begins_with_a_blank_begins_a_paragraph():
    assert cells(row("马俊杰", " 总经理", wide=2 * PADDING + 31))[0][2] == "马俊杰\n总经理"


def test_the_first_line_of_a_paragraph_may_be_set_in_further_than_two_characters():
    drawn = grid((100, 354), (700, 640))
    drawn += text(145.4, 686, "金华双龙饰品金华双龙饰品金华双龙饰品金华") + text(105.4, 672, "双龙饰品")
    assert "\n" not in cells(drawn)[0][2]


@pytest.mark.parametrize(("gap", "said"), [(0, None), (3, "\u00a0"), (12, "〓")])
def test_a_gap_that_nothing_is_drawn_in_is_told(gap, said):
    drawn = grid((100, 300), (700, 680)) + text(105.4, 686, "知识产权") + text(145.4 + gap, 686, "专利")
    doubts = read(pdf(drawn)).doubts
    assert [(each.code, each.before, each.after, *each.others) for each in doubts] == (
        [("reading.gaps", "知识产权", "专利", said)] if said else []
    )


def test_blanks_under_other_characters_are_none():
    # LibreOffice draws a blank at either end of what is underlined.
    drawn = grid((100, 300), (700, 680)) + text(105.4, 686, "广州软件（中国）") + text(146.4, 686, "  ")
    assert cells(drawn)[0][2] == "广州软件（中国）"


def test_text_too_wide_for_its_cell_stays_in_it():
    drawn = grid((100, 140, 400), (700, 680)) + text(105.4, 686, "广州市天河") + text(206, 686, "电话电话")
    assert [cell[2] for cell in cells(drawn)] == ["广州市天河", "电话电话"]


def test_ticks_of_wingdings_are_ticks():
    assert cells(row("\uf0fe是\uf0a8否"))[0][2] == "☑是☐否"


def jittered(xs, ys, piece):
    """Each edge of each cell by itself, a little off."""
    drawn = ""
    for row_number, (top, bottom) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            off = 0.35 * ((row_number + column) % 3 - 1)
            drawn += piece(left - 0.2, top + off, right + 0.3, top + off) + piece(
                left, bottom - off, right, bottom - off
            )
            drawn += piece(left + off, top, left + off, bottom) + piece(right - off, top, right - off, bottom)
    return drawn


def dashed(x, y, to_x, to_y):
    length = max(abs(to_x - x), abs(to_y - y))
    steps = [at / length for at in range(0, int(length), 5)]
    ends = [min(1.0, at + 3 / length) for at in steps]
    return "".join(
        rule(x + (to_x - x) * a, y + (to_y - y) * a, x + (to_x - x) * b, y + (to_y - y) * b)
        for a, b in zip(steps, ends, strict=True)
    )


def filled(x, y, to_x, to_y):
    left, bottom, wide, high = min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y)
    return f"{left:.2f} {bottom:.2f} {max(wide, 0.5):.2f} {max(high, 0.5):.2f} re f\n"


@pytest.mark.parametrize("piece", [rule, dashed, filled], ids=["strokes", "dashes", "rectangles"])
def test_borders_drawn_in_pieces_with_jitter_make_the_same_cells(piece):
    assert cells(jittered((100, 200, 300), (700, 680, 660), piece) + FORM[FORM.index("BT") :]) == READ


def paged(first, second):
    """A table over two pages: label, text."""
    xs, top = (100, 200, 500), 160
    drawn = grid(xs, (160, 100)) + text(106, 148, first[0])
    drawn += "".join(text(206, 148 - 14 * at, line) for at, line in enumerate(first[1:]))
    after = grid(xs, (770, 710)) + text(106, 758, second[0])
    after += "".join(text(206, 758 - 14 * at, line) for at, line in enumerate(second[1:]))
    assert top
    return cells_of(pdf(drawn, after))


def cells_of(data):
    return [(cell.row, cell.column, cell.text) for block in read(data).blocks for cell in block.cells]


def test_a_cell_that_goes_on_over_the_page_is_one_cell():
    full = "公司从事生物医药研发与生产主营体外诊断试剂现有员工一百多"
    lines = [full[at:] + full[:at] for at in range(4)]
    found = paged(("概述", *lines), ("", "人其中研发人员五十二人", "另有十人"))
    assert found == [(0, 0, "概述"), (0, 1, "".join(lines) + "人其中研发人员五十二人\n另有十人")]


def test_lines_of_a_row_are_entries_where_most_of_its_cells_have_as_many():
    """工作机构 in one row: which of its lines go on tells the row, not the width of the first cell."""
    drawn = grid((100, 190, 300, 400, 500), (160, 100))
    entries = (("知识产权管理中心", "研发部"), ("5", "6"), ("郭燕玲", "应素珍"), ("84004093", "83006677"))
    for x, pair in zip((106, 196, 306, 406), entries, strict=True):
        drawn += "".join(text(x, 148 - 14 * at, each) for at, each in enumerate(pair))
    assert [each for _, _, each in cells_of(pdf(drawn))] == ["\n".join(pair) for pair in entries]
    labelled = grid((100, 190, 500), (160, 100)) + text(196, 148, "知识产权部") + text(196, 134, "法务部")
    labelled += text(106, 148, "知识产权工作机构") + text(106, 134, "名称")
    assert [each for _, _, each in cells_of(pdf(labelled))] == ["知识产权工作机构名称", "知识产权部\n法务部"]


def test_a_label_that_is_parted_by_the_page_goes_on_where_nothing_stood_beside_it():
    assert paged(("所在行政区知识产",), ("权部门意见", "同意推荐。")) == [
        (0, 0, "所在行政区知识产权部门意见"),
        (0, 1, "同意推荐。"),
    ]
    assert paged(("邮政编码",), ("电话", "13905790000"))[2:] == [(1, 0, "电话"), (1, 1, "13905790000")]


def test_a_row_of_its_own_on_the_next_page_stays_one():
    found = paged(("联系人", "陈晓岚"), ("电话", "13905790000"))
    assert found == [(0, 0, "联系人"), (0, 1, "陈晓岚"), (1, 0, "电话"), (1, 1, "13905790000")]


def test_a_number_beside_an_entry_goes_on_over_the_page_though_the_rows_have_other_columns():
    drawn = grid((100, 150), (160, 100)) + grid((150, 300, 500), (160, 130, 100)) + text(110, 140, "1")
    drawn += "".join(text(x, y, each) for x, y, each in ((156, 140, "姓名"), (306, 140, "张三"), (156, 110, "职务")))
    after = grid((100, 150), (770, 740)) + grid((150, 500), (770, 740)) + text(156, 750, "主要成绩")
    data = pdf(drawn, after)
    assert [(c.row, c.row_span, c.text) for c in read(data).blocks[0].cells if c.column == 0] == [(0, 3, "1")]


@pytest.mark.parametrize(("head", "rows"), [("序号", 1), ("知识产权制度", 2)])
def test_a_label_beside_rows_goes_on_over_the_page_and_the_head_of_their_numbers_does_not(head, rows):
    xs = (100, 180, 300, 400, 500)
    drawn = grid(xs, (160, 130)) + "".join(map(text, (106, 186, 306, 406), (140,) * 4, (head, "名称", "时间", "数量")))
    after = grid(xs, (770, 740)) + "".join(map(text, (186, 306, 406), (750,) * 3, ("专利管理办法", "2008年", "2")))
    first, *_ = (cell for cell in read(pdf(drawn, after)).blocks[0].cells if cell.column == 0)
    assert (first.text, first.row_span) == (head, rows)


def test_places_name_the_page_table_row_and_column():
    places = [str(cell.place) for cell in table(FORM).cells]
    assert places[-1] == "第1页第1个表格第2行第2列"


def test_the_place_of_a_cell_has_its_rectangle_on_the_page_as_a_viewer_shows_it():
    assert [cell.place.box for cell in table(FORM).cells][1:3] == [(200, 142, 300, 162), (100, 162, 200, 182)]
    upside_down = [cell.place.box for cell in table(FORM, page="/Rotate 180").cells]
    assert upside_down[1] == (295, 680, 395, 700)
    on_its_side = [cell.place.box for cell in table(FORM, page="/Rotate 90").cells]
    assert on_its_side[1] == (680, 200, 700, 300)


def test_lines_of_a_paragraph_and_fields_have_their_rectangles_too():
    sheet = read(fillable({"text1": "金华双龙"}, text(80, 700, "企业名称企业名称"), {"text1": (205, 682, 390, 698)}))
    left, top, right, bottom = sheet.blocks[0].place.box
    assert (left, right) == (80, 160) and 130 < top < bottom < 150
    assert sheet.fields[0].place.box == (205, 144, 390, 160)


def test_page_numbers_stand_apart():
    sheet = read(
        pdf(
            text(80, 700, "正文正文正文") + text(290, 30, "— 1 —"),
            text(80, 700, "其他其他其他") + text(290, 30, "— 2 —"),
        )
    )
    assert [paragraph.text for paragraph in sheet.margins] == ["— 1 —", "— 2 —"]
    assert len(sheet.blocks) == 2


def test_a_seal_and_a_signature_have_their_cells():
    picture = stream(
        bytes(300), "/Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceRGB"
    )
    drawn = grid((100, 400), (700, 500)) + text(106, 680, "申报单位（盖章）：某某公司")
    drawn += "q 113 0 0 113 200 520 cm /X Do Q q 90 0 0 30 110 600 cm /X Do Q"
    data = replaced(pdf(drawn, more=(picture,)), b"/Resources<</Font", b"/Resources<</XObject<</X 7 0 R>>/Font")
    marks = read(data).marks
    assert [(mark.kind, str(mark.place)) for mark in marks] == [
        ("seal", "第1页第1个表格第1行第1列"),
        ("signature", "第1页第1个表格第1行第1列"),
    ]


def test_a_signature_that_was_pasted_in_has_the_label_before_it():
    picture = stream(
        bytes(300), "/Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceRGB"
    )
    drawn = text(106, 680, "法定代表人（签名）：") + text(106, 640, "日期：二日") + text(400, 680, "单位：")
    drawn += "q 90 0 0 30 208 668 cm /X Do Q q 90 0 0 30 170 632 cm /X Do Q"
    data = replaced(pdf(drawn, more=(picture,)), b"/Resources<</Font", b"/Resources<</XObject<</X 7 0 R>>/Font")
    assert [mark.label for mark in read(data).marks] == ["法定代表人（签名）：", "日期："]


def test_a_field_of_any_name_stands_in_the_cell_that_it_is_shown_in():
    drawn = grid((100, 200, 400), (700, 680)) + text(106, 685, "企业名称企业名称")
    sheet = read(fillable({"text1": "金华双龙"}, drawn, {"text1": (205, 682, 390, 698)}))
    assert [cell.text for cell in sheet.blocks[0].cells] == ["企业名称企业名称", "金华双龙"]
    assert [(field.name, field.text, str(field.place)) for field in sheet.fields] == [
        ("text1", "金华双龙", "第1页第1个表格第1行第2列")
    ]
