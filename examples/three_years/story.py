"""Three years of a registry, event by event. No clock is read: the same first year gives the same registry."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

from examples.three_years import applicants
from ipforms.registry import Incoming, Registry, RegistryTransaction
from ipforms.rules.programmes import ActivityKind, CaseKind, DecisionVerdict

FIRST_YEAR = 2022


class Story:
    """Three years of a registry.

    Args:
        registry: an empty one.
        first_year: when it begins.

    Attributes:
        now: the moment at which the story ends.
        party: the numbers of parties: E1 to E50, M1 to M5, J1 to J10.
        entry: the numbers of their entries.
    """

    def __init__(self, registry: Registry, first_year: int = FIRST_YEAR) -> None:
        self.registry, self.first = registry, first_year
        self.now = datetime(first_year + 2, 12, 2, 9, 0)
        self.party: dict[str, int] = {}
        self.entry: dict[str, int] = {}

    def day(self, year: int, month: int, day: int) -> date:
        """A day of the first, second or third year."""
        return date(self.first + year - 1, month, day)

    def change(self, on: date) -> AbstractContextManager[RegistryTransaction]:
        """A transaction of a day, recorded at its end."""
        return self.registry.write(by="市局保护处", at=datetime.combine(on, time(17, 30)))

    def tell(self) -> None:
        """All three years."""
        self.first_year()
        self.second_year()
        self.third_year()

    def first_year(self) -> None:
        """32 of 34 enterprises and three markets enter, and ten of Jinhua; two are not visited, two not served."""
        enterprises = {f"E{n}": applicants.enterprise(n, self.day(1, 4, 10)) for n in range(1, 35)}
        markets = {f"M{n}": applicants.market(n, self.day(1, 4, 10)) for n in range(1, 4)}
        chosen = {**enterprises, **markets}
        self.apply(chosen, self.day(1, 4, 10), "第一批", returned={"E34"}, refused={"E33"})
        jinhua = {f"J{n}": applicants.jinhua(n, self.day(1, 5, 10)) for n in range(1, 11)}
        self.apply(jinhua, self.day(1, 5, 10), "第一批")
        listed = list(self.entry)
        self.name_liaisons(listed, self.day(1, 6, 28), without={"J10"})
        self.cultivate(("M1", "M2"), self.day(1, 6, 1), self.day(1, 6, 30))
        served = [key for key in listed if not key.startswith("J")]
        self.act("visit", served, self.day(1, 9, 14), without={"E5", "E6"})
        self.act("service", served, self.day(1, 7, 12), without={"E8"})
        self.act("service", served, self.day(1, 10, 18), without={"E7", "E8"})
        self.navigate("新材料", self.day(1, 8, 23))
        self.case("counterfeit_patent", "E1", "假冒专利号的车灯", self.day(1, 9, 5), closed=self.day(1, 9, 28))
        self.case("counterfeit_patent", "E2", "假冒专利标识的滤芯", self.day(1, 11, 21), closed=self.day(2, 1, 6))

    def second_year(self) -> None:
        """Only 17 enterprises and two markets enter, one market is cultivated, and two no longer qualify and leave."""
        with self.change(self.day(2, 2, 1)) as change:
            change.liaison("party", "王海燕", programme="jinhua", party=self.party["J10"], phone="13905790900")
        self.cultivate(("M3",), self.day(2, 3, 1), self.day(2, 3, 1))
        enterprises = {f"E{n}": applicants.enterprise(n, self.day(2, 4, 10), patents=38) for n in range(34, 51)}
        markets = {f"M{n}": applicants.market(n, self.day(2, 4, 10)) for n in (4, 5)}
        before = set(self.entry)
        self.apply({**enterprises, **markets}, self.day(2, 4, 10), "第二批")
        self.name_liaisons([key for key in self.entry if key not in before], self.day(2, 5, 29))
        dispute = datetime.combine(self.day(2, 3, 6), time(9))
        with self.change(self.day(2, 3, 7)) as change:
            case = change.case("dispute_inside", self.party["J3"], "跨县侵犯外观设计专利权", received=dispute)
            change.refer(case, "金华市市场监督管理局", at=dispute + timedelta(hours=23, minutes=30))
        for key, month, day, to in (
            ("E3", 3, 15, "广州市工商行政管理局"),
            ("E20", 6, 10, "广州市版权局"),
            ("M1", 11, 2, ""),
        ):
            self.lead(key, self.day(2, month, day), to)
        served = [key for key in self.entry if not key.startswith("J")]
        self.act("visit", served, self.day(2, 9, 13), without={"E12"})
        self.act("service", served, self.day(2, 7, 11))
        self.act("service", served, self.day(2, 10, 17))
        self.navigate("生物医药", self.day(2, 8, 22))
        self.navigate("生物医药", self.day(2, 11, 20))
        fewer = [applicants.enterprise(n, self.day(2, 10, 20), patents=12) for n in (10, 11)]
        with self.change(self.day(2, 10, 20)) as change:
            change.add(fewer)
        self.review(self.day(2, 12, 20), self.day(2, 12, 22))

    def third_year(self) -> None:
        """Nobody enters; one market is accepted, another is not; one enterprise is wound up; disputes come in."""
        self.cultivate(("M4", "M5"), self.day(3, 3, 1), self.day(3, 3, 1))
        with self.change(self.day(3, 6, 20)) as change:
            (own,) = self.registry.rows("cultivations", self.day(3, 6, 20), party=self.party["M1"])
            change.accept(own["id"], by="广东省知识产权研究会", passed=True, plaque="粤知示字第001号")
        with self.change(self.day(3, 8, 1)) as change:
            change.leave(self.entry.pop("E13"), "企业已注销")
        served = [key for key in self.entry if not key.startswith("J")]
        self.act("visit", served, self.day(3, 9, 11), without={"E14", "E15", "M2"})
        self.act("service", served, self.day(3, 7, 9))
        self.act("service", served, self.day(3, 10, 15), without={"E16"})
        self.case("counterfeit_patent", "E21", "假冒专利标识的电池", self.day(3, 10, 15))
        self.lead("E22", self.day(3, 11, 12), "")
        self.case("counterfeit_patent", "E22", "假冒专利号的试剂盒", self.day(3, 11, 20))
        received = datetime.combine(self.day(3, 11, 28), time(15))
        self.dispute("dispute_inside", "J5", "跨县侵犯实用新型专利权", received, received + timedelta(hours=1))
        received = datetime.combine(self.day(3, 12, 1), time(10))
        self.dispute("dispute_outside", "J2", "跨市侵犯注册商标专用权", received, received)

    def apply(
        self,
        items: dict[str, Incoming],
        day: date,
        batch: str,
        *,
        returned: Iterable[str] = (),
        refused: Iterable[str] = (),
    ) -> None:
        """Applications on a day, the district's word two weeks later and the city's after five, then made public."""
        with self.change(day) as change:
            numbers = dict(zip(items, change.add(items.values()).applications, strict=True))
        rows = {each["application"]: each for each in self.registry.applications(day)}
        self.party |= {key: rows[number]["party"] for key, number in numbers.items()}
        with self.change(day + timedelta(14)) as change:
            for key, number in numbers.items():
                verdict: DecisionVerdict = "return" if key in returned else "approve"
                change.decide(number, "district", verdict, by=f"{rows[number]['district']}市场监督管理局")
        with self.change(day + timedelta(35)) as change:
            for key in [key for key in numbers if key not in returned]:
                outcome: DecisionVerdict = "refuse" if key in refused else "approve"
                entry = change.decide(numbers[key], "city", outcome, batch=f"{day.year}年{batch}")
                self.entry |= {key: entry} if entry else {}
        with self.change(day + timedelta(37)) as change:
            change.publish([self.entry[key] for key in numbers if key in self.entry])

    def name_liaisons(self, keys: Iterable[str], on: date, without: Iterable[str] = ()) -> None:
        """A liaison of the office for each, and one of its own."""
        with self.change(on) as change:
            for key in keys:
                row = self.registry.row("parties", self.party[key])
                programme, office = row["programme"], f"{row['district']}市场监督管理局"
                own = {"programme": programme, "party": row["id"]}
                change.liaison("office", "赵志强", office=office, post="科长", phone="020-80001234", **own)
                if key not in without:
                    name, phone = row["contact"] or "何嘉敏", row["phone"] or "13800138000"
                    change.liaison("party", name, post="知识产权部经理", phone=phone, email=row["email"], **own)

    def act(self, kind: ActivityKind, keys: Iterable[str], on: date, without: Iterable[str] = ()) -> None:
        """A visit or service for each."""
        words = {"visit": ("联系人", "了解专利和商标情况"), "service": ("广州市知识产权信息中心", "维权援助咨询")}
        by, topic = words[kind]
        with self.change(on) as change:
            for key in keys:
                if key not in without:
                    change.activity(kind, programme="guangzhou", party=self.party[key], by=by, topic=topic)

    def navigate(self, industry: str, on: date) -> None:
        """A navigation of an industry."""
        with self.change(on) as change:
            change.activity("navigation", programme="guangzhou", by="市局规划处", topic=industry)

    def cultivate(self, keys: Iterable[str], on: date, recorded: date) -> None:
        """Begin to cultivate markets."""
        with self.change(recorded) as change:
            for key in keys:
                change.cultivate(self.party[key], on=on)

    def case(self, kind: CaseKind, key: str, matter: str, on: date, closed: date | None = None) -> None:
        """A case that comes in at 10:00, and may be closed later."""
        with self.change(on) as change:
            received = datetime.combine(on, time(10))
            number = change.case(kind, self.party[key], matter, received=received, opponent="广州某贸易商行")
        if closed:
            with self.change(closed) as change:
                change.close(number, "责令改正，罚款")

    def dispute(self, kind: CaseKind, key: str, matter: str, received: datetime, disputed: datetime) -> None:
        """A case of which two offices dispute who decides it."""
        with self.change(received.date()) as change:
            opponent = "杭州某电子商务有限公司" if kind == "dispute_outside" else "永康某工贸有限公司"
            party = self.party[key]
            change.case(kind, party, matter, received=received, disputed=disputed, opponent=opponent)

    def lead(self, key: str, on: date, to: str) -> None:
        """A lead, which may be handed over at once."""
        with self.change(on) as change:
            number = change.lead(self.party[key], "网店销售涉嫌侵犯注册商标专用权的商品", source="联系人走访", on=on)
            if to:
                change.transfer(number, to)

    def review(self, on: date, settled: date) -> None:
        """The yearly review: whoever no longer qualifies leaves, as somebody has decided."""
        proposed = [each for each in self.registry.review(on) if each.verdict == "no"]
        with self.change(settled) as change:
            for each in proposed:
                change.settle(each, "leave", by="市局保护处")
        gone = {each.entry for each in proposed}
        self.entry = {key: entry for key, entry in self.entry.items() if entry not in gone}
