"""The Python of the READMEs passes a strict type checker, as it would in the project of who copies it."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["README.md", "docs/web-forms.md"])
def test_the_code_of_the_page_passes_mypy_strict(name: str, tmp_path: Path) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    code = tmp_path / "copied.py"
    code.write_text("".join(each.source for each in doctest.DocTestParser().get_examples(page)), encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", tmp_path, code],
        capture_output=True,
        encoding="utf-8",
    )
    assert made.returncode == 0, made.stdout


def test_the_model_of_a_form_is_known_to_a_type_checker() -> None:
    import ipforms

    models = (ipforms.JinhuaApplication, ipforms.JinhuaRecommendation)
    models += (ipforms.GuangzhouEnterprise, ipforms.GuangzhouMarket)
    assert {each.model for each in ipforms.forms()} == set(models)
