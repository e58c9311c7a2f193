"""What a person sees of a page is read: not what is painted over, without ink, switched off or lying across it."""

from __future__ import annotations

import math

import pytest

from ipforms.errors import LimitExceeded
from ipforms.formats.pdf.layout_analysis.character_cleanup import without_note_marks
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdf_reader import read
from ipforms.formats.pdf_page import BoundingBox, Character
from ipforms.sheet import Paragraph, Table
from tests.formats.pdf_notation import pdf, rule, stream, text
from tests.formats.test_pdf_pages import grid

GRID = grid((100, 200, 300), (700, 680, 660))
LABELS = text(106, 685, "邮政编码") + text(106, 665, "联系人") + text(206, 665, "陈晓岚")
BEFORE, AFTER = "邮政编码", ["联系人", "陈晓岚"]


def seen(content, **more):
    """What is read of the cell beside 邮政编码, and what is told."""
    sheet = read(pdf(GRID + LABELS + content, **more))
    (table,) = [block for block in sheet.blocks if isinstance(block, Table)]
    label, value, *others = [cell.text for cell in table.cells]
    assert (label, others) == (BEFORE, AFTER)
    return value, [(trace.code.removeprefix("reading."), trace.text) for trace in sheet.traces]


def fill(x, y, wide, high, colour="1 1 1"):
    return f"q {colour} rg {x} {y} {wide} {high} re f Q\n"


VALUE = text(206, 685, "510665")
OVER = fill(203, 682, 90, 16)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (VALUE + OVER + text(206, 685, "510666"), ("510666", [("painted_over", "510665")])),
        (VALUE + OVER + text(207.5, 684, "510666"), ("510666", [("painted_over", "510665")])),
        (VALUE + fill(203, 682, 90, 16, "0 0 0"), ("", [("painted_over", "510665")])),
        (VALUE + fill(203, 682, 34, 16) + text(206, 685, "511"), ("511665", [("painted_over", "510")])),
        (VALUE + OVER + VALUE, ("510665", [])),
        # What lies under the writing, lets it through or only frames it hides nothing.
        (fill(201, 681, 98, 18, "0.9 0.9 0.9") + VALUE, ("510665", [])),
        (OVER + VALUE, ("510665", [])),
        ("/A gs " + VALUE + fill(203, 682, 90, 16, "1 1 0"), ("510665", [])),
        (VALUE + "0.9 g 203 682 90 16 re 204 683 88 14 re f* 0 g\n", ("510665", [])),
        (VALUE + fill(203, 683, 90, 1, "0 0 0"), ("510665", [])),
    ],
)
def test_what_is_painted_over_is_not_read_and_told(content, expected):
    resources = "/ExtGState<</A<</BM/Multiply/ca 0.5>>>>"
    assert seen(content, resources=resources) == expected


def inked(said, mode):
    return text(206, 685, said).replace("BT", f"BT {mode} ").replace("ET", "ET 0 g 0 Tr")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (inked("94", "3 Tr"), ("42", [("invisible_text", "94")])),
        (inked("94", "1 1 1 rg"), ("42", [("invisible_text", "94")])),
        ("q 0 0 50 50 re W n " + inked("94", "0 g") + "Q ", ("42", [("invisible_text", "94")])),
        (text(206, 690, "94", 0.9), ("42", [("invisible_text", "94")])),
        (text(700, 685, "94"), ("42", [("invisible_text", "94")])),
        # Clipped to more than it needs, white on dark, light grey: seen all the same.
        ("q 200 660 100 40 re W n " + inked("94", "0 g") + "Q ", ("9442", [])),
        (fill(201, 681, 98, 18, "0 0 0.5") + inked("94", "1 1 1 rg"), ("9442", [])),
        (inked("94", "0.5 g"), ("9442", [])),
        (text(206, 690, "94", 6), ("94 42", [])),
    ],
)
def test_text_without_ink_is_not_read_and_told(content, expected):
    value, told = seen(content + text(230, 685, "42"))
    assert (value.replace("\n", " "), told) == ((expected[0].replace("9442", "94 42")), expected[1])


def turned(x, y, said, degrees, size=10.0, colour="0 g"):
    c, s = (f(math.radians(degrees)) for f in (math.cos, math.sin))
    glyphs = said.encode("utf-16-be").hex()
    return f"q {colour} BT /F {size} Tf {c:.5f} {s:.5f} {-s:.5f} {c:.5f} {x} {y} Tm <{glyphs}> Tj ET Q\n"


