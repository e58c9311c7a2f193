"""The fonts that values are drawn with: which glyph a character has, how wide it is, and what a file embeds of them.

A value is drawn in the font of the text (song), and what that lacks in the font of the signs. HarfBuzz measures and
subsets; a subset is made for each document, of the characters that it draws.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import uharfbuzz

from ipforms.formats.pdf.glyph_coverage import GETA, printed_text

_FONTS = files("ipforms") / "fonts"
_FILES = (("S", "song.ttf", "ipformsSong"), ("Y", "symbols.ttf", "ipformsSymbols"))
_NOT_EMBEDDED = ("GSUB", "GPOS", "GDEF", "MATH", "cmap", "name", "post", "OS/2", "gasp", "vmtx", "vhea", "BASE")


@dataclass(frozen=True, slots=True)
class Glyph:
    """How a character is drawn."""

    resource: str  # the name of its font in the resources of a page
    index: int  # its number in the font of the package
    width: float  # in font sizes


class FontFace:
    """A font of the package."""

    def __init__(self, resource: str, file: str, name: str) -> None:
        with as_file(_FONTS / file) as path:
            face = uharfbuzz.Face(path.read_bytes())
        self.resource, self.name = resource, name
        self.font = uharfbuzz.Font(face)
        self.units = face.upem
        # Done once, this saves nine tenths of the time of each subset.
        self._prepared = uharfbuzz.subset_preprocess(face)

    def subset(self, indices: Iterable[int]) -> tuple[bytes, Mapping[int, int]]:
        """The font program with these glyphs alone, and which of its glyphs each of them is."""
        chosen = uharfbuzz.SubsetInput()
        chosen.glyph_set.update(indices)
        chosen.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NOT_EMBEDDED)
        chosen.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        plan = uharfbuzz.SubsetPlan(self._prepared, chosen)
        return bytes(plan.execute().blob.data), plan.old_to_new_glyph_mapping


@cache
def faces() -> dict[str, FontFace]:
    """The fonts by the names of their resources."""
    return {resource: FontFace(resource, file, name) for resource, file, name in _FILES}


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
    return _looked_up(GETA)


def drawn(text: str) -> str:
    """A text as it is drawn: without what is not seen, and with 〓 for what no font has."""
    return "\n".join(map(printed_text, text.replace("\t", "    ").split("\n")))
