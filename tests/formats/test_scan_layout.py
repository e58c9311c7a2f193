"""What stands on a scan beside its print, and must not be taken for it: holes, bars, seals over rules, blank backs."""

from __future__ import annotations

import io
from importlib.resources import files
from types import SimpleNamespace

import pytest

import ipforms
from ipforms.formats import scan
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf_page import BoundingBox, Character
from ipforms.paths import Place
from ipforms.pipeline.recognition import settled_characters
from ipforms.sheet import Doubt, Sheet

cv2 = pytest.importorskip("cv2", reason="pip install 'ipforms[scan]'")
np = pytest.importorskip("numpy")
Image = pytest.importorskip("PIL.Image")
ImageDraw = pytest.importorskip("PIL.ImageDraw")
ImageFont = pytest.importorskip("PIL.ImageFont")
pytestmark = pytest.mark.skipif(not scan.is_installed(), reason="pip install 'ipforms[scan]'")

from ipforms.formats.pdf.pdfium_document import open_pdf  # noqa: E402
from ipforms.formats.scan import page_ruling, scanned_page  # noqa: E402
from ipforms.formats.scan.dot_streaks import streaks, without_rests  # noqa: E402
from ipforms.formats.scan.handwriting import handwriting  # noqa: E402
from ipforms.formats.scan.imprints import Imprint  # noqa: E402
from ipforms.formats.scan.line_pictures import LinePicture, line_pictures, with_unread_marks  # noqa: E402
from ipforms.formats.scan.page_geometry import POINT, rectification  # noqa: E402
from ipforms.formats.scan.paper_edges import paper  # noqa: E402
from ipforms.formats.scan.picture_files import pages  # noqa: E402
from ipforms.formats.scan.raster import RasterPage  # noqa: E402
from ipforms.formats.scan.rule_detection import across  # noqa: E402
from ipforms.formats.scan.seal_interior import left_of_seal  # noqa: E402
from ipforms.formats.scan.text_recogniser import ReadCharacter  # noqa: E402
from ipforms.formats.scan.text_segmentation import InkBox, without_specks  # noqa: E402
from ipforms.formats.scan.tick_boxes import with_tick_boxes  # noqa: E402

MM = 200 / 25.4
READ = ReadCharacter("“", 0.9, 0.5)


def test_the_hole_of_a_punch_is_no_text_and_a_ticked_box_is():
    letters = np.zeros((200, 300), np.uint8)
    cv2.circle(letters, (100, 100), round(2.8 * MM), 255, -1)
    letters[80:118, 200:238] = 255  # ■ of 16 points
    found = without_specks(letters, 200)
    assert not found[:, :150].any() and found[80:118, 200:238].all()


@pytest.mark.parametrize("is_read", [True, False])
def test_a_tick_over_a_box_that_was_not_read_answers_beside_the_other_box(is_read):
    letters = np.zeros((60, 260), np.uint8)
    for left in (20, 150):  # two thin boxes, the second one with a tick that rises out of it
        cv2.rectangle(letters, (left, 26), (left + 24, 50), 255, 1)
    cv2.polylines(letters, [np.array([(152, 36), (160, 48), (180, 14)])], False, 255, 4)
    words = [("是", 46 if is_read else 18, 74), (" ", 74, 148), ("否", 148, 206)]
    line = [
        Character(text, BoundingBox(left / POINT, 14 / POINT, right / POINT, 52 / POINT)) for text, left, right in words
    ]
    line += [Character("□", BoundingBox(20 / POINT, 14 / POINT, 44 / POINT, 52 / POINT))] * is_read
    usual = [Character("业", BoundingBox(0.0, 30.0, 10.0, 40.0))] * 9
    found, by_hand = with_tick_boxes([*line, *usual], letters)
    assert [each.text for each in found if each.text in "☑☐"] == ["☐", "☑"]
    assert len(by_hand) == 1 and by_hand[0].box.centre[0] * POINT > 140


def test_bars_across_a_page_are_no_sides_of_a_sheet():
    light = np.tile(np.linspace(120, 250, 800), (1100, 1))
    page = np.repeat(light[..., None], 3, 2).astype(np.uint8)
    for top in (230, 760):
        page[top : top + 40, 20:] = (page[top : top + 40, 20:] * 0.7).astype(np.uint8)
    for y in [*range(40, 220, 24), *range(290, 750, 60), *range(820, 1080, 24)]:
        for x in range(100, 700, 14):
            page[y : y + 10, x : x + 8] = 20
    assert paper(page) is None


