"""A form as it is filled in on a page: inputs and groups, drawn from its JSON Schema and UI schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ipforms.codecs import PlaceCodec
from ipforms.desk.review_model import written_text
from ipforms.forms import Form, form
from ipforms.schemas.base import Stage
from ipforms.schemas.layout import FieldGroup, Leaf, Node, layout

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
    children: tuple[FormInput | InputGroup, ...]  # its inputs and groups
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
    """Layout, JSON Schema and UI schema of a form, walked side by side.

    Args:
        root: the JSON Schema.
    """

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
