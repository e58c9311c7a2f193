"""For the tests of a package with a form of its own: `pytest_plugins = ["ipforms.authoring.pytest_plugin"]`.

def test_the_form_is_sound(lint_form):
    lint_form("yiwu-visit")
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipforms.authoring.form_lint import LintReport, lint
from ipforms.forms import Form, form
from ipforms.forms.declared_form import declared_form


@pytest.fixture
def lint_form() -> Callable[..., LintReport]:
    """`lint_form(form)` fails the test with what is wrong; the form by its id, its folder, or itself.

    What else it is given is for `form_lint.lint`: `records=5`, `changes=()`.
    """

    def check(given: Form | Path | str, **asked: Any) -> LintReport:
        of = given if isinstance(given, Form) else declared_form(given) if isinstance(given, Path) else form(given)
        report = lint(of, **asked)
        if not report.ok:
            pytest.fail(report.text("en"), pytrace=False)
        return report

    return check