USE = "仅供入库申报使用"


def test_white_text_in_the_line_below_black_one_is_not_seen():
    content = grid((100, 200, 300), (700, 660)) + text(106, 685, "企业名称") + text(206, 685, "金华双龙机电有限")
    white = text(222, 672, "94").replace("BT", "BT 1 1 1 rg").replace("ET", "ET 0 g")
    (table,) = read(pdf(content + text(206, 672, "公司") + white + text(206, 663, "金华双龙机电有限"))).blocks
    assert "94" not in table.cells[1].text


@pytest.mark.parametrize("where", ["above", "below"])
@pytest.mark.parametrize(
    "mark",
    [
        turned(180, 640, USE, 45, 20),
        turned(150, 660, USE, 30, 24, "0.8 g"),
        turned(110, 684, USE, -15, 10),
        turned(120, 672, USE, 0, 24, "0.8 g"),
        turned(190, 684, USE, 0, 12, "/A gs 1 0 0 rg"),
    ],
)
def test_a_word_across_the_page_is_no_part_of_its_cells(mark, where):
    resources = "/ExtGState<</A<</ca 0.3>>>>"
    content = mark + VALUE if where == "below" else VALUE + mark
    assert seen(content, resources=resources) == ("510665", [("watermark", USE)])


def test_pale_or_large_writing_in_its_own_place_is_text():
    hint = text(206, 685, "六位数字").replace("BT", "0.6 g BT").replace("ET", "ET 0 g")
    assert seen(hint) == ("六位数字", [])
    sheet = read(pdf(GRID + LABELS + text(100, 760, "入库申报书", 24)))
    assert [block.text for block in sheet.blocks if isinstance(block, Paragraph)] == ["入库申报书"]


@pytest.mark.parametrize("degrees", [-2, -1, -0.3, 0.3, 1, 2, 3])
def test_a_page_that_was_laid_askew_is_read_as_one_that_was_not(degrees):
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    drawn = grid((60, 200, 540), (800, 500, 480, 100)) + text(66, 485, "邮政编码") + text(206, 485, "510665")
    drawn += text(66, 785, "单位名称") + text(500, 510, "末字") + text(66, 105, "地址")
    (table,) = [
        block
        for block in read(pdf(f"q {c:.6f} {s:.6f} {-s:.6f} {c:.6f} 0 0 cm {drawn} Q")).blocks
        if isinstance(block, Table)
    ]
    assert [cell.text for cell in table.cells] == ["单位名称", "末字", "邮政编码", "510665", "地址", ""]
    place = table.cells[3].place
    assert place.box is not None
    left, top, right, bottom = place.box
    x, y = c * 221 - s * 489, s * 221 + c * 489
    assert left < x < right and top < 842 - y < bottom


@pytest.mark.parametrize("scale", [0.5, 0.707, 1.33, 2.0])
def test_a_page_that_was_enlarged_is_read_as_before(scale):
    size = f"/MediaBox[0 0 {595 * scale:.1f} {842 * scale:.1f}]"
    content = GRID + LABELS + VALUE + text(290, 30, "— 1 —") + text(100, 600, "单位盖章")
    sheet = read(pdf(f"{scale} 0 0 {scale} 0 0 cm {content}", page=size))
    (table,) = [block for block in sheet.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.cells] == ["邮政编码", "510665", "联系人", "陈晓岚"]
    assert [each.text for each in sheet.margins] == ["— 1 —"]
    assert table.cells[1].place.box == pytest.approx(tuple(each * scale for each in (200, 142, 300, 162)), abs=1)


@pytest.mark.parametrize("shift", [0, 0.3])
def test_a_page_that_is_drawn_twice_is_read_once(shift):
    content = GRID + LABELS + text(206, 685, "1")
    drawn = content + f"q 1 0 0 1 {shift} 0 cm {content} Q"
    assert seen(drawn) == ("1", [])
    assert seen(text(206, 685, "11")) == ("11", [])


def picture(alpha):
    """A picture of one grey pixel, and its mask."""
    entries = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    return stream(b"\xf0", entries + "/SMask 8 0 R"), stream(bytes([alpha]), entries)


