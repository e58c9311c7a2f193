"""Paragraphs, tables, text boxes, lists, and what stands apart from the body."""

from __future__ import annotations

import pytest

from ipforms.formats.docx import read
from ipforms.paths import Place
from ipforms.sheet import Paragraph, Table
from tests.formats.notation import (
    OFFICE,
    anchored,
    codes,
    document,
    docx,
    p,
    package,
    r,
    root,
    sdt,
    sheet,
    spans,
    table,
    tbl,
    tc,
    textbox,
    texts,
    tr,
    traces,
)


def span(columns: object) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_a_cell_knows_its_text_and_its_place():
    made = sheet(p("前"), tbl(tr("甲", "乙"), tr("丙", "丁")))

    assert isinstance(made.blocks[1], Table)
    last = made.blocks[1].cells[-1]
    assert (last.text, last.place) == ("丁", Place(table=1, row=2, column=2))
    assert str(last.place) == "第1个表格第2行第2列"


def test_paragraphs_outside_of_tables_are_numbered():
    made = sheet(p("甲"), tbl(tr("乙")), p("丙"))

    assert [block.place.row for block in made.blocks if isinstance(block, Paragraph)] == [1, 2]


def test_paragraphs_of_a_cell_are_lines():
    assert table(tr(tc("甲", "", p(r("乙", "<w:br/>", "丙"))))).cells[0].text == "甲\n\n乙\n丙"


def test_merged_cells_appear_once_with_their_spans():
    made = table(tr(tc("甲", look=RESTART), tc("乙", look=span(2))), tr(tc("", look=CONTINUE), "丙", "丁"))

    assert spans(made) == [(0, 0, 2, 1, "甲"), (0, 1, 1, 2, "乙"), (1, 1, 1, 1, "丙"), (1, 2, 1, 1, "丁")]
    assert (made.rows, made.columns) == (2, 3)


def test_a_row_may_begin_and_end_inside_of_the_grid():
    look = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'

    assert spans(table(tr("甲", "乙", "丙"), tr("丁", look=look)))[-1] == (1, 1, 1, 1, "丁")


@pytest.mark.parametrize(("nonsense", "columns"), [(0, 1), (-3, 1), ("三", 1), ("", 1), (10**9, 63), ("9" * 5000, 1)])
def test_a_span_that_makes_no_sense_is_put_right_with_a_note(nonsense, columns):
    made = sheet(tbl(tr(tc("甲", look=span(nonsense)), "乙")))

    assert spans(made.blocks[0])[0] == (0, 0, 1, columns, "甲")
    assert codes(made) == ["reading.span"]


@pytest.mark.parametrize("nonsense", ["-1", "x", "99999999"])
def test_a_beginning_of_a_row_that_makes_no_sense_loses_no_cell(nonsense):
    made = sheet(tbl(tr("甲", look=f'<w:gridBefore w:val="{nonsense}"/>')))

    assert list(made.texts()) == ["甲"]
    assert codes(made) == ["reading.span"]


