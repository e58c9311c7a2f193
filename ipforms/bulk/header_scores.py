"""How well a header names each field of a form: by a path, a label, a word, or by its words in any order.

A person's columns take the person from the column before them: 手机 behind 法定代表人 is the representative's.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ipforms.bulk.bare_headers import PERSONS
from ipforms.bulk.column_contents import kinds_of
from ipforms.bulk.field_columns import FieldColumn, field_names
from ipforms.bulk.header_groups import HeaderGroups
from ipforms.bulk.header_likeness import HeaderLikeness
from ipforms.bulk.header_reading import OF_ALL, HeaderReading, read_header
from ipforms.bulk.header_words import is_harmless, own_words
from ipforms.bulk.header_years import past_years
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.codecs.counts import CountCodec
from ipforms.schemas.layout import FieldGroup
from ipforms.text.label_tokens import (
    LabelTokens,
    fold,
    foreign_words,
    head_word,
    near_words,
    owner_words,
    shortened,
    signs_of,
    tokens,
)

Target = tuple[FieldColumn, int]  # A field, and the row of its section, from 0

LABEL, WORD, LIKE = 1.0, 0.96, 0.92
"""A label or path of the form; a word that people use for it; its words in another order."""
_LEAST = 0.3  # below, a header and a field have little more than a word for their kind in common
_WITHOUT_GROUP = 0.8  # of the name of a section's field that does not say which section
_SIGNED = 0.8  # what is signed by hand later is seldom a column
_SECOND = 0.6  # of a second person, where the form has one
_NUMBER_OF_NO_ROW = 0.85  # 专利1 is of a list; 地址1 may be one of several
OF_ANY_RIGHT, _OF_WHICH = frozenset(("申请", "授权", "有效", "注册")), 0.5  # words for counts of any right
_OVERVIEW = frozenset(("概述",))  # 企业基本情况 above columns: the title of a part
_TELLING_NOTHING = frozenset(("日期", "地址", "名称", "姓名", "区", "电话"))  # words that facts of any kind have
_OF_A_PERSON = frozenset(("姓名", "电话", "手机", "固话", "邮箱", "身份证", "职务"))  # words for facts of anybody
_OF_PERSONS = frozenset(("person", "post", "mobile", "landline", "email", "identity"))  # kinds of their facts
_OF_SENDING = frozenset(("填表", "申请"))  # words for the day of the form itself: 填报日期
_HALF, _MOSTLY = 0.5, 0.51  # of a word's characters: 法务 is not 法人, 存量有效 is 有效
_CERTAIN = 0.5  # contents that only one kind of field has


class Score(NamedTuple):
    """How well a header names a field."""

    likeness: float  # from 0 to 1
    # the key of its reason in the catalogue: "path", "label", "word", "words", "group", "contents"
    why: str


class HeaderScores:
    """The scores of headers for the fields of one form."""

    def __init__(self, columns: Sequence[FieldColumn]) -> None:
        self._columns = columns
        names = {each: (*field_names(each), *own_words(each), fold(each.header)) for each in columns}
        self._names = {column: tuple(dict.fromkeys(map(tokens, own))) for column, own in names.items()}
        self._having: dict[str, set[FieldColumn]] = {}
        for column, known in self._names.items():
            for word in {word for name in known for word in name.words or name.filler}:
                self._having.setdefault(word, set()).add(column)
        # With nothing of these in it, a word that nobody knows is not like a field.
        self._signs = {
            column: signs_of(word for name in known for word in name.words | name.filler | name.unknown)
            for column, known in self._names.items()
        }
        self._alike = HeaderLikeness(self._names.values(), self._having.keys())
        self._unknown = {word for names in self._names.values() for name in names for word in name.unknown}
        self.groups = HeaderGroups(columns)
        self._of_applicants = {column.section for column in columns if column.is_applicant}

    def readings(self, headers: Sequence[str]) -> list[HeaderReading]:
        """The headers, each with the groups that it names."""
        found = [self._with_groups(read_header(header)) for header in headers]
        found = [replace(each, is_of_past_year=past) for each, past in zip(found, past_years(headers), strict=True)]
        own = (each for each in found if each.tokens.words & PERSONS & self._having.keys())
        if not all(map(self.is_of_others, own)):  # else it may be of whoever there is
            found = list(self._behind_others(found))
        uppers: dict[FieldGroup, list[str]] = {}
        for at, reading in enumerate(found):
            upper = reading.text.rpartition(LEVELS)[0]
            is_in_rows = bool(reading.groups) and reading.groups[-1].repeated
            if upper and is_in_rows and reading.groups[-1] not in self._of_applicants:
                named = uppers.setdefault(reading.groups[-1], [])
                named += [upper] if upper not in named else []
                found[at] = replace(reading, number=reading.number or (named.index(upper) + 1 if len(named) > 1 else 0))
        return found

    def _behind_others(self, readings: Sequence[HeaderReading]) -> Iterator[HeaderReading]:
        """The readings, where what is said of nobody is said of the person before, whoever that is: 财务 | 电话."""
        owner, last = frozenset[str](), ""
        for reading in readings:
            own = reading.tokens.words
            is_fact = frozenset() < own <= _OF_A_PERSON - {"姓名"} and not reading.groups and not reading.tokens.unknown
            is_fact = is_fact and self.groups.is_of_nobody(reading)
            if is_fact and owner and reading.above == last:
                tokens_ = reading.tokens._replace(words=own | owner)
                yield replace(reading, tokens=tokens_, is_behind_others=True)
                continue
            owner, last = own & owner_words() - self._having.keys(), reading.above
            yield reading

    def _with_groups(self, reading: HeaderReading) -> HeaderReading:
        return replace(reading, groups=self.groups.named_by(reading.tokens.words))

    def by_words(self, reading: HeaderReading) -> dict[Target, Score]:
        """The fields that share its words."""
        if reading.is_code:
            return {}
        return self._scored(reading, reading.tokens, self._columns, LIKE, "words")

    def to_label(self, reading: HeaderReading, column: FieldColumn) -> float:
        """How near a header is to the label of a field, from 0 to 1."""
        labels = [tokens(name) for name in field_names(column)]
        return max((self._alike.of(reading.tokens, label, reading.upper, column) for label in labels), default=0.0)

    def is_strange(self, reading: HeaderReading) -> bool:
        """Whether it has a word that neither we nor a field's name know."""
        return not reading.tokens.unknown <= reading.upper | self._unknown

    def of_words(self, words: LabelTokens, columns: Sequence[FieldColumn]) -> dict[Target, Score]:
        """Those of some fields that share words."""
        return self._scored(HeaderReading("", 0, words, frozenset()), words, columns, 1.0, "words")

    def is_of_others(self, reading: HeaderReading) -> bool:
        """Whether a header says that it is of somebody whom the form does not ask for: 财务电话."""
        is_fact = frozenset() < tokens(reading.lower).words <= _OF_A_PERSON and not reading.groups
        own = reading.tokens.words - (frozenset() if is_fact else reading.upper)  # 财务·电话, but not 财务·开户行
        if own & owner_words() - self._having.keys():
            return True
        is_below = any(map(is_harmless, reading.text.split(LEVELS)[:-1]))
        return is_below or reading.is_former or reading.is_of_office or fold(reading.text) in foreign_words()

    def is_of_several(self, reading: HeaderReading) -> bool:
        """Whether a header is of the sum of what are several fields of the form: 专利商标合计."""
        own = [self._having.get(word, frozenset[FieldColumn]()) for word in reading.tokens.words - reading.upper]
        is_sum = bool(reading.tokens.filler & OF_ALL) and not reading.tokens.unknown
        return is_sum and len(own) > 1 and all(own) and not frozenset.intersection(*map(frozenset, own))

    def is_named(self, reading: HeaderReading, column: FieldColumn) -> bool:
        """Whether one name of a number has all words of a header: 注册商标（有效）."""
        is_number = isinstance(column.leaf.codec, CountCodec)
        return is_number and any(reading.tokens.words <= name.words for name in self._names[column.first])

    def unexplained(self, reading: HeaderReading, column: FieldColumn) -> frozenset[str]:
        """The words of a header that are none of a field's, nor near to one of them: 税务 of 税务分局.

        What stands in a row above or in brackets is of many fields, but for whose it is, and above a word that facts
        of any kind have: 审核·日期.
        """
        is_owned = not {*reading.groups}.isdisjoint(column.groups)
        is_of_any = frozenset() < reading.tokens.words - reading.upper <= _TELLING_NOTHING and not is_owned
        owners = owner_words() if kinds_of(column) & _OF_PERSONS else frozenset()  # 财务·注册资本 is of no 财务
        names = self._names[column.first]
        below = tokens(reading.lower)  # 联系人·单位电话 says whose it is, 联系人·电话 does not
        only = PERSONS & self._having.keys() if below.filler and below in names else frozenset[str]()
        upper = reading.upper & (_OVERVIEW | only) if is_of_any else reading.upper - owners
        own = frozenset[str]().union(*(name.words for name in names))
        strange = reading.tokens.words - own - upper
        left = [name.words - reading.tokens.words for name in names]
        unknown = reading.tokens.unknown.difference(upper, *(name.unknown for name in names))
        unknown = frozenset(word for word in unknown if not any(shortened(word, each) for each in left))
        return strange | frozenset(word for word in unknown if self._is_far(word, own, reading))

    @staticmethod
    def _is_far(word: str, own: frozenset[str], reading: HeaderReading) -> bool:
        """Whether a word that nobody knows has little of some words; half of one that is there says that again."""
        least = {each: _HALF if each in reading.tokens.words else _MOSTLY for each in own}
        return all(near_words(word).get(each, 0.0) < much for each, much in least.items())

    def may_mean(self, reading: HeaderReading, could: Callable[[FieldColumn], bool] = lambda _: True) -> bool:
        """Whether a header, or the row above it, has a word of a field that it could be: 注册地址·市."""
        own = reading.outer | reading.tokens.words - _TELLING_NOTHING
        return any(map(could, (field for word in own for field in self._having.get(word, ()))))

    def says_only(self, reading: HeaderReading, columns: Sequence[FieldColumn]) -> bool:
        """Whether all that a header says is a word that facts of any kind have, and one of these fields has it."""
        own = reading.tokens.words - _OF_SENDING
        is_known = bool(own) and own <= _TELLING_NOTHING and not reading.tokens.unknown
        return is_known and any(each in self._having.get(word, ()) for word in own for each in columns)

    def is_told(self, reading: HeaderReading) -> bool:
        """Whether a header has nothing but words of fields, and one of them tells which."""
        own = reading.tokens.words - _TELLING_NOTHING
        return not reading.tokens.unknown and bool(own) and own <= self._having.keys()

    def named_in(self, reading: HeaderReading, columns: Sequence[FieldColumn]) -> list[FieldColumn]:
        """Those of some fields of whose names a header has a word that tells something."""
        own = (reading.outer | reading.tokens.words) - _TELLING_NOTHING - OF_ANY_RIGHT
        across = reading.outer and (reading.tokens.words - reading.upper) & foreign_words()
        if across or head_word(reading.lower) in foreign_words():
            return []  # 重点专利·名称, 联系人性别
        return [each for each in columns if any(each in self._having.get(word, ()) for word in own)]

    def is_open_to(self, reading: HeaderReading, target: Target, support: float) -> bool:
        """Whether a header with a word that no field has may mean one by its last word, or by what the column holds."""
        head = head_word(reading.lower)
        is_foreign = any(len(word) > 1 for word in foreign_words() & reading.tokens.words)  # 省 may be of 省级
        return support >= _CERTAIN or (support >= 0 and not is_foreign and target[0] in self._having.get(head, ()))

    def is_foreign(self, reading: HeaderReading) -> bool:
        """Whether a header speaks of a thing that no field of the form is about: 审批状态, 走访人, 注册资本."""
        if self.is_of_others(reading):
            return True
        words = (reading.tokens.words - reading.upper) or reading.tokens.words  # 纳税·2016
        strange = words - self._having.keys()
        if strange & foreign_words() or (strange and not reading.tokens.unknown):
            return True
        head = head_word(reading.lower)
        return bool(head) and head not in self._having

    def beside(self, reading: HeaderReading, group: FieldGroup, index: int, sureness: float) -> dict[Target, Score]:
        """The fields of a group that a header may mean behind a column of it."""
        best: dict[Target, Score] = {}
        own = [column for column in self._columns if column.groups[-1:] == (group,)]
        for name in self.groups.words[group]:
            words = reading.tokens._replace(words=reading.tokens.words | name)
            found = self._scored(reading, words, own, sureness, "group")
            for (column, at), score in found.items():
                names = {word for each in self._names[column.first] for word in each.words} - name
                if not reading.tokens.words and reading.tokens.filler & OF_ALL and column.leaf.name != "total":
                    continue  # 合计 behind a policy
                if reading.tokens.words and names.isdisjoint(reading.tokens.words):
                    continue  # 登记数 behind a policy
                target = (column, at if reading.number else index if column.section else 0)
                best[target] = max(best.get(target, score), score)
        return best

    def _scored(
        self, reading: HeaderReading, words: LabelTokens, columns: Sequence[FieldColumn], most: float, why: str
    ) -> dict[Target, Score]:
        found = {}
        below = reading.tokens.words - reading.upper if LEVELS in reading.text and not reading.groups else frozenset()
        near = set[FieldColumn]().union(*(self._having.get(word, ()) for word in words.words or words.filler))
        strange = frozenset[str]().union(*words.unknown, *map(near_words, words.unknown))
        for column in (each for each in columns if each in near or not strange.isdisjoint(self._signs[each])):
            if column.is_signed and not words.words <= self._said_of(column):
                continue  # 成立日期 is no day of an opinion
            if below and not any(below & name.words for name in self._names[column.first]):
                continue  # 重点商标·类别 is no trade mark
            sureness = most * (_SIGNED if column.is_signed else 1)
            likeness = sureness * max(
                self._alike.of(words, name, reading.upper, column) * self._naming(column, name)
                for name in self._names[column.first]
            )
            index = 0
            if reading.number:
                index = reading.number - 1 if column.section else 0
                of_no_row = _SECOND if reading.number > 1 and "person" in kinds_of(column) else _NUMBER_OF_NO_ROW
                likeness *= 1 if column.section or column.has_many else of_no_row
            is_of_any = frozenset() < words.words <= OF_ANY_RIGHT and not words.unknown
            if is_of_any and isinstance(column.leaf.codec, CountCodec):
                likeness *= _OF_WHICH  # 登记数: of trade marks, of software?
            if likeness >= _LEAST:
                found[column, index] = Score(likeness, why)
        return found

    def _said_of(self, column: FieldColumn) -> frozenset[str]:
        return frozenset(_OF_SENDING).union(*(name.words for name in self._names[column.first]))

    def is_of_group(self, reading: HeaderReading) -> bool:
        """Whether a header names a group of fields; 推荐 in 推荐企业 is of all that a list of companies has."""
        return bool(reading.groups) and reading.groups[-1] not in self._of_applicants

    def is_of_applicants(self, column: FieldColumn) -> bool | None:
        """Whether a field is one of the applicants', where they are a section of the form; None where they are not."""
        return column.section in self._of_applicants if self._of_applicants else None

    def _naming(self, column: FieldColumn, name: LabelTokens) -> float:
        """How far a name tells whose the field is: 名称 is a rule's or a unit's in their own sheets alone."""
        named_groups = self.groups.words.keys() - self._of_applicants
        groups = [self.groups.words[group] for group in column.groups if group in named_groups]
        named = all(any(words & name.words for words in names) for names in groups)
        return 1.0 if named else _WITHOUT_GROUP
