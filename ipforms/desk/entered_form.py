"""A form that is filled in on a page: texts by path, read by the same codecs as a returned document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ipforms import paths
from ipforms.codecs import Decoded, UnfitValue
from ipforms.codecs.field_text import decode_field
from ipforms.desk.review_model import written_text
from ipforms.forms import Form
from ipforms.messages import Note
from ipforms.pipeline.submission import Submission, field_finding, record_of
from ipforms.schemas.base import FormModel
from ipforms.schemas.layout import FieldGroup, Leaf, layout, leaves
from ipforms.schemas.record_texts import decode, plain

_FORMAT = "web"  # what a submission that came from no file says of its format

Entered = Mapping[str, str]  # texts by the paths of inputs; those of a composite value are its parts: `high_tech.held`


def entered_submission(form: Form, entered: Entered) -> Submission:
    """What was filled in, as if a document had been read.

    Args:
        form: which form.
        entered: what was typed; paths that are none of the form are left out.

    >>> from ipforms.forms import form
    >>> sub = entered_submission(form("jinhua-application"), {"employees": "321人", "high_tech.held": "是"})
    >>> sub.record.employees, sub.record.high_tech.held
    (321, True)
    """
    model = form.model
    known = {path: text for path, text in entered.items() if _is_path(path)}
    texts = {path: text for path, text in known.items() if path not in _parts_of(model, known)}
    values, notes = decode(model, texts)
    for path, (value, found) in _composites(model, known).items():
        paths.put(values, paths.parse(path), value)
        notes |= found
    record, refused = record_of(model, values)
    said = [*((path, note) for path, each in notes.items() for note in each), *refused]
    findings = tuple(field_finding(model, path, note, None) for path, note in said)
    values = record.model_dump(mode="json")
    return Submission(form, _FORMAT, values, record, findings, {}, (), texts=texts, confirmed=frozenset(texts))


def entered_texts(read: Submission) -> dict[str, str]:
    """What was read in a document, as the texts of inputs; where nothing could be read, what stood there."""
    shown = dict(_texts(layout(read.form.model), read.record, ""))
    for path, text in read.texts.items():
        if text.strip() and not any(shown.get(each) for each in shown if each == path or each.startswith(f"{path}.")):
            shown[path] = text
    return {path: text for path, text in shown.items() if text}


def _texts(group: FieldGroup, record: Any, above: str) -> Iterator[tuple[str, str]]:
    for node in group.children:
        path, value = f"{above}{node.name}", getattr(record, node.name, None)
        if isinstance(node, FieldGroup) and node.repeated:
            for number, row in enumerate(value or ()):
                yield from _texts(node, row, f"{path}[{number}].")
        elif isinstance(node, FieldGroup):
            yield from _texts(node, value, f"{path}.")
        elif node.children:
            yield from ((f"{path}.{each.name}", _text(each, getattr(value, each.name, None))) for each in node.children)
        else:
            yield path, _text(node, value)


def _text(leaf: Leaf, value: Any) -> str:
    return "" if value is None or value == [] else written_text(leaf.codec, plain(value))


def _composite_leaves(model: type[FormModel]) -> dict[str, Leaf]:
    return {pattern: leaf for pattern, leaf, _ in leaves(layout(model)) if leaf.children}


def _parts_of(model: type[FormModel], entered: Entered) -> dict[str, tuple[str, Leaf, Leaf]]:
    """Of the inputs that are parts of a composite value: the path of the value, its field, and the part."""
    composites = _composite_leaves(model)
    found = {}
    for path in entered:
        whole, _, name = path.rpartition(".")
        leaf = composites.get(paths.pattern(paths.parse(whole))) if whole else None
        part = next((each for each in leaf.children if each.name == name), None) if leaf else None
        if leaf is not None and part is not None:
            found[path] = (whole, leaf, part)
    return found


_Composite = tuple[Any, dict[str, tuple[Note, ...]]]


def _composites(model: type[FormModel], entered: Entered) -> dict[str, _Composite]:
    """The composite values of which parts were typed, with the notes on how these were read."""
    made: dict[str, tuple[Leaf, dict[str, Decoded[Any]]]] = {}
    for path, (whole, leaf, part) in _parts_of(model, entered).items():
        made.setdefault(whole, (leaf, {}))[1][part.name] = decode_field(part.codec, entered[path])
    return {whole: _joined(whole, *each) for whole, each in made.items()}


def _joined(path: str, leaf: Leaf, parts: Mapping[str, Decoded[Any]]) -> _Composite:
    values = {each.name: parts[each.name].value if each.name in parts else None for each in leaf.children}
    notes = {f"{path}.{name}": decoded.notes for name, decoded in parts.items() if decoded.notes}
    if all(value is None for value in values.values()):
        return leaf.codec.decode("").value, notes
    try:
        return leaf.codec.canonical(values), notes
    except UnfitValue as unfit:
        return None, {**notes, path: (unfit.note,)}


def _is_path(text: str) -> bool:
    try:
        paths.parse(text)
    except ValueError:
        return False
    return True
