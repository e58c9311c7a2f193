"""A PDF opened with PDFium: its pages one by one, as what is seen on them.

PDFium parses, and no more: the build that pypdfium2 ships has no JavaScript, and no action is started. It is not made
for threads, so one document is read at a time.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.errors import exceeded, unreadable
from ipforms.formats.pdf.acroform import AcroFormFields
from ipforms.formats.pdf.drawing_sizes import annotation_sizes
from ipforms.formats.pdf.optional_content import has_layers, with_marked_layers
from ipforms.formats.pdf.page_annotations import PageAnnotations
from ipforms.formats.pdf.page_markup import add_overlay
from ipforms.formats.pdf.page_objects import PageObjects
from ipforms.formats.pdf.page_text import characters, is_level, writing_angles
from ipforms.formats.pdf.page_visibility import PageVisibility
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdfium_handles import open_document, open_form, open_page, open_text, saved
from ipforms.formats.pdf.picture_opacity import PictureOpacity
from ipforms.formats.pdf.stream_sizes import check_stream_sizes
from ipforms.formats.pdf_page import Character, FieldValue, PageRotation, PdfPage

_ONE_AT_A_TIME = threading.Lock()
_A4 = (0.0, 0.0, 595.0, 842.0)  # points; 210 by 297 mm, for a page whose box is none
_LIKE_A4 = (0.85, 1.25)  # of its long side: Letter, Legal and B4 are as good as it
_MOST_OVERLAYS = 50  # notes and stamps of a page of which the drawing is read
_LONGEST_SIDE = 20_000  # points; a page of a sensible file has 14,400 at most (ISO 32000-1, annex C)
_XFA = (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)
# Over all pages; each has a limit of its name.
_COUNTED = ("characters", "objects", "annotations", "field_characters", "field_bytes")


class PdfiumDocument:
    """One open document.

    Args:
        data: the file.
        handle: PDFium's handle of it.
        form: PDFium's handle of its form.
        copy: opens the same document once more, to be closed with this one.
        name: what to call the document.
        limits: how large it may be.

    Attributes:
        handle, form: as above.
        unreadable_pages: the numbers of pages that are broken.
        has_marked_layers: whether it is a copy in which layers that are off are marked.
    """

    def __init__(
        self, data: bytes, handle: Any, form: Any, copy: Callable[[], Any], name: str, limits: PdfLimits
    ) -> None:
        self.handle, self.form, self._open_copy = handle, form, copy
        self._name, self._limits = name, limits
        self._annotations = PageAnnotations(form, AcroFormFields(partial(bytes, data), partial(saved, handle)))
        self._left = {kind: getattr(limits, kind) for kind in _COUNTED}
        self._started = time.thread_time()
        self.has_marked_layers = False
        self._opacity = PictureOpacity(handle)
        self.unreadable_pages: list[int] = []

    @property
    def has_xfa(self) -> bool:
        """Whether a form of Adobe's XML is in it, beside its pages or instead."""
        return pdfium.FPDF_GetFormType(self.handle) in _XFA

    @property
    def scripts(self) -> int:
        """How many programs run when it is opened; here they do not."""
        return max(0, int(pdfium.FPDFDoc_GetJavaScriptActionCount(self.handle)))

    @property
    def attachments(self) -> int:
        """How many files are attached."""
        return max(0, int(pdfium.FPDFDoc_GetAttachmentCount(self.handle)))

    def pages(self) -> Iterator[PdfPage]:
        """The pages in order.

        Raises:
            UnreadableDocument: there is none.
            LimitExceeded: there are too many, or too much stands on them.
        """
        count = pdfium.FPDF_GetPageCount(self.handle)
        if count > self._limits.pages:
            raise exceeded(self._name, "pages", self._limits.pages, count=count)
        if count < 1:
            raise unreadable(self._name, "no_pages")
        for number in range(1, count + 1):
            self._check_time()
            with open_page(self.handle, number) as handle:
                if handle:
                    yield self.page(handle, number)
                else:
                    self.unreadable_pages.append(number)

    def page(self, handle: Any, number: int) -> PdfPage:
        """What is seen on a page.

        Args:
            handle: PDFium's handle of it.
            number: from 1.
        """
        self._check_left("objects", pdfium.FPDFPage_CountObjects(handle))
        with open_text(handle) as text:
            if not text:
                self.unreadable_pages.append(number)
                return PdfPage(number, *_A4[2:])
            sheet = _sheet(handle)
            rotation = PageRotation(sheet, *writing_angles(text), _scale(sheet))
            shown = (pdfium.FPDFPage_GetRotation(handle) - rotation.quarters) % 4
            page = PdfPage(number, *rotation.size, shown=shown, lay=rotation)
            self._take("characters", pdfium.FPDFText_CountChars(text))
            found = list(characters(text, rotation, self._limits.characters))
            page.characters = [each for each in found if each is not None]
            page.unmapped = len(found) - len(page.characters)
            objects = PageObjects(
                page, rotation, self._left["objects"], self._limits.depth, has_layers=self.has_marked_layers
            )
            objects.walk(handle)
            page.objects = self._left["objects"] - objects.left
            self._take("objects", page.objects)
            PageVisibility(page, text, objects, self._opacity.on(handle)).part()
        self.measure_annotations(handle)
        self._annotations.add(page, handle, rotation, partial(self._take, "field_characters"))
        if page.overlays or any(entry.name and entry.text for entry in page.entries):
            self._add_appearances(page, rotation, [each for each in found if each is not None])
        return page

    def measure_all_annotations(self) -> None:
        """See `measure_annotations`; of all pages, for whoever reads none of them here."""
        for number in range(1, min(self._limits.pages, pdfium.FPDF_GetPageCount(self.handle)) + 1):
            with open_page(self.handle, number) as handle:
                if handle:
                    self.measure_annotations(handle)

    def measure_annotations(self, handle: Any) -> None:
        """Count what lies over a page against the limits, before anything is built of it.

        Raises:
            LimitExceeded: it is too much.
        """
        self._take("annotations", pdfium.FPDFPage_GetAnnotCount(handle))
        for characters_, drawn in annotation_sizes(handle):
            self._take("field_characters", characters_)
            self._take("field_bytes", drawn)
            self._check_time()

    def _check_time(self) -> None:
        if time.thread_time() - self._started > self._limits.seconds:
            raise exceeded(self._name, "seconds", self._limits.seconds)

    def _take(self, kind: str, count: int) -> None:
        """Count what was found against its limit."""
        self._check_left(kind, count)
        self._left[kind] -= max(0, count)

    def _check_left(self, kind: str, count: int) -> None:
        if count > self._left[kind]:
            raise exceeded(self._name, f"pdf_{kind}", getattr(self._limits, kind))

    @cached_property
    def _copy(self) -> Any:
        """The same document once more, in which fields may become print: this one is drawn, and saved, as it came."""
        return self._open_copy()

    def _add_appearances(self, page: PdfPage, rotation: PageRotation, print_: list[Character]) -> None:
        """What is drawn for the fields: they become print of a copy, and what was there before is left out."""
        printed = {(each.text, each.box) for each in print_}
        with open_page(self._copy, page.number) as handle:
            if not handle or pdfium.FPDFPage_Flatten(handle, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
                return
        with open_page(self._copy, page.number) as handle, open_text(handle) as text:
            found = characters(text, rotation, self._limits.characters) if text else ()
            drawn = [each for each in found if each is not None and (each.text, each.box) not in printed]
            for box in page.overlays[:_MOST_OVERLAYS]:
                inside = [each for each in drawn if box.holds(*each.box.centre) and is_level(text, each.number)]
                add_overlay(page, box, inside)
        page.entries = [_with_appearance(entry, drawn) for entry in page.entries]


def _sheet(page: Any) -> tuple[float, float, float, float]:
    """The page's rectangle; A4 where the file gives one that makes no sense."""
    found = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, found):
        return _A4
    box = (found.left, found.bottom, found.right, found.top)
    is_sane = all(abs(side) < _LONGEST_SIDE for side in box) and box[2] - box[0] > 1 and box[3] - box[1] > 1
    return box if is_sane else _A4


