"""Laws of the registry: events replayed give the same rows, as of any day; no order of commands breaks a rule."""

from __future__ import annotations

import dataclasses
import functools
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ipforms.errors import IpformsError
from ipforms.registry import Registry
from tests import effort
from tests.registry.conftest import LATE
from tests.registry.registry_makers import admitted, application

FIRST = date(2017, 1, 1)
DAYS = st.integers(0, 4000).map(lambda days: FIRST + timedelta(days=days))
NUMBERS = st.integers(1, 6)
OF_PARTY = ("name", "code", "contact", "phone")
OF_ENTRY = ("party", "batch", "year", "number", "published_on", "reviewed_on", "left_on")
LEVEL = st.sampled_from(["district", "city"])


@functools.cache
def begun():
    """A registry in which two enterprises and two markets are on the list, so that most commands find something."""
    with tempfile.TemporaryDirectory() as folder:
        registry = Registry.create(Path(folder, "a.db"))
        with registry.write(by="甲", at=LATE) as change:
            for number in (1, 2, 3, 4):
                admitted(change, number, FIRST, "guangzhou-market" if number > 2 else "guangzhou-enterprise")
            change.cultivate(3, on=FIRST)
            change.activity("visit", programme="guangzhou", party=1, on=FIRST)
        registry.backup(Path(folder, "b.db"))
        registry.close()
        return Path(folder, "b.db").read_bytes()


