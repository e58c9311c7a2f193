"""What strangers send: names that climb, scripts, bombs, bodies without end, workers and servers that are killed."""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import select

import ipforms
from ipforms.desk.accounts import LOCAL, DeskRole, csrf_of
from ipforms.desk.desk_settings import DeskLimits, DeskSettings
from ipforms.desk.desk_store import DeskStore
from ipforms.desk.desk_tables import files, jobs, submissions
from tests.desk.instance import Instance, finished, instance
from tests.strategies import contract

pytestmark = pytest.mark.slow

API, FORM = "/api/v1", "jinhua-application"
SCRIPT = "<script>alert(1)</script>"
_BLOCK = b"\0" * (1 << 20)


def blank() -> bytes:
    return ipforms.form(FORM).blank()


def sent(client: httpx.Client, named: list[tuple[str, bytes]]) -> dict[str, Any]:
    started = client.post(f"{API}/jobs/read", files=[("files", each) for each in named])
    return finished(client, started.raise_for_status().json()["id"])


def below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..\\..\\x.docx", "C:\\x.docx", "a/\0/b.docx", "."]
)
def test_a_name_leads_nowhere(tmp_path: Path, name: str) -> None:
    with instance(tmp_path / "desk") as desk, desk.program() as program:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as packed:
            packed.writestr(name, blank())
        job = sent(program, [(name, blank()), ("b.zip", archive.getvalue())])
        told = [each["name"] for each in program.get(f"{API}/jobs/{job['id']}/files").json()]
    assert {path.parts[len(tmp_path.parts)] for path in below(tmp_path)} == {"desk"}
    assert all(not each.startswith("/") and ".." not in each.split("/") and "\0" not in each for each in told)
    assert [path for path in below(tmp_path) if re.fullmatch("[0-9a-f]{64}|desk.*", path.name) is None] == []


def scripted(value: Any) -> Any:
    """A record in which every text is a script."""
    if isinstance(value, dict):
        return {name: scripted(each) for name, each in value.items()}
    if isinstance(value, list):
        return [scripted(each) for each in value]
    return SCRIPT if isinstance(value, str) else value


class ForeignMarkup(HTMLParser):
    """Notes what no page of ours has: scripts and styles in the page, handlers, addresses elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[tuple[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        inline = tag in ("style", "iframe", "object") or (tag == "script" and "src" not in given)
        handlers = any(name.startswith("on") or name in ("style", "srcdoc") for name in given)
        addresses = [given[name] for name in ("src", "href", "action", "formaction") if name in given]
        if (
            inline
            or handlers
            or any(not each.startswith(("/", "#", "?")) or each.startswith("//") for each in addresses)
        ):
            self.foreign.append((tag, given))


def test_a_script_in_every_field_and_name_is_text_on_every_page(desk: Instance, tmp_path: Path) -> None:
    model = ipforms.form(FORM).model
    texts = {name: SCRIPT for name, field in model.model_fields.items() if field.annotation in (str, str | None)}
    record = {name: each for name, each in scripted(contract(FORM)).items() if name in texts}
    made = [ipforms.render(model.model_construct(**{**contract(FORM), **record}), each) for each in ("docx", "pdf")]
    with desk.browser() as browser:
        named = [(f"{SCRIPT}甲.docx", made[0]), (f'"><img src=x onerror=alert(1)>/{SCRIPT}乙.pdf', made[1])]
        answer = browser.post("/uploads", files=[("received", each) for each in named], headers={"Accept": "text/html"})
        assert answer.status_code < 400
        wait_for_jobs(desk)
        pages = dict(crawled(browser))
    assert {"/", "/apply"} <= pages.keys() and any(each.startswith("/review/") for each in pages)
    for path, text in pages.items():
        found = ForeignMarkup()
        found.feed(text)
        assert found.foreign == [], path
    assert any("&lt;script&gt;alert(1)" in text for text in pages.values())


def wait_for_jobs(desk: Instance) -> None:
    under_way = select(jobs).where(jobs.c.status.in_(("waiting", "running")))
    while desk.desk.store.rows(under_way):
        time.sleep(0.05)


def crawled(browser: httpx.Client) -> Iterator[tuple[str, str]]:
    """All pages that links lead to, from the first one on."""
    left, seen = ["/"], {"/"}
    while left:
        path = left.pop()
        answer = browser.get(path, headers={"Accept": "text/html"})
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        if not is_page or "attachment" in answer.headers.get("content-disposition", ""):
            continue
        yield path, answer.text
        found = {urlsplit(each)._replace(fragment="").geturl() for each in re.findall(r'href="(/[^"]*)"', answer.text)}
        new = {each.replace("&amp;", "&") for each in found} - seen
        seen |= new
        left += [each for each in new if "/static/" not in each and len(seen) < 200]


def test_what_programs_send_is_in_no_queue_of_people(desk: Instance) -> None:
    with desk.program() as program, desk.browser() as browser:
        job = sent(program, [("秘.docx", blank() + b" ")])
        (file,) = program.get(f"{API}/jobs/{job['id']}/files").json()
        assert "秘.docx" not in browser.get("/").text
        row = desk.desk.store.rows(select(submissions.c.id).where(submissions.c.file_id == file["id"]))
        assert browser.get(f"/files/{file['id']}").status_code == 404
        for each in row:
            assert browser.get(f"/review/{each['id']}").status_code == 404


def bomb() -> bytes:
    """A DOCX of some megabytes that would be 300 MB of XML, and an archive of archives of zeros."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        for _ in range(300):
            part.write(_BLOCK)
    return inner.getvalue()


