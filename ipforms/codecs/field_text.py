"""The text of a field, read by its codec, but for what means the same in every field: 无, /, 详见附件, 0."""

from __future__ import annotations

import re
from typing import Any

from ipforms.codecs.answers import AnswerCodec
from ipforms.codecs.base import Codec, Decoded
from ipforms.codecs.claims import ClaimCodec
from ipforms.codecs.dates import DATE
from ipforms.codecs.nothing import nothing
from ipforms.codecs.texts import PERSON, TextCodec
from ipforms.messages import Note
from ipforms.text import visible

_ZEROS = ("0", "０")
_OF_DATES = re.compile("[0-9０-９年]")
"""No writing of a date is without these."""


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
