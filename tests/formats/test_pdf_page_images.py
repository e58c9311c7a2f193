"""Pages as pictures: what is seen, what is painted over, and what is too large or too strange to be drawn."""

from __future__ import annotations

import re

import pytest

from ipforms.formats.pdf import page_images
from ipforms.formats.pdf.page_images import hidden_rectangles, may_be_drawn
from ipforms.formats.pdf_page import BoundingBox, Character, PagePicture, PdfPage
from ipforms.reports.redaction import Redaction
from tests.formats.pdf_notation import fillable, pdf, replaced, rule, stream, text

SAID, NUMBER = "联系人手机", "13800138000"
FRAME = rule(100, 700, 300, 700) + rule(100, 760, 300, 760) + rule(100, 700, 100, 760) + rule(300, 700, 300, 760)
DARK = 128


def drawn(data, hidden=(), numbers=(1,)):
    return dict(page_images.images_of_pages(data, numbers, lambda page: hidden))


def shades(raster, left, top, right, bottom):
    scale = raster.columns / raster.width
    across = slice(round(left * scale), round(right * scale))
    rows = range(round(top * scale), round(bottom * scale))
    return {shade for row in rows for shade in raster.pixels[row * raster.columns :][: raster.columns][across]}


def test_lines_stand_where_they_do_on_the_page_and_what_is_hidden_is_one_shade():
    data = pdf(FRAME)
    assert min(shades(drawn(data)[1], 90, 75, 310, 150)) < DARK
    assert min(shades(drawn(data)[1], 110, 90, 290, 135)) == 255
    assert len(shades(drawn(data, [(90, 75, 310, 150)])[1], 90, 75, 310, 150)) == 1


@pytest.mark.parametrize(
    ("turn", "box"), [(90, (692, 90, 770, 310)), (180, (285, 690, 505, 770)), (270, (72, 285, 150, 505))]
)
def test_a_turned_page_is_drawn_as_a_viewer_shows_it(turn, box):
    """The frame stands 72…142 points below the upper edge and 100…300 from the left one before the page is turned."""
    raster = drawn(pdf(FRAME, page=f"/Rotate {turn}"))[1]
    assert (raster.width, raster.height) == ((842, 595) if turn % 180 else (595, 842))
    left, top, right, bottom = raster.written()
    assert box[0] <= left < right <= box[2]
    assert box[1] <= top < bottom <= box[3]


def test_the_written_part_of_a_page_is_found():
    left, top, right, bottom = drawn(pdf(FRAME))[1].written()
    assert (left, top, right, bottom) == pytest.approx((100, 82, 300, 142), abs=1.5)
    assert drawn(pdf(""))[1].written() == pytest.approx((0, 0, 595, 842))


def test_only_the_pages_that_are_asked_for_are_drawn():
    assert list(drawn(pdf(FRAME, FRAME, FRAME), numbers=(3, 1, 9))) == [3, 1]


def test_what_was_typed_into_fields_is_drawn_and_can_be_hidden():
    data = fillable({"电话": "x" * 30}, boxes={"电话": (100, 700, 300, 720)})
    assert min(shades(drawn(data)[1], 100, 122, 300, 142)) < DARK
    assert len(shades(drawn(data, [(100, 122, 300, 142)])[1], 101, 123, 299, 141)) == 1


@pytest.mark.parametrize("box", ["0 0 14400 14400", "0 0 200000 200000", "0 0 5 20000"])
def test_a_page_too_large_to_be_legible_is_not_drawn_or_is_small(box):
    for raster in drawn(pdf(text(10, 10, SAID), page=f"/MediaBox[{box}]")).values():
        assert raster.columns * raster.rows < 3_000_000


def test_a_large_page_has_no_more_pixels_than_one_of_a3():
    raster = drawn(pdf(FRAME, page="/MediaBox[0 0 2000 2000]"))[1]
    assert raster.columns * raster.rows <= 2_610_000
    assert drawn(pdf(FRAME, page="/MediaBox[0 0 9000 9000]")) == {}


@pytest.mark.slow
def test_a_page_that_takes_too_long_is_not_drawn_and_neither_are_those_behind_it():
    tile = stream(
        b"0 0 0.001 0.001 re f",
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 0.01 0.01]/XStep 0.01/YStep 0.01/Resources<<>>",
    )
    slow = "/Pattern cs " + "/P scn 0 0 595 842 re f " * 6_000
    data = pdf(slow, slow, more=(tile,))
    data = replaced(data, b"/Resources<</Font<</F 3 0 R>>>>", b"/Resources<</Pattern<</P 9 0 R>>>>")
    assert drawn(data, numbers=(1, 2)) == {}


@pytest.mark.parametrize(
    ("entries", "may"),
    [
        ("/Subtype/Image/Width 100/Height 100", True),
        ("/Subtype/Image/Width 100000/Height 100000", False),
        ("/Subtype/Image/Width 7 0 R/Height 100", False),
        ("/Subtype/Image/Width 100/Height 100/Filter[/JPXDecode]", False),
        ("/Subtype/Im#61ge/Width 100000/Height 100000", False),
        ("/Subtype/Form", True),
    ],
)
def test_a_file_with_pictures_of_no_sensible_size_is_not_drawn(entries, may):
    assert may_be_drawn(pdf(SAID, more=(stream(b"", entries),))) is may


def covered(page, *secrets):
    return hidden_rectangles(page, (), Redaction({}, secrets).number_spans)


def page_of(said, size=10.0, step=6.0):
    page = PdfPage(1, 595, 842)
    page.characters = [
        Character(sign, BoundingBox(100 + step * at, 100, 105 + step * at, 100 + size), at)
        for at, sign in enumerate(said)
    ]
    return page


@pytest.mark.parametrize("said", [NUMBER, f"手机{NUMBER}", "020-81050369", "138 0013 8000", "１３８００１３８０００"])
def test_a_long_number_is_covered_from_its_first_to_its_last_digit(said):
    (box,) = covered(page_of(said))
    first = re.search(r"\d", said).start()
    assert box[0] == pytest.approx(100 + 6 * first, abs=1)
    assert box[2] == pytest.approx(105 + 6 * (len(said) - 1), abs=1)


@pytest.mark.parametrize("said", ["18件", "2016年12月", "ZL201710601862.3", "510620"])
def test_counts_dates_and_patents_are_seen(said):
    assert covered(page_of(said)) == []


def test_digits_in_boxes_of_their_own_are_one_number():
    (box,) = covered(page_of("440101198001010017", step=18.0))
    assert box[2] - box[0] > 17 * 18


def test_a_part_of_a_number_is_covered_on_the_next_page_too():
    assert len(covered(page_of("80013（续）"), NUMBER)) == 1
    assert covered(page_of("80014（续）"), NUMBER) == []


def test_a_picture_that_may_be_a_paper_is_covered_a_seal_is_not():
    page = page_of(SAID)
    page.pictures = [
        PagePicture("picture", BoundingBox(100, 200, 340, 353)),
        PagePicture("seal", BoundingBox(300, 500, 420, 620)),
    ]
    assert covered(page) == [pytest.approx((100, 200, 340, 353), abs=1)]


@pytest.mark.parametrize("strange", ["unmapped", "scan"])
def test_a_page_that_nobody_has_understood_is_not_shown(strange):
    page = page_of(SAID)
    if strange == "unmapped":
        page.unmapped = 1
    else:
        page.pictures = [PagePicture("picture", BoundingBox(0, 0, 595, 842))]
    assert covered(page) is None
