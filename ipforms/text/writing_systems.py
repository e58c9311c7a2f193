"""What kind of writing a character is of."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4_096)
def is_latin(text: str) -> bool:
    """Whether a character is of a script whose words are not broken."""
    return bool(text) and (text.isalnum() or text in "._@-/") and unicodedata.east_asian_width(text) in ("Na", "N", "H")


@lru_cache(maxsize=4_096)
def is_wide(text: str) -> bool:
    """Whether a character takes a square of its own: Chinese writing and its punctuation."""
    return bool(text) and unicodedata.east_asian_width(text) in ("W", "F", "A")


def half_widths(text: str) -> int:
    """How wide a text is, in letters of which a Chinese one takes two.

    >>> half_widths("甲A")
    3
    """
    return sum(2 if is_wide(each) else 1 for each in text)


@lru_cache(maxsize=4_096)
def is_chinese(text: str) -> bool:
    """Whether a character is one of a script without cases, as Chinese is."""
    return unicodedata.category(text[:1] or " ") == "Lo"


@lru_cache(maxsize=4_096)
def is_western(text: str) -> bool:
    """Whether a character may stand beside a blank."""
    return is_latin(text) or (bool(text) and text in ",.;:!?()&%\"'")
