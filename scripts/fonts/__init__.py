"""The fonts of the PDF: subsets of free fonts, built from Debian's packages `fonts-noto-cjk` and `fonts-dejavu-core`.

`python -m scripts.fonts` writes ipforms/fonts. The subsets carry names of their own, as the licences ask of changed
fonts, and so cannot be taken for an installed font that holds other characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import characters

FOLDER = Path(__file__).resolve().parents[2] / "ipforms" / "fonts"
_NOTO = Path("/usr/share/fonts/opentype/noto")
_DEJAVU = Path("/usr/share/fonts/truetype/dejavu")

SIMPLIFIED = 2
"""The face of simplified Chinese in Noto's collections; the others draw some characters as Japan or Korea does."""


@dataclass(frozen=True)
class Font:
    """A subset to build."""

    file: str
    family: str
    source: Path
    characters: frozenset[int]
    face: int = -1


FONTS = (
    Font("song.ttf", "ipforms Song", _NOTO / "NotoSerifCJK-Regular.ttc", characters.NAMES, SIMPLIFIED),
    Font("hei.ttf", "ipforms Hei", _NOTO / "NotoSansCJK-Regular.ttc", characters.COMMON, SIMPLIFIED),
    Font("title.ttf", "ipforms Title", _NOTO / "NotoSerifCJK-Bold.ttc", characters.COMMON, SIMPLIFIED),
    Font("symbols.ttf", "ipforms Symbols", _DEJAVU / "DejaVuSans.ttf", characters.SYMBOLS),
)
