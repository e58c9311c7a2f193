"""Codecs: text ↔ value, for every kind of cell that the forms have.

They know identifiers and how people write; they know neither models nor paper.
"""

from ipforms.codecs.amounts import AREA, MONEY, AmountCodec
from ipforms.codecs.answers import ANSWER
from ipforms.codecs.claims import CLAIM, LEVEL, LEVELLED_CLAIM
from ipforms.codecs.codec import Codec, Decoded, UnfitValue
from ipforms.codecs.counts import COUNT, CountCodec
from ipforms.codecs.dates import DATE
from ipforms.codecs.field_text import decode_field, nothing
from ipforms.codecs.lists import PATENTS, IdentifiersCodec, ListCodec
from ipforms.codecs.patent_counts import PATENT_COUNTS
from ipforms.codecs.persons import PERSON
from ipforms.codecs.texts import LINE, PARAGRAPHS, IdentifierCodec, TextCodec
from ipforms.codecs.trade_marks import TRADE_MARKS

__all__ = [
    "ANSWER",
    "AREA",
    "CLAIM",
    "COUNT",
    "DATE",
    "LEVEL",
    "LEVELLED_CLAIM",
    "LINE",
    "MONEY",
    "PARAGRAPHS",
    "PATENTS",
    "PATENT_COUNTS",
    "PERSON",
    "TRADE_MARKS",
    "AmountCodec",
    "Codec",
    "CountCodec",
    "Decoded",
    "IdentifierCodec",
    "IdentifiersCodec",
    "ListCodec",
    "TextCodec",
    "UnfitValue",
    "decode_field",
    "nothing",
]
