"""Pictures in the places of photos, on pages."""

from __future__ import annotations

import pytest

from ipforms.codecs import PHOTO
from ipforms.matching.field_texts import FieldTexts
from ipforms.paths import Place
from ipforms.pipeline.pasted_photos import photos_elsewhere, with_pasted_photos
from ipforms.sheet import Mark, Paragraph, Sheet
from tests.examples.plugin_forms import FORMS
from tests.matching.sheet_notation import sheet

HIGH_TECH = next(form for form in FORMS if "photo" in form.model.__pydantic_fields__)


@pytest.mark.parametrize(("top", "is_photo"), [(118, True), (420, False)])
def test_a_picture_between_the_line_of_its_label_and_the_next_is_the_photo(top, is_photo):
    lines = [("企业外景照片：", 100), ("二、近三年经济指标", 400), ("三、高新技术产品（服务）", 700)]
    blocks = [
        Paragraph(text, Place(row=number, page=1, box=(70, at, 500, at + 15)))
        for number, (text, at) in enumerate(lines, 1)
    ]
    picture = Mark("picture", Place(page=1, box=(100, top, 400, top + 250)))
    found = with_pasted_photos(HIGH_TECH, FieldTexts(), Sheet(tuple(blocks), marks=(picture,)))
    assert bool(found.texts.get("photo")) == is_photo


def test_a_picture_in_the_cell_beside_its_label_is_the_photo_wherever_the_two_stand():
    rows = "企业名称 | 甲公司 | 企业外景照片 | \n统一社会信用代码 | 91 | ^ | ^"
    table = sheet(rows)
    place = next(cell.place for cell in table.blocks[0].cells if not cell.text)
    found = with_pasted_photos(HIGH_TECH, FieldTexts(), Sheet(table.blocks, marks=(Mark("picture", place),)))
    assert found.texts["photo"] and found.places["photo"] == place


@pytest.mark.parametrize(
    "rows",
    [
        "企业名称 | 甲公司 | 企业外景照片\n统一社会信用代码 | 91 | \n联系电话 | 1 | ^",
        "企业名称 | 甲公司 | （企业外景照片）",
        "企业名称 | 甲公司 | \n统一社会信用代码 | 91 | ^\n联系电话 | 1 | （企业外景照片）",
    ],
)
def test_the_photo_may_be_in_the_cell_below_its_label_or_above_or_with_it(rows):
    table = sheet(rows)
    place = next((cell.place for cell in table.blocks[0].cells if not cell.text), table.blocks[0].cells[-1].place)
    found = with_pasted_photos(HIGH_TECH, FieldTexts(), Sheet(table.blocks, marks=(Mark("picture", place),)))
    assert found.texts["photo"] and found.places["photo"] == place


@pytest.mark.parametrize("rows", ["企业外景照片 |  | \n说明 |  | ", "企业外景照片：\n\n图一"])
def test_a_picture_elsewhere_makes_a_photo_that_is_missing_doubtful(rows):
    table = sheet(rows)
    picture = Mark("picture", Place(row=99))
    [(path, note, place)] = photos_elsewhere(HIGH_TECH, FieldTexts(), Sheet(table.blocks, marks=(picture,)))
    assert (path, note.code, place) == ("photo", "reading.picture", picture.place)
    assert not [
        *photos_elsewhere(HIGH_TECH, FieldTexts({"photo": PHOTO.encode(True)}), Sheet(table.blocks, marks=(picture,)))
    ]
