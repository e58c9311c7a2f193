"""A blank form → a package that installs: the tagged DOCX, what its fields are, sample data, a test.

    yiwu/pyproject.toml          names the form by an entry point
    yiwu/yiwu/form.docx          the blank form with tags
    yiwu/yiwu/form.toml          fields, labels, kinds
    yiwu/review.xlsx             what each place was taken for, to be corrected
    yiwu/sample.json             a record with made-up values
    yiwu/tests/test_yiwu.py      model against template, and the round trip

No Python is generated but the test: whoever wants checks and rules writes a `Form` of its own beside (docs/plugins.md).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipforms.authoring.blank_document import BlankDocument, read_blank
from ipforms.authoring.field_guesses import guesses
from ipforms.authoring.review_entry import ReviewEntry, Use
from ipforms.authoring.review_table import read_review, write_review
from ipforms.authoring.sample_records import sample_record
from ipforms.authoring.tagging import tagged
from ipforms.bulk.atomic_files import make_folder, write_whole
from ipforms.forms import Form
from ipforms.forms.declared_form import DECLARATION, TEMPLATE, declared_form
from ipforms.messages import Lang
from ipforms.schemas.field_kinds import BOXED

REVIEW, SAMPLE = "review.xlsx", "sample.json"
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class NewForm:
    """A package that was made of a blank form."""

    form: Form  # the form that it declares
    folder: Path  # where it lies
    entries: tuple[ReviewEntry, ...]  # what each place was taken for
    files: tuple[Path, ...]  # what was written

    @property
    def fields(self) -> tuple[ReviewEntry, ...]:
        """The places that are fields."""
        return tuple(entry for entry in self.entries if entry.use is Use.FIELD)


def new_form(
    data: bytes, name: str, folder: Path, *, review: Path | None = None, id: str = "", lang: Lang = "zh"
) -> NewForm:
    """Make a package of a blank form.

    Args:
        data: the blank form: DOCX, or an old Office format by way of LibreOffice.
        name: what it is called in messages.
        folder: where the package goes; what was made there before is written anew, but for the table of corrections.
        review: a table of corrections, as it was written before and then corrected.
        id: of the form; by the folder's name if "".
        lang: of the table of corrections.

    Raises:
        InvalidReview: the table says what cannot be.
        InvalidTemplate: tags typed into the table are wrong.
        IpformsError: the blank form or the table cannot be read, or the package not written.
    """
    document = read_blank(data, name)
    entries = guesses(document)
    if review is not None:
        entries = read_review(review, entries)
    form_id = id or _NOT_IN_NAMES.sub("-", folder.resolve().name.lower()).strip("-") or "city-form"
    module = form_id.replace("-", "_") + ("_form" if form_id[0].isdigit() else "")
    module = f"form_{module}" if module[0].isdigit() else module
    inside = folder / module
    for each in (folder, inside, folder / "tests"):
        each.mkdir(exist_ok=True) if each is not folder else make_folder(each)
    files = {
        inside / TEMPLATE: tagged(document, entries),
        inside / DECLARATION: _declaration(form_id, document, entries).encode(),
        inside / "__init__.py": f'"""{document.title}"""\n'.encode(),
        folder / "pyproject.toml": _project(form_id, module, document.title).encode(),
        folder / "tests" / f"test_{module}.py": _TEST.format(id=form_id, module=module).encode(),
    }
    for path, content in files.items():
        write_whole(path, content, overwrite=True)
    form = declared_form(inside)
    sample = folder / SAMPLE
    write_whole(sample, (_json(sample_record(form.model, 1)) + "\n").encode(), overwrite=True)
    table = folder / REVIEW
    write_whole(table, write_review(entries, lang), overwrite=True)
    return NewForm(form, folder, tuple(entries), (*files, sample, table))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _declaration(form_id: str, document: BlankDocument, entries: Iterable[ReviewEntry]) -> str:
    """The TOML of a form."""
    lines = [f"id = {_json(form_id)}", f"title = {_json(document.title)}", 'notice = ""', 'annex = ""']
    for entry in entries:
        if entry.use is Use.FIELD:
            lines += ["", "[[fields]]", *(f"{name} = {_json(value)}" for name, value in _said(entry).items())]
    return "\n".join(lines) + "\n"


def _said(entry: ReviewEntry) -> Mapping[str, Any]:
    said: dict[str, Any] = {"path": entry.path, "label": entry.label, "kind": entry.kind}
    stage = "" if entry.stage == "applicant" else entry.stage
    shown = (entry.shown[max(entry.start, 0) : entry.end] if entry.end > 0 else entry.shown).strip()
    others = {
        "options": list(entry.options),
        "as_printed": shown if entry.kind in BOXED else "",
        "stage": stage,
        "personal": entry.is_personal,
    }
    return said | {name: value for name, value in others.items() if value or (name == "stage" and not entry.stage)}


def _project(form_id: str, module: str, title: str) -> str:
    return f"""[build-system]
requires = ["hatchling>=1.26"]
build-backend = "hatchling.build"

[project]
name = {_json(f"ipforms-{form_id}")}
version = "0.1.0"
description = {_json(title)}
requires-python = ">=3.11"
dependencies = ["ipforms>=0.1.0"]

[project.entry-points."ipforms.forms"]
{form_id} = {_json(module)}

[tool.hatch.build.targets.wheel]
packages = [{_json(module)}]
"""


_TEST = '''"""Model against template, a blank form reads as nothing, made-up records come back."""

from importlib.resources import files

from ipforms.authoring.form_lint import lint
from ipforms.forms.declared_form import declared_form


def test_{module}_is_sound():
    report = lint(declared_form(files("{module}")))
    assert report.ok, report.text("en")
'''
