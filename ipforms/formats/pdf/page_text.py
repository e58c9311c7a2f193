"""The characters of a page, as PDFium finds them."""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.character_codes import PDFIUM_HYPHEN, character_meant
from ipforms.formats.pdf.pdf_page import Character, PageRotation

_SAMPLE = 100  # characters, spread over the page: enough to see which way most of the writing goes
_QUARTER = math.pi / 2
_LEVEL, _MOST_SKEW = 0.0003, 0.2  # radians: a sixtieth of a degree, beyond which lines part from their cells, and 11°
_BLANK, _SOFT_HYPHEN, _SURROGATES = 0x20, 0xAD, 0xD800
_UNMAPPED = frozenset((0, 0xFFFD, 0xFFFE, 0xFFFF))  # what PDFium gives where the font maps a glyph to nothing


def writing_angles(text: Any) -> tuple[int, float]:
    """By how many quarter turns, clockwise, most of a page is upright; and by how much it rises then, in radians.

    Whether the page itself says that it is to be turned makes no difference.

    Args:
        text: PDFium's text page.
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
    """The characters of a page in the order of the file; None for one whose meaning the file does not say.

    Args:
        text: PDFium's text page.
        rotation: how the page lies.
        most: no more than these.
    """
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
