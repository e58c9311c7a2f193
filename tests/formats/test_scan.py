"""Scans and photos: a page that was drawn and made a picture is read as the page was."""

from __future__ import annotations

import io
import json
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

import ipforms
from ipforms import formats
from ipforms.errors import LimitExceeded, UnreadableDocument
from ipforms.formats import scan
from ipforms.paths import Place
from ipforms.pipeline.recognition import settled_characters
from ipforms.sheet import Doubt, Mark, Sheet

cv2 = pytest.importorskip("cv2", reason="pip install 'ipforms[scan]'")
np = pytest.importorskip("numpy")
Image = pytest.importorskip("PIL.Image")
ImageDraw = pytest.importorskip("PIL.ImageDraw")
ImageFont = pytest.importorskip("PIL.ImageFont")

from ipforms.formats.scan.line_pictures import LinePicture, placed_characters, with_unread_marks  # noqa: E402
from ipforms.formats.scan.orientation import lean  # noqa: E402
from ipforms.formats.scan.paper_edges import paper  # noqa: E402
from ipforms.formats.scan.rectification import Rectification, levelling  # noqa: E402
from ipforms.formats.scan.rule_detection import Rule, across, down, ruling_ink  # noqa: E402
from ipforms.formats.scan.text_recogniser import ReadCharacter  # noqa: E402
from ipforms.formats.scan.text_segmentation import InkBox, without_specks  # noqa: E402

SCANS = Path(__file__).parents[1] / "data" / "scans"
CONTRACT = Path(__file__).parents[1] / "data" / "contract"

pytestmark = pytest.mark.skipif(not scan.is_installed(), reason="pip install 'ipforms[scan]'")


def record(form_id):
    return ipforms.form(form_id).model.model_validate(json.loads((CONTRACT / f"{form_id}.json").read_text("utf-8")))


def scanned(data, dpi=200, suffix="TIFF", turn=0.0):
    """The pages of a PDF as pictures in one file, as a scanner makes it."""
    pages = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(data)]
    pages = [page.rotate(turn, expand=True, fillcolor="white", resample=3) if turn else page for page in pages]
    out = io.BytesIO()
    more = {} if suffix == "PNG" else {"save_all": True, "append_images": pages[1:]}
    pages[0].save(out, suffix, **more, **({"resolution": dpi} if suffix == "PDF" else {"dpi": (dpi, dpi)}))
    return out.getvalue()


@pytest.fixture(scope="module")
def application():
    return record("jinhua-application")


def test_a_scan_is_read(application):
    sub = ipforms.read(scanned(ipforms.render(application, "pdf"), turn=1.5))
    assert (sub.form.id, sub.format) == ("jinhua-application", "scan")
    assert sub.values == application.model_dump(mode="json")
    assert [finding.code for finding in sub.findings] == ["reading.recognised"]


@pytest.mark.slow
@pytest.mark.parametrize(("form_id", "turn"), [("guangzhou-enterprise", 180.0), ("jinhua-recommendation", 90.0)])
def test_each_form_is_read_whichever_way_it_lies(form_id, turn):
    expected = record(form_id)
    sub = ipforms.read(scanned(ipforms.render(expected, "pdf"), suffix="PDF", turn=turn))
    assert sub.form.id == form_id
    wrong = [key for key, value in expected.model_dump(mode="json").items() if sub.values[key] != value]
    assert wrong == []


@pytest.mark.slow
def test_a_photo_of_an_iphone_is_read(application):
    """A page of 130 dpi in HEIC, by libheif's own encoder."""
    sub = ipforms.read(SCANS / "application.heic")
    assert (sub.form.id, sub.format) == ("jinhua-application", "scan")
    assert sub.record.enterprise_name == application.enterprise_name
    assert sub.record.office_phones == application.office_phones


def drawn(*strokes, size=(400, 500), leans=0.0):
    """Ink of straight strokes, each from one point to another."""
    picture = np.full(size, 255, np.uint8)
    for start, end in strokes:
        cv2.line(picture, start, end, 0, 2)
    if leans:
        turn = cv2.getRotationMatrix2D((size[1] / 2, size[0] / 2), -leans, 1)
        picture = cv2.warpAffine(picture, turn, size[::-1], borderValue=255)
    return picture


def test_ruling_that_leans_and_bends_is_made_level():
    xs = np.linspace(50, 950, 60)
    rules = [Rule(np.stack([xs, y + 0.03 * xs + 6 * np.sin(xs / 400)], 1), 2.0) for y in (100, 300, 500, 700)]
    found = levelling(rules, (1000, 800))
    for rule in rules:
        levels = rule.points[:, 1] + found.at(rule.points)
        assert np.ptp(rule.points[:, 1]) > 20 and np.ptp(levels) < 2


