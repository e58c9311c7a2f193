"""How each value came about, and how far it can be relied on.

The certainty of a value is no number out of the air: it falls from sure to likely, and from likely to doubtful, for
reasons that can be named. docs/certainty.md explains each.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ipforms import paths
from ipforms.codes.masking import masked_note, masked_repr, masked_value
from ipforms.findings import Finding, notes_by_path
from ipforms.matching.field_evidence import MISSING, Found
from ipforms.messages import Lang, Note, Severity
from ipforms.paths import Place
from ipforms.pipeline.certainty import Certainty, UnsureField
from ipforms.pipeline.office_parts import grave_notes, left_out_parts
from ipforms.pipeline.plain_notes import is_plain
from ipforms.pipeline.spare_text import is_rare, is_spare
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import is_personal, label
from ipforms.schemas.layout import layout, leaves, paths_in_order
from ipforms.schemas.record_texts import codecs_of

_DOUBTFUL, _LIKELY, _SURE = Certainty
_RANK = {certainty: at for at, certainty in enumerate(Certainty)}

_OF_KIND = 0.68  # likeness of a label over a text of which few are of its kind: of 70 values none was wrong
_LIKE_WORDS = 0.75  # likeness of a label that both readings know for the same: of 1,500 values none was wrong
_KNOWN_WORDS = 0.9  # likeness of a label: the form's own words, or others that are known for the same
_CLEAR = 0.6  # of 1; with a smaller margin to the next reading a slight change of the document turns it over
_INDIRECT = frozenset({"order"})
"""Ways of finding a place that rest on what stands before and behind it, and on nothing that names it."""
_FEW = 2  # pieces of text without a field; more of them may be the rows of a section
_LEFT_OVER = "form.left_over"
_NUMBER = re.compile(r"[\d*]{7}")  # of a phone, a patent, a code: no header has one
_CUT = ("form.start_missing", "form.end_missing")
_OUTSIDE = "form.outside"
_ELSEWHERE = ("reading.struck", "reading.floating_text")  # what may be said of a field that has no place
_SHARED, _RENAMED = "evidence.label_shared", "evidence.label"
_UNKNOWN_KIND = "id_document.unknown"  # it may be a number of a kind that nobody has told us, or a part of one
_FIELD_MISSING, _LABEL_MISSING = "form.field_missing", "form.label_missing"
_ON_ALL_FIELDS = frozenset(
    f"reading.{name}" for name in ("broken_part", "cut_off", "missing_part", "rows_lost", "scanned_page", "text_layer")
)
"""What is wrong with a whole file, so that no value of it can be sure."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one value came about. Its `repr` masks long numbers."""

    text: str  # what stood in its place, as it was typed
    places: tuple[Place, ...]  # where
    found: str  # by what: "position", "field" (of a fillable form), "label", "column", "order", "missing" and so on
    label: str = ""  # the label beside it, as the document words it; "" where none was needed
    notes: tuple[Note, ...] = ()  # how it was decoded, and what the reader left out
    alternatives: tuple[str, ...] = ()  # texts that it might be as well
    certainty: Certainty = _SURE  # "sure", "likely" or "doubtful"
    reasons: tuple[Note, ...] = ()  # why it is not sure

    __repr__ = masked_repr

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The evidence as plain data."""
        return {
            "text": self.text,
            "places": [place.to_dict() for place in self.places],
            "found": self.found,
            "label": self.label,
            "notes": [note.message(lang) for note in self.notes],
            "alternatives": list(self.alternatives),
            "certainty": self.certainty.value,
            "reasons": [note.message(lang) for note in self.reasons],
        }


class FieldEvidence(Mapping[str, Evidence]):
    """The evidence of a submission, by path, in the order of the form.

    It iterates over the fields. Asked for a part of a value (`high_tech.held`, `ip_units[0].names[1]`) it gives the
    evidence of the whole; asked for a group or a section (`legal_representative`, `ip_units`) that of its least certain
    field.

    Args:
        model: the class of the record.
        texts: what was read for each field.
        found: how the place of each was found.
        places: where it is.
        findings: what reading found.
        values: what was read, nested like a record.
        confirmed: the fields that a person has compared with the document: these are sure.
    """

    def __init__(
        self,
        model: type[FormModel],
        texts: Mapping[str, str],
        found: Mapping[str, Found],
        places: Mapping[str, Place],
        findings: Iterable[Finding],
        values: Mapping[str, Any] | None = None,
        confirmed: frozenset[str] = frozenset(),
    ) -> None:
        self._model, self._values, self._confirmed = model, values or {}, confirmed
        self._texts, self._found, self._places = texts, found, places
        findings = tuple(findings)
        self._notes = notes_by_path(findings)
        self._by_root: dict[str, list[tuple[str, tuple[Note, ...]]]] = {}
        for path, notes in self._notes.items():
            self._by_root.setdefault(_section_of(path), []).append((path, tuple(notes)))
        about_file = self._notes.get("", ())
        self._on_file = tuple(note for note in about_file if note.code in _ON_ALL_FIELDS)
        self._spare_text = tuple(filter(is_spare, about_file))
        self._has_all_labels = not any(note.code in (_LABEL_MISSING, *_CUT) for note in about_file)
        self._cut, self._elsewhere = ([note for note in about_file if note.code in each] for each in (_CUT, _ELSEWHERE))
        self._paths = paths_in_order(model, texts)
        self._codecs = codecs_of(model, self._paths)
        self._sections = {pattern.partition("[")[0] for pattern, _, _ in leaves(layout(model)) if "[" in pattern}
        self._leaves = {pattern for pattern, _, _ in leaves(layout(model))}
        filled_rows = [path for path, text in texts.items() if "[" in path and text.strip()]
        self._open_rows = {_row_of(path) for path in filled_rows if not found.get(path, MISSING).is_confirmed}
        odd = Counter(_row_of(path) for path in filled_rows if self._is_odd(path))
        self._odd_rows = {row for row, count in odd.items() if count >= _FEW}
        self._broken = _broken_lists(filled_rows, places, findings)
        self._left_out = left_out_parts(model, texts, found, about_file)
        self._made: dict[str, Evidence] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, path: str) -> Evidence:
        if path not in self._made:
            self._made[path] = self._of(path)
        return self._made[path]

    def doubtful(self) -> tuple[str, ...]:
        """The fields that are not sure: least certain first, and those alike in the order of the form."""
        unsure = [path for path in self._paths if self[path].certainty is not _SURE]
        return tuple(sorted(unsure, key=lambda path: _RANK[self[path].certainty]))

    def unsure(self) -> tuple[UnsureField, ...]:
        """The fields that are not sure, as a report shows them."""
        return tuple(map(self._unsure, self.doubtful()))

    def _unsure(self, path: str) -> UnsureField:
        evidence, steps = self[path], paths.parse(path)
        text = masked_value(evidence.text, personal=is_personal(self._model, steps))
        place = next(iter(evidence.places), None)
        return UnsureField(path, label(self._model, steps), evidence.certainty, text, place, evidence.reasons)

    def _of(self, path: str) -> Evidence:
        if path in self._paths:
            return self._of_field(path)
        steps = paths.parse(path)
        for whole in (paths.join(steps[:end]) for end in range(len(steps), 0, -1)):
            if whole in self._paths:
                return self._of_field(whole)
            if whole in self._sections and not any(each.startswith(f"{whole}[") for each in self._paths):
                return self._of_blank_section()
            if whole in self._sections and path.startswith(f"{whole}["):
                return self._of_blank_section()  # that it has no such row
            row = path[: path.rfind("]") + 1]
            if paths.pattern(steps) in self._leaves and any(each.startswith(row) for each in self._paths):
                return self._of_field(path)  # an entry that has no place for it
            if inside := [each for each in self._paths if each.startswith((f"{whole}.", f"{whole}["))]:
                return min(map(self.__getitem__, inside), key=lambda each: _RANK[each.certainty])
        raise KeyError(path)

    def _of_blank_section(self) -> Evidence:
        """A section without a row: it may be that none was filled in, or that its rows were not known for such."""
        spare = (*self._spare_text, *(note for note in self._notes.get("", ()) if note.code == _OUTSIDE))
        certainty = _DOUBTFUL if len(spare) > _FEW else _LIKELY if spare else _SURE
        return Evidence("", (), "column", certainty=certainty, reasons=spare[:1])

    def _of_field(self, path: str) -> Evidence:
        text, found = self._texts.get(path, ""), self._found.get(path, MISSING)
        notes = (*self._on(path), *self._invalid(path))
        is_left_out = not text.strip() and _section_of(path) in self._left_out
        against = (MISSING, grave_notes(notes, path)) if is_left_out else (found, notes)
        reasons = () if path in self._confirmed else tuple(self._reasons(path, text, *against))
        return Evidence(
            text,
            () if (place := self._places.get(path)) is None else (place,),
            found.how,
            found.label_text,
            notes,
            found.others,
            min((each.certainty for each in reasons), key=_RANK.__getitem__, default=_SURE),
            tuple(each.note for each in reasons),
        )

    def _is_odd(self, path: str) -> bool:
        """Whether an entry's value is not of its kind, where labels are missing: it may be of another section."""
        notes = () if self._has_all_labels else (*self._on(path), *self._invalid(path))
        return any(note.severity in (Severity.ERROR, Severity.WARNING) for note in notes)

    def _is_of_kind(self, path: str) -> bool:
        """Whether few texts are of a field's kind, or of the kinds of all others in the place of a short one."""
        own, place = self._codecs.get(path), self._places.get(path)
        beside = [each for each in self._paths if place and each != path and self._places.get(each) == place]
        is_rest = beside and own and not own.is_prose and all(is_rare(self._codecs.get(each)) for each in beside)
        return is_rare(own) or bool(is_rest)

    def _on(self, path: str) -> tuple[Note, ...]:
        """The notes on a field, on its parts, and on the groups that it stands in."""
        return tuple(
            note
            for other, notes in self._by_root.get(_section_of(path), ())
            if other == path or _is_within(other, path) or _is_within(path, other)
            for note in notes
        )

    def _invalid(self, path: str) -> Iterator[Note]:
        """What shows that a number cannot be right: it may be a slip of the sender, or of the reading."""
        identifier = codec.identifier if (codec := self._codecs.get(path)) else None
        value = paths.get(self._values, paths.parse(path))
        for number in value if isinstance(value, list) else (value,):
            if identifier and isinstance(number, str):
                unknown = (note for note in identifier.check(number) if note.code == _UNKNOWN_KIND)
                yield from (masked_note(note, personal=True) for note in (*identifier.errors(number), *unknown))

    def _reasons(self, path: str, text: str, found: Found, notes: Iterable[Note]) -> "Iterator[_Reason]":
        """What speaks against a value, the gravest and the most particular first."""
        own_label = label(self._model, paths.parse(path))
        for note in notes:
            if note.code == _FIELD_MISSING:
                yield _Reason(_DOUBTFUL if self._spare_text else _LIKELY, note)
            elif not is_plain(note, own_label):
                yield _Reason(_LIKELY if note.severity is Severity.NOTE else _DOUBTFUL, note)
        if not text.strip():
            yield from self._of_blank(path, found)
        least = (_OF_KIND if self._is_of_kind(path) else _LIKE_WORDS) if found.is_confirmed else _KNOWN_WORDS
        if found.how != MISSING.how and found.likeness < least:
            code = _SHARED if own_label.endswith(found.label_text) else _RENAMED
            yield _Reason(_LIKELY, Note(code, {"label": found.label_text}))
        is_odd = _row_of(path) in self._odd_rows or path.partition("[")[0] in self._broken
        if (not found.is_confirmed or is_odd) and found.how != MISSING.how:
            yield _Reason(_DOUBTFUL, Note("evidence.unconfirmed"))
        is_open = path in self._places if not text.strip() else not found.is_confirmed
        if found.margin < _CLEAR and (found.others or is_open):
            personal = is_personal(self._model, paths.parse(path))
            rivals = masked_note(Note("evidence.rivals", {"texts": found.others}), personal=personal)
            yield _Reason(_LIKELY if self._has_all_labels else _DOUBTFUL, rivals)
        if found.how in _INDIRECT or (found.how == MISSING.how and text.strip()):
            yield _Reason(_DOUBTFUL, Note("evidence.order"))
        yield from (_Reason(_LIKELY, note) for note in self._on_file)

    def _of_blank(self, path: str, found: Found) -> "Iterator[_Reason]":
        """What speaks against a blank: missing pages, words left over beside an entry, what is struck or floats."""
        if found.how == MISSING.how and self._cut:
            yield _Reason(_LIKELY, self._cut[0])
        if found.how == MISSING.how and self._spare_text and "[" in path:
            yield _Reason(_DOUBTFUL, self._spare_text[0])
        if self._elsewhere and path not in self._places:
            yield _Reason(_DOUBTFUL, self._elsewhere[0])
        # What it lacks may have gone to another row, or have been taken for a part of its label.
        if ("[" in path and _row_of(path) in self._open_rows) or "。\n" in found.label_text:
            yield _Reason(_DOUBTFUL, Note("evidence.unconfirmed"))


