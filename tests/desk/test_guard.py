"""Nobody gets past the door without a token, with another's or a used one, from another page, under another name."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from ipforms.desk.accounts import Accounts, DeskRole, WeakPassword
from ipforms.desk.desk_settings import DeskLimits, DeskSettings
from ipforms.desk.desk_store import DeskStore
from ipforms.desk.desk_tables import keys, people
from tests.desk.instance import PASSWORD, Instance, instance

HTML = {"Accept": "text/html"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """An instance that others reach, with a person of each role."""
    with instance(tmp_path_factory.mktemp("office"), host="0.0.0.0", names=("banli.example.cn",)) as running:
        for role in DeskRole:
            running.desk.accounts.add_person(role.word, role, PASSWORD)
        yield running


def logged_in(office: Instance, name: str, password: str = PASSWORD) -> httpx.Client:
    with office.anybody() as client:
        assert client.post("/login", data={"name": name, "password": password}).status_code == 303
        return office.browser(client.cookies[office.desk.settings.cookie])


@pytest.mark.parametrize("path", ["/", "/api/v1/forms", "/api/v1/openapi.json", "/files/1", "/review/1", "/outputs"])
def test_without_a_token_nothing_is_seen(desk: Instance, path: str) -> None:
    with desk.anybody() as nobody:
        assert nobody.get(path).status_code == 401
        assert nobody.get(path, headers={"Authorization": "Bearer nonsense"}).status_code == 401
        assert nobody.get(path, headers=HTML).status_code == 401


def test_what_needs_no_token_tells_nothing(desk: Instance) -> None:
    with desk.anybody() as nobody:
        assert nobody.get("/health").json().keys() == {"status", "version"}
        assert nobody.get("/static/../desk.sqlite").status_code in (401, 404)
        assert nobody.get("/static/%2e%2e/desk_app.py").status_code == 404


def test_a_link_lets_one_in_once(desk: Instance) -> None:
    token = desk.desk.accounts.entry(60)
    with ThreadPoolExecutor(8) as threads, desk.anybody() as client:
        asked = [threads.submit(client.get, "/enter", params={"token": token}) for _ in range(8)]
        assert sorted(each.result().status_code for each in asked) == [200, *[403] * 7]
        assert client.get("/enter", params={"token": desk.desk.accounts.entry(-1)}).status_code == 403


def test_a_session_is_no_token_of_a_program_and_a_token_no_session(desk: Instance) -> None:
    with desk.browser() as browser, desk.anybody() as nobody:
        session = browser.cookies[desk.desk.settings.cookie]
        assert nobody.get("/api/v1/forms", headers={"Authorization": f"Bearer {session}"}).status_code == 401
        token = desk.desk.accounts.add_token("本机", DeskRole.LOOK)
        assert nobody.get("/", headers={"Cookie": f"{desk.desk.settings.cookie}={token}"}).status_code == 401


def test_secrets_are_kept_as_digests_alone(office: Instance) -> None:
    with logged_in(office, "check") as client:
        (session,) = client.cookies.values()
    kept = str(office.desk.store.rows(select(keys))) + str(office.desk.store.rows(select(people)))
    assert session not in kept and PASSWORD not in kept
    assert "$argon2id$" in kept


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "0" * 64},
        {"Sec-Fetch-Site": "cross-site", "Origin": ""},
        {"Origin": "http://evil.example", "Content-Type": "text/plain"},
    ],
)
def test_a_request_from_another_page_changes_nothing(desk: Instance, headers: dict[str, str]) -> None:
    with desk.browser() as browser:
        assert browser.post("/logout", headers=headers).status_code == 403
        assert browser.post("/api/v1/jobs/read", headers=headers, files={"files": b"a"}).status_code == 403
        assert browser.get("/").status_code == 200
        assert browser.post("/logout").status_code == 303
        assert browser.get("/").status_code == 401


def test_another_session_s_csrf_token_is_refused(office: Instance) -> None:
    with logged_in(office, "check") as first, logged_in(office, "decide") as second:
        (session,) = second.cookies.values()
        known = office.desk.accounts.known(session, "session")
        assert known is not None
        for client in (first, second):
            del client.headers["X-CSRF-Token"]
        assert first.post("/logout", data={"csrf": known.csrf}).status_code == 403
        assert second.post("/logout", data={"csrf": known.csrf}).status_code == 303


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:8765", "0.0.0.0:1"])
def test_another_name_for_this_machine_is_refused(desk: Instance, host: str) -> None:
    with desk.browser() as browser:
        assert browser.get("/", headers={"Host": host}).status_code in (400, 421)


def test_an_office_is_reached_by_its_address_and_its_own_names(office: Instance) -> None:
    with office.anybody() as nobody:
        statuses = {
            host: nobody.get("/health", headers={"Host": host}).status_code
            for host in ("192.168.1.20", "[fe80::1]:8765", "banli.example.cn", "evil.example")
        }
    assert list(statuses.values()) == [200, 200, 200, 421]


def test_a_wrong_password_and_an_unknown_name_are_told_alike_and_not_often(tmp_path: Path) -> None:
    with instance(tmp_path, host="0.0.0.0", limits=DeskLimits(logins=3)) as office, office.anybody() as nobody:
        office.desk.accounts.add_person("王芳", DeskRole.CHECK, PASSWORD)
        wrong = [nobody.post("/login", data={"name": name, "password": "guess"}) for name in ("王芳", "nobody")]
        assert [each.status_code for each in wrong] == [403, 403]
        assert wrong[0].text == wrong[1].text
        more = [nobody.post("/login", data={"name": "王芳", "password": "guess"}).status_code for _ in range(3)]
        assert more[-1] == 429


def test_whoever_logs_in_comes_to_the_page_that_was_asked_for(office: Instance) -> None:
    said = {"name": "look", "password": PASSWORD}
    with office.anybody(headers=HTML) as nobody:
        asked = nobody.get("/review/7?q=%E7%94%B2&state=look")
        assert asked.status_code == 303
        page = nobody.get(asked.headers["location"]).text
        assert 'name="back" value="/review/7?q=%E7%94%B2&amp;state=look"' in page
        back = "/review/7?q=%E7%94%B2&state=look"
        assert 'value="/review/7?q' in nobody.post("/login", data={**said, "password": "wrong", "back": back}).text
        assert nobody.post("/login", data={**said, "back": back}).headers["location"] == back
        for elsewhere in ("//evil.example/", "/\\evil.example", "/a\r\nSet-Cookie:x"):
            nobody.cookies.clear()
            assert nobody.post("/login", data={**said, "back": elsewhere}).headers["location"] == "/"


def test_roles_may_do_what_they_may(office: Instance) -> None:
    found: dict[str, Any] = {}
    for role in DeskRole:
        with office.program(role.word, role) as program:
            change = program.delete("/api/v1/jobs/1").status_code
            decide = program.post("/review/1/decision", json={"decision": "accept"}).status_code
            found[role.word] = (program.get("/api/v1/forms").status_code, change, decide)
    assert found == {"look": (200, 403, 403), "check": (200, 404, 403), "decide": (200, 404, 404)}


def test_a_token_can_do_no_more_than_its_person(office: Instance) -> None:
    with office.program("look", DeskRole.DECIDE) as program:
        assert program.delete("/api/v1/jobs/1").status_code == 403


def test_who_is_removed_is_out_at_once(office: Instance) -> None:
    office.desk.accounts.add_person("走", DeskRole.CHECK, PASSWORD)
    with logged_in(office, "走") as browser, office.program("走") as program:
        assert (browser.get("/").status_code, program.get("/api/v1/forms").status_code) == (200, 200)
        office.desk.accounts.close_person("走")
        assert (browser.get("/", headers=HTML).status_code, program.get("/api/v1/forms").status_code) == (303, 401)


def test_every_answer_bears_its_headers(desk: Instance) -> None:
    with desk.browser() as browser, desk.anybody() as nobody:
        for answer in (browser.get("/"), browser.get("/nothing"), nobody.get("/"), nobody.get("/static/desk.css")):
            policy = answer.headers["content-security-policy"]
            assert policy.startswith("default-src 'self'") and "unsafe" not in policy
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["x-frame-options"] == "DENY"
        cookie = browser.get("/enter", params={"token": desk.desk.accounts.entry(60)}).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie


def test_behind_https_cookies_are_kept_from_http(tmp_path: Path) -> None:
    with instance(tmp_path, secure=True) as desk, desk.anybody() as nobody:
        cookie = nobody.get("/enter", params={"token": desk.desk.accounts.entry(60)}).headers["set-cookie"]
    assert cookie.startswith("__Host-ipforms-") and "Secure" in cookie and "Domain" not in cookie


def test_who_comes_too_often_is_told_when_to_come_again(tmp_path: Path) -> None:
    with instance(tmp_path, limits=DeskLimits(requests=5)) as desk, desk.program() as program:
        answers = [program.get("/api/v1/forms") for _ in range(7)]
    assert [each.status_code for each in answers] == [200] * 5 + [429] * 2
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert answers[-1].json()["code"] == "TooManyRequests"


def test_the_log_tells_no_numbers_and_no_secrets(desk: Instance, caplog: pytest.LogCaptureFixture) -> None:
    token = desk.desk.accounts.entry(60)
    with caplog.at_level("INFO", logger="ipforms.desk"), desk.browser() as browser:
        browser.get("/enter", params={"token": token})
        browser.get("/13800138000", params={"q": "440101199001011234"})
        browser.post("/login", data={"name": "13800138000", "password": PASSWORD, "csrf": "x"})
    told = "\n".join(record.getMessage() for record in caplog.records if record.name == "ipforms.desk")
    assert "GET /enter 200" in told and "本机" in told
    assert not any(each in told for each in (token, "13800138000", "440101199001011234", PASSWORD))


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeakPassword):
        Accounts(DeskStore(DeskSettings(tmp_path))).add_person("甲", DeskRole.LOOK, "short")
