"""Pages that were scanned in another order are read in that of the form."""

from __future__ import annotations

import pytest

from ipforms.formats.pdf.layout_analysis.page_order import in_reading_order
from ipforms.formats.pdf_page import BoundingBox, Character, PdfPage

COVER = [("重点企业申报书", 24), ("申报单位：甲公司", 12), ("联系人：张三", 12)]
FIRST = [("一、申报单位基本情况", 12), ("单位名称", 12), ("二、获得的主要荣誉", 12)]
THIRD = [("三、申报单位概述", 12), ("成立于2005年", 12)]
TEXT = [("近三年处理侵权线索7起", 12)]


def page(number, lines):
    characters = [
        Character(letter, BoundingBox(20 * at, 30 * row, 20 * at + size, 30 * row + size), at)
        for row, (text, size) in enumerate(lines)
        for at, letter in enumerate(text)
    ]
    return PdfPage(number, 595.0, 842.0, characters=characters, is_recognised=True)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ([COVER, FIRST, THIRD], [1, 2, 3]),
        ([THIRD, FIRST, COVER], [3, 2, 1]),
        ([TEXT, THIRD, FIRST, COVER], [4, 3, 2, 1]),
        ([THIRD, TEXT, COVER, FIRST], [3, 4, 1, 2]),
        ([COVER, THIRD, FIRST, TEXT], [1, 3, 2, 4]),
        ([COVER, FIRST, THIRD, FIRST], [1, 2, 3, 4]),  # points of a text are numbered as well
        ([COVER, THIRD, TEXT], [1, 2, 3]),
        ([FIRST, COVER, COVER, FIRST], [1, 2, 3, 4]),  # two forms
        ([THIRD, FIRST], [1, 2]),
    ],
)
def test_the_title_comes_first_and_then_the_sections(sent, read):
    pages = [page(number, lines) for number, lines in enumerate(sent, 1)]
    assert [each.number for each in in_reading_order(pages)] == read
