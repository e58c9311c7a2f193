"""The PDF wing: PDF → `Sheet`, DOCX → PDF, pictures of pages, comments. Nobody outside imports more than is named here.

A PDF knows of no cells and no paragraphs, so all is found by place. From the file to the Sheet:

- `pdf_limits`, `stream_sizes`: whatever is too large stops here, before PDFium touches it
- `pdfium_handles`, `pdfium_document`: the document opened with PDFium, page by page
- `page_text`, `page_objects`, `page_annotations` → `pdf_page`: what a page shows, upright
- `acroform`: what form fields hold that PDFium does not tell: check boxes, choices, rich text
- `layout_analysis`: `PdfPage` → lines, tables, cells, paragraphs
- `whitespace_stream`: blanks and line breaks as they were typed, where a PDF of ours carries them
- `page_images`, `page_redaction`, `page_comments`: pictures of pages, what is painted over on them, comments
- `pdf_diagnostics`: damage, and what could not be read
- `pdf_reader`: these steps in order, and the document as one Sheet

The other way, `typesetting` makes a PDF of a DOCX.

PDFium and Typst are loaded when a file is first opened or made, not by an import of this package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ipforms.formats.document_notes import DocumentNote, NoteAuthor
from ipforms.formats.pdf.grey_image import PageImage
from ipforms.formats.pdf.page_redaction import hidden_rectangles
from ipforms.formats.pdf.pdf_errors import ScannedDocument
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdf_page import PdfPage, Rectangle
from ipforms.formats.pdf.whitespace_stream import leaves_no_ink
from ipforms.sheet import Sheet

if TYPE_CHECKING:
    from ipforms.formats.pdf.pdfium_document import PdfiumDocument

__all__ = [
    "PageImage",
    "PdfLimits",
    "PdfPage",
    "Rectangle",
    "ScannedDocument",
    "annotate",
    "hidden_rectangles",
    "images_of_pages",
    "leaves_no_ink",
    "read",
    "sizes_of_pages",
    "typeset_docx",
    "with_whitespace",
]

_DEFAULT_LIMITS = PdfLimits()


def read(
    data: bytes,
    *,
    name: str = "PDF",
    limits: PdfLimits = _DEFAULT_LIMITS,
    recognise: Callable[[PdfiumDocument, PdfPage], PdfPage] | None = None,
) -> Sheet:
    """Read a PDF.

    Args:
        data: the file.
        name: what to call it in messages.
        limits: how large it may be.
        recognise: reads a page that is a picture; None where nothing can.

    Returns:
        What a person sees in it, as cells; the fields of a fillable form in `fields` as well.

    Raises:
        UnreadableDocument: it is broken, or protected by a password.
        ScannedDocument: its pages are pictures, without text.
        LimitExceeded: it is larger than `limits`.
    """
    from ipforms.formats.pdf import pdf_reader

    return pdf_reader.read(data, name, limits, recognise)


def images_of_pages(
    data: bytes,
    numbers: Iterable[int],
    hidden: Callable[[PdfPage], Iterable[Rectangle] | None],
    enlarged: float = 1.0,
) -> Iterator[tuple[int, PageImage]]:
    """Some of the pages as pictures, with their numbers; those that cannot be drawn are left out.

    Args:
        data: the file.
        numbers: which ones, from 1.
        hidden: a page → the rectangles of it that nobody is to see; None if it is not to be drawn.
        enlarged: how many times as large as pages of a report, of which a form is just legible.

    Raises:
        UnreadableDocument: it is broken, or protected by a password.
        LimitExceeded: it is too large.
    """
    from ipforms.formats.pdf import page_images

    return page_images.images_of_pages(data, numbers, hidden, _DEFAULT_LIMITS, enlarged)


def sizes_of_pages(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points; of a broken page 0.

    Raises:
        UnreadableDocument: the file is broken, or protected by a password.
        LimitExceeded: it is too large.
    """
    from ipforms.formats.pdf import page_images

    return page_images.sizes_of_pages(data, _DEFAULT_LIMITS)


def annotate(data: bytes, notes: Iterable[DocumentNote], author: NoteAuthor, *, name: str = "PDF") -> bytes:
    """A copy with comments. The same arguments give the same bytes.

    Args:
        data: the file.
        notes: one on a page that is not there is left out.
        author: who makes them.
        name: what to call the file in messages.

    Raises:
        UnreadableDocument: it is broken, or protected by a password.
        LimitExceeded: it is too large.
    """
    from ipforms.formats.pdf import page_comments, pdf_notes

    return page_comments.annotate(data, pdf_notes.comments(notes), author, name, _DEFAULT_LIMITS)


def typeset_docx(document: bytes, read: Callable[[bytes], Sheet], *, archival: bool = False) -> tuple[bytes, str]:
    """A DOCX as a PDF with its fonts inside; the same document gives the same bytes.

    Args:
        document: the DOCX.
        read: the reader of documents, for one whose texts are not plain to see.
        archival: make PDF/A-2b.

    Returns:
        The PDF, and the characters for which 〓 is printed, each once, because no font of the package has them.
    """
    from ipforms.formats.pdf import typesetting

    return typesetting.typeset_docx(document, read, archival=archival)


def with_whitespace(data: bytes, typed: Sheet) -> bytes:
    """A PDF that was made here with the blanks and line breaks of its texts beside the pages, for `read`.

    Args:
        data: the PDF.
        typed: the same document as it was typed.
    """
    from ipforms.formats.pdf import typesetting

    return typesetting.with_whitespace(data, typed)
