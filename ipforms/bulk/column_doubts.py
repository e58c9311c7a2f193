"""Columns that are sure by themselves, and asked because of those beside them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ipforms.bulk.bare_headers import plain_header
from ipforms.bulk.column_candidate import OUTRIGHT, ColumnCandidate
from ipforms.bulk.column_contents import PHONES, kinds_of
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.column_persons import SAID, is_fact_of_person
from ipforms.bulk.field_columns import FieldColumn, field_names
from ipforms.bulk.header_reading import HeaderReading
from ipforms.bulk.header_words import is_doubtful
from ipforms.codecs.counts import CountCodec
from ipforms.messages import Bilingual
from ipforms.schemas.layout import FieldGroup
from ipforms.text.label_tokens import tokens

_OF_CONTACT = frozenset(("联系", "联络"))  # of filler: 联系电话
_NAMED_OUTRIGHT = tuple(f"bulk.match.{each}" for each in OUTRIGHT)


def doubted(match: ColumnMatch) -> ColumnMatch:
    """A match that is asked for the field that it seemed to be."""
    return replace(match, state="asked", why=Bilingual("bulk.match.unsure"))


def sure_field(match: ColumnMatch) -> FieldColumn | None:
    """The field of a column that is sure."""
    return match.target[0] if match.state == "sure" and match.target else None


def with_doubts(
    matches: Sequence[ColumnMatch], table: Sequence[ColumnCandidate], columns: Sequence[FieldColumn]
) -> list[ColumnMatch]:
    """The matches, where a column that may be of another person, or of which two may be the field, is asked."""
    in_others = {part[0] for each in matches for part in each.parts}
    matches = [doubted(each) if _is_of_anybody(each, in_others) else each for each in matches]
    pairs = [*zip(matches, table, strict=True)]
    doubts = [_is_one_of_two(*each, pairs) or _is_of_either(*each, pairs, columns) for each in pairs]
    return [doubted(each) if is_open else each for each, is_open in zip(matches, doubts, strict=True)]


def _is_of_anybody(match: ColumnMatch, in_others: Collection[FieldColumn]) -> bool:
    """Whether it is a telephone behind a column of a person's name and telephone: 法人（电话） | 固定电话."""
    field = sure_field(match)
    if field is None or field.has_many or match.why.key != "bulk.match.group" or not kinds_of(field) & PHONES:
        return False
    return any(each.groups == field.groups and kinds_of(each) & PHONES for each in in_others)


def _is_one_of_two(
    match: ColumnMatch, column: ColumnCandidate, pairs: Sequence[tuple[ColumnMatch, ColumnCandidate]]
) -> bool:
    """Whether it says more than the label of its field, beside one that may be it: 注册地址 | 生产地址."""
    field = sure_field(match)
    if field is None or match.why.key in SAID or not _says_more(column.reading, field):
        return False
    return any(_may_be_meant(own, field) for other, own in pairs if other.state != "sure")


def _says_more(reading: HeaderReading, field: FieldColumn) -> bool:
    labels = [tokens(name) for name in field_names(field)]
    own = frozenset[str]().union(*(label.words | label.unknown for label in labels))
    return not reading.tokens.words | reading.tokens.unknown <= own


def _may_be_meant(column: ColumnCandidate, field: FieldColumn) -> bool:
    """Whether a header is a word that may be of a field, or for a person who may be: 负责人, beside 经办."""
    is_person = column.reading.is_of_somebody and column.contents.kind == "person" and "person" in kinds_of(field)
    return is_person or is_doubtful(column.reading.text, field.pattern)


def _is_of_either(
    match: ColumnMatch,
    column: ColumnCandidate,
    pairs: Sequence[tuple[ColumnMatch, ColumnCandidate]],
    columns: Sequence[FieldColumn],
) -> bool:
    """Whether it is a telephone of nobody behind one of two persons whose other facts name him: 电话 | 联系人邮箱.

    联系电话 is the contact's all the same.
    """
    field = sure_field(match)
    if field is None or match.why.key != "bulk.match.group" or not kinds_of(field) & PHONES:
        return False
    had = [(each, own) for other, own in pairs if (each := sure_field(other)) is not None]
    facts = [own for each, own in had if each.groups == field.groups and "person" not in kinds_of(each)]
    is_named = any(own.reading.groups and is_fact_of_person(plain_header(own.header)) for own in facts)
    others = {each.groups for each, _ in had if "person" in kinds_of(each)} - {field.groups}
    taken = {own for own, _ in had} | {part[0] for other, _ in pairs for part in other.parts}
    free = [each for each in columns if each.groups in others and each not in taken]
    is_of_nobody = not column.reading.groups and column.reading.tokens.filler.isdisjoint(_OF_CONTACT)
    return is_named and is_of_nobody and any(kinds_of(each) & PHONES for each in free)


def without_doubt(
    at: int, matches: Sequence[ColumnMatch], header: HeaderReading, columns: Sequence[FieldColumn]
) -> ColumnMatch:
    """A number that stands among the others of its group as on the form is sure: 注册商标 behind 申请商标."""
    match = matches[at]
    field = match.target[0] if match.target and match.state == "asked" else None
    if field is None or not isinstance(field.leaf.codec, CountCodec) or not is_doubtful(header.text, field.pattern):
        return match
    group = [each for each in columns if each.groups == field.groups and isinstance(each.leaf.codec, CountCodec)]
    first = at - group.index(field)
    beside = [sure_field(each) for each in matches[max(first, 0) : first + len(group)]]
    is_open = len(group) == 1 or beside != [each if each != field else None for each in group]
    return match if is_open else replace(match, state="sure", why=Bilingual("bulk.match.words"), runners=())


def in_section(match: ColumnMatch, column: ColumnCandidate, had: Mapping[FieldGroup | None, int]) -> ColumnMatch:
    """A column is not for sure of a section that it does not name, and of which no other one is: 参会几人."""
    field = sure_field(match)
    if field is None or field.section is None or field.is_of_applicants or had[field.section] > 1:
        return match
    return match if field.section in column.reading.groups or match.why.key in _NAMED_OUTRIGHT else doubted(match)
