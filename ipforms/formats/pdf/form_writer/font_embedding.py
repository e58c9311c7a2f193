"""The fonts of a document as objects: a Type 0 font over a subset, so that any viewer draws and copies its text."""

import hashlib
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ipforms.formats.pdf.form_writer import object_writer
from ipforms.formats.pdf.form_writer.font_faces import FontFace, faces, glyph

_UNITS = 1000  # of glyph space to an em (ISO 32000-1, 9.2.4)


class CodedGlyph(NamedTuple):
    """What a code of a font draws: a glyph by its number in the whole font, the text it means, its width in ems."""

    number: int
    text: str
    width: float


def embedded(characters: Iterable[str], first: int) -> tuple[dict[str, int], list[tuple[int, bytes]]]:
    """The fonts of a document.

    Args:
        characters: all that it draws.
        first: the number of the first object that may be used.

    Returns:
        The object of each font by its resource, and all objects with their numbers.
    """
    used: dict[str, dict[int, CodedGlyph]] = {}
    for character in sorted(set(characters) - {"\n"}):
        found = glyph(character)
        coded = CodedGlyph(found.index, character, found.width)
        used.setdefault(found.resource, {}).setdefault(found.index, coded)
    return font_objects(used, first)


def font_objects(
    used: Mapping[str, Mapping[int, CodedGlyph]], first: int
) -> tuple[dict[str, int], list[tuple[int, bytes]]]:
    """Fonts whose codes somebody has chosen.

    Args:
        used: what each code draws, by the resource of its font.
        first: the number of the first object that may be used.

    Returns:
        As `embedded`.
    """
    fonts, made = {}, list[tuple[int, bytes]]()
    for resource, codes in used.items():
        number = first + len(made)
        fonts[resource] = number
        made += _font(faces()[resource], codes, number)
    return fonts, made


def _font(face: FontFace, used: Mapping[int, CodedGlyph], number: int) -> Iterator[tuple[int, bytes]]:
    """Type 0 over a CID font: six objects from `number` on."""
    program, places = face.subset(each.number for each in used.values())
    name = f"{_tag(each.text for each in used.values())}+{face.name}".encode()
    yield (
        number,
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, number + 1, number + 4),
    )
    yield (
        number + 1,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/DW 1000/W[%s]/CIDToGIDMap %d 0 R>>" % (name, number + 2, _widths(used), number + 5),
    )
    yield (
        number + 2,
        b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-200 -300 1200 1000]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 730/StemV 80/FontFile2 %d 0 R>>" % (name, number + 3),
    )
    yield number + 3, object_writer.stream(program, b"/Length1 %d" % len(program))
    yield number + 4, object_writer.stream(_to_unicode(used))
    yield number + 5, object_writer.stream(_places(used, places))


def _places(used: Mapping[int, CodedGlyph], places: Mapping[int, int]) -> bytes:
    """Where in the subset the glyph of each code stands: two bytes a code (ISO 32000-1, 9.7.4.3)."""
    found = array("H", bytes(2 * (max(used) + 1)))
    for code, each in used.items():
        found[code] = places[each.number]
    if sys.byteorder == "little":
        found.byteswap()
    return found.tobytes()


def _tag(characters: Iterable[str]) -> str:
    """Six letters that name a subset; the same for the same characters."""
    digest = hashlib.sha256("".join(sorted(characters)).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(used: Mapping[int, CodedGlyph]) -> bytes:
    wide = {code: round(each.width * _UNITS) for code, each in used.items()}
    return b"".join(b"%d[%d]" % each for each in sorted(wide.items()) if each[1] != _UNITS)


def _to_unicode(used: Mapping[int, CodedGlyph]) -> bytes:
    pairs = [
        b"<%04X><%s>" % (code, each.text.encode("utf-16-be", "surrogatepass").hex().upper().encode())
        for code, each in sorted(used.items())
    ]
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
