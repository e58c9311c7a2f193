"""Why something was read as it was: what each block of a document was taken for, and the evidence of each field."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ipforms import paths
from ipforms.codes.masking import masked_value
from ipforms.forms import forms
from ipforms.matching.fillable_fields import is_added_print
from ipforms.matching.form_map import Slot
from ipforms.matching.form_matcher import FormMatcher
from ipforms.matching.text_blocks import TextBlock, text_blocks
from ipforms.messages import Lang, Note
from ipforms.paths import Place
from ipforms.pipeline.evidence import Evidence
from ipforms.pipeline.submission import Submission
from ipforms.reports.cell_masking import masked_cell_text
from ipforms.reports.table_excerpts import personal_places
from ipforms.schemas.labels import is_personal, label
from ipforms.schemas.record_texts import blank_texts
from ipforms.text import label_key

Role = Literal["value", "label", "print", "blank", "unclaimed"]
_CONTAINER = (dict, list)


@dataclass(frozen=True)
class InspectedField:
    """A field, and how its value came about."""

    path: str  # the field
    label: str  # what the form calls it
    value: Any  # as JSON has it, personal numbers hidden unless they were asked for
    evidence: Evidence  # how it came about
    likeness: float  # of the document's label to the form's, from 0 to 1
    margin: float  # by how much this reading is better than the next best one, from 0 to 1

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The field as plain data."""
        about = {"path": self.path, "label": self.label, "value": self.value}
        return {**about, **self.evidence.to_dict(lang), "likeness": self.likeness, "margin": self.margin}


@dataclass(frozen=True)
class InspectedBlock:
    """A cell or a paragraph, and what it was taken for."""

    block: TextBlock  # what stands there
    text: str  # the same, personal numbers hidden unless they were asked for
    role: Role  # "value" of fields, "label" or other "print" of the form, "blank", or "unclaimed": nobody has taken it
    paths: tuple[str, ...] = ()  # the fields whose text it holds

    def to_dict(self) -> dict[str, Any]:
        """The block as plain data."""
        place = self.block.place
        grid = None
        if cell := self.block.cell:
            grid = {"row": cell.row, "column": cell.column, "rows": cell.row_span, "columns": cell.column_span}
        about = {"place": place.to_dict(), "table": self.block.table, "grid": grid}
        return {**about, "text": self.text, "role": self.role, "paths": list(self.paths)}