def test_a_rule_goes_on_beyond_the_rim_of_a_seal_that_was_taken_off():
    picture = np.zeros((60, 200), np.uint8)
    picture[30:32, 20:90] = picture[30:32, 98:120] = 255
    (rule,), _ = across(picture, 200, 5.0)
    assert rule.points[:, 0].max() > 118


def test_dots_from_the_top_of_a_page_to_its_bottom_are_a_streak_and_a_rule_is_none():
    page = np.zeros((2339, 1654), np.uint8)
    page[300:2000, 500:502] = page[300:302, 500:1400] = 255
    for y in range(0, 2339, 5):
        page[y : y + 3, 900 + y // 200 : 902 + y // 200] = 255
    found, ways = streaks(page)
    assert found[:, 890:920].sum() > 0.9 * page[302:, 890:920].sum() and not found[:, :890].any()
    left, letter = np.zeros_like(page), np.zeros_like(page)
    left[1000:1011, 905:908] = letter[1000:1003, 895:925] = letter[1003:1020, 905:908] = 255
    assert not without_rests(left, ways).any() and (without_rests(letter, ways) == letter).all()


def test_the_blank_back_of_a_scanned_page_is_read_as_blank():
    stream = io.BytesIO()
    grain = np.random.default_rng(1).normal(248, 2, (1170, 827))
    Image.fromarray(grain.clip(0, 255).astype(np.uint8)).save(stream, "PDF", resolution=100)
    recognise = scan.page_reader(stream.getvalue(), "a.pdf")
    with open_pdf(stream.getvalue(), "a.pdf", PdfLimits()) as document:
        (page,) = (recognise(document, page) for page in document.pages())
    assert page.is_recognised and not page.characters


def told_of(face, printed, figures=""):
    """The doubts about lines of print, and one of figures that no typewriter draws."""
    font = ImageFont.truetype(str(files("ipforms") / "fonts" / face), 30)
    page, lines = Image.new("L", (500, 500), 255), []
    for row, text in enumerate((*printed, figures)):
        at = [(40 + 34 * column, 40 + 80 * row) for column in range(len(text))]
        for character, place in zip(text if text != figures else "", at, strict=False):
            ImageDraw.Draw(page).text(place, character, font=font, fill=0)
        boxes = [BoundingBox(x / POINT, y / POINT, (x + 32) / POINT, (y + 34) / POINT) for x, y in at]
        lines.append(list(zip(text, boxes, strict=True)))
    clean = np.array(page)
    for column, character in enumerate(figures):
        cv2.putText(clean, character, (40 + 34 * column, 68 + 80 * len(printed)), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 1)
    letters = np.where(clean < 128, 255, 0).astype(np.uint8)
    return [(doubt.code, doubt.read) for _, doubt in handwriting(lines, np.dstack([clean] * 3), clean, letters)]


def test_a_flat_character_in_a_printed_name_is_print():
    assert told_of("song.ttf", ("知识产权办公室", "科技有限公司", "胡一鸣", "联系电话")) == []


def test_figures_that_are_unlike_print_are_no_sure_print_though_as_large():
    told = told_of("hei.ttf", ("知识产权办公室", "科技有限公司", "2013458"), "201733")
    assert told == [("reading.maybe_handwriting", "201733")]


def test_what_stands_in_a_line_with_writing_by_hand_is_no_sure_print():
    model, place = ipforms.form("jinhua-recommendation").model, Place(row=3, page=1)
    doubt = Doubt("reading.handwriting", "", "杨柳", "", (), place)
    sheet = Sheet((), (), recognised_pages=frozenset({1}), doubts=(doubt,))
    texts = {"prepared_by": "杨柳", "prepared_phone": "0579-87121780"}
    _, notes = settled_characters(model, texts, dict.fromkeys(texts, place), sheet)
    assert [(path, note.code) for path, note in notes] == [
        ("prepared_by", "reading.handwriting"),
        ("prepared_phone", "reading.maybe_handwriting"),
    ]


def test_a_line_in_which_nothing_was_read_is_read_again(monkeypatch):
    line = LinePicture(InkBox(0, 0, 40, 28), InkBox(0, 0, 44, 36))
    flat = SimpleNamespace(lines=[line, LinePicture(InkBox(0, 0, 3, 3), InkBox(0, 0, 5, 9))], imprints=[], letters=None)
    again = []
    monkeypatch.setattr(scanned_page, "_read", lambda _, lines, width: again.extend(lines) or [[READ]])
    first, dust = scanned_page._twice(flat, [[], []])
    assert again == [line] and dust == []
    assert [(each.text, each.others) for each in first] == [("“", (("", 0.5),))]


def test_a_low_letter_alone_on_the_next_line_is_no_dust_and_a_blot_is():
    letters = np.zeros((120, 300), np.uint8)
    for x in range(20, 200, 16):
        letters[20:36, x : x + 3] = letters[33:36, x : x + 10] = 255  # L
    letters[52:61, 40:42] = letters[52:61, 46:48] = letters[52:54, 40:48] = 255  # n
    letters[52:61, 120:128] = 255
    letters[100:109, 40:42] = letters[100:109, 46:48] = letters[100:102, 40:48] = 255  # far from any line
    found = without_specks(letters, 200)
    assert found[50:65, 38:50].any() and not found[50:65, 118:130].any() and not found[90:].any()


def test_a_dot_alone_is_no_line_and_a_dash_is_unless_a_fax_drew_it():
    """That is longer than two dashes."""
    letters = np.zeros((240, 300), np.uint8)
    letters[20:48, 20:200] = letters[100:104, 60:100] = letters[150:156, 60:66] = letters[200:204, 60:160] = 255
    assert [line.box.top for line in line_pictures(letters, [], [])] == [20, 100]


@pytest.mark.parametrize(("end", "text"), [(22, "/"), (2, "1")])
def test_a_stroke_alone_is_a_slash_where_it_leans_and_is_in_doubt(end, text):
    letters = np.zeros((40, 40), np.uint8)
    cv2.line(letters, (end, 2), (2, 34), 255, 3)
    line = LinePicture(InkBox(0, 0, 26, 38), InkBox(0, 0, 30, 40))
    (found,) = with_unread_marks(line, [READ._replace(text="1")], letters)
    assert (found.text, [other for other, _ in found.others]) == (text, ["1"] * (text == "/"))


@pytest.mark.parametrize(("height", "text"), [(4, "—"), (9, "一")])
def test_a_level_stroke_alone_is_a_dash_and_a_thicker_one_is_a_number(height, text):
    letters = np.zeros((40, 40), np.uint8)
    letters[12 : 12 + height, 4:36] = 255
    line = LinePicture(InkBox(4, 12, 36, 12 + height), InkBox(0, 0, 40, 40))
    assert [each.text for each in with_unread_marks(line, [READ._replace(text="一")], letters)] == [text]


def test_what_is_left_of_a_grey_seal_is_no_text_and_print_below_it_is():
    """Low pieces of its name, strokes of its rim, and what makes no sense; beside print what is unlikely."""
    seal = Imprint("seal", "round", "dark", (200.0, 200.0), (330.0, 330.0), 0.0, 1.0)

    def left(text, box, *likely):
        chances = likely or (0.99,) * len(text)
        middles = np.linspace(0, (box[2] - box[0]) / (box[3] - box[1]), 2 * len(text) + 1)[1::2]
        read = [ReadCharacter(*each) for each in zip(text, chances, middles.tolist(), strict=True)]
        line = LinePicture(InkBox(*box), InkBox(*box), 30.0)
        return "".join(each.text for each in left_of_seal(line, read, [seal]))

    assert left("二", (200, 100, 225, 112)) == "二"
    assert left("1", (320, 150, 330, 180)) == "1"
    assert left("平今", (150, 150, 210, 180), 0.9, 0.3) == "平今"
    assert left("甲公司", (150, 150, 240, 180)) == ""
    assert left("平今", (450, 150, 510, 180), 0.9, 0.3) == ""
    assert left("申报单位员", (20, 150, 170, 180), 0.3, 0.9, 0.9, 0.9, 0.2) == "员"


def test_what_is_left_of_a_seal_is_told_once_a_cell():
    lines = [LinePicture(InkBox(20, 20, 40, 32), InkBox(20, 20, 40, 32), 30.0, 3)] * 2
    unread = scanned_page._unread([(each, [READ]) for each in lines])
    assert (unread.code, unread.text, round(unread.box.left * POINT)) == ("reading.below_seal", "“ “", 20)


def test_a_streak_of_a_fax_and_bold_letters_in_a_row_are_no_sides_of_cells():
    """Both end nowhere, as strokes of a title do; the streak goes across a side. A rule in pieces stays one."""
    page = np.full((600, 1000), 255, np.uint8)
    for y in (100, 200, 300, 400):
        cv2.line(page, (100, y), (900, y), 0, 2)
    for x in (100, 400, 900):
        cv2.line(page, (x, 100), (x, 400), 0, 2)
    cv2.line(page, (250, 150), (480, 150), 0, 2)
    for x in range(420, 780, 20):
        page[345:353, x : x + 14] = 30
        page[345:353, x + 14 : x + 20] = 100
    page[298:304, 600:640] = page[298:304, 700:740] = 255
    page[500:504, 450:590] = 20  # of a title, below the table
    page[500:504, 450:590:13] = 100
    page[550:552, 420:780] = 40  # joins the letters of a title, with gaps of 2 in 16
    page[550:552, 420:780:16] = page[550:552, 421:780:16] = page[550:552, 422:780:16] = 170
    lines, _ = page_ruling.of_tables(*page_ruling.lines(page), (1000, 600))
    assert sorted({round(float(rule.points[:, 1].mean()), -1) for rule in lines}) == [100, 200, 300, 400]


@pytest.mark.parametrize("is_open", [True, False])
def test_lines_that_end_alike_are_of_a_table_without_sides_and_one_over_the_page_is_a_streak(is_open):
    page = np.full((600, 1000), 255, np.uint8)
    for y in range(100, 401, 100) if is_open else (100, 400):
        cv2.line(page, (100, y), (900, y), 0, 2)
    for x in (300, 600):
        cv2.line(page, (x, 100), (x, 400), 0, 2)
    cv2.line(page, (0, 250), (999, 250), 0, 2)
    lines, _ = page_ruling.of_tables(*page_ruling.lines(page), (1000, 600))
    assert len({round(float(rule.points[:, 1].mean()), -1) for rule in lines}) == 4 * is_open


@pytest.mark.parametrize(
    ("tables", "width"), [(((60, 560), (660, 1140)), 1191), (((60, 560),), 1191), (((60, 1140),), 842)]
)
def test_a_picture_of_two_pages_beside_each_other_is_a_sheet_of_a3(tables, width):
    """Of which the file does not say the size; one page may be blank, and a table over the middle is of one page."""
    page = np.full((848, 1200, 3), 255, np.uint8)
    for left, right in tables:
        for y in range(100, 700, 50):
            cv2.line(page, (left, y), (right, y), (0, 0, 0), 2)
        cv2.rectangle(page, (left, 100), (right, 650), (0, 0, 0), 2)
    assert rectification(RasterPage(1, page), 0)[0].flat_size[0] / POINT == pytest.approx(width, abs=2)


@pytest.mark.parametrize(("length", "is_levelled"), [(110, False), (600, True)])
def test_what_the_strokes_of_letters_make_together_levels_no_page(length, is_levelled):
    """A page without a table, in a face whose strokes rise: lines far apart were read as one."""
    page = np.full((1754, 1240, 3), 255, np.uint8)
    for y in range(300, 1400, 120):
        cv2.line(page, (200, y), (200 + length, y - length // 50), (0, 0, 0), 2)
    page[1500:1520, 300:900:30] = page[1500:1520, 301:900:30] = 0
    assert bool(rectification(RasterPage(1, page), 0)[0].vertical.weights.any()) is is_levelled


@pytest.mark.parametrize(("likely", "count"), [(0.4, 40), (0.95, 100)])
def test_of_a_page_of_noise_no_more_than_the_widest_lines_are_read(monkeypatch, likely, count):
    """A broken JPEG, of which every line was read twice, took half a minute."""
    lines = [LinePicture(InkBox(0, 0, width, 20), InkBox(0, 0, width, 20)) for width in range(1, 101)]
    monkeypatch.setattr(scanned_page, "_read", lambda _, some: [[READ._replace(probability=likely)] for _ in some])
    found = scanned_page._read_widest_first(SimpleNamespace(lines=lines))
    assert [bool(each) for each in found] == [False] * (100 - count) + [True] * count


def test_a_fax_has_pixels_that_are_not_square():
    """204 an inch across and 98 down: a page upright is wider than high, its seals are flat, its gaps wide."""
    stream = io.BytesIO()
    Image.new("1", (1687, 1146), 1).save(stream, "TIFF", dpi=(204, 98))
    (page,) = pages(stream.getvalue(), "fax.tif", scan.ScanLimits())
    assert page.pixels.shape[:2] == (2386, 1687)
    assert page.size == pytest.approx((595, 842), abs=1)


def test_a_photo_is_made_no_smaller_than_what_is_looked_at():
    """12 million pixels, as most phones have."""
    out = io.BytesIO()
    Image.new("L", (4_032, 3_024), 200).save(out, "JPEG")
    (page,) = pages(out.getvalue(), "照片.jpg", scan.ScanLimits())
    assert page.pixels.shape == (2_700, 3_600, 3)
