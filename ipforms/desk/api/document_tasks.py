"""What workers do for calls of programs: the public functions of the package, on files and plain data."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ipforms import collate, pipeline
from ipforms.bulk.problems import from_validation
from ipforms.bulk.read_result import ReadResult
from ipforms.bundle import bundle
from ipforms.codes.masking import masked_text
from ipforms.desk.scratch_files import NamedPath
from ipforms.desk.worker_tasks import named_file
from ipforms.errors import IpformsError
from ipforms.forms import form
from ipforms.forms import render as filled_form
from ipforms.messages import Bilingual, Lang
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import Report
from ipforms.schemas.base import FormModel, Stage

_NAME = 200  # characters of a file's name in a report, as on the command line


class InvalidRecord(IpformsError):
    """A record in JSON that its form does not take; `context["problems"]` has all faults."""


def blank(form_id: str, format: str) -> bytes:
    """The empty form."""
    return form(form_id).blank(format)  # type: ignore[arg-type]  # it is checked there


def render(form_id: str, data: dict[str, Any], format: str) -> bytes:
    """A record as a document."""
    return filled_form(_record(form_id, data), format)  # type: ignore[arg-type]  # it is checked there


def check_record(form_id: str, data: dict[str, Any], stage: Stage, on: date | None, lang: Lang) -> dict[str, Any]:
    """The report of a record."""
    return check(_record(form_id, data), stage, on).to_dict(lang)


def _record(form_id: str, data: dict[str, Any]) -> FormModel:
    of = form(form_id)
    try:
        return of.model.model_validate(data)
    except ValidationError as error:
        faults = from_validation(error, of.model, "", 0)
        where, note = faults[0].column or faults[0].path, faults[0].note
        first = Bilingual("desk.record_fault", {"where": where, "note": note}) if where else note
        told = {lang: [{**each.to_dict(lang), "table": "", "row": 0} for each in faults] for lang in ("zh", "en")}
        raise InvalidRecord(form=form_id, count=len(faults), first=first, problems=told) from None


def read(file: NamedPath, form_id: str | None, lang: Lang) -> dict[str, Any]:
    """What is in a returned form."""
    first, *others = (each.to_dict(lang) for each in _results(file, form_id))
    return {**first, "others": others}


def _results(file: NamedPath, form_id: str | None) -> Iterator[ReadResult]:
    path, name = file
    return ReadResult(Path(name), pipeline.read(path, form_id, name=_last(name))).forms()


def check_file(file: NamedPath, form_id: str | None, stage: Stage, on: date | None, lang: Lang) -> dict[str, Any]:
    """The report of a returned form, and of the others in its file."""
    first, *others = (each.to_dict(lang) for each in _reports(file, form_id, stage, on))
    return {**first, "others": others}


def _reports(file: NamedPath, form_id: str | None, stage: Stage, on: date | None) -> Iterator[Report]:
    for each in _results(file, form_id):
        assert each.submission, "it is read, or an error"
        yield check(each.submission, stage, on, name=masked_text(each.path.as_posix(), _NAME))


def compare(files: list[NamedPath], form_id: str | None, lang: Lang) -> dict[str, Any]:
    """What differs between two returns."""
    first, second = (pipeline.read(path, form_id, name=_last(name)) for path, name in files)
    return collate.compare(first, second, names=(files[0][1], files[1][1])).to_dict(lang)


def recommend(
    files: list[NamedPath], unit: str | None, stage: Stage, on: date | None, format: str, lang: Lang
) -> bytes | dict[str, Any]:
    """The recommendation table of applications, as a document or, for "json", as data with who is not in it and why."""
    reports: list[Report] = []
    unread = []
    for file in files:
        try:
            reports += _reports(file, "jinhua-application", stage, on)
        except IpformsError as error:
            unread.append({"name": masked_text(file[1], _NAME), "code": error.code, "error": error.message(lang)})
    table = collate.recommend(reports, unit, stage=stage, on=on)
    if format != "json":
        return table.render(format)  # type: ignore[arg-type]  # it is checked there
    return {**table.to_dict(lang), "table": table.record.model_dump(mode="json"), "unread": unread}


def bundle_of(files: list[NamedPath], form_id: str, lang: Lang) -> dict[str, Any]:
    """The papers of one applicant, held against the list of materials: one archive, or some files."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=Path(files[0][0]).parent)))
        for number, (path, name) in enumerate(files, 1):
            link = stack.enter_context(named_file(path, name))
            target = folder / link.name
            link.rename(target if not target.exists() else folder / f"{number} {link.name}")
        return {**bundle(folder, form_id).to_dict(lang), "folder": ""}


def flatten(file: NamedPath) -> bytes:
    """The fields of a fillable PDF as print."""
    return pipeline.flatten(file[0], name=_last(file[1]))


def _last(name: str) -> str:
    return name.rpartition("/")[2]
