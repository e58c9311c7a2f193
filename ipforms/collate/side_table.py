"""The side table: what the recommending office knows of each company beyond its application.

It is given as rows of a spreadsheet: plain mappings, keyed by field names or by the printed labels of the table.
Nothing in it is trusted to be right: what cannot be used is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from ipforms.codes import uscc
from ipforms.codes.masking import masked_note, masked_text, masked_value
from ipforms.findings import Finding
from ipforms.messages import Note
from ipforms.schemas.base import is_blank, label_index
from ipforms.schemas.jinhua import RecommendedEnterprise
from ipforms.schemas.labels import is_personal
from ipforms.text import bare_label, label_key, name_key

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