def test_bombs_are_told_and_cost_little(desk: Instance) -> None:
    packed = bomb()
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        for number in range(20):
            archive.writestr(f"{number}.zip", packed)
    with desk.program() as program:
        start = time.monotonic()
        job = sent(program, [("a.docx", packed), ("b.zip", outer.getvalue()), ("good.docx", blank() + b"  ")])
        told = {each["name"]: each["status"] for each in program.get(f"{API}/jobs/{job['id']}/files").json()}
        assert time.monotonic() - start < 60
        alone = program.post(f"{API}/read", files={"file": ("a.docx", packed)})
    assert alone.status_code in (413, 415, 422)
    assert told["a.docx"] in ("failed", "container") and told["good.docx"] == "read"
    kept = sum(path.stat().st_size for path in below(desk.desk.settings.folder))
    assert kept < 150_000_000


def resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def raw(desk: Instance, head: str) -> socket.socket:
    host, port = urlsplit(desk.url).hostname, urlsplit(desk.url).port
    token = desk.desk.accounts.add_token(LOCAL, DeskRole.CHECK)
    opened = socket.create_connection((host, port), 30)
    opened.sendall(f"{head}\r\nHost: {host}:{port}\r\nAuthorization: Bearer {token}\r\n".encode())
    return opened


def test_a_gigabyte_is_refused_before_it_is_sent(desk: Instance) -> None:
    with raw(desk, f"POST {API}/jobs/read HTTP/1.1") as opened:
        opened.sendall(b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000000\r\n\r\n")
        assert b" 413 " in opened.recv(1 << 16).partition(b"\r\n")[0]


def test_a_gigabyte_without_a_length_is_refused_on_the_way_and_costs_no_memory(tmp_path: Path) -> None:
    with instance(tmp_path, limits=DeskLimits(upload_bytes=60_000_000)) as desk:
        before, sent_bytes, answer = resident(os.getpid()), 0, b""
        with raw(desk, f"POST {API}/jobs/read HTTP/1.1") as opened:
            head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
            opened.sendall(b"Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n")
            opened.sendall(b"%x\r\n%b\r\n" % (len(head), head))
            try:
                for _ in range(1_000):
                    opened.sendall(b"%x\r\n%b\r\n" % (len(_BLOCK), _BLOCK))
                    sent_bytes += len(_BLOCK)
                answer = opened.recv(1 << 16)
            except OSError:  # closed while we were sending, which is as good
                pass
        assert sent_bytes < 200_000_000
        assert not answer or b" 413 " in answer
        assert resident(os.getpid()) - before < 60_000_000
        assert below(tmp_path / "blobs") == set()


@pytest.mark.parametrize("where", ["headers", "body"])
def test_who_sends_slowly_is_not_waited_for(tmp_path: Path, where: str) -> None:
    with instance(tmp_path, limits=DeskLimits(idle_seconds=1)) as desk, desk.program() as program:
        with raw(desk, f"POST {API}/read HTTP/1.1") as opened:
            if where == "body":
                opened.sendall(b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x")
            start = time.monotonic()
            answer = opened.recv(1 << 16)
            assert time.monotonic() - start < 10
        assert (b" 408 " in answer) if where == "body" else answer == b""
        assert program.get(f"{API}/forms").status_code == 200


def test_a_worker_that_is_killed_costs_nobody_else_anything(tmp_path: Path) -> None:
    named = [(f"{number}.docx", blank() + b" " * number) for number in range(40)]
    with instance(tmp_path, jobs=2) as desk, desk.program() as program:
        started = program.post(f"{API}/jobs/read", files=[("files", each) for each in named]).json()
        killed, again = 0, 0.0
        while program.get(f"{API}/jobs/{started['id']}").json()["status"] in ("waiting", "running"):
            if killed < 3 and time.monotonic() > again and (there := desk.desk.pool.processes):
                os.kill(there[0], signal.SIGKILL)
                killed, again = killed + 1, time.monotonic() + 0.3
            time.sleep(0.02)
        told = program.get(f"{API}/jobs/{started['id']}/files", params={"limit": 100}).json()
        assert program.post(f"{API}/read", files={"file": named[0]}).status_code == 200
    assert killed and len(told) == 40
    for each in told:
        assert each["status"] == "read" or each["error"]["code"] == "unreadable.worker_died"
    assert sum(each["status"] == "read" for each in told) >= 38


def test_a_worker_that_hangs_or_grows_is_ended(tmp_path: Path) -> None:
    limits = DeskLimits(task_seconds=2, task_memory=600_000_000)
    with instance(tmp_path, limits=limits) as desk:
        slow = desk.desk.pool.submit(time.sleep, 60)
        large = desk.desk.pool.submit(bytearray, 2_000_000_000)
        assert type(slow.exception(30)).__name__ == "TaskTimeout"
        assert type(large.exception(30)).__name__ == "WorkerDied"
        assert desk.desk.pool.submit(len, "甲乙").result(30) == 2


def started(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server as people start one, and the link that it tells."""
    command = [sys.executable, "-m", "ipforms", "serve", str(folder), "--port", "0", "--no-browser", "--jobs", "1"]
    folder.mkdir(exist_ok=True)
    with (folder.parent / "log").open("w") as log:
        process = subprocess.Popen(command, stderr=log, start_new_session=True)
    while process.poll() is None:
        if found := re.search(r"http://\S+", (folder.parent / "log").read_text("utf-8")):
            return process, found[0]
        time.sleep(0.05)
    raise AssertionError("it has not started")


def children(pid: int) -> list[int]:
    """All processes below one, down to the last."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found = [pid]
    for parent in found:
        found += [child for child, above in pairs if above == parent]
    return found[1:]


def test_a_server_that_is_killed_loses_nothing_and_lets_nobody_in(tmp_path: Path) -> None:
    tmp_path = tmp_path / "desk"
    settings = DeskSettings(tmp_path)
    named = [(f"{number}.docx", blank() + b" " * number) for number in range(40)]
    process, link = started(tmp_path)
    home = link.partition("/enter")[0]
    with httpx.Client(base_url=home, timeout=60) as client:
        assert client.get(link).status_code == 200
        session = client.cookies[settings.cookie.replace("8765", home.rpartition(":")[2])]
        store = DeskStore(settings)
        headers = {"X-CSRF-Token": csrf_of(session), "Origin": home}
        answer = client.post(f"{API}/jobs/read", files=[("files", each) for each in named], headers=headers)
        job = answer.raise_for_status().json()["id"]
        table = "企业名称\n" + "".join(f"第{number}公司\n" for number in range(200))
        filling = client.post(
            f"{API}/jobs/fill", files={"file": ("a.csv", table.encode())}, data={"form": FORM}, headers=headers
        ).json()["id"]
        while not store.rows(select(files).where(files.c.status == "read")):
            time.sleep(0.02)
    workers = children(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    read = len(store.rows(select(files).where(files.c.status == "read")))
    assert 0 < read < 40 and len(store.rows(select(files))) == 40
    end = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)

    process, link = started(tmp_path)
    home = link.partition("/enter")[0]
    try:
        with httpx.Client(base_url=home, timeout=60) as client:
            assert client.get(f"{API}/jobs/{job}").status_code == 401
            client.get(link)
            assert [finished(client, each)["status"] for each in (job, filling)] == ["done", "done"]
            told = client.get(f"{API}/jobs/{job}/files", params={"limit": 100}).json()
            packed = zipfile.ZipFile(io.BytesIO(client.get(f"{API}/jobs/{filling}/result").content))
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert {each["status"] for each in told} == {"read"} and len(told) == 40
    assert len(store.rows(select(submissions))) == 40
    assert len(packed.namelist()) == 200
    store.engine.dispose()


@pytest.mark.parametrize(
    "path",
    ["/?start=99999999999999999999", "/review/99999999999999999999", "/files/-1", f"/?q={'a+' * 2_000}", "/?form=%00"],
)
def test_no_address_is_a_fault_of_the_program(desk: Instance, path: str) -> None:
    with desk.browser() as browser:
        assert browser.get(path).status_code < 500


@pytest.mark.parametrize(
    "record", [b"[" * 50_000, b'{"a":' * 50_000 + b"1" + b"}" * 50_000, b'{"a":"\\ud800"}', b'{"a":1e999}']
)
def test_no_record_is_a_fault_of_the_program(desk: Instance, record: bytes) -> None:
    with desk.program() as program:
        headers = {"Content-Type": "application/json"}
        answer = program.post(f"{API}/forms/{FORM}/render", content=record, headers=headers)
    assert 400 <= answer.status_code < 500 and "“”" not in answer.json()["title"]


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example", "/%0d%0aSet-Cookie: a=b", "/\t/evil"]
)
def test_nobody_is_led_elsewhere(desk: Instance, back: str) -> None:
    with desk.browser() as browser:
        form = {"lang": "zh", "back": back, "csrf": browser.headers["X-CSRF-Token"]}
        answer = browser.post("/language", data=form)
        away = browser.get("//evil.example/outputs/")
    assert answer.headers["location"] == "/" and set(answer.cookies) == {"lang"}
    assert urlsplit(away.headers["location"]).netloc == urlsplit(desk.url).netloc


def test_a_session_that_somebody_has_chosen_is_none(desk: Instance) -> None:
    with desk.anybody(cookies={desk.desk.settings.cookie: "chosen"}) as victim:
        entered = victim.get("/enter", params={"token": desk.desk.accounts.entry(60)})
    assert entered.cookies[desk.desk.settings.cookie] != "chosen"
    assert desk.desk.accounts.known("chosen", "session") is None


def test_there_is_no_websocket_and_no_second_request_in_a_body(desk: Instance) -> None:
    upgrade = (
        b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGVzdA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    both = b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n"
    for method, rest in ((b"GET", upgrade), (b"POST", both)):
        with socket.create_connection(("127.0.0.1", urlsplit(desk.url).port or 0), timeout=10) as client:
            client.sendall(method + b" /language HTTP/1.1\r\nHost: localhost\r\n" + rest)
            answer = client.recv(4_000)
        assert answer.startswith(b"HTTP/1.1 40") and b'"status":"ok"' not in answer