@pytest.mark.parametrize(
    ("alpha", "content", "expected"),
    [
        (255, "{value}q 90 0 0 16 203 682 cm /I Do Q", ("", [("painted_over", "510665")])),
        (0, "{value}q 90 0 0 16 203 682 cm /I Do Q", ("510665", [])),
        (255, "q 90 0 0 16 203 682 cm /I Do Q {value}", ("510665", [])),
    ],
)
def test_a_picture_hides_what_is_under_it_unless_it_is_transparent(alpha, content, expected):
    resources = "/XObject<</I 7 0 R>>"
    assert seen(content.format(value=VALUE), resources=resources, more=picture(alpha)) == expected


@pytest.mark.parametrize(("line", "expected"), [(1, "510665"), (5, "")])
def test_a_line_of_a_picture_hides_what_it_covers_for_the_most_part(line, expected):
    """The ring of a seal crosses many characters, also in their middle."""
    entries = "/Type/XObject/Subtype/Image/Width 90/Height 16/ColorSpace/DeviceGray/BitsPerComponent 8"
    rows = b"".join(bytes([255 if abs(row - 8.5) <= line else 0]) * 90 for row in range(16))
    more = stream(b"\xf0" * 90 * 16, entries + "/SMask 8 0 R"), stream(rows, entries)
    shown = seen(VALUE + "q 90 0 0 16 203 682 cm /I Do Q", resources="/XObject<</I 7 0 R>>", more=more)
    assert shown[0] == expected


WHOLE_PAGE = "q 595 0 0 842 0 0 cm /I Do Q\n"
LONG = text(106, 685, "联系人：陈晓岚，知识产权部")


@pytest.mark.parametrize("content", [WHOLE_PAGE + LONG.replace("BT", "BT 3 Tr"), LONG + WHOLE_PAGE])
def test_the_text_layer_of_a_scan_is_read_with_doubt(content):
    resources = "/XObject<</I 7 0 R>>"
    sheet = read(pdf(content, resources=resources, more=picture(255)))
    assert [block.text for block in sheet.blocks] == ["联系人：陈晓岚，知识产权部"]
    assert [note.code for note in sheet.notes] == ["reading.text_layer"]


def test_writing_over_a_letterhead_is_no_text_layer():
    resources = "/XObject<</I 7 0 R>>"
    sheet = read(pdf(WHOLE_PAGE + LONG, resources=resources, more=picture(255)))
    assert (len(sheet.blocks), sheet.notes) == (1, ())


def annotated(content, *annotations):
    """A page with these annotations over it."""
    refs = " ".join(f"{number} 0 R" for number in range(7, 7 + len(annotations)))
    bodies = tuple(f"<</Type/Annot/F 4{each}>>".encode() for each in annotations)
    return seen(content, page=f"/Annots[{refs}]", more=bodies)


def said(words):
    return f"<feff{words.encode('utf-16-be').hex()}>"


def marked(kind, left, right, more="", y=684):
    quad = f"{left} {y + 11} {right} {y + 11} {left} {y} {right} {y}"
    return f"/Subtype/{kind}/Rect[{left} {y} {right} {y + 11}]/QuadPoints[{quad}]{more}"


def caret(x, words, more=""):
    return f"/Subtype/Caret/Rect[{x} 682 {x + 6} 690]/Contents{said(words)}{more}"


