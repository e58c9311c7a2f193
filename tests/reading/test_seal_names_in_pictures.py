"""Names on seals, below print, ruling lines and shades of a grey copy."""

from __future__ import annotations

import random
from importlib.resources import files
from types import SimpleNamespace

import pytest

cv2 = pytest.importorskip("cv2", reason="pip install 'ipforms[scan]'")
np = pytest.importorskip("numpy")
Image = pytest.importorskip("PIL.Image")
ImageDraw = pytest.importorskip("PIL.ImageDraw")
ImageFont = pytest.importorskip("PIL.ImageFont")

from ipforms.formats import scan  # noqa: E402
from ipforms.formats.pdf_page import PdfPage, RulingLine  # noqa: E402
from ipforms.formats.scan import page_marks as page_marks_module  # noqa: E402
from ipforms.formats.scan.imprints import Imprint  # noqa: E402
from ipforms.formats.scan.page_geometry import POINT  # noqa: E402
from ipforms.formats.scan.page_marks import _read_arcs, page_marks  # noqa: E402
from ipforms.formats.scan.seal_detection import find  # noqa: E402
from ipforms.formats.scan.seal_interior import ink_of  # noqa: E402
from ipforms.formats.scan.seal_text import seal_readings  # noqa: E402
from ipforms.formats.scan.text_recogniser import ReadCharacter  # noqa: E402
from ipforms.paths import Place  # noqa: E402
from ipforms.pipeline.seal_names import named_seals, seal_name  # noqa: E402
from ipforms.sheet import Mark  # noqa: E402
from tests.scans.seals import round_seal  # noqa: E402

NAME, SIZE = "金华双龙机电有限公司", 1000

pytestmark = pytest.mark.skipif(not scan.is_installed(), reason="pip install 'ipforms[scan]'")


def sealed_page(ink, rules=()):
    """A shaded bar and black rules, and a seal over them, drawn at 200 dpi."""
    cover = round_seal(NAME, random.Random(3))
    cover = cv2.resize(cover, None, None, 200 / 300, 200 / 300, cv2.INTER_AREA)
    page = np.full((SIZE, SIZE, 3), 250.0)
    page[560:620] = 205
    for at in rules:
        page[at : at + 3] = 20
    top, left = (SIZE - cover.shape[0]) // 2, (SIZE - cover.shape[1]) // 2
    page[top : top + cover.shape[0], left : left + cover.shape[1]] *= np.exp(-cover[..., None] * np.array(ink))
    side = cover.shape[0] - 24 * 200 / 600
    seal = Imprint(
        "seal", "round", "dark" if len(set(ink)) == 1 else "red", (SIZE / 2, SIZE / 2), (side, side), 0.0, 1.0
    )
    return page.astype(np.uint8), seal


@pytest.mark.parametrize("ink", [(0.7, 0.7, 0.7), (0.15, 1.3, 1.0)])
def test_a_name_is_read_below_ruling_lines_and_on_a_shaded_bar(ink):
    rules = (430, 558, 620)
    flat, seal = sealed_page(ink, rules)
    page = PdfPage(1, SIZE / POINT, SIZE / POINT)
    page.across += [RulingLine((at + 1) / POINT, 0.0, SIZE / POINT) for at in rules]
    (mark,) = page_marks(flat, [seal], page, np.zeros((SIZE, SIZE), np.uint8), [])
    assert NAME in mark.readings


def test_print_over_a_pale_seal_is_no_part_of_its_name_however_much_it_is():
    flat, seal = sealed_page((0.2, 0.2, 0.2))
    for row in (380, 440, 500, 560, 620):
        cv2.putText(flat, "EFEFEFEFEFEFEFEFEF", (330, row), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 4)
    assert seal_name(seal_readings(flat, 200, seal, np.zeros((SIZE, SIZE), np.uint8), _read_arcs), [NAME]) == NAME


@pytest.mark.parametrize("is_white", [False, True])
def test_the_square_seal_of_a_person_is_read_in_columns_from_the_right(is_white):
    ink, font = np.zeros((SIZE, SIZE)), ImageFont.truetype(str(files("ipforms") / "fonts" / "hei.ttf"), 62)
    cv2.rectangle(ink, (420, 420), (580, 580), 1, -1 if is_white else 5)
    drawn = Image.new("L", (SIZE, SIZE), 0)
    for text, place in zip("罗启明印", [(506, 430), (506, 506), (432, 430), (432, 506)], strict=True):
        ImageDraw.Draw(drawn).text(place, text, fill=255, font=font, anchor="lt")
    ink = np.where(np.array(drawn) > 127, float(not is_white), ink)
    flat = (250 * np.exp(-cv2.GaussianBlur(ink, (0, 0), 1.0)[..., None] * np.array((0.15, 1.3, 1.0)))).astype(np.uint8)
    (seal,) = find(flat, 200)
    assert (seal.shape, seal_readings(flat, 200, seal, np.zeros((SIZE, SIZE), np.uint8), _read_arcs)) == (
        "square",
        ("罗启明印",),
    )


