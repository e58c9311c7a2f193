"""The characters of a page, as PDFium finds them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.character_codes import PDFIUM_HYPHEN, character_meant
from ipforms.formats.pdf.pdf_page import Character, PageRotation

_SAMPLE = 100  # characters, spread over the page: enough to see which way most of the writing goes
_BLANK, _SOFT_HYPHEN = 0x20, 0xAD
_UNMAPPED = frozenset((0, 0xFFFD, 0xFFFE, 0xFFFF))  # what PDFium gives where the font maps a glyph to nothing


def quarter_turns(text: Any) -> int:
    """By how many quarter turns, clockwise, a page is to be turned so that most of its writing is upright.

    Whether the page itself says that it is to be turned makes no difference.

    Args:
        text: PDFium's text page.
    """
    count = pdfium.FPDFText_CountChars(text)
    turns = Counter[int]()
    for index in range(0, count, max(1, count // _SAMPLE)):
        if pdfium.FPDFText_GetUnicode(text, index) > _BLANK:
            turns[-round(pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2)) % 4] += 1
    return turns.most_common(1)[0][0] if turns else 0


def characters(text: Any, rotation: PageRotation, most: int) -> Iterator[Character | None]:
    """The characters of a page in the order of the file; None for one whose meaning the file does not say.

    Args:
        text: PDFium's text page.
        rotation: how the page lies.
        most: no more than these.
    """
    box, high = pdfium.FS_RECTF(), 0
    pointer, upright = ctypes.byref(box), rotation.box
    unicode_at, box_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    for index in range(min(pdfium.FPDFText_CountChars(text), most)):
        code = unicode_at(text, index)
        # PDFium makes up blanks and line ends, and nothing else; line ends are passed over anyway.
        if code == _BLANK and pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        # A character beyond the first 65,536 comes as two surrogates.
        if 0xD800 <= code < 0xDC00:
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
