"""The texts of reports: every key that a template or a module asks for is in the catalogue, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import ipforms.reports
from ipforms.messages import catalogue

FOLDER = Path(ipforms.reports.__file__).parent
INSPECTION = FOLDER / "html" / "inspection.html.jinja"  # asks for the texts of its own room
SOURCES = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted([*FOLDER.rglob("*.jinja"), *FOLDER.rglob("*.py")])
    if path != INSPECTION
)
SAID = r"""say\(["']([a-z_]+\.?[a-z_]*)["'][,)]"""
KEYS = {key.removeprefix("reports.") for key in catalogue("zh") if key.startswith("reports.")}
ASKED = set(re.findall(SAID, SOURCES))


def test_every_key_that_a_template_asks_for_is_in_the_catalogue() -> None:
    assert len(ASKED) > 30
    assert ASKED <= KEYS


def test_every_key_that_the_page_of_an_inspection_asks_for_is_in_the_catalogue() -> None:
    asked = set(re.findall(SAID, INSPECTION.read_text(encoding="utf-8")))
    assert len(asked) > 5 and {f"authoring.inspect.{key}" for key in asked} <= set(catalogue("zh"))


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
