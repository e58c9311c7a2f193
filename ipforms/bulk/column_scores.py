"""Which fields the columns of a table may be, and how likely each is, column by column."""

from collections.abc import Callable, Mapping, Sequence

from ipforms.bulk.bare_headers import of_persons_in_charge, with_levels, without_ordinal
from ipforms.bulk.column_candidate import (
    OUTRIGHT,
    ColumnCandidate,
    better,
    is_measured,
    is_own,
    weaken_strays,
    with_sums,
)
from ipforms.bulk.column_contents import UNLIKELY, ColumnContents, kinds_of
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.header_reading import HeaderReading, read_header
from ipforms.bulk.header_scores import LABEL, WORD, HeaderScores, Score, Target
from ipforms.bulk.header_words import is_harmless, names_part, own_words, whole_words
from ipforms.codecs.claims import ClaimCodec
from ipforms.schemas.layout import FieldGroup, Leaf
from ipforms.text.label_tokens import fold, tokens
from ipforms.text.regex import regex

_TWIN = 0.04  # less for a field that repeats another one, such as the applicant on a cover
_OF_OFFICE = 0.1  # less for a field of the office that sends the list, where each row is an applicant
_KNOWN = 0.8  # likeness that makes a text a label, wherever it stands
_NAMED = {"path": LABEL, "label": LABEL, "word": WORD}
_EXACT = 0.015  # less for another name than the printed one: 成立时间 beside 注册时间
_FURTHER = 0.03  # less for a word that shares none with the label: 建筑面积 beside 经营面积
_OF_ANY = 0.75  # what is left of a likeness where another person is nearer, or nobody is named
_OF_CLAIM = 0.75  # likeness of a header that is of the title before it
_GENERAL = 0.35  # likeness of a header that says nothing, where the contents are certain: 代码 above credit codes
_ONLY = 0.5  # where a form has one address alone, or one office
_TOLD = frozenset(
    ("address", "office", "post", "email", "mobile", "landline", "uscc", "org_code")
)  # kinds of text that are told from all else by themselves
_OF_ITS_KIND = frozenset(("office", "uscc", "org_code"))  # of which a table has one column, whatever stands above it
_IN_GROUP = 0.3  # more for a field of the group before it
_NAMED_GROUP = 1.0  # how sure the group is that the header names itself
_DAY = frozenset(("日期",))  # all that such a header says: 认定日期, 申报日期
_CERTAIN = 0.5  # contents that only one kind of field has
_CHOSEN = regex("^(?:拟|需|须|申请)?重点保护的?")  # before what a right is called: 拟重点保护的专利名称及专利号

Find = Callable[[str], Mapping[Target, str]]


