"""What private characters mean: some converters write a font's own codes, and the font knows better ones.

Of a character that no font in the file explains nobody can say what it shows; it counts as one without a meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import uharfbuzz

from ipforms.containers.safe_xml import Element
from ipforms.errors import IpformsError
from ipforms.formats.ofd.ofd_package import OfdPackage
from ipforms.formats.ofd.ofd_values import number

_PRIVATE = range(0xE000, 0xF900)
_SYMBOLS = range(0xF000, 0xF100)  # where symbol fonts have theirs, whose meaning is known (`character_codes`)
_UNKNOWN = "\ufffd"


def is_private(character: str) -> bool:
    """Whether a character says nothing without its font.

    >>> is_private("\\ue11e"), is_private("甲"), is_private("\\uf0fe")
    (True, False, False)
    """
    return ord(character) in _PRIVATE and ord(character) not in _SYMBOLS


class GlyphMeanings:
    """Looks private characters up in the fonts of a file.

    Args:
        package: the file.
    """

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
