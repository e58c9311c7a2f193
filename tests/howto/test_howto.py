"""The how-to pages of the documentation: what they show runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ipforms

ROOT = Path(__file__).parents[2]
HOWTO = ROOT / "examples" / "howto"
CONTRACT = ROOT / "tests" / "data" / "contract"


def contract(form_id):
    return json.loads((CONTRACT / f"{form_id}.json").read_text("utf-8"))


def run(program, *, name):
    """A program that has the how-to's module, in a process of its own: Django is set up once a process."""
    code = f"import sys; sys.path.insert(0, {str(HOWTO)!r}); import {name}\n{program}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_fastapi_refuses_what_the_form_cannot_hold():
    bad = [
        {"patents": {"applied": -5}},
        {"nonsense": 1},
        {"registered_on": "2017-02-30"},
        {"name": 123},
        {"name": "\ud83d"},
    ]
    program = f"""
import json
from fastapi.testclient import TestClient
client = TestClient(fastapi_app.app, raise_server_exceptions=False)
head = {{"content-type": "application/json"}}
answers = [client.post(at, content=each, headers=head) for each in {list(map(json.dumps, bad))!r}
           for at in ("/check", "/document")]
print(json.dumps([[each.status_code, each.json()["detail"][0]["loc"]] for each in answers]))
"""
    answers = run(program, name="fastapi_app")
    assert answers[0] == answers[1] == [422, ["body", "patents", "applied"]]
    assert {status for status, _ in answers} == {422}


@pytest.mark.slow
def test_fastapi():
    program = f"""
import json
from fastapi.testclient import TestClient
client = TestClient(fastapi_app.app)
values = json.loads({json.dumps(contract("guangzhou-enterprise"), ensure_ascii=False)!r})
document = client.post("/document", json=values)
back = client.post("/read", files={{"file": ("a.docx", document.content)}}).json()
print(json.dumps([
    client.get("/schema").json()["schema"]["properties"]["uscc"]["title"],
    client.post("/check", json={{}}).json()["verdict"],
    back["values"] == values, back["doubtful"],
    client.post("/read", files={{"file": ("a.docx", b"no document")}}).status_code,
], ensure_ascii=False))
"""
    assert run(program, name="fastapi_app") == ["统一社会信用代码", "correct", True, [], 422]


@pytest.mark.slow
def test_django():
    program = f"""
import json, io
django_views.set_up()
from django.test import Client
client = Client()
values = json.loads({json.dumps(contract("jinhua-application"), ensure_ascii=False)!r})
document = client.post("/fill", values, content_type="application/json")
upload = io.BytesIO(document.content); upload.name = "a.pdf"
back = client.post("/receive", {{"file": upload}}).json()
refused = client.post("/fill", {{"employees": "很多"}}, content_type="application/json")
loc = refused.json()["errors"][0]["loc"]
print(json.dumps([document.status_code, back["values"] == values, refused.status_code, loc]))
"""
    assert run(program, name="django_views") == [200, True, 422, ["employees"]]


@pytest.mark.slow
def test_nightly(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "inbox").mkdir()
    (tmp_path / "data" / "new.csv").write_text("单位名称,专利申请量\n甲公司,42件\n乙公司,很多\n", "utf-8")
    (tmp_path / "inbox" / "blank.docx").write_bytes(ipforms.form("guangzhou-enterprise").blank())
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, HOWTO / "nightly.py", tmp_path], capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 1 and "new.csv row" in done.stdout and "很多" in done.stdout, done.stderr
    assert [each.name for each in (tmp_path / "forms" / "new").glob("*.docx")] == ["甲公司.docx"]
    (line,) = (tmp_path / "checked.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["file"] == "blank.docx"
