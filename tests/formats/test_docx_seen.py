"""What a person sees of a returned document is read; what is struck, hidden, pale or a prompt is told."""

from __future__ import annotations

import pytest

from ipforms.paths import Place
from tests.formats.notation import (
    anchored,
    char,
    field,
    line,
    p,
    r,
    root,
    sdt,
    sheet,
    sym,
    tbl,
    tc,
    texts,
    tr,
    traces,
)

WHITE = '<w:color w:val="FFFFFF"/>'
UNSEEN = {
    "strike": ("<w:strike/>", "reading.struck"),
    "dstrike": ('<w:dstrike w:val="true"/>', "reading.struck"),
    "vanish": ("<w:vanish/>", "reading.hidden_text"),
    "white": (WHITE, "reading.invisible_text"),
    "nearly white": ('<w:color w:val="fefefe"/>', "reading.invisible_text"),
    "theme": ('<w:color w:themeColor="background1"/>', "reading.invisible_text"),
    "of its shading": (
        '<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
        "reading.invisible_text",
    ),
    "tiny": ('<w:sz w:val="1"/>', "reading.invisible_text"),
    "narrow": ('<w:w w:val="1"/>', "reading.invisible_text"),
    "no ink": ("<w14:textFill><w14:noFill/></w14:textFill>", "reading.invisible_text"),
}
SEEN = [
    '<w:strike w:val="0"/>',
    '<w:dstrike w:val="false"/>',
    '<w:vanish w:val="off"/>',
    "<w:webHidden/>",
    '<w:color w:val="FF0000"/>',
    '<w:color w:val="auto"/>',
    '<w:color w:val="D9D9D9"/>',
    '<w:sz w:val="10"/>',
    '<w:w w:val="66"/>',
    f'{WHITE}<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>',
    f'{WHITE}<w:highlight w:val="black"/>',
    '<w:highlight w:val="yellow"/>',
    '<w:vertAlign w:val="subscript"/>',
]


