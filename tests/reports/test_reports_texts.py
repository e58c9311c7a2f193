"""The texts of reports: every key that a template or a module asks for is in the catalogue, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import ipforms.reports
from ipforms.messages import catalogue

FOLDER = Path(ipforms.reports.__file__).parent
SOURCES = "".join(
    path.read_text(encoding="utf-8") for path in sorted([*FOLDER.rglob("*.jinja"), *FOLDER.rglob("*.py")])
)
KEYS = {key.removeprefix("reports.") for key in catalogue("zh") if key.startswith("reports.")}
ASKED = set(re.findall(r"""say\(["']([a-z_]+\.?[a-z_]*)["'][,)]""", SOURCES))


def test_every_key_that_a_template_asks_for_is_in_the_catalogue() -> None:
    assert len(ASKED) > 30
    assert ASKED <= KEYS


def test_no_text_of_the_reports_is_left_over() -> None:
    quoted = set(re.findall(r"""["']([a-z_.]+)["'{]""", SOURCES))
    stems = {
        f"{stem}."
        for stem in (
            "severity",
            "asked",
            "verdict",
            "stage",
            "need",
            "mode",
            "status",
            "header",
            "certainty",
            "mailing",
        )
    }
    stems |= {f"notice.{stem}." for stem in ("section", "refusal", "verb")}
    left = {key for key in KEYS if not key.startswith(tuple(stems))} - quoted
    assert {key.removeprefix("notice.") for key in left} <= quoted
