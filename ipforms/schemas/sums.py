"""Sums that a form prints beside what they are made of: 合计, 小计.

A field says what it adds up: `field("合计", …, sum_of="projects[].amount")`. Its value is what the paper says; whether
it is right is a check, and it is computed only where it is asked for.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from ipforms import paths
from ipforms.schemas.base import FormModel, extra
from ipforms.schemas.layout import FieldGroup, Leaf, layout

ModelT = TypeVar("ModelT", bound=FormModel)


class StatedSum(NamedTuple):
    """A sum of a record."""

    path: str  # the field
    leaf: Leaf  # what the form says of it
    stated: Decimal | int | None  # what the record says, or None
    added: Decimal | int | None  # what its parts add up to; None where none of them is filled in


def stated_sums(record: FormModel) -> Iterator[StatedSum]:
    """Every sum of a record, with what its parts add up to, the inner ones first."""
    yield from _sums(layout(type(record)), [record], "")


def with_sums(record: ModelT, *, again: bool = False) -> ModelT:
    """The record with its sums computed: those that are blank, or all of them.

    Args:
        record: stays as it is.
        again: whether a sum that is filled in is computed too.
    """
    made = record.model_copy(deep=True)
    for each in stated_sums(made):  # as it goes: a sum of sums needs those below it
        if each.added is not None and (again or each.stated is None):
            *way, name = paths.parse(each.path)
            owner: Any = made
            for step in way:
                owner = owner[step] if isinstance(step, int) else getattr(owner, step)
            setattr(owner, str(name), each.added)
    return made


def _sums(group: FieldGroup, around: list[Any], prefix: str) -> Iterator[StatedSum]:
    part = around[-1]
    own: list[tuple[str, Leaf, tuple[str, ...]]] = []
    for child in group.children:
        value, path = getattr(part, child.name, None), f"{prefix}{child.name}"
        if isinstance(child, Leaf):
            if parts := extra(child.info, "sum_of"):
                own.append((path, child, tuple(parts)))
        elif child.repeated:
            for index, row in enumerate(value or ()):
                yield from _sums(child, [*around, row], f"{path}[{index}].")
        elif value is not None:
            yield from _sums(child, [*around, value], f"{path}.")
    for path, leaf, parts in own:
        found = [number for name in parts for number in _numbers(_owner(around, name), name)]
        yield StatedSum(path, leaf, getattr(part, leaf.name), sum(found) if found else None)


def _owner(around: list[Any], name: str) -> Any:
    """The innermost part around a sum that has a field of this name."""
    first = name.split(".")[0].partition("[")[0]
    return next((part for part in reversed(around) if first in type(part).model_fields), None)


def _numbers(part: Any, name: str) -> Iterator[Decimal | int]:
    """The numbers at a path of a part, of each row where it goes through a section."""
    head, _, rest = name.partition(".")
    value = getattr(part, head.removesuffix("[]"), None)
    for each in value or () if head.endswith("[]") else [value]:
        if rest:
            yield from _numbers(each, rest)
        elif isinstance(each, int | Decimal) and not isinstance(each, bool):
            yield each
