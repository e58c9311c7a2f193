"""Yes/no fields of the fillable PDF: two boxes, of which one at most is ticked, by whom- and whatever fills them in."""

from __future__ import annotations

import io
import subprocess
from typing import Annotated

import docx
import pikepdf
import pypdf
import pytest
from pydantic import ValidationError
from pypdf.generic import NameObject, TextStringObject

import ipforms
from ipforms import Form
from ipforms.codecs import OptionPrint
from ipforms.formats.pdf import acroform
from ipforms.formats.pdf.form_writer.option_room import option_room
from ipforms.formats.pdf.form_writer.slot_boxes import SlotBox
from ipforms.forms import trial
from ipforms.render.pdf_form import blank_pdf_form, render_pdf_form
from ipforms.schemas import types
from ipforms.schemas.base import FormModel, Rows, field
from ipforms.schemas.jinhua import JinhuaRecommendation, RecommendedEnterprise
from ipforms.schemas.parties import Claim
from tests.programs import program
from tests.reading.strategies import flat
from tests.render import engines
from tests.render.pdfium_typing import clicked
from tests.strategies import contract

PATH = "has_ip_department"
FORM = ipforms.form("jinhua-application")
ANSWERS = [True, False, None]


def filled(answer):
    return ipforms.render(FORM.model.model_validate({**contract(FORM.id), PATH: answer}), "pdf-form")


def boxes(document):
    """The annotations of the boxes by their states."""
    found = [each.get_object() for each in document.pages[0]["/Annots"]]
    return {acroform.on_state(each): each for each in found if acroform.inherited(each, "/FT") == "/Btn"}


def rectangles():
    """Where the boxes stand, by their states."""
    document = pypdf.PdfReader(io.BytesIO(FORM.blank("pdf")))
    return {state: tuple(map(float, box["/Rect"])) for state, box in boxes(document).items()}


def changed(data, change):
    """The file after `change` had the field and its boxes."""
    writer = pypdf.PdfWriter(io.BytesIO(data))
    made = boxes(writer)
    change(made["Yes"]["/Parent"].get_object(), made)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def read(data):
    sub = ipforms.read(data)
    return sub.values[PATH], [each.code for each in sub.findings]


@pytest.mark.system
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_read_from_the_form_from_its_print_and_after_it_is_saved_by_others(answer, tmp_path):
    data = filled(answer)
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(tmp_path / "saved.pdf")
    subprocess.run(
        [program("mutool", "mupdf-tools"), "clean", tmp_path / "saved.pdf", tmp_path / "clean.pdf"], check=True
    )
    again = [(tmp_path / name).read_bytes() for name in ("saved.pdf", "clean.pdf")]
    for each in (data, *again, *map(ipforms.flatten, (data, *again))):
        sub = ipforms.read(each)
        assert (sub.record, sub.findings) == (FORM.model.model_validate({**contract(FORM.id), PATH: answer}), ())


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_box_of_the_answer_is_ticked_and_a_tick_can_be_taken_back(answer):
    document = pypdf.PdfReader(io.BytesIO(filled(answer)))
    found = boxes(document)
    field = found["Yes"]["/Parent"].get_object()
    expected = {True: ("/Yes", "/Off"), False: ("/Off", "/No"), None: ("/Off", "/Off")}[answer]
    assert tuple(found[state]["/AS"] for state in ("Yes", "No")) == expected
    assert field.get("/V") == next((state for state in expected if state != "/Off"), None)
    radio, no_toggle_to_off, push = 1 << 15, 1 << 14, 1 << 16
    assert field["/T"] == PATH and not field["/Ff"] & (radio | no_toggle_to_off | push)
    assert field["/Ff"] & 2 and field["/TU"] == "是否单设知识产权部门：是或否"
    assert [found[state]["/TU"] for state in ("Yes", "No")] == ["是否单设知识产权部门：是", "是否单设知识产权部门：否"]


def test_the_words_and_outlines_are_drawn_by_the_file_and_do_not_leave_the_field():
    blank = FORM.blank("pdf")
    (widget,) = [each for each in FORM.fillable.widgets if each.boxes]
    rects = list(rectangles().values())
    room = widget.rect
    assert all(room.left <= left < right <= room.right for left, _, right, _ in rects)
    assert all(room.bottom <= bottom < top <= room.top for _, bottom, _, top in rects)
    assert rects[0][2] < rects[1][0]
    drawn = [character for _, character, x, y in engines.pdfium(blank) if room.left < x < room.right and 227 < y < 265]
    assert drawn == ["是", "否"]


