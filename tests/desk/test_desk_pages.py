"""What pages do for whoever may look only, for applicants without a password, and with what strangers send."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import docx
import httpx
import pytest
from sqlalchemy import select

import ipforms
from ipforms.desk.accounts import DeskRole
from ipforms.desk.desk_tables import files, submissions
from ipforms.registry import Registry
from tests.desk.instance import PASSWORD, Instance, instance
from tests.strategies import contract

pytestmark = pytest.mark.slow

HOSTILE = "<script>alert(1)</script>"
RECORD = ipforms.form("jinhua-application").model.model_validate(contract("jinhua-application"))
FILE = ipforms.render(RECORD.model_copy(update={"enterprise_name": f"甲{HOSTILE}公司", "mobile": None}))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """An instance whose applicants' page is open."""
    with instance(tmp_path_factory.mktemp("office"), open_applicants=True) as running:
        yield running


@pytest.fixture(scope="module")
def clerk(office: Instance) -> Iterator[httpx.Client]:
    """A browser of somebody who decides; one form has come in."""
    with office.browser() as client:
        sent = client.post("/uploads", files=[("received", (f"../夹/{HOSTILE}.docx", FILE, "text/html"))])
        wait(client, sent.raise_for_status().json()["job"])
        yield client


def wait(client: httpx.Client, job: str) -> None:
    end = time.monotonic() + 60
    while client.get(f"/jobs/{job}").json()["status"] != "done" and time.monotonic() < end:
        time.sleep(0.05)


def named(name: str) -> Any:
    return RECORD.model_copy(update={"enterprise_name": name})


