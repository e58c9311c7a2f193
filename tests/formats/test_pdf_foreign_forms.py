"""Fillable forms that others made over the printed form: their fields are read where they stand, however written."""

from __future__ import annotations

import io
import re
from functools import partial

import pikepdf
import pikepdf.form
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms import paths
from ipforms.codecs import ANSWER as ANSWER_CODEC
from ipforms.formats.pdf.pdf_reader import read as read_sheet
from ipforms.forms import form_of
from ipforms.schemas.record_texts import encode
from ipforms.template import leaves
from tests.effort import examples
from tests.formats.foreign_forms import Over, named, rects, string
from tests.formats.pdf_notation import pdf
from tests.formats.pdf_notation import text as text_at
from tests.reading.strategies import flat, plain_records
from tests.render.pdfium_typing import clicked, typed

NAME = "金华双龙公司"
ANSWER = "has_ip_department"
BOX = b"/FT/Btn/AP<</N<<%s LOOK/Off LOOK>>>>"
LEFT, RIGHT = (0.1, 0.3), (0.6, 0.8)
DATE = re.compile(r"(?P<year>\d+)年(?:(?P<month>\d+)月(?:(?P<day>\d+)日)?)?")


def read(made: Over):
    """The values, the codes of the findings; the same values must stand on the print of the form."""
    sub = ipforms.read(made.made())
    assert (sub.form.id, sub.format) == ("jinhua-application", "pdf-form")
    return dict(flat(sub.values)), [each.code for each in sub.findings]


def text(value: bytes, more: bytes = b"") -> Over:
    return Over().field("enterprise_name", b"/FT/Tx/T(Text1)%s%s" % (more, value and b"/V" + value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (string(NAME), NAME),
        (b"(\xef\xbb\xbf%s)" % NAME.encode(), NAME),
        (b"(\xff\xfe%s)" % NAME.encode("utf-16-le"), NAME),
        (b"(Golden \\\\ \\(Ltd\\)\\056)", "Golden \\ (Ltd)."),
        (b"(Caf\xe9 \x84 M\xfcller)", "Café — Müller"),
        (b"/Golden#20Ltd", "Golden Ltd"),
        (b"<47 6F 6C 64 656E>", "Golden"),
    ],
    ids=["utf-16", "utf-8", "utf-16-le", "escapes", "pdfdoc", "name", "hex"],
)
def test_a_value_is_read_however_it_is_written(value, expected):
    assert read(text(value)) == ({"enterprise_name": expected}, [])


