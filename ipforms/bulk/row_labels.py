"""Tables with several rows an applicant, each of which says in a column of its own whose or what it is.

企业名称 | 人员类别 | 姓名 | 电话, a row for the representative and one for the contact; or 企业名称 | 项目 | 内容.
They are read with a row an applicant and the columns 法定代表人·姓名, 联系人·姓名.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ipforms.bulk.bare_headers import plain_header
from ipforms.bulk.column_contents import kinds_of
from ipforms.bulk.column_persons import FACT
from ipforms.bulk.columns import FormColumns
from ipforms.bulk.header_groups import HeaderGroups
from ipforms.bulk.header_words import names_part
from ipforms.bulk.sources import SourceRow, SourceTable
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.codes.masking import masked_text
from ipforms.messages import Note
from ipforms.text import comparable
from ipforms.text.label_tokens import owner_words, tokens

_LOOKED_AT = 60  # rows from the top that tell whether a column says whose the rows are
_MOST = 0.8  # of its values, that are labels or words for persons; the rest are of no field
_FEWEST, _FIELDS = 2, 4  # different ones: of persons; of fields, where the table has one column of values
_LONGEST = 12  # characters of such a value


class LabelledRows(SourceTable):
    """A table whose rows are facts of applicants, as one with a row an applicant; it is held in memory.

    Args:
        table: its rows.
        key: its header of the applicants' names.
        label: the header of the column that says what each row is.
        facts: the headers of what a row says of that; the others are of the applicant.
        are_counts: whether these count what the label is a kind of; else a single one is what the label says.
    """

    def __init__(
        self, table: SourceTable, key: str, label: str, facts: Sequence[str], *, are_counts: bool = False
    ) -> None:
        super().__init__(table.name, epoch_1904=table.epoch_1904)
        self.hidden_sheets, self.hidden = table.hidden_sheets, table.hidden
        self._table, self._key, self._label, self._facts = table, key, label, facts
        self._is_alone = len(facts) == 1 and not are_counts
        self._rows = list(self._together())

    @property
    def headers(self) -> tuple[str, ...]:
        """What is said of the applicant, then of each label, in the order in which they first stand."""
        own = [each for each in self._table.headers or () if each not in (self._label, *self._facts)]
        return tuple(dict.fromkeys([*own, *(name for row in self._rows for name in row.values)]))

    def __iter__(self) -> Iterator[SourceRow]:
        self.skipped[:] = self._table.skipped
        yield from self._rows

    @classmethod
    def of(cls, columns: FormColumns, table: SourceTable, key: str) -> SourceTable:
        """The table, with a row an applicant where one of its columns says what its rows are."""
        headers = table.headers or ()
        names = [each for each in headers if any(target.pattern == key for target, _ in columns.all_named(each))]
        if not names and len(headers) > _FEWEST:  # 市场, which is a word for the applicant, and none for any table
            found = columns.match(headers, key=key)
            names = [
                each.header for each in found if each.state == "sure" and each.target and each.target[0].pattern == key
            ]
        if len(names) != 1 or len(headers) <= _FEWEST:
            return table
        rows = [row.values for row in table.first(_LOOKED_AT)]
        applicants = Counter(name for row in rows if (name := row.get(names[0])) is not None)
        if len(applicants) == len(rows):  # 制度一·名称, which may be a word for rules, of a row an applicant
            return table
        for label in (each for each in headers if not columns.all_named(each)):
            values = [str(row[label]).strip() for row in rows if row.get(label) is not None]
            others = [each for each in headers if each not in (*names, label)]
            if facts := _facts(columns, values, others):
                return cls(table, names[0], label, facts)
            if facts := _counts(columns, values, _differing(rows, names[0], others)):
                return cls(table, names[0], label, facts, are_counts=True)
        return table

    def _together(self) -> Iterator[SourceRow]:
        found: dict[str, _Applicant | SourceRow] = {}
        last = ""
        for row in self._table:
            name = comparable(str(row.values.get(self._key, ""))) or last
            if row.problems or not name or row.values.get(self._label) is None:
                found[f"{row.number}\n"] = row
            elif isinstance(held := found.get(name), _Applicant):
                held.add(row)
                last = name
            else:
                found[name] = _Applicant(row, self._label, self._facts, self._is_alone)
                last = name
        yield from (each.row if isinstance(each, _Applicant) else each for each in found.values())


@dataclass
class _Applicant:
    """An applicant, row by row."""

    first: SourceRow
    label: str
    facts: Sequence[str]
    is_alone: bool
    values: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, tuple[Note, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.add(self.first)

    def add(self, row: SourceRow) -> None:
        """Take in what a row says; where the same label comes again, its facts are numbered."""
        said = str(row.values[self.label]).strip()
        own = [each for each in self.facts if each in row.values]
        number = 1
        while any(self._named(said, each, number) in self.values for each in own):
            number += 1
        names = {each: self._named(said, each, number) for each in self.facts}
        self.notes |= {names.get(header, header): notes for header, notes in row.notes.items()}
        for header, value in row.values.items():
            held = self.values.setdefault(names.get(header, header), value) if header != self.label else value
            if held != value:
                facts = {"row": row.number, "value": masked_text(str(value))}
                self.notes[header] = (*self.notes.get(header, ()), Note("cell.said_otherwise", facts))

    def _named(self, label: str, header: str, number: int) -> str:
        """What a fact is called: of several by label and header, and else by its label alone."""
        own = label if number == 1 else f"{label}{number}"
        return own if self.is_alone else f"{own}{LEVELS}{plain_header(header)}"

    @property
    def row(self) -> SourceRow:
        """All of it as one row."""
        return SourceRow(self.first.number, self.values, notes=self.notes, sheet=self.first.sheet)


def _facts(columns: FormColumns, labels: Sequence[str], headers: Sequence[str]) -> list[str]:
    """The columns that say something of what a column names; none where that names neither persons nor fields."""
    different = {*labels}
    if not _FEWEST <= len(different) < len(labels) or max(map(len, labels)) > _LONGEST:
        return []
    persons = {each for each in different if is_group(columns, each)}
    if _share(labels, persons) >= _MOST:
        return [
            each for each in headers if any(columns.all_named(f"{one}{LEVELS}{plain_header(each)}") for one in persons)
        ]
    known = {each for each in different if columns.all_named(each)}
    return [*headers] if len(headers) == 1 and len(known) >= _FIELDS and _share(labels, known) >= _MOST else []


def _differing(rows: Sequence[Mapping[str, Any]], key: str, headers: Sequence[str]) -> list[str]:
    """The columns in which an applicant has several values."""
    own: Mapping[str, Any] = {}
    found = dict[str, None]()
    for row in rows:
        own = row if row.get(key, own.get(key)) != own.get(key) else own
        found |= dict.fromkeys(each for each in headers if row.get(each, own.get(each)) != own.get(each))
    return [*found]


def _counts(columns: FormColumns, labels: Sequence[str], headers: Sequence[str]) -> list[str]:
    """The columns that count what another names kind by kind: 专利类型 | 有效件数."""
    different = [*dict.fromkeys(labels)]
    parts = {each for each in different if any(part.is_part and names_part(each, part) for part in columns.all)}
    if not _FEWEST <= len(different) < len(labels) or _share(labels, parts) < 1:
        return []
    found = {each: columns.match([f"{label}{LEVELS}{plain_header(each)}" for label in different]) for each in headers}
    paths = {each: {match.path for match in matches if match.state == "sure"} for each, matches in found.items()}
    return [each for each, own in paths.items() if len(own) == len(different)]


def is_said_of(columns: FormColumns, title: str, label: str) -> bool:
    """Whether a label below a title is what is said of the person, or the group of fields, that the title names."""
    named = is_group(columns, title) and 0 < len(label) <= _LONGEST and not tokens(title).unknown
    named = named and not any(each.is_applicant for each, _ in columns.all_named(title))  # 推荐企业 1
    return named and (FACT.fullmatch(label) is not None or bool(columns.all_named(f"{title}{LEVELS}{label}")))


def is_group(columns: FormColumns, label: str) -> bool:
    """Whether a label is of a group of fields, or of a person, on the form or whom people have beside."""
    words = tokens(label).words
    is_of_form = any(words in names for names in HeaderGroups(columns.all).words.values())
    is_person = any("person" in kinds_of(each) for each, _ in columns.all_named(label))
    return is_of_form or is_person or frozenset() < words <= owner_words()


def _share(values: Sequence[str], known: Collection[str]) -> float:
    return sum(each in known for each in values) / len(values)