class ColumnScores:
    """Scores columns of tables for the fields of one form.

    Args:
        columns: the fields.
        headers: how well headers name them.
        find: the fields that a header may name outright, with "path", "label" or "word".
        same_as: fields that say the same as others, which they are of sooner.
    """

    def __init__(
        self, columns: Sequence[FieldColumn], headers: HeaderScores, find: Find, same_as: Mapping[str, str]
    ) -> None:
        self._columns, self._headers, self._find, self._same_as = columns, headers, find, same_as

    def candidates(self, headers: Sequence[str], contents: Sequence[ColumnContents]) -> list[ColumnCandidate]:
        """The columns of a table, each with the fields that it may be."""
        said = [*of_persons_in_charge(headers)]
        readings = self._headers.readings(said)
        tries = ((name, with_levels(name), _CHOSEN.sub("", name)) for name in map(without_ordinal, said))
        outright = [dict(next(filter(None, map(self._find, names)), {})) for names in tries]
        weaken_strays(readings, outright)
        plain = [any(not column.groups for column, _ in found) for found in outright]
        near = self._headers.groups.before(readings, plain)
        table: list[ColumnCandidate] = []
        for header, reading, found, groups, held in zip(headers, readings, outright, near, contents, strict=True):
            scores = self._scores(reading, _in_its_row(reading, found, groups), groups, held)
            scores = self._of_whom(reading, groups, scores) or self._of_claim(reading, table)
            table.append(
                ColumnCandidate(header, reading, held, scores, {each: held.support(each[0]) for each in scores})
            )
        self._drop_twins(table)
        return with_sums(table)

    def _scores(
        self,
        reading: HeaderReading,
        found: Mapping[Target, str],
        groups: Sequence[tuple[FieldGroup, int, float]],
        contents: ColumnContents,
    ) -> dict[Target, Score]:
        named = {each: why for each, why in found.items() if why == "path" or not reading.is_behind_others}
        scores = {target: Score(self._named(reading, target, why), why) for target, why in named.items()}
        for target in list(scores):
            if (twin := self.twin(target)) is not None and twin not in scores and not is_own(reading, target):
                scores[twin] = scores[target]
        is_of_none = is_harmless(reading.text) or self._headers.is_of_others(reading)
        if not scores and (is_of_none or self._headers.is_of_several(reading)):
            return {}
        if not scores and self._headers.is_foreign(reading):
            likely = self._headers.by_words(reading)
            is_open = self._headers.is_open_to
            return {each: score for each, score in likely.items() if is_open(reading, each, contents.support(each[0]))}
        if all(score.why == "word" for score in scores.values()):
            likely = self._headers.by_words(reading)
            for group, index, sureness in groups:
                in_group = self._headers.beside(reading, group, index, sureness) if reading.text else {}
                likely = better(likely, in_group or self._in_group(contents, group, index, sureness))
            if self._headers.is_of_group(reading):
                own = {each: likely[each] for each in likely if not {*reading.groups}.isdisjoint(each[0].groups)}
                index = reading.number - 1 if reading.number else 0
                own = better(own, self._in_group(contents, reading.groups[-1], index, _NAMED_GROUP))
                likely = own or likely
            is_told = reading.is_general or contents.kind in _OF_ITS_KIND
            if is_told or not likely or all(contents.support(each[0]) <= UNLIKELY for each in likely):
                likely = better(likely, self._of_row(reading, self.by_contents(contents)))
            scores = better(likely, scores)
        return {
            target: score if is_own(reading, target) else self._repeats(target, score)
            for target, score in scores.items()
            if score.why in OUTRIGHT or (is_measured(target[0], reading.measure) and _shows(reading, contents, target))
        }

    def _of_whom(
        self, reading: HeaderReading, groups: Sequence[tuple[FieldGroup, int, float]], scores: dict[Target, Score]
    ) -> dict[Target, Score]:
        """What is said of nobody is the contact's where there is no other person; of 负责人, it may be anybody's."""
        is_contact = len(groups) == 1 and self._headers.groups.is_contact(groups[0][0])
        if reading.groups or not (is_contact or reading.is_of_somebody):
            return scores
        own = groups[0][0] if is_contact and not reading.is_of_somebody else None
        return {
            each: score
            if own in each[0].groups or score.why in OUTRIGHT
            else score._replace(likeness=score.likeness * _OF_ANY)
            for each, score in scores.items()
        }

    def _named(self, reading: HeaderReading, target: Target, why: str) -> float:
        """The likeness of a name; of several words for a field, that with the words of its label is the nearest."""
        if why != "word":
            is_alias = why == "label" and fold(reading.text) not in map(fold, (target[0].leaf.title, target[0].header))
            return _NAMED[why] - _EXACT * is_alias
        is_whole = fold(reading.text) in whole_words(target[0])
        return _NAMED[why] - (_FURTHER if is_whole else _FURTHER * (1 - self._headers.to_label(reading, target[0])))

    def _repeats(self, target: Target, score: Score) -> Score:
        """A field that repeats another is meant less often than that one, and one beside the applicants' own too."""
        if self._headers.is_of_applicants(target[0]) is False and score.why not in OUTRIGHT:
            return Score(score.likeness - _OF_OFFICE, score.why)
        is_twin = target[0].pattern in self._same_as and score.why != "path"
        return Score(score.likeness - _TWIN, score.why) if is_twin else score

    def _in_group(
        self, contents: ColumnContents, group: FieldGroup, index: int, sureness: float
    ) -> dict[Target, Score]:
        """The fields of the group before a column without a name, by what it holds."""
        own = [each for each in self._columns if each.groups[-1:] == (group,) and contents.support(each) >= _CERTAIN]
        score = Score(_GENERAL + _IN_GROUP * sureness, "contents")
        return {(each, index if each.section else 0): score for each in own}

    @staticmethod
    def _of_row(reading: HeaderReading, found: dict[Target, Score]) -> dict[Target, Score]:
        """The fields in the row that a header numbers, where some are in rows: 专管员2."""
        in_rows = {(each, reading.number - 1): score for (each, _), score in found.items() if each.section}
        return in_rows if reading.number and in_rows else found

    def by_contents(self, contents: ColumnContents) -> dict[Target, Score]:
        """The fields that values show to be theirs, whatever stands above them."""
        certain = {column: contents.support(column) for column in self._columns}
        own = [each for each, support in certain.items() if support > 0 and contents.kind in kinds_of(each)]
        own = [each for each in own if not each.is_signed and each.pattern not in self._same_as]
        if contents.kind not in ("office", "date"):  # nothing else of who sends the list has a column
            own = [each for each in own if self._headers.is_of_applicants(each) is not False]
        if len(own) == 1 and contents.kind in _TOLD:
            return {(own[0], 0): Score(_ONLY, "contents")}
        return {(each, 0): Score(_GENERAL, "contents") for each, support in certain.items() if support >= _CERTAIN}

    def _of_claim(self, reading: HeaderReading, before: Sequence[ColumnCandidate]) -> dict[Target, Score]:
        """What is said of the title in the column before: 是否高企 | 证书编号."""
        likely = max(before[-1].scores.items(), key=lambda each: each[1].likeness, default=None) if before else None
        if likely is None or likely[1].likeness < _KNOWN:
            return {}
        whole = claim_of(likely[0][0])
        parts = [each for each in self._columns if is_of_claim(each) and each.pattern.startswith(f"{whole}.")]
        return {(each, 0): Score(_OF_CLAIM, "group") for each in parts if names_part(reading.text, each)}

    def _drop_twins(self, table: Sequence[ColumnCandidate]) -> None:
        """A field that repeats another is none where a single column has the name of that: it is that one's."""
        for pattern in self._same_as:
            for target in [each for column in table for each in column.scores if each[0].pattern == pattern]:
                source = self.twin(target)
                found = [(each.scores[source], each) for each in table if source in each.scores] if source else []
                named = [(score.likeness, each) for score, each in found if score.why in OUTRIGHT]
                best = max((likeness for likeness, _ in named), default=0.0)  # 单位名称 beside 户名
                nearest = [each for likeness, each in named if likeness == best]
                if len(nearest) == 1:
                    nearest[0].scores.pop(target, None)

    def twin(self, target: Target) -> Target | None:
        """The field that another one repeats: 申报单位 on the cover is the applicant's name."""
        source = self._same_as.get(target[0].pattern)
        column = next((each for each in self._columns if source and each.pattern == source.replace("[0]", "[]")), None)
        return None if column is None or target[0].leaf.codec is not column.leaf.codec else (column, 0)

    def is_known(self, header: str) -> bool:
        """Whether a header's words are those of a field."""
        reading = read_header(header)
        if self._headers.is_strange(reading):  # nearly all that is no header, of thousands of cells
            return False
        return any(score.likeness >= _KNOWN for score in self._headers.by_words(reading).values())


