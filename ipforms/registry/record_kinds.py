"""What people record, one thing at a time, on the command line and at the desk: a visit, a case, the end of a term.

Each kind names the facts that it needs and takes, so that options, inputs of a page and errors follow from one place.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ipforms.codes import uscc
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.registry.due_items import DueItem
from ipforms.registry.register import RegistryTransaction
from ipforms.registry.tables import PARTIES
from ipforms.rules.policies import LIST_DEFAULT, ListPolicies
from ipforms.rules.programmes import DECISION_VERDICTS, LEVELS, REVIEW_OUTCOMES

if TYPE_CHECKING:
    from ipforms.registry.register import Registry

_SHOWN = 10  # names of parties that a text may mean; more do not help to choose


class NotRecorded(IpformsError):
    """Something that this kind of record needs is not given, or is not what it should be."""


class UnknownFacts(IpformsError):
    """What is given is nothing that this kind of record holds."""


class UnknownParty(IpformsError):
    """No party is called that."""


class UnclearParty(IpformsError):
    """Several parties are called that."""


@dataclass(frozen=True)
class RecordKind:
    """One kind of thing that is recorded.

    Attributes:
        call: what records it.
        needs: the facts without which it is not recorded; `id` is the number of a row of `table`.
        takes: further ones.
        names: what `call` calls a fact, where that is another name.
        fixed: what `call` gets in any case.
        table: which rows it goes on with; "" of a kind that begins something.
        done: the column of such a row that is blank until then.
        decides: whether it is for those alone who may decide.
    """

    call: Callable[..., Any]
    needs: tuple[str, ...]
    takes: tuple[str, ...] = ("on",)
    names: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    table: str = ""
    done: str = ""
    decides: bool = False

    @property
    def facts(self) -> tuple[str, ...]:
        """All that it holds."""
        return self.needs + self.takes

    def is_open(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of its table may go on with it."""
        if self.call is RegistryTransaction.revoke:
            return row["district_verdict"] is not None
        is_dispute = self.call is not RegistryTransaction.refer or row["kind"].startswith("dispute")
        return is_dispute and (not self.done or row[self.done] is None)


def _publish(change: RegistryTransaction, *, entry: int, on: date | None = None) -> None:
    change.publish([entry], on=on)


def _renew(change: RegistryTransaction, *, party: int, **said: Any) -> int:
    if not said.keys() - {"on", "reason"}:
        raise _missing("party", "renamed")
    change.renew(party, **said)
    return party


def _case(change: RegistryTransaction, *, on: date | None = None, **facts: Any) -> int:
    """A case of which the day is known alone came in at its beginning."""
    if on is not None:
        facts.setdefault("received", datetime.combine(on, time()))
    return change.case(**facts)


def _activity(kind: str, *needs: str) -> RecordKind:
    takes = tuple(name for name in ("party", "on", "by", "topic", "note") if name not in needs)
    return RecordKind(RegistryTransaction.activity, ("programme", *needs), takes, fixed={"kind": kind})


def _liaison(side: str, needs: tuple[str, ...], takes: tuple[str, ...]) -> RecordKind:
    more = (*takes, "on", "post", "phone", "email")
    return RecordKind(RegistryTransaction.liaison, ("programme", *needs), more, fixed={"side": side})


def _opened(kind: str, *takes: str) -> RecordKind:
    return RecordKind(_case, ("party", "matter"), ("on", "received", *takes, "opponent"), fixed={"kind": kind})


_OF_PARTY = ("on", "renamed", "code", "district", "contact", "phone", "email", "reason")
RECORDS: dict[str, RecordKind] = {
    "visit": _activity("visit", "party"),
    "service": _activity("service"),
    "training": _activity("training"),
    "navigation": _activity("navigation"),
    "office-liaison": _liaison("office", ("name",), ("office", "party")),
    "party-liaison": _liaison("party", ("party", "name"), ()),
    "end-liaison": RecordKind(
        RegistryTransaction.end_liaison, ("id",), names={"id": "liaison"}, table="liaisons", done="until"
    ),
    "party": RecordKind(_renew, ("party",), _OF_PARTY, names={"renamed": "name"}, table="parties"),
    "cultivation": RecordKind(RegistryTransaction.cultivate, ("party",)),
    "acceptance": RecordKind(
        RegistryTransaction.accept,
        ("id", "by", "passed"),
        ("on", "plaque"),
        {"id": "cultivation"},
        table="cultivations",
        done="accepted_on",
        decides=True,
    ),
    "lead": RecordKind(RegistryTransaction.lead, ("party", "matter"), ("on", "source")),
    "transfer": RecordKind(
        RegistryTransaction.transfer, ("id", "to"), names={"id": "lead"}, table="leads", done="transferred_on"
    ),
    "dispute-inside": _opened("dispute_inside", "disputed"),
    "dispute-outside": _opened("dispute_outside", "disputed"),
    "counterfeit-patent": _opened("counterfeit_patent"),
    "other-province": _opened("other_province"),
    "other": _opened("other"),
    "refer": RecordKind(
        RegistryTransaction.refer, ("id", "to"), ("at",), {"id": "case"}, table="cases", done="referred_at"
    ),
    "close": RecordKind(
        RegistryTransaction.close, ("id", "outcome"), names={"id": "case"}, table="cases", done="closed_on"
    ),
    "publish": RecordKind(_publish, ("id",), names={"id": "entry"}, table="entries", done="published_on", decides=True),
    "leave": RecordKind(
        RegistryTransaction.leave,
        ("id", "reason"),
        names={"id": "entry", "reason": "why"},
        table="entries",
        done="left_on",
        decides=True,
    ),
    "decision": RecordKind(
        RegistryTransaction.decide,
        ("id", "level", "verdict"),
        ("on", "by", "opinion", "batch"),
        {"id": "application"},
        table="applications",
        done="city_verdict",
        decides=True,
    ),
    "review": RecordKind(
        RegistryTransaction.settle_entry,
        ("id", "result"),
        ("on", "by", "opinion"),
        {"id": "entry", "result": "outcome"},
        table="review",
        decides=True,
    ),
    "revoke": RecordKind(
        RegistryTransaction.revoke,
        ("id", "level", "reason"),
        names={"id": "application"},
        table="applications",
        decides=True,
    ),
    "withdraw": RecordKind(RegistryTransaction.withdraw_row, ("table", "id", "reason"), (), decides=True),
}
"""In the order in which people are offered them."""
FACT_CHOICES: dict[str, tuple[str, ...]] = {
    "level": LEVELS,
    "verdict": DECISION_VERDICTS,
    "result": REVIEW_OUTCOMES,
    "passed": ("1", "0"),
}
"""Facts that are one of a few words."""
_YES = frozenset(("yes", "true", "1", "是", "通过"))
_READ: dict[str, Callable[[str], Any]] = {
    "id": int,
    "on": date.fromisoformat,
    **dict.fromkeys(("received", "disputed", "at"), datetime.fromisoformat),
    "passed": _YES.__contains__,
    "code": uscc.validate,
}
"""What facts are made of, where they are given as texts."""


