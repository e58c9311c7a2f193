"""PDFium's handles, each closed at the end of its block."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ipforms.errors import UnreadableDocument

LOCKED = (
    "文件有打开密码。请取消密码后重新导出 PDF。",
    "it is protected by a password. Remove the password and export it again.",
)
BROKEN = (
    "不是完整的 PDF 文件，可能没有下载完。请重新获取，或提交 Word 文档。",
    "it is no complete PDF file, maybe cut off on the way. Get it again, or hand in the Word document.",
)
_REMOVE_SECURITY = 3


@contextmanager
def opened_document(raw: Any, data: bytes, name: str) -> Iterator[Any]:
    """A document.

    Raises:
        UnreadableDocument: it is broken, or protected by a password.
    """
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        reason = LOCKED if locked else BROKEN
        raise UnreadableDocument(name=name, reason_zh=reason[0], reason_en=reason[1])
    try:
        yield document
    finally:
        raw.FPDF_CloseDocument(document)


@contextmanager
def opened_page(raw: Any, document: Any, number: int) -> Iterator[Any]:
    """A page, counted from 1; None if it is broken."""
    page = raw.FPDF_LoadPage(document, number - 1)
    try:
        yield page
    finally:
        raw.FPDF_ClosePage(page)


@contextmanager
def opened_text(raw: Any, page: Any) -> Iterator[Any]:
    """The text of a page; None if there is no page, or it is broken."""
    text = raw.FPDFText_LoadPage(page) if page else None
    try:
        yield text
    finally:
        raw.FPDFText_ClosePage(text)


@contextmanager
def opened_form(raw: Any, document: Any) -> Iterator[Any]:
    """The form of a document; without it PDFium draws no fields."""
    info = raw.FPDF_FORMFILLINFO(version=2)
    form = raw.FPDFDOC_InitFormFillEnvironment(document, info)
    try:
        yield form
    finally:
        if form:
            raw.FPDFDOC_ExitFormFillEnvironment(form)


def saved(raw: Any, document: Any) -> bytes:
    """The document written anew, without its encryption, so that its streams can be measured too."""
    pieces: list[bytes] = []

    def keep(_: Any, start: Any, size: int) -> int:
        pieces.append(ctypes.string_at(start, size))
        return 1

    writer = raw.FPDF_FILEWRITE(version=1)
    writer.WriteBlock = _callback(writer, keep)
    raw.FPDF_SaveAsCopy(document, ctypes.byref(writer), _REMOVE_SECURITY)
    return b"".join(pieces)


def _callback(writer: Any, function: Callable[..., int]) -> Any:
    return type(writer.WriteBlock)(function)
