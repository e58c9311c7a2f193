"""One paragraph of a returned document: what a person sees of it."""

from __future__ import annotations

import pytest

from tests.formats.notation import (
    anchored,
    char,
    field,
    font,
    line,
    p,
    r,
    root,
    sdt,
    sheet,
    sym,
    t,
    texts,
    traces,
)

ON = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
OFF = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'


@pytest.mark.parametrize(
    ("name", "code", "seen"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "00FC", "√"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F06F", "□"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F050", "√"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Webdings", "F061", "√"),
        ("Symbol", "F0D6", "√"),
        ("MS Gothic", "2612", "☒"),
    ],
)
def test_a_symbol_is_the_sign_that_its_font_shows(name, code, seen):
    assert line(sym(name, code), "是") == seen + "是"


@pytest.mark.parametrize(
    ("name", "text", "seen"),
    [("Wingdings 2", "R", "☑"), ("Wingdings", "þ", "☑"), ("Wingdings", "¨", "☐"), ("Wingdings 2", "£是", "☐是")],
)
def test_letters_in_a_symbol_font_are_signs(name, text, seen):
    assert line(r(text, look=font(name))) == seen


def test_a_symbol_that_is_not_known_is_noted():
    made = sheet(p("甲", sym("Wingdings 3", "F041")))

    assert list(made.texts()) == ["甲\ufffd"]
    assert traces(made) == [("reading.unknown_symbol", "Wingdings 3 F041")]


@pytest.mark.parametrize("bad", ["", "zz", "110000", "D800", "0000", "-1", "0x41"])
def test_a_symbol_with_a_code_that_is_none_is_noted(bad):
    assert traces(sheet(p(sym("宋体", bad)))) == [("reading.unknown_symbol", f"宋体 {bad}".strip())]


@pytest.mark.parametrize(
    ("state", "content", "seen"),
    [(ON, "☒", "☑"), (OFF, "☐", "☐"), (ON, "☑", "☑"), (OFF, "√", "☑"), (ON, "", "☑"), (OFF, "", "☐")],
)
def test_a_check_box_control_is_ticked_or_not(state, content, seen):
    assert line(sdt(r(content), state), "是") == seen + "是"


def test_a_check_box_whose_tick_is_a_symbol_is_read_once():
    assert line(sdt(sym("Wingdings 2", "0052"), ON), "是") == "☑是"


def test_a_content_control_in_a_line_is_read():
    assert line("资金", sdt(r("5000万元")), "整") == "资金5000万元整"


def test_the_prompt_of_a_content_control_is_no_text_but_noted():
    made = sheet(p("姓名：", sdt(r("单击此处输入文字。"), "<w:showingPlcHdr/>")))

    assert list(made.texts()) == ["姓名："]
    assert traces(made) == [("reading.placeholder", "单击此处输入文字。")]


@pytest.mark.parametrize("prompt", ["与营业执照一致", "××公司", "18位", "广州测试有限公司"])
def test_the_prompt_of_a_designer_is_no_text_whatever_it_says(prompt):
    assert traces(sheet(p(sdt(r(prompt), "<w:showingPlcHdr/>")))) == [("reading.placeholder", prompt)]


def test_a_value_in_a_control_that_forgot_to_drop_its_prompt_is_read():
    look = '<w:placeholder><w:docPart w:val="P1"/></w:placeholder><w:showingPlcHdr/>'
    part = '<w:docPart><w:docPartPr><w:name w:val="P1"/></w:docPartPr><w:docPartBody>{}</w:docPartBody></w:docPart>'
    glossary = root(f"<w:docParts>{part.format(p('请填全称'))}</w:docParts>", "glossaryDocument")

    assert texts(p(sdt(r("广州测试有限公司"), look)), glossaryDocument=glossary) == ["广州测试有限公司"]
    assert texts(p(sdt(r("请填全称"), look)), glossaryDocument=glossary) == [""]


def test_a_smart_tag_is_read_through():
    assert line("注册资金", f"<w:smartTag><w:smartTagPr/>{r('5000万元')}</w:smartTag>", "整") == "注册资金5000万元整"