def test_the_way_back_from_the_flat_page_ends_where_it_began():
    xs = np.linspace(50, 950, 60)
    rules = [Rule(np.stack([xs, y + 0.02 * xs], 1), 2.0) for y in (100, 400, 700)]
    way = Rectification(np.eye(3), (1000, 800), levelling(rules, (1000, 800)), levelling([], (1000, 800), swapped=True))
    (sent,) = way.sent(np.array([[500.0, 400.0]]))
    back = sent[1] + way.vertical.at(sent[None])[0]
    assert abs(sent[0] - 500) < 1e-6 and abs(back - 400) < 1e-3


def test_which_angle_lines_lean_at_is_found():
    strokes = [((60, y), (440, y)) for y in range(60, 360, 40)]
    assert lean(255 - drawn(*strokes, leans=2.0)) == pytest.approx(2.0, abs=0.15)


SHEET = np.array([(130.0, 60.0), (690.0, 110.0), (660.0, 930.0), (70.0, 880.0)])


def photo(corners, sheet=205, desk=190, size=(1000, 800)):
    """A sheet with a ruled form on a desk that is hardly darker, with the shadow of its edge."""
    picture = np.full((*size, 3), desk, np.uint8)
    cv2.fillPoly(picture, [np.int32(corners + 4)], (desk - 12,) * 3)
    cv2.fillPoly(picture, [np.int32(corners)], (sheet,) * 3)
    middle = corners.mean(0)
    cv2.polylines(picture, [np.int32(middle + (corners - middle) * 0.7)], True, (40, 40, 40), 2)
    return cv2.GaussianBlur(picture, (5, 5), 0)


@pytest.mark.parametrize("desk", [190, 60], ids=["white", "dark"])
def test_a_sheet_is_found_on_a_desk(desk):
    assert paper(photo(SHEET, desk=desk)) == pytest.approx(SHEET, abs=8)


def test_a_sheet_that_the_picture_cuts_off_ends_with_it():
    beyond = SHEET - (0, 120)
    found = paper(photo(beyond))
    assert found[:2, 1] == pytest.approx([0, 0], abs=1) and found[2:] == pytest.approx(beyond[2:], abs=8)


def test_a_curled_sheet_has_the_corners_that_one_sees():
    picture = photo(SHEET, desk=60)
    bulge = [SHEET[0] + (SHEET[1] - SHEET[0]) * t - (0, 60 * t * (1 - t)) for t in np.linspace(0, 1, 30)]
    cv2.fillPoly(picture, [np.int32(bulge)], (205, 205, 205))
    assert paper(picture) == pytest.approx(SHEET, abs=8)


def test_a_scan_in_uneven_light_is_no_sheet_on_a_desk():
    light = np.linspace(255, 180, 800)[None, :] * np.linspace(1, 0.8, 1000)[:, None]
    assert paper(np.repeat(light[..., None], 3, 2).astype(np.uint8)) is None


def test_a_curled_rule_is_seen_up_to_its_ends():
    picture = np.zeros((200, 900), np.uint8)
    xs = np.arange(50, 850)
    ys = 100 + 14 * ((xs - 450) / 400.0) ** 4
    cv2.polylines(picture, [np.int32(np.stack([xs, ys], 1))], False, 255, 2)
    (rule,), _ = across(picture, 200, 9.0)
    assert rule.points[:, 0].min() < 70 and rule.points[:, 0].max() > 830


def test_the_rim_of_a_seal_is_no_rule():
    picture = np.zeros((500, 500), np.uint8)
    cv2.circle(picture, (250, 250), 157, 255, 5)  # 40 mm
    assert across(picture, 200, 5.0)[0] == []


def test_letters_on_a_grey_bar_are_no_rules():
    picture = np.full((400, 900), 255, np.uint8)
    picture[100:150] = 222
    for row, x in ((row, x) for row in (104, 132) for x in range(60, 840, 26)):
        picture[row : row + 6, x : x + 12] = 40
    assert down(ruling_ink(picture, 200), 200, 5.0)[0] == []


