"""Loops of paragraphs, values in headers, entries without print of their own: what renders reads back."""

from __future__ import annotations

import io

import docx
import pytest

import ipforms
from ipforms import Form
from ipforms.errors import InvalidTemplate
from ipforms.forms import trial
from ipforms.schemas import types
from ipforms.schemas.base import FormModel, Rows, field


class Achievement(FormModel, title="成果"):
    """A line of the form."""

    title: types.Line = field("成果名称", "名称", "轴承")
    year: types.Year = field("年份", "年份", 2024)


class Register(FormModel):
    """A form with a number in its header and a loop of paragraphs."""

    number: types.Line = field("登记编号", "编号", "A-1")
    name: types.Line = field("单位名称", "单位", "甲公司")
    achievements: Rows[Achievement] = field("成果", "成果")


@pytest.fixture
def register(tmp_path):
    document, file = docx.Document(), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = "登记编号：{{ number }}"
    for text in (
        "成果登记表",
        "单位名称：{{ name }}",
        "{%p for each in achievements %}{# rows: 2 #}",
        "{{ loop.index }}、成果名称：{{ each.title }}，年份：{{ each.year }}",
        "{%p endfor %}",
        "以上属实。",
    ):
        document.add_paragraph(text)
    document.save(file)
    (tmp_path / "register.docx").write_bytes(file.getvalue())
    with trial(Form("register", "成果登记表", Register, tmp_path / "register.docx", "", "")) as form:
        yield form


DATA = {"name": "乙公司", "achievements": [{"title": "甲成果", "year": 2021}, {"title": "乙成果"}, {"title": "丙成果"}]}


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_loop_of_paragraphs_reads_back(register, count):
    record = Register.model_validate({**DATA, "achievements": DATA["achievements"][:count]})
    for format in ("docx", "pdf"):
        sub = ipforms.read(register.render(record, format))
        assert (sub.record, sub.findings) == (record, ())


def test_a_value_in_a_header_reads_back_and_no_pdf_loses_it(register):
    record = Register.model_validate({**DATA, "number": "A-12"})
    sub = ipforms.read(register.render(record))
    assert (sub.record, sub.findings) == (record, ())
    with pytest.raises(InvalidTemplate, match="number"):
        register.render(record, "pdf")
    with pytest.raises(InvalidTemplate, match="number"):
        register.render(record, "pdf-form")