@pytest.mark.parametrize("more", [b"", b"/MaxLen 6/Ff 16777216", b"/Ff 1", b"/Ff 4096", b"/Ff 33554432"])
def test_a_comb_a_field_that_is_only_read_and_one_of_several_lines_are_texts(more):
    assert read(text(string(NAME), more)) == ({"enterprise_name": NAME}, [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_value_that_is_a_stream_is_read_and_told(encoding):
    data = b"\xfe\xff" + NAME.encode("utf-16-be") if encoding == "utf-16" else NAME.encode("utf-8-sig")
    made = Over()
    stream = made.object(b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data))
    made.field("enterprise_name", b"/FT/Tx/T(a)/V %d 0 R" % stream.idnum)
    assert read(made) == ({"enterprise_name": NAME}, ["reading.field_value"])


@pytest.mark.parametrize(
    "name", [string("企业名称"), string("申报企业名称"), b"(Text1)", b"(mobile)", string("手机号码")]
)
def test_a_field_is_bound_by_its_place_whatever_its_name(name):
    made = Over().field("enterprise_name", b"/FT/Tx/T%s/V%s" % (name, string(NAME)))
    made.field("contact_name", b"/FT/Tx/T(x)/V%s" % string("陈晓岚")).field("address", b"/FT/Tx/T(y)")
    assert read(made) == ({"enterprise_name": NAME, "contact_name": "陈晓岚"}, [])


def test_rich_text_without_a_value_is_read_as_its_words():
    rich = string('<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml"><p>金华<b>双龙</b>公司</p></body>')
    assert read(text(b"", b"/Ff 33554432/RV" + rich)) == ({"enterprise_name": NAME}, [])
    above = Over().group(b"/FT/Tx/T(a)/Ff 33554432/RV" + rich, ("enterprise_name", b"", None))
    assert read(above) == ({"enterprise_name": NAME}, [])


@pytest.mark.parametrize(
    ("above", "own"),
    [
        (b"/FT/Tx/T(a)", b"/T(b)/V" + string(NAME)),
        (b"/FT/Tx/T(a)/V" + string(NAME), b""),
        (b"/FT/Tx/T(a)/V" + string(NAME), b"/T(b)"),
        (b"/T(a)", b"/FT/Tx/T(b)/V" + string(NAME)),
    ],
    ids=["type", "value", "both", "name"],
)
def test_type_and_value_are_inherited(above, own):
    assert read(Over().group(above, ("enterprise_name", own, None))) == ({"enterprise_name": NAME}, [])


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (b"/Ff 131072/V(2)/Opt[[(1)%s][(2)%s]]" % (string("义乌公司"), string(NAME)), NAME),
        (b"/Ff 131072/V%s/Opt[%s%s]" % (string(NAME), string("义乌公司"), string(NAME)), NAME),
        (b"/Ff 393216/V%s/Opt[[(1)(2)]]" % string(NAME), NAME),
        (b"/V[(2)(1)]/Ff 2097152/Opt[[(1)%s][(2)%s]]" % (string("甲"), string("乙")), "乙、甲"),
        (b"/I[0]/Opt[[(1)%s][(2)%s]]" % (string("甲"), string("乙")), "甲"),
    ],
    ids=["export", "display", "typed", "several", "index"],
)
def test_a_choice_is_what_the_viewer_shows_of_it(entries, expected):
    made = Over().field("enterprise_name", b"/FT/Ch/T(a)" + entries)
    assert read(made) == ({"enterprise_name": expected}, [])
    assert ipforms.read(ipforms.flatten(made.made())).values["enterprise_name"] == expected


@pytest.mark.parametrize("state", [b"/Yes", b"/On", b"/1", b"/X", named("是"), named("有")])
def test_one_box_is_a_yes_whatever_its_state_is_called(state):
    ticked = Over().field(ANSWER, BOX % state + b"/T(a)/V%s/AS%s" % (state, state), part=LEFT)
    assert read(ticked) == ({ANSWER: True}, [])
    blank = Over().field(ANSWER, BOX % state + b"/T(a)/V/Off/AS/Off", part=LEFT)
    assert read(blank) == ({}, [])


@pytest.mark.parametrize("state", [b"/No", named("否"), named("无")])
def test_one_box_that_says_no_is_a_no(state):
    ticked = Over().field(ANSWER, BOX % state + b"/T(a)/V%s/AS%s" % (state, state), part=LEFT)
    assert read(ticked) == ({ANSWER: False}, [])


@pytest.mark.parametrize("radio", [b"/Ff 32768", b"/Ff 49152", b""], ids=["radio", "one-must-be", "boxes"])
@pytest.mark.parametrize(("yes", "no"), [(b"/Yes", b"/No"), (named("是"), named("否"))])
def test_a_group_says_yes_or_no_by_its_states(radio, yes, no):
    for ticked, answer in ((yes, True), (no, False)):
        shown = [each if each == ticked else b"/Off" for each in (yes, no)]
        kids = [
            (ANSWER, BOX % each + b"/AS" + own, part)
            for each, own, part in zip((yes, no), shown, (LEFT, RIGHT), strict=True)
        ]
        made = Over().group(b"/FT/Btn/T(a)%s/V%s" % (radio, ticked), *kids)
        assert read(made) == ({ANSWER: answer}, [])


def test_boxes_without_a_look_are_read_by_their_value_and_state():
    for entries in (b"/V/Yes/AS/Yes", b"/V/Yes", b"/AS/Yes", b"/V/On/AS/On"):
        values, codes = read(Over().field(ANSWER, b"/FT/Btn/T(a)" + entries, part=LEFT))
        assert values == {ANSWER: True} and set(codes) <= {"reading.box_shown"}


def test_a_group_with_words_of_its_own_says_those():
    kids = [(ANSWER, BOX % b"/0" + b"/AS/Off", LEFT), (ANSWER, BOX % b"/1" + b"/AS/1", RIGHT)]
    made = Over().group(b"/FT/Btn/T(a)/Ff 32768/V/1/Opt[%s%s]" % (string("是"), string("否")), *kids)
    assert read(made) == ({ANSWER: False}, [])


