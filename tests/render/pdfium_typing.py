"""A person at a PDF form: PDFium's own form filling, which is the one inside Chromium."""

from __future__ import annotations

import ctypes
import io

import pypdfium2
import pypdfium2.raw as raw


def typed(data: bytes, texts: dict[str, str]) -> bytes:
    """The file as it is saved after each text was typed into its field, found by a click on its middle."""
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        form, pages = document.formenv.raw, list(document)
        for name, text in texts.items():
            page, x, y = _middle(form, pages, name)
            _click(form, page, x, y)
            encoded = f"{text}\0".encode("utf-16-le")
            raw.FORM_SelectAllText(form, page.raw)
            raw.FORM_ReplaceSelection(form, page.raw, (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded))
            raw.FORM_ForceToKillFocus(form)
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()


def _click(form, page, x: float, y: float) -> None:
    raw.FORM_OnMouseMove(form, page.raw, 0, x, y)
    raw.FORM_OnLButtonDown(form, page.raw, 0, x, y)
    raw.FORM_OnLButtonUp(form, page.raw, 0, x, y)


def _middle(form, pages, name: str):
    for page in pages:
        for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation, rect = raw.FPDFPage_GetAnnot(page.raw, index), raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect))
            found = _name(form, annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if found == name:
                return page, (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2
    raise LookupError(name)


def _name(form, annotation) -> str:
    buffer = (raw.FPDF_WCHAR * 200)()
    raw.FPDFAnnot_GetFormFieldName(form, annotation, buffer, 400)
    return bytes(buffer).decode("utf-16-le").partition("\0")[0]


def clicked(data: bytes, rects: list[tuple[float, float, float, float]]) -> bytes:
    """The file as it is saved after a click on the middle of each rectangle of the first page."""
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        form, page = document.formenv.raw, document[0]
        for left, bottom, right, top in rects:
            _click(form, page, (left + right) / 2, (bottom + top) / 2)
            raw.FORM_ForceToKillFocus(form)
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()
