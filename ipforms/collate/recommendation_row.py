"""One application → one row of the recommendation table, with what the side table adds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ipforms import paths
from ipforms.codes import jurisdiction
from ipforms.codes.divisions import JINHUA
from ipforms.codes.masking import masked_note, masked_text, masked_value
from ipforms.collate.row_alignment import same_items
from ipforms.collate.side_table import SideRow, validated
from ipforms.findings import Finding
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.schemas.base import is_blank
from ipforms.schemas.jinhua import JinhuaApplication, JinhuaRecommendation, RecommendedEnterprise
from ipforms.schemas.labels import is_personal, label
from ipforms.text import comparable

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
