"""One of the two forms that are compared: each field as it is printed, where it stands, and how sure it is.

On a scan, differences of recognition are told from those of content. A value that is sure is taken at its word. Of any
other it is asked whether the other return's text differs only where the reader was in doubt, or stands on the paper in
another place than the value was read from.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from ipforms import paths
from ipforms.codes.masking import masked_text, masked_value
from ipforms.findings import notes_by_path, text_as_written
from ipforms.messages import Note, Severity
from ipforms.paths import Place
from ipforms.pipeline.certainty import Certainty
from ipforms.pipeline.evidence import Evidence
from ipforms.pipeline.recognition import doubtful_spans
from ipforms.pipeline.submission import Submission
from ipforms.schemas.base import FormModel, is_blank
from ipforms.schemas.labels import is_personal, label
from ipforms.schemas.record_texts import encode
from ipforms.sheet import Sheet
from ipforms.text import comparable

_BOUNDS = frozenset(("number.at_least", "number.at_most", "number.about", "number.range", "number.uncounted"))
_NONE = "value.declared_none"


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """What one form says at one field or in one row."""

    path: str  # the field or the row, in this form
    label: str  # what the form calls it
    value: Any = field(repr=False)  # the plain value, in the shape of a record's JSON; a row is a mapping
    text: str = field(repr=False)  # what stands on the form, "" where nothing does
    masked: str  # the same text, fit to be shown: the middle of personal numbers is hidden
    place: Place | None = None  # where it stands, or None
    doubts: tuple[Note, ...] = ()  # the notes of reading that change the meaning: 近30件 is not 30件
    is_unread: bool = False  # whether something stands there that could not be read
    scanned: "ScannedEntry | None" = field(default=None, repr=False)  # of a recognised picture: what it may say as well
    writings: tuple[str, ...] = field(default=(), repr=False)  # the text as this form writes it, and as it stood there

    @property
    def is_blank(self) -> bool:
        """Whether nothing is filled in."""
        return is_blank(self.value) and not self.is_unread and not self.bounds

    @property
    def bounds(self) -> frozenset[str]:
        """How far a number is from exact; empty if it is."""
        return frozenset(note.code for note in self.doubts) & _BOUNDS

    @property
    def is_declared_none(self) -> bool:
        """Whether it says 无 rather than nothing."""
        return any(note.code == _NONE for note in self.doubts)


class ComparedForm:
    """A record or a submission, by path."""

    def __init__(self, what: Submission | FormModel) -> None:
        read = what if isinstance(what, Submission) else None
        self.record: FormModel = what.record if isinstance(what, Submission) else what
        self.values: Mapping[str, Any] = self.record.model_dump(mode="json")
        self._model = type(self.record)
        self._texts = encode(self.record)
        self._places: Mapping[str, Place] = read.places if read else {}
        self._notes = notes_by_path(read.findings if read else ())
        self._read = read
        self.paper = ScannedPaper(read.sheet) if read and read.sheet and read.sheet.is_recognised else None

    def rows(self, path: paths.Path) -> list[Any]:
        """The rows of a repeated section."""
        return paths.get(self.values, path) or []

    def field(self, path: paths.Path) -> ComparedEntry:
        """What stands at a field."""
        name, value = paths.join(path), paths.get(self.values, path)
        doubts = tuple(note for note in self._notes.get(name, ()) if note.code in _BOUNDS | {_NONE} or _refuses(note))
        text = text_as_written(doubts) or paths.get(self._texts, path) or ""
        return ComparedEntry(
            path=name,
            label=label(self._model, path),
            value=value,
            text=text,
            masked=_masked(text, value, personal=is_personal(self._model, path)),
            place=self._places.get(name),
            doubts=doubts,
            is_unread=any(map(_refuses, doubts)),
            scanned=self._scanned(name),
            writings=(text, self._read.texts.get(name, "") if self._read else ""),
        )

    def row(self, path: paths.Path, fields: list[paths.Path]) -> ComparedEntry:
        """What stands in a row: the texts of its fields."""
        cells = [self.field((*path, *each)) for each in fields]
        filled = [cell for cell in cells if cell.text]
        return ComparedEntry(
            path=paths.join(path),
            label=label(self._model, path),
            value=paths.get(self.values, path),
            text="；".join(cell.text for cell in filled),
            masked="；".join(cell.masked for cell in filled),
            place=next((cell.place for cell in cells if cell.place), None),
            writings=tuple(cell.text for cell in filled),
        )

    def _scanned(self, path: str) -> "ScannedEntry | None":
        if self._read is None or self.paper is None:
            return None
        return ScannedEntry(self._read.evidence[path], self.paper)

    def may_have(self, row: ComparedEntry) -> bool:
        """Whether half of the texts of the other form's row stand on this paper, where no row was read."""
        found = [self.paper.says(text) for text in row.writings] if self.paper else []
        return 2 * sum(found) >= max(len(found), 1)


