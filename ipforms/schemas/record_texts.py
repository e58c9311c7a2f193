"""Record ↔ texts: every field as the text that stands on the form, nested like the record.

The two directions stand side by side; both walk the layout of the model, so no form is written out here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial
from typing import Any

from ipforms import paths
from ipforms.codecs import Codec, Decoded
from ipforms.codecs.field_text import decode_field
from ipforms.messages import Note
from ipforms.schemas.base import FormModel
from ipforms.schemas.layout import FieldGroup, Leaf, layout, leaves

Texts = dict[str, Any]


def encode(record: FormModel) -> Texts:
    """What the form prints for each field; "" where nothing is filled in.

    A draft that was built without validation may lack fields; what it lacks is printed blank.
    """
    return _writer(type(record))(record)


@cache
def _writer(model: type[FormModel]) -> Callable[[FormModel], Texts]:
    return _group_writer(layout(model))


def _group_writer(group: FieldGroup) -> Callable[[FormModel], Texts]:
    """Closures over what is known of the model: the tree is walked once a model, not once a record."""
    parts = [(child.name, _part_writer(child)) for child in group.children]

    def write(record: FormModel | Mapping[str, Any] | None) -> Texts:
        values = record.__dict__ if isinstance(record, FormModel) else record or {}
        return {name: part(values.get(name)) for name, part in parts}

    return write


def _part_writer(node: Leaf | FieldGroup) -> Callable[[Any], Any]:
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


def decode(model: type[FormModel], texts: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, tuple[Note, ...]]]:
    """The values that texts say.

    Args:
        model: the class of the record.
        texts: by path: `name`, `ip_units[0].names`.

    Returns:
        The values, nested like a record, absent ones left out; and by path the notes on how they were read.
    """
    values: dict[paths.Path, Any] = {}
    notes: dict[str, tuple[Note, ...]] = {}
    for name, text in texts.items():
        path, leaf = _field(model, name)
        if leaf is None:
            continue
        decoded = _ditto(leaf, path, text, values) if _DITTO.fullmatch(text) else decode_field(leaf.codec, text)
        if decoded.notes:
            notes[name] = decoded.notes
        if decoded.value is not None:
            values[path] = decoded.value
    return paths.nested(values), notes


@cache
def _fields(model: type[FormModel]) -> Mapping[str, Leaf]:
    """The leaves of a model by the patterns of their paths."""
    return {pattern: leaf for pattern, leaf, _ in leaves(layout(model))}


@lru_cache(maxsize=4096)
def _field(model: type[FormModel], name: str) -> tuple[paths.Path, Leaf | None]:
    """A path and its leaf, parsed once: the names of one form return with the next."""
    path = paths.parse(name)
    return path, _fields(model).get(paths.pattern(path))


def codecs_of(model: type[FormModel], names: Iterable[str]) -> dict[str, Codec[Any]]:
    """How the texts of fields are read, by path; what is no field is left out."""
    found = ((name, _field(model, name)[1]) for name in names)
    return {name: leaf.codec for name, leaf in found if leaf is not None}


_DITTO = re.compile(r"\s*(?:同上|同前|〃)\s*[。.]?\s*")


def _ditto(leaf: Leaf, path: paths.Path, text: str, values: Mapping[paths.Path, Any]) -> Decoded[Any]:
    """同上 in a row of a section is what the row above says; elsewhere it is doubtful what it means."""
    row = next((at for at, step in enumerate(path) if isinstance(step, int)), None)
    if row is None or not path[row]:
        return Decoded(leaf.codec.decode(text).value, (Note("value.ditto_unclear", {"text": text.strip()}),))
    above = values.get((*path[:row], int(path[row]) - 1, *path[row + 1 :]))
    return Decoded(above, (Note("value.ditto", {"text": text.strip()}),))
