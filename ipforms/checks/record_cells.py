"""The cells of a record, each with its path; and the value at a path."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from ipforms import paths
from ipforms.schemas.base import STAGES, FormModel, Stage, extra
from ipforms.schemas.layout import FieldGroup, Leaf, layout

_NEVER = len(STAGES)


class RecordCell(NamedTuple):
    """A cell of a record.

    Attributes:
        path: where, with the number of the row.
        title: the printed label of the top-level field that it belongs to.
        leaf: what the form says of it.
        value: what is filled in.
        level: the first of `STAGES` at which it must be filled, by its number; beyond them if it never must.
        beside: for a cell of a part that as a whole may stay blank, whether something of that part is filled in.
    """

    path: str
    title: str
    leaf: Leaf
    value: Any
    level: int
    beside: bool


class _CellPlan(NamedTuple):
    name: str
    title: str
    leaf: Leaf
    level: int


class _GroupPlan(NamedTuple):
    name: str
    title: str
    cells: tuple[_CellPlan | _GroupPlan, ...]
    level: int
    repeated: bool


class RepeatedSection(NamedTuple):
    """A repeated section of a form: rows that somebody adds.

    Attributes:
        path: the field.
        group: what the form says of it.
        level: the first of `STAGES` at which it must have a row, by its number.
    """

    path: str
    group: FieldGroup
    level: int


def level(stage: Stage | None) -> int:
    """The number of a stage; beyond all of them for None.

    >>> level("applicant"), level(None)
    (1, 4)
    """
    return _NEVER if stage is None else STAGES.index(stage)


def record_cells(record: FormModel) -> tuple[RecordCell, ...]:
    """Every cell of a record, in the order of the form; of repeated sections those of the rows that there are."""
    found: list[RecordCell] = []
    _collect(_plan(type(record)), record, "", found, beside=False)
    return tuple(found)


@cache
def sections(model: type[FormModel]) -> tuple[RepeatedSection, ...]:
    """The repeated sections of a form."""
    groups = (child for child in layout(model).children if isinstance(child, FieldGroup) and child.repeated)
    return tuple(RepeatedSection(group.name, group, level(_stage(group))) for group in groups)


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


@cache
def _plan(model: type[FormModel]) -> tuple[_CellPlan | _GroupPlan, ...]:
    """The tree of a model with what the walk asks for: made once a model, not once a record."""
    return _cells(layout(model), 0, "")


def _cells(group: FieldGroup, above: int, title: str) -> tuple[_CellPlan | _GroupPlan, ...]:
    return tuple(_planned(child, above, title or child.title) for child in group.children)


def _planned(child: Leaf | FieldGroup, above: int, title: str) -> _CellPlan | _GroupPlan:
    if isinstance(child, Leaf):
        return _CellPlan(child.name, title, child, max(above, level(child.stage)))
    own = max(above, level(_stage(child)))
    # A row that is begun is asked for whole, whether or not the section must have one.
    inner = _cells(child, 0 if child.repeated else own, title)
    return _GroupPlan(child.name, title, inner, own, child.repeated)


def _stage(group: FieldGroup) -> Stage | None:
    return extra(group.info, "stage") if group.info else None


def _collect(
    plan: tuple[_CellPlan | _GroupPlan, ...], part: Any, prefix: str, found: list[RecordCell], *, beside: bool
) -> None:
    values = part.__dict__ if part is not None else {}
    for child in plan:
        value, path = values.get(child.name), prefix + child.name
        if isinstance(child, _CellPlan):
            found.append(RecordCell(path, child.title, child.leaf, value, child.level, beside))
        elif child.repeated:
            for index, row in enumerate(value or ()):
                _collect(child.cells, row, f"{path}[{index}].", found, beside=False)
        else:
            optional = child.level == _NEVER and _begun(value)
            _collect(child.cells, value, f"{path}.", found, beside=optional)


def _begun(part: Any) -> bool:
    return part is not None and any(value not in (None, []) for value in part.__dict__.values())
