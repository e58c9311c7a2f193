"""A returned form, read: its values, where each stood, and what reading met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from ipforms import paths
from ipforms.codes.masking import masked_note, masked_text
from ipforms.errors import IpformsError
from ipforms.findings import Finding
from ipforms.forms import Form, form, forms
from ipforms.matching import Binder, Binding
from ipforms.matching.choose import Choice, Choices, choose
from ipforms.matching.further import Further, apart, joined, path_of, printed
from ipforms.matching.named import by_names
from ipforms.messages import Note, Severity
from ipforms.paths import Place
from ipforms.pipeline.ambiguities import that_matter
from ipforms.pipeline.source_file import Original
from ipforms.pipeline.unmatched_text import outside, unread
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import is_personal, label, patterns
from ipforms.schemas.record_texts import decode
from ipforms.schemas.types import settled_values
from ipforms.sheet import Mark, Sheet


class NoForm(IpformsError):
    """A document that is none of the known forms."""


@dataclass(frozen=True)
class Submission:
    """A returned form.

    Attributes:
        form: which form it is.
        format: "docx", "pdf", or "pdf-form" for a PDF with fields; of the old Office formats "doc" (also WPS Writer's),
            "works", "rtf", "odt", "fodt", "wordml", "opc", "html" and "mhtml".
        values: nested plain values, in the shape of a record's JSON; absent is None.
        record: the record; what could not be read is None in it and has a finding.
        findings: what reading met, in the order of the form.
        places: where each value was read, by path.
        marks: seals, signatures and pictures that were seen.
        sheet: the document as cells, for whoever shows a finding beside its table; None if nobody kept it.
        others: further forms in the same file, read as well.
        original: the file itself, for whoever shows its pages; None if it has none, or nobody kept it.
    """

    form: Form
    format: str
    values: dict[str, Any]
    record: FormModel
    findings: tuple[Finding, ...]
    places: dict[str, Place]
    marks: tuple[Mark, ...]
    sheet: Sheet | None = field(default=None, repr=False, compare=False)
    others: tuple[Submission, ...] = ()
    original: Original | None = field(default=None, repr=False, compare=False)


def submission(sheet: Sheet, name: str, format: str, only: str | None = None) -> Submission:
    """Bind and decode a sheet of cells.

    Args:
        sheet: the document.
        name: what to call it in a message.
        format: what it was.
        only: the id of the form that it must be; otherwise it is found out.

    Raises:
        NoForm: it is none of the known forms, or not the one that it must be.
    """
    known = forms() if only is None else (form(only),)
    binders = {each.id: each.binder for each in known}
    choices = _continued(binders, sheet) or choose(binders, sheet)
    choices = by_names(choices, sheet, {each.id: each.template.fields for each in known})
    if not choices.forms:
        raise NoForm(name=name, known=tuple(each.title for each in known))
    first, *others = (_decoded(choice, sheet, format) for choice in choices.forms)
    about_file = (
        *_several(choices.forms),
        *first.findings,
        *unread(choices, sheet),
        *outside(choices, sheet, binders[first.form.id]),
    )
    notes = (Finding(masked_note(note, personal=False)) for note in sheet.notes)
    return replace(first, findings=(*about_file, *notes), marks=sheet.marks, others=tuple(others))


def _continued(binders: Mapping[str, Binder], sheet: Sheet) -> Choices | None:
    """The form in a document that goes on on further pages of ours; None if there are none, or they are unclear."""
    own, said = apart(sheet)
    choices = choose(binders, own) if said else None
    if not choices or not choices.forms:
        return None
    first = choices.forms[0]
    names = patterns(form(first.form_id).model)
    bound = joined(first.binding.bound, said, names)
    if bound is None:
        return None
    exact = replace(first, binding=replace(first.binding, bound=bound))
    return Choices([exact, *choices.forms[1:]], choices.outside)


def _decoded(choice: Choice, sheet: Sheet, format: str) -> Submission:
    of, bound = form(choice.form_id), choice.binding.bound
    values, notes = decode(of.model, bound.texts)
    # What was read without a doubt has the shape that a record keeps.
    doubts = any(note.severity is not Severity.NOTE for found in notes.values() for note in found)
    with nullcontext() if doubts else settled_values():
        record, refused = _record(of.model, values)
    findings = [
        *_about_the_print(choice.binding),
        *(_finding(of.model, path, note, bound.places.get(path)) for path, found in notes.items() for note in found),
        *(_finding(of.model, path, note, bound.places.get(path)) for path, note in refused),
        *_about_further(of.model, bound.texts, sheet),
        *(_finding(of.model, path, Note("form.cells_joined"), None) for path in dict.fromkeys(bound.joined)),
        *(
            _finding(of.model, path, Note(code), bound.places[path])
            for path, code in that_matter(of.model, bound.texts, bound.places, sheet.doubts)
        ),
    ]
    return Submission(of, format, record.model_dump(mode="json"), record, tuple(findings), bound.places, (), sheet)


def _record(model: type[FormModel], values: dict[str, Any]) -> tuple[FormModel, list[tuple[str, Note]]]:
    """The record; a value that the model does not take is left out of it and named."""
    refused: list[tuple[str, Note]] = []
    try:
        return model.model_validate(values), refused
    except ValidationError as error:
        for details in error.errors(include_url=False):
            path = tuple(step for step in details["loc"] if isinstance(step, str | int))
            refused.append((paths.join(path), Note("value.type", {"type": "text"})))
            paths.put(values, path, None)
    return model.model_validate(values), refused


def _finding(model: type[FormModel], path: str, note: Note, place: Place | None) -> Finding:
    name, personal = _named(model, path)
    return Finding(masked_note(note, personal=personal), path, name, place)


@lru_cache(maxsize=4_096)
def _named(model: type[FormModel], path: str) -> tuple[str, bool]:
    """The label of a path, and whether it is about a person: the paths of one form return with the next."""
    steps = paths.parse(path)
    return label(model, steps), is_personal(model, steps)


def _several(choices: list[Choice]) -> Iterator[Finding]:
    filled = [choice for choice in choices if choice.binding.is_filled]
    if len(filled) > 1:
        titles = "、".join(form(choice.form_id).title for choice in filled)
        yield Finding(Note("form.several", {"forms": titles}), place=filled[1].place)


def _about_the_print(binding: Binding) -> Iterator[Finding]:
    for missing in binding.missing:
        yield Finding(Note("form.label_missing", {"label": _line(missing.text)}))
    for changed, unit, wording in binding.changed:
        context = {"label": _line(changed.text), "found": _line(wording)}
        yield Finding(Note("form.label_changed", context), place=unit.place)
    for piece in binding.bound.left:
        yield Finding(Note("form.left_over", {"text": _line(piece.text)}), place=piece.unit.place)


def _about_further(model: type[FormModel], texts: Mapping[str, str], sheet: Sheet) -> Iterator[Finding]:
    """What further pages print otherwise than the fields that it belongs to: they do not follow what is typed."""
    said = printed(sheet) if sheet.fields else ()
    if not said:
        return
    from ipforms.formats.pdf import printed_text, visible_text

    names, fields = patterns(model), {field.name for field in sheet.fields}
    rests: dict[str, list[Further]] = {}
    for each in said:
        path = path_of(each, names)
        if path in fields:
            rests.setdefault(path, []).append(each)
    for path, pieces in rests.items():
        rest = "".join(piece.text for piece in pieces)
        if not visible_text(printed_text(texts.get(path, ""))).endswith(visible_text(rest)):
            yield _finding(model, path, Note("form.further_differs", {"text": _line(rest)}), pieces[0].place)


def _line(text: str) -> str:
    return masked_text(" ".join(text.split()))
