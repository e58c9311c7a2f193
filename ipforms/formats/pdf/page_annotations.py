"""What lies over a page: the fields of a fillable form, typed notes, stamps and ink. None of it is run or followed."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from ipforms.formats.pdf.acroform import AcroFormFields
from ipforms.formats.pdf.page_rotation import PageRotation
from ipforms.formats.pdf.pdf_page import BoundingBox, Checkbox, FieldValue, PagePicture, PdfPage

_TEXT_BYTES = 400_000
_HIDDEN = 0b10 | 0b100000
"""The flags of a hidden annotation, and of one that is not to be viewed."""
_RICH = 1 << 25
_LEAST = 1.0


class PageAnnotations:
    """Gathers the entries, ticks and pictures that are annotations.

    Args:
        raw: PDFium.
        form: its handle of the document's form.
        stored: what the file holds for its fields.
    """

    def __init__(self, raw: Any, form: Any, stored: AcroFormFields) -> None:
        self._raw, self._form, self._stored = raw, form, stored

    def lay(self, made: PdfPage, page: Any, turned: PageRotation) -> None:
        """Add what lies over one page."""
        raw = self._raw
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if annotation:
                try:
                    self._one(annotation, index, turned, made)
                finally:
                    raw.FPDFPage_CloseAnnot(annotation)

    def _one(self, annotation: Any, index: int, turned: PageRotation, made: PdfPage) -> None:
        raw = self._raw
        kind, rect = raw.FPDFAnnot_GetSubtype(annotation), raw.FS_RECTF()
        if not raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
            return
        box = turned.box(rect.left, rect.bottom, rect.right, rect.top)
        is_hidden = bool(raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN)
        if kind == raw.FPDF_ANNOT_WIDGET:
            self._field(annotation, index, box, made, is_hidden=is_hidden or min(box.width, box.height) < _LEAST)
        elif is_hidden:
            return
        elif kind == raw.FPDF_ANNOT_FREETEXT:
            made.entries.append(FieldValue("", self._said(raw.FPDFAnnot_GetStringValue, annotation, b"Contents"), box))
        elif kind in (raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_INK):
            made.pictures.append(PagePicture("seal" if kind == raw.FPDF_ANNOT_STAMP else "signature", box))

    def _field(self, annotation: Any, index: int, box: BoundingBox, made: PdfPage, *, is_hidden: bool) -> None:
        raw, form = self._raw, self._form
        kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        name = self._said(raw.FPDFAnnot_GetFormFieldName, form, annotation)
        if kind == raw.FPDF_FORMFIELD_SIGNATURE:
            if raw.FPDFAnnot_HasKey(annotation, b"V"):
                made.pictures.append(PagePicture("signature", box, name or "Signature"))
        elif kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
            self._box(annotation, index, Checkbox(name, "", (), box, is_ticked=False), made, is_hidden=is_hidden)
        elif kind != raw.FPDF_FORMFIELD_PUSHBUTTON:
            text = self._value(annotation, index, made.number, kind)
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            entry = FieldValue(name, text, box, is_list=kind == raw.FPDF_FORMFIELD_LISTBOX)
            # Of a field without a type or a name its value is all that there is.
            if is_hidden or not name:
                (made.hidden if is_hidden else made.entries).extend([entry] if text.strip() else [])
            else:
                made.entries.append(entry)

    def _box(self, annotation: Any, index: int, tick: Checkbox, made: PdfPage, *, is_hidden: bool) -> None:
        """A box that is ticked or blank; without knowing more, as it is shown."""
        held = self._stored.box(made.number - 1, index)
        if held is None:
            state = self._said(self._raw.FPDFAnnot_GetStringValue, annotation, b"AS")
            tick = tick._replace(word=state, is_ticked=state not in ("", "Off"))
        else:
            others = tuple(state for state in held.states if state != held.state)
            told = ("、".join(held.shown), held.value or "") if held.is_disputed and held.is_first else None
            tick = Checkbox(tick.name, held.state, others, tick.box, held.is_ticked, told)
            if held.text and held.is_first and not is_hidden:
                made.entries.append(FieldValue(tick.name, held.text, tick.box))
        if is_hidden:
            made.hidden += [FieldValue(tick.name, tick.word, tick.box)] * tick.is_ticked
        else:
            made.ticks.append(tick)

    def _value(self, annotation: Any, index: int, page: int, kind: int) -> str:
        """The value of a text or a choice."""
        raw = self._raw
        if kind in (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
            chosen = self._stored.choices(page - 1, index)
            if chosen is not None:
                return "、".join(chosen)
        # Of two fields that have one name, PDFium gives the value of the first for both.
        own = raw.FPDFAnnot_HasKey(annotation, b"V")
        text = self._said(raw.FPDFAnnot_GetStringValue, annotation, b"V") if own else ""
        text = text or self._said(raw.FPDFAnnot_GetFormFieldValue, self._form, annotation)
        flags = raw.FPDFAnnot_GetFormFieldFlags(self._form, annotation)
        if not text and (flags & _RICH or raw.FPDFAnnot_HasKey(annotation, b"RV")):
            text = self._stored.text(page - 1, index) or ""
        return text

    def _said(self, ask: Callable[..., int], *about: Any) -> str:
        """A text of PDFium: asked for its length, then for itself."""
        length = ask(*about, None, 0)
        if not 2 < length <= _TEXT_BYTES:
            return ""
        buffer = (self._raw.FPDF_WCHAR * (length // 2))()
        ask(*about, buffer, length)
        return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
