"""How like two headers are, where one has words that nobody knows: 存量有效专利 is 有效专利, 停车场面积 is no 面积."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from ipforms.bulk.field_columns import FieldColumn
from ipforms.codecs import DATE, PARAGRAPHS, PATENT_COUNTS
from ipforms.codecs.amounts import AmountCodec
from ipforms.codecs.counts import CountCodec
from ipforms.text.label_tokens import LabelTokens, TokenWeights, near_words, shortened

_SHORTENED = 0.9  # what is left of a likeness by the first characters of several words: 专申
_NEAR_PART = 0.25  # of what two words do not share: 快递 is 邮递 but for a character
_SAID_TWICE = 0.95  # by a word that says again what another one says: 存量有效
_NOT = frozenset("失无未非不")  # 失效 is not 有效
_NEAR_ALONE = 0.55  # where nothing is shared but characters
_LETTER, _MODIFIED, _OPEN = 0.85, 0.7, 0.6
"""What is left of a likeness by a character that nobody knows, by such a word, and where it is the last one or changes
what is measured."""


class HeaderLikeness:
    """The likeness of headers to the names of one form's fields.

    Args:
        names: the words of each name of each field.
        having: all words that are in any of them.
    """

    def __init__(self, names: Iterable[Iterable[LabelTokens]], having: AbstractSet[str]) -> None:
        self._weights, self._having = TokenWeights(names), having

    def of(self, header: LabelTokens, name: LabelTokens, upper: frozenset[str], column: FieldColumn) -> float:
        """What a header and a name of a field share, from 0 to 1; a word before the last one tells little."""
        strange = header.words - self._having - upper  # of other forms
        unknown = (header.unknown - name.unknown - upper) | strange
        if not unknown:
            return self._weights.likeness(header, name, upper)
        if strange and _is_measure(column):
            return 0.0  # 员工人数 is not how many there are in a department
        measure = _is_measure(column)
        said = name.words & header.words
        meant, kept = _meant(unknown, name.words - header.words, said, by_nearness=not measure)
        shared = len(header.words & name.words)
        if not meant:
            is_open = header.is_open and column.leaf.codec is not PARAGRAPHS
            kept *= _OPEN if is_open or not shared or (measure and _changes(unknown, said)) else 1
        elif not shared and kept < _SHORTENED:
            kept *= _NEAR_ALONE
        known = LabelTokens((header.words | meant) - strange, header.filler, header.unknown & (name.unknown | upper))
        return kept * self._weights.likeness(known, name, upper)


def _meant(
    unknown: AbstractSet[str], left: frozenset[str], said: frozenset[str], *, by_nearness: bool
) -> tuple[frozenset[str], float]:
    """Of the words that a name has besides, those that unknown ones seem to be, and what is left of the likeness."""
    meant: frozenset[str] = frozenset()
    kept = 1.0
    for word in sorted(unknown):
        near = {each: much for each, much in near_words(word).items() if each in left - meant}
        if whole := shortened(word, left - meant):
            meant, kept = meant | whole, kept * _SHORTENED
        elif not by_nearness and not _changes({word}, said):
            kept *= _SAID_TWICE
        elif near and by_nearness:
            likest = max(sorted(near), key=lambda each: near[each])
            meant, kept = meant | {likest}, kept * (1 - (1 - near[likest]) * _NEAR_PART)
        else:
            kept *= _LETTER if len(word) == 1 else _MODIFIED
    return meant, kept


def _changes(unknown: AbstractSet[str], said: frozenset[str]) -> bool:
    """Whether words that nobody knows may change what is measured; one that repeats another does not."""
    return any(len(word) > 1 and (said.isdisjoint(near_words(word)) or word[0] in _NOT) for word in unknown)


def _is_measure(column: FieldColumn) -> bool:
    """Whether a field is a number or a day: of what, the words before say."""
    codec = column.leaf.codec
    return isinstance(codec, CountCodec | AmountCodec) or codec is DATE or codec is PATENT_COUNTS
