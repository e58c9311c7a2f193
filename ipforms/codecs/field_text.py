"""The text of a field, read by its codec, but for what means the same in every field: 无, /, 详见附件, 0."""

from __future__ import annotations

import re
from typing import Any

from ipforms.codecs.answers import AnswerCodec
from ipforms.codecs.claims import ClaimCodec
from ipforms.codecs.codec import Codec, Decoded, quoted
from ipforms.codecs.dates import DATE
from ipforms.codecs.persons import PERSON
from ipforms.codecs.texts import TextCodec
from ipforms.messages import Note
from ipforms.text import unspaced, visible

_DECLARED = re.compile(r"无|没有|暂无|/+|[-—–－_…]+|N/?A|n/?a|不适用|未填|空", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[（(]?(?:详见|见|参见|另附)(?:附件|附页|附表|后附|续页)\S{0,4}[）)]?")
_MAY_BE = re.compile(r"[\W_]*[无没暂不未空详见参另NnＮｎXxＸｘ×2２]|[\W_]+$")
"""How each of them begins: most texts need no second look."""
_LONGEST = 20  # characters; 详见附件 and four more is the longest of them
_PLACEHOLDER = re.compile(r"[xX×]{2,}|(?:20[xX×]{2}|[xX×]{4})年.*")
_ZEROS = ("0", "０")
_OF_DATES = re.compile("[0-9０-９年]")
"""No writing of a date is without these."""


def nothing(text: str) -> Note | None:
    """Why a text that is not blank says nothing, or None if it says something.

    >>> nothing("／").code, nothing("……").code
    ('value.declared_none', 'value.declared_none')
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


def decode_field(codec: Codec[Any], typed: str) -> Decoded[Any]:
    """What a person sees in a field, decoded; in a claim and an answer 无 is an answer, elsewhere it is nothing.

    >>> decode_field(PERSON, "无").notes[0].code, decode_field(PERSON, "张\\u200b三").value
    ('value.declared_none', '张三')
    """
    text = visible(typed)
    none = None if isinstance(codec, ClaimCodec | AnswerCodec) else nothing(text)
    if none:
        return Decoded(None, (none,))
    decoded = codec.decode(text)
    if type(codec) is TextCodec and decoded.value in _ZEROS:
        # Some notices have 0 stand for 无; it may be what was meant, and may be a slip.
        return Decoded(decoded.value, (*decoded.notes, Note("value.zero", {"text": decoded.value})))
    if codec is PERSON and _is_date(text):
        return Decoded(decoded.value, (*decoded.notes, Note("value.date_for_name", {"text": decoded.value})))
    return decoded


def _is_date(text: str) -> bool:
    """Whether a text is nothing but a date, be it one that does not exist."""
    if not _OF_DATES.search(text):
        return False
    date = DATE.decode(text)
    return date.value is not None or any(note.code == "date.impossible" for note in date.notes)
