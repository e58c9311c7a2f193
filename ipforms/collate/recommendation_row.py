"""One application → one row of the recommendation table, with what the side table adds.

The side table: what the recommending office knows of each company beyond its application.

It is given as rows of a spreadsheet: plain mappings, keyed by field names or by the printed labels of the table.
Nothing in it is trusted to be right: what cannot be used is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from ipforms import paths
from ipforms.codes import jurisdiction, uscc
from ipforms.codes.divisions import JINHUA
from ipforms.codes.masking import masked_note, masked_text, masked_value
from ipforms.collate.row_alignment import same_items
from ipforms.findings import Finding
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.schemas.base import is_blank, label_index
from ipforms.schemas.jinhua import JinhuaApplication, JinhuaRecommendation, RecommendedEnterprise
from ipforms.schemas.labels import is_personal, label
from ipforms.text import bare_label, comparable, label_key, name_key

SideRows = Mapping[str, Mapping[str, Any]] | Iterable[Mapping[str, Any]]
"""Rows by company name, or rows that hold the name themselves."""

_USCC_LABELS = frozenset(map(label_key, ("uscc", "统一社会信用代码", "社会信用代码", "信用代码")))
_MOST_COLUMNS = 10  # unknown ones that a message lists: more mean another sheet


@dataclass(frozen=True)
class SideRow:
    """What a row says of one company, each value in its canonical shape.

    Attributes:
        name: the company, as the row writes it.
        values: by field name of the recommendation table's row; blank ones are left out.
        uscc: the company's code, or "".
    """

    name: str
    values: Mapping[str, Any] = field(repr=False)
    uscc: str = ""


class SideTable:
    """The side table, by company.

    Attributes:
        findings: rows and values that cannot be used.
    """

    def __init__(self, table: SideRows | None) -> None:
        self.findings: list[Finding] = []
        self._rows: dict[str, SideRow] = {}
        self._unknown: dict[str, None] = {}
        for number, given in enumerate(_rows(table), 1):
            self._take(number, given)
        if self._unknown:
            columns = "、".join(masked_text(column) for column in list(self._unknown)[:_MOST_COLUMNS])
            self.findings.append(Finding(Note("recommend.side_columns", {"columns": columns})))

    def of(self, name: str | None) -> SideRow | None:
        """The row of a company, or None."""
        return self._rows.get(name_key(name))

    def unused(self, names: Iterable[str | None]) -> Iterator[Finding]:
        """The rows of companies that are not among the applicants."""
        known = set(map(name_key, names))
        for key, row in self._rows.items():
            if key not in known:
                yield Finding(Note("recommend.side_unused", {"name": masked_text(row.name)}))

    def _take(self, number: int, given: Mapping[str, Any]) -> None:
        row = self._row(number, given)
        key = name_key(row.name)
        if not key:
            self.findings.append(Finding(Note("recommend.side_nameless", {"number": number})))
        elif key in self._rows:
            facts = {"number": number, "name": masked_text(row.name)}
            self.findings.append(Finding(Note("recommend.side_twice", facts)))
        else:
            self._rows[key] = row

    def _row(self, number: int, given: Mapping[str, Any]) -> SideRow:
        values: dict[str, Any] = {}
        code = ""
        for column, value in given.items():
            name = field_of(str(column))
            if label_key(str(column)) in _USCC_LABELS:
                code = uscc.compact(str(value or ""))
            elif name is None:
                self._unknown[str(column)] = None
            else:
                values.update(self._value(number, name, value))
        return SideRow(str(values.pop("name", "") or ""), values, code)

    def _value(self, number: int, name: str, value: Any) -> dict[str, Any]:
        taken, reason = validated(name, value)
        if reason:
            facts = {"number": number, "reason": reason, "value": _masked(name, value)}
            title = RecommendedEnterprise.model_fields[name].title or name
            self.findings.append(Finding(Note("recommend.side_unfit", facts), label=title))
        return {} if is_blank(taken) else {name: taken}


def field_of(column: str) -> str | None:
    """The field of the recommendation table that a column means, or None.

    >>> field_of("涉足领域"), field_of("重点保护专利"), field_of("备注")
    ('industry', 'key_patents', None)
    """
    if column in RecommendedEnterprise.model_fields:
        return column
    labels = label_index(RecommendedEnterprise)
    return labels.get(label_key(column)) or labels.get(bare_label(column))


def validated(name: str, value: Any) -> tuple[Any, Note | str | None]:
    """A value as the row's field holds it, and why it cannot, or None."""
    try:
        row = RecommendedEnterprise.model_validate({name: value})
    except ValidationError as error:
        return None, refusal(error, personal=is_personal(RecommendedEnterprise, (name,)))
    return row.model_dump(mode="json")[name], None


def refusal(error: ValidationError, *, personal: bool) -> Note | str:
    """Why a model does not take a value: the codec's note, or pydantic's own words."""
    fault = error.errors(include_url=False, include_input=False)[0]
    note = fault.get("ctx", {}).get("note")
    return masked_note(note, personal=personal) if isinstance(note, Note) else str(fault["msg"])


def _rows(table: SideRows | None) -> Iterator[Mapping[str, Any]]:
    if isinstance(table, Mapping):
        for name, row in table.items():
            yield {"name": name, **{column: value for column, value in row.items() if field_of(str(column)) != "name"}}
    else:
        yield from table or ()


