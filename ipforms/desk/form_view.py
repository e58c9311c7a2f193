"""A form as it is filled in on a page: inputs and groups, drawn from its JSON Schema and UI schema.

What was entered there are texts by path, read by the same codecs as a returned document.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ipforms import paths
from ipforms.codecs import Decoded, PlaceCodec, UnfitValue
from ipforms.codecs.field_text import decode_field
from ipforms.desk.review_model import written_text
from ipforms.forms import Form, form
from ipforms.messages import Note
from ipforms.pipeline.submission import Submission, field_finding, record_of
from ipforms.schemas.base import FormModel, Stage
from ipforms.schemas.layout import FieldGroup, Leaf, Node, layout, leaves
from ipforms.schemas.record_texts import decode, plain
from ipforms.text import visible

InputKind = Literal["text", "textarea", "choice", "choices", "number", "email", "tel"]
_ROW = "[#]"  # stands for the number of a row in the names of a section that repeats
_Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FormInput:
    """One input."""

    path: str  # the field: `name`, `ip_units[#].names`, `high_tech.held`
    title: str  # the printed label
    hint: str  # what goes in
    example: str  # a value as people write it, or ""
    kind: InputKind  # which input suits it
    options: tuple[str, ...]  # the texts that can be chosen; empty where any text can be written
    open_option: str  # the one of them that asks for words of its own, or ""
    is_required: bool  # whether the stage asks for it
    is_later: bool  # whether others fill it in at a later stage


@dataclass(frozen=True, slots=True)
class InputGroup:
    """Inputs under one heading."""

    path: str  # the group: `contact`, `ip_units`
    title: str  # the printed heading
    hint: str  # what goes in, or ""
    children: "tuple[FormInput | InputGroup, ...]"  # its inputs and groups
    repeats: bool  # whether it is a row of a section that can have more of them
    is_required: bool  # whether the stage asks for it
    is_later: bool  # whether others fill it in at a later stage


@cache
def form_view(form_id: str, stage: Stage = "applicant") -> tuple[FormInput | InputGroup, ...]:
    """The inputs of a form at a stage, in the order in which it is printed.

    >>> [each.title for each in form_view("guangzhou-enterprise")][:3]
    ['封面', '单位名称', '注册地址']
    """
    of: Form = form(form_id)
    walk = _Walk(of.json_schema(stage, nullable=False))
    return walk.children(layout(of.model).children, walk.root, of.ui_schema(stage), "", is_later=False)


class _Walk:
    """Layout, JSON Schema and UI schema of a form, walked side by side."""

    def __init__(self, root: _Schema) -> None:
        self.root = root

    def children(
        self, nodes: Sequence[Node], schema: _Schema, look: _Schema, above: str, *, is_later: bool
    ) -> tuple[FormInput | InputGroup, ...]:
        schema = self._resolved(schema)
        required = schema.get("required", ())
        return tuple(
            self._node(
                node,
                schema["properties"][node.name],
                look.get(node.name, {}),
                f"{above}{node.name}",
                node.name in required,
                is_later,
            )
            for node in nodes
            if not isinstance(getattr(node, "codec", None), PlaceCodec)  # a photo or a seal is put on paper
        )

    def _node(
        self, node: Node, schema: _Schema, look: _Schema, path: str, is_required: bool, above_is_later: bool
    ) -> FormInput | InputGroup:
        is_later = above_is_later or bool(look.get("ui:readonly"))
        repeats = isinstance(node, FieldGroup) and node.repeated
        if not node.children:
            assert isinstance(node, Leaf)
            return self._input(node, schema, look, path, is_required, is_later)
        inner, inner_look = (schema["items"], look.get("items", {})) if repeats else (schema, look)
        children = self.children(
            node.children, inner, inner_look, f"{path}{_ROW if repeats else ''}.", is_later=is_later
        )
        return InputGroup(path, node.title, _hint(node), children, repeats, is_required, is_later)

    def _input(
        self, leaf: Leaf, schema: _Schema, look: _Schema, path: str, is_required: bool, is_later: bool
    ) -> FormInput:
        schema, shown = self._resolved(schema), leaf.codec.option_print
        options = tuple(each["title"] for each in schema.get("oneOf", ()) if "title" in each)
        kind = _kind(schema, look)
        if options or shown:
            kind = "choices" if shown and shown.is_several else "choice"
        return FormInput(
            path,
            leaf.title,
            _hint(leaf),
            _example(leaf),
            kind,
            shown.words if shown else options,
            shown.open_word if shown else "",
            is_required,
            is_later,
        )

    def _resolved(self, schema: _Schema) -> _Schema:
        """A schema, and what it refers to."""
        if "$ref" not in schema:
            return schema
        found: _Schema = self.root["$defs"][schema["$ref"].rpartition("/")[2]]
        return {**found, **{key: value for key, value in schema.items() if key != "$ref"}}


def _kind(schema: _Schema, look: _Schema) -> InputKind:
    if look.get("ui:widget") == "textarea":
        return "textarea"
    if schema.get("type") in ("integer", "number"):
        return "number"
    kind = look.get("ui:options", {}).get("inputType")
    return kind if kind in ("email", "tel") else "text"


def _hint(node: Node) -> str:
    return (node.info.description if node.info else "") or ""


def _example(leaf: Leaf) -> str:
    """The first example of a field, as people write it."""
    examples = leaf.info.examples or ()
    value = leaf.codec.canonical(examples[0]) if examples else None
    return "" if value is None else written_text(leaf.codec, value)


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


def _parts_of(model: type[FormModel], entered: Entered) -> dict[str, tuple[str, Leaf, Leaf]]:
    """Of the inputs that are parts of a composite value: the path of the value, its field, and the part."""
    composites = {pattern: leaf for pattern, leaf, _ in leaves(layout(model)) if leaf.children}
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
        made.setdefault(whole, (leaf, {}))[1][part.name] = decode_field(part.codec, visible(entered[path]))
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
