"""A typeset PDF → OFD with the same pages: each character at its place, the same lines, the same fonts inside.

The same PDF gives the same bytes. What no page shows, blanks and line breaks as they were typed, goes along as the data
of an extension (GB/T 33190-2016, 17), for `ipforms.read`.
"""

import base64
import ctypes
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import count, groupby, pairwise
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import pypdfium2.raw as pdfium
import uharfbuzz

from ipforms.containers.zip_archive import zip_bytes
from ipforms.formats.ofd.ofd_document import ROOT, WHITESPACE
from ipforms.formats.ofd.ofd_values import POINTS
from ipforms.formats.pdf.page_text import character_meant
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdfium_document import open_pdf
from ipforms.formats.pdf.pdfium_handles import open_page, open_text
from ipforms.formats.pdf.stream_sizes import streams
from ipforms.formats.pdf.text_objects import address
from ipforms.formats.pdf.whitespace_stream import packed_stream

_NAMESPACE = "http://www.ofdspec.org/2016"
_FAMILIES = {"ipformsSong": "宋体", "ipformsHei": "黑体", "ipformsTitle": "小标宋"}
"""What viewers that do not take fonts from a file may use instead."""
_ASCENT, _HEIGHT = 0.88, 1.2  # ems: where the baseline is in the box of a line, and how high that is
_BASIC = 0xFFFF  # viewers differ in how they count characters beyond; each of these has a TextCode of its own


def ofd(pdf: bytes) -> bytes:
    """The file.

    Args:
        pdf: as `ipforms.formats.typeset` makes it.
    """
    pages = list(printed_pages(pdf))
    used: dict[str, set[str]] = defaultdict(set)
    for run in (run for page in pages for run in page.runs):
        used[run.font].update(run.text)
    ids = count(1)
    fonts = {name: next(ids) for name in sorted(used)}
    page_ids = [next(ids) for _ in pages]
    contents = [_content(page, fonts, ids) for page in pages]
    parts = {
        "Doc_0/Document.xml": _document(pages[0], page_ids, next(ids)),
        "Doc_0/PublicRes.xml": _resources(fonts),
        "Doc_0/Extensions.xml": _extensions(pdf, page_ids[0]),
        **{f"Doc_0/Pages/Page_{at}/Content.xml": content for at, content in enumerate(contents)},
        **{f"Doc_0/Res/{name}.ttf": font_file(name, "".join(sorted(used[name]))) for name in fonts},
    }
    digest = hashlib.sha256(b"".join(parts.values())).hexdigest()[:32]
    return zip_bytes({ROOT: _root(digest), **parts})