def test_old_horizontal_merges_are_spans():
    made = table(tr(tc("甲", look='<w:hMerge w:val="restart"/>'), tc("", look="<w:hMerge/>"), "乙"))

    assert spans(made) == [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙")]


def test_a_merge_that_goes_on_from_nothing_is_a_cell():
    assert spans(table(tr(tc("甲", look=CONTINUE), tc("乙", look="<w:hMerge/>"))))[0] == (0, 0, 1, 1, "甲")


def test_text_under_a_merged_cell_is_not_seen_but_noted():
    made = sheet(tbl(tr(tc("甲", look=RESTART)), tr(tc("乙", look=CONTINUE))))

    assert list(made.texts()) == ["甲"]
    assert traces(made) == [("reading.covered_text", "乙")]


def lines(above, below):
    """What is drawn over and under a cell; None says nothing of it."""
    drawn = "".join(f'<w:{edge} w:val="{line}"/>' for edge, line in (("top", above), ("bottom", below)) if line)
    return f'<w:tcBorders><w:left w:val="single"/>{drawn}</w:tcBorders>'


INSIDE = '<w:tblBorders><w:insideH w:val="single"/></w:tblBorders>'
WIPED = [(None, None, ""), ("nil", "none", INSIDE)]  # as LibreOffice saves a line that was wiped out, and as Word does


def in_lines(texts, look, *edges):
    """The cells of a first column with these edges; those beside it have lines all around."""
    rows = [
        tr(tc(text, look=lines(*own)), tc("1", look=lines("single", "single")))
        for text, own in zip(texts, edges, strict=True)
    ]
    made = sheet(f"<w:tbl><w:tblPr>{look}</w:tblPr>{''.join(rows)}</w:tbl>").blocks[0]
    return [cell for cell in spans(made) if cell[1] == 0]


@pytest.mark.parametrize(("above", "below", "look"), WIPED)
def test_cells_between_which_no_line_is_drawn_are_one(above, below, look):
    edges = (("single", below), (above, below), (above, "single"))

    assert in_lines(["", "专利（件）", ""], look, *edges) == [(0, 0, 3, 1, "专利（件）")]
    assert [row[4] for row in in_lines(["甲", "乙", ""], look, *edges)] == ["甲", "乙"]  # two texts are two cells


@pytest.mark.parametrize("look", ["", INSIDE])
def test_a_line_on_one_side_parts_cells(look):
    assert len(in_lines(["", "甲"], look, ("single", "nil"), ("single", "single"))) == 2
    assert len(in_lines(["", "甲"], look, ("single", "single"), ("nil", "single"))) == 2


def test_cells_whose_table_draws_the_lines_or_whose_row_has_none_are_apart():
    assert len(in_lines(["", "甲"], INSIDE, ("single", None), (None, "single"))) == 2
    bare = lines("nil", "nil")
    assert (
        len(spans(table(tr(tc("", look=bare), tc("甲", look=bare)), tr(tc("乙", look=bare), tc("", look=bare))))) == 4
    )


def test_a_merge_ends_where_a_row_has_no_such_cell():
    made = table(tr(tc("甲", look=RESTART)), tr("乙"), tr(tc("丙", look=CONTINUE)))

    assert spans(made) == [(0, 0, 1, 1, "甲"), (1, 0, 1, 1, "乙"), (2, 0, 1, 1, "丙")]


def test_rows_may_have_different_widths():
    made = table(tr("甲"), tr("乙", "丙", "丁"), tr("戊", "己"))

    assert (made.rows, made.columns, len(made.cells)) == (3, 3, 6)


@pytest.mark.parametrize("wrap", ["cell", "row", "block", "custom"])
def test_a_content_control_around_a_cell_a_row_or_a_table_is_read_through(wrap):
    row = tr("甲", sdt(tc("乙")) if wrap == "cell" else "乙", "丙")
    row = sdt(row) if wrap == "row" else f"<w:customXml>{row}</w:customXml>" if wrap == "custom" else row

    assert texts(sdt(tbl(row)) if wrap == "block" else tbl(row)) == ["甲", "乙", "丙"]


def test_a_content_control_around_paragraphs_is_read_through():
    assert texts(sdt(p("甲") + sdt(p("乙"))), p("丙")) == ["甲", "乙", "丙"]


def test_rows_and_cells_that_are_deleted_are_gone():
    made = table(tr("甲", tc("乙", look="<w:cellDel/>"), "丙"), tr("丁", look="<w:del/>"), tr("戊", look="<w:ins/>"))

    assert spans(made) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "丙"), (1, 0, 1, 1, "戊")]


def test_a_table_whose_rows_are_all_deleted_is_gone():
    assert texts(tbl(tr("甲", look="<w:del/>")), p("乙")) == ["乙"]


