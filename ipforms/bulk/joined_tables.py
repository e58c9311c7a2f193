"""Several tables of one workbook as one: a sheet a district, a table a class, or what is known of the same applicants.

A row whose applicant stands in an earlier table adds to it; another is an applicant of its own. What two tables say
otherwise of one applicant is told, and the earlier one counts.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ipforms import paths
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.columns import columns_of
from ipforms.bulk.header_scores import Target
from ipforms.bulk.row_texts import is_for_people
from ipforms.bulk.sources import RowProblem, SourceRow, SourceTable
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.bulk.split_columns import PART, part_header, split_row, split_targets
from ipforms.bulk.table_matches import match_table, name_header
from ipforms.bulk.trade_mark_columns import joined_columns
from ipforms.codecs.amounts import AmountCodec
from ipforms.codes.masking import masked_text
from ipforms.forms import Form
from ipforms.messages import Note
from ipforms.text import comparable
from ipforms.text.regex import regex

_FEWEST = 2  # columns that are sure, the name among them, of a table that adds something
_LOOKED_AT, _MOST = 60, 0.8  # rows from the top, and the share of them whose applicants are known

_OFFICE = regex(r".+(?:局|委|委员会|办公室|政府|[市区县]科)")


@dataclass(frozen=True)
class _Part:
    """A table, and what its columns are called in the joined one."""

    table: SourceTable  # its rows
    name: str  # its header of the applicants' names
    headers: Mapping[str, str]  # its own header → the header in the joined table
    units: Mapping[str, str]  # its own header → the unit of its numbers, where the joined one has another
    splits: Mapping[
        str, tuple[Target, ...]
    ]  # its columns of several fields, whose parts have columns in the joined one
    only_adds: bool  # whether it says something of applicants that stand elsewhere, and is no list of them


class JoinedTable(SourceTable):
    """Tables as one; their rows are held in memory.

    Args:
        parts: the main one first.
        lists: headers of which an applicant may have several values.
    """

    def __init__(self, parts: Sequence[_Part], lists: frozenset[str]) -> None:
        first = parts[0].table
        super().__init__(first.name, epoch_1904=first.epoch_1904)
        self.hidden_sheets, self.hidden = first.hidden_sheets, first.hidden
        self.is_turned = all(part.table.is_turned for part in parts)
        names = tuple(dict.fromkeys(part.table.name for part in parts))
        self.sheets = names if len(names) > 1 else ()
        self._parts, self._lists = parts, lists
        self.renamed = [
            (sheet, own, part.headers.get(name, name)) for part in parts for sheet, own, name in part.table.renamed
        ]
        self.renamed += [
            (part.table.name, own.partition(PART)[0], name)
            for part in parts[1:]
            for own, name in part.headers.items()
            if own != name and own not in part.splits
        ]

    @classmethod
    def of(cls, form: Form, tables: Sequence[SourceTable]) -> list[SourceTable]:
        """The tables, with those that name the same kind of applicants joined to the first that does."""
        if len(tables) < _FEWEST:
            return [*tables]
        read = _matches(form, tables)
        named = {id(table): found for table in tables if (found := _named(form, table, read[id(table)])) is not None}
        main = next((table for table in tables if id(table) in named), None)
        if main is None:
            main = max(tables, key=lambda table: sum(each.state == "sure" for each in read[id(table)]))
            return [main, *(each for each in tables if each is not main)]
        known = {_key(row.values.get(named[id(main)][0])) for row in main} - {""}
        ours = {**named}
        for table in (each for each in tables if id(each) not in named):
            ours |= {id(table): found} if (found := _of_known(form, table, known)) is not None else {}
        headers: dict[str, Target] = {}
        splits: dict[str, tuple[Target, ...]] = {}
        marks: dict[str, str] = {}  # the numbers of trade marks, with the column of their names
        parts = []
        for table in (each for each in tables if id(each) in ours):
            name, matches = ours[id(table)]
            own = _renamed(table.name, matches, headers, first=table is main)
            parted: dict[str, tuple[Target, ...]] = {}
            for header, targets in split_targets(matches).items():
                own[header] = next((each for each, other in splits.items() if {*other} == {*targets}), own[header])
                is_apart = own[header] not in splits and not {*headers.values()}.isdisjoint(targets)
                if is_apart and not any(field.has_many for field, _ in targets):
                    parted[header] = targets
                else:
                    splits.setdefault(own[header], targets)
            own |= _parted(parted, headers)
            marks |= {own[number]: own[name] for number, name in joined_columns(matches).items()}
            names = _names(table, name)
            is_of_known = table is not main and len({*names}) < len(names) and _are_known(names, known)
            units = _units(matches, own)
            parts.append(_Part(table, name, own, units, parted, only_adds=is_of_known or id(table) not in named))
        several = {header: (target,) for header, target in headers.items()} | splits
        lists = frozenset(
            name for name, own in several.items() if all(each.has_many or each.section for each, _ in own)
        )
        lists |= {number for number, name in marks.items() if name in lists}
        return [cls(parts, lists), *(each for each in tables if id(each) not in ours)]

    @property
    def headers(self) -> tuple[str, ...]:
        """Those of the first table, then what the others have besides."""
        names = (name for part in self._parts for own, name in part.headers.items() if own not in part.splits)
        return tuple(dict.fromkeys(names))

    def __iter__(self) -> Iterator[SourceRow]:
        self.skipped.clear()
        rows: list[SourceRow] = []
        known: dict[str, int] = {}
        for part in self._parts:
            before = at = len(rows)
            for row in part.table:
                own = self._own(part, row)
                name = _key(row.values.get(part.name))
                at = known.get(name, before) if name else at if self._goes_on(own) else before
                if at < before:
                    rows[at] = self._with(rows[at], own, part.headers[part.name])
                    continue
                known.setdefault(name, len(rows))
                rows.append(_of_nobody(own, row.values[part.name]) if part.only_adds and name else own)
            self.skipped += part.table.skipped
        yield from rows

    def _goes_on(self, row: SourceRow) -> bool:
        """Whether a row without a name says more of the applicant above it: another unit, another person."""
        is_none = any(is_for_people(value) for value in row.values.values() if isinstance(value, str))
        return not is_none and not self._lists.isdisjoint(row.values)

    def _own(self, part: _Part, row: SourceRow) -> SourceRow:
        """A row under the joined headers."""
        sheet = row.sheet or ("" if part.table.name == self.name else part.table.name)
        row = split_row(row, part.splits)
        values = {header: _with_unit(value, part.units.get(header, "")) for header, value in row.values.items()}
        return replace(row, values=values, sheet=sheet).renamed(part.headers)

    def _with(self, row: SourceRow, more: SourceRow, name: str) -> SourceRow:
        """A row with what another one says of the same applicant."""
        values: dict[str, Any] = {**row.values}
        further: dict[str, Any] = {}
        notes = {**more.notes, **row.notes}
        for header, value in more.values.items():
            if header not in values:
                values[header] = value
            elif header in self._lists:
                further[header] = value
            elif header != name and _key(values[header]) != _key(value):
                where = {"row": more.number, "value": masked_text(str(value))}
                notes[header] = (*notes.get(header, ()), Note("cell.said_otherwise", where))
        return replace(row, values=values, notes=notes, further=(*row.further, *([further] if further else ())))


def _parted(splits: Mapping[str, Sequence[Target]], headers: dict[str, Target]) -> dict[str, str]:
    """What the parts of columns of several fields are called in the joined table."""
    found: dict[str, str] = {}
    for header, targets in splits.items():
        for target in targets:
            name = next((each for each, other in headers.items() if other == target), target[0].header)
            headers.setdefault(name, target)
            found[part_header(header, target)] = name
    return found


def _of_nobody(row: SourceRow, name: Any) -> SourceRow:
    """A row whose applicant stands in no list of them: no form is made of it, unless it is no applicant's anyway."""
    if is_for_people(str(name)):
        return row
    return replace(row, problems=(*row.problems, RowProblem("cell.row_of_nobody", {"key": masked_text(str(name))})))


