"""Broken and hostile PDFs: a typed error that speaks both languages, or notes; soon, and in little memory."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
import zlib
from functools import cache

import pikepdf
import pypdf
import pytest
from pypdf.generic import NameObject, NumberObject

import ipforms
from ipforms.errors import IpformsError, LimitExceeded, UnreadableDocument
from ipforms.formats.pdf.pdf_errors import ScannedDocument
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdf_reader import read
from tests.formats.pdf_notation import file, fillable, pdf, replaced, rule, stream, text, widget
from tests.strategies import contract

# Of processor time, on any machine: what is told apart is what runs away. Alone it is under 5 s.
SECONDS, MEGABYTES = 20, 500
PLAIN = text(80, 700, "企业名称：金华双龙精密机械股份有限公司")


def codes(data: bytes) -> list[str]:
    return [note.code for note in read(data, name="回表.pdf").notes]


def outcome(data: bytes, limits: PdfLimits | None = None):
    """The Sheet, or the error, in time."""
    begun = time.process_time()
    try:
        return read(data, name="回表.pdf", limits=limits or PdfLimits())
    except IpformsError as error:
        assert "回表.pdf" in error.message("zh") and "回表.pdf" in error.message("en")
        return error
    finally:
        assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("part", range(1, 10))
def test_a_truncated_file_is_an_error_or_says_that_it_is_cut_off(part):
    data = pdf(PLAIN, PLAIN)
    got = outcome(data[: len(data) * part // 10])
    assert isinstance(got, UnreadableDocument | ScannedDocument) or "reading.cut_off" in [n.code for n in got.notes]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-" + bytes(5_000), b"%PDF-1.7\n" + b"[" * 100_000]
)
def test_what_only_begins_as_a_pdf_is_unreadable(data):
    assert isinstance(outcome(data), UnreadableDocument)


def test_a_file_without_its_table_of_offsets_is_read():
    data = pdf(PLAIN)
    bare = data[: data.index(b"xref\n")] + data[data.index(b"trailer") :]
    assert "金华双龙" in "".join(read(bare).texts())


@pytest.mark.parametrize("seed", range(150))
def test_bytes_that_were_changed_give_a_sheet_or_a_typed_error(seed):
    draw = random.Random(seed)
    data = bytearray(fillable({"enterprise_name": "金华双龙"}, PLAIN + rule(80, 600, 200, 600)))
    for _ in range(draw.randint(1, 30)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    outcome(bytes(data))


def test_loops_in_pages_kids_fields_and_previous_tables_end():
    data = pdf(PLAIN)
    outcome(replaced(data, b"/Kids[5 0 R]", b"/Kids[2 0 R]"))
    outcome(replaced(data, b"/Kids[5 0 R]", b"/Kids[2 0 R 5 0 R 1 0 R 5 0 R]"))
    outcome(replaced(data, b"/Parent 2 0 R", b"/Parent 5 0 R"))
    at = data.rindex(b"startxref\n") + len(b"startxref\n")
    start = data[at : data.index(b"\n", at)]
    outcome(replaced(data, b"/Root 1 0 R", b"/Root 1 0 R/Prev " + start))
    looped = fillable({"甲": "乙"}, PLAIN)
    outcome(replaced(looped, b"/FT/Tx", b"/FT/Tx/Parent 7 0 R/Kids[7 0 R]"))


BOX = (
    b"<</Type/Annot/Subtype/Widget/FT/Btn/T(a)/V/Yes/AS/Yes/Rect[100 700 110 710]/F 4%s>>",
    b"<</Type/Annot/Subtype/Widget/FT/Ch/T(b)/V[(1)(2)]/Opt[[(1)(2)]]/Rect[100 600 110 610]/F 4%s>>",
)


def boxed(more: bytes = b"") -> bytes:
    """A file with fields that are looked up with pypdf."""
    fields = tuple(field % more for field in BOX)
    return pdf(PLAIN, page="/Annots[7 0 R 8 0 R]", catalogue="/AcroForm<</Fields[7 0 R 8 0 R]>>", more=fields)


@pytest.mark.parametrize("seed", range(30))
def test_fields_that_are_looked_up_give_a_sheet_or_a_typed_error_whatever_bytes_are_changed(seed):
    draw = random.Random(seed)
    data = bytearray(boxed(b"/AP<</N<</Yes 6 0 R/Off 6 0 R>>>>"))
    for _ in range(draw.randint(1, 30)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    outcome(bytes(data))


@pytest.mark.parametrize(
    "more",
    [
        b"/Parent 7 0 R",
        b"/Parent 8 0 R/Kids[7 0 R 8 0 R 7 0 R]",
        b"/Kids[7 0 R 99 0 R (x) 3]/AP 3",
        b"/AP<</N 7 0 R>>/Opt 7 0 R",
        b"/AP<</N[]>>/Opt[[[]]]/I[99 (x)]",
        b"/Opt" + b"[" * 30_000 + b"]" * 30_000,
    ],
)
def test_fields_that_are_looked_up_in_a_tree_that_makes_no_sense_end(more):
    assert "金华双龙" in "".join(outcome(boxed(more)).texts())


def test_pages_that_share_each_other_a_million_times_end_for_fields_too():
    data = boxed()
    nodes = b"".join(
        b"%d 0 obj\n<</Type/Pages/Parent 2 0 R/Count 1/Kids[%d 0 R %d 0 R]>>\nendobj\n" % (at, at + 1, at + 1)
        for at in range(20, 60)
    )
    last = b"60 0 obj\n<</Type/Page/Parent 2 0 R/Annots[7 0 R]>>\nendobj\n"
    shared = replaced(data, b"/Kids[5 0 R]/Count 1", b"/Kids[5 0 R 20 0 R]/Count 2")
    outcome(replaced(shared, b"xref\n0", nodes + last + b"xref\n0"))
    at = data.rindex(b"startxref\n") + len(b"startxref\n")
    outcome(replaced(data, b"/Root 1 0 R", b"/Root 1 0 R/Prev " + data[at : data.index(b"\n", at)]))


LONG = "值" * 20_000
NAMED = fillable({"甲": LONG}, PLAIN)


def named_often(count: int, data: bytes) -> bytes:
    return replaced(data, b"/Annots[7 0 R]", b"/Annots[%s]" % (b"7 0 R " * count))


def kids_of_one_value(count: int) -> bytes:
    """Widgets that have their value from the field above them."""
    kid = "<</Type/Annot/Subtype/Widget/Parent 7 0 R/Rect[100 700 300 720]/F 4>>"
    refs = " ".join(f"{8 + number} 0 R" for number in range(count))
    above = f"<</FT/Tx/T(a)/V({'x' * 40_000})/DA(/F 10 Tf)/Kids[{refs}]>>"
    more = [each.encode() for each in (above, *[kid] * count)]
    return pdf(PLAIN, page=f"/Annots[{refs}]", catalogue="/AcroForm<</Fields[7 0 R]>>", more=tuple(more))


def drawn_by(appearance: bytes, data: bytes) -> bytes:
    look = stream(appearance, "/Type/XObject/Subtype/Form/BBox[0 0 200 20]")
    return with_object(look, replaced(data, b"/F 4", b"/F 4/AP<</N 9 0 R>>"))


def with_object(body: bytes, data: bytes) -> bytes:
    return replaced(data, b"xref\n0", b"9 0 obj\n%s\nendobj\nxref\n0" % body)


@pytest.mark.parametrize(
    "data",
    [
        named_often(1_000, NAMED),
        named_often(1_000, drawn_by(text(0, 5, LONG).encode(), fillable({"甲": "值"}, PLAIN))),
        kids_of_one_value(1_000),
        with_object(stream(b"x" * 7_000_000), replaced(NAMED, b"/T<feff7532>", b"/T 9 0 R")),
    ],
)
@pytest.mark.parametrize("call", [ipforms.read, ipforms.flatten])
def test_a_field_that_is_named_a_thousand_times_meets_a_limit_before_it_is_built(data, call):
    begun = time.process_time()
    with pytest.raises(LimitExceeded, match=r"表单域|过于复杂"):
        call(data)
    assert time.process_time() - begun < SECONDS / 4


def test_a_name_that_is_a_dictionary_is_none():
    data = replaced(fillable({"甲": "乙"}, PLAIN), b"/T<feff7532>", b"/T<</A<</B 7 0 R>>>>")
    assert "乙" in "".join(read(data).texts())
    assert "乙" in "".join(read(ipforms.flatten(data)).texts())


def test_a_field_on_a_few_pages_is_read_on_each():
    assert [field.text for field in read(named_often(3, fillable({"甲": "乙"}, PLAIN))).fields] == ["乙"] * 3


def test_a_form_drawn_inside_of_itself_ends():
    group = stream(b"/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 7 0 R>>>>")
    data = pdf("/X Do\n" + PLAIN, more=(group,))
    outcome(replaced(data, b"/Resources<</Font", b"/Resources<</XObject<</X 7 0 R>>/Font"))


def test_deep_arrays_and_dictionaries_end():
    for opened, closed in ((b"[", b"]"), (b"<</A", b">>")):
        outcome(
            replaced(pdf(PLAIN), b"/Parent 2 0 R", b"/Parent 2 0 R/Deep " + opened * 50_000 + b"1 " + closed * 50_000)
        )
    outcome(pdf("[" * 200_000 + PLAIN))
    outcome(pdf("q " * 200_000 + PLAIN))


@cache
def blanks(size: int, times: int) -> bytes:
    """So many blanks, deflated so many times."""
    return zlib.compress(b" " * size if times == 1 else blanks(size, times - 1), 9)


def bomb(size: int, times: int = 1) -> bytes:
    packed = blanks(size, times)
    filters = b"/FlateDecode" * times
    body = b"<</Filter[%s]/Length %d>>stream\n%s\nendstream" % (filters, len(packed), packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"
    return file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, body])


@pytest.mark.parametrize("times", [1, 2, 3])
def test_200_megabytes_when_inflated_are_refused(times):
    assert isinstance(outcome(bomb(200_000_000, times)), LimitExceeded)


def test_a_bomb_that_says_it_is_a_picture_is_refused():
    data = bomb(200_000_000)
    assert isinstance(outcome(replaced(data, b"<</Filter[", b"<</Subtype/Image/Filter[")), LimitExceeded)


def test_5000_pages_are_refused():
    assert isinstance(outcome(pdf(*["q Q"] * 5_000)), LimitExceeded)


def test_many_pages_that_share_one_large_drawing_are_refused_in_time():
    data = pdf(PLAIN + "0 0 m 5 5 l S " * 90_000, *[""] * 150)
    outcome(replaced(data, b"/Contents ", b"/Contents 6 0 R/Was "))


def test_5000_fields_are_refused_and_1000_are_read():
    assert isinstance(outcome(fillable({f"field{number}": "甲" for number in range(5_000)})), LimitExceeded)
    assert len(outcome(fillable({f"field{number}": "甲" for number in range(1_000)})).fields) == 1_000


def test_too_many_lines_and_too_much_text_are_refused():
    assert isinstance(outcome(pdf("".join(rule(10, y / 90, 500, y / 90) for y in range(120_000)))), LimitExceeded)
    lattice = "".join(rule(0, y, 14_000, y) + rule(y, 0, y, 14_000) for y in range(0, 14_000, 4))
    assert isinstance(outcome(pdf(PLAIN + lattice)), LimitExceeded)
    assert isinstance(outcome(pdf(PLAIN), PdfLimits(characters=5)), LimitExceeded)


@pytest.mark.parametrize(
    "box", ["0 0 1e9 1e9", "0 0 0 0", "-99999 -99999 99999 99999", "5 5", "a b c d", "800 600 0 0"]
)
def test_pages_of_absurd_sizes_are_read_or_refused(box):
    outcome(pdf(PLAIN, page=f"/MediaBox[{box}]"))


def encrypted(user: str, algorithm: str, data: bytes) -> bytes:
    made = io.BytesIO()
    if algorithm.startswith("R="):
        # Forms are still locked against changes with the oldest ciphers.
        security = pikepdf.Encryption(user=user, owner="owner", R=int(algorithm[2:]), aes=False, metadata=False)
        with pikepdf.open(io.BytesIO(data)) as document:
            document.save(made, encryption=security)
        return made.getvalue()
    writer = pypdf.PdfWriter(io.BytesIO(data))
    writer.encrypt(user, "owner", algorithm=algorithm)
    writer.write(made)
    return made.getvalue()


CIPHERS = ["RC4-40", "RC4-128", "AES-128", "AES-256", "R=3"]


@pytest.mark.parametrize("algorithm", CIPHERS)
def test_an_empty_password_is_no_hindrance(algorithm):
    assert "金华双龙" in "".join(read(encrypted("", algorithm, pdf(PLAIN))).texts())


@pytest.mark.parametrize("algorithm", CIPHERS)
def test_the_fields_of_a_form_with_an_empty_password_are_read(algorithm):
    form = ipforms.form("jinhua-application")
    record = form.model.model_validate(contract(form.id))
    data = encrypted("", algorithm, ipforms.render(record, "pdf-form"))
    assert ipforms.read(data).record == record
    sub = ipforms.read(ipforms.flatten(data))
    assert (sub.format, sub.record) == ("pdf", record)


@pytest.mark.parametrize("algorithm", CIPHERS)
def test_a_password_is_asked_to_be_removed(algorithm):
    locked = encrypted("geheim", algorithm, pdf(PLAIN))
    for ask in (ipforms.read, ipforms.flatten):
        with pytest.raises(UnreadableDocument, match="密码"):
            ask(locked)


def test_scripts_and_attachments_are_told_and_left_alone():
    script = "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>"
    assert codes(pdf(PLAIN, catalogue=script)) == ["reading.scripts"]
    writer = pypdf.PdfWriter(io.BytesIO(pdf(PLAIN)))
    writer.add_attachment("乙.exe", b"MZ")
    made = io.BytesIO()
    writer.write(made)
    assert codes(made.getvalue()) == ["reading.attachments"]


def test_an_xfa_form_is_told():
    xfa = stream(b"<xdp/>")
    data = pdf(PLAIN, catalogue="/AcroForm<</Fields[]/XFA 7 0 R>>", more=(xfa,))
    assert "reading.xfa" in codes(data)


def test_nothing_that_opens_by_itself_is_followed():
    action = "/OpenAction<</S/Launch/F(calc.exe)>>/AA<</WC<</S/URI/URI(http://127.0.0.1:1/)>>>>"
    assert "金华双龙" in "".join(read(pdf(PLAIN, catalogue=action)).texts())


def test_a_scan_names_the_extra_that_is_to_come():
    picture = stream(
        bytes(300), "/Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceRGB"
    )
    data = pdf("q 595 0 0 842 0 0 cm /X Do Q", more=(picture,))
    data = replaced(data, b"/Resources<</Font", b"/Resources<</XObject<</X 7 0 R>>/Font")
    got = outcome(data)
    assert isinstance(got, ScannedDocument) and got.context["extra"] == "scan" and "ipforms[scan]" in str(got)


def test_a_page_that_is_a_picture_among_others_is_told():
    picture = stream(
        bytes(300), "/Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceRGB"
    )
    data = pdf(PLAIN, "q 595 0 0 842 0 0 cm /X Do Q", more=(picture,))
    data = replaced(data, b"/Resources<</Font", b"/Resources<</XObject<</X 9 0 R>>/Font")
    assert codes(data) == ["reading.scanned_page"]


PROGRAM = """
import pathlib, re, resource, sys
from ipforms.errors import IpformsError
from ipforms.formats.pdf.pdf_reader import read
try:
    read(pathlib.Path(sys.argv[1]).read_bytes())
    outcome = "Sheet"
