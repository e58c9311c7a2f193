"""The documentation says what the code does: generated pages, commands, forms, links."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ipforms
from ipforms.bulk.columns import columns_of
from ipforms.cli.app import app
from ipforms.messages import SEVERITIES
from scripts.docs import FOLDER, commands, outdated

ROOT = Path(__file__).parents[2]
HAND_WRITTEN = {
    "glossary.md",
    *(
        "design.md",
        "desk.md",
        "data.md",
        "index.md",
        "install.md",
        "api.md",
        "limits.md",
        "versions.md",
        "for-offices.md",
        "for-spreadsheets.md",
        "for-engineers.md",
        "bulk.md",
        "checking.md",
        "intake.md",
        "office.md",
        "registry.md",
        "serve.md",
        "new-form.md",
        "ofd.md",
        "plugins.md",
        "templates.md",
        "web-forms.md",
    ),
    *("what-is-read.md", "reading-pdf.md", "reading-scans.md", "pdf-forms.md", "certainty.md"),
}
GENERATED = {"forms.md", "findings.md", "identifiers.md", "cli.md"}
READMES = ("README.md", "README.zh-CN.md")
MANUALS = (
    *(*READMES, "CONTRIBUTING.md", "docs/cli.md", "docs/data.md", "docs/registry.md", "docs/templates.md"),
    *("docs/zh/data.md", "docs/zh/bulk.md", "docs/zh/registry.md"),
)
PAGES = sorted(
    [*ROOT.glob("*.md"), *FOLDER.rglob("*.md"), *(ROOT / "examples").rglob("*.md"), *(ROOT / "tests").rglob("*.md")]
)

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]+)(?:#[^)]*)?\)")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CALL = re.compile(r"(?:^|\| *|/)ipforms (?:--lang \w+ )?([a-z][\w-]*)", re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_a_missing_or_changed_page_is_out_of_date(tmp_path: Path) -> None:
    for name in GENERATED - {"cli.md"}:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "forms.md").write_text("edited", "utf-8")

    assert {"cli.md", "forms.md"} <= set(outdated(tmp_path))


def test_generated_pages_are_up_to_date() -> None:
    # In a process of its own: the page of commands lists the forms, to which other tests add theirs.
    command = [sys.executable, "-m", "scripts.docs", "--check"]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, "IPFORMS_LANG": "zh"}, capture_output=True, text=True)

    assert (run.returncode, run.stderr) == (0, ""), "run `make docs` and commit the result"


def test_the_folder_holds_the_pages_that_we_know_and_no_others() -> None:
    assert {path.name for path in FOLDER.glob("*.md")} == HAND_WRITTEN | GENERATED


def test_every_chinese_page_has_an_english_one_of_its_name() -> None:
    chinese = {path.relative_to(FOLDER / "zh") for path in (FOLDER / "zh").rglob("*.md")}

    assert chinese and {path for path in chinese if not (FOLDER / path).exists()} == set()


@pytest.mark.slow
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True
    )

    assert (run.returncode, run.stderr) == (0, "")
    assert "Submission" in (tmp_path / "api" / "index.html").read_text("utf-8")
    assert "UploadFile" in (tmp_path / "howto" / "fastapi" / "index.html").read_text("utf-8")
    outside = [
        page
        for page in tmp_path.rglob("*.html")
        if re.search(r"<(?:script|link)[^>]+https?://", page.read_text("utf-8"))
    ]
    assert outside == []


@pytest.mark.parametrize("name", app.commands)
def test_every_command_is_documented_with_an_example(name: str) -> None:
    assert f"\n## ipforms {name}\n" in text_of("docs/cli.md")
    assert name in commands.EXAMPLES


@pytest.mark.parametrize("name", MANUALS)
def test_no_command_is_shown_that_does_not_exist(name: str) -> None:
    shown = {
        call for language, block in _FENCE.findall(text_of(name)) if language == "sh" for call in _CALL.findall(block)
    }

    assert shown <= set(app.commands)


@pytest.mark.parametrize("form", ipforms.forms(), ids=lambda form: form.id)
def test_every_form_and_each_of_its_fields_is_documented(form: ipforms.Form) -> None:
    page = text_of("docs/forms.md")
    section = page.partition(f"\n## {form.id}\n")[2].partition("\n## ")[0]

    assert form.title in section
    assert [column.pattern for column in columns_of(form.model).all if f"| `{column.pattern}` |" not in section] == []
    for readme in READMES:
        assert f"`{form.id}`" in text_of(readme)


def test_every_code_is_documented_under_a_title() -> None:
    page = text_of("docs/findings.md")

    assert [code for code in SEVERITIES if f"| `{code}` |" not in page] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(path: Path) -> None:
    text = _FENCE.sub("", path.read_text("utf-8"))
    targets = [target for target in _LINK.findall(text) if not target.startswith(("http:", "https:", "mailto:"))]

    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_the_readmes_are_short_and_know_each_other(name: str) -> None:
    text = text_of(name)
    other = next(readme for readme in READMES if readme != name)

    assert len(text.splitlines()) <= 110  # one screen of what it is, two commands, three examples
    assert f"({other})" in "\n".join(text.splitlines()[:5])