def test_two_boxes_of_which_nobody_can_tell_what_they_mean_are_told():
    made = Over().field(ANSWER, BOX % b"/On" + b"/T(a)/AS/Off", part=LEFT)
    made.field(ANSWER, BOX % b"/On" + b"/T(b)/V/On/AS/On", part=RIGHT)
    assert read(made) == ({}, ["answer.unreadable"])


def test_a_field_that_only_has_a_value_is_read_and_what_it_shows_is_told():
    made = Over().field(ANSWER, BOX % b"/Yes" + b"/T(a)/V/Yes/AS/Off", part=LEFT)
    assert read(made) == ({ANSWER: True}, ["reading.box_shown"])


@pytest.mark.parametrize("flags", [2, 32, 4 | 2])
def test_a_hidden_field_is_not_read_and_is_told(flags):
    made = Over().field("enterprise_name", b"/FT/Tx/T(a)/V" + string("义乌公司"), flags=flags)
    made.field("address", b"/FT/Tx/T(b)/V" + string("临江东路88号"))
    assert read(made) == ({"address": "临江东路88号"}, ["reading.hidden_field"])
    ticked = Over().field(ANSWER, BOX % b"/Yes" + b"/T(a)/V/Yes/AS/Yes", flags=flags)
    ticked.field("address", b"/FT/Tx/T(b)/V" + string("临江东路88号"))
    assert read(ticked) == ({"address": "临江东路88号"}, ["reading.hidden_field"])


def test_a_hidden_number_is_masked_and_a_hidden_field_of_our_name_is_no_value():
    made = Over().field("mobile", b"/FT/Tx/T(mobile)/V(13588886666)", flags=2)
    made.field("address", b"/FT/Tx/T(address)/V" + string("临江东路88号"))
    sub = ipforms.read(made.made())
    assert dict(flat(sub.values)) == {"address": "临江东路88号"}
    assert "13588886666" not in "".join(each.text() for each in sub.findings)


def test_a_field_without_an_extent_is_hidden():
    made = Over().field((100, 100, 100, 100), b"/FT/Tx/T(a)/V" + string("义乌公司"))
    assert read(made.field("address", b"/FT/Tx/T(b)/V(No 88)")) == ({"address": "No 88"}, ["reading.hidden_field"])


def test_buttons_that_do_something_are_passed_over():
    made = Over().field("address", b"/FT/Btn/Ff 65536/T(a)/MK<</CA(Submit)>>/A<</S/URI/URI(http://localhost/)>>")
    assert read(made.field("enterprise_name", b"/FT/Tx/T(b)/V" + string(NAME))) == ({"enterprise_name": NAME}, [])


def test_a_signature_is_a_mark_and_a_blank_one_is_nothing():
    for value, kinds in ((b"/V<</Type/Sig/Filter/Adobe.PPKLite>>", ["signature"]), (b"", [])):
        made = Over().field("enterprise_endorsement.opinion", b"/FT/Sig/T(s)" + value)
        sub = ipforms.read(made.field("enterprise_name", b"/FT/Tx/T(b)/V" + string(NAME)).made())
        assert (dict(flat(sub.values)), [mark.kind for mark in sub.marks]) == ({"enterprise_name": NAME}, kinds)


def test_fields_in_a_line_of_print_are_read_in_it():
    made = Over()
    for part, value in (("year", b"(2022)"), ("month", b"(5)"), ("day", b"(16)")):
        made.field(f"enterprise_endorsement.date.{part}", b"/FT/Tx/T(d%s)/V%s" % (part.encode(), value))
    made.field("enterprise_endorsement.opinion", b"/FT/Tx/T(o)/V" + string("所填内容属实。"))
    assert read(made) == (
        {"enterprise_endorsement.date": "2022-05-16", "enterprise_endorsement.opinion": "所填内容属实。"},
        [],
    )


