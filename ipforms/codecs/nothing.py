"""Texts that stand for nothing: blank, 无, /, 详见附件. What they mean is the same in every field."""

from __future__ import annotations

import re

from ipforms.codecs.base import quoted
from ipforms.messages import Note
from ipforms.text import unspaced

_DECLARED = re.compile(r"无|没有|暂无|/+|[-—–－_]+|N/?A|n/?a|不适用|未填|空", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[（(]?(?:详见|见|参见|另附)(?:附件|附页|附表|后附|续页)\S{0,4}[）)]?")
_MAY_BE = re.compile(r"[\W_]*[无没暂不未空详见参另NnＮｎXxＸｘ×2２]|[\W_]+$")
"""How each of them begins: most texts need no second look."""
_LONGEST = 20  # characters; 详见附件 and four more is the longest of them
_PLACEHOLDER = re.compile(r"[xX×]{2,}|(?:20[xX×]{2}|[xX×]{4})年.*")


def nothing(text: str) -> Note | None:
    """Why a text that is not blank says nothing, or None if it says something.

    >>> nothing("／").code
    'value.declared_none'
    >>> nothing("详见附件").code
    'value.elsewhere'
    >>> nothing("无锡分公司") is None
    True
    """
    if not _MAY_BE.match(text):
        return None
    bare = unspaced(text).rstrip("。.;")
    if len(bare) > _LONGEST:
        return None
    for pattern, code in (
        (_DECLARED, "value.declared_none"),
        (_ELSEWHERE, "value.elsewhere"),
        (_PLACEHOLDER, "value.placeholder"),
    ):
        if pattern.fullmatch(bare):
            return Note(code, {"text": quoted(text)})
    return None
