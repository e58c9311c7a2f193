"""Layout analysis without a PDF: characters, ruling lines and boxes as they stand, and what they become."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ipforms.formats.pdf.layout_analysis.character_cleanup import without_struck
from ipforms.formats.pdf.layout_analysis.field_overlay import inline
from ipforms.formats.pdf.layout_analysis.gap_ambiguities import gap_doubts
from ipforms.formats.pdf.layout_analysis.line_joins import join_over_pages, logical_lines
from ipforms.formats.pdf.layout_analysis.printed_checkboxes import alone, with_drawn_boxes, without_covered
from ipforms.formats.pdf.layout_analysis.ruling_lines import TableFrame, frames, free, merged, strokes
from ipforms.formats.pdf.layout_analysis.table_grid import grid_of
from ipforms.formats.pdf.layout_analysis.text_lines import lines, runs
from ipforms.formats.pdf_page import BoundingBox, Character, Checkbox, FieldValue, RulingLine

ON_LINES = (0.0, 10.0, 20.0, 30.0)


def print_of(text, left=0.0, top=0.0, gaps=()):
    """A line of print: Chinese characters are 10 points wide, others 5; `gaps` stand before characters, by number."""
    made, right = [], left
    for number, sign in enumerate(text):
        right += dict(gaps).get(number, 0.0)
        width = 10 if ord(sign) > 0x2E80 else 5
        made.append(Character(sign, BoundingBox(right, top, right + width, top + 10), number))
        right += width
    return made


def line_of(text, **where):
    (line,) = lines(print_of(text, **where))
    return line


@st.composite
def table_frames(draw):
    """Three rooms by three, of whose lines some pieces may be missing."""
    pieces = [(at, start, start + 10.0) for at, start in itertools.product(ON_LINES, ON_LINES[:-1])]
    sides = [RulingLine(at, 0.0, 30.0) for at in (0.0, 30.0)]
    inner = [RulingLine(*piece) for piece in pieces if 0 < piece[0] < 30]
    kept = st.lists(st.sampled_from(inner), unique=True)
    return TableFrame(sides + draw(kept), sides + draw(kept))


@given(table_frames(), *[st.one_of(st.sampled_from(ON_LINES), st.floats(-5, 35))] * 2)
def test_the_cell_at_a_point_holds_it(frame, x, y):
    table = grid_of(frame)
    holding = {number for number, square in enumerate(table.squares) if square.box.holds(x, y)}
    assert table.at(x, y) in (holding or {None})


@example([("王", 0.0), ("王", 3.0)])  # an empty character is no blank: the gap of a pair still tells nothing
@given(st.lists(st.tuples(st.sampled_from("王a1 　"), st.sampled_from((0.0, 0.5, 3.0, 9.0))), min_size=1, max_size=12))
def test_a_struck_character_at_its_end_changes_nothing_in_a_line(typed):
    written, right = [], 0.0
    for number, (text, gap) in enumerate(typed):
        written.append(Character(text, BoundingBox(right + gap, 0, right + gap + 10, 10), number))
        right += gap + 10
    struck = Character("", BoundingBox(right, 0, right + 10, 10), len(typed))
    short, long = lines(written), lines([*written, struck])
    assert [(each.text, each.box, each.size) for each in short] == [(each.text, each.box, each.size) for each in long]


def test_a_line_that_is_missing_makes_one_cell_of_two():
    sides = [RulingLine(at, 0.0, 20.0) for at in (0.0, 20.0)]
    across, half = RulingLine(10.0, 0.0, 20.0), RulingLine(10.0, 0.0, 10.0)
    table = grid_of(TableFrame([*sides, across], [*sides, half]))
    assert [each[:4] for each in table.squares] == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)]


def test_lines_that_touch_are_one_table_and_an_underline_is_free():
    square = [RulingLine(0, 0, 20), RulingLine(20, 0, 20)]
    underline = RulingLine(50, 0, 20)
    (frame,) = found = frames([*square, underline], square)
    assert (frame.box, free([*square, underline], found)) == (BoundingBox(0, 0, 20, 20), [underline])


@pytest.mark.parametrize(
    ("text", "gaps", "read"),
    [
        ("张三", (), "张三"),
        ("张三李四", ((2, 4.0),), "张三 李四"),
        ("张三李四", ((1, 4.0), (2, 4.0), (3, 4.0)), "张三李四"),
        ("第5号", ((1, 2.5), (2, 2.5)), "第5号"),
        ("ISO9001", ((3, 3.0),), "ISO 9001"),
        ("首次申报022", ((4, 50.0), (5, 50.0), (6, 30.0)), "首次申报    0    2    2"),
    ],
)
def test_a_gap_is_a_blank_where_it_is_wider_than_the_others_and_than_programs_leave(text, gaps, read):
    assert line_of(text, gaps=gaps).text == read


def test_characters_of_one_height_are_a_line_and_those_without_a_gap_a_run():
    page = [*print_of("甲乙", top=0), *print_of("丙", left=60, top=1), *print_of("丁", top=20)]
    assert [line.text for line in lines(page)] == ["甲乙    丙", "丁"]
    assert ["".join(each.text for each in run) for run in runs(page)] == ["甲乙", "丙", "丁"]


@pytest.mark.parametrize(
    ("first", "second", "typed"),
    [
        ("精密机械股份有限公司", "金华分公司", ["精密机械股份有限公司金华分公司"]),  # full: it goes on
        ("精密机械", "金华分公司", ["精密机械", "金华分公司"]),  # ended by a person
        ("manufacturing company", "limited", ["manufacturing company limited"]),  # the blank had no room
        ("ZL201710601862.3", "ZL201810558224.2", ["ZL201710601862.3", "ZL201810558224.2"]),  # whole numbers
    ],
)
def test_a_line_goes_on_where_it_was_full(first, second, typed):
    found = [line_of(first, top=0), line_of(second, top=12)]
    room = BoundingBox(0, 0, max(each.box.right for each in found[:1]) + 3 if len(typed) == 1 else 105, 30)
    assert [each.text for each in logical_lines(found, room, 0.0)] == typed


@pytest.mark.parametrize(
    ("lines_typed", "read"),
    [
        ([("推荐单位：兰溪市市场局", 90), ("企业一", 0)], 2),  # on the right, and so nothing that goes on
        ([("三、现状：尚未建立任何维权预案二、", 0), ("四、推荐单位意见", 0)], 2),  # the next number
        ([("推荐单位：尚未建立维权预案共计十二", 0), ("四、推荐单位意见", 0)], 1),  # a number that follows none
        ([("２．荣誉：金华市知识产权优势培育企", 0), ("业（二〇一九年）", 20)], 1),  # below the words of its item
        ([("荣誉与成果：金华市知识产权优势培育", 0), ("企业（二〇一九年）", 20)], 2),  # set in as a paragraph is
        ([("33531353", 0), ("39426511", 0)], 2),  # two registered trade marks
        ([("0579-82007091", 0), ("ip3@qiye3.cn", 0)], 2),  # a telephone and an address
    ],
)
def test_a_line_that_counts_on_or_stands_on_the_right_is_one_of_its_own(lines_typed, read):
    found = [line_of(text, top=12 * at, left=left) for at, (text, left) in enumerate(lines_typed)]
    room = BoundingBox(0, 0, max(line.box.right for line in found) + 1, 30)
    assert len(list(logical_lines(found, room, 0.0))) == read


@pytest.mark.parametrize(
    ("first", "second", "typed"),
    [
        ("ip@tea-", "shop.example.cn", ["ip@tea-shop.example.cn"]),
        ("info@tea.example", ".com", ["info@tea.example.com"]),
        ("ip@tea.cn", "info@tea.cn", ["ip@tea.cn", "info@tea.cn"]),
    ],
)
def test_an_address_that_ends_in_no_sign_of_its_own_goes_on_however_much_room_there_is(first, second, typed):
    found = [line_of(first, top=0), line_of(second, top=12)]
    assert [each.text for each in logical_lines(found, BoundingBox(0, 0, 400, 30), 0.0)] == typed


def test_an_address_for_which_a_line_had_no_room_goes_on_below_it():
    """Lines of a letter are set in, and Western ones lie a little lower: neither makes it a paragraph of its own."""
    typed = [
        "企业联络人：范立新，专员，邮箱",
        "ip20@qiye20.example.cn",
        "（二）浙江双尖山数控机床有限公司",
        "地址：金华市",
    ]
    found = [line_of(each, left=20 * (at != 1), top=14 * at + 2 * (at == 1)) for at, each in enumerate(typed)]
    room = BoundingBox(0, 0, 200, 60)
    assert [line.text for line in logical_lines(found, room, 0.0)] == [typed[0] + typed[1], *typed[2:]]


def test_lines_of_letters_in_tall_boxes_do_not_tell_how_far_the_lines_of_a_paragraph_are_apart():
    """LibreOffice sets letters in a font whose boxes are half as high again."""
    typed = ["手机：17798773061", "电话：87374238", "我公司产品以外观设计", "为主。"]
    found = [
        replace(line, size=15.0) if at < 2 else line
        for at, line in enumerate(line_of(each, top=15 * at) for at, each in enumerate(typed))
    ]
    room = BoundingBox(0, 0, 105, 60)
    assert [line.text for line in logical_lines(found, room, 0.0)] == [*typed[:2], "".join(typed[2:])]


def test_where_a_full_line_ends_there_may_have_been_a_line_break():
    above, below = line_of("精密机械股份有限公司"), line_of("金华")
    join = join_over_pages(above, below, BoundingBox(0, 0, 101, 30), 0.0)
    assert (join.read, join.others) == ("", ("\n",))


def test_a_gap_that_no_blank_fills_is_a_doubt():
    (doubt,) = gap_doubts(line_of("甲乙丙丁戊己", gaps=((3, 1.8),)), 0.3)
    assert (doubt.before, doubt.read, doubt.after, doubt.others) == ("甲乙丙", "", "丁戊己", (" ",))
    made = print_of("甲乙丙丁戊己", gaps=((3, 1.8),))
    made[2] = made[2]._replace(box=made[2].box._replace(right=made[3].box.left))  # as in a picture: no ink tells where
    assert not list(gap_doubts(*lines(made), 0.3))


def test_a_line_through_the_middle_strikes_out_and_one_below_does_not():
    page = print_of("甲乙丙")
    kept, struck = without_struck(page, [RulingLine(5.0, 10.0, 20.0), RulingLine(9.8, 0.0, 30.0)])
    assert ([each.text for each in kept], [each.text for each in struck]) == (["甲", "", "丙"], ["乙"])


def test_the_underline_of_what_was_written_anew_behind_struck_text_strikes_nothing():
    struck, underlined = RulingLine(5.0, 0.0, 20.0), RulingLine(8.8, 19.0, 30.0)
    (through,) = merged([struck, underlined])
    kept, told = without_struck(print_of("甲乙丙"), strokes(through, [struck, underlined]))
    assert ([each.text for each in kept], [each.text for each in told]) == (["", "", "丙"], ["甲乙"])


def test_a_field_in_a_line_of_print_is_a_part_of_it_and_one_below_is_not():
    beside = FieldValue("电话", "0579", BoundingBox(50, 0, 100, 10))
    below = FieldValue("备注", "无", BoundingBox(0, 20, 100, 40))
    written, others = inline([beside, below], print_of("联系电话："))
    assert ("".join(each.text for each in written), others) == ("0579", [below])


def test_a_box_is_ticked_by_a_stroke_or_a_tick_and_covers_what_is_printed_under_it():
    box = BoundingBox(0, 0, 10, 10)
    mark = Character("√", box, 0)
    assert [each.text for each in with_drawn_boxes([mark], [box], ())] == ["☒"]
    assert [each.text for each in with_drawn_boxes([], [box], [BoundingBox(2, 2, 8, 8)])] == ["☒"]
    assert [each.text for each in with_drawn_boxes([], [box], ())] == ["☐"]
    tick = Checkbox("a", "On", (), box, is_ticked=True)
    assert without_covered([Character("□", box, 0), *print_of("是", left=12)], [tick]) == print_of("是", left=12)


def test_boxes_without_print_say_their_own_words_from_left_to_right():
    yes = Checkbox("a", "Yes", ("No",), BoundingBox(0, 0, 9, 9), is_ticked=True)
    no = Checkbox("a", "No", ("Yes",), BoundingBox(20, 0, 29, 9), is_ticked=False)
    assert alone([no, yes]) == "☑是 ☐否"
    assert alone([no]) == ""
