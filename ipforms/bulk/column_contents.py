"""What a column holds, by its values: whether they are such as a field takes, and which kind of thing they are.

The field's own codec and identifier say whether a value fits. Of texts, which take anything, the kind of the field's
example is what its values should be of: an address, an organisation, a person.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

from ipforms.bulk.excel_cells import ExcelCellDecoder, is_skipped
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.value_kinds import kind_of, phone_kinds
from ipforms.codecs import (
    ANSWER,
    DATE,
    PATENTS,
    PERSON,
    TRADE_MARKS,
    IdentifierCodec,
    IdentifiersCodec,
    ListCodec,
    TextCodec,
    nothing,
)
from ipforms.codecs.amounts import AmountCodec
from ipforms.codecs.claims import ClaimCodec
from ipforms.codecs.counts import CountCodec
from ipforms.codecs.persons import may_be_name
from ipforms.messages import is_error
from ipforms.text import unspaced
from ipforms.text.regex import regex

SAMPLES = 24  # values of a column that are looked at; a column of another kind shows within a few
_SHOWN = 3  # values that a person is shown
_FEW = 5  # values; a few in the wrong place are told row by row
_PAIR = 2  # values, from which nothing can be told
_MARK = 5  # digits of a registered trade mark, nearly always more
_MOST = 0.6  # share of values that makes a column one of a kind: the rest are blanks in words, slips, remarks

_COMPANY = regex(r"(?:公司|集团|厂|合作社|\b[Ll]td\.?|\b[Ii]nc\.?)(?:[（(].{1,12}[)）])?\s*$")
_NUMERAL = regex(r"[\d\s第（()）一二三四五六七八九十甲乙丙丁戊]+")
_PERSON_FIRST = regex(
    r"\s*([\u4e00-\u9fff]{2,4})[\s:：,，、/(（]*(?:\s[\u4e00-\u9fff]{2,8}\s)?[\d+(（][\d\s()（）-]{6,}"
)
_LOCAL = regex(r"[2-8]\d{3}[ -]?\d{3,4}")
_BESIDE = regex(r"[\u4e00-\u9fff]\W*\d{7}|\d{7}\W*[\u4e00-\u9fff]")
"""A word and a telephone in one value."""

_STRONG = frozenset(("email", "uscc", "identity", "org_code", "mobile", "landline", "date", "patent"))
"""Kinds that a value shows by itself."""
_STRANGE = frozenset(("moment", "place", "code"))  # kinds that no field of ours is of
_NO_MARKS = frozenset(("answer", "post", "address", "office", "department"))  # kinds that are no trade marks
_SOFT = frozenset(("organisation", "address", "person", "prose", "office", "post", "department", "document"))
_CERTAINTY = {
    "email": 0.6,
    "uscc": 0.7,
    "identity": 0.7,
    "org_code": 0.6,
    "patent": 0.6,
    "mobile": 0.5,
    "landline": 0.5,
}
_CERTAIN_DATE, CERTAIN_TEXT, _FITS = 0.4, 0.3, 0.1  # how far contents speak for a field, where 1 would settle it
_Numbers = CountCodec | AmountCodec
PHONES = frozenset(("mobile", "landline"))
_DIFFERENT = 0.8  # share of numbers that somebody gave that no other has
_SOME = 0.25  # share of rows with numbers of either kind; a few of the other kind are what there was
CONTRADICTED = -1.0  # what is said of a field that the column's values are none of
_OTHER_PHONE = -0.2  # a mobile number where an office's line is expected
_OF_ONE_LENGTH = -0.3  # numbers as somebody gives them, where counts are expected: five areas of 20,000 m² or so
UNLIKELY = -0.5  # a name where an address is expected: seldom, but it happens


class ColumnContents:
    """The values of a column, as far as they were looked at.

    Args:
        values: from the top; what says that there is none counts as blank.
        cells: how cells are read.
    """

    def __init__(self, values: Sequence[Any], cells: ExcelCellDecoder) -> None:
        said = [value for value in values if not (isinstance(value, str) and _says_nothing(value))]
        self.values, self._cells = said[:SAMPLES], cells
        self.shown = tuple((said or values)[:_SHOWN])  # to a person: 无 too, where there is nothing else
        self._shares: dict[int, float] = {}

    @cached_property
    def kind(self) -> str:
        """What most of the values are; "" where they are of several kinds or none. All telephones are of one."""
        found = Counter(map(kind_of, self.values))
        phones = {kind: found.pop(kind, 0) for kind in sorted(PHONES)}
        if any(phones.values()):  # a number that has no area code, among some that have one
            local = sum(kind_of(value) == "number" and _is_local(value) for value in self.values)
            phones["landline"] += local
            found["number"] -= local
        found[max(phones, key=lambda kind: phones[kind])] = sum(phones.values())
        counts = found.most_common(1)
        kind = counts[0][0] if counts and counts[0][1] >= _MOST * len(self.values) and self.values else ""
        kind = kind or ("person" if self._are_names(found["person"]) else "")
        return "code" if kind == "number" and self._are_codes else kind

    def _are_names(self, frequent: int) -> bool:
        """Whether nearly all begin as names of persons do, some of them with a frequent family name."""
        names = [value for value in self.values if isinstance(value, str) and may_be_name(unspaced(value))]
        are_long = sum(len(unspaced(name)) > _PAIR for name in names) > _SOME * len(names)
        return are_long and len(names) >= _DIFFERENT * len(self.values) and frequent > 0

    @property
    def _are_codes(self) -> bool:
        """Whether they are numbers that somebody gave, and no counts: all of one length, and none twice."""
        texts = [str(value).removesuffix(".0") for value in self.values]
        is_alike = len({len(text) for text in texts}) == 1 and len({*texts}) > max(_PAIR, _DIFFERENT * len(texts))
        return is_alike and len(texts[0]) >= _MARK and not all(text.endswith("00") for text in texts)

    @cached_property
    def is_mixed(self) -> bool:
        """Whether they are telephone numbers of both kinds, in one cell or from row to row."""
        found = [phone_kinds(str(value)) for value in self.values]
        return all(sum(kind in kinds for kinds in found) > _SOME * len(found) for kind in PHONES) if found else False

    @cached_property
    def are_persons_with_phones(self) -> bool:
        """Whether most values are a name and a telephone: 何娜 13800138000."""
        whole = [str(value) for value in self.values if isinstance(value, str)]
        found = [value for value in whole if (name := _PERSON_FIRST.match(value)) and kind_of(name[1]) == "person"]
        return bool(found) and len(found) >= _MOST * len(self.values)

    @cached_property
    def is_of_one_kind(self) -> bool:
        """Whether most values are of one kind, and nothing stands beside it: a name beside a telephone."""
        return self.kind != "" and not any(isinstance(value, str) and _BESIDE.search(value) for value in self.values)

    @property
    def is_certain(self) -> bool:
        """Whether the values show by themselves what they are."""
        return len(self.values) >= _FEW and (self.kind in _STRONG | _SOFT | {"place", "number"})

    @cached_property
    def are_different_organisations(self) -> bool:
        """Whether they are names of organisations, and none stands twice."""
        names = [str(value).strip() for value in self.values]
        return self.kind == "organisation" and len(names) > _PAIR and len(set(names)) == len(names)

    @cached_property
    def are_different(self) -> bool:
        """Whether there are several, and hardly one stands twice."""
        names = [str(value).strip() for value in self.values]
        return len({*names}) > max(1, _DIFFERENT * len(names))

    @cached_property
    def are_companies(self) -> bool:
        """Whether most are names of companies, and not of places or shops."""
        whole = [value for value in self.values if isinstance(value, str) and _COMPANY.search(value)]
        return len(whole) > max(_PAIR, _MOST * len(self.values))

    def is_same(self, other: "ColumnContents") -> bool:
        """Whether another column has the same values."""
        return [str(each).strip() for each in self.values] == [str(each).strip() for each in other.values]

    @property
    def says_nothing(self) -> bool:
        """Whether there are none, boxes to tick alone, or what numbers them: 推荐企业1, 推荐企业2."""
        texts = [str(value) for value in self.values]
        are_numbered = len(texts) > 1 and len({_NUMERAL.sub("", text) for text in texts}) == 1 < len({*texts})
        return are_numbered or not any(map(str.isalnum, "".join(texts)))

    @cached_property
    def is_serial(self) -> bool:
        """Whether they count rows: 1, 2, 3."""
        whole = [str(value).removesuffix(".0") for value in self.values]
        return (
            len(whole) > 1
            and all(map(str.isdigit, whole))
            and [int(each) for each in whole] == list(range(int(whole[0]), int(whole[0]) + len(whole)))
        )

    def support(self, column: FieldColumn) -> float:
        """How far the values speak for a field, from -1 (they are none of it) to 1; 0 where they say nothing."""
        if not self.values:
            return 0.0
        if _takes_any_text(column):
            return self._of_text(column)
        if kinds_of(column) & PHONES and not column.has_many and self.is_mixed:
            return _OTHER_PHONE  # it may be one of two fields that the column holds
        are_others = self._are_counts or self.are_companies or self.kind in _NO_MARKS
        is_no_mark = column.leaf.codec is TRADE_MARKS and are_others
        if self._share(column) < _MOST or is_no_mark:
            return CONTRADICTED
        if self.kind == "code" and isinstance(column.leaf.codec, _Numbers):
            return _OF_ONE_LENGTH
        if self.kind in _STRANGE and (column.leaf.codec is DATE or isinstance(column.leaf.codec, _Numbers)):
            return CONTRADICTED
        expected = kinds_of(column)
        if self.kind in _STRONG and expected:
            return _CERTAINTY.get(self.kind, _CERTAIN_DATE) if self.kind in expected else self._other_kind(column)
        if expected & PHONES and all(map(_is_local, self.values)):
            return CERTAIN_TEXT if "landline" in expected else _OTHER_PHONE
        return _FITS

    @property
    def _are_counts(self) -> bool:
        """Whether most are numbers too short for one of a trade mark."""
        short = [str(value).removesuffix(".0") for value in self.values]
        return sum(text.isdigit() and len(text) < _MARK for text in short) > _MOST * len(short)

    def _other_kind(self, column: FieldColumn) -> float:
        """A telephone number in the column of another kind of telephone may be what there is."""
        return _OTHER_PHONE if {self.kind} | kinds_of(column) <= PHONES else CONTRADICTED

    def _of_text(self, column: FieldColumn) -> float:
        expected = kinds_of(column)
        if self.kind in expected:
            is_other = self.kind == "organisation" and self.are_companies and not _is_of_companies(column)
            return UNLIKELY if is_other else CERTAIN_TEXT  # a bank is no company by its name
        if self.kind in _STRONG | _STRANGE:
            return UNLIKELY if self.kind == "place" and "address" in expected else CONTRADICTED
        if self.kind in ("number", "answer"):
            return CONTRADICTED if expected & _SOFT else UNLIKELY
        are_firms = self.are_companies or all(isinstance(each, str) and _COMPANY.search(each) for each in self.values)
        if not expected and are_firms:
            return UNLIKELY
        return UNLIKELY if self.kind in _SOFT and expected & _SOFT and "prose" not in expected else 0.0

    def are_plain(self, column: FieldColumn) -> bool:
        """Whether a field takes most values as they are, and nothing of them is left over."""
        decoded = [self._cells.decode(column.leaf.codec, value) for value in self.values]
        return sum(not each.notes for each in decoded) >= _MOST * len(decoded)

    def _share(self, column: FieldColumn) -> float:
        """The share of values that the field takes and, of identifiers, that have their shape."""
        codec = column.leaf.codec
        if id(codec) not in self._shares:
            self._shares[id(codec)] = sum(map(self._fits, [codec] * len(self.values), self.values)) / len(self.values)
        return self._shares[id(codec)]

    def _fits(self, codec: Any, value: Any) -> bool:
        if isinstance(value, str) and self._cells.is_error(value):
            return True  # an error value may stand in any column
        decoded = self._cells.decode(codec, value)
        if decoded.value in (None, []) or is_error(decoded.notes):
            return False
        if isinstance(codec, ClaimCodec):
            return decoded.value.get("held") is not None or isinstance(value, str)
        if not isinstance(codec, IdentifierCodec | IdentifiersCodec) or codec.canonical_pattern is None:
            return True
        items = decoded.value if isinstance(decoded.value, list) else [decoded.value]
        return any(codec.canonical_pattern.fullmatch(item) for item in items)


def _is_local(value: Any) -> bool:
    """Whether a value may be a telephone without its area code."""
    return _LOCAL.fullmatch(str(value).strip().removesuffix(".0")) is not None


def _says_nothing(text: str) -> bool:
    return not text.strip() or nothing(text) is not None or is_skipped(text)


NO_CONTENTS = ColumnContents((), ExcelCellDecoder())  # of a column whose values nobody has looked at


def _takes_any_text(column: FieldColumn) -> bool:
    codec = column.leaf.codec
    any_text = isinstance(codec, TextCodec) and not isinstance(codec, IdentifierCodec)
    return any_text or (isinstance(codec, ListCodec) and not isinstance(codec, IdentifiersCodec))


@cache
def kinds_of(column: FieldColumn) -> frozenset[str]:
    """The kinds of thing that a field is of, by its codec and its example; none where nothing shows."""
    codec = column.leaf.codec
    if codec.is_prose:
        return frozenset(("prose",))
    if codec is PERSON:
        return frozenset(("person",))
    if codec is DATE or codec is PATENTS:
        return frozenset(("date" if codec is DATE else "patent",))
    if codec is ANSWER or isinstance(codec, ClaimCodec):
        return frozenset(("answer",))
    return frozenset(filter(None, map(kind_of, _examples(column))))


def _examples(column: FieldColumn) -> Sequence[Any]:
    examples = column.leaf.info.examples or ()
    return examples[0] if examples and isinstance(examples[0], list) else examples


@cache
def _is_of_companies(column: FieldColumn) -> bool:
    return any(isinstance(each, str) and _COMPANY.search(each) for each in _examples(column))
