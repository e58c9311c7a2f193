"""Entries of the list: published, reviewed, left; the markets among them that are cultivated."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from ipforms.registry.decisions import Decisions, out_of_order
from ipforms.registry.journal import not_before
from ipforms.registry.list_review import Proposal, latest_application, proposals
from ipforms.registry.registry_errors import NotOnTheList, StaleState
from ipforms.registry.tables import CULTIVATIONS, ENTRIES, REVIEWS
from ipforms.rules.deadlines import months_after
from ipforms.rules.policies import DEFAULT, LIST_DEFAULT, ListPolicies, Policies
from ipforms.rules.programmes import ReviewOutcome


class Entries(Decisions):
    """Changes of the list itself."""

    def publish(self, entries: Iterable[int], *, on: date | None = None) -> None:
        """Record that entries were made public.

        Raises:
            OutOfOrder: a second time.
            EarlyDay: before the day of the city's decision.
        """
        for id in entries:
            row, day = self.row(ENTRIES, id), self.day(on)
            rules = self._party(row["party"])[1]
            if row["published_on"] is not None:
                raise out_of_order(rules.decision, "published", entry=id, day=row["published_on"])
            not_before(day, row["day"])
            self.change(ENTRIES, row, "publish", day, {"published_on": day})

    def settle(
        self,
        proposal: Proposal,
        outcome: ReviewOutcome,
        *,
        by: str | None = None,
        opinion: str | None = None,
        on: date | None = None,
    ) -> int:
        """Record what a person has decided on a proposal of `Registry.review`; the number of the review.

        Raises:
            StaleState: the entry, or the party's latest data, are others by now than those that were reviewed.
            EarlyDay: a day before the entry, or before its last review.
        """
        row, day = self.row(ENTRIES, proposal.entry), self.day(on)
        latest = self.execute(latest_application(row["party"], day)).scalar()
        if latest != proposal.application or row["left_on"] is not None:
            raise StaleState(table=ENTRIES.name, id=row["id"], seen=proposal.application, now=latest)
        self._not_before_review(row, day)
        gone = {"left_on": day, "left_why": opinion or proposal.reason()} if outcome == "leave" else {}
        self.change(
            ENTRIES, row, f"review.{outcome}", day, {"reviewed_on": day, **gone}, seen=proposal.revision, reason=opinion
        )
        values = {
            "entry": row["id"],
            "application": proposal.application,
            "verdict": proposal.verdict,
            "conditions": proposal.conditions,
            "outcome": outcome,
            "decided_by": by or self.by,
            "opinion": opinion,
        }
        return self.create(REVIEWS, "review", day, values, party=row["party"])

    def settle_entry(
        self,
        entry: int,
        outcome: ReviewOutcome,
        *,
        by: str | None = None,
        opinion: str | None = None,
        on: date | None = None,
        policies: Policies = DEFAULT,
    ) -> int:
        """Review an entry as of the day, and record what a person has decided on it; the number of the review.

        Raises:
            NotOnTheList: it is not on the list on that day.
            EarlyDay: a day before the entry, or before its last review.
        """
        self.flush()
        found = list(proposals(self._connection, self.day(on), policies, entry))
        if not found:
            raise NotOnTheList(numbers=[str(entry)], day=self.day(on))
        return self.settle(found[0], outcome, by=by, opinion=opinion, on=on)

    def leave(self, entry: int, why: str, *, on: date | None = None, seen: int | None = None) -> None:
        """Record that a party leaves the list for another reason than a review: it asks for it, or is wound up.

        Raises:
            OutOfOrder: it has left.
            EarlyDay: the day is before its entry or its last review.
        """
        row, day = self.row(ENTRIES, entry), self.day(on)
        rules = self._party(row["party"])[1]
        if row["left_on"] is not None:
            raise out_of_order(rules.leaving or rules.decision, "left", entry=entry, day=row["left_on"])
        self._not_before_review(row, day)
        self.change(ENTRIES, row, "leave", day, {"left_on": day, "left_why": why}, seen=seen)

    def _not_before_review(self, row: Mapping[str, Any], day: str) -> None:
        not_before(day, max(row["day"], row["reviewed_on"] or ""))

    def cultivate(self, party: int, *, on: date | None = None, policies: ListPolicies = LIST_DEFAULT) -> int:
        """Begin to cultivate a market that is on the list; the number of the cultivation.

        Raises:
            OutOfOrder: it is no market, not on the list on that day, or is being cultivated; or the notice has no
                cultivation.
        """
        own, rules = self._party(party)
        day = self.day(on)
        if rules.cultivation is None or rules.cultivation.months is None:
            raise out_of_order(rules.decision, "no_cultivation")
        clause = rules.cultivation.clause
        if own["kind"] != "market":
            raise out_of_order(clause, "no_market", party=own["name"])
        listed = select(ENTRIES.c.id).where(ENTRIES.c.party == party, ENTRIES.c.left_on.is_(None), ENTRIES.c.day <= day)
        if self.execute(listed).first() is None:
            raise out_of_order(clause, "not_listed", party=own["name"], day=day)
        open_ = select(CULTIVATIONS.c.day).where(CULTIVATIONS.c.party == party, CULTIVATIONS.c.accepted_on.is_(None))
        if (begun := self.execute(open_).scalar()) is not None:
            raise out_of_order(clause, "cultivated", party=own["name"], day=begun)
        end = months_after(date.fromisoformat(day), rules.cultivation.months, policies).isoformat()
        return self.create(CULTIVATIONS, "cultivation", day, {"party": party, "ends_on": end}, party=party)

    def accept(
        self,
        cultivation: int,
        *,
        by: str,
        passed: bool,
        plaque: str | None = None,
        on: date | None = None,
        seen: int | None = None,
    ) -> None:
        """Record the acceptance of a cultivation: one that passes makes its market a 示范市场.

        Args:
            cultivation: its number.
            by: the third party that has accepted it.
            passed: whether it meets the conditions.
            plaque: the number of plaque and certificate.
            on: the day; the day of recording if None.
            seen: the revision of the cultivation that was decided on.

        Raises:
            OutOfOrder: before the two years are over, or a second time.
        """
        row, day = self.row(CULTIVATIONS, cultivation), self.day(on)
        rules = self._party(row["party"])[1]
        clause = rules.acceptance or rules.decision
        if row["accepted_on"] is not None:
            raise out_of_order(clause, "accepted", cultivation=cultivation, day=row["accepted_on"])
        if day < row["ends_on"]:
            raise out_of_order(clause, "not_over", cultivation=cultivation, day=row["ends_on"])
        changes: dict[str, Any] = {"accepted_on": day, "accepted_by": by, "passed": int(passed), "plaque": plaque}
        self.change(CULTIVATIONS, row, "acceptance", day, changes, seen=seen)
