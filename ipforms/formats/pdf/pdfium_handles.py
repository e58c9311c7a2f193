"""PDFium's handles, each closed at the end of its block.

The helper classes of pypdfium2 do otherwise: they take a document without pages for a broken one, log what they think
of XFA, and run the form's own start-up on every page.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.errors import unreadable

_MOST_BYTES = 400_000  # of one value; a longer one is no answer to a form
_REMOVE_SECURITY = 3  # FPDF_REMOVE_SECURITY of fpdf_save.h


@contextmanager
def closing(handle: Any, close: Callable[[Any], object]) -> Iterator[Any]:
    """A handle, closed at the end; None where PDFium gave none."""
    try:
        yield handle
    finally:
        if handle:
            close(handle)


@contextmanager
def open_document(data: bytes, name: str) -> Iterator[Any]:
    """A document.

    Raises:
        UnreadableDocument: it is broken, or protected by a password.
    """
    with closing(pdfium.FPDF_LoadMemDocument64(data, len(data), None), pdfium.FPDF_CloseDocument) as document:
        if not document:
            is_locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise unreadable(name, "pdf_locked" if is_locked else "pdf_truncated")
        yield document


@contextmanager
def open_form(document: Any) -> Iterator[Any]:
    """The form of a document; without it PDFium draws no fields."""
    info = pdfium.FPDF_FORMFILLINFO(version=2)  # has to live as long as the form
    form = pdfium.FPDFDOC_InitFormFillEnvironment(document, info)
    with closing(form, pdfium.FPDFDOC_ExitFormFillEnvironment):
        yield form


def open_page(document: Any, number: int) -> Any:
    """A page, counted from 1, to be closed at the end of a block; None if it is broken."""
    return closing(pdfium.FPDF_LoadPage(document, number - 1), pdfium.FPDF_ClosePage)


def open_text(page: Any) -> Any:
    """The text of a page, to be closed at the end of a block; None if there is no page, or it is broken."""
    return closing(pdfium.FPDFText_LoadPage(page) if page else None, pdfium.FPDFText_ClosePage)


def saved(document: Any) -> bytes:
    """The document written anew, without its encryption, so that its streams can be measured too."""
    pieces: list[bytes] = []

    def write_block(_: Any, start: Any, size: int) -> int:
        pieces.append(ctypes.string_at(start, size))
        return 1

    writer = pdfium.FPDF_FILEWRITE(version=1)
    writer.WriteBlock = type(writer.WriteBlock)(write_block)
    pdfium.FPDF_SaveAsCopy(document, ctypes.byref(writer), _REMOVE_SECURITY)
    return b"".join(pieces)


def annotation_text(annotation: Any, key: bytes) -> str:
    """An entry of an annotation as text; "" if it is none."""
    return pdfium_text(pdfium.FPDFAnnot_GetStringValue, annotation, key)


def pdfium_text(ask: Callable[..., int], *about: Any) -> str:
    """A text of PDFium: asked for its length, then for itself."""
    length = ask(*about, None, 0)
    if not 2 < length <= _MOST_BYTES:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (length // 2))()
    ask(*about, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
