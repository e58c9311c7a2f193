"""What is wrong with one row of data, for the person who has the spreadsheet open."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ipforms import paths
from ipforms.codes.masking import masked_note, masked_value
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual, Lang, Note, Severity
from ipforms.rules.checks.identifiers import wrong_numbers
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import is_personal, label

NUMBER_WRONG = "record.number_wrong"  # the code of a number that fails its check and is written all the same


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault, or a repair, of one value.

    Attributes:
        table: the sheet, or the file.
        row: its number as the person sees it.
        column: the header, or the field's labels for JSON; "" where the whole row is meant.
        path: the field's path, or "".
        value: what stood there, shortened; masked where it identifies a person.
        note: what is wrong, or was repaired.
    """

    table: str
    row: int
    column: str
    path: str
    value: str
    note: Note

    def reason(self, lang: Lang = "zh") -> str:
        """What is wrong and what to do."""
        end = "。" if lang == "zh" else ". "
        texts = [text for text in (self.note.message(lang), self.note.hint(lang)) if text]
        return end.join(text.rstrip("。.") for text in texts) + end.strip()

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """As JSON."""
        return {
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "path": self.path,
            "value": self.value,
            "code": self.note.code,
            "severity": self.note.severity.value,
            "reason": self.reason(lang),
        }


def from_validation(error: ValidationError, model: type[FormModel], table: str, row: int) -> list[Problem]:
    """Pydantic's faults of a record, in our words."""
    return [_problem(details, model, table, row) for details in error.errors(include_url=False)]


def _problem(details: ErrorDetails, model: type[FormModel], table: str, row: int) -> Problem:
    path = tuple(step for step in details["loc"] if isinstance(step, str | int))
    personal = is_personal(model, path)
    value = details.get("input")
    return Problem(
        table=table,
        row=row,
        column=label(model, path),
        path=paths.join(path),
        value="" if isinstance(value, dict | list | FormModel) else masked_value(value, personal=personal),
        note=masked_note(explain(details), personal=personal),
    )


def explain(details: ErrorDetails) -> Note:
    """One of pydantic's faults as a note of the catalogue."""
    context = details.get("ctx", {})
    note = context.get("note")
    if isinstance(note, Note):
        # A record in JSON says what it means: where a cell of a spreadsheet is read with a warning, it is refused.
        return note if note.severity is Severity.ERROR else _within("record.doubtful", note)
    if isinstance(context.get("words"), Bilingual):
        return Note("record.invalid", {"reason": context["words"]})
    return Note("value.type", {"type": type(details.get("input")).__name__})


def _within(code: str, note: Note) -> Note:
    """A note that says another one and what follows from it here."""
    reasons = {"reason": note.message("zh"), "reason_en": note.message("en")}
    return Note(code, {**reasons, "hint": note.hint("zh"), "hint_en": note.hint("en")})


def of_wrong_numbers(record: FormModel, table: str, row: int, headers: Mapping[str, str]) -> Iterator[Problem]:
    """The numbers of a row that cannot be right; they are written as they are, and somebody should look.

    Args:
        record: what was read of the row.
        table: its sheet, or the file.
        row: its number.
        headers: path of a field → its column.
    """
    for path, leaf, number, note in wrong_numbers(record):
        shown = masked_value(number, personal=leaf.personal)
        column = headers.get(path) or label(type(record), paths.parse(path))
        said = _within(NUMBER_WRONG, masked_note(note, personal=leaf.personal))
        yield Problem(table, row, column, path, shown, said)


def faults(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those for which a record is refused."""
    return tuple(problem for problem in problems if problem.note.severity is Severity.ERROR)


def without_glyphs(row: int, characters: str) -> Problem:
    """Characters of a row that the fonts of its PDF lack."""
    named = "、".join(f"{each}（U+{ord(each):04X}）" for each in characters)
    return Problem("", row, "", "", "", Note("value.no_glyph", {"characters": named}))


def of_row(row: int, error: Exception, table: str = "") -> Problem:
    """An error that costs one row and not the whole run; one of the program itself is named, for a report."""
    reason = error if isinstance(error, IpformsError) else Bilingual("bulk.row.fault", {"kind": type(error).__name__})
    return Problem(table, row, "", "", "", Note("record.invalid", {"reason": reason}))