@pytest.mark.parametrize("wrapper", ["hyperlink", "customXml", "bdo", "dir", "ins", "moveTo", "somethingNew"])
def test_what_wraps_around_runs_is_read_through(wrapper):
    assert line("a", f"<w:{wrapper}>{r('@')}</w:{wrapper}>", "qq.com") == "a@qq.com"


def test_tracked_insertions_count_and_deletions_do_not():
    made = sheet(p("1", f"<w:ins>{r('3')}</w:ins>", "<w:del><w:r><w:delText>2</w:delText></w:r></w:del>", "件"))

    assert list(made.texts()) == ["13件"]
    assert made.notes[0].context == {"inserted": 1, "deleted": 1}


def test_what_was_moved_away_is_gone():
    assert line(f"<w:moveFrom>{r('旧')}</w:moveFrom>", f"<w:moveTo>{r('新')}</w:moveTo>") == "新"


@pytest.mark.parametrize("gone", ["del", "moveFrom", "vanish"])
def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next(gone):
    assert texts(p("甲", look=f"<w:rPr><w:{gone}/></w:rPr>"), p("乙"), p("丙")) == ["甲乙", "丙"]


def test_a_last_paragraph_whose_end_is_deleted_is_read():
    assert texts(p("甲", look="<w:rPr><w:del/></w:rPr>")) == ["甲"]


def test_a_simple_field_shows_its_result():
    assert line(f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>') == "7"


def test_a_complex_field_shows_its_result_and_never_its_instruction():
    assert line("第", field("PAGE \\* MERGEFORMAT", "7"), "页") == "第7页"


def test_a_field_in_the_instruction_of_another_does_not_show():
    inner = field("MERGEFIELD x", "内")
    outer = f"{char('begin')}{r('<w:instrText>IF </w:instrText>')}{inner}{char('separate')}{r('外')}{char('end')}"

    assert line(outer, "后") == "外后"


def test_a_field_in_the_result_of_another_shows():
    assert line(field("HYPERLINK", field("PAGE", "7"), "页")) == "7页"


def test_a_field_that_does_not_end_swallows_nothing():
    begun = f"{char('begin')}{r('<w:instrText>PAGE</w:instrText>')}"

    assert texts(p("甲", begun, "乙"), p("丙")) == ["甲乙", "丙"]


def test_ends_of_fields_that_never_began_are_passed_over():
    assert line(char("end"), "甲", char("separate"), "乙") == "甲乙"


def test_a_hidden_instruction_is_no_text():
    begun = char("begin") + r("<w:instrText>PAGE</w:instrText>", look="<w:vanish/>") + char("separate")

    assert line(begun, "7", char("end")) == "7"


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        ("<w:checked/>", "☑"),
        ('<w:checked w:val="0"/>', "☐"),
        ('<w:default w:val="1"/>', "☑"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
        ("", "☐"),
    ],
)
def test_a_form_s_check_box_shows_its_state(state, seen):
    data = f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>"

    assert line(field("FORMCHECKBOX", data=data), "是") == seen + "是"


def test_a_form_s_text_field_shows_its_result():
    assert line(field("FORMTEXT", "广州", data="<w:ffData><w:textInput/></w:ffData>")) == "广州"


def test_a_form_s_list_shows_what_was_chosen():
    entries = '<w:listEntry w:val="否"/><w:listEntry w:val="是"/>'
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'

    assert line(field("FORMDROPDOWN", data=data)) == "是"


@pytest.mark.parametrize("index", ["9", "-1", "x", "9" * 400])
def test_a_form_s_list_with_a_choice_that_it_does_not_have_is_no_error(index):
    data = f'<w:ffData><w:ddList><w:result w:val="{index}"/><w:listEntry w:val="否"/></w:ddList></w:ffData>'

    assert line(field("FORMDROPDOWN", data=data)) in ("", "否")