@pytest.mark.parametrize(
    ("annotations", "expected"),
    [
        ([marked("StrikeOut", 205, 236)], ("665", [("struck", "510")])),
        ([marked("StrikeOut", 205, 270)], ("", [("struck", "510665")])),
        ([marked("StrikeOut", 205, 270), caret(266, "510666")], ("510666", [("replaced", "510665")])),
        ([marked("StrikeOut", 205, 236), caret(233, "511")], ("511665", [("replaced", "510")])),
        ([marked("StrikeOut", 205, 270, "/IRT 8 0 R/RT/Group"), caret(400, "1")], ("1", [("replaced", "510665")])),
        ([caret(266, "改为510666")], ("510665", [("comment", "改为510666")])),
        ([marked("StrikeOut", 205, 236, "/F 2")], ("510665", [])),
        *[([marked(kind, 205, 270)], ("510665", [])) for kind in ("Squiggly", "Underline", "Highlight")],
        ([marked("Underline", 205, 270, f"/Contents{said('请核对')}")], ("510665", [("comment", "请核对")])),
        (["/Subtype/Line/Rect[200 680 300 700]/L[204 689.5 268 689.5]"], ("", [("struck", "510665")])),
        (["/Subtype/Line/Rect[200 680 300 700]/L[204 683 268 683]"], ("510665", [])),
        ([f"/Subtype/Text/Rect[280 684 296 698]/Contents{said('邮编待定')}"], ("510665", [("comment", "邮编待定")])),
        ([f"/Subtype/Popup/Rect[280 684 296 698]/Contents{said('邮编待定')}"], ("510665", [])),
        ([f"/Subtype/Square/Rect[203 682 293 698]/NM(ipforms-1)/Contents{said('邮编')}"], ("510665", [])),
        (["/Subtype/Ink/Rect[203 682 293 698]/InkList[[204 683 290 697]]"], ("510665", [("ink", "510665")])),
        (["/Subtype/Square/Rect[203 682 293 698]/C[1 0 0]"], ("510665", [])),
        (["/Subtype/Square/Rect[203 682 293 698]/IC[1 1 1]"], ("", [("painted_over", "510665")])),
        (
            [f"/Subtype/FreeText/Rect[203 682 293 698]/C[1 1 1]/Contents{said('510666')}"],
            ("510666", [("painted_over", "510665")]),
        ),
    ],
)
def test_what_is_marked_on_a_page_counts_as_a_person_sees_it(annotations, expected):
    page = [each.replace("/F 4/F 2", "/F 2") for each in annotations]
    assert annotated(VALUE, *page) == expected


RICH = '<?xml version="1.0"?><body><p>510666</p></body>'


@pytest.mark.parametrize("text_of", [f"/Contents{said('510666')}", f"/RC({RICH})", "/AP<</N 8 0 R>>"])
@pytest.mark.parametrize("kind", ["FreeText", "Stamp"])
def test_what_is_typed_on_a_page_stands_where_it_is_typed(kind, text_of):
    if kind == "Stamp" and "/AP" not in text_of:
        return
    drawing = stream(
        text(3, 4, "510666").encode(), "/Type/XObject/Subtype/Form/BBox[0 0 90 16]/Resources<</Font<</F 3 0 R>>>>"
    )
    note = f"<</Type/Annot/F 4/Subtype/{kind}/Rect[203 682 293 698]{text_of}>>".encode()
    assert seen("", page="/Annots[7 0 R]", more=(note, drawing)) == ("510666", [])
    value, told = seen(VALUE, page="/Annots[7 0 R]", more=(note, drawing))
    assert told if "/AP" in text_of else "510666" in value


@pytest.mark.parametrize(
    ("before", "mark", "expected"),
    [
        ("42", "1", ("42", [("note_mark", "1")])),
        ("何嘉敏", "[2]", ("何嘉敏", [("note_mark", "[2]")])),
        ("何嘉敏", "*", ("何嘉敏", [("note_mark", "*")])),
        ("350m", "2", ("350m2", [])),
        ("3×10", "4", ("3×10⁴", [])),
    ],
)
def test_the_raised_mark_of_a_note_is_no_part_of_a_value(before, mark, expected):
    assert seen(text(206, 685, before) + text(206 + 10 * len(before), 689.5, mark, 6)) == expected


def box(character, left, right, top, bottom):
    return Character(character, BoundingBox(left, top, right, bottom))


@pytest.mark.parametrize("sign", "-+")
def test_a_hyphen_that_stands_above_the_line_in_its_own_tight_box_is_no_exponent(sign):
    number = [box("9", 0, 6, 0, 9), box(sign, 6, 9, 0, 6.3), box("8", 9, 15, 0, 9)]
    assert "".join(each.text for each in without_note_marks(number)[0]) == f"9{sign}8"
    power = [box("1", 0, 6, 0, 9), box("0", 6, 12, 0, 9), box(sign, 12, 14, -1, 4), box("4", 14, 17, -1, 4)]
    assert "".join(each.text for each in without_note_marks(power)[0]) == f"10{'⁻⁺'['-+'.index(sign)]}⁴"


def test_small_writing_of_another_cell_is_not_raised():
    cell = [box("9", 266, 273, 209, 221)]
    small = [box(each, 405 + 5 * at, 410 + 5 * at, 205.3, 214.3) for at, each in enumerate("020-81")]
    assert without_note_marks(cell + small) == (cell + small, [])
    mark = box("1", 273, 276, 207, 213)
    told, (note,) = without_note_marks([*cell, mark, *small])
    assert ("".join(each.text for each in told), note.text) == ("9020-81", "1")


