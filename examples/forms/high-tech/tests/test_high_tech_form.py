"""What a package of its own tests: the form holds together, and its rule finds what it is for."""

import json
from collections.abc import Callable
from pathlib import Path

from high_tech_form import HIGH_TECH

import ipforms

pytest_plugins = ["ipforms.authoring.pytest_plugin"]
EXAMPLE = json.loads((Path(__file__).parents[1] / "example.json").read_text("utf-8"))


def test_a_record_comes_back_from_every_format(lint_form: Callable[..., object]) -> None:
    """Model against template, a blank form, made-up records as DOCX, PDF and fillable PDF."""
    lint_form(HIGH_TECH, changes=())


def test_a_share_of_staff_that_is_not_that_of_the_numbers_is_found() -> None:
    """The rule of rules.py."""
    wrong = HIGH_TECH.model.model_validate({**EXAMPLE, "rd_staff": 200})
    assert "rd_staff_share" in {finding.path for finding in ipforms.check(wrong).findings}
