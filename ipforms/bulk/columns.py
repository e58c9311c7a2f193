"""Columns of a form: which header means which field.

A header may be a field path (`ip_units[0].unit`), a printed label (`统一社会信用代码`), or a label with its group and
its number (`法定代表人姓名`, `机构名称1`, `联系人2手机`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from types import MappingProxyType

from ipforms import paths
from ipforms.bulk.bare_headers import without_ordinal
from ipforms.bulk.claim_columns import with_claims
from ipforms.bulk.column_contents import CONTRADICTED, NO_CONTENTS, ColumnContents
from ipforms.bulk.column_errors import (
    RowNumberTooHigh,
    SameColumn,
    UnknownTargets,
    refuse_same,
    short_header,
    unknown_columns,
)
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.column_matcher import ColumnMatcher
from ipforms.bulk.field_columns import FieldColumn, by_label, field_columns, field_names
from ipforms.bulk.header_reading import spellings
from ipforms.bulk.header_scores import Target
from ipforms.bulk.header_words import by_word, is_harmless
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.bulk.split_columns import part_header, split_targets, with_splits
from ipforms.bulk.trade_mark_columns import with_trade_marks
from ipforms.bulk.value_kinds import kind_of
from ipforms.codecs.claims import ClaimCodec
from ipforms.messages import Bilingual
from ipforms.schemas.base import FormModel, extra
from ipforms.schemas.layout import FieldGroup, layout
from ipforms.text.label_tokens import fold
from ipforms.text.regex import regex

_NUMBERED = regex(r"(\D*?)第?(\d{1,6})[行个项条号家]?(\D*)", re.ASCII)
NOTHING_GIVEN: Mapping[str, str] = MappingProxyType({})
NOTHING_MEANT: Mapping[str, Target | None] = MappingProxyType({})
MOST_ROWS = 200  # rows of a section that columns can number; a sheet of its own takes any number of them

_Names = dict[str, tuple[FieldColumn, ...]]


class FormColumns:
    """All columns of one form."""

    def __init__(self, model: type[FormModel]) -> None:
        self._model = model
        self.all: tuple[FieldColumn, ...] = tuple(field_columns(layout(model)))
        self._paths = {column.pattern: column for column in self.all}
        self._labels = by_label(self.all)
        in_rows = tuple(column for column in self.all if column.section)
        self._in_rows = by_label(in_rows)
        has_words = model.__module__.partition(".")[0] == __name__.partition(".")[0]
        self._words = by_word(self.all) if has_words else {}
        self._words_in_rows = by_word(in_rows) if has_words else {}

    @cached_property
    def main(self) -> tuple[FieldColumn, ...]:
        """The columns of a workbook's main sheet: one for each field that is not in a repeated section."""
        return tuple(column for column in self.all if column.section is None and not column.is_part)

    def of(self, section: FieldGroup) -> Iterator[FieldColumn]:
        """The columns of a section's own sheet."""
        return (column for column in self.all if column.section is section and not column.is_part)

    @cached_property
    def sections(self) -> tuple[FieldGroup, ...]:
        """The repeated sections of the form."""
        return tuple(dict.fromkeys(column.section for column in self.all if column.section))

    def section_named(self, name: str) -> FieldGroup | None:
        """The section whose name a sheet has."""
        for section in self.sections:
            aliases = (extra(section.info, "aliases") or ()) if section.info else ()
            if fold(name) in {fold(label) for label in (section.name, section.title, *aliases)}:
                return section
        return None

    def is_label(self, text: str) -> bool:
        """Whether a text is what somebody writes above a column, or beside a cell, of this form or of any table."""
        named = without_ordinal(text)
        return bool(self.all_named(named)) or (fold(named) != "" and is_harmless(named)) or self._matcher.is_known(text)

    def header(self, pattern: str) -> str:
        """What an entry workbook calls the field of a pattern."""
        return self._paths[pattern].header

    @staticmethod
    def path_of(target: Target) -> str:
        """The path of a field in a row of its section."""
        return paths.join(target[0].path(target[1]))

    def find(self, header: str) -> tuple[FieldColumn, int] | None:
        """The field that a header names outright, and the row of its section, from 0; None if it names none."""
        found = self.named(header)
        return found[0] if found else None

    def named(self, header: str) -> tuple[Target, str] | None:
        """The field that a header names, and by what: "path", "label" or "word"; a word of several names none."""
        found = [*self.all_named(header).items()]
        return found[0] if found and (len(found) == 1 or found[0][1] != "word") else None

    def all_named(self, header: str) -> dict[Target, str]:
        """The fields that a header may name outright, each with by what it is named, a path or label first."""
        by_path = self._by_path(header.strip())
        found: dict[Target, str] = {} if by_path is None else {by_path: "path"}
        whole, *others = spellings(header)
        for names in ([whole], others):  # 著作权（软件） is a word for a field, and 著作权 the label of another
            for why, *index in (("label", self._labels, self._in_rows), ("word", self._words, self._words_in_rows)):
                named = next(filter(None, (self._by_label(name, *index) for name in names)), ()) if not by_path else ()
                found |= {target: why for target in named if target not in found}
            if found:
                break
        return found

    def _within(self, section: FieldGroup, header: str) -> str:
        """A header in the sheet of a section, whose own labels come first, as one that would be known in any table."""
        for column in self.of(section):
            if fold(header) in field_names(column) or header.strip() == column.leaf.name:
                return paths.join(column.path())
        is_known = any(column.section in (None, section) for column, _ in self.all_named(header))
        return header if is_known else f"{section.title}{LEVELS}{header}"

    def _by_path(self, header: str) -> tuple[FieldColumn, int] | None:
        try:
            path = paths.parse(header)
        except ValueError:
            return None
        column = self._paths.get(paths.pattern(path))
        if column is None:
            return None
        outer, inner, *_ = *(step for step in path if isinstance(step, int)), 0, 0
        return (replace(column, inner=inner) if inner else column), outer

    @staticmethod
    def _by_label(folded: str, labels: _Names, in_rows: _Names) -> tuple[Target, ...]:
        if folded in labels:
            return tuple((column, 0) for column in labels[folded])
        numbered = _NUMBERED.fullmatch(folded)
        if numbered is None or int(numbered[2]) < 1:
            return ()
        name = numbered[1] + numbered[3]
        # A number means a row: 联系电话1 is of the only section that has such a label.
        found = [column for column in labels.get(name, ()) if column.section] or in_rows.get(name, ())
        return tuple((column, int(numbered[2]) - 1) for column in found)

    @cached_property
    def _matcher(self) -> ColumnMatcher:
        same_as: Mapping[str, str] = getattr(self._model, "same_as", {})
        return ColumnMatcher(self.all, self.all_named, same_as)

    def match(
        self,
        headers: Sequence[str],
        contents: Sequence[ColumnContents] = (),
        given: Mapping[str, Target | None] = NOTHING_MEANT,
        key: str = "",
        within: FieldGroup | None = None,
    ) -> list[ColumnMatch]:
        """What each column is, by its header, its values and the columns beside it.

        Args:
            headers: from left to right.
            contents: the values of each column; without them headers alone decide.
            given: header → what somebody has said that it is; None leaves it out.
            key: the pattern of the field that names the applicants.
            within: the section whose sheet it is.
        """
        held = contents or [NO_CONTENTS] * len(headers)
        names = [self._within(within, header) if within else header for header in headers]
        matches = with_splits(self._matcher.match(names, held, given, key), held, self.all)
        matches = with_claims(with_trade_marks(matches, held), held, self.all)
        own = dict(zip(reversed(names), reversed(headers), strict=True))
        return [
            replace(self._whole_or_part(match, matches, values), header=header, rival=own.get(match.rival, ""))
            for match, header, values in zip(matches, headers, held, strict=True)
        ]

    def resolve(
        self,
        table: str,
        headers: Iterable[str],
        form: str,
        *,
        ignore: bool = False,
        given: Mapping[str, str] = NOTHING_GIVEN,
        contents: Sequence[ColumnContents] = (),
    ) -> dict[str, Target]:
        """The field of every header; a column that tables have and forms have not, such as 序号, is left out.

        Args:
            table: what to call the table in a message.
            headers: the headers from left to right.
            form: the id of the form.
            ignore: leave out headers that mean nothing.
            given: header → a name that we know, or "" to leave the column out.
            contents: the values of each column, as far as they were looked at.

        Raises:
            UnknownColumns: headers that mean no field or may mean several, each with what it may be; not if `ignore`.
            SameColumn: two headers mean one field, or a field and a part of it.
            RowNumberTooHigh: a header numbers a row that no form has.
        """
        names = list(headers)
        matches = self.match(names, contents, self.meant(table, given, form))
        return self.targets(table, matches, form, ignore=ignore)

    def meant(self, table: str, given: Mapping[str, str], form: str) -> dict[str, Target | None]:
        """The fields that are given for headers; None leaves one out.

        Raises:
            UnknownTargets: a name is none of a field.
        """
        found = {header: self.find(name) if name else None for header, name in given.items()}
        wrong = [short_header(name) for header, name in given.items() if name and found[header] is None]
        if wrong:
            raise UnknownTargets(names=wrong, form=form)
        return found

    def targets(
        self, table: str, matches: Sequence[ColumnMatch], form: str, *, ignore: bool = False, needed: str = ""
    ) -> dict[str, Target]:
        """The fields of the columns that are sure.

        Args:
            table: what to call the table in a message.
            matches: what each column is.
            form: the id of the form.
            ignore: leave out the columns that are to be asked.
            needed: the field without which nobody knows whose a row is: without it nothing that is asked is left out.

        Raises:
            UnknownColumns: some are to be asked; not if `ignore`.
            SameColumn: two headers mean one field, or a field and a part of it.
            RowNumberTooHigh: a header numbers a row that no form has.
        """
        for match in matches:
            if match.rival:
                raise SameColumn(table=table, first=match.rival, second=match.header, path=match.path)
            if match.target is not None and match.target[1] >= MOST_ROWS:
                raise RowNumberTooHigh(table=table, header=short_header(match.header), limit=MOST_ROWS)
        asked = [match for match in matches if match.state == "asked"]
        sure = [part for match in matches if match.state == "sure" for part in (match.target, *match.parts) if part]
        named = any(field.pattern == needed or field.is_applicant for field, _ in sure)
        if asked and not (ignore and (named or not needed)):
            raise unknown_columns(table, asked, form)
        found = {match.header: match.target for match in matches if match.state == "sure" and match.target}
        for header, parts in split_targets(matches).items():
            found |= {part_header(header, part): part for part in parts}
        refuse_same(table, found)
        return found

    def _whole_or_part(self, match: ColumnMatch, matches: Sequence[ColumnMatch], held: ColumnContents) -> ColumnMatch:
        """Of a value whose parts have columns of their own, a column for all of it is the first that may be its values.

        So it is the sum, 是否, or the level; but not under the form's own label, where a cell may name the parts as
        well, unless all say 是 or 否. The other way round, a column of what is said of a claim says also whether it is
        held, where no other column does: 高企证书号.
        """
        if match.target is None:
            return match
        column, index = match.target
        if column.is_part:
            whole = self._paths[column.pattern.rpartition(".")[0]]
            patterns = {each.target[0].pattern for each in matches if each.target} - {column.pattern}
            is_alone = isinstance(whole.leaf.codec, ClaimCodec) and not any(map(whole.is_of, patterns))
            is_whole = is_alone and match.why.key != "bulk.match.path"
            return replace(match, target=(whole, index), parts=()) if is_whole else match
        is_answer = {*map(kind_of, match.samples)} == {"answer"}
        if (fold(match.header) in self._labels and not is_answer) or match.header == column.pattern:
            return match
        has_parts = any(
            each.target and each.target[0].is_part and column.is_of(each.target[0].pattern) for each in matches
        )
        parts = [part for part in self.all if part.is_part and column.is_of(part.pattern)]
        if isinstance(column.leaf.codec, ClaimCodec):  # which title it is, where another column says whether
            had = {each.target[0] for each in matches if each.target}
            parts = [part for part in parts if part not in had] or parts
        first = next((each for each in parts if held.support(each) > CONTRADICTED), None)
        if not has_parts or first is None:
            return match
        other = next((each.header for each in matches if each.target == (first, index)), "")
        if other:  # 专利小计, beside 合计 of patents and trade marks
            return replace(match, state="asked", target=None, why=Bilingual("bulk.match.taken", {"other": other}))
        return replace(match, target=(first, index))


@cache
def columns_of(model: type[FormModel]) -> FormColumns:
    """The columns of a form's records."""
    return FormColumns(model)
