"""A copy of a PDF with comments on its pages, as a reviewer would add them: a rectangle with a text that opens.

PDFium opened the file for reading and writes the copy too; the pages themselves stay as they are.
"""

import ctypes
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.formats.document_notes import DocumentNote, NoteAuthor, by_place, note_lines
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdfium_document import open_pdf
from ipforms.formats.pdf.pdfium_handles import closing, open_page, saved
from ipforms.formats.pdf_page import Rectangle
from ipforms.messages import Severity
from ipforms.paths import Place

_PRINT = 4  # annotation flag Print (ISO 32000-1, table 165)
_FINE = 100  # device units a point: PDFium takes whole ones
_LINE = 1.5  # points, how thick the rectangle is
# The two identities in the trailer, as hexadecimal digits.
_ID = re.compile(
    rb"""/ID \s* \[ \s*
         (?: < ([0-9A-Fa-f]*) > | \( (?: \\. | [^\\)] )* \) ) \s*
         < ([0-9A-Fa-f]*) > \s* \]""",
    re.DOTALL | re.VERBOSE,
)


def annotate(data: bytes, notes: Iterable[DocumentNote], author: NoteAuthor, *, name: str = "PDF") -> bytes:
    """A copy with comments, see `ipforms.formats.annotate`; a note on a page that is not there is left out."""
    with open_pdf(data, name, PdfLimits()) as document:
        for number, comment in enumerate(comments(notes), 1):
            with open_page(document.handle, comment.page) as page:
                if page:
                    _add(page, comment, author, f"ipforms-{number}")
        copy = saved(document.handle)
    return _with_fixed_id(copy, data)


def _add(page: Any, comment: "PageComment", author: NoteAuthor, key: str) -> None:
    created = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_SQUARE)
    with closing(created, pdfium.FPDFPage_CloseAnnot) as annotation:
        if not annotation:
            return
        left, bottom, right, top = _on_page(page, comment.box)
        pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(left, top, right, bottom))
        pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *comment.colour, 255)
        pdfium.FPDFAnnot_SetBorder(annotation, 0.0, 0.0, _LINE)
        pdfium.FPDFAnnot_SetFlags(annotation, _PRINT)
        for entry, text in _entries(comment, author, key).items():
            pdfium.FPDFAnnot_SetStringValue(annotation, entry, _utf16(text))
        # Not every viewer draws a rectangle that has no appearance stream.
        appearance = _appearance(comment.colour, left, bottom, right, top)
        pdfium.FPDFAnnot_SetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, _utf16(appearance))


def _entries(comment: "PageComment", author: NoteAuthor, key: str) -> dict[bytes, str]:
    moment = author.when.strftime("D:%Y%m%d%H%M%S")
    who = {b"T": author.author, b"Subj": author.subject}
    return {b"Contents": comment.text, **who, b"M": moment, b"CreationDate": moment, b"NM": key}


def _on_page(page: Any, box: Rectangle) -> Rectangle:
    """A rectangle in the coordinates of PDF, where y grows upwards: left, bottom, right, top."""
    (x, y), (other_x, other_y) = _point(page, *box[:2]), _point(page, *box[2:])
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _point(page: Any, x: float, y: float) -> tuple[float, float]:
    size = [round(side * _FINE) for side in (pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))]
    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_DeviceToPage(page, 0, 0, *size, 0, round(x * _FINE), round(y * _FINE), across, up)
    return across.value, up.value


def _appearance(colour: tuple[int, int, int], left: float, bottom: float, right: float, top: float) -> str:
    shade = " ".join(f"{part / 255:.3f}" for part in colour)
    half = _LINE / 2
    sides = (left + half, bottom + half, right - left - _LINE, top - bottom - _LINE)
    return f"{shade} RG {_LINE} w {' '.join(f'{side:.2f}' for side in sides)} re S"


def _utf16(text: str) -> Any:
    units = text.encode("utf-16-le", "replace") + b"\0\0"
    return (pdfium.FPDF_WCHAR * (len(units) // 2)).from_buffer_copy(units)


def _with_fixed_id(copy: bytes, original: bytes) -> bytes:
    """The file with an identity of its contents in place of the one that PDFium draws at random.

    It draws two where the original has none, as what a scanner writes.
    """
    found = list(_ID.finditer(copy))
    if not found:
        return copy
    is_kept = found[-1][1] is None or _ID.search(original)  # the first, which the original has
    drawn = [found[-1].span(group) for group in ((2,) if is_kept else (1, 2))]
    parts = [copy[start:end] for (_, start), (end, _) in pairwise([(0, 0), *drawn, (len(copy), 0)])]
    digest = sha256(b"".join(parts)).hexdigest().encode()
    ids = [(digest * (1 + (end - start) // len(digest)))[: end - start] for start, end in drawn]
    return b"".join(chain(*zip(parts, ids, strict=False), parts[-1:]))


_COLOURS: Mapping[Severity, tuple[int, int, int]] = {  # those of the report's page
    Severity.ERROR: (163, 32, 26),
    Severity.WARNING: (122, 82, 0),
    Severity.ATTACHMENT: (11, 79, 158),
    Severity.HUMAN: (95, 53, 150),
}
_CORNER = Place(page=1, box=(18.0, 18.0, 42.0, 42.0))  # points: as large as the icon of a sticky note
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class PageComment:
    """A comment."""

    page: int  # on which page, from 1
    box: tuple[float, float, float, float]  # around what, as the page is shown: left, top, right, bottom in points
    text: str  # what it says
    colour: tuple[int, int, int]  # red, green and blue of its line, from 0 to 255


def comments(notes: Iterable[DocumentNote]) -> Iterator[PageComment]:
    """One comment a cell."""
    for place, each in by_place(notes, _is_on_a_page).items():
        at = place or _CORNER
        assert at.page is not None and at.box is not None, "see _is_on_a_page"
        heaviest = min((note.severity for note in each), key=_ORDER.index)
        text = "\r".join(bold + text for bold, text in note_lines(each, place))
        yield PageComment(at.page, at.box, text, _COLOURS[heaviest])


def _is_on_a_page(place: Place) -> bool:
    return place.page is not None and place.box is not None
