"""A year of an office at the registry's pages; every number was counted by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from examples.three_years import applicants
from ipforms.desk.accounts import DeskRole
from ipforms.registry import Registry
from tests.desk.instance import Instance, instance

pytestmark = pytest.mark.slow

HTML = {"Accept": "text/html", "Accept-Language": "zh"}
CITY = "2022-05-15"


def cells(page: str) -> list[list[str]]:
    """The rows of a page's tables, as texts."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    texts = [re.findall(r"<td data-label[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[unescape(re.sub("<[^>]*>", "", cell)).strip() for cell in row] for row in texts if row]


def view(client: httpx.Client, name: str, **asked: Any) -> list[list[str]]:
    answer = client.get("/registry", params={"view": name, **asked})
    assert answer.status_code == 200, answer.text
    return cells(answer.text)


def recorded(client: httpx.Client, kind: str, *rows: str, **facts: Any) -> httpx.Response:
    form = {"record": kind, "csrf": client.headers["X-CSRF-Token"], "row": list(rows), **facts}
    return client.post("/registry/records", params={"view": "due"}, data=form)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    folder = tmp_path_factory.mktemp("registry")
    with instance(folder) as running:
        applied = date(2022, 4, 12)
        given = [applicants.enterprise(n, applied) for n in (1, 2, 5)] + [applicants.market(1, applied)]
        registry = Registry.create(folder / "registry.db")
        with registry.write(by="张三", at=datetime(2022, 4, 12, 9, 0)) as change:
            change.add(given, on=applied)
        registry.close()
        yield running


@pytest.fixture(scope="module")
def clerk(office: Instance) -> Iterator[httpx.Client]:
    with office.browser() as client:
        client.headers.update(HTML)
        yield client


def test_a_year_of_an_office(clerk: httpx.Client) -> None:
    assert [row[0] for row in view(clerk, "applications")] == ["1", "2", "3", "4"]
    everyone = [f"{number}.{number}" for number in (1, 2, 3, 4)]
    early = recorded(clerk, "decision", "1.1", level="city", verdict="approve", on=CITY)
    assert early.status_code == 409 and "还没有区县的推荐意见" in early.text
    district = recorded(clerk, "decision", *everyone, level="district", verdict="approve", on="2022-04-20")
    assert district.headers["location"] == "/registry?view=due&days=30&made=decision"
    recorded(clerk, "decision", *everyone, level="city", verdict="approve", on=CITY, batch="第一批")
    assert [row[5] for row in view(clerk, "entries", q="企业")] == [row[5] for row in view(clerk, "entries")][:3]
    recorded(clerk, "publish", *everyone, on="2022-05-17")
    recorded(clerk, "office-liaison", name="赵志强", office="天河区市场监督管理局", on="2022-05-20")
    recorded(clerk, "cultivation", ".4", on="2022-06-01")
    recorded(clerk, "visit", "1.1", "2.2", "4.4", on="2022-09-14", by="陈晓岚")
    for day in ("2022-07-12", "2022-10-18"):
        recorded(clerk, "service", "1.1", "2.2", "3.3", on=day)
    recorded(clerk, "navigation", topic="新材料", on="2022-08-23")
    recorded(clerk, "counterfeit-patent", ".1", matter="滤芯", received="2022-10-31T10:00")
    recorded(clerk, "counterfeit-patent", ".2", matter="车灯", received="2022-11-15T10:00")
    told = recorded(clerk, "dispute-inside", ".1", matter="车灯", received="2022-12-15T10:00").headers["location"]
    assert "报市局指定管辖：未规定期限（通知未规定）。" in clerk.get(told).text
    assert view(clerk, "due", on="2022-12-16")[-1][0] == "未规定期限"
    assert recorded(clerk, "close", "1.1", outcome="责令改正", on="2022-11-30").status_code == 303
    due = view(clerk, "due", on="2022-12-16")
    assert [row[:4] for row in due if row[1]] == [["2022-12-15 23:59", "已超期", "假冒专利案件处理终结", due[0][3]]]
    assert [row[1] for row in view(clerk, "report", year=2022, on="2022-12-31")] == [
        "3 < 30",  # enterprises; the fourth is a market
        "1 < 2",
        "1 ≥ 1",
        "2 < 4",  # of 天河区 are an enterprise and the market
        "3 < 4",
        "3 < 4",
    ]
    over = view(clerk, "due", on="2024-06-02", q="验收")
    assert [row[:2] for row in over] == [["2024-06-01 23:59", "已超期"]]
    recorded(clerk, "acceptance", "1.4", by="广东省知识产权研究会", passed="1", on="2024-06-20")
    assert view(clerk, "due", on="2024-06-21", q="验收") == []
    assert len(view(clerk, "party", party=1)) >= 10
    assert view(clerk, "review", on="2022-12-20") == []


