"""The fonts that values are drawn with: which glyph a character has, how wide it is, and what a file embeds of them.

A value is drawn in the font of the text (song), and what that lacks in the font of the signs. HarfBuzz measures and
subsets; a subset is made for each document, of the characters that it draws.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import uharfbuzz

from ipforms.render.pdf import glyphs
from ipforms.render.pdf_form import objects
from ipforms.render.pdf_form.charset import charset

_FONTS = files("ipforms") / "fonts"
_FILES = (("S", "song.otf", "ipformsSong"), ("Y", "symbols.ttf", "ipformsSymbols"))
_NOT_EMBEDDED = ("GSUB", "GPOS", "GDEF", "MATH", "cmap", "name", "post", "OS/2", "gasp", "vmtx", "vhea", "VORG", "BASE")
_UNITS = 1000


@dataclass(frozen=True, slots=True)
class Glyph:
    """How a character is drawn.

    Attributes:
        resource: the name of its font in the resources of a page.
        index: its number in the font of the package.
        width: in font sizes.
    """

    resource: str
    index: int
    width: float


class Face:
    """A font of the package."""

    def __init__(self, resource: str, file: str, name: str) -> None:
        with as_file(_FONTS / file) as path:
            self._face = uharfbuzz.Face(path.read_bytes())
        self.resource, self.name = resource, name
        self.font = uharfbuzz.Font(self._face)
        self.units = self._face.upem
        table = self._table(self._face, "CFF ")
        self._cids = charset(table) if table else None

    @staticmethod
    def _table(face: uharfbuzz.Face, tag: str) -> bytes:
        blob = face.reference_table(tag)
        return bytes(blob.data) if blob and len(blob) else b""

    def code(self, index: int) -> int:
        """The number that stands for a glyph in the strings of a document: its CID, or its own where it has none."""
        return index if self._cids is None else self._cids[index]

    def subset(self, indices: Iterable[int]) -> bytes:
        """The font program with these glyphs alone."""
        chosen = uharfbuzz.SubsetInput()
        chosen.glyph_set.update(indices)
        chosen.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NOT_EMBEDDED)
        chosen.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        if self._cids is None:
            chosen.flags |= uharfbuzz.SubsetFlags.RETAIN_GIDS
        made = uharfbuzz.subset(self._face, chosen)
        return self._table(made, "CFF ") if self._cids is not None else bytes(made.blob.data)

    @property
    def is_cff(self) -> bool:
        """Whether its outlines are Type 2 charstrings, called by CID."""
        return self._cids is not None


@cache
def faces() -> dict[str, Face]:
    """The fonts by the names of their resources."""
    return {resource: Face(resource, file, name) for resource, file, name in _FILES}


_lock = threading.Lock()
_known: dict[str, Glyph] = {}


def glyph(character: str) -> Glyph:
    """How a character that can be drawn is drawn."""
    found = _known.get(character)
    return found or _looked_up(character)


def _looked_up(character: str) -> Glyph:
    with _lock:
        for face in faces().values():
            index = face.font.get_nominal_glyph(ord(character))
            if index:
                found = Glyph(face.resource, index, face.font.get_glyph_h_advance(index) / face.units)
                _known[character] = found
                return found
    return _looked_up(glyphs.GETA)


def drawn(text: str) -> str:
    """A text as it is drawn: without what is not seen, and with 〓 for what no font has."""
    known = glyphs.drawable()
    if all(each in known or each == "\n" for each in text):
        return text
    return "".join(each if each == "\n" else "    " if each == "\t" else _shown(each) for each in text)


def _shown(character: str) -> str:
    if character in glyphs.drawable():
        return character
    printed = glyphs.printed_for(character)
    return glyphs.GETA if printed is None else printed


def embedded(characters: Iterable[str], first: int) -> tuple[dict[str, int], list[tuple[int, bytes]]]:
    """The fonts of a document.

    Args:
        characters: all that it draws.
        first: the number of the first object that may be used.

    Returns:
        The object of each font by its resource, and all objects with their numbers.
    """
    used: dict[str, dict[int, str]] = {}
    for character in sorted(set(characters) - {"\n"}):
        found = glyph(character)
        used.setdefault(found.resource, {}).setdefault(found.index, character)
    fonts, made = {}, list[tuple[int, bytes]]()
    for resource, characters_of in used.items():
        number = first + len(made)
        fonts[resource] = number
        made += _font(faces()[resource], characters_of, number)
    return fonts, made


def _font(face: Face, used: dict[int, str], number: int) -> Iterator[tuple[int, bytes]]:
    """Type 0 over a CID font: five objects from `number` on."""
    codes = {index: face.code(index) for index in used}
    tag = _tag(used.values())
    name = f"{tag}+{face.name}".encode()
    kind = b"CIDFontType0" if face.is_cff else b"CIDFontType2"
    file = b"/FontFile3" if face.is_cff else b"/FontFile2"
    yield (
        number,
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, number + 1, number + 4),
    )
    yield (
        number + 1,
        b"<</Type/Font/Subtype/%s/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/DW 1000/W[%s]%s>>"
        % (kind, name, number + 2, _widths(face, used, codes), b"" if face.is_cff else b"/CIDToGIDMap/Identity"),
    )
    yield (
        number + 2,
        b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-200 -300 1200 1000]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 730/StemV 80%s %d 0 R>>" % (name, file, number + 3),
    )
    yield number + 3, objects.stream(face.subset(used), b"/Subtype/CIDFontType0C" if face.is_cff else b"")
    yield number + 4, objects.stream(_to_unicode({codes[index]: character for index, character in used.items()}))


def _tag(characters: Iterable[str]) -> str:
    """Six letters that name a subset; the same for the same characters."""
    digest = hashlib.sha256("".join(sorted(characters)).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(face: Face, used: dict[int, str], codes: dict[int, int]) -> bytes:
    wide = {codes[index]: round(glyph(character).width * _UNITS) for index, character in used.items()}
    return b"".join(b"%d[%d]" % each for each in sorted(wide.items()) if each[1] != _UNITS)


def _to_unicode(characters: dict[int, str]) -> bytes:
    pairs = [b"<%04X><%s>" % (code, text.encode("utf-16-be").hex().upper().encode()) for code, text in sorted(characters.items())]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    body = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return _CMAP % body


_CMAP = b"""/CIDInit/ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
%sendcmap
CMapName currentdict/CMap defineresource pop
end
end
"""