class AnyOrder(RuleBasedStateMachine):
    """Any commands in any order, on any days."""

    @initialize()
    def make(self):
        self.folder = tempfile.TemporaryDirectory()
        where = Path(self.folder.name, "a.db")
        where.write_bytes(begun())
        self.registry = Registry.open(where)

    def teardown(self):
        if hasattr(self, "registry"):
            self.registry.close()
            self.folder.cleanup()

    def _do(self, command):
        """A command counts as a whole, or leaves everything as it was."""
        before = self.registry.stored()
        try:
            with self.registry.write(by="甲", at=LATE) as change:
                command(change)
        except IpformsError:
            assert self.registry.stored() == before

    @rule(number=NUMBERS, market=st.booleans(), day=DAYS)
    def add(self, number, market, day):
        form_id = "guangzhou-market" if market else "guangzhou-enterprise"
        self._do(lambda change: change.add([application(number, form_id), application(number + 1, form_id)], on=day))

    @rule(code=st.integers(1, 3), name=st.sampled_from("甲乙丙"), day=DAYS)
    def add_with_a_code(self, code, name, day):
        one = application(9, "guangzhou-market", name=f"广州{name}市场")
        self._do(lambda change: change.add([dataclasses.replace(one, code=f"91440111MAXXXXX2{code}M")], on=day))

    @rule(number=NUMBERS, level=LEVEL, verdict=st.sampled_from(["approve", "approve", "refuse", "return"]), day=DAYS)
    def decide(self, number, level, verdict, day):
        self._do(lambda change: change.decide(number, level, verdict, on=day))

    @rule(number=NUMBERS, day=DAYS)
    def admit(self, number, day):
        def both(change):
            change.decide(number, "district", "approve", on=day)
            change.decide(number, "city", "approve", on=day)

        self._do(both)

    @rule(number=NUMBERS, year=st.integers(2017, 2019), day=DAYS)
    def enter(self, number, year, day):
        self._do(lambda change: change.enter(number, on=day, year=year, number=number))

    @rule(number=NUMBERS, level=LEVEL, day=DAYS)
    def revoke(self, number, level, day):
        self._do(lambda change: change.revoke(number, level, "误登", on=day))

    @rule(number=NUMBERS, day=DAYS)
    def publish(self, number, day):
        self._do(lambda change: change.publish([number], on=day))

    @rule(number=NUMBERS, day=DAYS)
    def leave(self, number, day):
        self._do(lambda change: change.leave(number, "申请退出", on=day))

    @rule(outcome=st.sampled_from(["stay", "leave"]), day=DAYS)
    def settle(self, outcome, day):
        for proposal in self.registry.review(day)[:2]:
            self._do(lambda change, one=proposal: change.settle(one, outcome, on=day))

    @rule(number=NUMBERS, day=DAYS)
    def cultivate(self, number, day):
        self._do(lambda change: change.cultivate(number, on=day))

    @rule(number=NUMBERS, passed=st.booleans(), day=DAYS)
    def accept(self, number, passed, day):
        self._do(lambda change: change.accept(number, by="第三方", passed=passed, on=day))

    @rule(number=NUMBERS, kind=st.sampled_from(["visit", "service", "navigation"]), day=DAYS)
    def activity(self, number, kind, day):
        self._do(lambda change: change.activity(kind, programme="guangzhou", party=number, topic="医药", on=day))

    @rule(number=NUMBERS, side=st.sampled_from(["office", "party"]), day=DAYS)
    def liaison(self, number, side, day):
        self._do(lambda change: change.liaison(side, "陈", programme="guangzhou", party=number, on=day))

    @rule(number=NUMBERS, table=st.sampled_from(["activities", "liaisons", "leads", "cases"]))
    def withdraw(self, number, table):
        self._do(lambda change: change.withdraw_row(table, number, "误登"))

    @rule(number=NUMBERS, day=DAYS)
    def lead(self, number, day):
        def both(change):
            change.transfer(change.lead(number, "侵权线索", on=day), "公安", on=day)

        self._do(both)

    @rule(number=NUMBERS)
    def amend(self, number):
        self._do(lambda change: change.amend("parties", number, "换人", contact="周"))

    @invariant()
    def events_replayed_are_the_present(self):
        assert self.registry.as_of() == self.registry.stored()

    @rule()
    def rows_made_anew_are_the_same(self):
        before = self.registry.stored()
        self.registry.rebuild()
        assert self.registry.stored() == before

    @rule(day=DAYS)
    def the_list_of_a_day_is_that_of_its_events(self, day):
        state = self.registry.as_of(day)
        listed = {id: each for id, each in state["entries"].items() if each["left_on"] is None}
        rows = {each["entry"]: each for each in self.registry.entries(day)}
        assert rows.keys() == listed.keys()
        for id, row in rows.items():
            # An entry of an office's own list may be older than what is known of its party.
            party = state["parties"].get(row["party"], row)
            assert [row[name] for name in OF_PARTY] == [party[name] for name in OF_PARTY]
            assert [row[name] for name in OF_ENTRY] == [listed[id][name] for name in OF_ENTRY]

    @invariant()
    def the_order_of_the_notice_holds(self):
        state = self.registry.stored()
        for each in state["applications"].values():
            if each["city_verdict"]:
                assert each["district_verdict"] == "approve"
                assert each["day"] <= each["district_on"] <= each["city_on"]
        for entry in state["entries"].values():
            application = state["applications"].get(entry["application"])
            assert application is None or application["city_verdict"] == "approve"
            assert entry["day"] <= (entry["published_on"] or entry["day"])
            assert entry["day"] <= (entry["reviewed_on"] or entry["day"]) <= (entry["left_on"] or "9999")

    @invariant()
    def nobody_is_on_the_list_twice_and_no_number_is_given_twice(self):
        state = self.registry.stored()
        open_ = [each["party"] for each in state["entries"].values() if each["left_on"] is None]
        assert len(open_) == len(set(open_))
        kinds = {id: each["kind"] for id, each in state["parties"].items()}
        numbers = [(each["year"], kinds[each["party"]], each["number"]) for each in state["entries"].values()]
        assert len(numbers) == len(set(numbers))

    @invariant()
    def a_market_is_accepted_after_its_two_years(self):
        for each in self.registry.stored()["cultivations"].values():
            assert each["day"] < each["ends_on"] <= (each["accepted_on"] or "9999")


AnyOrder.TestCase.settings = settings(
    max_examples=15 if effort.EVERYTHING else 2, stateful_step_count=40 if effort.EVERYTHING else 15, deadline=None
)
TestAnyOrder = AnyOrder.TestCase
