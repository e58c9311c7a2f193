"""What lies over a page: the fields of a fillable form, typed notes, stamps and ink. None of it is run or followed."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from ipforms.readers.pdf.page import Entry, Picture
from ipforms.readers.pdf.turned import Turned

_TEXT_BYTES = 400_000
_HIDDEN = 0b10 | 0b100000
"""The flags of a hidden annotation, and of one that is not to be viewed."""


class Overlaid:
    """Gathers the entries and pictures that are annotations.

    Args:
        raw: PDFium.
        form: its handle of the document's form.
    """

    def __init__(self, raw: Any, form: Any) -> None:
        self._raw, self._form = raw, form
        self.signed = 0

    def page(self, page: Any, turned: Turned) -> tuple[list[Entry], list[Picture]]:
        """The entries and pictures over one page."""
        raw = self._raw
        entries: list[Entry] = []
        pictures: list[Picture] = []
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if annotation:
                try:
                    self._one(annotation, turned, entries, pictures)
                finally:
                    raw.FPDFPage_CloseAnnot(annotation)
        return entries, pictures

    def _one(self, annotation: Any, turned: Turned, entries: list[Entry], pictures: list[Picture]) -> None:
        raw = self._raw
        kind, rect = raw.FPDFAnnot_GetSubtype(annotation), raw.FS_RECTF()
        if not raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
            return
        box = turned.box(rect.left, rect.bottom, rect.right, rect.top)
        if kind == raw.FPDF_ANNOT_WIDGET:
            entry, signature = self._field(annotation)
            if entry is not None:
                entries.append(Entry(*entry, box))
            elif signature:
                pictures.append(Picture("signature", box, signature))
        elif raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            return
        elif kind == raw.FPDF_ANNOT_FREETEXT:
            entries.append(Entry("", self._said(raw.FPDFAnnot_GetStringValue, annotation, b"Contents"), box))
        elif kind in (raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_INK):
            pictures.append(Picture("seal" if kind == raw.FPDF_ANNOT_STAMP else "signature", box))

    def _field(self, annotation: Any) -> tuple[tuple[str, str] | None, str]:
        """The name and value of a field; or the name of a signature that was made."""
        raw, form = self._raw, self._form
        kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        name = self._said(raw.FPDFAnnot_GetFormFieldName, form, annotation)
        if kind == raw.FPDF_FORMFIELD_SIGNATURE:
            is_signed = raw.FPDFAnnot_HasKey(annotation, b"V")
            return None, (name or "Signature") if is_signed else ""
        if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
            return (name, "√" if raw.FPDFAnnot_IsChecked(form, annotation) else ""), ""
        if kind in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
            text = self._said(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
            return (name, text.replace("\r\n", "\n").replace("\r", "\n")), ""
        return None, ""

    def _said(self, ask: Callable[..., int], *about: Any) -> str:
        """A text of PDFium: asked for its length, then for itself."""
        length = ask(*about, None, 0)
        if not 2 < length <= _TEXT_BYTES:
            return ""
        buffer = (self._raw.FPDF_WCHAR * (length // 2))()
        ask(*about, buffer, length)
        return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
