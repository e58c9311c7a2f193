"""Which format a file is, by what it holds and never by its name."""

from __future__ import annotations

from typing import Literal

_HEAD = 1_024


def detect(data: bytes) -> Literal["pdf", "docx"]:
    """The reader for a file. What is no PDF is for the reader of DOCX, which says what else it is.

    >>> detect(b"%PDF-1.7"), detect(b"PK\\x03\\x04"), detect(b"")
    ('pdf', 'docx', 'docx')
    """
    return "pdf" if b"%PDF-" in data[:_HEAD] and not data.startswith(b"PK") else "docx"
