"""The glyphs that the pages of a document draw, each with the code that our fonts give it.

A file seldom says how wide a character is, only where the next one begins. So one character may have several codes,
each of another width: what is left of a gap then is a gap on the paper.
Some converters write a font's own codes as private characters, and the font knows better ones (`GlyphMeanings`).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import Any

import uharfbuzz

from ipforms.containers.safe_xml import Element
from ipforms.errors import IpformsError, exceeded
from ipforms.formats.ofd.ofd_package import OfdPackage
from ipforms.formats.ofd.ofd_values import number
from ipforms.formats.pdf.form_writer.font_embedding import CodedGlyph, font_objects
from ipforms.formats.pdf.form_writer.font_faces import Glyph, glyph
from ipforms.formats.pdf.glyph_coverage import printed_text
from ipforms.text.writing_systems import is_latin, is_wide

_PRIVATE = range(0xE000, 0xF900)
_SYMBOLS = range(0xF000, 0xF100)  # where symbol fonts have theirs, whose meaning is known (`page_text`)
_UNKNOWN = "\ufffd"


def is_private(character: str) -> bool:
    """Whether a character says nothing without its font.

    >>> is_private("\\ue11e"), is_private("甲"), is_private("\\uf0fe")
    (True, False, False)
    """
    return ord(character) in _PRIVATE and ord(character) not in _SYMBOLS


class GlyphMeanings:
    """Looks private characters up in the fonts of a file."""

    def __init__(self, package: OfdPackage) -> None:
        self._package = package
        self._fonts: dict[str, tuple[Any, dict[int, str]]] = {}

    def text(self, text: str, part: str, transforms: Sequence[Element]) -> str:
        """A text with what its private characters mean.

        Args:
            text: of a TextCode.
            part: that holds its font; "" if none does.
            transforms: elements CGTransform before it, which name glyphs.
        """
        if not any(map(is_private, text)):
            return text
        if part not in self._fonts:
            self._fonts[part] = self._font(part)
        font, characters = self._fonts[part]
        glyphs = dict(_glyphs(transforms))

        def meant(at: int, character: str) -> str:
            found = glyphs.get(at) or (font.get_nominal_glyph(ord(character)) if font else None)
            return characters.get(found or 0, _UNKNOWN)

        return "".join(meant(at, each) if is_private(each) else each for at, each in enumerate(text))

    def _font(self, part: str) -> tuple[Any, dict[int, str]]:
        data = b""
        with suppress(IpformsError):
            data = self._package.picture(part) if part else b""
        face = uharfbuzz.Face(data)
        font = uharfbuzz.Font(face)
        codes = (code for code in sorted(face.unicodes, reverse=True) if not is_private(chr(code)))
        return font, {glyph: chr(code) for code in codes if (glyph := font.get_nominal_glyph(code))}


def _glyphs(transforms: Sequence[Element]) -> Iterator[tuple[int, int]]:
    """The glyph of each character that has one of its own."""
    for each in transforms:
        if each.get("CodeCount", "1") == each.get("GlyphCount", "1"):
            start = int(number(each.get("CodePosition")))
            named = (int(number(glyph)) for glyph in (each.findtext("Glyphs") or "").split())
            yield from enumerate(named, start)


_STEP = 0.02  # ems between two widths that have codes of their own
_STRETCH = 0.15  # ems: so much wider than ours a Latin letter of another font may be; a blank is wider
_NARROWEST, _LARGEST = 0.2, 30.0  # ems
_MOST_CODES = 65_535  # of two bytes (ISO 32000-1, 9.7.6.2)
_SQUARE = 1.05  # ems: the room of a Chinese character, and of signs like “ and · that some fonts set as wide


class DrawnGlyphs:
    """Gives characters their codes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._codes: dict[tuple[str, float], tuple[int, float]] = {}
        self._seen: dict[tuple[str, str], float] = {}
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
        # A blank fills its room, or it would be counted twice.
        most = _LARGEST if text.isspace() else _SQUARE if is_wide(text) else width + _STRETCH
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

    def shares(self, font: str, texts: Sequence[str], rooms: Sequence[float | None]) -> Iterator[float]:
        """How wide each character is drawn, of its glyph of ours.

        A Latin letter that ends a piece of a line is as narrow as the same letter was elsewhere in its font: where no
        blank is written behind it, the gap tells.

        Args:
            font: what the file calls it.
            texts: what stands side by side in it.
            rooms: in ems; None if the file does not say.
        """
        for text, room in zip(texts, rooms, strict=True):
            if is_latin(text) and room is not None and _NARROWEST <= room < drawn_glyph(text).width + _STRETCH:
                self._seen[font, text] = room
        for text, room in zip(texts, rooms, strict=True):
            natural = drawn_glyph(text).width
            yield min(1.0, self._seen.get((font, text), natural) / natural) if room is None and is_latin(text) else 1.0

    def objects(self, first: int) -> tuple[Mapping[str, int], list[tuple[int, bytes]]]:
        """The fonts as PDF objects, see `font_objects`."""
        return font_objects(self._used, first)


@lru_cache(maxsize=8_192)
def drawn_glyph(text: str) -> Glyph:
    """The glyph of our fonts for a character, or for the first of several that stand together, as wide as all."""
    drawn = printed_text(text) or " "
    return replace(glyph(drawn[0]), width=sum(glyph(each).width for each in drawn))
