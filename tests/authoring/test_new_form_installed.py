"""Packages with forms are installed as people install them: one that new-form made, and the two of the examples."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ipforms.authoring.form_package import new_form
from tests.authoring.blank_forms import blank_form

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples" / "forms").iterdir())
# No network, and the hatchling that is here: what is tested is the package.
PIP = ("pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a package that was made, and the same installed under site/."""
    folder = tmp_path_factory.mktemp("installed")
    new_form(blank_form(), "空白.docx", folder / "yiwu-2026")
    python(folder, *PIP, "--target", "site", "./yiwu-2026", *map(str, EXAMPLES))
    return folder


def python(folder, *arguments):
    """What a module prints, run in a folder that is not this checkout, with what is installed there."""
    paths = os.pathsep.join((str(folder / "site"), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    made = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    assert made.returncode == 0, made.stderr + made.stdout
    return made.stdout


def test_the_wheel_holds_the_template_and_the_form_says_what_package_it_is_from(folder):
    assert {"form.docx", "form.toml"} <= {each.name for each in (folder / "site" / "yiwu_2026").iterdir()}
    listed = {each["id"]: each["origin"] for each in json.loads(python(folder, "ipforms", "forms", "--json"))}
    assert listed["yiwu-2026"] == "ipforms-yiwu-2026 0.1.0"
    assert listed["grant-summary"] == "grant-summary-form 1.0"


def test_the_tests_of_the_examples_pass_where_they_are_installed(folder):
    own = ("-c", str(EXAMPLES[0] / "pyproject.toml"), "-p", "no:cacheprovider")  # none of our settings
    assert "4 passed" in python(folder, "pytest", *own, *(str(each / "tests") for each in EXAMPLES))


def test_its_sample_is_filled_in_and_read_back_by_commands(folder):
    sample = folder / "yiwu-2026" / "sample.json"
    python(folder, "ipforms", "fill", "yiwu-2026", str(sample), "-o", "out", "--format", "docx,pdf")
    made = [str(next((folder / "out").rglob(f"*.{format}"))) for format in ("docx", "pdf")]
    read = json.loads(python(folder, "ipforms", "read", *made, "--json"))
    expected = ("yiwu-2026", json.loads(sample.read_text("utf-8")))
    assert [(each["form"], each["values"]) for each in read] == [expected, expected]