def styles(*of: str, defaults: str = "") -> str:
    """A styles part; each style is its id, its type and what it says of characters."""
    return root(
        (f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>" if defaults else "")
        + "".join(of),
        "styles",
    )


def style(name: str, look: str, kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}">{more}<w:rPr>{look}</w:rPr></w:style>'


P_STYLE, R_STYLE = '<w:pStyle w:val="P"/>', '<w:rStyle w:val="C"/>'


@pytest.mark.parametrize("why", UNSEEN)
def test_what_is_not_seen_is_no_part_of_the_value_but_told(why):
    look, code = UNSEEN[why]
    made = sheet(tbl(tr("企业总人数", tc(p(r("300", look=look), "321")))))

    assert (list(made.texts()), traces(made)) == (["企业总人数", "321"], [(code, "300")])
    assert made.traces[0].place == Place(table=1, row=1, column=2)


@pytest.mark.parametrize("why", ["strike", "dstrike", "vanish", "white", "theme", "tiny"])
@pytest.mark.parametrize("level", ["character", "paragraph", "default", "based on", "table", "document"])
def test_a_style_can_take_text_out_of_sight(why, level):
    look, code = UNSEEN[why]
    parts = {
        "character": styles(style("C", look, "character")),
        "paragraph": styles(style("P", look)),
        "default": styles(style("N", look).replace("<w:style ", '<w:style w:default="1" ')),
        "based on": styles(style("B", look), style("P", "", more='<w:basedOn w:val="B"/>')),
        "table": styles(style("T", look, "table")),
        "document": styles(defaults=look),
    }
    run = r("300", look=R_STYLE if level == "character" else "")
    cell = tc(p(run, look=P_STYLE if level in ("paragraph", "based on") else ""))
    table = tbl(tr(cell)).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>')
    made = sheet(table, styles=parts[level])

    assert (list(made.texts()), traces(made)) == ([""], [(code, "300")])


def test_a_run_can_turn_off_what_its_style_says():
    part = styles(style("P", f"<w:strike/><w:vanish/>{WHITE}"))
    plain = r("321", look='<w:strike w:val="0"/><w:vanish w:val="0"/><w:color w:val="000000"/>')

    assert texts(p(r("300"), plain, look=P_STYLE), styles=part) == ["321"]


@pytest.mark.parametrize(("paragraph", "character", "seen"), [(1, 1, "300"), (1, 0, ""), (0, 1, ""), (0, 0, "300")])
@pytest.mark.parametrize("toggle", ["strike", "vanish"])
def test_styles_on_two_levels_undo_each_other(toggle, paragraph, character, seen):
    part = styles(
        style("P", f'<w:{toggle} w:val="{paragraph}"/>'), style("C", f'<w:{toggle} w:val="{character}"/>', "character")
    )

    assert "".join(texts(p(r("300", look=R_STYLE), look=P_STYLE), p("乙"), styles=part)) == seen + "乙"


@pytest.mark.parametrize("look", ['<w:color w:val=""/>', "<w:color/>", '<w:sz w:val=""/>', '<w:shd w:val="solid"/>'])
def test_properties_that_make_no_sense_hide_nothing(look):
    assert line(r("300", look=look)) == "300"


@pytest.mark.parametrize("look", SEEN)
def test_what_is_seen_is_read(look):
    assert (line(r("300", look=look)), traces(sheet(p(r("300", look=look))))) == ("300", [])


def test_white_text_is_seen_on_dark_cells_paragraphs_and_styles():
    dark = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>'
    white = r("单位", look=WHITE)
    first_row = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{dark}</w:tcPr></w:tblStylePr>'
    by_style = styles(f'<w:style w:type="table" w:styleId="T">{first_row}</w:style>')
    styled = tbl(tr(tc(p(white)))).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>')

    assert texts(tbl(tr(tc(p(white), look=dark), tc(p(white))))) == ["单位", ""]
    assert texts(p(white, look=dark)) == ["单位"]
    assert texts(styled, styles=by_style) == ["单位"]


def test_text_of_the_colour_of_its_cell_is_not_seen():
    dark = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>'

    assert texts(tbl(tr(tc(p(r("300", look='<w:color w:val="1F4E79"/>')), look=dark)))) == [""]


def test_breaks_and_pictures_among_struck_text_stay():
    cell = tc(p("甲", r("乙", "<w:br/>", look="<w:strike/>"), "丙"))

    assert texts(tbl(tr(cell))) == ["甲\n丙"]


def test_a_struck_symbol_is_no_tick():
    struck = sym("Wingdings", "F0FE").replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>")
    made = sheet(p(struck, r("是", look="<w:strike/>"), sym("Wingdings", "F0FE"), "否"))

    assert (list(made.texts()), traces(made)) == (["☑否"], [("reading.struck", "☑是")])


def test_a_cell_that_is_wholly_struck_is_blank():
    assert texts(tbl(tr("驰名商标", tc(p(r("是", look="<w:strike/>")))))) == ["驰名商标", ""]


@pytest.mark.parametrize(
    ("runs", "seen"),
    [
        (("是 / ", "~否", "  GR2015"), "是  GR2015"),
        (("~是", " / 否"), "否"),
        (("是／", "~否"), "是"),
        (("~是", "/", "~否"), ""),
        (("2012/", "~5", "6/1"), "2012/6/1"),
        (("~5", "/6"), "/6"),
        (("A/", "~B", "C"), "A/C"),
    ],
)
def test_a_stroke_goes_with_the_choice_that_is_struck(runs, seen):
    plain = "<w:t xml:space='preserve'>{}</w:t>"
    written = [r(text[1:], look="<w:strike/>") if text[0] == "~" else r(plain.format(text)) for text in runs]

    assert line(*written) == seen


def test_a_paragraph_that_its_style_hides_leaves_no_line():
    part = styles(style("P", "<w:vanish/>"))

    assert texts(tbl(tr(tc(p("99", look=P_STYLE), p("42")))), styles=part) == ["42"]


def test_a_row_that_is_too_low_for_text_is_not_seen():
    low = '<w:trHeight w:val="10" w:hRule="exact"/>'

    assert texts(tbl(tr("甲"), tr("乙", look=low), tr("丙", look=low.replace("exact", "atLeast")))) == ["甲", "丙"]


def test_lines_that_are_too_low_for_text_are_not_seen():
    low = '<w:spacing w:line="10" w:lineRule="exact"/>'
    made = sheet(p("99", r("9", look="<w:b/>"), look=low), p("42", look=low.replace("exact", "atLeast")))

    assert (list(made.texts()), traces(made)) == (["", "42"], [("reading.invisible_text", "999")])


def test_tracked_deletions_are_told_where_they_were():
    gone = "<w:del><w:r><w:delText>300</w:delText></w:r></w:del>"
    made = sheet(tbl(tr("人数", tc(p(gone, f"<w:ins>{r('321')}</w:ins>"))), tr("丁", look="<w:del/>")))

    assert list(made.texts()) == ["人数", "321"]
    assert traces(made) == [("reading.deleted", "300"), ("reading.deleted", "丁")]


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("before", "raised", "seen"),
    [
        ("42", "1", "42"),
        ("42", "[1]", "42"),
        ("何嘉敏", "2", "何嘉敏"),
        ("5000万元", "①", "5000万元"),
        ("a@example.com", "1", "a@example.com"),
        ("350m", "2", "350m2"),
        ("350 km", "2", "350 km2"),
        ("平方米", "2", "平方米2"),
        ("R", "2", "R2"),
        ("3×10", "4", "3×10⁴"),
        ("1", "st", "1st"),
        ("", "1", "1"),
        ("何嘉敏", "*", "何嘉敏"),
    ],
)
def test_a_raised_mark_of_a_note_is_no_part_of_the_value(before, raised, seen):
    made = sheet(p(before, r(raised, look=RAISED)))

    assert list(made.texts()) == [seen]
    assert traces(made) == ([("reading.note_mark", raised)] if raised not in seen.translate({0x2074: "4"}) else [])


