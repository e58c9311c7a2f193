"""Labels and headers word by word: what two share, whatever the order of their words and whichever synonyms they use.

The words stand in `label_words.toml`.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from math import log
from pathlib import Path
from typing import NamedTuple

from ipforms.text import comparable
from ipforms.text.character_table import simplified
from ipforms.text.regex import regex

_FILE = Path(__file__).with_name("label_words.toml")
_PUNCTUATION = regex(r"[\s、，,。.;；:：_\-—/\\|()\[\]（）【】「」“”\"'*#·?？!！]+")
_FILLER_WEIGHT = 0.1  # 企业 or 数 tells two fields apart only where nothing else does
_UPPER_WEIGHT = 0.25  # of an upper header row's words that the field does not have: 知识产权情况·申请量
_MOST_UPPER = 0.4  # of all of those together: a bracket may list a dozen things
_MISSING_WEIGHT = 0.35  # of a field's words that the header leaves out: 专利数 where a form asks for valid ones alone
_LETTER_WEIGHT = 0.4  # of a single unknown character; a longer unknown word counts 1
_WITH_UNKNOWN = 0.5  # most that a header with a word that nobody knows is like a field: 研发人员工资
_NEAR = 0.5  # share of characters that two words have in common, mostly one of two: 快递 and 邮递
_BEGUN = 0.75  # of a word that goes on: 移动 for 移动电话
_COMMON = frozenset("名号数量人码期日时件项牌")  # characters that words of any meaning begin and end with
_BY = regex(
    r"""截[至止]?(?:到)?\d{0,4}年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|末|止)?
      | (?<!\d)(?:19|20)\d\d(?:年?|年\d{1,2}月(?:\d{1,2}日)?)[底末止]""",
    re.VERBOSE,
)  # the day up to which something counts: 截至2016年, 2022年4月底
_CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")
_SCRIPTS = regex(r"[A-Za-z][\x00-\x7f]*|[^A-Za-z]+")
_LATIN = regex(r"[a-z&]+|[0-9]+")
_MOST_WORDS = 4  # unified social credit code
_SHORT = 12  # characters of a label; a longer text of such words is a sentence
_ASIDE = regex(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
_IDEOGRAPHS = regex("[一-龥]+")
"""Most words are of these alone: `fold` leaves them as they are, and they are of one script."""


def fold(label: str) -> str:
    """A label as it is compared, without punctuation.

    >>> fold("注册资金〔万元〕"), fold("联系人-２ 手机")
    ('注册资金万元', '联系人2手机')
    """
    return label if _IDEOGRAPHS.fullmatch(label) else _PUNCTUATION.sub("", comparable(label))


class LabelTokens(NamedTuple):
    """The words of a header."""

    words: frozenset[str]  # those that say what it holds, in common synonyms
    filler: frozenset[str]  # the others that are known
    unknown: frozenset[str]  # what is left between them
    is_open: bool = False  # whether nobody knows its last word, which says what it is of


@cache
def _word_tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def foreign_words() -> frozenset[str]:
    """Words of what the forms of this package do not ask for, folded: 传真."""
    return frozenset(map(fold, _word_tables()["foreign"]["words"])) | filing_words()


@cache
def filing_words() -> frozenset[str]:
    """Words of what is noted about a paper, which is no value of any form, folded: 收件编号."""
    return frozenset(map(fold, _word_tables()["filing"]["words"]))


@cache
def owner_words() -> frozenset[str]:
    """Words for whom a fact is of, as they are compared: 财务 in 财务电话."""
    return frozenset(_lexicon().get(fold(word), (fold(word), False))[0] for word in _word_tables()["owners"]["words"])


@cache
def _lexicon() -> dict[str, tuple[str, bool]]:
    """Each word, folded, with the word that is compared and whether it is filler."""
    tables = _word_tables()
    words = {word: (word, False) for word in foreign_words()}
    words |= {fold(word): (fold(word), False) for word in tables["owners"]["words"]}
    words |= {fold(word): (fold(word), True) for word in tables["filler"]["words"]}
    for common, others in tables["synonyms"].items():
        words |= dict.fromkeys(map(fold, (common, *others)), (common, False))
    return words


@cache
def _lengths() -> Mapping[str, list[int]]:
    """How long the words are that begin with a character, the longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word in _lexicon():
        found[word[:1]].add(len(word))
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


