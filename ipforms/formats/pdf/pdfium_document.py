"""A PDF opened with PDFium: its pages one by one, as what is seen on them. Nothing else calls PDFium.

PDFium parses, and no more: the build that pypdfium2 ships has no JavaScript, and no action is started. It is not made
for threads, so one document is read at a time.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial
from typing import Any

from ipforms.errors import LimitExceeded, UnreadableDocument
from ipforms.formats.limits import exceeded
from ipforms.formats.pdf.acroform import AcroFormFields
from ipforms.formats.pdf.page_annotations import PageAnnotations
from ipforms.formats.pdf.page_images import PageImage, PageRasterizer, Rectangle
from ipforms.formats.pdf.page_objects import PageObjects
from ipforms.formats.pdf.page_rotation import PageRotation
from ipforms.formats.pdf.page_text import characters, quarters
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdf_page import Character, FieldValue, PdfPage
from ipforms.formats.pdf.pdfium_handles import opened_document, opened_form, opened_page, opened_text, saved
from ipforms.formats.pdf.stream_sizes import check_stream_sizes

_ALONE = threading.Lock()
_WHOLE = (0.0, 0.0, 595.0, 842.0)
_LARGEST = 20_000

EMPTY = ("其中没有页面。请确认文件是否完整。", "it has no pages. See whether the file is whole.")


class PdfiumDocument:
    """One open document.

    Args:
        raw: PDFium.
        data: the file.
        document: its handle.
        form: its handle of the form.
        copy: opens the same document once more, to be closed with this one.
        name: what to call the document.
        limits: how large it may be.
    """

    def __init__(
        self, raw: Any, data: bytes, document: Any, form: Any, copy: Callable[[], Any], name: str, limits: PdfLimits
    ) -> None:
        self._raw, self._document, self._name, self._limits = raw, document, name, limits
        self._form, self._opened_copy = form, copy
        self._overlaid = PageAnnotations(raw, form, AcroFormFields(partial(bytes, data), self.saved))
        self._characters, self._annotations, self._objects = limits.characters, limits.annotations, limits.objects
        self._begun = time.thread_time()
        self.unreadable_pages: list[int] = []

    @property
    def handles(self) -> tuple[Any, Any]:
        """PDFium and its handle of the document, for what writes into it."""
        return self._raw, self._document

    def saved(self) -> bytes:
        """The document as it is now."""
        return saved(self._raw, self._document)

    @property
    def has_xfa(self) -> bool:
        """Whether a form of Adobe's XML is in it, beside its pages or instead."""
        kinds = (self._raw.FORMTYPE_XFA_FULL, self._raw.FORMTYPE_XFA_FOREGROUND)
        return self._raw.FPDF_GetFormType(self._document) in kinds

    @property
    def programs(self) -> int:
        """How many programs run when it is opened; here they do not."""
        return max(0, int(self._raw.FPDFDoc_GetJavaScriptActionCount(self._document)))

    @property
    def attachments(self) -> int:
        """How many files are attached."""
        return max(0, int(self._raw.FPDFDoc_GetAttachmentCount(self._document)))

    def pages(self) -> Iterator[PdfPage]:
        """The pages in order.

        Raises:
            UnreadableDocument: there is none.
            LimitExceeded: there are too many, or too much stands on them.
        """
        count = self._raw.FPDF_GetPageCount(self._document)
        if count > self._limits.pages:
            raise exceeded(self._name, f"共 {count} 页", f"it has {count} pages", self._limits.pages)
        if count < 1:
            raise UnreadableDocument(name=self._name, reason_zh=EMPTY[0], reason_en=EMPTY[1])
        for index in range(count):
            if time.thread_time() - self._begun > self._limits.seconds:
                raise exceeded(self._name, "内容过于复杂", "it takes too long to read", self._limits.seconds)
            page = self._raw.FPDF_LoadPage(self._document, index)
            if not page:
                self.unreadable_pages.append(index + 1)
                continue
            try:
                yield self._page(page, index + 1)
            finally:
                self._raw.FPDF_ClosePage(page)

    def drawings(
        self, numbers: Iterable[int], hidden: Callable[[PdfPage], Iterable[Rectangle] | None]
    ) -> Iterator[tuple[int, PageImage]]:
        """Some of the pages as pictures.

        Args:
            numbers: which ones, from 1.
            hidden: a page → the rectangles of it that nobody is to see; None if it is not to be drawn.
        """
        painter = PageRasterizer(self._raw, self._form)
        for number in numbers:
            page = self._raw.FPDF_LoadPage(self._document, number - 1)
            if not page:
                continue
            try:
                made = self._page(page, number)
                rectangles = hidden(made)
                raster = None if rectangles is None else painter.raster(page, made, rectangles)
            finally:
                self._raw.FPDF_ClosePage(page)
            if raster is not None:
                yield number, raster

    def _page(self, page: Any, number: int) -> PdfPage:
        raw = self._raw
        if raw.FPDFPage_CountObjects(page) > self._objects:
            raise self._too_many_objects()
        text = raw.FPDFText_LoadPage(page)
        if not text:
            self.unreadable_pages.append(number)
            return PdfPage(number, *_WHOLE[2:])
        try:
            turned = PageRotation(self._sheet(page), quarters(raw, text))
            made = PdfPage(number, *turned.size, shown=(raw.FPDFPage_GetRotation(page) - turned.quarters) % 4)
            self._write(made, text, turned)
        finally:
            raw.FPDFText_ClosePage(text)
        self._draw(made, page, turned)
        self._lay_over(made, page, turned)
        return made

    def _write(self, made: PdfPage, text: Any, turned: PageRotation) -> None:
        self._characters -= max(0, self._raw.FPDFText_CountChars(text))
        if self._characters < 0:
            raise exceeded(self._name, "文字过多", "it has too much text", self._limits.characters)
        for each in characters(self._raw, text, turned, self._limits.characters):
            if each is None:
                made.unmapped += 1
            else:
                made.characters.append(each)

    def _draw(self, made: PdfPage, page: Any, turned: PageRotation) -> None:
        strokes = PageObjects(self._raw, turned, self._objects, self._limits.depth)
        drawn = strokes.page(page)
        self._objects = strokes.left
        if self._objects < 0:
            raise self._too_many_objects()
        made.unmapped += strokes.passed_over
        made.across, made.down, made.scribbles, made.pictures = drawn

    def _too_many_objects(self) -> LimitExceeded:
        return exceeded(self._name, "线条和图形过多", "it has too many drawings", self._limits.objects)

    def _lay_over(self, made: PdfPage, page: Any, turned: PageRotation) -> None:
        self._annotations -= max(0, self._raw.FPDFPage_GetAnnotCount(page))
        if self._annotations < 0:
            raise exceeded(self._name, "表单域过多", "it has too many fields", self._limits.annotations)
        self._overlaid.lay(made, page, turned)
        if any(entry.name and entry.text for entry in made.entries):
            self._show(made, turned)

    @cached_property
    def _copy(self) -> Any:
        """The same document once more, in which fields may become print: this one is drawn, and saved, as it came."""
        return self._opened_copy()

    def _show(self, made: PdfPage, turned: PageRotation) -> None:
        """What is drawn for the fields: they become print of a copy, and what was there before is left out."""
        raw, printed = self._raw, {(each.text, each.box) for each in made.characters}
        with opened_page(raw, self._copy, made.number) as page:
            if not page or raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
                return
        with opened_page(raw, self._copy, made.number) as page, opened_text(raw, page) as text:
            found = characters(raw, text, turned, self._limits.characters) if text else ()
            drawn = [each for each in found if each is not None and (each.text, each.box) not in printed]
        made.entries = [_shown(entry, drawn) for entry in made.entries]

    def _sheet(self, page: Any) -> tuple[float, float, float, float]:
        """The page's rectangle; A4 where the file gives one that makes no sense."""
        found = self._raw.FS_RECTF()
        if not self._raw.FPDF_GetPageBoundingBox(page, ctypes.byref(found)):
            return _WHOLE
        box = (found.left, found.bottom, found.right, found.top)
        sane = all(abs(side) < _LARGEST for side in box) and box[2] - box[0] > 1 and box[3] - box[1] > 1
        return box if sane else _WHOLE


def _shown(entry: FieldValue, drawn: list[Character]) -> FieldValue:
    inside = (each.text for each in drawn if entry.box.holds(*each.box.centre))
    return entry._replace(shown="".join("".join(inside).split()))


@contextmanager
def opened(data: bytes, name: str, limits: PdfLimits) -> Iterator[PdfiumDocument]:
    """Open a PDF.

    Raises:
        UnreadableDocument: it is broken, or protected by a password.
        LimitExceeded: it is larger than `limits`.
    """
    if len(data) > limits.file_bytes:
        raise exceeded(name, f"文件有 {len(data)} 字节", f"the file has {len(data)} bytes", limits.file_bytes)
    check_stream_sizes(data, name, limits)
    import pypdfium2.raw as raw

    with _ALONE:
        if b"/Encrypt" in data:
            with opened_document(raw, data, name) as document:
                data = saved(raw, document)
            check_stream_sizes(data, name, limits)
        with ExitStack() as copies, opened_document(raw, data, name) as document, opened_form(raw, document) as form:
            copy = partial(copies.enter_context, opened_document(raw, data, name))
            yield PdfiumDocument(raw, data, document, form, copy, name, limits)