@dataclass(frozen=True)
class Inspection:
    """What is known of how a file was read."""

    read: Submission  # the file as it was read
    # of each form, how much of its print the document has in its own words, the best first
    scores: tuple[tuple[str, float], ...]
    fields: tuple[InspectedField, ...]  # all fields, in the order of the form
    blocks: tuple[InspectedBlock, ...]  # all cells and paragraphs, in reading order
    is_masked: bool = True  # whether personal numbers are hidden

    @property
    def unclaimed(self) -> tuple[InspectedBlock, ...]:
        """What nobody has taken."""
        return tuple(block for block in self.blocks if block.role == "unclaimed")

    @property
    def missing(self) -> tuple[str, ...]:
        """The labels of the form that no block of the document has, in its words."""
        said = {each.block.key for each in self.blocks} | {
            label_key(line) for each in self.blocks for line in each.block.text.split("\n")
        }
        known = {label_key(each.evidence.label) for each in self.fields if each.evidence.label}
        texts = "".join(each.block.searchable for each in self.blocks)
        labels = (token for _, token in self.read.form.matcher.form_map.labels)
        found = (each for each in labels if each.key not in said | known and each.searchable not in texts)
        return tuple(dict.fromkeys(" ".join(each.text.split()) for each in found))

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The inspection as plain data."""
        return {
            "form": self.read.form.id,
            "format": self.read.format,
            "scores": [{"form": form, "score": round(score, 3)} for form, score in self.scores],
            "fields": [each.to_dict(lang) for each in self.fields],
            "blocks": [each.to_dict() for each in self.blocks],
            "unclaimed": [each.to_dict() for each in self.unclaimed],
            "missing_labels": list(self.missing),
            "findings": [
                {"code": each.code, "path": each.path, "message": each.text(lang)} for each in self.read.findings
            ],
        }


def inspect_reading(read: Submission, *, masked: bool = True) -> Inspection:
    """What is known of how a file was read.

    Args:
        read: the file as it was read, with its sheet.
        masked: whether personal numbers are hidden.
    """
    assert read.sheet is not None, "a submission that was just read has its sheet"
    blocks = text_blocks(read.sheet)
    keys = dict.fromkeys(block.key for block in blocks if block.key)
    scores = sorted(((each.id, each.matcher.quick_score(keys)) for each in forms()), key=lambda pair: -pair[1])
    return Inspection(
        read, tuple(scores), tuple(_fields(read, masked)), tuple(_blocks(read, blocks, masked)), is_masked=masked
    )


def _fields(read: Submission, masked: bool) -> Iterator[InspectedField]:
    model = read.form.model
    for path, evidence in read.evidence.items():
        steps = paths.parse(path)
        value = paths.get(read.values, steps)
        if masked:
            hidden = is_personal(model, steps)
            evidence = _hidden(evidence, personal=hidden)
            is_plain = value is None or (isinstance(value, _CONTAINER) and not hidden)
            value = value if is_plain else masked_value(value, personal=hidden)
        found = read.found.get(path)
        likeness, margin = (found.likeness, found.margin) if found else (0.0, 0.0)
        yield InspectedField(path, label(model, steps), value, evidence, round(likeness, 3), round(margin, 3))


def _hidden(evidence: Evidence, *, personal: bool) -> Evidence:
    texts = tuple(masked_cell_text(text, personal=personal) for text in evidence.alternatives)
    return Evidence(
        masked_cell_text(evidence.text, personal=personal),
        evidence.places,
        evidence.found,
        evidence.label,
        evidence.notes,
        texts,
        evidence.certainty,
        tuple(_with_alternatives(note, texts) for note in evidence.reasons),
    )


def _with_alternatives(note: Note, texts: tuple[str, ...]) -> Note:
    return Note(note.code, {**note.context, "texts": texts}) if "texts" in note.context else note


def _blocks(read: Submission, blocks: list[TextBlock], masked: bool) -> Iterator[InspectedBlock]:
    at: defaultdict[Place, list[str]] = defaultdict(list)
    for path, place in read.places.items():
        if read.texts.get(path, "").strip():
            at[place].append(path)
    blank = {place for path, place in read.places.items() if place not in at}
    labels = {label_key(each.label_text) for each in read.found.values() if each.label_text}
    personal = set(personal_places(read)) if masked else set()
    slots = [token.default for token in read.form.matcher.form_map.tokens if isinstance(token, Slot)]
    blanks = {"".join(text.split()) for text in (*blank_texts(read.form.model).values(), *slots)}
    fields = {"".join(field.text.split()) for field in read.sheet.fields} if read.sheet else set()
    for block in blocks:
        text = masked_cell_text(block.text, personal=block.place in personal) if masked else block.text
        role = _role(block, at, blank, labels, read.form.matcher, blanks)
        if role == "unclaimed" and fields and _is_of_fields(block, fields, blanks, read.form.matcher):
            role = "label"
        yield InspectedBlock(block, text, role, tuple(at.get(block.place, ())))


def _is_of_fields(block: TextBlock, fields: set[str], blanks: set[str], matcher: FormMatcher) -> bool:
    """Whether a block of a fillable form is print with the texts of fields in it, or on a continuation page."""
    whole = "".join(block.text.split())
    for text in (text for texts in (fields, blanks) for text in sorted(filter(None, texts), key=len, reverse=True)):
        whole = whole.replace(text, "", 1)
    return is_added_print(block.text) or whole in _printed(matcher)


def _printed(matcher: FormMatcher) -> str:
    return "".join("".join(token.text.split()) for _, token in matcher.form_map.labels)


def _role(
    block: TextBlock,
    at: dict[Place, list[str]],
    blank: set[Place],
    labels: set[str],
    matcher: FormMatcher,
    blanks: set[str],
) -> Role:
    if block.place in at:
        return "value"
    if not block.text.strip():
        return "blank"
    if "".join(block.text.split()) in blanks:
        return "print"  # what the form prints where nothing is chosen
    if block.key.isdecimal() and block.cell is not None and block.cell.column == 0:
        return "print"  # the number of a row
    if block.key in labels or matcher.is_print(block.text):
        return "label"
    lines = [line for line in block.text.split("\n") if line.strip()]
    whole = "".join(block.text.split())
    if block.place in blank or whole in _printed(matcher) or all(matcher.is_print(line) for line in lines):
        return "print"
    return "unclaimed"
