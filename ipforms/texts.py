"""Record ↔ texts: every field as the text that stands on the form, nested like the record.

The two directions stand side by side; both walk the layout of the model, so no form is written out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any

from ipforms.schemas.base import FormModel
from ipforms.schemas.layout import Group, Leaf, layout

Texts = dict[str, Any]


def encode(record: FormModel) -> Texts:
    """What the form prints for each field; "" where nothing is filled in.

    A draft that was built without validation may lack fields; what it lacks is printed blank.
    """
    return _writer(type(record))(record)


@cache
def _writer(model: type[FormModel]) -> Callable[[FormModel], Texts]:
    return _group_writer(layout(model))


def _group_writer(group: Group) -> Callable[[FormModel], Texts]:
    """Closures over what is known of the model: the tree is walked once a model, not once a record."""
    parts = [(child.name, _part_writer(child)) for child in group.children]

    def write(record: FormModel | Mapping[str, Any] | None) -> Texts:
        values = record.__dict__ if isinstance(record, FormModel) else record or {}
        return {name: part(values.get(name)) for name, part in parts}

    return write


def _part_writer(node: Leaf | Group) -> Callable[[Any], Any]:
    if isinstance(node, Leaf):
        return _leaf_writer(node)
    group = _group_writer(node)
    return partial(_rows, group) if node.repeated else group


def _rows(group: Callable[[Any], Texts], rows: Iterable[Any] | None) -> list[Texts]:
    return [group(row) for row in rows or ()]


def _leaf_writer(leaf: Leaf) -> Callable[[Any], str]:
    encode_value = leaf.codec.encode

    def write(value: Any) -> str:
        return "" if value is None else encode_value(plain(value))

    return write


def plain(value: Any) -> Any:
    """A model of a composite value as the mapping that its codec knows."""
    if isinstance(value, FormModel):
        return value.__dict__
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value
