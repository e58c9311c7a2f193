"""The characters that the codes of a PDF stand for, where a font says what shape a glyph has and not what it means."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Radicals stand for the characters that they look like.
_RADICALS = dict(
    zip(
        map(
            ord,
            "⺁⺈⺊⺌⺗⺟⺠⺡⺢⺣⺤⺥⺧⺩⺪⺫⺬⺮⺯⺰⺶⺷⺸⺺⺻⺼⺽⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻏⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳",
        ),
        "厂⺈卜小⺗母民氵氺灬爫爫牛王疋罒示竹糸纟羊羊羊聿聿肉臼虎衤覀西见角角讠贝足车阝長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟黄齐齿龙龟",
        strict=True,
    )
)
# Boxes and ticks of Wingdings and Wingdings 2, whatever font stands in for them.
_TICKS = dict(zip(range(0xF04F, 0xF055), "×√☒☑☒☒", strict=True)) | {0xF06F: "□", 0xF0A3: "☐", 0xF0A8: "☐"}
_TICKS |= dict(zip(range(0xF0FB, 0xF0FF), "×√☒☑", strict=True))
PDFIUM_HYPHEN = 2
"""PDFium gives this code for a hyphen at the end of a line."""
_MEANT = {**_RADICALS, **_TICKS, PDFIUM_HYPHEN: "-"}
_KANGXI = range(0x2F00, 0x2FD6)  # the Unicode block of that name: a compatibility character each


@lru_cache(maxsize=8_192)
def character_meant(code: int) -> str:
    """The character that a code stands for.

    >>> [character_meant(code) for code in (0x2F00, 0x2EE2, ord("王"), 2, 0xF0FE)]
    ['一', '马', '王', '-', '☑']
    """
    return unicodedata.normalize("NFKC", chr(code)) if code in _KANGXI else _MEANT.get(code) or chr(code)
