"""Fillable PDFs: fields of our names are exact, others are read where they are shown; and forms laid out by us."""

from __future__ import annotations

import io

import pypdf
import pytest

import ipforms
from ipforms.formats import docx
from ipforms.formats.pdf.pdf_reader import read
from ipforms.sheet import Table
from tests.formats.pdf_notation import fillable, printed, text
from tests.reading.strategies import flat
from tests.replicas import FORMS
from tests.strategies import contract

VALUES = {"enterprise_name": "金华双龙䶮𬭎公司", "mobile": "13905790000", "contact_name": "陈晓岚"}


def filled_by_pypdf(*, appearances: bool) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(fillable(dict.fromkeys(VALUES, ""), text(80, 800, "申报表申报表"))))
    writer.update_page_form_field_values(writer.pages[0], VALUES, auto_regenerate=appearances)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [fillable(VALUES), filled_by_pypdf(appearances=False), filled_by_pypdf(appearances=True)],
    ids=["raw", "no", "yes"],
)
def test_fields_of_our_names_are_exact_without_a_line_on_the_page(data):
    sub = ipforms.read(data)
    assert (sub.form.id, sub.format) == ("jinhua-application", "pdf-form")
    assert {path: sub.values[path] for path in VALUES} == VALUES
    assert sub.places["mobile"].page == 1


def test_rows_of_a_section_are_named_by_their_number():
    values = {"enterprises[0].name": "甲公司", "enterprises[1].name": "乙公司", "enterprises[1].industry": "木雕"}
    sub = ipforms.read(fillable({**values, "recommending_unit": "金华市市场监督管理局"}))
    assert [(row["name"], row["industry"]) for row in sub.values["enterprises"]] == [
        ("甲公司", None),
        ("乙公司", "木雕"),
    ]


BOXES = {"mobile": (100, 700, 300, 720), "contact_name": (100, 600, 300, 620)}


def saved(writer):
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_value_that_is_shown_otherwise_is_told_with_its_digits_masked():
    page = fillable(dict.fromkeys(BOXES, ""), text(80, 800, "申报表申报表"), BOXES)
    writer = pypdf.PdfWriter(io.BytesIO(page))
    writer.update_page_form_field_values(writer.pages[0], {"mobile": "13905790000", "contact_name": "Chen"})
    assert "reading.field_shown" not in [each.code for each in ipforms.read(saved(writer)).findings]
    widget = next(each for ref in writer.pages[0]["/Annots"] if (each := ref.get_object())["/T"] == "mobile")
    widget[pypdf.generic.NameObject("/V")] = pypdf.generic.TextStringObject("13588886666")
    sub = ipforms.read(saved(writer))
    (told,) = [each for each in sub.findings if each.code == "reading.field_shown"]
    assert sub.values["mobile"] == "13588886666"
    assert "13588886666" not in told.text() and "13905790000" not in told.text()


def test_a_form_of_others_is_read_by_where_its_fields_stand():
    """Foreign names, no appearances: every value stands in the cell that its field covers."""
    record = ipforms.form("jinhua-application").model.model_validate(contract("jinhua-application"))
    blank = docx.read(ipforms.render(ipforms.form("jinhua-application").model()))
    empty = read(printed(blank))
    (table,) = [block for block in empty.blocks if isinstance(block, Table)]
    (own,) = [block for block in docx.read(ipforms.render(record)).blocks if isinstance(block, Table)]
    assert [cell[:4] for cell in table.cells] == [cell[:4] for cell in own.cells]
    writer = pypdf.PdfWriter(io.BytesIO(printed(blank)))
    for number, (cell, filled) in enumerate(zip(table.cells, own.cells, strict=True)):
        if not cell.text.strip() and filled.text.strip():
            left, top, right, bottom = cell.place.box
            height = float(writer.pages[0].mediabox.height)
            rectangle = (left + 2, height - bottom + 2, right - 2, height - top - 2)
            annotation = pypdf.generic.DictionaryObject(
                {
                    pypdf.generic.NameObject(key): value
                    for key, value in {
                        "/Type": pypdf.generic.NameObject("/Annot"),
                        "/Subtype": pypdf.generic.NameObject("/Widget"),
                        "/FT": pypdf.generic.NameObject("/Tx"),
                        "/T": pypdf.generic.TextStringObject(f"Text{number}"),
                        "/V": pypdf.generic.TextStringObject(filled.text),
                        "/Rect": pypdf.generic.ArrayObject(map(pypdf.generic.FloatObject, rectangle)),
                    }.items()
                }
            )
            writer.add_annotation(cell.place.page - 1, annotation)
    references = [ref for page in writer.pages for ref in page.get("/Annots", ())]
    writer.root_object[pypdf.generic.NameObject("/AcroForm")] = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject("/Fields"): pypdf.generic.ArrayObject(references)}
    )
    sub = ipforms.read(saved(writer))
    assert (sub.form.id, sub.format, len(sub.sheet.fields)) == ("jinhua-application", "pdf-form", len(references))
    got, expected = dict(flat(sub.values)), dict(flat(contract("jinhua-application")))
    wrong = {path: (got.get(path), value) for path, value in expected.items() if got.get(path) != value}
    # Where the form prints something beside the blank, nothing was filled in: the opinions, and what is behind a colon.
    assert len(references) > 12 and {path for path in wrong if "endorsement" not in path} <= {"ip_protection_status"}


@pytest.mark.parametrize("form_id", FORMS)
def test_a_form_printed_as_word_prints_it_is_read(form_id):
    record = ipforms.form(form_id).model.model_validate(contract(form_id))
    sub = ipforms.read(printed(docx.read(ipforms.render(record))))
    got, expected = dict(flat(sub.values)), dict(flat(contract(form_id)))
    missed = [path for path in {**got, **expected} if got.get(path) != expected.get(path)]
    assert (sub.form.id, sub.format) == (form_id, "pdf")
    # Two facts in a narrow cell (企业联络人及职务) cannot be told apart where the first ends with its line.
    assert [path for path in missed if "liaison" not in path and "email" not in path] == []
