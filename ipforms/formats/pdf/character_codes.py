"""The characters that the codes of a PDF stand for, where a font says what shape a glyph has and not what it means."""

from __future__ import annotations

from functools import lru_cache

from ipforms.text import visible

# Boxes and ticks of Wingdings and Wingdings 2, whatever font stands in for them.
_TICKS = dict(zip(range(0xF04F, 0xF055), "×√☒☑☒☒", strict=True)) | {0xF06F: "□", 0xF0A3: "☐", 0xF0A8: "☐"}
_TICKS |= dict(zip(range(0xF0FB, 0xF0FF), "×√☒☑", strict=True))
PDFIUM_HYPHEN = 2  # PDFium gives this code for a hyphen at the end of a line
_MEANT = {**_TICKS, PDFIUM_HYPHEN: "-"}


@lru_cache(maxsize=8_192)
def character_meant(code: int) -> str:
    """The character that a code stands for.

    >>> [character_meant(code) for code in (0x2F00, 0x2EE2, ord("王"), 2, 0xF0FE)]
    ['一', '马', '王', '-', '☑']
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