def _units(matches: Sequence[ColumnMatch], names: Mapping[str, str]) -> dict[str, str]:
    """The units of amounts whose column another table calls otherwise: 注册资金（元） beside 注册资金（万元）."""
    found: dict[str, str] = {}
    for match in matches:
        codec = match.target[0].leaf.codec if match.target else None
        if isinstance(codec, AmountCodec) and codec.under(match.header) != codec.under(names[match.header]):
            found[match.header] = codec.under(match.header).labelled or codec.unit
    return found


def _with_unit(value: Any, unit: str) -> Any:
    return f"{value}{unit}" if unit and str(value)[-1:].isdigit() else value


def _key(value: Any) -> str:
    return comparable(str(value)) if value is not None else ""


def _matches(form: Form, tables: Sequence[SourceTable]) -> dict[int, list[ColumnMatch]]:
    """What the columns of each table are; those with the same headers, a sheet a district, are looked at as one."""
    found: dict[int, list[ColumnMatch]] = {}
    for table in tables:
        is_blank = not table.headers or getattr(table, "empty", False)
        alike = [table] if is_blank else [each for each in tables if each.headers == table.headers]
        if id(table) not in found:
            matches = [] if is_blank else match_table(form, alike[0], alike=alike[1:])
            found |= {id(each): matches for each in alike}
    return found


