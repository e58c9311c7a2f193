"""Fonts of the machine: printed ones and ones that look like handwriting."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

OWN = Path(__file__).parents[2] / "ipforms" / "fonts"
PLACES = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
# Hands: face of the letters, face of the digits. README.md says where these come from.
HANDS = (("long-cang", "long-cang"), ("zhi-mang-xing", "Kristi"), ("zhi-mang-xing", "long-cang"))
SIGNATURES = ("liu-jian-mao-cao", "zhi-mang-xing", "long-cang")
RARE = "LXGWWenKai-Light"  # writes the letters that a hand's face lacks
SEAL = ("FandolSong-Regular", "NotoSerifCJK-Bold", "gbsn00lp")
# Names for Word files: whatever LibreOffice has of these is used, else it takes a substitute.
PRINT = (
    ("FandolSong", "FandolHei"),
    ("FandolFang R", "Noto Serif CJK SC"),
    ("AR PL UMing CN", "Noto Sans CJK SC"),
    ("LXGW WenKai", "Noto Sans CJK SC"),
    ("AR PL UKai CN", "Noto Serif CJK SC"),
    ("Noto Serif CJK SC", "Noto Sans CJK SC"),
    ("FandolKai", "FandolHei"),
    ("Noto Sans CJK SC", "Noto Sans CJK SC"),
)


@cache
def path(stem: str) -> Path | None:
    """Where a font lies, if this machine has it."""
    for place in PLACES:
        for suffix in ("ttf", "otf", "ttc"):
            for found in sorted(place.rglob(f"{stem}.{suffix}")) if place.is_dir() else ():
                return found
    return None


@cache
def load(stem: str, size: int) -> ImageFont.FreeTypeFont:
    """A font by the stem of its file; our own Song face where the machine lacks it."""
    found = path(stem)
    if found is None:
        return ImageFont.truetype(str(OWN / "song.ttf"), size)
    return ImageFont.truetype(str(found), size, index=2 if found.suffix == ".ttc" else 0)


@cache
def letters(stem: str) -> frozenset[int]:
    """The characters that a face has a picture of."""
    found = path(stem) or OWN / "song.ttf"
    font = TTFont(found, fontNumber=0, lazy=True)
    widths, names = font["hmtx"].metrics, font.getBestCmap()
    if "glyf" not in font:
        return frozenset(names)
    return frozenset(c for c, n in names.items() if widths[n][0] and font["glyf"][n].numberOfContours != 0)


def face_for(letter: str, hand: tuple[str, str]) -> str:
    """The face in which a hand writes a character."""
    wanted = hand[1] if letter.isascii() else hand[0]
    return next((stem for stem in (wanted, hand[0], RARE) if ord(letter) in letters(stem)), "song")


def hands() -> list[tuple[str, str]]:
    """Hands whose faces are there."""
    return [hand for hand in HANDS if path(hand[0])] or [("song", "song")]


def signers() -> list[str]:
    """Faces for signatures that are there."""
    return [stem for stem in SIGNATURES if path(stem)] or ["song"]


def seal_faces() -> list[str]:
    """Faces for names on seals that are there."""
    return [stem for stem in SEAL if path(stem)] or ["title"]
