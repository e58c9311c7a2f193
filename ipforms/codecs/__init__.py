"""Codecs: text ↔ value, for every kind of cell that the forms have.

They know identifiers and how people write; they know neither models nor paper.
"""

from ipforms.codecs.amounts import AmountCodec
from ipforms.codecs.answers import ANSWER, AnswerCodec
from ipforms.codecs.boxed_claims import BoxedClaimCodec
from ipforms.codecs.choices import ChoiceCodec, ChoicesCodec
from ipforms.codecs.claims import CLAIM, LEVELLED_CLAIM, ClaimCodec
from ipforms.codecs.codec import Codec, Decoded, OptionPrint, UnfitValue
from ipforms.codecs.counts import COUNT, VALID_MARKS, CountCodec
from ipforms.codecs.dates import DATE
from ipforms.codecs.digit_boxes import PHOTO, SEAL, DigitBoxesCodec, PlaceCodec
from ipforms.codecs.field_text import decode_field, nothing
from ipforms.codecs.lists import PATENTS, IdentifiersCodec, ListCodec
from ipforms.codecs.measures import AREA, MONEY, PERCENT, SIGNED_MONEY, amount_codec
from ipforms.codecs.option_layout import BRACKETS, ROUND, SQUARE, box_count, first_boxes, is_square
from ipforms.codecs.patent_counts import PATENT_COUNTS
from ipforms.codecs.periods import PERIOD, YEAR, PeriodCodec, YearCodec
from ipforms.codecs.persons import PERSON
from ipforms.codecs.texts import LINE, PARAGRAPHS, IdentifierCodec, ProseCodec, TextCodec
from ipforms.codecs.title_levels import LEVEL
from ipforms.codecs.trade_marks import TRADE_MARKS

__all__ = [
    "ANSWER", "AREA", "BRACKETS", "CLAIM", "COUNT", "DATE", "LEVEL", "LEVELLED_CLAIM", "LINE", "MONEY",
    "PARAGRAPHS", "PATENTS", "PATENT_COUNTS", "PERCENT", "PERIOD", "PERSON", "PHOTO", "ROUND", "SEAL",
    "SIGNED_MONEY", "SQUARE", "TRADE_MARKS", "VALID_MARKS", "YEAR", "AmountCodec", "AnswerCodec",
    "BoxedClaimCodec", "ChoiceCodec", "ChoicesCodec", "ClaimCodec", "Codec", "CountCodec", "Decoded",
    "DigitBoxesCodec", "IdentifierCodec", "IdentifiersCodec", "ListCodec", "OptionPrint", "PeriodCodec",
    "PlaceCodec", "ProseCodec", "TextCodec", "UnfitValue", "YearCodec", "amount_codec", "box_count",
    "decode_field", "first_boxes", "is_square", "nothing",
]  # fmt: skip
