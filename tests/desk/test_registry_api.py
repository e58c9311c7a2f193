"""Programs take a job's applications into the registry, decide on them, and ask what is due."""

from __future__ import annotations

import httpx
import pytest

import ipforms
from ipforms.desk.accounts import LOCAL, DeskRole
from tests.desk.instance import Instance, finished
from tests.strategies import contract

pytestmark = pytest.mark.slow

REGISTRY = "/api/v1/registry"


def registered(client: httpx.Client) -> dict[str, list[int]]:
    forms = [ipforms.form(id) for id in ("jinhua-application", "guangzhou-enterprise")]
    files = [("files", (f"{f.id}.docx", ipforms.render(f.model.model_validate(contract(f.id))))) for f in forms]
    files.append(("files", ("推荐表.docx", ipforms.form("jinhua-recommendation").blank())))
    job = finished(client, client.post("/api/v1/jobs/read", files=files).json()["id"])
    added = client.post(f"{REGISTRY}/jobs/{job['id']}")
    assert added.status_code == 201, added.text
    return dict(added.json())


def test_from_a_job_into_the_list(desk: Instance) -> None:
    with desk.program(LOCAL, DeskRole.DECIDE) as client:
        added = registered(client)
        assert (len(added["applications"]), len(added["parties"])) == (2, 2)
        assert registered(client) == {"applications": [], "known": added["applications"], "parties": [], "renamed": []}
        for number in added["applications"]:
            for level in ("district", "city"):
                decided = client.post(
                    f"{REGISTRY}/applications/{number}/decisions", json={"level": level, "verdict": "approve"}
                )
                assert decided.status_code == 201, decided.text
            assert decided.json()["entry"] > 0
        again = {"level": "city", "verdict": "refuse"}
        refused = client.post(f"{REGISTRY}/applications/{number}/decisions", json=again)
        assert (refused.status_code, refused.json()["code"]) == (409, "AlreadyDecided")
        listed = client.get(f"{REGISTRY}/tables/entries").json()
        assert {each["name"] for each in listed} == {
            contract("jinhua-application")["enterprise_name"],
            contract("guangzhou-enterprise")["name"],
        }
        phone = contract("jinhua-application")["mobile"]
        assert phone not in client.get(f"{REGISTRY}/tables/parties").text
        assert {each["entry"] for each in client.get(f"{REGISTRY}/review").json()} == {x["entry"] for x in listed}
        entry = listed[0]["entry"]
        assert client.post(f"{REGISTRY}/entries/{entry}/reviews", json={"outcome": "stay"}).status_code == 201
        assert client.get(f"{REGISTRY}/due", params={"days": 400}).status_code == 200
        assert client.get(f"{REGISTRY}/report", params={"year": 2026}).status_code == 200


def test_only_who_may_decide_does(desk: Instance) -> None:
    with desk.program(LOCAL, DeskRole.CHECK) as client:
        given = {"level": "city", "verdict": "approve"}
        assert client.post(f"{REGISTRY}/applications/1/decisions", json=given).status_code == 403
        assert client.post(f"{REGISTRY}/entries/1/reviews", json={"outcome": "stay"}).status_code == 403
        assert client.get(f"{REGISTRY}/tables/entries").status_code == 200
