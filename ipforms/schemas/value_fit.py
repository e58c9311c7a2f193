"""Whether a text may be the value of a field: matching asks where labels and lines do not say whose a cell is."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ipforms.codecs import Codec, ListCodec, TextCodec
from ipforms.codecs.lists import ItemsCodec
from ipforms.codecs.persons import PersonCodec, is_name
from ipforms.codecs.texts import LINE
from ipforms.codecs.trade_marks import TRADE_MARKS
from ipforms.codes import email, id_document, patent, phone, uscc
from ipforms.messages import is_error
from ipforms.schemas.base import FormModel
from ipforms.schemas.record_texts import codecs_of
from ipforms.text import unspaced
from ipforms.text.label_tokens import filing_words, fold
from ipforms.text.regex import regex

# What is a number of somebody is no name and no title.
_NUMBERS = [
    pattern
    for module in (email, id_document, uscc, phone)
    if (pattern := module.IDENTIFIER.canonical_pattern) is not None
]
_PATENT = patent.IDENTIFIER.canonical_pattern or regex("(?!)")
_ITEMS = regex(r"[\s、，,；;]+")
_DATE_WORDS = regex(r"(?<=\d)[年月日号]")
# Of a date and of a figure nothing is left without these words.
_LETTERS = regex(r"[^\W\d_]")
_SENTENCE = regex(r"[:：]$|[，,；;].*。$")  # 市场监督管理局：, 我公司申报…，现报告如下。
_LONGEST_NAME = 24  # characters of a name with what stands beside it
_IS_NONE, _ANY_TEXT, _WITH_NOTES, _IS_ONE = -1.0, 0.0, 0.5, 1.0  # see `value_fit`


def value_fit(model: type[FormModel]) -> Callable[[str, str], float]:
    """For the pattern of a path and a text: 1 where it is such a value, 0 where any text is one, -1 where it is none.

    >>> from ipforms.schemas.guangzhou import GuangzhouEnterprise
    >>> fits = value_fit(GuangzhouEnterprise)
    >>> fits("postcode", "510665"), fits("postcode", "a@b.cn"), fits("name", "510665")
    (1.0, -1.0, -1.0)
    >>> fits("ip_units[].headcount", "3"), fits("ip_units[].headcount", "法务部")
    (1.0, -1.0)
    """
    codecs: dict[str, Codec[Any] | None] = {}

    @lru_cache(maxsize=1_024)
    def fits(pattern: str, text: str) -> float:
        if pattern not in codecs:
            path = pattern.replace("[]", "[0]")
            codecs[pattern] = codecs_of(model, [path]).get(path)
        fit = _fit(codecs[pattern], text)
        return min(fit, _WITH_NOTES) if _is_other_phone(pattern.rpartition(".")[2], text) else fit

    return fits


def _is_other_phone(name: str, text: str) -> bool:
    """Whether a number is a mobile in a field for a landline, or the reverse, as a check would say."""
    kinds = (phone.PhoneKind.LANDLINE, phone.PhoneKind.MOBILE)
    return name in kinds and phone.parse(text).kind in kinds and phone.parse(text).kind != name


def _fit(codec: Codec[Any] | None, text: str) -> float:
    if codec is None:
        return _ANY_TEXT
    if isinstance(codec, ItemsCodec):
        return _list_fit(codec, text)
    if isinstance(codec, TextCodec) and codec.identifier is None:
        return _text_fit(codec, text)
    decoded = codec.decode(text)
    pattern = codec.canonical_pattern
    if pattern is not None and isinstance(decoded.value, str):
        return _IS_ONE if pattern.fullmatch(decoded.value) else _IS_NONE
    if is_error(decoded.notes) or (codec is TRADE_MARKS and _has_other_numbers(text)):
        return _IS_NONE
    return _WITH_NOTES if decoded.doubts else _IS_ONE


def _has_other_numbers(text: str) -> bool:
    """Whether a text that may be the names of marks has numbers of another kind: patents, telephones."""
    return any(pattern.fullmatch(each) for each in _ITEMS.split(text.strip()) for pattern in (*_NUMBERS, _PATENT))


def _list_fit(codec: ItemsCodec, text: str) -> float:
    items = codec.decode(text).value or [text]
    if codec.canonical_pattern is not None:
        return _IS_ONE if all(map(codec.canonical_pattern.fullmatch, items)) else _IS_NONE
    item = codec.item if isinstance(codec, ListCodec) else LINE
    return min(_text_fit(item, each) for each in items)


def _is_of_another(text: str) -> bool:
    """Whether a text begins with what no form asks for: 受理编号：ZDQY-2017-0086."""
    label, colon, _ = text.replace("：", ":").partition(":")
    return bool(colon) and fold(label) in filing_words()


def _text_fit(codec: TextCodec, text: str) -> float:
    """A number that names somebody is no text, and only a short one is a name."""
    bare = unspaced(text)
    is_number = any(map(str.isdigit, bare)) and not _LETTERS.search(_DATE_WORDS.sub("", bare))
    if is_number or any(pattern.fullmatch(bare) for pattern in _NUMBERS):
        return _IS_NONE
    if codec is LINE and (_SENTENCE.search(bare) or _is_of_another(bare)):
        return _IS_NONE
    if isinstance(codec, PersonCodec):
        return _WITH_NOTES if is_name(text) else _ANY_TEXT if len(bare) <= _LONGEST_NAME else _IS_NONE
    return _ANY_TEXT