def test_what_is_wrong_is_told_and_what_was_typed_stays(clerk: httpx.Client) -> None:
    no_matter = recorded(clerk, "lead", party="1", source="走访<b>")
    assert no_matter.status_code == 422 and "事由" in no_matter.text and 'value="走访&lt;b&gt;"' in no_matter.text
    assert recorded(clerk, "nonsense").status_code == 404
    assert recorded(clerk, "lead", party="没有这家", matter="甲").status_code == 422
    assert clerk.get("/registry", params={"view": "nonsense"}).status_code == 404
    assert clerk.get("/registry", params={"on": "昨天"}).status_code == 400
    assert clerk.get("/registry", params={"record": "visit", "row": "1.99999"}).status_code == 404


def test_a_person_who_may_not_decide_records_visits_alone_and_is_offered_no_more(tmp_path: Path) -> None:
    with instance(tmp_path, host="0.0.0.0") as running:
        running.desk.accounts.add_person("李明", DeskRole.CHECK, "correct horse battery")
        session = running.desk.accounts.log_in("李明", "correct horse battery", 600)
        with running.browser(session) as client:
            client.headers.update(HTML)
            assert recorded(client, "training", topic="商标", programme="guangzhou").status_code == 303
            assert recorded(client, "revoke", id="1").status_code == 403
            assert "record=withdraw" not in client.get("/registry?view=activities").text
        with running.browser() as client:
            assert "record=withdraw" in client.get("/registry?view=activities", headers=HTML).text


def test_papers_of_the_registry(clerk: httpx.Client) -> None:
    asked = {"programme": "guangzhou", "on": CITY, "document": "list"}
    assert clerk.get("/registry/documents", params=asked).content.startswith(b"PK")
    assert clerk.get("/registry/documents", params={**asked, "document": "leaving"}).status_code == 422
    assert clerk.get("/registry/documents", params={**asked, "document": "nonsense"}).status_code == 422


def test_an_office_brings_its_own_list_once(tmp_path: Path) -> None:
    head, row = (
        "单位名称,类别,所属区县,名录编号,入库日期,备忘",
        "广州甲有限公司,企业,天河区,企业2022第001号,2022-05-15,好",
    )
    files = {"file": ("名录.csv", f"{head}\n{row}\n".encode())}
    with instance(tmp_path) as running, running.browser() as client:

        def brought(**facts: str) -> httpx.Response:
            return client.post("/registry/list", files=files, data={"programme": "guangzhou", **facts})

        assert brought().status_code == 422 and "备忘" in brought().json()["title"]
        assert "新入库记录 1 条" in brought(ignore_unknown="true").json()["told"]
        again = brought(ignore_unknown="true").json()["told"]
        assert "新入库记录 0 条，已有 1 条" in again and "备忘" in again
        client.headers.update(HTML)
        assert [row[4:6] for row in view(client, "entries")] == [["1", "广州甲有限公司"]]
        assert client.get("/registry/export").content.startswith(b"PK")
