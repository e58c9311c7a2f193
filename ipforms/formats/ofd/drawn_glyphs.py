"""The glyphs that the pages of a document draw, each with the code that our fonts give it.

A file seldom says how wide a character is, only where the next one begins. So one character may have several codes,
each of another width: what is left of a gap then is a gap on the paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from ipforms.errors import exceeded
from ipforms.formats.pdf.form_writer.font_embedding import CodedGlyph, font_objects
from ipforms.formats.pdf.form_writer.font_faces import Glyph, glyph
from ipforms.formats.pdf.glyph_coverage import printed_text

_STEP = 0.02  # ems between two widths that have codes of their own
_STRETCH = 0.15  # ems: so much wider than ours a Latin letter of another font may be; a blank is wider
_NARROWEST = 0.2  # ems
_MOST_CODES = 65_535  # of two bytes (ISO 32000-1, 9.7.6.2)
_WIDE = 0.9  # ems: what is at least as wide takes a square, in any font


class DrawnGlyphs:
    """Gives characters their codes.

    Args:
        name: of the file, for messages.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._codes: dict[tuple[str, float], tuple[int, float]] = {}
        self._used: dict[str, dict[int, CodedGlyph]] = {}

    def code(self, text: str, room: float | None) -> tuple[int, float]:
        """The code that draws a text in its font, and how wide it is.

        Args:
            text: a character, or several that one glyph stands for.
            room: in ems, to where the next one begins; None if the file does not say.

        Raises:
            LimitExceeded: there are more than a font can hold.
        """
        found = drawn_glyph(text)
        width = found.width
        most = width + (0.0 if width >= _WIDE else _STRETCH)
        if room is not None and _NARROWEST <= room < most:
            width = round(room / _STEP) * _STEP
        key = (text, width)
        if key not in self._codes:
            codes = self._used.setdefault(found.resource, {})
            if len(codes) >= _MOST_CODES:
                raise exceeded(self._name, "pdf_characters", _MOST_CODES)
            self._codes[key] = (len(codes) + 1, width)
            codes[len(codes) + 1] = CodedGlyph(found.index, text, width)
        return self._codes[key]

    def objects(self, first: int) -> tuple[Mapping[str, int], list[tuple[int, bytes]]]:
        """The fonts as PDF objects, see `font_objects`."""
        return font_objects(self._used, first)


@lru_cache(maxsize=8_192)
def drawn_glyph(text: str) -> Glyph:
    """The glyph of our fonts for a character, or for the first of several that stand together, as wide as all."""
    drawn = printed_text(text) or " "
    return replace(glyph(drawn[0]), width=sum(glyph(each).width for each in drawn))
