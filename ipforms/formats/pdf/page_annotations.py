"""What lies over a page: the fields of a fillable form, typed notes, stamps and ink. None of it is run or followed."""

from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.acroform import AcroFormFields, is_stream, selected_options
from ipforms.formats.pdf.acroform import text as value_text
from ipforms.formats.pdf.page_markup import PageMarkup
from ipforms.formats.pdf.page_text import from_gb2312
from ipforms.formats.pdf.pdfium_handles import annotation_text, closing, pdfium_text
from ipforms.formats.pdf_page import BoundingBox, Checkbox, FieldValue, PagePicture, PageRotation, PdfPage, UnreadText

_HIDDEN = 0b10 | 0b100000  # annotation flags Hidden and NoView (ISO 32000-1, table 165)
_RICH = 1 << 25  # field flag RichText (ISO 32000-1, table 228)
_SMALLEST = 1.0  # point; a field that is smaller is not seen
_CHECKBOXES = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_NO_TEXT = {  # what a value should not be, in PDF's own words
    pdfium.FPDF_OBJECT_BOOLEAN: "boolean",
    pdfium.FPDF_OBJECT_NUMBER: "number",
    pdfium.FPDF_OBJECT_ARRAY: "array",
    pdfium.FPDF_OBJECT_DICTIONARY: "dictionary",
}
_CHOICES = (pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)


class PageAnnotations:
    """Gathers the field values, check boxes and pictures that are annotations.

    Args:
        form: PDFium's handle of the document's form.
        fields: what the file holds for its fields.
    """

    def __init__(self, form: Any, fields: AcroFormFields) -> None:
        self._form, self._fields = form, fields

    def add(self, page: PdfPage, handle: Any, rotation: PageRotation, take: Callable[[int], None]) -> None:
        """Add what lies over one page to it.

        Args:
            page: the page.
            handle: PDFium's handle of it.
            rotation: how it lies.
            take: is told of the characters of each value, as a thousand fields may have that of one above them.
        """
        markup = PageMarkup(page, handle, rotation)
        for index in range(pdfium.FPDFPage_GetAnnotCount(handle)):
            with closing(pdfium.FPDFPage_GetAnnot(handle, index), pdfium.FPDFPage_CloseAnnot) as annotation:
                rect = pdfium.FS_RECTF()
                if annotation and pdfium.FPDFAnnot_GetRect(annotation, rect):
                    box = rotation.box(rect.left, rect.bottom, rect.right, rect.top)
                    before = len(page.entries)
                    self._annotation(annotation, index, box, page, markup)
                    take(sum(len(entry.text) for entry in page.entries[before:]))
        markup.apply()

    def _annotation(self, annotation: Any, index: int, box: BoundingBox, page: PdfPage, markup: PageMarkup) -> None:
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        is_hidden = bool(pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN)
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            self._field(annotation, index, box, page, is_hidden=is_hidden or min(box.width, box.height) < _SMALLEST)
        elif not is_hidden:
            markup.add(annotation, kind, index, box)

    def _field(self, annotation: Any, index: int, box: BoundingBox, page: PdfPage, *, is_hidden: bool) -> None:
        kind = pdfium.FPDFAnnot_GetFormFieldType(self._form, annotation)
        name = pdfium_text(pdfium.FPDFAnnot_GetFormFieldName, self._form, annotation)
        if kind == pdfium.FPDF_FORMFIELD_SIGNATURE:
            if pdfium.FPDFAnnot_HasKey(annotation, b"V"):
                page.pictures.append(PagePicture("signature", box, name or "Signature"))
        elif kind in _CHECKBOXES:
            self._checkbox(annotation, index, Checkbox(name, "", (), box, is_ticked=False), page, is_hidden=is_hidden)
        elif kind != pdfium.FPDF_FORMFIELD_PUSHBUTTON:
            stored = self._value(annotation, index, page.number, kind)
            text = from_gb2312(stored)
            self._tell_value(annotation, index, box, page, "GB 2312" if text != stored else "")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            entry = FieldValue(name, text, box, is_list=kind == pdfium.FPDF_FORMFIELD_LISTBOX)
            # Of a field without a type or a name its value is all that there is.
            if name and not is_hidden:
                page.entries.append(entry)
            elif text.strip():
                (page.hidden if is_hidden else page.entries).append(entry)

    def _checkbox(self, annotation: Any, index: int, tick: Checkbox, page: PdfPage, *, is_hidden: bool) -> None:
        """A box that is ticked or blank; where the file cannot be followed, as it is shown."""
        state = self._fields.checkbox(page.number, index)
        if state is None:
            word = annotation_text(annotation, b"AS")
            tick = tick._replace(word=word, is_ticked=word not in ("", "Off"))
        else:
            others = tuple(each for each in state.states if each != state.state)
            disputed = ("、".join(state.shown), state.value or "") if state.is_disputed and state.is_first else None
            tick = Checkbox(tick.name, state.state, others, tick.box, state.is_ticked, disputed, state.is_named)
            self._tell_value(annotation, index, tick.box, page)
            if state.text and state.is_first and not is_hidden:
                page.entries.append(FieldValue(tick.name, state.text, tick.box))
        if not is_hidden:
            page.ticks.append(tick)
        elif tick.is_ticked:
            page.hidden.append(FieldValue(tick.name, tick.word, tick.box))

    def _tell_value(self, annotation: Any, index: int, box: BoundingBox, page: PdfPage, code: str = "") -> None:
        """Tell of a value that is no text, or in a code that PDF does not know; of a list several may be chosen."""
        held = pdfium.FPDFAnnot_GetValueType(annotation, b"V") if pdfium.FPDFAnnot_HasKey(annotation, b"V") else 0
        is_list = pdfium.FPDFAnnot_GetFormFieldType(self._form, annotation) in _CHOICES
        if held == pdfium.FPDF_OBJECT_REFERENCE and self._fields.ask(page.number, index, is_stream):
            code = "stream"
        what = code or _NO_TEXT.get(held)
        if what and not (is_list and held == pdfium.FPDF_OBJECT_ARRAY):
            page.unread.append(UnreadText("reading.field_value", what, box))

    def _value(self, annotation: Any, index: int, page: int, kind: int) -> str:
        """The value of a text or a choice."""
        if kind in _CHOICES:
            chosen = self._fields.ask(page, index, selected_options)
            if chosen is not None:
                return "、".join(chosen)
        # Of two fields that have one name, PDFium gives the value of the first for both.
        text = annotation_text(annotation, b"V") if pdfium.FPDFAnnot_HasKey(annotation, b"V") else ""
        text = text or pdfium_text(pdfium.FPDFAnnot_GetFormFieldValue, self._form, annotation)
        flags = pdfium.FPDFAnnot_GetFormFieldFlags(self._form, annotation)
        if not text and (flags & _RICH or pdfium.FPDFAnnot_HasKey(annotation, b"RV")):
            text = self._fields.ask(page, index, value_text) or ""
        return text