def test_whose_a_square_seal_is_the_names_in_a_form_say():
    marks = [Mark("seal", Place(), shape="square", readings=("罗启朋印", "罗启明印"))]
    assert [named_seals(marks, texts)[0].text for texts in (["罗启明", NAME], [NAME])] == ["罗启明", "罗启朋"]


@pytest.mark.parametrize(("second", "lines"), [((NAME, 0.99), 2), ((NAME, 0.9), 4), (("金华双龙", 0.99), 4)])
def test_a_name_in_which_two_readings_agree_is_not_read_again(second, lines):
    flat, seal = sealed_page((0.15, 1.3, 1.0))
    asked = []

    def recognise(strips):
        asked.extend(strips)
        return [(NAME, 0.99), second]

    assert seal_readings(flat, 200, seal, np.zeros((SIZE, SIZE), np.uint8), recognise)[0] == NAME
    assert len(asked) == lines


def test_what_a_doubtful_character_of_a_name_may_be_as_well_is_another_reading(monkeypatch):
    """Often it is half below a ruling line."""
    line = [ReadCharacter(text, 0.99, at) for at, text in enumerate("金华双龙机申")]
    line[-1] = line[-1]._replace(probability=0.8, others=(("电", 0.1), ("田", 0.02)))
    monkeypatch.setattr(page_marks_module, "recogniser", lambda: SimpleNamespace(read=lambda lines: [line]))
    assert [text for text, _ in page_marks_module._read_arcs([None])] == ["金华双龙机申", "金华双龙机电"]


def test_of_the_names_in_a_form_the_one_is_taken_of_which_no_reading_speaks_against():
    readings = ["金华双龙机□有限公司", "华双龙机申有限公司"]
    assert seal_name(readings, ["永康五湖饰品有限公司", NAME]) == NAME
    assert seal_name(["金华双龙有限公司"], [NAME]) == "金华双龙有限公司"
    assert seal_name(["金华双虎机电有限公司", "华双虎机电有限公司"], [NAME]) == "金华双虎机电有限公司"
    assert seal_name(["金华某某有限公司"], [NAME]) == "金华某某有限公司"
    assert seal_name(["金华双龙机电有限司"], [NAME]) == NAME
    assert seal_name(["2L□州1", "11□111", "行政保护"], [NAME]) == "", "no name of somebody else"
    assert seal_name(["金华龙机电有限公司"], [NAME]) == "金华龙机电有限公司"


def test_of_a_black_seal_only_what_stands_at_the_height_of_a_line_stays_in_the_text():
    cover = cv2.resize(round_seal(NAME, random.Random(3)), None, None, 200 / 300, 200 / 300, cv2.INTER_AREA)
    side = cover.shape[0] - 24 * 200 / 600
    ink = np.zeros((SIZE, SIZE), np.uint8)
    top = (SIZE - cover.shape[0]) // 2
    ink[top : top + cover.shape[0], top : top + cover.shape[1]] = (cover > 0.4) * 255
    seal, line = Imprint("seal", "round", "dark", (SIZE / 2, SIZE / 2), (side, side), 0.0, 1.0), np.zeros_like(ink)
    for left in range(200, 760, 40):
        cv2.rectangle(line, (left, 600), (left + 28, 628), 255, 4)
    sealed = ink_of(ink | line, seal)
    assert not (sealed & line).any()
    assert (ink[:590] & ~sealed[:590] > 0).mean() < 0.1 * (ink[:590] > 0).mean()
    assert not ink_of(line, seal).any()


def test_nothing_of_a_black_square_seal_stays_in_the_text():
    ink = np.zeros((400, 400), np.uint8)
    cv2.rectangle(ink, (100, 100), (230, 230), 255, 4)
    cv2.putText(ink, "HF", (120, 180), cv2.FONT_HERSHEY_SIMPLEX, 2, 255, 3)
    cv2.putText(ink, "A", (10, 180), cv2.FONT_HERSHEY_SIMPLEX, 1, 255, 3)
    found = ink_of(ink, Imprint("seal", "square", "dark", (165, 165), (134, 134), 0.0, 1.0))
    assert (found[:, 90:] == ink[:, 90:]).all() and not found[:, :90].any()
