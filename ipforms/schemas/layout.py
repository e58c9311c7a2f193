"""A model as a tree of fields: groups, repeated rows and leaves, each leaf with its codec.

Whatever walks a record (printing it, reading it back, naming the columns of a spreadsheet) walks this tree, so no form
is spelled out twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from ipforms import paths
from ipforms.codecs import Codec
from ipforms.schemas.base import FormModel, Stage, extra
from ipforms.schemas.types import Coded


@dataclass(frozen=True, eq=False)
class Leaf:
    """A field with a text of its own on the form."""

    name: str  # the field's name in its model
    title: str  # the printed label
    heading: str  # its label where the title alone is not clear, or ""
    info: FieldInfo  # pydantic's description of the field
    codec: Codec[Any]  # prints and reads it
    children: "tuple[Leaf, ...]" = ()  # the parts of a composite value (the level of a title), for columns of their own

    @property
    def personal(self) -> bool:
        """Whether the value is masked in messages."""
        return bool(extra(self.info, "personal"))

    @property
    def stage(self) -> Stage | None:
        """From which stage on it must be filled."""
        return extra(self.info, "stage")  # type: ignore[no-any-return]


@dataclass(frozen=True, eq=False)
class FieldGroup:
    """A part of the form with fields of its own; `repeated` when it is a row of a section that grows."""

    name: str
    title: str
    info: FieldInfo | None
    model: type[FormModel]
    children: "tuple[Leaf | FieldGroup, ...]"
    repeated: bool = False


Node = Leaf | FieldGroup


@cache
def layout(model: type[FormModel]) -> FieldGroup:
    """The tree of a model."""
    return FieldGroup("", "", None, model, _children(model))


@cache
def leaves(
    node: FieldGroup, path: tuple[str, ...] = (), above: tuple[FieldGroup, ...] = ()
) -> tuple[tuple[str, Leaf, tuple[FieldGroup, ...]], ...]:
    """Every leaf with the pattern of its path (`ip_units[].names`) and the groups that it stands in.

    They are asked for several times for each document that is read.
    """
    found: list[tuple[str, Leaf, tuple[FieldGroup, ...]]] = []
    for child in node.children:
        here = (*path, child.name)
        if isinstance(child, Leaf):
            found.append((".".join(here), child, above))
        else:
            inner = (*path, f"{child.name}[]") if child.repeated else here
            found += leaves(child, inner, (*above, child))
    return tuple(found)


def _children(model: type[FormModel]) -> tuple[Node, ...]:
    return tuple(_node(name, info) for name, info in model.__pydantic_fields__.items())


def _node(name: str, info: FieldInfo) -> Node:
    title = info.title or name
    codec = next((mark.codec for mark in info.metadata if isinstance(mark, Coded)), None)
    if codec is not None:
        return Leaf(name, title, extra(info, "heading") or "", info, codec, _parts(info.annotation))
    model, repeated = _model_of(info.annotation)
    return FieldGroup(name, title, info, model, _children(model), repeated)


def _parts(annotation: Any) -> tuple[Leaf, ...]:
    if not (isinstance(annotation, type) and issubclass(annotation, FormModel)):
        return ()
    return tuple(child for child in _children(annotation) if isinstance(child, Leaf))


def _model_of(annotation: Any) -> tuple[type[FormModel], bool]:
    if get_origin(annotation) is list:
        return _model_of(get_args(annotation)[0])[0], True
    if isinstance(annotation, type) and issubclass(annotation, FormModel):
        return annotation, False
    raise TypeError(f"a field of a form is coded, a group, or rows of a group, not {annotation!r}")


def paths_in_order(model: type[FormModel], texts: Mapping[str, str]) -> dict[str, None]:
    """The paths of all fields, those of each row that was read among them, in the order of the form."""
    patterns = [pattern for pattern, _, _ in leaves(layout(model))]
    rows: dict[str, list[str]] = {}
    for path in texts:
        if "[" in path:
            rows.setdefault(paths.pattern_of(path), []).append(path)
    return dict.fromkeys(path for each in patterns for path in (rows.get(each, ()) if "[" in each else (each,)))
