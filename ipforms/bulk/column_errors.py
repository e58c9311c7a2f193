"""Columns that cannot be used as they are: unknown, twice there, beyond the rows that a section can have."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ipforms import paths
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.header_scores import Target
from ipforms.bulk.sources.header_row import without_unit
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.text.label_tokens import fold

_SHOWN = 40  # characters of a header in a message; the longest of our forms has 24
_LISTED = 20  # headers that a message names; a whole wrong sheet is plain from fewer


class UnknownColumns(IpformsError):
    """Headers that mean no field of the form."""


class UnknownTargets(UnknownColumns):
    """Names that are given for headers and are none of a field."""


class RowNumberTooHigh(IpformsError):
    """A column of row 999999 of a section."""


class SameColumn(IpformsError):
    """Two headers that mean one field."""


class UnmatchedNames(IpformsError):
    """Names are given to columns that the table does not have."""


def given_names(
    table: str, headers: Iterable[str], given: Mapping[str, str], renamed: Iterable[tuple[str, str, str]] = ()
) -> dict[str, str]:
    """What is given for each header, however the caller spells it, and as it stands in its sheet.

    Raises:
        UnmatchedNames: the table has no such column.
    """
    named = [*headers]
    # 专利数 is 企业·专利数 where no other header ends so.
    lowest = Counter(fold(header.rpartition(LEVELS)[2]) for header in named)
    by_name = {fold(own): name for _, own, name in renamed}
    by_name |= {low: each for each in named if lowest[low := fold(each.rpartition(LEVELS)[2])] == 1}
    by_name |= {fold(without_unit(header)): header for header in named} | {fold(header): header for header in named}
    missing = [short_header(name) for name in given if fold(name) not in by_name]
    if missing:
        raise UnmatchedNames(table=table, headers=missing)
    return {by_name[fold(name)]: meant for name, meant in given.items()}


def unknown_columns(table: str, asked: Sequence[ColumnMatch], form: str) -> UnknownColumns:
    """The error for headers that mean nothing, or may mean several things."""
    columns = [_question(match) for match in asked[:_LISTED]]
    if len(asked) > _LISTED:
        columns.append(Bilingual("bulk.column.count", {"count": len(asked)}))
    return UnknownColumns(table=table, columns=columns, form=form)


def _question(match: ColumnMatch) -> Bilingual:
    facts = {"header": short_header(match.header)}
    likely = [match.target, *match.runners] if match.target else list(match.runners)
    if match.why.key == "bulk.match.contradicted":
        return Bilingual("bulk.column.contradicted", facts)
    if match.why.key == "bulk.match.whose":
        return Bilingual("bulk.column.whose", {**facts, "other": short_header(str(match.why.context["other"]))})
    if not likely:
        return Bilingual("bulk.column.name", facts)
    return Bilingual("bulk.column.near", {**facts, "near": target_name(likely[0])})


def target_name(target: Target | None) -> str:
    """What an entry workbook would call a column of this field: 机构名称2."""
    if target is None:
        return ""
    column, index = target
    return f"{column.header}{index + 1}" if column.section and index else column.header


def short_header(header: str) -> str:
    """A header as a message shows it. Where the header row is missing, the first person's data stand in its place."""
    return masked_text(header, _SHOWN)


def refuse_same(table: str, found: Mapping[str, Target]) -> None:
    """Refuse two columns of one field, unless it is a list.

    Raises:
        SameColumn: they are, or one is of a part of the other's field.
    """
    taken: dict[paths.Path, str] = {}
    for header, (column, index) in found.items():
        path = column.path(index)
        for first, other in taken.items():
            if path == first and column.has_many:
                continue
            if path == first or path == first[: len(path)] or first == path[: len(first)]:
                raise SameColumn(table=table, first=other, second=header, path=paths.join(path))
        taken[path] = header