def _named(form: Form, table: SourceTable, matches: list[ColumnMatch]) -> tuple[str, list[ColumnMatch]] | None:
    """The header of the applicants' names beside what the columns are; None of a table without such names."""
    sure = {match.header: match.target for match in matches if match.state == "sure" and match.target}
    name = name_header(form, sure)
    names = _names(table, name)
    if names and all(map(_OFFICE.fullmatch, names)):
        return None  # whom to call at each office, below the list of companies
    return (name, matches) if name and len(sure) + len(split_targets(matches)) >= _FEWEST else None


def _of_known(form: Form, table: SourceTable, names: Collection[str]) -> tuple[str, list[ColumnMatch]] | None:
    """The same of a table with a column of applicants that stand in another one, whatever it is called: 专利权人."""
    key = next((each for each in columns_of(form.model).all if each.is_applicant), None)
    path = paths.join(key.path(0)) if key else form.name_field
    for header in () if getattr(table, "empty", False) else table.headers or ():
        if _are_known(_names(table, header), names):
            matches = match_table(form, table, {header: path})
            return (header, matches) if sum(each.state == "sure" for each in matches) >= _FEWEST else None
    return None


def _names(table: SourceTable, header: str) -> list[str]:
    """The names of applicants near the top of a table, or what else stands below a header."""
    values = (str(row.values[header]) for row in table.first(_LOOKED_AT) if header in row.values)
    return [_key(value) for value in values if not is_for_people(value)]


def _are_known(names: Sequence[str], known: Collection[str]) -> bool:
    return bool(names) and sum(each in known for each in names) >= _MOST * len(names)


def _renamed(table: str, matches: Sequence[ColumnMatch], headers: dict[str, Target], *, first: bool) -> dict[str, str]:
    """What the columns of a table are called in the joined one, where a field keeps the first names for it."""
    found: dict[str, str] = {}
    for match in matches:
        target = match.target if match.state == "sure" else None
        if target is None:
            is_known = not first and match.state != "sure" and match.header in headers  # 姓名, of somebody else
            found[match.header] = f"{table}{LEVELS}{match.header}" if is_known else match.header
            continue
        # A field of several values may have several columns: 联络人手机 | 联络人办公电话.
        same = [header for header, other in headers.items() if other == target and header not in found.values()]
        is_other = not first and headers.get(match.header, target) != target
        name = next(iter(same), target[0].header if is_other else match.header)
        headers.setdefault(name, target)
        found[match.header] = name
    return found