def _scale(sheet: tuple[float, float, float, float]) -> float:
    """How many points of a page are one of A4, where it is no page of about that size."""
    scale = max(sheet[2] - sheet[0], sheet[3] - sheet[1]) / _A4[3]
    return scale if not _LIKE_A4[0] < scale < _LIKE_A4[1] else 1.0


def _with_appearance(entry: FieldValue, drawn: list[Character]) -> FieldValue:
    inside = (each.text for each in drawn if entry.box.holds(*each.box.centre))
    return entry._replace(shown="".join("".join(inside).split()))


@contextmanager
def open_pdf(data: bytes, name: str, limits: PdfLimits, *, marks_layers: bool = False) -> Iterator[PdfiumDocument]:
    """Open a PDF.

    Args:
        data: the file.
        name: what to call it.
        limits: how large it may be.
        marks_layers: open a copy in which is marked what is on layers that are off, to be read and not to be saved.

    Raises:
        UnreadableDocument: it is broken, or protected by a password.
        LimitExceeded: it is larger than `limits`.
    """
    if len(data) > limits.file_bytes:
        raise exceeded(name, "file_bytes", limits.file_bytes, count=len(data))
    check_stream_sizes(data, name, limits)
    with _ONE_AT_A_TIME:
        if b"/Encrypt" in data:
            with open_document(data, name) as handle:
                data = saved(handle)
            check_stream_sizes(data, name, limits)
        marked = with_marked_layers(data) if marks_layers and has_layers(data) else None
        if marked is not None:
            data = marked
            check_stream_sizes(data, name, limits)
        with ExitStack() as copies, open_document(data, name) as handle, open_form(handle) as form:
            copy = partial(copies.enter_context, open_document(data, name))
            document = PdfiumDocument(data, handle, form, copy, name, limits)
            document.has_marked_layers = marked is not None
            yield document
