"""What people install is the wheel: it must hold its templates and work without anything from this checkout."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

import ipforms

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
NEWCOMER = 120  # seconds until the desk answers: of the processor's time, as the machine and the network may be busy


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_templates_types_samples_and_the_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for form in ("jinhua-application", "jinhua-recommendation", "guangzhou-enterprise", "guangzhou-market"):
        assert f"ipforms/templates/{form}.docx" in names
    assert "ipforms/py.typed" in names
    assert {"ipforms/formats/pdf/typesetting/form.typ", "ipforms/fonts/coverage.txt"} <= set(names)
    for font in ("song.ttf", "hei.ttf", "title.ttf", "symbols.ttf", "OFL.txt", "DejaVu.txt"):
        assert f"ipforms/fonts/{font}" in names
    fonts = [each for each in zipfile.ZipFile(wheel).infolist() if "/fonts/" in each.filename]
    assert sum(each.compress_size for each in fonts) < 11 * 2**20
    assert "ipforms/samples/guangzhou-enterprise.xlsx" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_holds_nothing_that_is_not_the_package(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"ipforms"}


def test_the_installed_wheel_fills_forms_without_development_packages(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], check=True, cwd=tmp_path)
    listed = subprocess.run(
        [scripts / "ipforms", "forms", "--json"], check=True, cwd=tmp_path, capture_output=True, encoding="utf-8"
    )
    assert len(json.loads(listed.stdout)) == 5
    filled = [scripts / "ipforms", "fill", "jinhua-application", "-", "--format", "pdf", "--json"]
    subprocess.run(filled, input="企业名称\n金华甲有限公司\n".encode(), check=True, cwd=tmp_path, capture_output=True)
    (made,) = (tmp_path / "out").glob("*.pdf")
    assert made.suffix == ".pdf" and made.read_bytes().startswith(b"%PDF-")
    subprocess.run([scripts / "ipforms", "demo", "-o", "demo"], check=True, cwd=tmp_path, capture_output=True)
    assert len(list((tmp_path / "demo" / "4-filled-guangzhou-market").glob("*.docx"))) >= 40


@pytest.mark.system
def test_a_newcomer_has_the_desk_from_the_readme_alone(tmp_path: Path) -> None:
    """The commands for an office, as they stand there, in a shell that knows nothing of this checkout."""
    here = tmp_path / "ipforms"
    for name in ("ipforms", "examples/data"):
        shutil.copytree(ROOT / name, here / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, here)
    (here / "returned").mkdir()
    (here / "returned" / "a.docx").write_bytes(ipforms.form("jinhua-application").blank())
    office = (ROOT / "README.md").read_text("utf-8").partition("In an office")[2]
    commands = office.partition("```sh\n")[2].partition("```")[0]
    assert commands.rstrip().splitlines()[-1].startswith("ipforms serve")
    clean = {name: text for name, text in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    before, told = resource.getrusage(resource.RUSAGE_CHILDREN), tmp_path / "told"
    with told.open("w") as log:
        desk = subprocess.Popen(
            ["bash", "-c", commands],
            cwd=here,
            env={**clean, "HOME": str(tmp_path), "BROWSER": "true"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        while not (link := re.search(r"http://\S+/enter\S+", told.read_text("utf-8"))):
            assert desk.poll() is None, told.read_text("utf-8")
            time.sleep(0.1)
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        opener.open(link[0]).close()  # a page with a button: the session's cookie goes to our own pages alone
        assert 'id="drop"' in opener.open(link[0].partition("enter")[0]).read().decode()
    finally:
        if desk.poll() is None:
            os.killpg(desk.pid, signal.SIGINT)
            desk.wait(30)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (here / "report.html").is_file() and list((here / "letters").iterdir())
    assert spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime < NEWCOMER
