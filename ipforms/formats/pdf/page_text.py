"""The characters of a page, as PDFium finds them; where a font says only what shape a glyph has, what it means."""

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.formats.pdf_page import Character, PageRotation
from ipforms.text import visible

# Boxes and ticks of Wingdings and Wingdings 2, whatever font stands in for them.
_TICKS = dict(zip(range(0xF04F, 0xF055), "×√☒☑☒☒", strict=True)) | {0xF06F: "□", 0xF0A3: "☐", 0xF0A8: "☐"}
_TICKS |= dict(zip(range(0xF0FB, 0xF0FF), "×√☒☑", strict=True))
# What stands before the lines of a list: Symbol's in Word's lists, and those of Wingdings.
_BULLETS = {0xF0B7: "•", 0xF06C: "●", 0xF06E: "■", 0xF075: "◆", 0xF0A7: "▪", 0xF0D8: "➢"}
PDFIUM_HYPHEN = 2  # PDFium gives this code for a hyphen at the end of a line
_MEANT = {**_TICKS, **_BULLETS, PDFIUM_HYPHEN: "-"}


@lru_cache(maxsize=8_192)
def character_meant(code: int) -> str:
    """The character that a code stands for.

    >>> [character_meant(code) for code in (0x2F00, 0x2EE2, ord("王"), 2, 0xF0FE, 0xF0B7)]
    ['一', '马', '王', '-', '☑', '•']
    """
    # A radical is the ideograph that it looks like; a ligature stays one character of the page.
    character = _MEANT.get(code) or visible(chr(code))
    return character if len(character) == 1 else chr(code)


def from_gb2312(text: str) -> str:
    """A text whose bytes were GB 2312 and were taken for Latin letters; any other as it is.

    >>> from_gb2312("¹ãÖÝ¹«Ë¾"), from_gb2312("Café Müller"), from_gb2312("广州")
    ('广州公司', 'Café Müller', '广州')
    """
    if text.isascii() or max(text) > "ÿ":
        return text
    try:
        read = text.encode("latin-1").decode("gb2312")
    except UnicodeDecodeError:
        return text
    return read if sum("一" <= each <= "龥" for each in read) > 1 else text


_SAMPLE = 100  # characters, spread over the page: enough to see which way most of the writing goes
_QUARTER = math.pi / 2
_LEVEL, _MOST_SKEW = 0.0003, 0.2  # radians: a sixtieth of a degree, beyond which lines part from their cells, and 11°
_BLANK, _SOFT_HYPHEN, _SURROGATES = 0x20, 0xAD, 0xD800
_UNMAPPED = frozenset((0, 0xFFFD, 0xFFFE, 0xFFFF))  # what PDFium gives where the font maps a glyph to nothing


def writing_angles(text: Any) -> tuple[int, float]:
    """By how many quarter turns, clockwise, most of a page is upright; and by how much it rises then, in radians.

    Whether the page itself says that it is to be turned makes no difference.
    """
    count = pdfium.FPDFText_CountChars(text)
    turns: dict[int, list[float]] = defaultdict(list)
    for index in range(0, count, max(1, count // _SAMPLE)):
        if pdfium.FPDFText_GetUnicode(text, index) > _BLANK:
            angle = pdfium.FPDFText_GetCharAngle(text, index)
            quarters = round(angle / _QUARTER)
            turns[-quarters % 4].append(angle - quarters * _QUARTER)
    if not turns:
        return 0, 0.0
    most = max(turns, key=lambda each: len(turns[each]))
    # PDFium's angles grow clockwise.
    skew = -median(turns[most])
    return most, skew if _LEVEL < abs(skew) < _MOST_SKEW else 0.0


def is_level(text: Any, index: int) -> bool:
    """Whether a character stands at a right angle to its page."""
    angle = pdfium.FPDFText_GetCharAngle(text, index) / _QUARTER
    return bool(abs(angle - round(angle)) * _QUARTER < _MOST_SKEW)


def characters(text: Any, rotation: PageRotation, most: int) -> Iterator[Character | None]:
    """The characters of a page in the order of the file; None for one whose meaning the file does not say."""
    box, high = pdfium.FS_RECTF(), 0
    pointer, upright = ctypes.byref(box), rotation.box if rotation.skew else rotation.upright
    unicode_at, box_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    for index in range(min(pdfium.FPDFText_CountChars(text), most)):
        code = unicode_at(text, index)
        if _BLANK < code < _SURROGATES and code != _SOFT_HYPHEN:  # nearly all
            if box_at(text, index, pointer):
                yield Character(character_meant(code), upright(box.left, box.bottom, box.right, box.top), index)
            continue
        # PDFium makes up blanks and line ends, and nothing else; line ends are passed over anyway.
        if code == _BLANK and pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        # A character beyond the first 65,536 comes as two surrogates.
        if _SURROGATES <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0), 0
        if code in _UNMAPPED:
            yield None
        elif (code < _BLANK and code != PDFIUM_HYPHEN) or code == _SOFT_HYPHEN:
            continue
        elif box_at(text, index, pointer):
            place = upright(box.left, box.bottom, box.right, box.top)
            yield Character(character_meant(code), place, index)
