"""Which characters each font keeps: names of people and places need far more than GB 2312, headings need less."""

from __future__ import annotations

from collections.abc import Iterable


def encodable(encoding: str) -> frozenset[int]:
    """The printable characters of a legacy character set.

    >>> 0x9555 in encodable("gbk"), 0x9555 in encodable("gb2312")
    (True, False)
    """
    return frozenset(code for code in range(0x20, 0x10000) if _fits(chr(code), encoding))


def _fits(character: str, encoding: str) -> bool:
    try:
        return bool(character.encode(encoding)) and (character.isprintable() or character == "\u3000")
    except UnicodeEncodeError:
        return False


def _blocks(*blocks: Iterable[int]) -> frozenset[int]:
    return frozenset(code for block in blocks for code in block)


# GBK; all of the first block of Han characters, extension A and whatever the source has of the others: with these the
# 8,105 characters of 通用规范汉字表, among them 镕 堃 喆 玥 珺 赟 䶮 𬭎 㛃.
NAMES = encodable("gbk") | _blocks(
    range(0xA0, 0x180),
    range(0x2000, 0x2070),
    range(0x20A0, 0x20C0),
    range(0x2100, 0x2200),
    range(0x2460, 0x2500),
    range(0x25A0, 0x2600),
    range(0x3000, 0x3100),
    range(0x3220, 0x3400),
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xFF00, 0xFFF0),
    range(0x20000, 0x32400),
)

# Printed headings: GB 2312 up to its first level of Han characters. What they lack comes from the font of the text.
COMMON = frozenset(code for code in encodable("gb2312") if chr(code).encode("gb2312") < b"\xd8\xa1")

# Ticks, boxes, stars, arrows; Latin beyond that of the Chinese fonts, Greek, Cyrillic.
SYMBOLS = _blocks(
    range(0x20, 0x7F),
    range(0xA0, 0x250),
    range(0x300, 0x530),
    range(0x1E00, 0x1F00),
    range(0x2000, 0x2800),
    (0xFFFD,),
)