def test_what_is_lifted_from_its_line_is_raised():
    lifted = r("1", look='<w:position w:val="8"/><w:sz w:val="19"/>')
    nudged = r("1", look='<w:position w:val="3"/><w:sz w:val="24"/>')

    assert (line("42", lifted), line("42", nudged)) == ("42", "421")


def test_a_style_can_raise_the_mark_of_a_note():
    part = styles(style("C", RAISED, "character"))

    assert texts(p("42", r("1", look=R_STYLE)), styles=part) == ["42"]


def test_a_comment_is_told_where_it_stands():
    comment = f'<w:comment w:id="3" w:author="李工">{p("请补填")}</w:comment>'
    made = sheet(tbl(tr("甲", tc(p(r('<w:commentReference w:id="3"/>'))))), comments=root(comment, "comments"))

    assert traces(made) == [("reading.comment", "李工：请补填")]
    assert made.traces[0].place == Place(table=1, row=1, column=2)


PICTURE = '<a:graphic><pic:pic><pic:blipFill><a:blip r:embed="r1"/></pic:blipFill></pic:pic></a:graphic>'


@pytest.mark.parametrize(
    ("drawn", "code"),
    [
        (anchored(PICTURE, "图片 1"), "reading.picture"),
        (anchored(PICTURE, "张三签名"), "reading.picture"),
        (r('<w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'), "reading.object"),
        (r('<w:object><w:control w:name="TextBox1"/></w:object>'), "reading.object"),
    ],
)
def test_what_stands_in_a_blank_cell_in_the_place_of_text_is_told(drawn, code):
    blank, filled = (sheet(tbl(tr("甲", tc(p(drawn, text))))) for text in ("", "乙"))

    assert [trace.code for trace in blank.traces] == [code]
    assert [trace.code for trace in filled.traces] == [code] * (code == "reading.object")
    assert blank.traces[0].place == Place(table=1, row=1, column=2)


@pytest.mark.parametrize(("base", "power", "seen"), [("10", "4", "10⁴"), ("m", "2", "m2")])
def test_a_power_in_a_formula_is_no_digit_more(base, power, seen):
    base, power = (f"<m:r><m:t>{text}</m:t></m:r>" for text in (base, power))

    assert line(f"<m:oMath><m:sSup><m:e>{base}</m:e><m:sup>{power}</m:sup></m:sSup></m:oMath>") == seen


def test_a_seal_in_a_blank_cell_is_no_news():
    assert traces(sheet(tbl(tr(tc(p(anchored(PICTURE, "公章"))))))) == []


@pytest.mark.parametrize(
    "drawn",
    [
        anchored('<wps:wsp><wps:spPr><a:prstGeom prst="line"/></wps:spPr></wps:wsp>', "直线 1"),
        r('<w:pict><v:line alt="直线 1"/></w:pict>'),
        anchored('<wps:wsp><wps:spPr><a:prstGeom prst="ellipse"/></wps:spPr></wps:wsp>', "直线 1"),
    ],
)
def test_a_shape_that_is_drawn_in_a_cell_is_told(drawn):
    assert traces(sheet(tbl(tr(tc(p("300", drawn)))))) == [("reading.drawn", "直线 1")]
    assert traces(sheet(p("单位：", drawn))) == []


LIST = "".join(
    f'<w:listItem w:displayText="{text}" w:value="{value}"/>'
    for text, value in (("请选择", ""), ("-选择-", "x"), ("是", "y"), ("选择性激光熔化", "z"))
)


@pytest.mark.parametrize(
    ("shown", "seen"),
    [("请选择", ""), ("-选择-", ""), ("是", "是"), ("别的", "别的"), ("选择性激光熔化", "选择性激光熔化")],
)
@pytest.mark.parametrize("kind", ["dropDownList", "comboBox"])
def test_a_list_at_its_prompt_is_blank(kind, shown, seen):
    assert line(sdt(r(shown), f"<w:{kind}>{LIST}</w:{kind}>")) == seen


