"""Texts as they are compared: white space, widths and look-alike signs aside."""

from __future__ import annotations

import re
from functools import lru_cache

_SHORT = 24
_SPACE = "\t\n\r\x0b\x0c \u00a0\u2002\u2003\u2009\u200b\u3000\ufeff\u00ad"
_FOLDED = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_FOLDED |= {ord(character): "" for character in _SPACE}
_FOLDED |= {
    ord("﹕"): ":",
    ord("∶"): ":",
    ord("︰"): ":",
    ord("〔"): "(",
    ord("〕"): ")",
    ord("【"): "(",
    ord("】"): ")",
}
_FOLDED |= {ord("．"): ".", ord("_"): "", ord("＿"): "", ord("…"): ""}
_FOLDABLE = re.compile(f"[{re.escape(''.join(map(chr, _FOLDED)))}]")


def fold(text: str) -> str:
    """A text without white space and underscores, at half width.

    >>> fold("法定   代表人："), fold("注册资金（万元）")
    ('法定代表人:', '注册资金(万元)')
    """
    return _folded(text) if len(text) <= _SHORT else _FOLDABLE.sub(_fold_one, text)


@lru_cache(maxsize=4_096)
def _folded(text: str) -> str:
    """A short text, as nearly all are that one form has and the next one too."""
    return text.translate(_FOLDED)


def _fold_one(found: re.Match[str]) -> str:
    return _FOLDED[ord(found[0])]


def is_blank(text: str) -> bool:
    """Whether folding leaves nothing of a text."""
    return not text.strip(_DROPPED)


def offsets(text: str) -> list[int]:
    """For each character of `fold(text)`, where it stands in `text`; and at the end, the length of `text`."""
    return [index for index, character in enumerate(text) if character not in _REMOVED] + [len(text)]


_REMOVED = frozenset(chr(code) for code, folded in _FOLDED.items() if not folded)
_DROPPED = "".join(_REMOVED)


_NUMBER = re.compile(r"[(]?(\d{1,2})[).、]?|[(]?([一二三四五六七八九])[).、]")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


def key(folded: str) -> str:
    """A folded text as labels are compared: without the colon at its end, a number without its brackets.

    >>> key(fold("联系人：")), key(fold("（1）"))
    ('联系人', '1')
    """
    bare = folded.rstrip(":")
    number = _NUMBER.fullmatch(bare) if len(bare) <= 4 else None
    return (number[1] or number[2].translate(_DIGITS)) if number else bare


def without_lines(text: str) -> str:
    """A text without the line that was printed or typed to write on.

    >>> without_lines("张三____")
    '张三'
    """
    return _RULED.sub("", text) if "_" in text or "＿" in text else text


_RULED = re.compile("[_＿]{2,}")


def is_date_blank(folded: str) -> bool:
    """Whether a folded text is the unfilled date of a form: 年月日."""
    return folded in ("年月日", "20年月日", "年月")
