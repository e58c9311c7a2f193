"""One column while a table is being matched: which fields it may be, and what each is worth."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ipforms.bulk.column_contents import CONTRADICTED, ColumnContents, kinds_of
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.header_reading import HeaderReading
from ipforms.bulk.header_scores import Score, Target
from ipforms.bulk.header_words import is_doubtful
from ipforms.codecs import IdentifierCodec, TextCodec
from ipforms.codecs.amounts import AmountCodec
from ipforms.text.label_tokens import fold
from ipforms.text.regex import regex

_WORTH = 0.35  # below, a column is of no field sooner than of this one
_WEIGHT = 0.6  # of contents that speak for a field, of what the header leaves open
_SHAPED = 0.1  # numbers may be of any count, those that somebody gave of any code
OUTRIGHT = ("path", "label", "word", "given")  # by what a header names a field, whatever else there is
_BY_NAME, _NAMES = 0.3, ("path", "label", "word")  # more for a field's own name: 名称 beside 母公司
_NONE = 0.4  # what is left of a likeness where the values are none of the field
_OF_NAMES = frozenset(("姓名", "名称"))  # words for a name of anything
_OF_ANYTHING = ("情况", "有关情况", "相关情况")  # above whatever the form wants to have described
_FIRMS = regex(
    r"""(?!.*(?:母公司|上级|控股|关联|下属|竞争|供应|物业|代理|主要客户|投资|股东|担保|侵权|原|曾|前))
          .*(?:企业 | 单位 | 公司 | 客户 | 会员 | 主体 | 对象 | 纳税人 | 权利人 | 开办者 | 主办者?
          | [运举开主]办?[方营]方?)(?:名称 | 全称 | 名 | 抬头)?(?:[（(].*[)）])?""",
    re.VERBOSE,
)
"""A header that says it is of firms, and not which others they are to the applicants."""
_MAY_BE_KEY = 0.38  # of one that says something else, where no other column names the applicants
_KEY = 0.5  # of one that says nothing, above organisations of which each is another: the applicants

Slot = tuple[Target, str]  # A field, and the header of the column where it takes any number of them


@dataclass
class ColumnCandidate:
    """A column while it is being matched."""

    header: str
    reading: HeaderReading
    contents: ColumnContents
    scores: dict[Target, Score]
    support: dict[Target, float]
    is_summed: bool = False  # whether another one below the same upper row is the sum, which the form asks for
    names_applicants: bool = False  # whether what stands above it may be the word for those whom its values name

    def worth(self, target: Target) -> float:
        """How far header and values together speak for a field, where 1 would settle it."""
        likeness, support = self.scores[target].likeness, self.support[target]
        if support < 0:
            return likeness * (_NONE if support <= CONTRADICTED else 1 + support / 2)
        return likeness + (1 - likeness) * _WEIGHT * support

    @property
    def likely(self) -> Target | None:
        """The field that is worth the most."""
        return max(self.scores, key=self.worth, default=None)

    @property
    def worths(self) -> dict[Slot, float]:
        """What each field that it may be is worth; a list takes any number of columns."""
        found = {target: self.worth(target) for target in self.scores}
        more = {target: _BY_NAME * (score.why in _NAMES) for target, score in self.scores.items()}
        return {self._slot(each): worth + more[each] for each, worth in found.items() if worth > _WORTH}

    def _slot(self, target: Target) -> Slot:
        return target, self.header if target[0].has_many else ""


def is_measured(field: FieldColumn, measure: str) -> bool:
    """Whether a field is measured in the unit that a header names; 行业代码 is no 行业, which has no unit."""
    codec = field.leaf.codec
    if measure == "code":
        return not isinstance(codec, TextCodec) or isinstance(codec, IdentifierCodec) or field.is_part
    return not measure or (isinstance(codec, AmountCodec) and codec.money == (measure == "money"))


def may_hold(field: FieldColumn, column: ColumnCandidate, taken: Collection[FieldColumn]) -> bool:
    """Whether a field that has no column yet could have the values of one whose name says nothing.

    That they are numbers or days says too little: of what, a header would say. A blank one says nothing of either.
    """
    contents = column.contents
    if not is_measured(field, column.reading.measure):
        return False
    if may_mean(column.reading, field):
        return field not in taken
    is_had = any(each.pattern == field.pattern or each.pattern.startswith(f"{field.pattern}.") for each in taken)
    is_one = contents.kind == "person" or (not field.has_many and field.section is None)
    if field.is_signed or (is_had and is_one):
        return False
    support = contents.support(field)
    section = field.section
    is_there = section is None or any(each.section is section for each in taken)
    if section and not is_there and (support <= _SHAPED or field.leaf is not section.children[0]):
        return False  # of a section of which nothing is there
    return support > (_SHAPED if column.reading.text else 0) or (
        support == 0 and not kinds_of(field) and contents.kind == ""
    )


def may_mean(reading: HeaderReading, field: FieldColumn) -> bool:
    """Whether a header is a word that may be meant for a field, as for other things."""
    is_text = reading.text in _OF_ANYTHING and "prose" in kinds_of(field) and not (field.is_signed or field.is_part)
    return is_text or is_doubtful(reading.text, field.pattern)


def is_own(reading: HeaderReading, target: Target) -> bool:
    """Whether a header is the very one that an entry workbook has for a field."""
    return fold(reading.text) == fold(target[0].header)


def weaken_strays(readings: Sequence[HeaderReading], outright: Sequence[dict[Target, str]]) -> None:
    """A label inside a section, beside no other column of it, and without its name, is no label alone.

    联系电话 is printed for the units alone on one form; above a column behind 联系人 it is that person's.
    """
    sections = [{column.section: column.pattern for column, _ in found} for found in outright]
    for at, (reading, found) in enumerate(zip(readings, outright, strict=True)):
        beside = [each for near in (at - 1, at + 1) if 0 <= near < len(sections) for each in sections[near].items()]
        for column, index in list(found):
            section = None if column.is_of_applicants else column.section  # all the table is of these
            is_alone = not any(own is section and pattern != column.pattern for own, pattern in beside)
            is_stray = section is not None and is_alone and section not in reading.groups
            if is_stray and found[column, index] != "path" and not is_own(reading, (column, index)):
                del found[column, index]


def name_applicants(table: Sequence[ColumnCandidate], names: Sequence[Target]) -> None:
    """Names of different organisations are the applicants; beside companies, other names are not: 市场名称.

    Where nothing is named as the applicants are, the only column of companies is theirs: 走访单位, 运营公司.
    """
    companies = [each for each in table if each.contents.are_companies]
    is_named = any(score.why in OUTRIGHT for each in table for at, score in each.scores.items() if at in names)
    for column in table:
        reading, contents = column.reading, column.contents
        says_name = reading.tokens.words <= _OF_NAMES and (contents.are_companies or reading.is_general)
        says_name = says_name and not any(len(word) > 1 for word in reading.tokens.unknown)  # 产权单位
        is_lone = companies == [column] and contents.are_different
        is_key = contents.are_different_organisations or is_lone
        if says_name and not reading.is_former and is_key:
            likeness = _KEY
        elif is_lone and not is_named and not reading.is_former:
            likeness = _KEY if _FIRMS.fullmatch(reading.text) else _MAY_BE_KEY
        else:
            continue
        column.names_applicants = likeness == _KEY
        column.scores = better(column.scores, {each: Score(likeness, "contents") for each in names})
        column.support |= {each: contents.support(each[0]) for each in names}
    own = [column for column in table if not column.scores.keys().isdisjoint(names)]
    if any(column.contents.are_companies for column in own):
        for column in own:
            if column.contents.is_certain and not column.contents.are_companies:
                column.scores = {each: score for each, score in column.scores.items() if each not in names}


def with_sums(table: list[ColumnCandidate]) -> list[ColumnCandidate]:
    """The columns, where of several for one field the sum is it: 有效商标·国内 | ·马德里 | ·小计."""
    sums = {(each.reading.above, each.likely) for each in table if each.reading.above and each.reading.is_sum}
    for column in table:
        likely = column.likely
        if column.reading.is_sum or likely is None or (column.reading.above, likely) not in sums:
            continue
        if column.scores[likely].why not in OUTRIGHT and not (likely[0].is_part or likely[0].has_many):
            column.scores, column.is_summed = {}, True
    return table


def better(one: dict[Target, Score], other: dict[Target, Score]) -> dict[Target, Score]:
    """The scores of either, and the better one where both have a field."""
    return one | {target: max(score, one.get(target, score)) for target, score in other.items()}