@lru_cache(maxsize=8192)
def tokens(header: str) -> LabelTokens:
    """The words of a header, by the longest that is known at each place.

    >>> sorted(tokens("申请专利数").words), tokens("专利的吉祥物").unknown
    (['专利', '申请'], frozenset({'吉祥物'}))
    >>> sorted(tokens("PAT_APPLY_QTY").words) == sorted(tokens("patentApplications").words) == ['专利', '申请']
    True
    """
    found: dict[bool | None, set[str]] = {True: set(), False: set(), None: set()}
    is_open = False
    for word, is_filler in _read(header):
        found[is_filler].add(word)
        is_open = is_filler is None or (is_open and is_filler)
    return LabelTokens(frozenset(found[False]), frozenset(found[True]), frozenset(found[None]), is_open)


@lru_cache(maxsize=4096)
def shortened(unknown: str, words: frozenset[str]) -> frozenset[str]:
    """Those of some words, a character each in their order, that a text is short for; none where it is not.

    >>> sorted(shortened("专申", frozenset(("专利", "申请", "有效"))))
    ['专利', '申请']
    """
    if not 0 < len(unknown) <= len(words):
        return frozenset()
    found = [[word for word in sorted(words) if char in word] for char in unknown]
    best = next((each for each in product(*found) if len({*each}) == len(each)), ())
    return frozenset(best)


def signs_of(words: Iterable[str]) -> frozenset[str]:
    """Some words, and the characters of them and of their synonyms: a text without any of these is near to none.

    >>> sorted(signs_of(["姓名"]) & {"姓名", "名", "字", "邮"})
    ['名', '姓名', '字']
    """
    known = frozenset(words)
    return known.union(*known, *(synonym for word in known for synonym in _synonyms().get(word, ())))