class _Reason(NamedTuple):
    """Why a value is not sure, and what it is at most."""

    certainty: Certainty
    note: Note


def _broken_lists(rows: Iterable[str], places: Mapping[str, Place], findings: Iterable[Finding]) -> frozenset[str]:
    """The lists of which a row belongs to no field, above an entry: the others may be counted from another one on."""
    left: dict[tuple[int, int], list[str]] = {}
    for each in findings:
        if each.code == _LEFT_OVER and each.place and each.place.table and each.place.row is not None:
            left.setdefault((each.place.table, each.place.row), []).append(str(each.note.context.get("text")))
    lost = [at for at, texts in left.items() if len(texts) >= _FEW and any(map(_NUMBER.search, texts))]
    entries = ((path, places[path]) for path in rows if lost and path in places)
    return frozenset(
        path.partition("[")[0]
        for path, place in entries
        if place.table and place.row is not None and (place.table, place.row - 1) in lost
    )


def _row_of(path: str) -> str:
    return path[: path.rfind("]") + 1]


def _section_of(path: str) -> str:
    """The section or group that a field stands in: `ip_units` of `ip_units[0].names`."""
    return path.partition("[")[0].partition(".")[0]


def _is_within(path: str, whole: str) -> bool:
    return path.startswith((f"{whole}.", f"{whole}["))