@pytest.mark.parametrize(
    ("instruction", "seen"),
    [
        (r"eq \o\ac(□,9)", "9"),
        (r" EQ \o\ac(○,特) ", "特"),
        (r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(pīn),拼)", "拼"),
        (r"eq \f(1,2)", "1/2"),
        (r'SYMBOL 254 \f "Wingdings" \s 12', "☑"),
        ("SYMBOL 9745", "☑"),
        ("SYMBOL 99999", "\ufffd"),
        ("MACROBUTTON NoMacro [请填写]", ""),
        ("PAGE", ""),
        ("eq " + "\\o(" * 3000, None),
    ],
)
def test_a_field_without_a_result_shows_what_word_computes(instruction, seen):
    text = line(field(instruction))

    assert seen is None or text == seen


def test_boxed_digits_in_a_simple_field_are_read():
    assert line(r'<w:fldSimple w:instr="eq \o\ac(□,9)"/>') == "9"


def test_a_reading_above_characters_is_not_part_of_the_text():
    ruby = f"<w:ruby><w:rt>{r('pīn')}</w:rt><w:rubyBase>{r('拼')}</w:rubyBase></w:ruby>"

    assert line(r(ruby), "音") == "拼音"


def test_hidden_text_does_not_show_but_is_noted():
    made = sheet(p("甲", r("密", look="<w:vanish/>"), r("乙", look='<w:vanish w:val="0"/>')))

    assert list(made.texts()) == ["甲乙"]
    assert traces(made) == [("reading.hidden_text", "密")]


def test_text_that_a_style_hides_does_not_show():
    base = '<w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles = root(base + '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>', "styles")

    assert texts(p("甲", r("密", look='<w:rStyle w:val="b"/>')), styles=styles) == ["甲"]


def test_capitals_that_only_look_so_stay_as_typed():
    assert line(r("abc", look="<w:caps/>")) == "abc"


@pytest.mark.parametrize(
    ("sign", "seen"),
    [
        ("<w:tab/>", "\t"),
        ("<w:ptab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ('<w:br w:type="textWrapping"/>', "\n"),
        ('<w:br w:type="page"/>', ""),
        ('<w:br w:type="column"/>', ""),
        ("<w:noBreakHyphen/>", "-"),
        ("<w:softHyphen/>", ""),
        ("<w:lastRenderedPageBreak/>", ""),
        ("<w:footnoteReference/>", ""),
    ],
)
def test_signs_of_a_run(sign, seen):
    assert line(r("甲", sign, "乙")) == f"甲{seen}乙"


def test_blanks_at_the_ends_count_only_where_the_file_says_so():
    assert line(r(t(" 甲 ")), r('<w:t xml:space="preserve"> 乙 </w:t>'), r(t("\u3000丙"))) == "甲 乙 \u3000丙"


def test_a_line_feed_in_a_text_is_a_blank():
    assert line(r(t("甲\n乙"))) == "甲 乙"


def test_what_is_written_for_new_and_old_readers_is_read_once():
    choice = f'<mc:Choice Requires="wps">{t("新")}</mc:Choice><mc:Fallback>{t("旧")}</mc:Fallback>'

    assert line(r(f"<mc:AlternateContent>{choice}</mc:AlternateContent>")) == "新"


def test_the_fallback_is_read_where_there_is_no_choice():
    branches = f'<mc:Choice Requires="x"/><mc:Fallback>{r("旧")}</mc:Fallback>'

    assert line(f"<mc:AlternateContent>{branches}</mc:AlternateContent>") == "旧"


def test_characters_of_a_formula_are_read():
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"

    assert line("约", f"<m:oMath>{half}</m:oMath>") == "约1/2"


def test_word_art_of_before_is_apart_from_the_text():
    made = sheet(p("甲", r('<w:pict><v:shape><v:textpath string="样本"/></v:shape></w:pict>')))

    assert (list(made.texts()), traces(made)) == (["甲"], [("reading.floating_text", "样本")])


def test_a_drawing_without_text_adds_none():
    assert line("甲", anchored("<a:graphic/>"), "乙") == "甲乙"