except IpformsError as error:
    outcome = type(error).__name__
status = pathlib.Path("/proc/self/status")
# The system counts the peak of the process that started this one into `ru_maxrss`.
own = re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1] if status.exists() else 0
print(outcome, own or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def deep(opened: bytes, closed: bytes) -> bytes:
    return replaced(pdf(PLAIN), b"/Parent 2 0 R", b"/Parent 2 0 R/Deep " + opened * 50_000 + b"1 " + closed * 50_000)


def shared() -> bytes:
    return replaced(pdf(PLAIN + "0 0 m 5 5 l S " * 90_000, *[""] * 150), b"/Contents ", b"/Contents 6 0 R/Was ")


def reused() -> bytes:
    """A drawing of 2,000 lines, drawn 5,000 times."""
    lines = ("0 0 m 5 5 l S " * 2_000).encode()
    group = stream(lines, "/Type/XObject/Subtype/Form/BBox[0 0 600 800]")
    data = pdf("/X Do " * 5_000 + PLAIN, more=(group,))
    return replaced(data, b"/Resources<</Font", b"/Resources<</XObject<</X 7 0 R>>/Font")


def doubled() -> bytes:
    """Thirty drawings, each of which draws the next one twice."""
    numbers = range(7, 37)
    groups = tuple(
        stream(
            b"/X Do /X Do 0 0 m 5 5 l S",
            f"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X {number + 1} 0 R>>>>",
        )
        for number in numbers
    )
    data = pdf("/X Do\n" + PLAIN, more=(*groups, stream(b"0 0 m 5 5 l S", "/Subtype/Form/BBox[0 0 600 800]")))
    return replaced(data, b"/Resources<</Font", b"/Resources<</XObject<</X 7 0 R>>/Font")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: bomb(200_000_000), "LimitExceeded"),
        (lambda: bomb(60_000_000), "LimitExceeded"),
        (lambda: bomb(7_900_000), "BlankPages"),
        (lambda: pdf(*["q Q"] * 5_000), "LimitExceeded"),
        (lambda: fillable({f"field{number}": "甲" for number in range(5_000)}), "LimitExceeded"),
        (lambda: deep(b"[", b"]"), None),
        (lambda: deep(b"<</A", b">>"), None),
        (shared, "LimitExceeded"),
        (reused, "LimitExceeded"),
        (doubled, "LimitExceeded"),
        (lambda: pdf(PLAIN, page="/MediaBox[0 0 1e9 1e9]"), None),
        (lambda: b"%PDF-1.7\n" + b"[" * 2_000_000, "UnreadableDocument"),
    ],
    ids=[
        "200MB",
        "60MB",
        "8MB",
        "pages",
        "fields",
        "arrays",
        "dictionaries",
        "shared",
        "reused",
        "doubled",
        "huge",
        "brackets",
    ],
)
def test_a_hostile_file_ends_in_a_typed_error_within_500_megabytes(tmp_path, make, expected):
    (tmp_path / "x.pdf").write_bytes(make())
    command = [sys.executable, "-c", PROGRAM, tmp_path / "x.pdf"]
    done = subprocess.run(command, check=True, timeout=60, capture_output=True, text=True)
    outcome, kilobytes = done.stdout.split()
    assert int(kilobytes) < MEGABYTES * 1024 and outcome == (expected or outcome)


def test_a_field_that_names_no_type_or_has_a_name_of_a_number_is_passed_over():
    writer = pypdf.PdfWriter(io.BytesIO(fillable({"甲": "乙"}, PLAIN)))
    writer.pages[0]["/Annots"][0].get_object()[NameObject("/FT")] = NumberObject(3)
    made = io.BytesIO()
    writer.write(made)
    assert "金华双龙" in "".join(read(made.getvalue()).texts()) and widget("甲", "乙")