@pytest.mark.parametrize(
    ("clicks", "answer"),
    [(["Yes"], True), (["No"], False), (["Yes", "No"], False), (["No", "Yes"], True), (["Yes", "Yes"], None)],
    ids=["yes", "no", "yes-no", "no-yes", "yes-yes"],
)
def test_a_click_in_pdfium_ticks_a_box_lets_go_of_the_other_and_takes_a_tick_back(clicks, answer):
    rects = rectangles()
    made = clicked(FORM.blank("pdf"), [rects[state] for state in clicks])
    expected = {} if answer is None else {PATH: answer}
    for data in (made, ipforms.flatten(made)):
        assert dict(flat(ipforms.read(data).values)) == expected


def test_a_corrected_answer_is_the_new_one_on_its_print_too():
    rects = rectangles()
    made = clicked(filled(True), [rects["No"]])
    assert read(made) == (False, []) and read(ipforms.flatten(made)) == (False, [])


def pikepdf_value(data):
    with pikepdf.open(io.BytesIO(data)) as document:
        field = next(each for each in document.Root.AcroForm.Fields if each.T == PATH)
        field.V = pikepdf.Name.No
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def pypdf_value(value, *, regenerate=False):
    writer = pypdf.PdfWriter(io.BytesIO(FORM.blank("pdf")))
    writer.update_page_form_field_values(writer.pages[0], {PATH: value}, auto_regenerate=regenerate)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(("value", "answer"), [("/Yes", True), ("/No", False), ("/Off", None)])
def test_an_answer_that_pypdf_gives_is_read_and_printed(value, answer):
    for regenerate in (True, False):
        made = pypdf_value(value, regenerate=regenerate)
        assert read(made) == (answer, []) and read(ipforms.flatten(made)) == (answer, [])


def test_a_value_that_is_no_state_is_not_lost_and_what_the_page_shows_instead_is_told():
    made = pypdf_value("是")
    assert read(made) == (True, ["reading.box_shown"])
    assert read(ipforms.flatten(made)) == (True, [])


def test_a_value_without_a_tick_is_read_and_what_the_page_shows_instead_is_told():
    made = pikepdf_value(filled(None))
    assert read(made) == (False, ["reading.box_shown"]) and read(ipforms.flatten(made)) == (False, [])
    other = pikepdf_value(filled(True))
    assert read(other) == (False, ["reading.box_shown"]) and read(ipforms.flatten(other)) == (False, [])


def test_a_tick_without_a_value_is_read_from_what_is_shown():
    made = changed(filled(None), lambda _, found: found["No"].update({NameObject("/AS"): NameObject("/No")}))
    assert read(made) == (False, []) and read(ipforms.flatten(made)) == (False, [])


def test_two_ticks_are_no_answer_and_are_told():
    def both(field, found):
        field[NameObject("/V")] = NameObject("/Yes")
        for state, box in found.items():
            box[NameObject("/AS")] = NameObject(f"/{state}")

    made = changed(filled(None), both)
    assert read(made) == (None, ["answer.both", "reading.box_shown"])
    assert read(ipforms.flatten(made)) == (None, ["answer.both"])


def test_a_text_field_of_that_name_as_forms_had_it_before_is_read():
    def as_text(field, found):
        for key in ("/Kids", "/V"):
            field.pop(key, None)
        box = found["Yes"]
        field.update({NameObject(key): box.raw_get(key) for key in ("/Type", "/Subtype", "/Rect", "/P")})
        field.update({NameObject("/FT"): NameObject("/Tx"), NameObject("/V"): TextStringObject("否")})
        page = box["/P"].get_object()
        page[NameObject("/Annots")] = pypdf.generic.ArrayObject(
            [each for each in page["/Annots"] if each.get_object() not in found.values()] + [field.indirect_reference]
        )

    assert read(changed(filled(None), as_text)) == (False, [])


def test_the_model_holds_nothing_but_an_answer():
    with pytest.raises(ValidationError):
        FORM.model(has_ip_department="兼职")


