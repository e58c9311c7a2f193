"""What a check is: a record in, faults out; the cells of the record, and what stands in each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache, cached_property
from typing import Any, NamedTuple

from ipforms import paths
from ipforms.codecs import nothing
from ipforms.messages import Note
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.base import STAGES, FormModel, Stage, extra, is_blank
from ipforms.schemas.conditions import is_asked
from ipforms.schemas.layout import FieldGroup, Leaf, layout

_LONGEST = 20  # characters; the longest word for nothing, with brackets and blanks around it, is shorter


class CellState(Enum):
    """What stands in a cell."""

    FILLED = "filled"
    BLANK = "blank"
    NONE = "none"
    """无, /, ——: somebody says that there is none."""
    ELSEWHERE = "elsewhere"
    """见附件."""
    SAMPLE = "sample"
    """xxxx年, 待定: sample text, or a word that says that it is open."""
    UNREAD = "unread"
    """Something stands there that could not be read; reading has a finding on it."""


_STATES = {
    "value.declared_none": CellState.NONE,
    "value.elsewhere": CellState.ELSEWHERE,
    "value.pending": CellState.SAMPLE,
    "value.placeholder": CellState.SAMPLE,
}


def cell_state(case: "Case", cell: "RecordCell") -> CellState:
    """What stands in a cell."""
    word = word_for_nothing(cell.value)
    if word is not None:
        return _STATES[word.code]
    return absent(case, cell.path) if is_blank(cell.value) else CellState.FILLED


def absent(case: "Case", path: str) -> CellState:
    """Why a cell has no value: nobody filled it in, or something stands there that is no value."""
    if path in case.unread:
        return CellState.UNREAD
    for note in case.notes.get(path, ()):
        if note.code in _STATES:
            return _STATES[note.code]
    return CellState.BLANK


def word_for_nothing(value: Any) -> Note | None:
    """The note on a value that is a mere 无 or 见附件; None for any other value.

    >>> word_for_nothing("见附件").code, word_for_nothing(["无"]).code
    ('value.elsewhere', 'value.declared_none')
    >>> word_for_nothing("无锡分公司") is None
    True
    """
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return nothing(value) if isinstance(value, str) and len(value) <= _LONGEST else None


_NEVER = 99  # beyond the last stage of any form


class RecordCell(NamedTuple):
    """A cell of a record."""

    path: str  # where, with the number of the row
    title: str  # the printed label of the top-level field that it belongs to
    leaf: Leaf  # what the form says of it
    value: Any  # what is filled in
    level: int  # the first stage of the form at which it must be filled, by its number; beyond them if it never must
    beside: bool  # for a cell of a part that as a whole may stay blank, whether something of that part is filled in


class RepeatedSection(NamedTuple):
    """A repeated section of a form: rows that somebody adds."""

    path: str  # the field
    group: FieldGroup  # what the form says of it
    level: int  # the first stage of the form at which it must have a row, by its number


def level(stage: Stage | None, stages: tuple[Stage, ...] = STAGES) -> int:
    """The number of a stage of a form; beyond all of them for None.

    >>> level("applicant"), level(None)
    (1, 99)
    """
    return _NEVER if stage is None else stages.index(stage)


def record_cells(record: FormModel) -> tuple[RecordCell, ...]:
    """Every cell of a record, in the order of the form; of repeated sections those of the rows that there are."""
    return tuple(_cells(layout(type(record)), record, type(record).stages))


@cache
def sections(model: type[FormModel]) -> tuple[RepeatedSection, ...]:
    """The repeated sections of a form."""
    groups = (child for child in layout(model).children if isinstance(child, FieldGroup) and child.repeated)
    return tuple(RepeatedSection(group.name, group, level(_stage(group), model.stages)) for group in groups)


def at(record: Any, path: str) -> Any:
    """The value at a path of a record, or None where the way there is absent.

    >>> from ipforms.schemas.guangzhou import GuangzhouMarket
    >>> market = GuangzhouMarket.model_validate({"contacts": [{"name": "罗文博"}]})
    >>> at(market, "contacts[0].name"), at(market, "contacts[1].name")
    ('罗文博', None)
    """
    for step in _steps(path):
        if isinstance(step, str):
            record = getattr(record, step, None)
        else:
            record = record[step] if record and step < len(record) else None
    return record


@cache
def _steps(path: str) -> paths.Path:
    return paths.parse(path)


def _stage(group: FieldGroup) -> Stage | None:
    return extra(group.info, "stage") if group.info else None


def _cells(
    group: FieldGroup,
    part: Any,
    stages: tuple[Stage, ...],
    prefix: str = "",
    *,
    above: int = 0,
    title: str = "",
    beside: bool = False,
) -> Iterator[RecordCell]:
    """The cells of a part: `above` is the level of what it belongs to, `title` the label of the top-level field."""
    for child in group.children:
        value, path, top = getattr(part, child.name, None), prefix + child.name, title or child.title
        if isinstance(child, Leaf):
            own = max(above, level(child.stage, stages)) if is_asked(child, part) else _NEVER
            yield RecordCell(path, top, child, value, own, beside)
        elif child.repeated:
            # A row that is begun is asked for whole, whether or not the section must have one.
            for index, row in enumerate(value or ()):
                yield from _cells(child, row, stages, f"{path}[{index}].", title=top)
        else:
            own = max(above, level(_stage(child), stages))
            begun = own == _NEVER and _begun(value)
            yield from _cells(child, value, stages, f"{path}.", above=own, title=top, beside=begun)


def _begun(part: Any) -> bool:
    return part is not None and any(value not in (None, []) for value in part.__dict__.values())


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """What a check found, before it has a place in a file."""

    note: Note  # what is wrong or doubtful
    path: str = ""  # the field, a row, a section, or ""
    source: str = ""  # the clause behind it, as it is cited, or ""


@dataclass(frozen=True, kw_only=True)
class Case(RecordFacts):
    """What a check looks at: the facts, how far the form has come, and the day."""

    stage: Stage  # how far the form has come
    on: date  # the day of the check
    unread: frozenset[str] = frozenset()  # paths at which something stood that could not be read; they are not blank

    @cached_property
    def cells(self) -> tuple[RecordCell, ...]:
        """Every cell of the record: several checks look at all of them."""
        return record_cells(self.record)


Check = Callable[[Case], Iterator[CheckFinding]]  # A check yields what it finds, in the order of the form
