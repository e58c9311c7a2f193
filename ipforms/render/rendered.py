"""What filling a form gives, in any format."""

from __future__ import annotations

from typing import NamedTuple


class Rendered(NamedTuple):
    """A document.

    Attributes:
        data: its bytes.
        lacking: characters that its fonts cannot draw, each once; a DOCX leaves its fonts to the reader.
    """

    data: bytes
    lacking: str = ""
