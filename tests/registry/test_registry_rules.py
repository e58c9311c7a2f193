"""The rules of the list, as the notices have them: order, counts, terms. Each error cites its clause."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

import ipforms
from ipforms.registry import (
    AlreadyDecided,
    FutureDay,
    NoRecommendation,
    NotWithdrawn,
    OutOfOrder,
    Recommended,
    RowInUse,
    StaleState,
    UnfitColumn,
    UnknownRow,
)
from ipforms.registry.registry_errors import CodeTaken, DoneAlready, EarlyDay, SameAgain
from ipforms.rules import clauses
from ipforms.rules.policies import ListPolicies, Policies
from tests.registry.conftest import LATE
from tests.registry.registry_makers import admitted, application, checked

MAY = date(2017, 5, 20)


def refused(write, command, error=OutOfOrder):
    """The error of a command; nothing of it counts."""
    with pytest.raises(error) as found, write() as change:
        command(change)
    return found.value


def test_the_city_cannot_decide_before_the_district_has_recommended(write):
    with write() as change:
        change.add([application(1), application(2)], on=MAY)
        change.decide(2, "district", "refuse", on=MAY)
    for number in (1, 2):
        error = refused(write, lambda change, one=number: change.decide(one, "city", "approve"))
        assert error.context["clause"] == str(clauses.GUANGZHOU_ORDER)


def test_days_go_in_the_order_of_the_steps(write):
    with write() as change:
        change.add([application(1)], on=MAY)
    refused(write, lambda change: change.decide(1, "district", "approve", on=date(2017, 5, 19)))
    with write() as change:
        change.decide(1, "district", "approve", on=date(2017, 6, 1))
    refused(write, lambda change: change.decide(1, "city", "approve", on=date(2017, 5, 31)))
    with write() as change:
        assert change.decide(1, "city", "approve", on=date(2017, 6, 1)) == 1


def test_who_is_proposed_to_the_city_is_what_districts_have_recommended(registry, write):
    with write() as change:
        change.add([application(number) for number in (1, 2, 3)], on=MAY)
        change.decide(1, "district", "approve", on=date(2017, 6, 1))
        change.decide(2, "district", "return", on=date(2017, 6, 1))

    def numbers(on, state):
        return [each["application"] for each in registry.applications(on, state)]

    assert numbers(date(2017, 6, 1), "city") == [1]
    assert numbers(date(2017, 5, 31), "city") == []
    assert numbers(date(2017, 5, 31), "district") == [1, 2, 3]
    assert numbers(date(2017, 6, 1), "district") == [3]
    assert numbers(date(2017, 6, 1), "decided") == [2]


def test_a_table_of_recommendations_is_the_decision_of_its_district(registry, write):
    with write() as change:
        for number, name in ((1, "金华甲有限公司"), (2, "金华乙有限公司")):
            change.add([application(number, "jinhua-application", name=name)], on=MAY)
    table = Recommended("jinhua", "婺城区市场监督管理局", ("金华甲有限公司", "金华丙有限公司"))
    with write() as change:
        assert change.recommend(table, on=date(2022, 6, 1)) == ([1], ["金华丙有限公司"])
    (row,) = registry.applications(date(2022, 6, 1), "city")
    assert (row["application"], row["district_by"]) == (1, "婺城区市场监督管理局")
    with pytest.raises(NoRecommendation):
        Recommended.of(ipforms.form("jinhua-application").model())


def test_of_two_decisions_the_second_is_told_of_the_first(write):
    with write() as change:
        change.add([application(1)], on=MAY)
        change.decide(1, "district", "approve", by="天河区局", on=MAY)
    error = refused(write, lambda change: change.decide(1, "district", "refuse"), AlreadyDecided)
    assert (error.context["by"], error.context["day"]) == ("天河区局", "2017-05-20")


def test_a_decision_on_an_older_state_is_refused(registry, write):
    with write() as change:
        change.add([application(1)], on=MAY)
        change.decide(1, "district", "approve", on=MAY)
    seen = registry.applications(MAY, "city")[0]["revision"]
    with write() as change:
        change.revoke(1, "district", "误登", on=MAY)
        change.decide(1, "district", "approve", on=MAY, opinion="重新核实")
    refused(write, lambda change: change.decide(1, "city", "approve", seen=seen), StaleState)


def test_a_decision_that_others_rest_on_is_not_taken_back(registry, write):
    with write() as change:
        admitted(change, 1, MAY)
    refused(write, lambda change: change.revoke(1, "city", "误登"), RowInUse)
    refused(write, lambda change: change.revoke(1, "district", "误登"), RowInUse)
    assert len(registry.entries(MAY)) == 1


def test_nothing_of_the_future_is_recorded(registry):
    with pytest.raises(FutureDay), registry.write(by="李", at=datetime(2017, 5, 1)) as change:
        change.party("guangzhou", "market", "甲", on=date(2017, 5, 2))
    assert registry.parties() == []


def test_a_newer_application_of_a_listed_party_is_its_data_and_no_second_entry(registry, write):
    with write() as change:
        party, entry = admitted(change, 1, MAY)
        added = change.add([application(1, patents={"applied": 2, "granted": 1, "valid": 1})], on=date(2018, 5, 1))
        change.decide(added.applications[0], "district", "approve", on=date(2018, 5, 2))
        assert change.decide(added.applications[0], "city", "approve", on=date(2018, 5, 3)) == entry
    assert added.parties == () and len(registry.parties()) == 1
    assert [each["party"] for each in registry.entries(date(2018, 6, 1))] == [party]


def test_a_party_is_known_by_its_code_even_under_another_name(registry, write):
    one = checked("guangzhou-market")
    assert one.code
    with write() as change:
        change.add([one], on=MAY)
        change.add([checked("guangzhou-market", name="广州新名市场有限公司")], on=date(2018, 1, 1))
    assert [each["name"] for each in registry.parties()] == ["广州新名市场有限公司"]
    assert registry.as_of(MAY)["parties"][1]["name"] == one.applicant


def test_rows_of_a_day_are_as_they_were(registry, write):
    one = checked("guangzhou-market")
    with write() as change:
        change.add([one], on=MAY)
        change.decide(1, "district", "approve", on=date(2017, 6, 1))
        change.publish([change.decide(1, "city", "approve", on=date(2017, 7, 1))], on=date(2017, 7, 9))
        change.add([checked("guangzhou-market", name="广州新名市场有限公司")], on=date(2018, 1, 1))
        change.leave(1, "歇业", on=date(2019, 1, 1))
        change.liaison("office", "陈", programme="guangzhou", party=1, on=date(2017, 8, 1))
    (early,) = registry.applications(date(2017, 6, 1))
    assert (early["district_verdict"], early["city_verdict"], early["name"]) == ("approve", None, one.applicant)
    (then,) = registry.entries(date(2017, 7, 1))
    assert (then["name"], then["published_on"], then["left_on"], then["left_why"]) == (one.applicant, None, None, None)
    (liaison,) = registry.rows("liaisons", date(2017, 8, 1))
    assert (liaison["name"], liaison["party_name"]) == ("陈", one.applicant)
    (later,) = registry.entries(date(2018, 1, 1))
    assert (later["name"], later["published_on"]) == ("广州新名市场有限公司", "2017-07-09")


def test_a_folder_of_an_earlier_year_can_be_registered_later(registry, write):
    with write() as change:
        change.add([application(1, registered_on="2009-01-01")], on=date(2018, 1, 1))
    with write() as change:
        change.add([application(1, contact={"name": "旧人"})], on=MAY)
        change.decide(2, "district", "approve", on=MAY)
        change.decide(2, "city", "approve", on=MAY)
    assert [each["party"] for each in registry.entries(MAY)] == [1]
    assert 1 in registry.as_of(MAY)["parties"] and registry.parties()[0]["contact"] != "旧人"
    assert registry.review(date(2018, 2, 1))[0].application == 1


def test_a_review_says_who_no_longer_qualifies_with_the_arithmetic(registry, write):
    with write() as change:
        admitted(change, 1, MAY, "guangzhou-market", uscc="91440111MAXXXXX23M")
        added = change.add([application(1, "guangzhou-market", floor_area=8000, merchants=120)], on=date(2019, 1, 2))
    before, after = registry.review(date(2019, 1, 1))[0], registry.review(date(2019, 1, 2))[0]
    assert before.verdict != "no" and before.application == 1
    assert (after.verdict, after.application) == ("no", added.applications[0])
    size = next(each for each in after.conditions if each["id"] == "size")
    assert size["arithmetic"] == "8000 m² < 10000 m²；120 < 150"
    assert size["clause"] == str(clauses.GUANGZHOU_MARKET_SIZE)
    assert "8000 m² < 10000 m²" in after.reason()


def test_a_proposal_is_decided_by_a_person_and_only_while_it_holds(registry, write):
    with write() as change:
        admitted(change, 1, MAY)
    old = registry.review(date(2018, 1, 1))[0]
    with write() as change:
        change.add([application(1, patents={"applied": 1})], on=date(2018, 2, 1))
    refused(write, lambda change: change.settle(old, "stay", on=date(2018, 3, 1)), StaleState)
    new = registry.review(date(2018, 3, 1))[0]
    with write() as change:
        change.settle(new, "leave", by="市局", opinion="不再符合", on=date(2018, 3, 1))
    assert registry.entries(date(2018, 2, 28)) and not registry.entries(date(2018, 3, 1))
    left = registry.entries(date(2018, 3, 1), left=True)[0]
    assert (left["left_on"], left["left_why"]) == ("2018-03-01", "不再符合")
    refused(write, lambda change: change.settle(new, "leave", on=date(2018, 3, 2)), StaleState)


def test_what_a_person_has_judged_is_not_asked_again_until_it_changes(registry, write):
    """The form has no field for a priority industry: whoever admits an enterprise has judged it."""
    with write() as change:
        admitted(change, 1, MAY)
        change.add([application(1, registered_on="2008-06-13")], on=date(2018, 2, 1))
        change.add([application(1, overview="公司经营餐饮。")], on=date(2019, 2, 1))
    asked = {on: registry.review(on)[0] for on in (MAY, date(2018, 2, 1), date(2019, 2, 1))}
    assert {each.verdict for each in asked.values()} == {"unknown"}
    assert [each.judged_before for each in asked.values()] == [True, True, False]
    with write() as change:
        change.settle(asked[date(2019, 2, 1)], "stay", on=date(2019, 2, 2))
    assert registry.review(date(2019, 2, 1))[0].judged_before is False
    assert registry.review(date(2019, 2, 2))[0].judged_before is True


def test_an_entry_of_an_offices_own_list_has_no_application_and_is_asked_about(registry, write):
    with write() as change:
        party = change.party("guangzhou", "market", "广州旧名录市场", on=MAY)
        change.enter(party, on=MAY, batch="2016年", year=2016, number=7)
        other = change.party("guangzhou", "market", "广州另一市场", on=MAY)
    refused(write, lambda change: change.enter(party, on=MAY))
    refused(write, lambda change: change.enter(other, on=MAY, year=2016, number=7))
    (row,) = registry.entries(MAY)
    assert (row["year"], row["number"], row["application"]) == (2016, 7, None)
    (proposal,) = registry.review(date(2018, 1, 1))
    assert (proposal.verdict, proposal.judged_before) == ("unknown", False) and proposal.reason()
    with write() as change:
        change.settle(proposal, "stay", on=date(2018, 1, 1))
    with write() as change:
        change.add([application(1, "guangzhou-market", name="广州旧名录市场")], on=date(2018, 2, 1))
    assert registry.review(date(2018, 2, 1))[0].application == 1


def test_a_review_under_other_policies_judges_anew(registry, write):
    with write() as change:
        admitted(change, 1, MAY)
    kept = registry.review(MAY)[0]
    judged = registry.review(MAY, Policies(industry="accept"))[0]
    by_id = {each["id"]: each["verdict"] for each in judged.conditions}
    assert by_id["industry"] == "yes" != {each["id"]: each["verdict"] for each in kept.conditions}["industry"]


def test_markets_are_cultivated_for_two_years_and_then_accepted(registry, write):
    with write() as change:
        market, _ = admitted(change, 1, MAY, "guangzhou-market")
        company, _ = admitted(change, 2, MAY)
        change.cultivate(market, on=date(2018, 2, 28))
    error = refused(write, lambda change: change.cultivate(company, on=MAY))
    assert error.context["clause"] == str(clauses.GUANGZHOU_CULTIVATION)
    refused(write, lambda change: change.cultivate(market, on=date(2018, 3, 1)))
    refused(write, lambda change: change.accept(1, by="第三方", passed=True, on=date(2020, 2, 27)))
    due = registry.due(date(2020, 2, 20), timedelta(days=30))
    assert [(each.kind, each.due.date(), each.overdue) for each in due] == [("acceptance", date(2020, 2, 28), False)]
    assert registry.due(date(2020, 2, 29), timedelta(0))[0].overdue
    with write() as change:
        change.accept(1, by="第三方", passed=True, plaque="穗示范001", on=date(2020, 3, 10))
    assert registry.due(date(2020, 3, 10), timedelta(days=30)) == []
    model = {each["party"]: each["model_since"] for each in registry.entries(date(2020, 4, 1))}
    assert model == {market: "2020-03-10", company: None}


def test_a_disputed_jurisdiction_is_reported_within_24_clock_hours(registry, write):
    found = datetime(2022, 9, 30, 22, 15)
    with write() as change:
        party = change.party("jinhua", "enterprise", "金华甲", on=date(2022, 1, 1))
        change.case("dispute_inside", party, "外观设计侵权", received=datetime(2022, 9, 28, 9), disputed=found)
    (item,) = registry.due(datetime(2022, 10, 1, 22, 15), timedelta(hours=1))
    assert (item.due, item.overdue) == (datetime(2022, 10, 1, 22, 15), False)
    assert item.clause is clauses.JINHUA_DISPUTE_INSIDE
    assert registry.due(datetime(2022, 10, 1, 22, 16), timedelta(0))[0].overdue
    by_receipt = ListPolicies(dispute_start="receipt")
    assert registry.due(found, timedelta(0), by_receipt)[0].due == datetime(2022, 9, 29, 9)
    with write() as change:
        change.refer(1, "金华市局", at=datetime(2022, 10, 1, 10))
    assert registry.due(datetime(2022, 10, 1, 12), timedelta(days=3)) == []
    assert registry.due(datetime(2022, 10, 1, 9), timedelta(days=3))  # it was not reported yet


def test_a_counterfeit_patent_is_closed_within_a_month_by_the_calendar(registry, write):
    with write() as change:
        party = change.party("guangzhou", "enterprise", "广州甲", on=date(2019, 1, 1))
        change.case("counterfeit_patent", party, "假冒专利", received=datetime(2019, 1, 31, 15))
        change.case("other", party, "商标侵权", received=datetime(2019, 1, 31, 15))  # the text sets no term
    (item,) = registry.due(date(2019, 2, 28), timedelta(days=1))
    assert (item.due.date(), item.overdue) == (date(2019, 2, 28), False)
    assert registry.due(date(2019, 3, 1), timedelta(0))[0].overdue
    extended = ListPolicies(rest_days="extend", holidays=frozenset({date(2019, 2, 28), date(2019, 3, 1)}))
    assert registry.due(date(2019, 3, 1), timedelta(days=3), extended)[0].due.date() == date(2019, 3, 4)
    with write() as change:
        change.close(1, "罚款", on=date(2019, 3, 2))
    assert registry.due(date(2019, 3, 2), timedelta(days=9)) == []


def test_what_is_sent_twice_is_recorded_once_and_what_is_done_stays_done(registry, write):
    with write() as change:
        party, _ = admitted(change, 1, MAY)
        visit = {"programme": "guangzhou", "party": party, "by": "陈", "on": MAY}
        first = change.activity("visit", **visit)
        case = change.case("counterfeit_patent", party, "假冒", received=datetime(2017, 6, 1, 10))
        change.close(case, "罚款", on=date(2017, 6, 20))
    for twice, why in (
        (lambda change: change.activity("visit", **visit), f"第 {first} 号"),
        (lambda change: change.case("counterfeit_patent", party, "假冒", received=datetime(2017, 6, 1, 10)), "第 1 号"),
        (lambda change: change.close(case, "不予处罚", on=date(2017, 6, 21)), "2017-06-20"),
    ):
        with pytest.raises((SameAgain, DoneAlready), match=why), write() as change:
            twice(change)
    with write() as change:
        change.activity("visit", **visit, note="下午再访")
        liaison = change.liaison("office", "陈", programme="guangzhou", on=MAY)
    with pytest.raises(EarlyDay, match="2017-05-20"), write() as change:
        change.end_liaison(liaison, on=date(2017, 5, 1))
    assert len(registry.rows("activities", LATE)) == 2 and registry.rows("cases", LATE)[0]["outcome"] == "罚款"


def test_an_application_whose_code_is_another_firms_is_told(registry, write):
    one = checked("guangzhou-market")
    with write() as change:
        change.add([one], on=MAY)
        added = change.add([checked("guangzhou-market", name="广州他家市场有限公司")], on=date(2018, 1, 1))
    assert added.renamed == ((2, one.applicant, "广州他家市场有限公司"),)
    with write() as change:
        other = change.party("guangzhou", "market", "广州乙市场")
        with pytest.raises(CodeTaken, match="广州他家市场"):
            change.renew(other, code=one.code)


def test_a_case_on_whose_term_the_notice_says_nothing_is_told_as_one_without_a_term(registry, write):
    received = datetime(2019, 1, 31, 15)
    with write() as change:
        guangzhou = change.party("guangzhou", "enterprise", "广州甲", on=date(2019, 1, 1))
        jinhua = change.party("jinhua", "enterprise", "金华甲", on=date(2019, 1, 1))
        for kind, party in (("dispute_inside", guangzhou), ("counterfeit_patent", jinhua), ("other_province", jinhua)):
            change.case(kind, party, "侵权", received=received)
        change.case("other", guangzhou, "侵权", received=received)  # no notice says anything of these

    def due(**policies):
        items = registry.due(date(2019, 2, 1), timedelta(0), ListPolicies(**policies))
        return [each.cells() for each in items]

    assert due() == [
        ("未规定期限", "", "报市局指定管辖", "广州甲", "侵权", "通知未规定"),
        ("未规定期限", "", "假冒专利案件处理终结", "金华甲", "侵权", "通知未规定"),
        ("未规定期限", "", "争取省局、国家局支持", "金华甲", "侵权", "金华方案三（二）2"),  # which sets no limit
    ]
    assert [row[:2] for row in due(own_hours=8, own_months=2)] == [("2019-01-31 23:00", "已超期")]
    with write() as change:
        change.refer(1, "广州市局", at=datetime(2019, 1, 31, 18))
        change.close(2, "责令改正", on=date(2019, 1, 31))
    assert [row[2] for row in due()] == ["争取省局、国家局支持"]


def counts(registry, year, on, **policies):
    return {
        each.duty.counts: (each.count, each.asked, [one.name for one in each.missing])
        for each in registry.report(year, on, ListPolicies(**policies))
    }


def test_the_counts_of_a_year_say_what_is_missing_and_for_whom(registry, write):
    with write() as change:
        one, _ = admitted(change, 1, MAY)
        two, _ = admitted(change, 2, date(2017, 7, 1), "guangzhou-market")
        change.activity("visit", programme="guangzhou", party=one, on=date(2017, 9, 1))
        change.activity("visit", programme="guangzhou", party=two, on=date(2016, 12, 31))
        for day in (1, 2):
            change.activity("service", programme="guangzhou", party=two, on=date(2017, 8, day))
        change.activity("service", programme="guangzhou", party=one, on=date(2017, 8, 3))
        for day in (1, 2):
            change.activity("navigation", programme="guangzhou", topic="生物医药", on=date(2017, 10, day))
        change.liaison("office", "陈", programme="guangzhou", party=one, on=MAY)
        change.cultivate(two, on=date(2017, 8, 1))
    first, second = "广州第1有限公司", "广州第2有限公司"
    found = counts(registry, 2017, date(2017, 12, 31))
    assert found == {
        "entry": (1, 30, []),
        "cultivation": (1, 2, []),
        "navigation": (1, 1, []),
        "office_liaison": (1, 2, [second]),
        "visit": (1, 2, [second]),
        "service": (1, 2, [first]),
    }
    assert counts(registry, 2017, date(2017, 8, 31))["visit"] == (0, 2, [first, second])
    assert counts(registry, 2017, date(2017, 12, 31), services="total")["service"] == (3, 2, [])
    assert counts(registry, 2018, date(2018, 12, 31), entries="listed")["entry"][0] == 1
    assert counts(registry, 2017, date(2017, 12, 31), partial_years="skip")["visit"] == (0, 0, [])
    missing = [each.name for each in registry.due(date(2017, 12, 2), timedelta(days=30)) if each.kind == "visit"]
    assert missing == [second]
    assert registry.due(date(2017, 11, 30), timedelta(days=30)) == []


def test_an_office_has_one_liaison_for_all_of_its_district(registry, write):
    """四（四）: 确定各县（市、区）知识产权管理部门的具体负责人和联络员."""
    with write() as change:
        for number, district in enumerate(("婺城区", "义乌市", None), 1):
            change.enter(change.party("jinhua", "enterprise", f"金华{number}", district=district, on=MAY), on=MAY)
        liaison = change.liaison("office", "徐静", programme="jinhua", office="金华市婺城区市场监督管理局", on=MAY)
        change.liaison("office", "何", programme="jinhua", party=3, on=MAY)

    def missing(on):
        return counts(registry, 2018, on)["office_liaison"][2]

    assert missing(date(2018, 5, 1)) == ["金华2"]
    assert [each["office_liaison"] for each in registry.entries(MAY)] == ["徐静", None, "何"]
    with write() as change:
        change.end_liaison(liaison, on=date(2018, 6, 30))
    assert missing(date(2018, 6, 30)) == ["金华2"] and missing(date(2018, 7, 1)) == ["金华1", "金华2"]
    with write() as change:
        change.liaison("office", "陈", programme="jinhua", on=date(2018, 8, 1))
    assert missing(date(2018, 8, 1)) == []


def test_what_rules_go_by_is_not_amended(registry, write):
    with write() as change:
        party, _ = admitted(change, 1, MAY)
        visit = change.activity("visit", programme="guangzhou", party=party, on=MAY)
        change.amend("activities", visit, "更正", note="电话走访")
    assert registry.row("activities", visit)["note"] == "电话走访"
    refused(write, lambda change: change.amend("activities", visit, "x", day="2018-01-01"), UnfitColumn)
    refused(write, lambda change: change.withdraw_row("entries", 1, "x"), NotWithdrawn)
    with write() as change:
        change.withdraw_row("activities", visit, "误登")
    with pytest.raises(UnknownRow):
        registry.row("activities", visit)
    assert registry.events(party=party)[-1]["before"]["note"] == "电话走访"
