"""A copy of a PDF with notes on its pages, as a reviewer would add them: a rectangle that says something when clicked.

PDFium opened the file for reading and writes the copy too; the pages themselves stay as they are.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from ipforms.formats.pdf.page_images import Rectangle
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdfium_document import opened
from ipforms.formats.pdf.pdfium_handles import opened_page

_DEFAULT_LIMITS = PdfLimits()
_PRINT = 4
_FINE = 100
_LINE = 1.5
_ID = re.compile(rb"/ID\s*\[\s*(?:<[0-9A-Fa-f]*>|\((?:\\.|[^\\)])*\))\s*<([0-9A-Fa-f]*)>\s*\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PdfComment:
    """A note.

    Attributes:
        page: on which page, from 1.
        box: around what, as the page is shown.
        text: what it says.
        colour: red, green and blue of its line, from 0 to 255.
    """

    page: int
    box: Rectangle
    text: str
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class CommentAuthor:
    """Who makes the notes, when, and what they are about."""

    author: str
    when: datetime
    subject: str


def annotate(
    data: bytes,
    remarks: Iterable[PdfComment],
    signature: CommentAuthor,
    *,
    name: str = "PDF",
    limits: PdfLimits = _DEFAULT_LIMITS,
) -> bytes:
    """A copy with notes. The same arguments give the same bytes.

    Args:
        data: the file.
        remarks: the notes; one on a page that is not there is left out.
        signature: who makes them.
        name: what to call the file in messages.
        limits: how large it may be.

    Raises:
        UnreadableDocument: it is broken, or protected by a password.
        LimitExceeded: it is larger than `limits`.
    """
    with opened(data, name, limits) as engine:
        raw, document = engine.handles
        for number, remark in enumerate(remarks, 1):
            with opened_page(raw, document, remark.page) as page:
                if page:
                    _PageAnnotator(raw, page).note(remark, signature, f"ipforms-{number}")
        copy = engine.saved()
    return _with_fixed_id(copy)


class _PageAnnotator:
    """Makes the notes of one page."""

    def __init__(self, raw: Any, page: Any) -> None:
        self._raw, self._page = raw, page

    def note(self, remark: PdfComment, signature: CommentAuthor, key: str) -> None:
        raw = self._raw
        annotation = raw.FPDFPage_CreateAnnot(self._page, raw.FPDF_ANNOT_SQUARE)
        if not annotation:
            return
        try:
            left, bottom, right, top = self._on_page(remark.box)
            raw.FPDFAnnot_SetRect(annotation, ctypes.byref(raw.FS_RECTF(left, top, right, bottom)))
            raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *remark.colour, 255)
            raw.FPDFAnnot_SetBorder(annotation, 0.0, 0.0, _LINE)
            raw.FPDFAnnot_SetFlags(annotation, _PRINT)
            for name, text in _entries(remark, signature, key):
                raw.FPDFAnnot_SetStringValue(annotation, name, _wide(raw, text))
            # Not every viewer draws a rectangle that does not say how it looks.
            look = _rectangle(remark.colour, left, bottom, right, top)
            raw.FPDFAnnot_SetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, _wide(raw, look))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)

    def _on_page(self, box: Rectangle) -> Rectangle:
        """A rectangle in the coordinates of PDF, where y grows upwards: left, bottom, right, top."""
        (x, y), (other_x, other_y) = self._point(box[0], box[1]), self._point(box[2], box[3])
        return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        raw, page = self._raw, self._page
        size = [round(side * _FINE) for side in (raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page))]
        across, up = ctypes.c_double(), ctypes.c_double()
        at = (round(x * _FINE), round(y * _FINE))
        raw.FPDF_DeviceToPage(page, 0, 0, *size, 0, *at, ctypes.byref(across), ctypes.byref(up))
        return across.value, up.value


def _entries(remark: PdfComment, signature: CommentAuthor, key: str) -> Iterable[tuple[bytes, str]]:
    moment = signature.when.strftime("D:%Y%m%d%H%M%S")
    yield b"Contents", remark.text
    yield b"T", signature.author
    yield b"Subj", signature.subject
    yield b"M", moment
    yield b"CreationDate", moment
    yield b"NM", key


def _rectangle(colour: tuple[int, int, int], left: float, bottom: float, right: float, top: float) -> str:
    shade = " ".join(f"{part / 255:.3f}" for part in colour)
    half = _LINE / 2
    sides = (left + half, bottom + half, right - left - _LINE, top - bottom - _LINE)
    return f"{shade} RG {_LINE} w {' '.join(f'{side:.2f}' for side in sides)} re S"


def _wide(raw: Any, text: str) -> Any:
    units = text.encode("utf-16-le", "replace") + b"\0\0"
    return (raw.FPDF_WCHAR * (len(units) // 2)).from_buffer_copy(units)


def _with_fixed_id(data: bytes) -> bytes:
    """The file with an identity of its contents in place of the one that PDFium throws dice for."""
    found = list(_ID.finditer(data))
    if not found:
        return data
    start, end = found[-1].span(1)
    digest = sha256(data[:start] + data[end:]).hexdigest().encode()
    return data[:start] + (digest * (1 + (end - start) // len(digest)))[: end - start] + data[end:]