def test_a_number_has_no_gap_and_a_mark_behind_a_percent_sign_stays():
    font = ImageFont.truetype(str(files("ipforms") / "fonts" / "song.ttf"), 26)
    page = Image.new("L", (300, 80), 255)
    for text, x in (("3", 40), (".", 57), ("3", 74), ("%", 92), ("。", 122)):
        ImageDraw.Draw(page).text((x, 20), text, font=font, fill=0)
    letters = without_specks(np.where(np.asarray(page) < 128, 255, 0).astype(np.uint8), 200)
    xs = np.flatnonzero(letters.any(0))
    assert xs.max() > 122
    box = InkBox(int(xs.min()), 20, int(xs.max()) + 1, 48)
    middles = (("3", 46), (".", 66), ("3", 80), ("%", 98), ("。", 126))
    read = [ReadCharacter(text, 0.9, (x - box.left) / 28) for text, x in middles]
    placed = list(placed_characters(LinePicture(box, box), read, letters))
    assert [text for text, _ in placed] == [*"3.3%。"]
    assert all(after.left - before.right < 0.5 for (_, before), (_, after) in pairwise(placed[:3]))


@pytest.mark.parametrize(("text", "height"), [("com", 10.0), ("1om", 6.9)])
def test_letters_that_are_all_low_are_no_small_print(text, height):
    letters = np.full((14, 60), 255, np.uint8)
    box = InkBox(0, 0, 60, 14)
    read = [ReadCharacter(each, 0.9, x / 14) for each, x in zip(text, (10, 30, 50), strict=True)]
    placed = list(placed_characters(LinePicture(box, box), read, letters))
    assert round(placed[0][1].bottom - placed[0][1].top, 0) == round(height, 0)


@pytest.mark.parametrize("code", ["reading.handwriting", "reading.illegible"])
def test_a_name_by_hand_may_hold_the_date_beside_it(code):
    model, place = ipforms.form("jinhua-application").model, Place(1, 1, 1)
    doubt = Doubt(code, "", "孙春燕5月6日", "", (), place)
    texts = {"enterprise_endorsement.signatory": "孙春燕5月6日", "enterprise_endorsement.date": "", "address": ""}
    sheet = Sheet((), (), recognised_pages=frozenset({1}), doubts=(doubt,))
    _, notes = settled_characters(model, texts, dict.fromkeys(texts, place), sheet)
    told = [(path, note.code) for path, note in notes]
    assert told == [
        ("enterprise_endorsement.signatory", code),
        ("enterprise_endorsement.date", "reading.handwriting_beside"),
    ]


def test_a_mark_between_two_characters_that_was_not_read_is_a_doubtful_one():
    letters = np.zeros((40, 140), np.uint8)
    letters[6:34, 5:31] = letters[6:34, 69:95] = 255
    read = [ReadCharacter(text, 0.9, x / 28) for text, x in (("豪", 13), ("姚", 77))]
    line = LinePicture(InkBox(5, 6, 95, 34), InkBox(5, 6, 95, 34))
    assert [each.text for each in with_unread_marks(line, read, letters)] == ["豪", "姚"]
    letters[22:28, 44:50] = 255
    assert [(each.text, bool(each.others)) for each in with_unread_marks(line, read, letters)] == [
        ("豪", False),
        ("、", True),
        ("姚", False),
    ]


def test_a_blank_field_in_a_cell_that_is_signed_is_not_sure_to_be_blank():
    model, place = ipforms.form("jinhua-application").model, Place(1, 7, 1, page=1)
    texts = {"enterprise_endorsement.signatory": "", "address": ""}
    places = {"enterprise_endorsement.signatory": place, "address": Place(1, 2, 1, page=1)}
    sheet = Sheet((), (), (Mark("signature", place, "签章"),), recognised_pages=frozenset({1}))
    told = [("enterprise_endorsement.signatory", "reading.handwriting_beside")]
    for known in (places, {"address": places["address"]}):  # behind a label in a cell a blank has no place
        _, notes = settled_characters(model, texts, known, sheet)
        assert [(path, note.code) for path, note in notes] == told


def test_dust_is_no_full_stop():
    picture = drawn(((100, 100), (100, 130)), ((100, 115), (130, 115)))
    cv2.circle(picture, (140, 128), 2, 0, -1)
    cv2.circle(picture, (300, 300), 2, 0, -1)
    clean = without_specks(255 - picture, 200)
    assert clean[128, 140] and not clean[300, 300]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(300), UnreadableDocument),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), UnreadableDocument),
        (b"II*\0" + bytes(60), UnreadableDocument),
    ],
)
def test_a_broken_picture_is_told(data, error):
    with pytest.raises(error):
        scan.read(data, name="照片.jpg")


def test_a_picture_that_fills_the_memory_is_refused():
    out = io.BytesIO()
    Image.new("1", (12_000, 9_000)).save(out, "PNG")
    with pytest.raises(LimitExceeded):
        scan.read(out.getvalue(), name="照片.png")