@cache
def _synonyms() -> Mapping[str, set[str]]:
    """Each word that is compared with its synonyms of Chinese characters."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for synonym, (word, _) in _lexicon().items():
        if len(synonym) > 1 and not synonym.isascii():
            found[word].add(synonym)
    return found


@lru_cache(maxsize=4096)
def near_words(unknown: str) -> Mapping[str, float]:
    """The words of the lexicon with whose synonyms one that nobody knows begins or ends, and how much they share.

    >>> near_words("快运")["通信"], near_words("移动")["手机"]
    (0.5, 0.75)
    """
    found: dict[str, float] = {}
    signs = frozenset(unknown)
    for synonym, (word, is_filler) in _lexicon().items():
        if is_filler or (unknown[0] != synonym[0] and unknown[-1] != synonym[-1]):
            continue  # nearly all of them
        at_ends = (unknown[at] == synonym[at] and synonym[at] not in _COMMON for at in (0, -1))
        shared = len(signs.intersection(synonym)) / max(len(unknown), len(synonym))
        shared = max(shared, _BEGUN) if len(unknown) > 1 and synonym.startswith(unknown) else shared
        if shared >= _NEAR and any(at_ends) and not synonym.isascii():
            found[word] = max(shared, found.get(word, 0.0))
    return found


def head_word(header: str) -> str:
    """The word that says what a header is of, its last one; "" where nobody knows it.

    >>> head_word("注册资本（万元）"), head_word("有效专利数量"), head_word("专利的吉祥物")
    ('资金', '专利', '')
    """
    known = [(word, is_filler) for word, is_filler in _read(header) if not is_filler]
    return known[-1][0] if known and known[-1][1] is False else ""


def without_date(header: str) -> str:
    """A header without the day up to which it counts.

    >>> without_date("截至2016年底专利申请量")
    '专利申请量'
    """
    return _BY.sub("", header)


def _read(header: str) -> Iterator[tuple[str, bool | None]]:
    """The words of a header in their order, and whether each is filler; None of one that nobody knows."""
    lexicon = _lexicon()
    text = without_date(simplified(_ASIDE.sub("", header) or header))
    pieces = [text] if _IDEOGRAPHS.fullmatch(text) else _SCRIPTS.findall(_CAMEL.sub(" ", text))
    for piece in pieces:
        for word in _latin(piece) if piece[0].isascii() and piece[0].isalpha() else _segments(fold(piece)):
            yield lexicon.get(word) or (word, None)


def are_words(text: str) -> bool:
    """Whether a text has words of headers alone, and one that says something; a post may be a value.

    >>> are_words("联系电话"), are_words("研发管理部"), are_words("数量"), are_words("董事长")
    (True, False, True, False)
    """
    found = tokens(text)
    is_known = bool(found.words or found.filler) and not found.unknown
    return len(text) <= _SHORT and is_known and not found.words & owner_words()


def _latin(text: str) -> Iterator[str]:
    """English words, several at a time where they are known together: legal person, id no."""
    pieces = [piece for each in text.split() for piece in _LATIN.findall(each.lower().replace("_", " "))]
    while pieces:
        known = (end for end in range(min(len(pieces), _MOST_WORDS), 0, -1) if "".join(pieces[:end]) in _lexicon())
        end = next(known, 0)
        if end:
            yield "".join(pieces[:end])
        else:
            inner = list(_segments(pieces[0]))
            yield from inner if all(word in _lexicon() for word in inner) else pieces[:1]
        pieces = pieces[max(end, 1) :]


def _segments(text: str) -> Iterator[str]:
    """The known words of a text without blanks, and what is left between them."""
    lexicon, lengths = _lexicon(), _lengths()
    rest, at = "", 0
    while at < len(text):
        # Loops and no generators: the names of a form's fields are some 3,000 at the start of each command.
        for length in lengths.get(text[at], ()):
            if (word := text[at : at + length]) in lexicon:
                break
        else:
            rest, at = rest + text[at], at + 1
            continue
        at += len(word)
        if rest and len(word) == 1 and not lexicon[word][1]:  # 干部 is no 部, which is 部门
            rest += word
            continue
        if rest:
            yield rest
        yield word
        rest = ""
    if rest:
        yield rest


class TokenWeights:
    """How much each word tells the fields of one form apart: one that many of them have tells little.

    Args:
        names: the words of each name of each field.
    """

    def __init__(self, names: Iterable[Iterable[LabelTokens]]) -> None:
        fields = Counter(word for each in names for word in {word for name in each for word in name.words})
        self._weights: Mapping[str, float] = {word: 1 / (1 + log(count) / 2) for word, count in fields.items()}

    def of(self, words: Iterable[str]) -> float:
        """The weight of some words."""
        return sum(self._weights.get(word, 1.0) for word in words)

    def likeness(self, header: LabelTokens, name: LabelTokens, upper: frozenset[str] = frozenset()) -> float:
        """What two headers share of what they say, from 0 to 1.

        Args:
            header: of a table.
            name: of a field.
            upper: the words of the header's upper rows, which may be of many fields.
        """
        shared = header.words & name.words
        if not shared and (header.words or name.words or not header.filler & name.filler):
            return 0.0
        alien = header.words - name.words
        missing = float(len(name.words - header.words))
        unknown = header.unknown - name.unknown
        above = self.of(alien & upper) + sum(map(_unknown_weight, unknown & upper))
        extra = self.of(alien - upper) + sum(map(_unknown_weight, unknown - upper))
        extra += min(_MOST_UPPER, _UPPER_WEIGHT * above)
        missing = _MISSING_WEIGHT * (missing + sum(map(_unknown_weight, name.unknown - header.unknown)))
        common = self.of(shared) + _FILLER_WEIGHT * len(header.filler & name.filler)
        common += sum(1.0 for _ in header.unknown & name.unknown)
        alike = common / (common + extra + missing + _FILLER_WEIGHT * len(header.filler ^ name.filler))
        return min(alike, _WITH_UNKNOWN) if header.unknown - name.unknown - upper else alike


def _unknown_weight(word: str) -> float:
    return 1.0 if len(word) > 1 else _LETTER_WEIGHT
