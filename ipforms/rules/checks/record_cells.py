"""The cells of a record, each with its path; and the value at a path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from ipforms import paths
from ipforms.schemas.base import STAGES, FormModel, Stage, extra
from ipforms.schemas.conditions import is_asked
from ipforms.schemas.layout import FieldGroup, Leaf, layout

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
