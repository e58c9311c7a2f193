"""Further pages of a form whose fields can still be changed: their print does not follow, so a difference is told."""

from __future__ import annotations

import io

import pikepdf
import pypdf
import pytest

import ipforms
from tests.render.pdfium_typing import typed
from tests.strategies import contract

FORM = ipforms.form("guangzhou-market")
HONOURS = "\n".join(f"第{number:03}项：培训商户并登记授权品牌，建立台账。" for number in range(60))
TOLD = "form.further_differs"


def record(**values):
    return FORM.model.model_validate({**contract(FORM.id), "honours": HONOURS, **values})


def changed(data, path, text):
    """The file with another value in a field, as a program puts it there that draws nothing."""
    with pikepdf.open(io.BytesIO(data)) as document:
        node = next(each for each in document.Root.AcroForm.Fields if str(each.T) == path.partition(".")[0])
        for step in path.split(".")[1:]:
            node = next(each for each in node.Kids if str(each.T) == step)
        node.V = pikepdf.String(text)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def about_further(sub):
    return [(each.path, each.place.page) for each in sub.findings if each.code == TOLD]


CHANGES = {
    "shorter": "全国诚信市场。",
    "longer": HONOURS + "\n另获行业表彰。",
    "end": HONOURS[:-3] + "名册。",
    "gone": "",
}


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES)
def test_a_text_whose_print_goes_on_otherwise_is_read_from_its_field_and_told(text):
    sub = ipforms.read(changed(ipforms.render(record(), "pdf-form"), "honours", text))
    assert (sub.values["honours"] or "") == text
    assert [path for path, _ in about_further(sub)] == ["honours"]
    assert about_further(sub)[0][1] > 1


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES)
def test_the_print_of_a_changed_text_is_that_of_its_field(text):
    data = ipforms.flatten(changed(ipforms.render(record(), "pdf-form"), "honours", text))
    sub = ipforms.read(data)
    assert (sub.values["honours"] or "", sub.format) == (text, "pdf")
    assert sub.record == record(honours=text or None)
    shown = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert shown.count("第058项") == text.count("第058项") and ("续页" in shown) == (len(text) > 1000)


def test_what_a_person_types_over_it_in_pdfium_is_told_and_printed():
    data = typed(ipforms.render(record(), "pdf-form"), {"honours": "全国诚信市场。"})
    sub = ipforms.read(data)
    assert sub.values["honours"] == "全国诚信市场。" and [path for path, _ in about_further(sub)] == ["honours"]
    assert ipforms.read(ipforms.flatten(data)).record == record(honours="全国诚信市场。")


def test_only_the_text_that_was_changed_is_told():
    endorsement = {"opinion": "\n".join(["经核实，材料齐全，同意推荐。"] * 70)}
    data = ipforms.render(record(district_endorsement=endorsement), "pdf-form")
    assert about_further(ipforms.read(data)) == []
    sub = ipforms.read(changed(data, "honours", "无此项荣誉"))
    assert [path for path, _ in about_further(sub)] == ["honours"]
    flat = ipforms.read(ipforms.flatten(changed(data, "honours", "无此项荣誉")))
    assert flat.record == record(district_endorsement=endorsement, honours="无此项荣誉")


def test_a_row_on_a_further_page_whose_text_goes_on_is_told_too():
    names = [f"第{number}人甲乙丙" for number in range(300)]
    units = [{"unit": f"第{number}工作站", "names": names if number == 7 else ["张三"]} for number in range(8)]
    data = ipforms.render(record(ip_units=units), "pdf-form")
    assert ipforms.read(data).record == record(ip_units=units) and about_further(ipforms.read(data)) == []
    sub = ipforms.read(changed(data, "ip_units[7].names", "李四"))
    assert [path for path, _ in about_further(sub)] == ["ip_units[7].names"]


def test_characters_without_a_glyph_and_blanks_are_no_difference():
    text = HONOURS + "\n双龙👨公司\u200b　 第 二 行"
    with pytest.warns(ipforms.errors.MissingGlyphs):
        data = ipforms.render(record(honours=text), "pdf-form")
    assert about_further(ipforms.read(data)) == []
