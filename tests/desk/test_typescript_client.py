"""A client in TypeScript, generated from the OpenAPI description, goes through the whole service; its types hold."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import ipforms
from ipforms.desk.accounts import DeskRole
from tests.desk.instance import Instance
from tests.programs import program
from tests.strategies import contract

pytestmark = pytest.mark.system

PACKAGES = ("openapi-typescript@7", "openapi-fetch@0.17", "typescript@5", "esbuild@0.28", "@types/node@20")
STRICT = ("--noEmit", "--strict", "--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler")
FORM = "jinhua-application"


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_generated_client_in_typescript_goes_through_the_whole_service(desk: Instance, tmp_path: Path) -> None:
    npm, node = program("npm", "npm"), program("node", "nodejs")
    (tmp_path / "package.json").write_text('{"private": true, "type": "module"}')
    run(tmp_path, npm, "install", "--no-audit", "--no-fund", *PACKAGES)
    tools = tmp_path / "node_modules" / ".bin"
    with desk.program(role=DeskRole.DECIDE) as known:
        description = known.get("/api/v1/openapi.json").json()
        token = known.headers["authorization"].removeprefix("Bearer ")
    (tmp_path / "openapi.json").write_text(json.dumps(description), "utf-8")
    shutil.copy(Path(__file__).with_name("client.ts"), tmp_path)
    run(tmp_path, str(tools / "openapi-typescript"), "openapi.json", "-o", "api.d.ts")
    run(tmp_path, str(tools / "tsc"), *STRICT, "--types", "node", "client.ts")
    run(tmp_path, str(tools / "esbuild"), "client.ts", "--bundle", "--platform=node", "--format=esm", "--outfile=c.mjs")
    told = json.loads(run(tmp_path, node, "c.mjs", desk.url, token, json.dumps(contract(FORM))))
    every = {f"{method} {path}" for path, each in description["paths"].items() for method in each}
    assert every - set(told.pop("called")) == set()
    form = ipforms.form(FORM)
    assert told == {
        "forms": [each.id for each in ipforms.forms()],
        "title": form.title,
        "schema": f"urn:ipforms:{FORM}:draft",
        "sizes": [True] * 5,
        "values": ipforms.read(ipforms.render(form.model.model_validate(contract(FORM)))).values,
        "reports": [True, "2022-01-01", True],
        "same": True,
        "recommended": 1,
        "bundled": FORM,
        "files": [["甲.docx", "read", None], ["乙.txt", "paper", None]],
        "detail": contract(FORM)["enterprise_name"],
        "jobs": ["done", "done", 2],
        "registry": [[contract(FORM)["enterprise_name"]], 1],
        "left": 0,
        "missing": [404, "UnknownForm"],
    }