def _masked(name: str, value: Any) -> str:
    return masked_value(value, personal=is_personal(RecommendedEnterprise, (name,)))


_RIGHTS = ("key_trademarks", "key_patents")
OFFICE = ("industry", *_RIGHTS)  # Fields of a row that no application holds


@dataclass(frozen=True)
class RecommendationRow:
    """A row of the table."""

    values: Mapping[str, Any]  # by field name
    findings: tuple[Finding, ...]  # what is missing or doubtful in it, each at its field of the table


def from_application(record: JinhuaApplication) -> dict[str, Any]:
    """What an application says of a row's fields; the liaison is its 联系人, the office's phones go before the mobile.

    >>> record = JinhuaApplication(contact_name="陈晓岚", office_phones=["0579-82177827"], mobile="13905790000")
    >>> row = from_application(record)
    >>> row["liaison_name"], row["phones"]
    ('陈晓岚', ['0579-82177827', '13905790000'])
    """
    numbers = (*(record.office_phones or ()), record.mobile)
    return {
        "name": record.enterprise_name,
        "address": record.address,
        "liaison_name": record.contact_name,
        "liaison_title": record.contact_title,
        "phones": list(dict.fromkeys(number for number in numbers if number)),
        "email": record.email,
    }


def join(record: JinhuaApplication, side: SideRow | None, index: int) -> RecommendationRow:
    """Make a row.

    Args:
        record: the application.
        side: the company's row of the side table, or None.
        index: which row of the recommendation table it will be, from 0.
    """
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    extra = side.values if side else {}
    for name, given in from_application(record).items():
        taken, reason = validated(name, given)
        if reason:
            findings.append(at(index, name, Note("recommend.unfit", {"reason": reason})))
        values[name] = extra.get(name) if is_blank(taken) else taken
        findings += _doubts(index, name, taken, extra.get(name), refused=bool(reason))
    for name in OFFICE:
        values[name] = extra.get(name)
    findings += (*_to_supply(index, values, record), *_outside(index, values["address"]))
    findings += _rights(index, values, record)
    return RecommendationRow(values, tuple(findings))


def at(index: int, name: str, note: Note, source: str = "") -> Finding:
    """A finding at a field of a row of the recommendation table."""
    path: paths.Path = ("enterprises", index, name)
    personal = is_personal(JinhuaRecommendation, path)
    return Finding(
        masked_note(note, personal=personal), paths.join(path), label(JinhuaRecommendation, path), source=source
    )


def same(first: Any, second: Any) -> bool:
    """Whether two values of a row's field say the same."""
    if isinstance(first, list) and isinstance(second, list):
        return same_items(first, second)
    return comparable(str(first)) == comparable(str(second))


def shown_value(name: str, value: Any) -> str:
    """A value of a row's field as a message shows it."""
    personal = is_personal(RecommendedEnterprise, (name,))
    values = value if isinstance(value, list) else [value]
    return "、".join(masked_value(each, personal=personal) for each in values if each is not None)


def _doubts(index: int, name: str, application: Any, side: Any, *, refused: bool) -> Iterator[Finding]:
    if is_blank(application):
        if is_blank(side) and not refused:
            yield at(index, name, Note("recommend.blank"))
    elif not is_blank(side) and not same(application, side):
        facts = {"side": shown_value(name, side), "application": shown_value(name, application)}
        yield at(index, name, Note("recommend.side_differs", facts))


def _outside(index: int, address: str | None) -> Iterator[Finding]:
    """A company that is not of Jinhua, as the check of the finished table says too."""
    place = jurisdiction.of_address(address, JINHUA)
    if place.verdict == "outside":
        facts = {"found": place.named, "city": JINHUA.name}
        yield at(index, "address", Note("address.other_city", facts), clauses.JINHUA.cited("金华市企业"))


def _valid(record: JinhuaApplication) -> dict[str, int | None]:
    """How many rights an application declares to be in force."""
    patents = record.valid_patents.total if record.valid_patents else None
    return dict(zip(_RIGHTS, (record.valid_trademarks, patents), strict=True))


def _to_supply(index: int, values: Mapping[str, Any], record: JinhuaApplication) -> Iterator[Finding]:
    """What no application holds and the side table does not say: one finding on a company."""
    blank = [name for name in OFFICE if is_blank(values[name])]
    if blank[-len(_RIGHTS) :] == list(_RIGHTS):  # one of them is enough, and none where there is none in force
        blank = [name for name in blank if _valid(record).get(name) != 0]
    else:
        blank = [name for name in blank if name not in _RIGHTS]
    if blank:
        columns = [str(RecommendedEnterprise.model_fields[name].title) for name in blank]
        path: paths.Path = ("enterprises", index)
        note = Note("recommend.not_on_the_form", {"columns": columns})
        yield Finding(note, paths.join(path), masked_text(record.enterprise_name or ""))


def _rights(index: int, values: Mapping[str, Any], record: JinhuaApplication) -> Iterator[Finding]:
    """More to protect than the company declares to be in force."""
    for name, declared in _valid(record).items():
        listed = len(values[name] or ())
        if declared is not None and listed > declared:
            facts = {"listed": listed, "valid": declared}
            yield at(index, name, Note("recommend.more_than_valid", facts), str(clauses.JINHUA_VERIFY))