def change(client: httpx.Client, **said: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/review/1/fields", json=said).raise_for_status().json()
    return answer


def row(office: Instance) -> dict[str, Any]:
    return office.desk.store.rows(select(submissions).where(submissions.c.id == 1))[0]


def test_what_strangers_send_is_text_on_every_page_and_saved_never_shown(clerk: httpx.Client) -> None:
    for address in ("/", "/review/1", "/outputs", "/?q=%3Cscript%3E"):
        page = clerk.get(address, headers={"Accept": "text/html"})
        assert page.status_code == 200 and "<script>" not in page.text
    original = clerk.get("/files/1")
    assert original.content == FILE
    assert original.headers["content-type"] == "application/octet-stream"
    saved_as = original.headers["content-disposition"]
    assert saved_as.startswith("attachment; filename*=UTF-8''") and not set('/<>"') & set(saved_as)


def test_a_change_is_checked_kept_and_shown_and_the_reading_stays(clerk: httpx.Client, office: Instance) -> None:
    tried = change(clerk, path="mobile", text="1390579", saved=False)
    assert "message error" in tried["messages"] and not office.desk.store.history(1)
    made = change(clerk, path="mobile", text="13905790000")
    assert (made["state"], "13905790000" in made["history"]) == ("changed", True)
    assert (row(office)["values"]["mobile"], row(office)["current"]["mobile"]) == (None, "13905790000")
    assert "13905790000" in clerk.get("/review/1").text
    word = ipforms.read(clerk.get("/review/1/take/docx").content)
    assert word.record.mobile == "13905790000"
    assert clerk.post("/review/1/fields", json={"path": "no.such", "text": "1"}).status_code == 404


def test_a_reading_that_cannot_be_loaded_is_made_again(clerk: httpx.Client, office: Instance) -> None:
    kept = office.desk.store.blobs.put(b"of another version")
    office.desk.store.update(submissions, 1, pickle=kept.digest)
    assert clerk.get("/review/1").status_code == 200
    assert row(office)["pickle"] != kept.digest


def test_a_file_with_two_forms_has_a_review_of_each(clerk: httpx.Client, office: Instance) -> None:
    first, second = (docx.Document(io.BytesIO(ipforms.render(named(name)))) for name in ("甲公司", "乙公司"))
    for element in list(second.element.body)[:-1]:
        first.element.body[-1].addprevious(element)
    both = io.BytesIO()
    first.save(both)
    sent = clerk.post("/uploads", files=[("received", ("两份.docx", both.getvalue()))]).json()
    wait(clerk, sent["job"])
    query = select(submissions.c.id, submissions.c.applicant, files.c.about, files.c.digest)
    query = query.join(files, files.c.id == submissions.c.file_id).where(files.c.upload_id == sent["upload"])
    rows = office.desk.store.rows(query.order_by(submissions.c.id))
    assert [(each["applicant"], each["about"]) for each in rows] == [("甲公司", None), ("乙公司", {"part": 2})]
    assert len({each["digest"] for each in rows}) == 1
    assert "第 2 份表" in clerk.get(f"/?upload={sent['upload']}").text
    kept = office.desk.store.blobs.put(b"of another version")
    office.desk.store.update(submissions, rows[1]["id"], pickle=kept.digest)
    for id, name in ((rows[0]["id"], "甲公司"), (rows[1]["id"], "乙公司")):
        assert f'value="{name}"' in clerk.get(f"/review/{id}").text
    again = ipforms.render(named("甲公司").model_copy(update={"employees": 99}))
    wait(clerk, clerk.post("/uploads", files=[("received", ("又一份.docx", again))]).json()["job"])
    told = [("该单位还报了另一份" in clerk.get(f"/review/{each['id']}").text) for each in rows]
    assert told == [True, False]
    assert clerk.get("/").text.count("该单位报了 2 份") == 2


def test_what_was_accepted_goes_into_the_registry_once(clerk: httpx.Client, office: Instance) -> None:
    assert clerk.post("/outputs/registry", data={}).headers["location"] == "/outputs?added=0&there=0"
    clerk.post("/review/1/decision", json={"decision": "accept", "remark": "齐全"}).raise_for_status()
    late = clerk.post("/review/1/decision", json={"decision": "return", "seen": ""})  # a page that was opened before
    assert late.status_code == 409 and "受理" in late.json()["title"]
    assert clerk.post("/outputs/registry", data={}).headers["location"] == "/outputs?added=1&there=0"
    assert clerk.post("/outputs/registry", data={}).headers["location"] == "/outputs?added=0&there=1"
    registry = Registry.open(office.desk.settings.folder / "registry.db")
    assert [each["kind"] for each in registry.events()] == ["party", "application"]
    registry.close()


def test_who_may_look_changes_nothing(clerk: httpx.Client, office: Instance) -> None:
    office.desk.accounts.add_person("看", DeskRole.LOOK, PASSWORD)
    with office.program("看", DeskRole.LOOK) as looker:
        page = looker.get("/review/1").text
        assert "readonly" in page and 'data-decision="' not in page
        for address, said in (
            ("fields", {"path": "mobile", "text": "1"}),
            ("sentences", {"sentence": "", "text": "1"}),
            ("decision", {"decision": "refuse"}),
        ):
            assert looker.post(f"/review/1/{address}", json=said).status_code == 403
    with office.program("看", DeskRole.CHECK) as lent:  # a token gives no more than its person has
        assert lent.post("/outputs/registry", data={}).status_code == 403


def test_applicants_need_no_password_and_see_nothing_else(office: Instance, clerk: httpx.Client) -> None:
    files = sorted((office.desk.settings.folder / "blobs").rglob("*"))
    with office.anybody() as anyone:
        assert anyone.get("/apply/jinhua-application").status_code == 200
        told = anyone.post("/apply/jinhua-application/check", json={"texts": {"employees": "很多"}}).json()
        assert any(each["path"] == "employees" and not each["is_blank"] for each in told["findings"])
        old = anyone.post("/apply/jinhua-application/import", files={"file": ("旧.docx", FILE)}).json()
        assert old["texts"]["contact_name"] == RECORD.contact_name
        made = anyone.post(
            "/apply/jinhua-application/document", data={"texts": '{"employees": "321人"}', "format": "docx"}
        )
        assert ipforms.read(made.content).record.employees == 321
        assert anyone.post("/apply/jinhua-application/document", data={"texts": "[1]"}).status_code == 422
        assert anyone.get("/apply/no-such-form").status_code == 404
        for address in ("/", "/review/1", "/files/1", "/outputs", "/review/1/pages/1", "/jobs/1"):
            assert anyone.get(address).status_code == 401
    assert sorted((office.desk.settings.folder / "blobs").rglob("*")) == files
