"""What entries of a list are called, in their cells and in titles over them, and by number."""

import re

from ipforms.matching.text_blocks import TextBlock
from ipforms.text import unspaced
from ipforms.text.enumerations import numbered

_NUMBER = re.compile(
    r"^\s*(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．])\s*"
)
_COUNT = re.compile(r"\s*[（(]共?\d{1,4}[家户个件项][)）]\s*$")  # 甲区（2家）
_GOES_ON = re.compile(r"[（(](?:接上?页?|续上?)[页表]?[)）]$")  # on the next page: 甲区（续）
_NUMERALS = "〇一二三四五六七八九"
_OF_ENTRY = re.compile(
    rf"(?:第?[一-鿿]{{0,2}}?|[A-Za-z]{{0,3}})(?:0?(\d{{1,2}})|([{_NUMERALS}]))[个号]?"
)  # 2, PS02, 产品二


def bare_name(block: TextBlock | None) -> str:
    """What a cell calls an entry, as names are compared."""
    return _GOES_ON.sub("", unspaced(block.text)) if block else ""


def title_name(text: str) -> str:
    """What a title calls an entry.

    >>> title_name("一、甲区（2家）"), title_name("乙区")
    ('甲区', '乙区')
    """
    return _COUNT.sub("", _NUMBER.sub("", text)).strip()


def uncounted(block: TextBlock) -> TextBlock:
    """A cell with the name of an entry, without the number of its items: 甲区（2家）."""
    return block.with_text(_COUNT.sub("", block.text))


def entry_number(said: str) -> int:
    """Which entry a number means, 0 if it is none.

    >>> entry_number("2"), entry_number("PS02"), entry_number("产品二"), entry_number("浮体")
    (2, 2, 2, 0)
    """
    number = _OF_ENTRY.fullmatch(said)
    return int(number[1] or _NUMERALS.index(number[2])) if number else 0


def unnumbered(block: TextBlock) -> TextBlock:
    """A cell of several items without the numbers of its lines: 1.甲 over 2.乙."""
    lines = [line for line in block.text.split("\n") if line.strip()]
    bare = numbered(block.text) if len(lines) > 1 else None
    return block.with_text("\n".join(bare)) if bare and len(bare) == len(lines) else block