def test_small_writing_on_the_line_is_no_mark():
    assert seen(text(206, 685, "42") + text(226, 685, "1 ", 7))[1] == []


HEADS = (
    grid((60, 400), (780, 760))
    + grid((60, 200, 300, 400), (760, 740))
    + text(66, 765, "人员汇总表")
    + text(66, 745, "姓名")
    + text(206, 745, "职务")
    + text(306, 745, "电话")
)


@pytest.mark.parametrize("two_levels", [False, True])
def test_header_rows_that_are_repeated_on_the_next_page_are_read_once(two_levels):
    heads = HEADS
    if two_levels:
        heads = grid((60, 200, 400), (780, 740)) + rule(200, 760, 400, 760) + rule(300, 760, 300, 740)
        heads += text(66, 755, "姓名") + text(206, 765, "联系方式") + text(206, 745, "电话") + text(306, 745, "邮箱")

    def page(*names):
        rows = grid((60, 200, 300, 400), [740 - 20 * at for at in range(len(names) + 1)])
        return heads + rows + "".join(text(66, 725 - 20 * at, name) for at, name in enumerate(names))

    (table,) = [b for b in read(pdf(page("陈晓岚", "马俊杰"), page("何嘉敏"))).blocks if isinstance(b, Table)]
    assert [cell.text for cell in table.cells if cell.column == 0][-3:] == ["陈晓岚", "马俊杰", "何嘉敏"]
    assert table.rows == 5


def test_a_table_in_a_frame_that_it_touches_is_a_table():
    frame = grid((90, 310), (720, 650))
    drawn = frame + grid((100, 200, 300), (700, 680, 650)) + LABELS + VALUE
    (table,) = [block for block in read(pdf(drawn)).blocks if isinstance(block, Table)]
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [
        (0, 0, "邮政编码"),
        (0, 1, "510665"),
        (1, 0, "联系人"),
        (1, 1, "陈晓岚"),
    ]


GB = "".join(f"\\{byte:03o}" for byte in "广州公司".encode("gb2312"))


@pytest.mark.parametrize(
    ("kind", "value", "expected", "told"),
    [
        ("/FT/Tx", "[(a) (b)]", None, ["array"]),
        ("/FT/Tx", "<</A 1>>", "", ["dictionary"]),
        ("/FT/Tx", "8 0 R", "甲公司", ["stream"]),
        ("/FT/Ch/Opt[(a)(b)]", "<</A 1>>", "", ["dictionary"]),
        ("/FT/Ch/Opt[(a)(b)]", "[(a) (b)]", "a、b", []),
        ("/FT/Btn", "[(a) (b)]", "", ["array"]),
        ("/FT/Tx", f"({GB})", "广州公司", ["GB 2312"]),
        ("/FT/Tx", "(a)", "a", []),
    ],
)
def test_a_field_value_that_is_no_text_is_never_read_as_code(kind, value, expected, told):
    widget = f"<</Type/Annot/Subtype/Widget{kind}/T(name)/V {value}/Rect[203 682 293 698]/F 4/DA(/F 10 Tf)>>".encode()
    more = (widget, stream("甲公司".encode("utf-16")))
    sheet = read(pdf(LABELS, page="/Annots[7 0 R]", catalogue="/AcroForm<</Fields[7 0 R]>>", more=more))
    assert expected is None or sheet.fields[0].text == expected
    assert "[" not in sheet.fields[0].text
    assert [trace.text for trace in sheet.traces if trace.code == "reading.field_value"] == told


def form(content, resources=""):
    return stream(content.encode(), f"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<{resources}>>")