def _in_its_row(
    reading: HeaderReading, found: Mapping[Target, str], groups: Sequence[tuple[FieldGroup, int, float]]
) -> Mapping[Target, str]:
    """The fields that a header names, in the row of the column before: 制度1 | 制定时间 | 制度2 | 制定时间."""
    rows = {} if reading.number else {group: index for group, index, _ in groups}
    return {(field, rows.get(field.section, at) if field.section else at): why for (field, at), why in found.items()}


def _shows(reading: HeaderReading, contents: ColumnContents, target: Target) -> bool:
    """Whether a header that says no more than that its values are numbers or days may have them: 企业编号, 申报日期.

    Numbers show by themselves whose they are; a day is of a title where it is one of granting it: 认定日期.
    """
    said = reading.tokens
    if said.words == _DAY and said.filler and is_of_claim(target[0]):
        return any(not said.filler.isdisjoint(tokens(word).filler) for word in own_words(target[0]))
    return not reading.is_code or contents.support(target[0]) >= _CERTAIN


def is_of_claim(column: FieldColumn) -> bool:
    """Whether a field is what is said of a title: is it held, since when."""
    return column.is_part and isinstance(column.groups[-1], Leaf) and isinstance(column.groups[-1].codec, ClaimCodec)


def claim_of(column: FieldColumn) -> str:
    """The pattern of the title that a field says something of; of any other field, its own."""
    return column.pattern.rpartition(".")[0] if is_of_claim(column) else column.pattern
