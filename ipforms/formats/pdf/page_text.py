"""The characters of a page, as PDFium finds them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ipforms.formats.pdf.page_rotation import PageRotation
from ipforms.formats.pdf.pdf_page import Character, character_of
from ipforms.formats.pdf.pdfium_calls import OutBuffer, address, quick
from ipforms.text import visible

# Boxes and ticks of Wingdings and Wingdings 2, whatever font stands in for them.
_TICKS = dict(zip(range(0xF04F, 0xF055), "×√☒☑☒☒", strict=True)) | {0xF06F: "□", 0xF0A3: "☐", 0xF0A8: "☐"}
_TICKS |= dict(zip(range(0xF0FB, 0xF0FF), "×√☒☑", strict=True))
_CALLS = ("FPDFText_GetUnicode", "FPDFText_IsGenerated", "FPDFText_GetLooseCharBox", "FPDFText_GetCharAngle")
_SAMPLE = 100
_SOFT_HYPHEN, _PDFIUM_HYPHEN, _BLANK = 0xAD, 2, 0x20


@lru_cache(maxsize=8_192)
def meant(code: int) -> str:
    """The character for a code.

    >>> meant(0x2F00), meant(0x2EE2), meant(ord("王")), meant(2), meant(0xF0FE)
    ('一', '马', '王', '-', '☑')
    """
    if code == _PDFIUM_HYPHEN:
        return "-"
    # A font says what shape a glyph has and not what it means: ⽬ for 目. A ligature stays one character of the page.
    character = _TICKS.get(code) or visible(chr(code))
    return character if len(character) == 1 else chr(code)


def quarters(raw: Any, text: Any) -> int:
    """By how many quarter turns, clockwise, a page is to be turned so that most of its writing is upright.

    Whether the page itself says that it is to be turned makes no difference.
    """
    count = raw.FPDFText_CountChars(text)
    sample = range(0, count, max(1, count // _SAMPLE))
    calls, page = quick(raw, *_CALLS), address(text)
    turns = Counter[int]()
    for index in sample:
        if calls.FPDFText_GetUnicode(page, index) > _BLANK:
            turn: int = -round(calls.FPDFText_GetCharAngle(page, index) / (math.pi / 2)) % 4
            turns[turn] += 1
            if 2 * turns[turn] > len(sample):
                # The others cannot be more.
                return turn
    return turns.most_common(1)[0][0] if turns else 0


def characters(raw: Any, text: Any, turned: PageRotation, most: int) -> Iterator[Character | None]:
    """The characters of a page in the order of the file; None for one whose meaning the file does not say.

    Args:
        raw: PDFium.
        text: its text page.
        turned: how the page lies.
        most: no more than these.
    """
    calls, page = quick(raw, *_CALLS), address(text)
    box, high = OutBuffer(ctypes.c_float, 4), 0
    unicode, loose_box = calls.FPDFText_GetUnicode, calls.FPDFText_GetLooseCharBox
    room, upright = box.addresses[0], turned.box
    for index in range(min(raw.FPDFText_CountChars(text), most)):
        code = unicode(page, index)
        # PDFium makes up blanks and line ends, and nothing else; line ends are passed over anyway.
        if code == _BLANK and calls.FPDFText_IsGenerated(page, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0), 0
        if (code < 32 and code != _PDFIUM_HYPHEN) or code == _SOFT_HYPHEN:
            if code == 0 or code == 0xFFFD:
                yield None
            continue
        if code in (0xFFFD, 0xFFFE, 0xFFFF):
            yield None
            continue
        if loose_box(page, index, room):
            left, top, right, bottom = box.numbers[:]
            yield character_of((meant(code), upright(left, bottom, right, top), index))
