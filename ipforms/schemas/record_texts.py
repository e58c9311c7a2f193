"""Record ↔ texts: every field as the text that stands on the form, nested like the record.

The two directions stand side by side; both walk the layout of the model, so no form is written out here.
"""

from collections.abc import Callable, Iterable, Mapping, Set
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import Any

from ipforms import paths
from ipforms.codecs import Codec, Decoded
from ipforms.codecs.field_text import decode_field
from ipforms.messages import Note
from ipforms.schemas.base import FormModel
from ipforms.schemas.layout import FieldGroup, Leaf, layout, leaves
from ipforms.schemas.references import is_reference, names_of, referred
from ipforms.text import visible_texts

Texts = dict[str, Any]

_LONGEST_REFERENCE = 24  # characters: 与营业执照上的注册地址相同, with blanks


def encode(record: FormModel, *, blanks: bool = False) -> Texts:
    """What the form prints for each field; "" where nothing is filled in.

    A draft that was built without validation may lack fields; what it lacks is printed blank.

    Args:
        record: a record.
        blanks: print what the form prints of a field without a value, □是 □否.
    """
    return _writer(type(record), blanks)(record)


@cache
def blank_texts(model: type[FormModel]) -> Mapping[str, str]:
    """What the form prints of fields without a value, by the patterns of their paths, where it is anything."""
    return {pattern: leaf.codec.blank for pattern, leaf in _fields(model).items() if leaf.codec.blank}


@cache
def _writer(model: type[FormModel], blanks: bool) -> Callable[[FormModel], Texts]:
    return _group_writer(layout(model), blanks)


def _group_writer(group: FieldGroup, blanks: bool) -> Callable[[FormModel], Texts]:
    """Closures over what is known of the model: the tree is walked once a model, not once a record."""
    parts = [(child.name, _part_writer(child, blanks)) for child in group.children]

    def write(record: FormModel | Mapping[str, Any] | None) -> Texts:
        values = record.__dict__ if isinstance(record, FormModel) else record or {}
        return {name: part(values.get(name)) for name, part in parts}

    return write


def _part_writer(node: Leaf | FieldGroup, blanks: bool) -> Callable[[Any], Any]:
    if isinstance(node, Leaf):
        return _leaf_writer(node, blanks)
    group = _group_writer(node, blanks)
    return partial(_rows, group) if node.repeated else group


def _rows(group: Callable[[Any], Texts], rows: Iterable[Any] | None) -> list[Texts]:
    return [group(row) for row in rows or ()]


def _leaf_writer(leaf: Leaf, blanks: bool) -> Callable[[Any], str]:
    encode_value, blank = leaf.codec.encode, leaf.codec.blank if blanks else ""
    nothing = leaf.codec.decode("").value if leaf.codec.blank else None

    def write(value: Any) -> str:
        if value is None or (nothing is not None and value == nothing):
            return blank
        return encode_value(value if type(value) is str else plain(value))

    return write


def plain(value: Any) -> Any:
    """A model of a composite value as the mapping that its codec knows."""
    if isinstance(value, FormModel):
        return value.__dict__
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def decode(
    model: type[FormModel], texts: Mapping[str, str], labels: Mapping[str, str] = MappingProxyType({})
) -> tuple[dict[str, Any], dict[str, tuple[Note, ...]]]:
    """The values that texts say.

    Args:
        model: the class of the record.
        texts: by path: `name`, `ip_units[0].names`.
        labels: by path the label as the document words it, where it does not have the form's own: its unit counts.

    Returns:
        The values, nested like a record, absent ones left out; and by path the notes on how they were read.
    """
    values: dict[paths.Path, Any] = {}
    notes: dict[str, tuple[Note, ...]] = {}
    references = []
    for name, seen in visible_texts(texts).items():
        path, leaf, names, number = _field(model, name)
        if leaf is None:
            continue
        if len(seen) <= _LONGEST_REFERENCE and is_reference(seen):
            references.append((name, path, leaf, texts[name]))
            continue
        decoded = decode_field(leaf.codec, seen, names, labels.get(name), number)
        _put(decoded, name, path, values, notes)
    for name, path, leaf, text in references:
        _put(referred(model, path, leaf, text, values), name, path, values, notes)
    return paths.nested(values), notes


def _put(
    decoded: Decoded[Any],
    name: str,
    path: paths.Path,
    values: dict[paths.Path, Any],
    notes: dict[str, tuple[Note, ...]],
) -> None:
    if decoded.notes:
        notes[name] = decoded.notes
    if decoded.value is not None:
        values[path] = decoded.value


@cache
def _fields(model: type[FormModel]) -> Mapping[str, Leaf]:
    """The leaves of a model by the patterns of their paths."""
    return {pattern: leaf for pattern, leaf, _ in leaves(layout(model))}


@lru_cache(maxsize=4096)
def _field(model: type[FormModel], name: str) -> tuple[paths.Path, Leaf | None, Set[str], int]:
    """A path, its leaf, what that is called, and which entry of its section it is of, from 1 on.

    It is found out once: the names of one form return with the next.
    """
    path = paths.parse(name)
    pattern = paths.pattern(path)
    number = next((part + 1 for part in reversed(path) if isinstance(part, int)), 1)
    return path, _fields(model).get(pattern), names_of(model).get(pattern, frozenset()), number


def codecs_of(model: type[FormModel], names: Iterable[str]) -> dict[str, Codec[Any]]:
    """How the texts of fields are read, by path; what is no field is left out."""
    found = ((name, _field(model, name)[1]) for name in names)
    return {name: leaf.codec for name, leaf in found if leaf is not None}