def record(change: RegistryTransaction, kind: str, facts: Mapping[str, Any]) -> int | None:
    """Record something; the number of what begins with it, or None.

    Args:
        change: the transaction.
        kind: one of `RECORDS`.
        facts: what is said of it, as texts or values; blank ones count as not given. `programme` follows from the
            party, or from the registry where it has one alone.

    Raises:
        NotRecorded: a fact is missing, or is not what it should be.
        UnknownFacts: one is given that this kind does not hold.
    """
    own = RECORDS[kind]
    given = {name: value for name, value in facts.items() if value not in (None, "")}
    is_given = "programme" in given and "party" not in given  # a party is on the list of its own notice
    if "programme" in own.facts and not is_given and (of := _programme(change, given.get("party"))):
        given["programme"] = of
    if unknown := [masked_text(name) for name in given if name not in own.facts]:
        known = [Bilingual("registry.named", {"name": name, "title": fact_title(name)}) for name in own.facts]
        raise UnknownFacts(kind=kind_title(kind), names=unknown, known=known)
    for name in own.needs:
        if name not in given:
            raise _missing(kind, name)
    values = {own.names.get(name, name): _read(kind, name, value) for name, value in given.items()}
    made = own.call(change, **own.fixed, **values)
    return made if isinstance(made, int) else None


def record_each(
    change: RegistryTransaction, kind: str, facts: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
) -> list[int | None]:
    """Record the same of several parties or rows (`party` or `id` of each); once for nobody if there are none."""
    return [record(change, kind, {**facts, **row}) for row in list(rows) or [{}]]


def terms_of(
    registry: "Registry", kind: str, numbers: Iterable[int | None], now: datetime, policies: ListPolicies = LIST_DEFAULT
) -> list[DueItem]:
    """The terms of cases that were opened, or that they have none; nothing of other kinds of records."""
    opened = set(numbers) if RECORDS[kind].call is _case else set()
    return [each for each in registry.open_cases(now, policies) if each.id in opened] if opened else []


def kind_title(kind: str) -> Bilingual:
    """What a kind is called."""
    return Bilingual(f"registry.record.{kind}")


def fact_title(name: str) -> Bilingual:
    """What a fact is called."""
    return Bilingual(f"registry.fact.{name}")


def party_of(registry: "Registry", text: str) -> int:
    """The number of a party that is given by its number, its credit code or a part of its name.

    Raises:
        UnknownParty: none is called that.
        UnclearParty: several are.
    """
    if text.isdigit() and len(text) < _SHOWN:  # a number of ours; credit codes have 18 characters
        return int(registry.row("parties", int(text))["id"])
    found = registry.find(text)
    if not found:
        raise UnknownParty(text=masked_text(text))
    if len(found) > 1:
        names = [f"{each['id']} {each['name']}" for each in found[:_SHOWN]]
        raise UnclearParty(text=masked_text(text), names=names)
    return int(found[0]["id"])


def _programme(change: RegistryTransaction, party: int | None) -> str | None:
    if party is not None:
        return str(change.row(PARTIES, party)["programme"])
    known = change.execute(select(PARTIES.c.programme).distinct().limit(2)).scalars().all()
    return known[0] if len(known) == 1 else None


def _read(kind: str, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in FACT_CHOICES.get(name, (value,)) and name != "passed":
        raise _missing(kind, name)
    try:
        return _READ.get(name, str)(value)
    except ValueError:
        raise _missing(kind, name) from None


def _missing(kind: str, name: str) -> NotRecorded:
    return NotRecorded(kind=kind_title(kind), what=fact_title(name), name=name)