def test_a_hidden_row_is_not_seen_but_noted():
    made = sheet(tbl(tr("甲"), tr("密", look="<w:hidden/>")))

    assert list(made.texts()) == ["甲"]
    assert traces(made) == [("reading.hidden_text", "密")]


def test_a_table_in_a_cell_is_lines_with_tabs_and_a_table_of_its_own():
    inner = tbl(tr("发明", "5"), tr("外观", tc("3", "件")))
    cell = table(tr(tc("专利：", inner, p()), "乙")).cells[0]

    assert cell.text == "专利：\n发明\t5\n外观\t3 件"
    assert [each.text for each in cell.tables[0].cells] == ["发明", "5", "外观", "3\n件"]
    assert cell.tables[0].cells[-1].place == cell.place


def test_a_frame_in_a_cell_keeps_its_lines():
    assert table(tr(tc(tbl(tr(tc(p("甲"), p("乙")))), p()))).cells[0].text == "甲\n乙"


def test_a_merged_cell_of_a_table_in_a_cell_keeps_the_columns_in_line():
    inner = tbl(tr(tc("甲", look=RESTART), "乙"), tr(tc("", look=CONTINUE), "丙"))

    assert table(tr(tc(inner, p()))).cells[0].text == "甲\t乙\n\t丙"


def test_a_text_box_comes_after_the_paragraph_that_it_hangs_on():
    boxed = anchored(textbox(p("框一"), tbl(tr("框二"))))

    assert texts(p("甲", boxed, "乙"), p("丙")) == ["甲乙", "框一", "框二", "丙"]


def test_a_text_box_of_before_is_read():
    shape = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></v:shape></w:pict>"

    assert texts(p(r(shape))) == ["", "框"]


def test_a_text_box_that_is_written_twice_is_read_once():
    new = f'<w:drawing><wp:docPr name=""/>{textbox(p("框"))}</w:drawing>'
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    both = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'

    assert texts(p("甲", r(f"<mc:AlternateContent>{both}</mc:AlternateContent>"))) == ["甲", "框"]


def test_a_text_box_that_floats_over_a_cell_is_apart_from_its_text():
    made = sheet(tbl(tr(tc(p("甲", anchored(textbox(p("框")))), "乙"))))

    assert (list(made.texts()), traces(made)) == (["甲\n乙"], [("reading.floating_text", "框")])


def test_a_text_box_over_a_blank_cell_is_what_was_filled_in():
    made = sheet(tbl(tr("甲", tc(p(" ", anchored(textbox(p("乙"), p("丙"))))))))

    assert (list(made.texts()), traces(made)) == (["甲", "乙\n丙"], [("reading.text_box", "乙\n丙")])


def test_a_text_box_that_stands_in_its_line_is_lines_of_the_cell():
    inline = r(f'<w:drawing><wp:inline><wp:docPr id="1" name=""/>{textbox(p("框"))}</wp:inline></w:drawing>')

    assert table(tr(tc(p("甲", inline), "乙"))).cells[0].text == "甲\n框\n乙"


STAMPS = {
    "round": '<wps:spPr><a:prstGeom prst="ellipse"/></wps:spPr>',
    "turned": '<wps:spPr><a:xfrm rot="2700000"/><a:prstGeom prst="rect"/></wps:spPr>',
    "bent": '<wps:bodyPr><a:prstTxWarp prst="textArchUp"/></wps:bodyPr>',
}


@pytest.mark.parametrize("look", STAMPS)
def test_a_stamp_over_a_line_is_apart_from_the_text(look):
    inside = f"<w:txbxContent>{p('甲公司')}</w:txbxContent>"
    made = sheet(p("签章：", anchored(f"<wps:wsp>{STAMPS[look]}<wps:txbx>{inside}</wps:txbx></wps:wsp>")), p("乙"))

    assert (list(made.texts()), traces(made)) == (["签章：", "乙"], [("reading.floating_text", "甲公司")])
    assert made.traces[0].place == Place(row=1)