def test_a_field_outside_of_the_table_belongs_to_the_print_beside_it_or_is_told():
    beside = Over("guangzhou-enterprise").field("cover.applicant", b"/FT/Tx/T(a)/V" + string(NAME))
    assert dict(flat(ipforms.read(beside.made()).values)) == {"cover.applicant": NAME}
    apart = Over().field((80, 20, 200, 40), b"/FT/Tx/T(a)/V" + string("内部编号甲乙"))
    values, codes = read(apart.field("enterprise_name", b"/FT/Tx/T(b)/V" + string(NAME)))
    assert values == {"enterprise_name": NAME} and set(codes) <= {"form.outside", "form.left_over"} and codes


def test_a_field_with_two_places_says_the_same_in_both():
    made = Over().group(b"/FT/Tx/T(a)/V" + string(NAME), ("enterprise_name", b"", None), ("address", b"", None))
    assert read(made) == ({"enterprise_name": NAME, "address": NAME}, [])


def test_two_fields_of_one_name_say_each_what_they_hold():
    made = Over().field("enterprise_name", b"/FT/Tx/T(a)/V" + string(NAME))
    made.field("address", b"/FT/Tx/T(a)/V" + string("临江东路88号"))
    assert read(made) == ({"enterprise_name": NAME, "address": "临江东路88号"}, [])


def test_two_fields_of_one_of_our_names_that_say_different_things_are_told():
    made = Over().field("enterprise_name", b"/FT/Tx/T(enterprise_name)/V" + string(NAME))
    made.field("enterprise_name", b"/FT/Tx/T(enterprise_name)/V" + string("义乌公司"))
    assert read(made) == ({"enterprise_name": NAME}, ["form.field_unread"])


def test_a_value_without_a_name_is_read_where_it_stands():
    made = Over().field("enterprise_name", b"/FT/Tx/V" + string(NAME)).field("address", b"/FT/Tx/T(b)/V(No 88)")
    assert read(made) == ({"enterprise_name": NAME, "address": "No 88"}, [])


def renamed(record) -> bytes:
    """The record in fields of no telling names over the print of its form, a date in its three parts."""
    form = form_of(record)
    texts = {paths.join(path): said for path, said in leaves(encode(record))}
    made = Over(form.id)
    for number, widget in enumerate(form.fillable.widgets):
        said = texts.get(widget.slot.path, "")
        if widget.slot.part:
            found = DATE.fullmatch(said)
            said = (found[widget.slot.part] or "") if found else ""
        made.field(widget.slot.name, b"/FT/Tx/T(Text%d)" % number + (b"/V" + string(said) if said else b""))
    return made.made()


def within(form_id, record):
    """The record without rows that the form has no place for."""
    data = record.model_dump(mode="json")
    for section, count in ipforms.form(form_id).fillable.rows.items():
        data[section] = data[section][:count]
    return type(record).model_validate(data)


@pytest.mark.parametrize("form_id", [form.id for form in ipforms.forms()])
@given(data=st.data())
@settings(max_examples=examples(12), suppress_health_check=[*HealthCheck])
def test_fields_of_any_names_over_a_printed_form_give_the_record_back(form_id, data):
    record = within(form_id, data.draw(plain_records(form_id)))
    sub = ipforms.read(renamed(record))
    assert (sub.form.id, sub.format) == (form_id, "pdf-form")
    assert dict(flat(sub.values)) == dict(flat(record.model_dump(mode="json")))


def unfilled() -> bytes:
    """A form of others: texts, a choice and boxes, with what programs need to draw them."""
    made = Over().field("enterprise_name", b"/FT/Tx/T(Text1)/DA(/Helv 10 Tf 0 g)")
    made.field("ip_protection_status", b"/FT/Tx/T(Text2)/Ff 4096/DA(/Helv 10 Tf 0 g)")
    made.field("employees", b"/FT/Ch/T(Choice1)/Ff 131072/DA(/Helv 10 Tf 0 g)/Opt[(45)(321)]")
    made.group(
        b"/FT/Btn/T(Box1)", (ANSWER, BOX % b"/Yes" + b"/AS/Off", LEFT), (ANSWER, BOX % b"/No" + b"/AS/Off", RIGHT)
    )
    return made.made()


def by_pypdf(data: bytes, *, regenerate: bool) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(data))
    for page in writer.pages:
        writer.update_page_form_field_values(page, ANSWERS, auto_regenerate=regenerate)
    return saved(writer.write)


