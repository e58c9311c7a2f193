"""The text of a returned form's cell, as a report may show it: without anybody's number."""

import re

from ipforms.codes.masking import masked_text, masked_value
from ipforms.text import visible

_MOST = 3_000  # characters of a cell that a report shows; the longest text that a form asks for has 2,000
_DIGIT = r"\d〇○零一二三四五六七八九"
_SIGN = rf"[{_DIGIT}A-Za-zＡ-Ｚａ-ｚ]"
# What people put between the digits of a number: anything but words, colons (a label ends there) and new lines.
_NUMBER = re.compile(rf"{_SIGN}(?:(?:[^\w：:\n]|_){{0,3}}{_SIGN})+")
_FEWEST = 5  # digits; fewer are a year, a count or a house number
_BLANK = re.compile(r"[^\S\n\t]")


def masked_cell_text(text: str, *, personal: bool) -> str:
    """A cell's text.

    Args:
        text: what stands in the cell.
        personal: the cell has a field whose value identifies a person: every number in it is hidden, however it is
            written. Elsewhere long numbers are hidden, which are somebody's in the wrong cell.

    >>> masked_cell_text("固话：020-86550002\\n手机：138 0013 8004", personal=True)
    '固话：020******02\\n手机：138******04'
    >>> masked_cell_text("已授权 18 件", personal=False), masked_cell_text("联系人 13800138004", personal=False)
    ('已授权 18 件', '联系人 138******04')
    """
    plain = _BLANK.sub(" ", visible(text[: 2 * _MOST]))
    if personal:
        plain = _NUMBER.sub(_hidden, plain)
    return masked_text(plain, _MOST) if plain else ""


def _hidden(found: re.Match[str]) -> str:
    digits = len(re.findall(f"[{_DIGIT}]", found[0]))
    return found[0] if digits < _FEWEST else masked_value(found[0], personal=True)
