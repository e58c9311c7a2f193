"""Numbers that stand one below the other in a narrow column: a full line that is a whole number ends there."""

from __future__ import annotations

import re
import unicodedata

_PATENT = re.compile(r"ZL ?[\d ]{8,16}\.? ?[\dX]", re.IGNORECASE)
_BARE = re.compile(r"(?:(?:19|20)\d{10}|[89]\d{7})\.?[\dX]")
_PHONE = re.compile(r"(?:\+?86[- ]?)?(?:1[3-9]\d(?:[- ]?\d{4}){2}|\(?0\d{2,3}\)?[- ]?\d{7,8}(?:-\d{1,6})?)")
_MARK = re.compile(r"[“《\"]?[^\W\d][^\d“”《》\"、，。；:]{0,9}[”》\"]? ?\(?(?:第 ?)?\d{4,8} ?号?\)?")
_REST = re.compile(r"\d{0,3}号")
_KINDS = (_PATENT, _PHONE, _MARK)


def is_whole(text: str, following: str) -> bool:
    """Whether a text is a patent, a telephone number or a trade mark, and the line below begins another of its kind.

    >>> is_whole("ZL201710601862.3", "ＺＬ９７１１８"), is_whole("“德昌”950171", "“金穗”37736735")
    (True, True)
    >>> is_whole("2008300842607", "201810558224.2")
    True
    >>> is_whole("1390579", "0000"), is_whole("天河区雪峰西路1248", "号A座1203室")
    (False, False)
    """
    # Each of them has four figures running.
    if not any(map(str.isnumeric, text)):
        return False
    text, following = (unicodedata.normalize("NFKC", each).strip().replace("—", "-") for each in (text, following))
    if _REST.match(following):
        return False
    if _PATENT.fullmatch(text):
        return following[:2].upper() == "ZL" or _PATENT.match(f"ZL{following}") is not None
    if _BARE.fullmatch(text):
        return following[:2].upper() == "ZL" or _BARE.match(following) is not None
    return any(kind.fullmatch(text) and kind.match(following) for kind in _KINDS)