def by_pikepdf(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        form = pikepdf.form.Form(document)
        for name in ("Text1", "Text2", "Choice1"):
            form[name].value = ANSWERS[name]
        kids = document.Root.AcroForm.Fields[3].Kids
        kids[1].AS = document.Root.AcroForm.Fields[3].V = pikepdf.Name.No
        return saved(document.save)


def by_pdfium(data: bytes) -> bytes:
    texts = {name: ANSWERS[name].replace("\n", "\r\n") for name in ("Text1", "Text2")}
    _, left, bottom, right, top = rects("jinhua-application")[ANSWER]
    no = (left + RIGHT[0] * (right - left), bottom, left + RIGHT[1] * (right - left), top)
    return clicked(typed(data, texts), [no])


def saved(save) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


ANSWERS = {"Text1": NAME, "Text2": "设有知识产权部。\n专职人员三名。", "Choice1": "321", "Box1": "/No"}


@pytest.mark.parametrize(
    "fill",
    [partial(by_pypdf, regenerate=True), partial(by_pypdf, regenerate=False), by_pikepdf, by_pdfium],
    ids=["pypdf", "pypdf-bare", "pikepdf", "pdfium"],
)
def test_a_form_of_others_that_a_program_filled_in_is_read_and_printed(fill):
    data = fill(unfilled())
    expected = {"enterprise_name": NAME, ANSWER: False, "ip_protection_status": ANSWERS["Text2"]}
    expected |= {"employees": 321} if fill is not by_pdfium else {}
    sub = ipforms.read(data)
    # pypdf draws ?????? for Chinese in a Latin font, and that is told.
    told = {"reading.field_shown"} if isinstance(fill, partial) else set()
    assert (dict(flat(sub.values)), {each.code for each in sub.findings}) == (expected, told)
    printed_ = dict(flat(ipforms.read(ipforms.flatten(data)).values))
    assert {path: value for path, value in printed_.items() if path != ANSWER} == {
        path: value for path, value in expected.items() if path != ANSWER
    }


@pytest.mark.parametrize("mark", ["√", "✔", "×", "■"])
def test_a_tick_that_was_written_into_a_printed_box_ticks_it_on_either_side_of_its_word(mark):
    def squares(*xs: float) -> str:
        return "".join(f"0.5 w {x} 699 10 10 re S\n" for x in xs)

    before = squares(100, 140) + text_at(100, 700, mark) + text_at(114, 700, "是") + text_at(154, 700, "否")
    behind = squares(114, 154) + text_at(100, 700, "是") + text_at(140, 700, "否") + text_at(154, 700, mark)
    said = ["".join("".join(read_sheet(pdf(each)).texts()).split()) for each in (before, behind)]
    assert said == ["☒是☐否", "是☐否☒"]
    assert [ANSWER_CODEC.decode(each).value for each in said] == [True, False]


def test_a_hidden_text_is_on_no_page_of_the_print():
    made = Over().field("enterprise_name", b"/FT/Tx/T(a)/V" + string("义乌公司" * 300), flags=2)
    made.field((100, 100, 100, 100), b"/FT/Tx/T(c)/V" + string("永康公司"))
    flat_ = ipforms.flatten(made.field("address", b"/FT/Tx/T(b)/V(88)").made())
    pages = pypdf.PdfReader(io.BytesIO(flat_)).pages
    said = "".join(page.extract_text() for page in pages)
    assert "义乌" not in said and "永康" not in said and len(pages) == 1


@pytest.mark.parametrize(("flags", "told"), [(b"0", []), (b"131072", ["reading.field_shown"])], ids=["list", "combo"])
def test_a_list_shows_what_is_not_chosen_too_and_that_is_no_difference(flags, told):
    made = Over()
    font = made.object(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>").idnum
    drawn = b"BT /F 9 Tf 2 2 Td (Aa Bb Cc) Tj ET"
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F %d 0 R>>>>" % font
    look = made.object(b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(drawn), drawn)).idnum
    made.field("enterprise_name", b"/FT/Ch/T(a)/Ff %s/V(Bb)/Opt[(Aa)(Bb)(Cc)]/AP<</N %d 0 R>>" % (flags, look))
    assert read(made) == ({"enterprise_name": "Bb"}, told)
    assert ipforms.read(ipforms.flatten(made.made())).values["enterprise_name"] == "Bb"
