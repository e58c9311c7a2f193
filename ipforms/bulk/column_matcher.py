"""What the columns of a table are, decided over all of them at once: sure, to be asked, or of no field.

Each column and field have a score: how well the header names the field, and how far the column's values speak for it.
The assignment of the greatest sum is taken; a column is sure where its score is high and the next best assignment,
without it, is clearly worse. Whatever is not sure is asked, and nothing is suggested that the values contradict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ipforms.best_assignment import assignment, components, total
from ipforms.bulk.column_candidate import OUTRIGHT, ColumnCandidate, Slot, is_own, name_applicants
from ipforms.bulk.column_contents import CONTRADICTED, PHONES, UNLIKELY, ColumnContents, kinds_of
from ipforms.bulk.column_match import ColumnMatch, State
from ipforms.bulk.column_persons import OF_A_PERSON
from ipforms.bulk.column_review import ColumnReview
from ipforms.bulk.column_scores import ColumnScores, Find, claim_of
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.header_pieces import HeaderPieces
from ipforms.bulk.header_reading import HeaderReading
from ipforms.bulk.header_scores import HeaderScores, Score, Target
from ipforms.bulk.header_words import is_doubtful, is_harmless, whole_words
from ipforms.messages import Bilingual
from ipforms.text.label_tokens import fold, foreign_words
from ipforms.text.regex import regex

_SURE, _MARGIN = 0.55, 0.08
"""How high a score must be, and by how much the assignment must be the better, for a column not to be asked.
Measured on tables of people who had not seen the code (`benchmarks/tables.py`)."""
_OWN_NAMES = ("path", "label", "given")  # two columns of which are a mistake; a word may mean something beside it
_MARGIN_OF_ADDRESS = 0.15  # where the header does not say which of the addresses that a form has
_EXACT_MARGIN = 0.01  # where the header is a name of the field: a label before a word
_GIVEN = 9.0  # more than any sum of scores that it could stand against
_RUNNERS = 4  # other fields that a person is offered
_MOST_TOGETHER = 40  # columns that compete with one another; more are a table of another kind

_ASKED = regex(r"[^有]没$|没有$|(.)不\1")  # whether somebody has done something: 今年换过人没, 齐不齐
_SEVERAL = ("信息", "资料", "情况")  # of a header whose column may hold all of what is known: 联络人信息


class ColumnMatcher:
    """Matches the columns of tables with the fields of one form.

    Args:
        columns: the fields.
        find: the fields that a header may name outright, with "path", "label" or "word".
        same_as: fields that say the same as others, which they are of sooner.
    """

    def __init__(self, columns: Sequence[FieldColumn], find: Find, same_as: Mapping[str, str]) -> None:
        self._columns, self._same_as = columns, same_as
        self._headers = HeaderScores(columns)
        self._pieces = HeaderPieces(columns, self._headers)
        self._scores = ColumnScores(columns, self._headers, find, same_as)
        self._review = ColumnReview(columns, self._headers, self._scores)
        self.is_known = self._scores.is_known

    def match(
        self,
        headers: Sequence[str],
        contents: Sequence[ColumnContents],
        given: Mapping[str, Target | None],
        key: str = "",
    ) -> list[ColumnMatch]:
        """What each column is; for some it is given.

        Args:
            headers: from left to right.
            contents: the values of each.
            given: header → its field.
            key: the pattern of the field that names the applicants.
        """
        table = self._scores.candidates(headers, contents)
        name_applicants(table, [(each, 0) for each in self._columns if each.pattern == key])
        for column in table:
            if column.header in given:
                target = given[column.header]
                column.scores = {target: Score(_GIVEN, "given")} if target else {}
                column.support = dict.fromkeys(column.scores, 0.0)
        matches: list[ColumnMatch | None] = [None] * len(table)
        for members in components([column.worths for column in table]):
            for index, match in zip(members, self._decided([table[each] for each in members]), strict=True):
                matches[index] = match
        decided = [
            match or (self._left_out(column) if column.header in given else self._of_none(column))
            for match, column in zip(matches, table, strict=True)
        ]
        return self._review.settled(decided, table)

    def _decided(self, table: list[ColumnCandidate]) -> list[ColumnMatch]:
        worths: Sequence[Mapping[Slot, float]] = [column.worths for column in table]
        if len(table) > _MOST_TOGETHER:
            worths = [dict(sorted(each.items(), key=lambda item: -item[1])[:2]) for each in worths]
        given = assignment(worths)
        best = total(worths, given)
        matches = []
        for index, (column, slot) in enumerate(zip(table, given, strict=True)):
            if slot is None:
                matches.append(self._displaced(column, table, given))
                continue
            without = [*worths]
            without[index] = {
                other: worth for other, worth in worths[index].items() if not self._is_same(other[0], slot[0])
            }
            otherwise = assignment(without)
            match = self._match(column, slot[0], best - total(without, otherwise))
            is_left_over = column.support[slot[0]] <= UNLIKELY and max(column.scores, key=column.worth) != slot[0]
            if match.state == "asked" and not match.parts and is_left_over:
                displaced = self._displaced(column, table, given)
                match = displaced if displaced.why.key == "bulk.match.taken" else match
            matches.append(match)
        return matches

    def _is_same(self, one: Target, other: Target) -> bool:
        """Whether two fields repeat one another, or one is a part of the other."""
        names = sorted({one[0].pattern, other[0].pattern}, key=len)
        if len(names) == 1:
            return one[1] == other[1]
        twins = any({target, source.replace("[0]", "[]")} == {*names} for target, source in self._same_as.items())
        return twins or claim_of(one[0]) == claim_of(other[0]) or names[1].startswith(f"{names[0]}.")

    def _match(self, column: ColumnCandidate, target: Target, margin: float) -> ColumnMatch:
        score, worth = column.scores[target], column.worth(target)
        exact = score.why in OUTRIGHT
        is_meant = is_own(column.reading, target) or fold(column.reading.text) in whole_words(target[0])
        is_meant = score.why in ("path", "given") or (is_meant and not column.contents.are_persons_with_phones)
        parts = () if is_meant else self._pieces.fields(column.header)
        is_vague = column.reading.is_of_somebody and not {*column.reading.groups} & {*target[0].groups}
        parts = () if is_vague else parts  # 负责人及电话
        if not parts and column.contents.are_persons_with_phones and not (is_meant or is_vague):
            parts = self._person_beside(target)
        # A level may be of all that its header lists: 获得示范、优势、试点企业的最高级别.
        are_parts = all(each.pattern.startswith(f"{claim_of(target[0])}.") for each, _ in parts)
        are_parts = are_parts or (column.contents.values != [] and self._headers.is_named(column.reading, target[0]))
        if are_parts and column.support[target] >= 0 and column.contents.are_plain(target[0]):
            parts = ()  # 有效专利（发明、实用新型、外观）, where the values are read as a whole; 注册商标（有效）
        if not parts and column.contents.is_mixed:
            parts = self._phones_beside(target)
        # Values that are merely wrong are told row by row; those of another kind are not under this header.
        is_contradicted = column.support[target] <= CONTRADICTED and (not exact or column.contents.is_certain)
        sure = not self._is_elsewhere(column.reading, target) or exact
        is_named = score.why == "contents" and column.names_applicants
        is_strange = not is_named and bool(self._headers.unexplained(column.reading, target[0]))
        # 收表人 does not sign the form, nor is 审核日期 the day of its approval.
        is_signed = target[0].is_signed and not {*column.reading.groups} & {*target[0].groups}
        sure = sure and (exact or not (is_strange or is_signed))
        sure = sure and (exact or column.support[target] > UNLIKELY)
        is_person = column.contents.kind == "person" and column.support[target] <= UNLIKELY
        is_other = column.contents.are_companies or is_person
        sure = sure and not (score.why == "word" and is_other and column.support[target] <= 0)
        is_vague = is_vague or (not column.reading.upper and is_doubtful(column.reading.text, target[0].pattern))
        sure = sure and (score.why == "given" or not is_vague)
        is_of_person = bool(
            kinds_of(target[0]) & OF_A_PERSON
        )  # of whom a column may hold all that is known: 联络人信息
        is_of_kind = column.contents.is_of_one_kind and column.support[target] > 0
        sure = sure and (exact or is_of_kind or not (is_of_person and column.reading.text.endswith(_SEVERAL)))
        least = _EXACT_MARGIN - 1e-6 if exact else _MARGIN_OF_ADDRESS if column.reading.is_any_address else _MARGIN
        sure = sure and (worth >= _SURE or exact) and margin >= least
        state: State = "sure" if sure and not is_contradicted and not parts else "asked"
        why = "several" if parts else "contradicted" if is_contradicted else score.why if state == "sure" else "unsure"
        return self._new(column, state, target, why, parts=parts)

    def _is_elsewhere(self, reading: HeaderReading, target: Target) -> bool:
        """Whether a header names a group of fields that a field is not of: 专责机构 above 联系人."""
        return self._headers.is_of_group(reading) and not {*reading.groups} & {*target[0].groups}

    def _person_beside(self, target: Target) -> tuple[Target, ...]:
        """The fields for a person and for the telephones of the group that a field is of."""
        own = [each for each in self._columns if each.groups == target[0].groups and not each.is_signed]
        found = tuple((each, target[1]) for each in own if kinds_of(each) & (PHONES | {"person"}))
        return found if any("person" in kinds_of(each) for each, _ in found) else ()

    def _phones_beside(self, target: Target) -> tuple[Target, ...]:
        """The fields for each kind of telephone, where a form has several for the same person."""
        column = target[0]
        own = [each for each in self._columns if each.groups == column.groups and kinds_of(each) & PHONES]
        return tuple((each, target[1]) for each in own) if kinds_of(column) & PHONES and len(own) > 1 else ()

    def _displaced(
        self, column: ColumnCandidate, table: list[ColumnCandidate], given: Sequence[Slot | None]
    ) -> ColumnMatch:
        """A column whose field another one has: left out where that is named better and says the same, else asked."""
        wanted = max(column.scores, key=column.worth)
        owner = next((each for each, slot in zip(table, given, strict=True) if slot and slot[0] == wanted), None)
        if owner is None:
            return self._of_none(column)
        better = owner.scores[wanted].likeness >= column.scores[wanted].likeness + _EXACT_MARGIN
        is_contradicted = column.support[wanted] <= CONTRADICTED and column.scores[wanted].why not in OUTRIGHT
        if is_contradicted:
            return self._of_none(column)
        is_printed = fold(owner.reading.text) in map(fold, (wanted[0].leaf.title, wanted[0].header))
        is_named = owner.scores[wanted].why in OUTRIGHT and column.scores[wanted].why not in OUTRIGHT
        is_named = is_named or (is_printed and column.scores[wanted].why == "word")
        if is_named:
            return self._new(column, "unused", None, "no_place")
        if better and column.contents.values and column.contents.is_same(owner.contents):
            return self._new(column, "unused", None, "same", other=owner.header)
        match = self._new(column, "asked", None, "taken", other=owner.header)
        are_both = {column.scores[wanted].why, owner.scores[wanted].why} <= set(_OWN_NAMES)
        return replace(match, rival=owner.header, runners=(wanted, *match.runners)) if are_both else match

    def _left_out(self, column: ColumnCandidate) -> ColumnMatch:
        """A column that somebody leaves out, or has left as `ipforms map` had it: then it has the reason of that."""
        own = self._of_none(column)
        return own if own.state == "unused" else self._new(column, "unused", None, "left_out")

    def _of_none(self, column: ColumnCandidate) -> ColumnMatch:
        """A column that has no field: a remark, a field of another form, or one that somebody must say."""
        header = column.reading.text
        if column.is_summed or self._headers.is_of_several(column.reading):
            return self._new(column, "unused", None, "no_place")
        nothing_fits = not column.scores and not self._scores.by_contents(column.contents)
        is_sum = column.reading.is_sum and not column.worths
        parts = self._pieces.fields(column.header)  # 企业规模（人数/研发人数）
        is_bare = is_sum or is_harmless(header)
        if (is_bare and not parts) or (column.reading.is_code and nothing_fits):
            return self._new(column, "unused", None, "harmless")
        if not header and (column.contents.is_serial or column.contents.says_nothing):
            return self._new(column, "unused", None, "harmless")
        is_part = column.reading.outer and not self._headers.is_of_others(column.reading)  # 注册地址·市
        is_part = is_part and (column.reading.tokens.words - column.reading.upper).isdisjoint(foreign_words())
        is_said = nothing_fits or len(column.reading.tokens.words) > 1
        if self._headers.is_foreign(column.reading) and is_said and not is_part:
            return self._new(column, "unused", None, "other_form")
        if _ASKED.search(header) and not column.worths and not self._headers.may_mean(column.reading):
            return self._new(column, "unused", None, "no_place")
        return self._new(column, "asked", None, "several" if parts else "unknown", parts=parts)

    def _new(
        self,
        column: ColumnCandidate,
        state: State,
        target: Target | None,
        why: str,
        *,
        other: str = "",
        parts: tuple[Target, ...] = (),
    ) -> ColumnMatch:
        reason = Bilingual(f"bulk.match.{why}", {"other": other})
        if state == "asked" and target is not None and column.support[target] <= CONTRADICTED:
            target = None  # a suggestion across kinds is never made
        samples = tuple(column.contents.values[:3])
        match = ColumnMatch(column.header, state, target, reason, (), samples, column.contents.shown, parts)
        return replace(match, runners=self._runners(column, target)) if state == "asked" else match

    def _runners(self, column: ColumnCandidate, target: Target | None) -> tuple[Target, ...]:
        """What else it may be: by its words, then by its contents; never what these contradict."""
        found = {each: column.worth(each) for each in column.scores if column.support[each] > CONTRADICTED}
        for each, score in self._scores.by_contents(column.contents).items():
            found.setdefault(each, score.likeness)
        found.pop(target, None)  # type: ignore[arg-type]
        return tuple(sorted(found, key=lambda each: -found[each])[:_RUNNERS])
