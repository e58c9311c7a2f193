"""Codecs: text ↔ value, for every kind of cell that the forms have.

They know identifiers and how people write; they know neither models nor paper.
"""

from ipforms.codecs.amounts import AREA, MONEY, AmountCodec
from ipforms.codecs.answers import ANSWER
from ipforms.codecs.base import Codec, Decoded, UnfitValue
from ipforms.codecs.claims import CLAIM, LEVEL, LEVELLED_CLAIM
from ipforms.codecs.counts import COUNT, CountCodec
from ipforms.codecs.dates import DATE
from ipforms.codecs.lists import PATENTS, ListCodec, PatentsCodec
from ipforms.codecs.marks import MARKS
from ipforms.codecs.nothing import nothing
from ipforms.codecs.patent_counts import PATENT_COUNTS
from ipforms.codecs.phones import PhoneCodec, PhonesCodec
from ipforms.codecs.texts import LINE, PARAGRAPHS, PERSON, CodeCodec, TextCodec

__all__ = [
    "ANSWER",
    "AREA",
    "CLAIM",
    "COUNT",
    "DATE",
    "LEVEL",
    "LEVELLED_CLAIM",
    "LINE",
    "MARKS",
    "MONEY",
    "PARAGRAPHS",
    "PATENTS",
    "PATENT_COUNTS",
    "PERSON",
    "AmountCodec",
    "CodeCodec",
    "Codec",
    "CountCodec",
    "Decoded",
    "ListCodec",
    "PatentsCodec",
    "PhoneCodec",
    "PhonesCodec",
    "TextCodec",
    "UnfitValue",
    "nothing",
]