def doubt(read, *others, before="", after=""):
    return Doubt("reading.uncertain", before, read, after, others, Place(1, 1, 1))


@pytest.mark.parametrize(
    ("path", "text", "doubts", "settled", "codes"),
    [
        ("uscc", "91440106MAXXXXX01Q", [doubt("1", "7", before="XXX0", after="Q")], "91440106MAXXXXX07Q", ["repaired"]),
        ("uscc", "91440106MAXXXXX07Q", [doubt("7", "1", before="XXX0", after="Q")], "91440106MAXXXXX07Q", []),
        ("name", "广州甲公司", [doubt("甲", "申", before="广州", after="公司")], "广州甲公司", ["uncertain"]),
        ("name", "余华乙公司", [doubt("余", "金", after="华乙")], "金华乙公司", ["repaired"]),
        ("name", "金华乙公司", [doubt("金", "余", after="华乙")], "金华乙公司", []),
        ("name", "广州丙公司", [doubt("广", "—", after="州丙")], "广州丙公司", []),
        ("contact.id_number", "/", [doubt("/", "1")], "/", []),
        ("patents.applied", "/", [doubt("/", "1")], "/", ["uncertain"]),
        ("contact.email", "ht 17@ma i l.a.cn", [], "ht17@mail.a.cn", ["repaired"]),
        ("contact.name", "江", [], "", ["handwriting_beside"]),
    ],
)
def test_a_field_chooses_among_readings(path, text, doubts, settled, codes):
    """The last two are on a seal as well."""
    seal = Mark("seal", Place(page=1), readings=("金华乙公司", "金华乙公可"))
    sheet = Sheet((), doubts=tuple(doubts), marks=(seal,), recognised_pages=frozenset({1}))
    model = ipforms.form("guangzhou-enterprise").model
    found, notes = settled_characters(model, {path: text}, {path: Place(1, 1, 1)}, sheet)
    assert (found[path], [note.code.removeprefix("reading.") for _, note in notes]) == (settled, codes)


@pytest.mark.parametrize(("read", "is_repaired"), [("金华勿公司", True), ("金林勿公可", False)])
def test_what_a_seal_and_another_place_say_alike_outvotes_what_was_read_below_a_seal(read, is_repaired):
    model, texts = ipforms.form("guangzhou-enterprise").model, {"cover.applicant": read, "name": "金华乙公司"}
    seal, doubts = Mark("seal", Place(page=1), readings=("金华乙公司",)), (doubt("金", after=read[1:]),)
    sheet = Sheet((), doubts=doubts, marks=(seal,), recognised_pages=frozenset({1}))
    found, _ = settled_characters(model, texts, dict.fromkeys(texts, Place(1, 1, 1)), sheet)
    assert found["cover.applicant"] == (texts["name"] if is_repaired else read)


def test_the_pages_of_a_picture_are_shown_as_those_of_a_pdf():
    """In the points that the places of what is read on them are given in."""
    out = io.BytesIO()
    Image.new("L", (827, 1169), 250).save(out, "JPEG", dpi=(100, 100))
    ((width, height),) = formats.page_sizes(out.getvalue())
    assert (round(width), round(height)) == (595, 842)
    shown = formats.page_picture(out.getvalue(), 1)
    assert shown is not None and Image.open(io.BytesIO(shown)).size == (1654, 2338)
    assert formats.page_picture(out.getvalue(), 2) is None


def test_of_a_page_that_is_a_picture_only_what_is_safe_is_shown():
    out = io.BytesIO()
    Image.new("L", (827, 1169), 90).save(out, "PNG", dpi=(100, 100))
    none, safe = (lambda page: ()), (lambda page: [(100.0, 100.0, 200.0, 150.0), (300.0, 120.0, 400.0, 200.0)])
    assert not [*formats.page_images(out.getvalue(), [1], none, none)]
    ((_, image),) = formats.page_images(out.getvalue(), [1], none, none, safe)
    pixels, scale = np.frombuffer(image.pixels, np.uint8).astype(int), image.columns / 595
    pixels = pixels.reshape(image.rows, image.columns)
    inside, outside = [(150, 110), (150, 140), (350, 130), (350, 190)], [(50, 110), (250, 130), (350, 110), (150, 180)]
    assert all(pixels[round(y * scale), round(x * scale)] == pytest.approx(90, abs=4) for x, y in inside)
    assert all(pixels[round(y * scale), round(x * scale)] == 0xE4 for x, y in outside)