def test_pages_imposed_on_one_sheet_are_read():
    font = "/Font<</F 3 0 R>>"
    figure = stream(b"0 0 m 5 5 l S %" + b"x" * 56_000, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    sheets = [form(GRID + LABELS + VALUE + "/Fm0 Do " * 20, f"{font}/XObject<</Fm0 7 0 R>>") for _ in range(9)]
    names = "".join(f"/Fm{at} {8 + at} 0 R" for at in range(9))
    drawn = "q .7 0 0 .7 0 400 cm /Fm0 Do Q q .7 0 0 .7 300 400 cm /Fm1 Do Q /Fm8 Do"
    limits = PdfLimits(drawn_bytes=5_000_000)
    made = pdf(drawn, resources=f"/XObject<<{names}>>", more=(figure, *sheets))
    assert len([block for block in read(made, limits=limits).blocks if isinstance(block, Table)]) == 3
    with pytest.raises(LimitExceeded):
        read(made, limits=PdfLimits(drawn_bytes=1_000_000))


def layered(content, off, membership="", base="", drawing=""):
    """A page with two layers, 7 and 8; 9 is a membership of them, 10 a group that belongs to one."""
    config = f"/D<<{base}/OFF[{off}]>>"
    properties = f"/OCProperties<</OCGs[7 0 R 8 0 R]{config}>>"
    resources = "/Properties<</A 7 0 R/B 8 0 R/M 9 0 R>>/XObject<</G 10 0 R>>"
    group = stream(
        drawing.encode(), "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/OC 7 0 R"
    )
    layers = (b"<</Type/OCG/Name(A)>>", b"<</Type/OCG/Name(B)>>", f"<</Type/OCMD{membership}>>".encode(), group)
    return seen(content, catalogue=properties, resources=resources, more=layers)


def on_layer(name, said, x=206):
    return f"/OC /{name} BDC {text(x, 685, said)} EMC "


OFF = ("42", [("layer_off", "94")])


@pytest.mark.parametrize(
    ("off", "more", "expected"),
    [
        ("7 0 R", {}, OFF),
        ("", {}, ("94 42", [])),
        ("", {"base": "/BaseState/OFF/ON[8 0 R]"}, OFF),
        ("8 0 R", {}, ("94", [("layer_off", "42")])),
    ],
)
def test_the_text_of_a_layer_that_is_off_is_not_read_and_told(off, more, expected):
    assert layered(on_layer("A", "94") + on_layer("B", "42", 230), off, **more) == expected


@pytest.mark.parametrize(
    ("membership", "is_shown"),
    [
        ("/OCGs[7 0 R 8 0 R]", True),
        ("/OCGs[7 0 R 8 0 R]/P/AllOn", False),
        ("/OCGs 7 0 R", False),
        ("/OCGs 7 0 R/P/AllOff", True),
        ("/VE[/Not 7 0 R]", True),
        ("/VE[/And 7 0 R 8 0 R]", False),
    ],
)
def test_what_belongs_to_several_layers_is_shown_by_their_rule(membership, is_shown):
    expected = ("94 42", []) if is_shown else OFF
    assert layered(on_layer("M", "94") + text(230, 685, "42"), "7 0 R", membership) == expected


def test_a_group_on_a_layer_that_is_off_is_not_read_and_told():
    assert layered("/G Do " + text(230, 685, "42"), "7 0 R", drawing=text(206, 685, "94")) == OFF
    assert layered("/G Do " + text(230, 685, "42"), "", drawing=text(206, 685, "94")) == ("94 42", [])
    painted = layered(text(206, 685, "94") + "/G Do ", "7 0 R", drawing=fill(203, 682, 90, 16))
    assert painted == ("94", [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (rule(200, 688.5, 300, 688.5), ("", [("struck", "510665")])),
        (rule(200, 688.5, 262, 688.5), ("", [("struck", "510665")])),
        (rule(204, 687.5, 264, 687.5) + rule(204, 689.5, 264, 689.5), ("", [("struck", "510665")])),
        (rule(204, 684, 264, 692), ("510665", [("ink", "10665")])),
        (rule(203, 683, 297, 683), ("510665", [])),
        (rule(204, 696, 264, 696), ("510665", [])),
        (rule(200, 700, 230, 680), ("510665", [])),
    ],
)
def test_a_line_through_writing_strikes_it_out_and_one_beside_does_not(line, expected):
    assert seen(VALUE + line) == expected


def test_a_hyphen_at_the_end_of_a_line_may_only_break_the_word():
    def doubts(first, second):
        lines = grid((100, 161, 300), (700, 660)) + text(105.4, 685, first) + text(105.4, 670, second)
        return [(each.before[-1:], each.read, each.others) for each in read(pdf(lines)).doubts if each.read == "-"]

    assert doubts("yunl-", "ing@a") == [("l", "-", ("",))]
    assert doubts("0579-", "84519") == []
