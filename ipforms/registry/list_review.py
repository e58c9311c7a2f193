"""The review of the list: today's rules over each party's latest data, as proposals that a person decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, select
from sqlalchemy.sql.elements import ColumnElement

from ipforms.forms import form
from ipforms.messages import Lang
from ipforms.registry.judgement import conditions, fingerprint, judged, verdict_of
from ipforms.registry.tables import APPLICATIONS, ENTRIES, PARTIES
from ipforms.rules.policies import DEFAULT, Policies


class Proposal(NamedTuple):
    """What the rules say of one entry. It decides nothing: see `RegistryTransaction.settle`.

    Attributes:
        entry: the number of the entry.
        party: the number of the party.
        name: its name.
        application: the number of the application that the data are from.
        revision: the revision of the entry that was reviewed.
        verdict: "yes", it qualifies; "no", it no longer does; "unknown", somebody must judge.
        conditions: each condition: `id`, `title` by language, `verdict`, `arithmetic`, `clause`.
    """

    entry: int
    party: int
    name: str
    application: int
    revision: int
    verdict: str
    conditions: Sequence[Mapping[str, Any]]

    def reason(self, lang: Lang = "zh") -> str:
        """The conditions that are not met, or all that are open, with their arithmetic and clauses."""
        told = [each for each in self.conditions if each["verdict"] == self.verdict and self.verdict != "yes"]
        return "；".join(f"{each['title'][lang]}：{each['arithmetic']}（{each['clause']}）" for each in told)


def latest_application(party: int | ColumnElement[int], day: str) -> Select[tuple[int]]:
    """The number of a party's latest application as of a day."""
    newer = APPLICATIONS.alias("newer")
    return (
        select(newer.c.id)
        .where(newer.c.party == party, newer.c.day <= day)
        .order_by(newer.c.day.desc(), newer.c.id.desc())
        .limit(1)
    )


def is_listed(day: str) -> ColumnElement[bool]:
    """Whether an entry is on the list at the end of a day."""
    return and_(ENTRIES.c.day <= day, (ENTRIES.c.left_on.is_(None)) | (ENTRIES.c.left_on > day))


def proposals(connection: Connection, day: str, policies: Policies = DEFAULT) -> Iterator[Proposal]:
    """What the rules say of each entry that is on the list, those of kept verdicts at once."""
    columns = (ENTRIES.c.id, PARTIES.c.id, PARTIES.c.name, APPLICATIONS.c.id, ENTRIES.c.revision)
    kept = (APPLICATIONS.c.verdict, APPLICATIONS.c.conditions, APPLICATIONS.c.form, APPLICATIONS.c.rules)
    of_party = latest_application(PARTIES.c.id, day).correlate(PARTIES).scalar_subquery()
    found = (
        select(*columns, *kept)
        .select_from(ENTRIES)
        .join(PARTIES, PARTIES.c.id == ENTRIES.c.party)
        .join(APPLICATIONS, APPLICATIONS.c.id == of_party)
        .where(is_listed(day))
        .order_by(ENTRIES.c.id)
    )

    @cache
    def rules_of(form_id: str) -> str:
        return fingerprint(form(form_id), policies)

    for row in connection.execute(found):
        fresh = row[8] == rules_of(row[7])
        yield Proposal(*row[:7]) if fresh else _judged_anew(connection, row, policies)


def _judged_anew(connection: Connection, row: Any, policies: Policies) -> Proposal:
    wanted = select(APPLICATIONS.c.record, APPLICATIONS.c.report).where(APPLICATIONS.c.id == row[3])
    record, report = connection.execute(wanted).one()
    eligibility = judged(row[7], record, report, policies)
    entry, party, name, application, revision = row[:5]
    verdict, judged_now = verdict_of(eligibility), conditions(eligibility)
    return Proposal(entry, party, name, application, revision, verdict, judged_now)