@pytest.mark.parametrize("level", ["run", "paragraph", "cell", "row", "table"])
def test_a_prompt_is_blank_wherever_its_control_stands(level):
    def wrapped(at: str, content: str) -> str:
        return sdt(content, "<w:showingPlcHdr/>") if at == level else content

    cell = wrapped("cell", tc(wrapped("paragraph", p(wrapped("run", r("请填全称"))))))
    made = sheet(wrapped("table", tbl(wrapped("row", tr(cell)))))

    assert (list(made.texts()), traces(made)) == ([""], [("reading.placeholder", "请填全称")])


@pytest.mark.parametrize(
    ("shown", "seen", "told"),
    [
        ("2022年5月16日", "2022年5月16日", False),
        ("2022-05-16", "2022-05-16", False),
        ("2022年5月", "2022年5月", False),
        ("二〇二二年五月十六日", "二〇二二年五月十六日", False),
        ("5/16/2022", "2022-05-16", False),
        ("16-May-22", "2022-05-16", False),
        ("2021年5月16日", "2021年5月16日", True),
    ],
)
def test_a_date_that_was_picked_is_compared_with_what_is_shown(shown, seen, told):
    made = sheet(p(sdt(r(shown), '<w:date w:fullDate="2022-05-16T00:00:00Z"/>')))

    assert list(made.texts()) == [seen]
    assert [code for code, _ in traces(made)] == ["reading.control_differs"] * told


BOUND = """<w:dataBinding w:prefixMappings="xmlns:n='urn:x'" w:xpath="{}" w:storeItemID="{{1}}"/>"""


@pytest.mark.parametrize(
    ("path", "stored", "seen", "told"),
    [
        ("/n:data[1]/n:name[1]", "乙公司", "乙公司", True),
        ("/n:data[1]/n:name[1]", "甲公司", "甲公司", False),
        ("/n:data[1]/n:name[1]", "", "甲公司", False),
        ("/n:data[1]/n:other[1]", "乙公司", "甲公司", False),
        ("//*[count(//*) > 0]", "乙公司", "甲公司", False),
        ("/m:data", "乙公司", "甲公司", False),
    ],
)
def test_a_control_shows_the_data_that_it_is_bound_to(path, stored, seen, told):
    data = f'<data xmlns="urn:x"><name>{stored}</name></data>'
    made = sheet(p(sdt(r("甲公司"), BOUND.format(path.replace(">", "&gt;")))), customXml=data)

    assert list(made.texts()) == [seen]
    assert traces(made) == [("reading.control_differs", "甲公司 / 乙公司")] * told


def test_a_control_at_its_prompt_shows_the_data_that_it_is_bound_to():
    look = "<w:showingPlcHdr/>" + BOUND.format("/n:data/n:name")

    assert texts(p(sdt(r("请填"), look)), customXml='<data xmlns="urn:x"><name>乙</name></data>') == ["乙"]


def form_field(kind: str, inside: str, *result: str) -> str:
    return field(kind, *result, data=f"<w:ffData>{inside}</w:ffData>")


def test_a_form_field_at_its_default_is_blank():
    inside = '<w:textInput><w:default w:val="请输入全称"/></w:textInput>'

    assert line(form_field("FORMTEXT", inside, "请输入全称")) == ""
    assert line(form_field("FORMTEXT", inside, "甲公司")) == "甲公司"


def test_a_form_s_list_at_its_prompt_is_blank_and_at_its_first_entry_a_doubt():
    entries = '<w:listEntry w:val="{}"/><w:listEntry w:val="是"/>'
    prompt, first = (
        sheet(p(form_field("FORMDROPDOWN", f"<w:ddList>{entries.format(word)}</w:ddList>")))
        for word in ("——请选择——", "否")
    )

    assert (list(prompt.texts()), traces(prompt)) == ([""], [("reading.placeholder", "——请选择——")])
    assert (list(first.texts()), traces(first)) == (["否"], [("reading.first_choice", "否")])


def test_a_button_s_prompt_and_what_a_field_never_shows_are_blank():
    made = sheet(p(field("MACROBUTTON NoMacro 单击此处填写", "单击此处填写"), field('SET x "1"', "1"), "乙"))

    assert (list(made.texts()), traces(made)) == (["乙"], [("reading.placeholder", "单击此处填写")])


def test_a_field_that_is_struck_or_hidden_in_part_keeps_its_instruction():
    begun = char("begin") + r("<w:instrText>PAGE</w:instrText>") + char("separate")

    assert line(begun, r("7", look="<w:strike/>"), r("8"), char("end")) == "8"


def test_a_large_first_letter_belongs_to_its_paragraph():
    assert texts(p("广", look='<w:framePr w:dropCap="drop"/>'), p("州测试")) == ["广州测试"]