def _refuses(note: Note) -> bool:
    return note.severity is Severity.ERROR


def _masked(text: str, value: Any, *, personal: bool) -> str:
    if not personal:
        return masked_text(text, max(len(text), 1))
    numbers = value if isinstance(value, list) and value else [text]
    return "、".join(masked_value(number, personal=True) for number in numbers)


_HANDWRITING = frozenset(("reading.handwriting", "reading.handwriting_beside", "reading.maybe_handwriting"))
_SHORTEST = 3  # characters that are looked for on the whole paper; fewer stand anywhere by chance
_WORD = 6  # characters that a crease or the rim of a seal takes at once
_MARK = re.compile(r"(?<!\d)\W | \W(?!\d)", re.VERBOSE)
"""A sign that separates no digits: a stop or a comma, which copying machines lose, and no decimal point."""


@dataclass(frozen=True)
class ScannedPaper:
    """The paper that a value was recognised on."""

    sheet: Sheet = field(repr=False)  # what was read of it, with the doubts of its reader

    @cached_property
    def _words(self) -> str:
        return "\n".join(map(comparable, self.sheet.texts()))

    def says(self, text: str) -> bool:
        """Whether words stand anywhere on the paper, digits as a number of their own."""
        words = comparable(text)
        number = rf"(?<!\d){re.escape(words)}(?!\d)"
        return len(words) >= _SHORTEST and re.search(number, self._words) is not None


@dataclass(frozen=True)
class ScannedEntry:
    """A value that was recognised in a picture, and what it may be as well."""

    evidence: Evidence = field(repr=False)  # how the value came about
    paper: ScannedPaper = field(repr=False)  # the paper that it stands on

    @property
    def is_handwritten(self) -> bool:
        """Whether it was written by hand, or may be among what was."""
        return any(note.code in _HANDWRITING for note in self.evidence.reasons)

    def may_say(self, texts: Iterable[str]) -> bool:
        """Whether the paper may say the same as another return, by any of the texts that this writes it in."""
        said = [text for text in texts if text.strip()]
        return any(map(self._may_be, said)) if said else self._is_below_seal

    @property
    def _is_below_seal(self) -> bool:
        """Whether what was read, and is not sure, may be of a seal that lies over the place."""
        seals = [mark.place for mark in self.paper.sheet.marks if mark.kind in ("seal", "stamp", "signature")]
        is_sure = self.evidence.certainty is Certainty.SURE
        return not is_sure and any(_overlap(seal, place) for seal in seals for place in self.evidence.places)

    def _may_be(self, text: str) -> bool:
        read = self.evidence.text
        if _without_marks(read) == _without_marks(text):
            return True
        if self.evidence.certainty is Certainty.SURE:
            return False
        return comparable(text) in comparable(read) or self.paper.says(text) or self._differs_in_doubts_alone(text)

    def _differs_in_doubts_alone(self, text: str) -> bool:
        read = self.evidence.text
        doubts = [doubt for doubt in self.paper.sheet.doubts if doubt.place in self.evidence.places]
        doubted = {at for span in doubtful_spans(read, doubts) for at in range(span.start, span.end)}
        signs = [(sign, at in doubted) for at, each in enumerate(read) for sign in comparable(each)]
        ours, theirs = "".join(sign for sign, _ in signs), comparable(text)
        changes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        return all(
            _may_be_lost(theirs[at:to]) or _is_doubted(signs, start, end)
            if start == end
            else _is_doubted(signs, start, end) or (at == to and _may_be_dirt(ours, start, end))
            for kind, start, end, at, to in changes
            if kind != "equal" and _without_marks(ours[start:end] + theirs[at:to])
        )


def _is_doubted(signs: Sequence[tuple[str, bool]], start: int, end: int) -> bool:
    """Whether a piece has a character that was in doubt; of what is missing here, one that stands beside it."""
    return any(doubted for _, doubted in signs[start:end] or signs[max(start - 1, 0) : start + 1])


def _may_be_lost(text: str) -> bool:
    """Whether a word may have been lost in a crease or below a seal; a single character or a number may not."""
    return 1 < len(text) <= _WORD and not any(map(str.isdigit, text))


def _may_be_dirt(text: str, start: int, end: int) -> bool:
    """Whether a piece that only the scan has may be no writing: it does not make a number longer."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return end - start < _WORD and not any(map(str.isdigit, around))


def _overlap(one: Place, other: Place) -> bool:
    if one.box is None or other.box is None or one.page != other.page:
        return False
    return all(max(one.box[at], other.box[at]) < min(one.box[at + 2], other.box[at + 2]) for at in (0, 1))


def _without_marks(text: str) -> str:
    return _MARK.sub("", comparable(text))
