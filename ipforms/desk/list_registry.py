"""The registry of an instance: the list that accepted applications go into, a file beside the desk's own."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ipforms.desk.accounts import DeskPerson, DeskRole
from ipforms.desk.desk_settings import DeskSettings
from ipforms.desk.problem_details import NotAllowed, NotFound
from ipforms.desk.stored_case import StoredCase

if TYPE_CHECKING:
    from ipforms.registry import Added, Registry

_FILE = "registry.db"


def office_now() -> datetime:
    """This moment in the office's time, whatever the clock of the machine is set to: a container's shows UTC."""
    from ipforms.registry.clock import office_time

    return office_time(datetime.now(UTC))


@contextmanager
def opened_registry(settings: DeskSettings) -> "Iterator[Registry]":
    """The registry of an instance: the one that its settings name, or its own, made where there is none."""
    from ipforms.registry import Registry

    own = settings.folder / _FILE
    make = not settings.registry and not own.exists()
    with closing(Registry.create(own) if make else Registry.open(settings.registry or own)) as registry:
        yield registry


def register(settings: DeskSettings, cases: Iterable[StoredCase], person: str) -> "Added":
    """Take accepted applications into the registry; one that is there already, with all it says, stays as it is.

    Args:
        settings: of the instance.
        cases: submissions; those that nobody has accepted, and forms that no list is made of, are left out.
        person: who does it.
    """
    from ipforms.registry import Incoming

    accepted = [case for case in cases if case.state.decision == "accept" and case.report.form.rules]
    items = [Incoming.of(case.report, [_file(case)]) for case in accepted if case.report.applicant]
    with opened_registry(settings) as registry, registry.write(by=person, at=office_now()) as change:
        return change.add(items)


def record_facts(
    settings: DeskSettings, person: DeskPerson, kind: str, facts: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
) -> list[int | None]:
    """Record something of parties or rows of the registry, for whoever may; the number of what begins with each.

    Args:
        settings: of the instance.
        person: who does it.
        kind: one of `RECORDS`.
        facts: what is said of it; a `party` by its number, credit code or name.
        rows: `party` or `id` of each.

    Raises:
        NotFound: there is no such kind.
        NotAllowed: it takes the right to decide.
    """
    from ipforms.registry.record_kinds import RECORDS, party_of, record_each

    if kind not in RECORDS:
        raise NotFound
    if not may_record(person.role, kind):
        raise NotAllowed(role=DeskRole.DECIDE.word)
    with opened_registry(settings) as registry:
        given = {**facts, "party": party_of(registry, str(facts["party"]))} if facts.get("party") else facts
        with registry.write(by=person.name, at=office_now()) as change:
            return record_each(change, kind, given, rows)


def may_record(role: DeskRole, kind: str) -> bool:
    """Whether a person of a role may record a kind of thing."""
    from ipforms.registry.record_kinds import RECORDS

    return role >= (DeskRole.DECIDE if RECORDS[kind].decides else DeskRole.CHECK)


def _file(case: StoredCase) -> dict[str, str]:
    return {"path": case.report_name, "sha256": case.original.rpartition("/")[2], "category": "form"}