def test_a_stamp_in_a_blank_cell_is_not_what_was_filled_in():
    inside = f"<w:txbxContent>{p('甲公司')}</w:txbxContent>"
    stamp = anchored(f"<wps:wsp>{STAMPS['round']}<wps:txbx>{inside}</wps:txbx></wps:wsp>")
    made = sheet(tbl(tr(tc(p(stamp)))))

    assert (list(made.texts()), traces(made)) == ([""], [("reading.floating_text", "甲公司")])


def test_a_watermark_behind_the_text_is_apart_from_it():
    behind = anchored(textbox(p("仅供参考"))).replace("<wp:anchor>", '<wp:anchor behindDoc="1">')

    assert texts(p("甲", behind)) == ["甲"]


def test_numbers_before_short_lines_of_a_cell_are_no_part_of_what_was_filled_in():
    one = table(tr(tc(p("42", look=numbered())), tc(p("", look=numbered())))).cells
    numbering = levels(("decimal", "%1."))

    assert [cell.text for cell in one] == ["42", ""]
    assert texts(tbl(tr(tc(p("42", look=numbered()), ""))), numbering=numbering) == ["42\n"]
    assert texts(tbl(tr(tc(p("", look=numbered())))), numbering=numbering) == ["1."]
    assert texts(tbl(tr(tc(p("甲", look=numbered()), p("乙", look=numbered())))), numbering=numbering) == ["甲\n乙"]
    assert texts(tbl(tr(tc(p("长" * 60, look=numbered())))), numbering=numbering) == ["1." + "长" * 60]
    dots, boxes = levels(("bullet", "●")), levels(("bullet", "□"))
    assert texts(tbl(tr(tc(p("甲", look=numbered())))), numbering=dots) == ["甲"]
    assert texts(tbl(tr(tc(p("甲", look=numbered())))), numbering=boxes) == ["□甲"]
    chinese = levels(("chineseCounting", "%1、"))
    assert texts(tbl(tr(tc(p("保护情况", look=numbered())))), numbering=chinese) == ["一、保护情况"]


@pytest.mark.parametrize("hidden", ["level", "end of the paragraph"])
def test_a_number_that_is_not_seen_is_not_read(hidden):
    look = "<w:rPr><w:vanish/></w:rPr>"
    numbering = levels(("decimal", "%1."))
    if hidden == "level":
        numbering = numbering.replace("</w:lvl>", f"{look}</w:lvl>")
    made = sheet(p("42", look=numbered() + (look if hidden != "level" else "")), numbering=numbering)

    assert (list(made.texts()), traces(made)) == (["42"], [("reading.hidden_text", "1.")])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("图片 1", "picture"),
        ("公章.png", "seal"),
        ("Seal 3", "seal"),
        ("章程.jpg", "picture"),
        ("张三签名", "signature"),
        ("sign.png", "signature"),
        ("design.png", "picture"),
    ],
)
def test_a_picture_is_a_mark_with_its_place(name, kind):
    picture = anchored(
        '<a:graphic><pic:pic><pic:blipFill><a:blip r:embed="r1"/></pic:blipFill></pic:pic></a:graphic>', name
    )
    (mark,) = sheet(tbl(tr("甲", tc(p(picture))))).marks

    assert (mark.kind, mark.name, mark.place) == (kind, name, Place(table=1, row=1, column=2))


def test_a_picture_of_before_an_object_and_a_shape_are_marks():
    old = '<w:pict><v:shape alt="合同章"><v:imagedata r:id="r1" o:title="scan"/></v:shape></w:pict>'
    embedded = '<w:object><v:shape><v:imagedata r:id="r1"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'
    made = sheet(p(r(old)), p(r(embedded)), p(anchored("<wps:wsp/>", "直线 1")))

    assert [mark.kind for mark in made.marks] == ["seal", "object", "shape"]
    assert "Excel.Sheet.12" in made.marks[1].name


def test_a_text_box_is_no_mark():
    assert sheet(p(anchored(textbox(p("框")), "文本框 1"))).marks == ()