class Row(RecommendedEnterprise):
    industry: types.Answer = field("是否制造业", "是或否", True)


class Recommendation(JinhuaRecommendation):
    enterprises: Rows[Row] = field("推荐企业", "推荐的企业，每家一行")


def test_a_column_of_answers_has_boxes_in_each_row_and_fields_of_text_in_those_beyond():
    form = ipforms.form("jinhua-recommendation")
    blank = blank_pdf_form(form.template, Recommendation)
    count = blank.rows["enterprises"]
    answers = [(True, False, None)[number % 3] for number in range(count + 2)]
    record = Recommendation(enterprises=[{"name": f"甲{each}", "industry": each} for each in answers])
    document = pypdf.PdfReader(io.BytesIO(render_pdf_form(record, blank).data))
    widgets = [each.get_object() for page in document.pages for each in page["/Annots"]]
    found = [(acroform.name(each), each) for each in widgets if acroform.name(each).endswith(".industry")]
    said = {}
    for name, widget in found:
        if acroform.inherited(widget, "/FT") == "/Btn":
            held = acroform.checkbox_state(widget, {})
            said.setdefault(name, []).append(held.state if held.is_ticked else "")
        else:
            said[name] = acroform.text(widget)
    words = {True: ["Yes", ""], False: ["", "No"], None: ["", ""]}
    boxes_ = {f"enterprises[{number}].industry": words[answers[number]] for number in range(count)}
    beyond = {
        f"enterprises[{number}].industry": {True: "是", False: "否", None: ""}[answers[number]]
        for number in range(count, count + 2)
    }
    assert said == boxes_ | beyond


@pytest.mark.parametrize(("width", "lines"), [(60.0, 1), (18.0, 2), (3.0, 2)])
def test_two_boxes_in_a_narrow_cell_stand_below_each_other_and_can_be_seen(width: float, lines: int) -> None:
    answers = OptionPrint(("是", "否"), lambda text: ((), ""))
    made = option_room(answers, 10.0, SlotBox(1, 0.0, 0.0, width, 40.0), "center", "horizon")
    assert made.size >= 5 and len({box.top for _, box in made.boxes}) == lines
    assert all(box.width >= made.size and 0 <= box.bottom < box.top <= 40 for _, box in made.boxes)


class Shapes(FormModel):
    kind: Annotated[
        str | None, types.choice(("国有", "民营", "其他"), other="其他", as_printed="国有◇ 民营◇ 其他◇：____")
    ] = field("企业类型", "选一项", "国有")
    fields: Annotated[list[str], types.choices(("电子", "生物"), boxes=("○", "●"))] = field("领域", "多项", ["电子"])
    listed: Annotated[bool | None, types.answer(("（ ）", "（√）"))] = field("是否上市", "是或否", True)
    prize: Annotated[Claim, types.claim("编号", ("△", "▲"))] = field(
        "是否获奖", "是或否", {"held": True, "detail": "甲"}
    )


def test_boxes_of_any_shape_are_the_printed_ones_and_read_back_from_fields_and_from_print(tmp_path):
    document = docx.Document()
    for name, info in Shapes.model_fields.items():
        document.add_paragraph(f"{info.title}：{{{{ {name} }}}}")
    document.save(tmp_path / "form.docx")
    form = Form(id="shapes", title="形状", model=Shapes, source=tmp_path / "form.docx", notice="", annex="")
    with trial(form):
        blank = form.blank("pdf")
        places = {}
        for note in (each.get_object() for each in pypdf.PdfReader(io.BytesIO(blank)).pages[0]["/Annots"]):
            places.setdefault(acroform.name(note), []).append(tuple(map(float, note["/Rect"])))
        names = [("kind.choice", 1), ("fields.option2", 0), ("listed", 1), ("prize.choice", 0)]
        made = clicked(blank, [places[name][number] for name, number in names])
        drawn = "".join(character for _, character, _, _ in engines.pdfium(ipforms.flatten(made)))
        assert [drawn.count(sign) for sign in "◇◆○●△▲√□☑"] == [2, 1, 1, 1, 1, 1, 1, 0, 0]
        wanted = {"kind": "民营", "fields": ["生物"], "listed": False, "prize": {"held": False, "detail": None}}
        assert [ipforms.read(each, form="shapes").values for each in (made, ipforms.flatten(made))] == [wanted] * 2
