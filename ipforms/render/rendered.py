"""What filling a form gives, in any format."""

from __future__ import annotations

import warnings
from typing import NamedTuple

from ipforms.errors import MissingGlyphs


class Rendered(NamedTuple):
    """A document.

    Attributes:
        data: its bytes.
        lacking: characters that its fonts cannot draw, each once; a DOCX leaves its fonts to the reader.
    """

    data: bytes
    lacking: str = ""


def warn_missing_glyphs(made: Rendered) -> bytes:
    """The bytes, after a warning that names what is lacking; it points at the caller of the function that calls this.

    Warns:
        MissingGlyphs: there is such a character.
    """
    if made.lacking:
        warnings.warn(MissingGlyphs(made.lacking), stacklevel=3)
    return made.data
