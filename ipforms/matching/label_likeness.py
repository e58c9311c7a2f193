"""How alike a text and a label of the form are: terms from 0 to 1, each for one habit of people who type forms anew."""

import re
from functools import lru_cache
from typing import NamedTuple, TypeVar

from ipforms.text import bare_label, label_key
from ipforms.text.character_table import simplified

EXACT = 1.0  # character for character, as labels are compared
BARE = 0.98  # a number, a star, a unit or a remark stands beside it: nothing else says so
OTHER_SCRIPT = 0.97  # traditional characters, or a second language beside it
ALIAS = 0.95  # another name that the schema knows
SYNONYM = 0.9  # 签字 for 签名
ABBREVIATED = 0.75  # 电话 for 联系电话: a part of it, or its characters in order
UNSURE = 0.74  # 2016年营业收入 for 上年度营业收入: less than what is sure
LEAST = 0.6  # with less two labels share a word (注册地址, 注册时间) and mean two things
_SHORTEST_ABBREVIATION = 2
_LONGEST_UNIT = 3  # characters: 平方米

_SYNONYMS = (
    ("法人代表", "法定代表人"),
    ("签字", "签名"),
    ("签署", "签名"),
    ("联络", "联系"),
    ("日期", "时间"),
    ("公章", "盖章"),
    ("通讯", "通信"),
    ("同比", "比上年"),
    ("较上年", "比上年"),
    ("帐", "账"),
    ("企业", "单位"),
    ("公司", "单位"),
)
"""Words that offices use for one another in labels, and the one that is compared."""
_LONGEST_TRANSLATED = 16  # characters of a label; what stands behind a whole statement is the text that it asks for
_BRACKETS = str.maketrans("", "", "()")
ORDINAL = re.compile(r"(?<=[一-鿿]{2})[(]?(?:[一二三四五六七八九十]|\d{1,2})[)]?$")
"""The number of an entry behind its label: 联系人二, 机构名称1."""
_NTH = re.compile("^第(?:[一二三四五]|[1-5])(?=[一-鿿]{2})")
"""The number of an entry before its label: 第二联系人."""
_ASKED = re.compile(r"^(?:企业|单位|公司)?(?:目前|现)?是否(?:为|是|属于?|已?获得?|拥?有|通过|具有)?(?=[一-鿿]{4})")
"""How a label is put as a question: 是否为国家高新技术企业."""
_EVER = re.compile(
    r"^(?:企业|单位|公司)?(?:目前|以往|过去|此前|以前)?(?:是否|有无|有没有)(?:曾经?|已经?)?获得?过?(?=[一-鿿]{2})"
)
"""What asks whether something was ever granted: 以往是否获认定 for 是否曾获认定."""
_LAST_YEAR = re.compile(r"^(?:去年度?|上一年度?|上年(?!度))(?=[一-鿿]{2})")
_YEAR = re.compile(r"^(?:19|20)\d\d年度?(?=[一-鿿]{2})")
"""The year that a form asks for as 上年度; whether it is, the label does not say."""
_OF_OFFICE = re.compile(r"^[一-鿿]{0,8}?(?P<level>[县区市分])(?!场)[一-鿿]{0,12}?局(?P<label>[一-鿿]{0,4}意见)(?=$|\()")
"""Whose opinion is asked, by the name that the office has: 武义县市场监督管理局推荐意见 is the 县局意见."""
_SECOND_LANGUAGE = re.compile(
    r"""(?<= [一-鿿)] )            # behind the Chinese
        [/\\|·,-]? \(?       # no colon: behind one stands a value
        [a-z] [a-z.,'&/\-]{2,}     # no digits and no @: these are values
        \)? :? $""",
    re.VERBOSE,
)
_MOST_KEPT = 20_000  # texts; most come again with the next document

V = TypeVar("V")


class BoundedCache(dict[str, V]):
    """What was found for texts; forgets all when there are too many."""

    def __setitem__(self, text: str, found: V) -> None:
        if len(self) >= _MOST_KEPT:
            self.clear()
        super().__setitem__(text, found)


def core(key: str) -> str:
    """The key of a label without numbers, stars and remarks, in simplified characters and one language.

    >>> core("*單位名稱/companyname"), core("3.注册地址(必填)")
    ('单位名称', '注册地址')
    """
    bare = bare_label(key)
    found = _SECOND_LANGUAGE.search(bare)
    return bare_label(simplified(bare[: found.start()] if found and found.start() <= _LONGEST_TRANSLATED else bare))