def test_headers_footers_and_notes_stand_apart():
    header = root(p("页眉") + tbl(tr("格")), "hdr")
    notes = root(f'<w:footnote w:type="separator">{p("—")}</w:footnote><w:footnote>{p("注")}</w:footnote>', "footnotes")
    made = sheet(p("甲"), header=header, footer=root(p("第1页"), "ftr"), footnotes=notes)

    assert [(each.text, each.place.part) for each in made.margins] == [
        ("页眉", "header"),
        ("格", "header"),
        ("第1页", "footer"),
        ("注", "note"),
    ]
    assert list(made.texts()) == ["甲"]


def numbered(level: int = 0, name: str = "1") -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>'


def levels(*formats: tuple[str, str]) -> str:
    inside = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(formats)
    )
    num = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return root(f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>{num}', "numbering")


@pytest.mark.parametrize(
    ("kind", "text", "seen"),
    [
        ("decimal", "%1.", ["1.甲", "2.乙"]),
        ("chineseCounting", "%1、", ["一、甲", "二、乙"]),
        ("chineseCountingThousand", "（%1）", ["（一）甲", "（二）乙"]),
        ("decimalEnclosedCircle", "%1", ["①甲", "②乙"]),
        ("upperRoman", "%1", ["I甲", "II乙"]),
        ("bullet", "□", ["□甲", "□乙"]),
        ("none", "", ["甲", "乙"]),
    ],
)
def test_numbers_that_word_makes_are_seen(kind, text, seen):
    assert texts(p("甲", look=numbered()), p("乙", look=numbered()), numbering=levels((kind, text))) == seen


def test_numbers_of_a_deeper_level_begin_anew():
    numbering = levels(("decimal", "%1."), ("decimal", "%1.%2."))
    marks = (0, 1, 1, 0, 1)

    found = texts(*(p("x", look=numbered(level)) for level in marks), numbering=numbering)
    assert found == ["1.x", "1.1.x", "1.2.x", "2.x", "2.1.x"]


@pytest.mark.parametrize("look", [numbered(0, "0"), numbered(0, "9"), numbered(99), numbered(0, "x")])
def test_a_list_that_is_none_or_missing_has_no_number(look):
    assert texts(p("甲", look=look), numbering=levels(("decimal", "%1."))) == ["甲"]


def test_a_style_can_number_a_paragraph():
    styles = root(f'<w:style w:styleId="h"><w:pPr>{numbered()}</w:pPr></w:style>', "styles")

    assert texts(p("甲", look='<w:pStyle w:val="h"/>'), styles=styles, numbering=levels(("decimal", "%1."))) == ["1.甲"]


def test_strict_ooxml_is_read_alike():
    strict = document(p("甲"), tbl(tr(tc("乙", look=span(2))))).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/relationships/officeDocument" Target="/word/main.xml"/></Relationships>'
    ).replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument")

    assert list(read(package({"_rels/.rels": rels, "word/main.xml": strict})).texts()) == ["甲", "乙"]


def test_utf_16_is_read():
    xml = ('<?xml version="1.0" encoding="UTF-16"?>' + document(p("甲"))).encode("utf-16")

    assert list(read(package({"word/document.xml": xml})).texts()) == ["甲"]


def test_an_embedded_document_that_is_not_read_is_noted():
    assert codes(sheet(p("甲"), '<w:altChunk r:id="r1"/>')) == ["reading.foreign_part"]


def test_alternatives_around_blocks_are_read_once():
    both = f'<mc:Choice Requires="x">{p("新")}</mc:Choice><mc:Fallback>{p("旧")}</mc:Fallback>'

    assert texts(f"<mc:AlternateContent>{both}</mc:AlternateContent>") == ["新"]


def test_the_same_bytes_give_the_same_sheet():
    data = docx(p("甲"), tbl(tr("乙", "丙")))

    assert read(data) == read(data)
