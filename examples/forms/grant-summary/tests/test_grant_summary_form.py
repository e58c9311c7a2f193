"""What a package of its own tests: the form holds together, and its sums are checked."""

import json
from collections.abc import Callable
from pathlib import Path

from grant_summary_form import GRANT_SUMMARY

import ipforms

pytest_plugins = ["ipforms.authoring.pytest_plugin"]
EXAMPLE = json.loads((Path(__file__).parents[1] / "example.json").read_text("utf-8"))


def test_a_record_comes_back_from_every_format(lint_form: Callable[..., object]) -> None:
    """Model against template, a blank form, made-up records as DOCX, PDF and fillable PDF."""
    lint_form(GRANT_SUMMARY, changes=())


def test_a_total_that_is_not_the_sum_of_the_districts_is_found() -> None:
    """The sum is said in the schema (`sum_of`)."""
    wrong = GRANT_SUMMARY.model.model_validate({**EXAMPLE, "total": "1"})
    assert ("total", "sum.differs") in {(each.path, each.code) for each in ipforms.check(wrong).findings}
