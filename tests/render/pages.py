"""The pages of a PDF as text."""

from __future__ import annotations

import io
import re

import pypdf


def pages(data: bytes) -> list[str]:
    """The text of each page, white space aside, in the order in which it is drawn."""
    return [re.sub(r"\s+", "", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]
