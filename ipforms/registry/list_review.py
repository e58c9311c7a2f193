"""The review of the list: today's rules over each party's latest data, as proposals that a person decides."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Text, and_, cast, func, select
from sqlalchemy.sql.elements import ColumnElement

from ipforms.forms import form
from ipforms.messages import Lang, say
from ipforms.registry.judgement import conditions, fingerprint, judged, verdict_of
from ipforms.registry.tables import APPLICATIONS, ENTRIES, PARTIES, REVIEWS
from ipforms.rules.policies import DEFAULT, Policies


class Proposal(NamedTuple):
    """What the rules say of one entry. It decides nothing: see `RegistryTransaction.settle`.

    Attributes:
        entry: the number of the entry.
        party: the number of the party.
        name: its name.
        application: the number of the application that the data are from; None of an entry that was taken over from
            an office's own list, and of which nobody has sent data since.
        revision: the revision of the entry that was reviewed.
        verdict: "yes", it qualifies; "no", it no longer does; "unknown", somebody must judge.
        packed: the conditions as JSON; of a hundred thousand, most are never looked at.
        judged_before: of "unknown": whether all that is open was so, with the same facts, when a person last decided on
            the party, so that nobody need judge it again.
    """

    entry: int
    party: int
    name: str
    application: int | None
    revision: int
    verdict: str
    packed: str
    judged_before: bool = False

    @property
    def conditions(self) -> list[dict[str, Any]]:
        """Each condition: `id`, `title` by language, `verdict`, `arithmetic`, `clause`."""
        return list(json.loads(self.packed))

    def reason(self, lang: Lang = "zh") -> str:
        """The conditions that are not met, or all that are open, with their arithmetic and where the clause stands."""
        if self.application is None:
            return say("registry.no_data", lang)
        told = [each for each in self.conditions if each["verdict"] == self.verdict and self.verdict != "yes"]
        cited = [(each["title"][lang], each["arithmetic"], each["clause"].partition("：“")[0]) for each in told]
        return "；".join(f"{title}：{arithmetic}（{clause}）" for title, arithmetic, clause in cited)

    def cells(self, lang: Lang = "zh") -> tuple[str, ...]:
        """A row of the table: the entry, its name, the verdict, and why."""
        return str(self.entry), self.name, say(f"registry.reviewed.{self.verdict}", lang), self.reason(lang)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        plain = self._asdict()
        del plain["packed"]
        return {**plain, "conditions": self.conditions}


def to_decide(proposed: Iterable[Proposal]) -> list[Proposal]:
    """Those that a person has to decide on: whoever no longer qualifies first, and nobody who was judged so before."""
    open_ = [each for each in proposed if each.verdict != "yes" and not each.judged_before]
    return sorted(open_, key=lambda each: (each.verdict != "no", each.entry))


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


def proposals(
    connection: Connection, day: str, policies: Policies = DEFAULT, entry: int | None = None
) -> Iterator[Proposal]:
    """What the rules say of each entry that is on the list, or of one, those of kept verdicts at once."""

    @cache
    def rules_of(form_id: str) -> str:
        return fingerprint(form(form_id), policies)

    for row in connection.execute(_reviewed(day, entry)):
        number, party, name, application, revision, reviewed_on, verdict, packed = row[:8]
        if application is None:
            asked_before = reviewed_on is not None and reviewed_on <= day  # of whom there are still no data
            yield Proposal(number, party, name, None, revision, "unknown", "[]", asked_before)
            continue
        before = row.before or packed
        if row.rules != rules_of(row.form):
            verdict, packed = _judged_anew(connection, application, row.form, policies)
        judged_before = verdict == "unknown" and (packed == before or _open(packed) <= _open(before))
        yield Proposal(number, party, name, application, revision, verdict, packed, judged_before)


def _reviewed(day: str, entry: int | None) -> Select[Any]:
    """The entries on the list, or one, with the latest application of each party, and that of the last decision."""
    decided = APPLICATIONS.alias("decided")
    packed = cast(APPLICATIONS.c.conditions, Text)
    columns = (ENTRIES.c.id, PARTIES.c.id, PARTIES.c.name, APPLICATIONS.c.id, ENTRIES.c.revision, ENTRIES.c.reviewed_on)
    kept = (APPLICATIONS.c.verdict, packed, APPLICATIONS.c.form, APPLICATIONS.c.rules)
    before = func.coalesce(cast(decided.c.conditions, Text), "[]")
    other = func.nullif(before, packed).label("before")  # NULL where they say the same
    reviewed = (
        select(REVIEWS.c.application)
        .where(REVIEWS.c.entry == ENTRIES.c.id, REVIEWS.c.day <= day)
        .order_by(REVIEWS.c.day.desc(), REVIEWS.c.id.desc())
        .limit(1)
        .correlate(ENTRIES)
        .scalar_subquery()
    )
    of_party = latest_application(PARTIES.c.id, day).correlate(PARTIES).scalar_subquery()
    return (
        select(*columns, *kept, other)
        .select_from(ENTRIES)
        .join(PARTIES, PARTIES.c.id == ENTRIES.c.party)
        .outerjoin(APPLICATIONS, APPLICATIONS.c.id == of_party)
        .outerjoin(decided, decided.c.id == func.coalesce(reviewed, ENTRIES.c.application))
        .where(is_listed(day), *([] if entry is None else [ENTRIES.c.id == entry]))
        .order_by(ENTRIES.c.id)
    )


def _judged_anew(connection: Connection, application: int, form_id: str, policies: Policies) -> tuple[str, str]:
    """The verdict and the conditions of an application under rules that have changed since it came."""
    wanted = select(APPLICATIONS.c.record, APPLICATIONS.c.report).where(APPLICATIONS.c.id == application)
    record, report = connection.execute(wanted).one()
    eligibility = judged(form_id, record, report, policies)
    return verdict_of(eligibility), json.dumps(conditions(eligibility), ensure_ascii=False)


def _open(packed: str) -> set[tuple[str, str]]:
    """The questions that conditions leave open, each with the facts behind it."""
    return {(each["id"], each["arithmetic"]) for each in json.loads(packed) if each["verdict"] == "unknown"}
