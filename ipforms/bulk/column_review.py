"""What is decided of the columns of a table, looked at once more when all of it is known.

What is sure by itself may be doubtful beside the others, and what seems to be of no field is asked where a field that
it could be has no column.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from ipforms.bulk.bare_headers import plain_header
from ipforms.bulk.column_candidate import OUTRIGHT, ColumnCandidate, is_measured, may_hold, may_mean
from ipforms.bulk.column_contents import CONTRADICTED, PHONES, UNLIKELY, ColumnContents, kinds_of
from ipforms.bulk.column_doubts import doubted, in_section, sure_field, with_doubts, without_doubt
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.column_persons import OF_A_PERSON, SAID, behind_persons, with_persons, without_second
from ipforms.bulk.column_scores import ColumnScores
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.header_scores import HeaderScores, Target
from ipforms.bulk.header_words import is_doubtful, is_harmless
from ipforms.codecs import DATE
from ipforms.codecs.amounts import AmountCodec
from ipforms.codecs.counts import CountCodec
from ipforms.messages import Bilingual
from ipforms.text.label_tokens import fold, foreign_words, head_word

_FEW = 3  # rows; of two, nothing can be told
_FEW_FIELDS = 4  # that must be known before what is left over says anything
_OF_PERSONS = PHONES | {"identity", "email"}
_TELLING = _OF_PERSONS | {"person", "organisation", "uscc", "org_code", "address"}  # kinds that are of few fields
_OPEN = ("bulk.match.unsure", "bulk.match.taken", "bulk.match.whose")  # why a column is asked for one field


class ColumnReview:
    """Looks at the columns of a table when each is decided.

    Args:
        columns: the fields of the form.
        headers: how well headers name them.
        scores: which fields columns may be.
    """

    def __init__(self, columns: Sequence[FieldColumn], headers: HeaderScores, scores: ColumnScores) -> None:
        self._columns, self._headers, self._scores = columns, headers, scores

    def settled(self, decided: Sequence[ColumnMatch], table: Sequence[ColumnCandidate]) -> list[ColumnMatch]:
        """The matches as they are meant, all columns together."""
        applicants = {each.target[1] for each in decided if each.target and each.target[0].is_applicant}
        decided = [self._of_same(each, applicants) for each in decided]
        had = {each.target[0].pattern for each in decided if each.target}
        decided = [self._of_source(each, had) for each in decided]
        settled = [self._with_company(index, decided) for index in range(len(decided))]
        taken = {each.target[0] for each in settled if each.target and each.state == "sure"}
        had_sections = Counter(each.section for each in taken)
        settled = [self._of_all(at, settled, table) for at in range(len(table))]
        settled = [without_doubt(at, settled, each.reading, self._columns) for at, each in enumerate(table)]
        settled = behind_persons(with_doubts(settled, table, self._columns), table)
        settled = [self._perhaps_meant(match, column, taken) for match, column in zip(settled, table, strict=True)]
        named = {each.target for each in settled if each.target and each.state == "sure"}
        settled = [self._beside_named(match, column, named) for match, column in zip(settled, table, strict=True)]
        pairs = [*zip(without_second(settled, table), table, strict=True)]
        beside = [self._is_beside(column, pairs, taken) for column in table]
        placed = [
            in_section(self._without_place(match, column, taken, is_beside=near), column, had_sections)
            for (match, column), near in zip(pairs, beside, strict=True)
        ]
        placed = [_of_no_person(*each, taken) for each in zip(placed, table, strict=True)]
        placed = [self._of_office(*each, taken) for each in zip(with_persons(placed, table), table, strict=True)]
        return [self._suggested(*each, taken) for each in zip(placed, table, strict=True)]

    def _suggested(self, match: ColumnMatch, column: ColumnCandidate, taken: set[FieldColumn]) -> ColumnMatch:
        """What is asked is offered all fields without a column that its words may mean, or that are of its kind."""
        kinds = ({column.contents.kind} | (PHONES if column.contents.kind in PHONES else set())) & _TELLING
        meant = [each for each in self._columns if may_mean(column.reading, each)]
        kin = [each for each in self._columns if kinds & kinds_of(each) and not each.is_signed]
        kin = [each for each in kin if self._scores.twin((each, 0)) is None]
        free = [each for each in (*meant, *kin) if each.has_many or not self._is_had(each, taken)]
        free = [each for each in free if self._headers.is_of_applicants(each) is not False]
        likely = [each for each in free if column.contents.support(each) > CONTRADICTED]
        if match.state != "asked" or match.rival or match.parts:
            return match
        runners = dict.fromkeys((*match.runners, *((each, 0) for each in likely)))
        return replace(match, runners=tuple(each for each in runners if each != match.target))

    @staticmethod
    def _of_all(at: int, matches: Sequence[ColumnMatch], table: Sequence[ColumnCandidate]) -> ColumnMatch:
        """A sum of columns of several values below one row is of none: 知识产权（件）·合计 behind ·专利·小计."""
        match, reading = matches[at], table[at].reading
        field = match.target[0] if match.target else None
        if field is None or not reading.is_sum or not reading.above or not (field.is_part or field.leaf.children):
            return match
        whole = field.pattern.partition(".")[0]
        below = (each.reading.text.startswith(reading.above) for each in table)
        others = [each.target[0] for each, own in zip(matches, below, strict=True) if own and each.target]
        if all(each.pattern.partition(".")[0] == whole for each in others):
            return match
        return replace(match, state="unused", target=None, why=Bilingual("bulk.match.harmless"), runners=(), parts=())

    def _beside_named(
        self, match: ColumnMatch, column: ColumnCandidate, named: Collection[Target | None]
    ) -> ColumnMatch:
        """A column is left out where its header says more than each field that it may be, and each has its column."""
        is_open = match.state == "asked" and match.why.key in _OPEN and bool(column.worths) and not match.rival
        had = {None, *column.reading.groups, *(each[0].section for each in named if each)}
        likely = {each for each in column.worths if column.support[each[0]] > CONTRADICTED}
        likely = {each for each in likely if not each[0][0].is_signed or column.scores[each[0]].why in OUTRIGHT}
        likely = {
            each for each in likely if each[0][0].section in had or each[0][0].is_of_applicants
        }  # 从业人数 of a unit
        doubtful = {each for each in likely if is_doubtful(column.reading.text, each[0][0].pattern)}
        if doubtful and not self._headers.named_in(column.reading, self._columns):
            likely = doubtful  # 开办时间 has no word for any day but that
        own = {(each, 0) for each in self._columns if not each.groups and each.leaf.codec is DATE} - {*named}
        if not likely and own and column.contents.kind == "date":
            return match  # 拿照日期 is not of who signs, and may be the day of registration
        if not is_open or not all(each in named or self._scores.twin(each) in named for each, _ in likely):
            return match
        if not all(each in doubtful or self._headers.unexplained(column.reading, each[0][0]) for each in likely):
            return match
        return replace(match, state="unused", target=None, why=Bilingual("bulk.match.no_place"), runners=())

    def _of_office(self, match: ColumnMatch, column: ColumnCandidate, taken: set[FieldColumn]) -> ColumnMatch:
        """A person who is another one in each row has hardly made the list: 填报人, where no 联络人 has a column."""
        field = sure_field(match)
        if field is None or self._headers.is_of_applicants(field) is not False or match.why.key in SAID:
            return match
        kinds = kinds_of(field) & OF_A_PERSON
        has_own = any(kinds & kinds_of(each) and self._headers.is_of_applicants(each) for each in taken)
        if not kinds or has_own or not column.contents.are_different or len(column.contents.values) < _FEW:
            return match
        return doubted(match)

    def _is_beside(
        self, column: ColumnCandidate, settled: Sequence[tuple[ColumnMatch, ColumnCandidate]], taken: set[FieldColumn]
    ) -> bool:
        """Whether another column below the same upper row is a number, and the form has more such: 人手·全厂."""
        above = column.reading.above
        fields = [
            match.target[0]
            for match, each in settled
            if above and each.reading.above == above and match.state == "sure" and match.target
        ]
        groups = {each.groups for each in fields if isinstance(each.leaf.codec, CountCodec | AmountCodec)}
        free = [each for each in self._columns if each.groups in groups and each not in taken]
        free = [each for each in free if isinstance(each.leaf.codec, CountCodec | AmountCodec)]
        free = [each for each in free if is_measured(each, column.reading.measure)]
        return column.contents.kind == "number" and any(column.contents.support(each) > 0 for each in free)

    def _perhaps_meant(self, match: ColumnMatch, column: ColumnCandidate, taken: set[FieldColumn]) -> ColumnMatch:
        """A column with words of no form is asked, where a field that has none is named beside them or has its kind."""
        if match.why.key != "bulk.match.other_form" or self._headers.is_of_others(column.reading):
            return match
        free = [each for each in self._columns if each.has_many or not self._is_had(each, taken)]
        free = [each for each in free if not each.is_signed]
        had = {each.section for each in taken}
        free = [each for each in free if each.section in had and is_measured(each, column.reading.measure)]
        named = self._headers.named_in(column.reading, free)
        had_kinds = {kind for each in taken for kind in kinds_of(each) & OF_A_PERSON}  # 投诉电话 beside 联系电话
        head = head_word(column.reading.lower)
        is_told = head in foreign_words() and fold(column.reading.lower).endswith(head)  # 市场简称 is of no bank
        free = [each for each in free if each.section is None and had_kinds.isdisjoint(kinds_of(each)) and not is_told]
        named += [each for each in free if self._is_of_kind(column.contents, each)]
        likely = [each for each in dict.fromkeys(named) if column.contents.support(each) > CONTRADICTED]
        if not likely:
            return match
        runners = tuple((each, 0) for each in likely)
        return replace(match, state="asked", why=Bilingual("bulk.match.unsure"), runners=runners)

    def _is_had(self, field: FieldColumn, taken: set[FieldColumn]) -> bool:
        """Whether a field, a part of it, or one that it repeats has a column."""
        twin = self._scores.twin((field, 0))
        return any(field.is_of(each.pattern) or each.is_of(field.pattern) for each in taken) or (
            twin is not None and twin[0] in taken
        )

    @staticmethod
    def _is_of_kind(contents: ColumnContents, field: FieldColumn) -> bool:
        return contents.kind in _TELLING & kinds_of(field) and contents.support(field) > 0

    def _without_place(
        self, match: ColumnMatch, column: ColumnCandidate, taken: set[FieldColumn], *, is_beside: bool
    ) -> ColumnMatch:
        """A column of unknown name is left out where no field that still has none could hold what it holds."""
        is_unknown = match.why.key == "bulk.match.unknown" and not match.runners and len(taken) >= _FEW_FIELDS
        contents = column.contents
        least = 0 if contents.kind else UNLIKELY

        def could(field: FieldColumn) -> bool:
            return field not in taken and contents.support(field) > least

        is_unknown = is_unknown and not is_beside and not self._headers.may_mean(column.reading, could)
        if not is_unknown or not match.samples:
            return match
        had = {*taken, *(each for each in self._columns if (twin := self._scores.twin((each, 0))) and twin[0] in taken)}
        free = [each for each in self._columns if each not in had and each.section is None]
        free = [each for each in free if not each.is_signed or column.contents.kind in kinds_of(each)]
        free = [each for each in free if column.contents.support(each) > CONTRADICTED]
        may_answer = any("answer" in kinds_of(each) for each in self._columns if each not in had)
        if "是否" in column.reading.tokens.filler and not may_answer:
            return replace(match, state="unused", why=Bilingual("bulk.match.no_place"))
        is_told = self._headers.is_told(column.reading)  # 市场名称, beside the name, is of no bank
        could_hold = not is_told and any(may_hold(each, column, had) for each in self._columns)
        if could_hold or self._headers.says_only(column.reading, free):
            return match
        return replace(match, state="unused", why=Bilingual("bulk.match.no_place"))

    @staticmethod
    def _of_same(match: ColumnMatch, applicants: Collection[int]) -> ColumnMatch:
        """商标2 is another one of the same company, where no column names a second company."""
        field, index = match.target or (None, 0)
        if field is None or index in applicants or not (field.has_many and field.is_of_applicants):
            return match
        return replace(match, target=(field, 0))

    def _of_source(self, match: ColumnMatch, had: set[str]) -> ColumnMatch:
        """A column of a field that repeats another one is of that, where no column is: 申报单位 names the applicant."""
        is_said = not match.target or match.why.key in SAID or match.header == match.target[0].header
        source = None if is_said or not match.target else self._scores.twin(match.target)
        return replace(match, target=source) if source and source[0].pattern not in had else match

    @staticmethod
    def _with_company(index: int, matches: Sequence[ColumnMatch]) -> ColumnMatch:
        """A word that may be of the office's own columns (经办人) is sure beside other columns of the person alone."""
        match = matches[index]
        if match.why.key in ("bulk.match.given", "bulk.match.label"):  # the field's own name, as of a list of offices
            return match
        if match.state != "sure" or not is_harmless(plain_header(match.header)):
            return match
        near = [each.target[0] for each in matches[index + 1 : index + 3] if each.state == "sure" and each.target]
        if any(kinds_of(column) & _OF_PERSONS for column in near):
            return match
        return doubted(match)


def _of_no_person(match: ColumnMatch, column: ColumnCandidate, taken: set[FieldColumn]) -> ColumnMatch:
    """What is of no person of the form by its words (值班电话, 传真) is left out beside columns of such facts."""
    kinds = {column.contents.kind} | (PHONES if column.contents.kind in PHONES else set())
    is_foreign = not foreign_words().isdisjoint(column.reading.tokens.words - column.reading.upper)
    is_had = any(kinds & OF_A_PERSON & kinds_of(each) for each in taken)
    if match.state != "asked" or not is_foreign or not is_had or match.rival:
        return match
    return replace(match, state="unused", target=None, why=Bilingual("bulk.match.other_form"), runners=(), parts=())