def _xml(name: str, body: str, attributes: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:{name} xmlns:ofd="{_NAMESPACE}"{attributes}>'
    return f"{head}{body}</ofd:{name}>".encode()


def _root(digest: str) -> bytes:
    about = f"<ofd:DocInfo><ofd:DocID>{digest}</ofd:DocID><ofd:Creator>ipforms</ofd:Creator></ofd:DocInfo>"
    body = f"<ofd:DocBody>{about}<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return _xml("OFD", body, ' Version="1.0" DocType="OFD"')


def _document(first: "PrintedPage", pages: list[int], largest: int) -> bytes:
    listed = "".join(f'<ofd:Page ID="{key}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at, key in enumerate(pages))
    return _xml(
        "Document",
        f"<ofd:CommonData><ofd:MaxUnitID>{largest}</ofd:MaxUnitID>{_area('PageArea', first)}"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
        "<ofd:Extensions>Extensions.xml</ofd:Extensions>",
    )


def _area(name: str, page: "PrintedPage") -> str:
    box = _numbers((0, 0, page.width, page.height))
    return f"<ofd:{name}><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:{name}>"


def _resources(fonts: Mapping[str, int]) -> bytes:
    listed = "".join(
        f'<ofd:Font ID="{key}" FontName="{name}" FamilyName="{_FAMILIES.get(name, name)}">'
        f"<ofd:FontFile>{name}.ttf</ofd:FontFile></ofd:Font>"
        for name, key in fonts.items()
    )
    return _xml("Res", f"<ofd:Fonts>{listed}</ofd:Fonts>", ' BaseLoc="Res"')


def _extensions(pdf: bytes, page: int) -> bytes:
    data = base64.b64encode(packed_stream((dictionary, pdf[start:end]) for dictionary, start, end in streams(pdf)))
    extension = f'<ofd:Extension AppName="{WHITESPACE}" RefId="{page}">'
    return _xml("Extensions", f"{extension}<ofd:Data>{data.decode()}</ofd:Data></ofd:Extension>")


def _content(page: "PrintedPage", fonts: Mapping[str, int], ids: Iterator[int]) -> bytes:
    units = [_path(stroke, next(ids)) for stroke in page.strokes]
    units += [_text(run, fonts[run.font], next(ids)) for run in page.runs]
    layer = f'<ofd:Layer ID="{next(ids)}" Type="Body">{"".join(units)}</ofd:Layer>'
    return _xml("Page", f"{_area('Area', page)}<ofd:Content>{layer}</ofd:Content>")


def _path(stroke: "Stroke", key: int) -> str:
    (x, y), (end_x, end_y), half = stroke.start, stroke.end, stroke.width / 2
    left, top = min(x, end_x) - half, min(y, end_y) - half
    box = _numbers((left, top, abs(x - end_x) + stroke.width, abs(y - end_y) + stroke.width))
    line = f"M {_numbers((x - left, y - top))} L {_numbers((end_x - left, end_y - top))}"
    return (
        f'<ofd:PathObject ID="{key}" Boundary="{box}" LineWidth="{_numbers((stroke.width,))}">'
        f"<ofd:AbbreviatedData>{line}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _text(run: "GlyphRun", font: int, key: int) -> str:
    left, top = run.xs[0], run.y - _ASCENT * run.size
    box = _numbers((left, top, run.xs[-1] - left + run.size, _HEIGHT * run.size))
    codes = "".join(_code(text, xs, left, run.y - top) for text, xs in _basic(run))
    size = _numbers((run.size,))
    return f'<ofd:TextObject ID="{key}" Boundary="{box}" Font="{font}" Size="{size}">{codes}</ofd:TextObject>'


def _basic(run: "GlyphRun") -> Iterator[tuple[str, list[float]]]:
    """Pieces of a run: a character beyond the first 65,536 is one of its own."""
    keys = (at if ord(each) > _BASIC else -1 for at, each in enumerate(run.text))
    for _, group in groupby(zip(keys, run.text, run.xs, strict=True), key=lambda entry: entry[0]):
        _, characters, xs = zip(*group, strict=True)
        yield "".join(characters), list(xs)


def _code(text: str, xs: list[float], left: float, y: float) -> str:
    steps = [_numbers((after - before,)) for before, after in pairwise(xs)]
    deltas = " ".join(_repeated(steps))
    across = f' DeltaX="{deltas}"' if deltas else ""
    return f'<ofd:TextCode X="{_numbers((xs[0] - left,))}" Y="{_numbers((y,))}"{across}>{escape(text)}</ofd:TextCode>'


def _repeated(steps: list[str]) -> Iterator[str]:
    """Distances, equal ones as "g 3 5"."""
    for step, group in groupby(steps):
        times = len(list(group))
        yield f"g {times} {step}" if times > 1 else step


def _numbers(values: Iterable[float]) -> str:
    """Millimetres to a tenth of a micrometre, so that a long line of rounded distances ends where it should."""
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)


_LONGEST_NAME = 80  # bytes of a font's name, its end included
_SURROGATES = 0xD800


class GlyphRun(NamedTuple):
    """Characters of one font and size, their baseline, and where each begins."""

    font: str
    size: float
    text: str
    y: float
    xs: tuple[float, ...]


class Stroke(NamedTuple):
    """A straight line."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float


class PrintedPage(NamedTuple):
    """A page: its size, and what stands on it."""

    width: float
    height: float
    runs: list[GlyphRun]
    strokes: list[Stroke]


def printed_pages(data: bytes) -> Iterator[PrintedPage]:
    """The pages of a PDF that was typeset here."""
    with open_pdf(data, "PDF", PdfLimits()) as document:
        for number in range(1, pdfium.FPDF_GetPageCount(document.handle) + 1):
            with open_page(document.handle, number) as page, open_text(page) as text:
                width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
                objects = [pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page))]
                runs, strokes = list(_runs(text, objects, height)), list(_strokes(objects, height))
                yield PrintedPage(width / POINTS, height / POINTS, runs, strokes)


def _runs(text: Any, objects: list[Any], height: float) -> Iterator[GlyphRun]:
    placed: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or not pdfium.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        if _SURROGATES <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        owner = address(pdfium.FPDFText_GetTextObject(text, index))
        placed[owner].append((character_meant(code), x.value / POINTS, (height - y.value) / POINTS))
    size, name = ctypes.c_float(), ctypes.create_string_buffer(_LONGEST_NAME)
    for each in objects:
        if found := placed.get(address(each)):
            pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(each), name, _LONGEST_NAME)
            pdfium.FPDFTextObj_GetFontSize(each, size)
            characters, xs, ys = zip(*found, strict=True)
            font = name.value.decode("ascii", "replace").rpartition("+")[2]
            yield GlyphRun(font, size.value / POINTS, "".join(characters), ys[0], xs)


def _strokes(objects: list[Any], height: float) -> Iterator[Stroke]:
    width, x, y = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    for each in objects:
        if pdfium.FPDFPageObj_GetType(each) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetStrokeWidth(each, width)
        matrix, points = pdfium.FS_MATRIX(), []
        pdfium.FPDFPageObj_GetMatrix(each, matrix)
        for index in range(pdfium.FPDFPath_CountSegments(each)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(each, index), x, y)
            right = matrix.a * x.value + matrix.c * y.value + matrix.e
            up = matrix.b * x.value + matrix.d * y.value + matrix.f
            points.append((right / POINTS, (height - up) / POINTS))
        yield from (Stroke(start, end, width.value / POINTS) for start, end in pairwise(points))


_FONTS = files("ipforms") / "fonts"
_DROPPED = ("GSUB", "GPOS", "GDEF", "MATH", "vmtx", "vhea", "BASE")  # tables that upright writing does without
_KEPT = 32  # so many subsets are kept: a form that is printed again has the same titles and headings


@cache
def _face(name: str) -> Any:
    with as_file(_FONTS / f"{name.removeprefix('ipforms').lower()}.ttf") as path:
        return uharfbuzz.subset_preprocess(uharfbuzz.Face(path.read_bytes()))


@lru_cache(_KEPT)
def font_file(name: str, characters: str) -> bytes:
    """A font with some of its characters.

    Args:
        name: as the typesetter calls it: ipformsSong.
        characters: the characters.
    """
    chosen = uharfbuzz.SubsetInput()
    chosen.unicode_set.update(map(ord, characters))
    chosen.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    return bytes(uharfbuzz.SubsetPlan(_face(name), chosen).execute().blob.data)