def in_common_words(label: str) -> str:
    """A label without brackets and in the words that are compared.

    >>> in_common_words("法定代表人(签名)") == in_common_words("法人代表签字")
    True
    """
    plain = label.translate(_BRACKETS)
    for word, common in _SYNONYMS:
        plain = plain.replace(word, common)
    return plain


def cores(text: str) -> tuple[tuple[str, float], ...]:
    """What the key of a text may stand for, and how likely: as it is, without what is beside it, in the other script.

    >>> cores("*单位名称")
    (('*单位名称', 1.0), ('单位名称', 0.98))
    """
    key = label_key(text)
    bare, plain = bare_label(key), core(key)
    found = [(key, EXACT)]
    if bare != key:
        found.append((bare, BARE))
    if plain not in (bare, key):
        found.append((plain, OTHER_SCRIPT))
    once = (ORDINAL.sub("", plain), _NTH.sub("", plain), _ASKED.sub("", plain), _LAST_YEAR.sub("上年度", plain))
    for said in (*once, _EVER.sub("曾获", plain)):
        if said != plain:
            found.append((said, OTHER_SCRIPT))
    if office := _OF_OFFICE.match(plain):
        level = f"{office['level']}局"
        found += [(said, OTHER_SCRIPT) for said in (level + office["label"], f"{level}意见") if said != plain]
    if _YEAR.match(plain):
        found.append((_YEAR.sub("上年度", plain), UNSURE))
    return tuple(found)


def abbreviation(label: str, other: str) -> float:
    """Whether one is the other with characters left out: 邮编 for 邮政编码, 法定代表人 for 法定代表人姓名."""
    short, long = sorted((label, other), key=len)
    if len(short) < _SHORTEST_ABBREVIATION or 2 * len(short) < len(long):
        return 0.0
    characters = iter(long)
    return ABBREVIATED if all(each in characters for each in short) else 0.0


def is_amount(text: str, unit: str) -> bool:
    """Whether a text is a number with its unit, which the form prints behind the blank.

    >>> is_amount("46.8万元", "万元"), is_amount("2016营业收入", "营业收入")
    (True, False)
    """
    return len(unit) <= _LONGEST_UNIT and text.endswith(unit) and text.removesuffix(unit).replace(".", "").isdecimal()


def edits(label: str, other: str) -> float:
    """The share of a label that is right: one wrong character of five leaves 0.8.

    >>> edits("统一社会信用代码", "统一社会信誉代码"), edits("单位名称", "甲公司")
    (0.875, 0.0)
    """
    before = list(range(len(other) + 1))
    for row, one in enumerate(label, 1):
        line = [row]
        for column, two in enumerate(other, 1):
            line.append(min(before[column] + 1, line[-1] + 1, before[column - 1] + (one != two)))
        before = line
    return 1 - before[-1] / max(len(label), len(other), 1)


class LabelWords(NamedTuple):
    """A text as it is compared with labels: its core, that and the whole in common words, and the core's characters."""

    core: str
    common: str
    whole: str
    characters: frozenset[str]


@lru_cache(maxsize=8_192)
def label_words(text: str) -> LabelWords:
    """The words of a text that may be a label."""
    common = in_common_words(core(text))
    return LabelWords(core(text), common, in_common_words(simplified(label_key(text))), frozenset(common))


def likeness(label: LabelWords, other: LabelWords) -> float:
    """The best of the terms for two texts."""
    shared = len(label.characters & other.characters)
    if shared < 2 or 2 * shared < min(len(label.common), len(other.common)):
        return 0.0  # nearly all pairs, which need not be compared
    if label.core == other.core:
        return EXACT
    if is_amount(label.common, other.common) or is_amount(other.common, label.common):
        return 0.0
    if label.common == other.common or label.whole == other.whole:
        return SYNONYM
    return max(abbreviation(label.common, other.common), edits(label.common, other.common))


def statement_likeness(label: str, other: str) -> float:
    """That of two sentences; most share too few characters to be compared at all.

    >>> statement_likeness("本单位承诺以上内容真实有效", "我单位承诺以上内容真实有效") > 0.9
    True
    """
    characters = set(label)
    return edits(label, other) if len(characters & set(other)) >= LEAST * len(characters) else 0.0
