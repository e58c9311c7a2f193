"""How much the fields of a page hold, asked of the file's own dictionaries before PDFium builds a form of them.

A page may name one field a thousand times, and its value, its name and its appearance are built as often.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.pdfium_handles import closing

_TEXTS = (b"T", b"TU", b"V", b"DA", b"Contents")
_WIDE = 2  # bytes of a character; PDFium counts in UTF-16


def annotation_sizes(page: Any) -> Iterator[tuple[int, int]]:
    """Of each annotation of a page how many characters it holds, and how many bytes draw it.

    Args:
        page: PDFium's handle of the page.
    """
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        with closing(pdfium.FPDFPage_GetAnnot(page, index), pdfium.FPDFPage_CloseAnnot) as annotation:
            if annotation:
                texts = sum(pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0) for key in _TEXTS)
                drawn = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
                yield texts // _WIDE, drawn // _WIDE
