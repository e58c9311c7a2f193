"""Fillable PDFs: fields of our names are exact, others are read where they are shown; and forms laid out by us."""

from __future__ import annotations

import io

import pypdf
import pytest

import ipforms
from ipforms.readers import docx
from tests.readers.pdf_notation import fillable, printed, rule, text
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


def test_fields_of_other_names_are_bound_by_the_labels_beside_them():
    drawn, boxes, fields = "", {}, {}
    labels = ["企业名称", "统一社会信用代码", "联系地址", "联系人", "联系人职务", "手机号码", "电子邮箱"]
    labels += ["是否单设知识产权部门", "在职员工总数", "有效专利数量", "高新技术企业", "有效注册商标数量"]
    for number, label in enumerate(labels):
        top = 760 - 22 * number
        drawn += rule(100, top, 400, top) + rule(100, top - 22, 400, top - 22) + text(106, top - 14, label)
        drawn += "".join(rule(x, top, x, top - 22) for x in (100, 250, 400))
        fields[f"Text{number}"] = {"企业名称": "金华双龙公司", "联系人": "陈晓岚"}.get(label, "")
        boxes[f"Text{number}"] = (252, top - 20, 398, top - 2)
    sub = ipforms.read(fillable(fields, drawn, boxes), form="jinhua-application")
    assert sub.format == "pdf-form"
    assert (sub.record.enterprise_name, sub.record.contact_name) == ("金华双龙公司", "陈晓岚")


@pytest.mark.parametrize("form_id", FORMS)
def test_a_form_printed_as_word_prints_it_is_read(form_id):
    record = ipforms.form(form_id).model.model_validate(contract(form_id))
    sub = ipforms.read(printed(docx.read(ipforms.render(record))))
    got, expected = dict(flat(sub.values)), dict(flat(contract(form_id)))
    missed = [path for path in {**got, **expected} if got.get(path) != expected.get(path)]
    assert (sub.form.id, sub.format) == (form_id, "pdf")
    # Two facts in a narrow cell (企业联络人及职务) cannot be told apart where the first ends with its line.
    assert [path for path in missed if "liaison" not in path and "email" not in path] == []
