"""A returned form, read: its values, where each stood, and what reading found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from pydantic import ValidationError

from ipforms import paths
from ipforms.codecs.codec import quoted
from ipforms.codecs.person_and_post import is_post
from ipforms.codes import high_tech_certificate
from ipforms.codes.masking import masked_note, masked_text
from ipforms.errors import IpformsError, unreadable
from ipforms.findings import Finding
from ipforms.forms import Form, form, forms
from ipforms.matching import DocumentForms, FormInstance, FormMatch, match_document
from ipforms.matching.example_rows import without_example_rows
from ipforms.matching.field_evidence import BY_FIELD, BY_POSITION, MISSING, Found
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.text_blocks import TextBlock
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.pipeline.ambiguities import ambiguous_fields
from ipforms.pipeline.changed_print import changed_print, line
from ipforms.pipeline.evidence import FieldEvidence
from ipforms.pipeline.missing_pages import missing_parts
from ipforms.pipeline.neighbour_fields import with_moved_parts, without_labels
from ipforms.pipeline.pasted_photos import photos_elsewhere, with_pasted_photos
from ipforms.pipeline.plausibility import implausible
from ipforms.pipeline.recognition import settled_characters
from ipforms.pipeline.seal_names import named_seals
from ipforms.pipeline.source_file import SourceFile
from ipforms.pipeline.spare_text import fields_for_spare_text
from ipforms.pipeline.unmatched_text import pictures_for_text, traces_elsewhere, traces_of_fields, unmatched_text
from ipforms.schemas.base import FormModel, settled_values
from ipforms.schemas.labels import is_personal, label
from ipforms.schemas.record_texts import decode
from ipforms.sheet import Mark, Sheet
from ipforms.text import label_key

_TITLE = 40  # characters of the first line, which tell people what a document is
_HEAD = 60  # characters at the head of a document: its title, not its contents


class NoForm(IpformsError):
    """A document that is none of the known forms.

    `context` says how it begins, "head", if it is a "scan", and which "certificates" of high-tech enterprises it names.
    """


class OtherForm(NoForm):
    """A document that is another form than the one that it must be."""


@dataclass(frozen=True)
class Submission:
    """A returned form.

    Attributes:
        form: which form it is.
        format: "docx", "pdf", "pdf-form" for a PDF with fields, or "ofd"; "xlsx", "xls" or "ods" of a form that was
            typed into a workbook; of the old Office formats "doc" (also WPS Writer's), "works", "rtf", "odt", "fodt",
            "wordml", "opc", "html" and "mhtml".
        values: nested plain values, in the shape of a record's JSON; absent is None.
        record: the record; what could not be read is None in it and has a finding.
        findings: what reading found, in the order of the form.
        places: where each value was read, by path.
        marks: seals, signatures and pictures that were seen.
        sheet: the document as cells, for whoever shows a finding beside its table; None if nobody kept it.
        others: further forms in the same file, read as well.
        source_file: the file itself, for whoever shows its pages; None if it has none, or nobody kept it.
        texts: what stood in each field, by path.
        found: how the place of each field was found, by path.
        confirmed: the fields that a person has compared with the document; see `pipeline.corrections`.
        cut: patterns of the fields on pages that the document does not have, and of their sections.
        name: what it is called, as `read` was told, or its file's own name; "" if it has none.
    """

    form: Form
    format: str
    values: dict[str, Any] = field(repr=False)
    record: FormModel
    findings: tuple[Finding, ...]
    places: dict[str, Place]
    marks: tuple[Mark, ...]
    sheet: Sheet | None = field(default=None, repr=False, compare=False)
    others: "tuple[Submission, ...]" = ()
    source_file: SourceFile | None = field(default=None, repr=False, compare=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    found: Mapping[str, Found] = field(default_factory=dict, repr=False, compare=False)
    confirmed: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    cut: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    name: str = field(default="", repr=False, compare=False)

    @cached_property
    def evidence(self) -> FieldEvidence:
        """How each value came about, by path, with its certainty (docs/certainty.md).

        >>> import ipforms
        >>> record = ipforms.form("jinhua-application").model(employees=321)
        >>> evidence = ipforms.read(ipforms.render(record)).evidence["employees"]
        >>> evidence.text, evidence.found, evidence.certainty.value
        ('321', 'position', 'sure')
        """
        return FieldEvidence(
            self.form.model, self.texts, self.found, self.places, self.findings, self.values, self.confirmed
        )

    def __getstate__(self) -> dict[str, Any]:
        """All that the evidence is made of: to another process it does not go."""
        return {name: value for name, value in vars(self).items() if name != "evidence"}

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The fields that a person should look at, least certain first, and so in the order of the form."""
        return self.evidence.doubtful()


def submission_of(sheet: Sheet, name: str, format: str, only: str | None = None) -> Submission:
    """Match and decode a sheet of cells.

    Args:
        sheet: the document.
        name: what to call it in a message.
        format: what it was.
        only: the id of the form that it must be; otherwise it is found out.

    Raises:
        NoForm: it is none of the known forms, or not the one that it must be.
    """
    known = forms() if only is None else (form(only),)
    document = match_document({each.id: each.matcher for each in known}, sheet)
    if only is not None and (other := _plainly_other(only, document, sheet)):
        raise OtherForm(title=form(other).title, known=(form(only).title,), **_about(sheet, name))
    if not document.instances:
        about = _about(sheet, name)
        if sheet.is_recognised and not about["head"]:
            raise unreadable(name, "no_words")
        raise NoForm(known=tuple(each.citation for each in known), **about)
    first, *others = (_decoded(instance, sheet, format, document.outside) for instance in document.instances)
    about_file = (
        *_several(document.instances),
        *first.findings,
        *traces_elsewhere(sheet, (instance.match.fields.places for instance in document.instances)),
        *unmatched_text(document, sheet, first.form.matcher),
        *(Finding(masked_note(note, personal=False)) for note in sheet.notes),
    )
    texts = (text for each in (first, *others) for text in each.texts.values())
    return replace(first, findings=about_file, marks=named_seals(sheet.marks, texts), others=tuple(others))


def _about(sheet: Sheet, name: str) -> dict[str, Any]:
    """What an error tells of a document that is none of the known forms."""
    text = " ".join(" ".join(sheet.texts()).split())
    begins = masked_text(next(filter(None, (" ".join(each.split()) for each in sheet.texts())), "—"), _TITLE)
    certificates = high_tech_certificate.numbers_in(text)
    head, scan = text[:_HEAD], sheet.is_recognised
    return {"name": name, "head": head, "scan": scan, "certificates": certificates, "begins": begins}


def _plainly_other(only: str, document: DocumentForms, sheet: Sheet) -> str | None:
    """The form that a document is, where it agrees better with that than with the one that it must be.

    Forms of offices share labels: the application of one city has nearly half of what stands in another's.
    """
    found = match_document({each.id: each.matcher for each in forms()}, sheet).instances
    if not found or any(instance.form_id == only for instance in found):
        return None
    own = document.instances[0].match.score if document.instances else 0.0
    return found[0].form_id if found[0].match.score > own else None


def _decoded(instance: FormInstance, sheet: Sheet, format: str, outside: Sequence[TextBlock]) -> Submission:
    of = form(instance.form_id)
    fields, examples = without_example_rows(instance.match.fields)
    texts, recognised = settled_characters(of.model, fields.texts, fields.places, sheet)
    fields, moved = with_moved_parts(of.model, replace(fields, texts=texts))
    fields = without_labels(of.model, fields, of.matcher.words)
    fields = with_pasted_photos(of, fields, sheet)
    labels = {path: each.label_text for path, each in fields.found.items() if each.label_text}
    values, notes = decode(of.model, fields.texts, labels)
    record, refused = record_of(of.model, values)
    ambiguous = ambiguous_fields(of.model, fields.texts, fields.places, sheet)
    parts = missing_parts(of.matcher, instance.match, sheet)
    cut = frozenset[str]().union(*(part.fields for part in parts))
    lacking = {missing.key for missing in instance.match.missing}
    named = {label_key(_label(of.model, path)[0].rpartition(" ")[2]) for path in _missing(instance.match.fields)}
    about_fields = (
        *((path, note, fields.places.get(path)) for path, found in notes.items() for note in found),
        *((path, note, fields.places.get(path)) for path, note in (*refused, *recognised)),
        *((part.target, part.note, fields.places.get(part.source)) for part in moved),
        *_stale_continuations(instance.match),
        *traces_of_fields(sheet, fields),
        *pictures_for_text(sheet, fields, of.matcher.form_map),
        *photos_elsewhere(of, fields, sheet),
        *(
            (path, note, fields.places.get(path))
            for path, note in fields_for_spare_text(of.model, fields, sheet, outside)
            if paths.pattern_of(path) not in cut
        ),
        *(
            (path, note, fields.places.get(path))
            for path, note in implausible(of.model, fields.texts, of.matcher.keys)
            if path not in notes
        ),
        *(
            (path, Note("value.label_inside", {"text": quoted(text)}), fields.places.get(path))
            for path, text in fields.texts.items()
            if (found := fields.found.get(path, MISSING)) not in (BY_POSITION, BY_FIELD)
            and of.matcher.says_label(text, lacking if _is_own(of, path, text, found) else None)
        ),
        *((path, Note("form.field_missing"), None) for path in _missing(fields) if paths.pattern_of(path) not in cut),
        *((section, Note("form.rows_mixed"), None) for section in fields.mixed),
        *((path, Note("form.cells_joined"), None) for path in dict.fromkeys(fields.joined)),
        *((path, Note("value.annexed"), fields.places[path]) for path in fields.annexed),
        *((path, Note(code), fields.places[path]) for path, code in ambiguous),
    )
    findings = (
        *(part.finding for part in parts),
        *changed_print(instance.match, named, {label for part in parts for label in part.labels}),
        *(Finding(Note("form.example_row", {"text": line(text)}), place=place) for text, place in examples),
        *(field_finding(of.model, *each) for each in about_fields),
    )
    values = record.model_dump(mode="json")
    return Submission(
        of, format, values, record, findings, fields.places, (), sheet, texts=fields.texts, found=fields.found, cut=cut
    )


def record_of(model: type[FormModel], values: dict[str, Any]) -> tuple[FormModel, list[tuple[str, Note]]]:
    """The record; a value that the model does not take is left out of it and named."""
    refused: list[tuple[str, Note]] = []
    try:
        with settled_values():  # each comes from the codec of its field
            return model.model_validate(values), refused
    except ValidationError as error:
        for details in error.errors(include_url=False):
            path = tuple(step for step in details["loc"] if isinstance(step, str | int))
            refused.append((paths.join(path), Note("value.type", {"type": "text"})))
            paths.put(values, path, None)
    return model.model_validate(values), refused


def field_finding(model: type[FormModel], path: str, note: Note, place: Place | None, source: str = "") -> Finding:
    """A finding on a field, under its label, with what is about a person masked."""
    name, personal = _label(model, path)
    return Finding(masked_note(note, personal=personal), path, name, place, source)


@lru_cache(maxsize=4_096)
def _label(model: type[FormModel], path: str) -> tuple[str, bool]:
    """The label of a path, and whether it is about a person: the paths of one form return with the next."""
    steps = paths.parse(path) if path else ()
    return label(model, steps), is_personal(model, steps)


def _several(instances: list[FormInstance]) -> Iterator[Finding]:
    filled = [instance for instance in instances if instance.match.is_filled]
    if len(filled) > 1:
        forms = "、".join(map(_called, filled))
        yield Finding(Note("form.several", {"forms": forms}), place=filled[1].place)


def _called(instance: FormInstance) -> str:
    """The title of a form, and whose it is."""
    of = form(instance.form_id)
    name = instance.match.fields.texts.get(of.name_field, "").strip()
    return of.title + (f"（{line(name)}）" if name else "")


def _is_own(of: Form, path: str, text: str, found: Found) -> bool:
    """Whether a text is its field's, and no label by words that are only like one: 知识产权专员 is a post."""
    is_one = "\n" not in text.strip()
    return found.is_confirmed or (is_one and (is_post(text) or of.matcher.fits(paths.pattern_of(path), text) >= 1))


def _missing(fields: FieldTexts) -> list[str]:
    """The fields for which the document has no place, and nothing stands where it might be."""
    return [
        path
        for path, found in fields.found.items()
        if found.how == "missing" and not fields.texts.get(path, "").strip()
    ]


def _stale_continuations(match: FormMatch) -> Iterator[tuple[str, Note, Place]]:
    """Continuation pages that print something else than their field says."""
    for path, parts in match.stale.items():
        text = line("".join(part.text for part in parts))
        yield path, Note("form.further_differs", {"text": text}), parts[0].place
