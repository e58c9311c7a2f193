"""How a web form shows a model: order, inputs, hints, and what others fill in at a later stage.

Two libraries draw forms from JSON Schema, and each wants this said in a way of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

from ipforms.codecs import Codec, IdentifierCodec
from ipforms.codes import email, phone
from ipforms.errors import InvalidArgument
from ipforms.schemas.base import FormModel, Stage, extra
from ipforms.schemas.jsonschema import stages_until
from ipforms.schemas.layout import FieldGroup, Leaf, Node, layout

UiLibrary = Literal["rjsf", "jsonforms"]  # what draws the form: react-jsonschema-form, or JSON Forms

_Schema = dict[str, Any]
_Asked = tuple[Stage | None, ...]


def ui_schema(model: type[FormModel], stage: Stage = "applicant", library: UiLibrary = "rjsf") -> _Schema:
    """The `uiSchema` of a library, beside the JSON Schema of the same stage with `nullable=False`.

    Raises:
        UnknownStage: there is no such stage.
        InvalidArgument: there is no such library.
    """
    if library not in get_args(UiLibrary):
        raise InvalidArgument(argument="library", given=repr(library), expected=get_args(UiLibrary))
    nodes, asked = layout(model).children, (None, *stages_until(model, stage))
    return _rjsf_group(nodes, asked) if library == "rjsf" else _layout(nodes, "#", asked)


def _rjsf_group(nodes: Sequence[Node], asked: _Asked) -> _Schema:
    return {"ui:order": [node.name for node in nodes], **{node.name: _rjsf(node, asked) for node in nodes}}


def _rjsf(node: Node, asked: _Asked) -> _Schema:
    look = _rjsf_group(node.children, asked) if node.children else {}
    if isinstance(node, FieldGroup):
        look = {"items": look} if node.repeated else look
    else:
        look |= _input(node.codec)
        if isinstance(example := next(iter(node.info.examples or ()), None), str):
            look["ui:placeholder"] = example
    return {**look, "ui:readonly": True} if _is_later(node, asked) else look


def _input(codec: Codec[Any]) -> _Schema:
    """The input that suits a codec. A telephone shows another keyboard for its kind."""
    if codec.is_prose:
        return {"ui:widget": "textarea"}
    if codec.option_print is not None and codec.option_print.is_several:
        return {"ui:widget": "checkboxes"}
    if codec.option_print is not None and not codec.option_print.is_list:
        return {"ui:widget": "radio"}
    identifier = codec.identifier if isinstance(codec, IdentifierCodec) else None
    if identifier is email.IDENTIFIER:
        return {"ui:options": {"inputType": "email"}}
    is_phone = identifier is not None and identifier.canonical_pattern is phone.IDENTIFIER.canonical_pattern
    return {"ui:options": {"inputType": "tel"}} if is_phone else {}


def _layout(nodes: Sequence[Node], scope: str, asked: _Asked) -> _Schema:
    elements = [_element(node, f"{scope}/properties/{node.name}", asked) for node in nodes]
    return {"type": "VerticalLayout", "elements": elements}


def _element(node: Node, scope: str, asked: _Asked) -> _Schema:
    repeated = isinstance(node, FieldGroup) and node.repeated
    if node.children and not repeated:
        return {**_layout(node.children, scope, asked), "type": "Group", "label": node.title}
    options: _Schema = {"detail": _layout(node.children, "#", asked)} if repeated else {}
    if isinstance(node, Leaf) and node.codec.is_prose:
        options["multi"] = True
    if _is_later(node, asked):
        options["readonly"] = True
    return {"type": "Control", "scope": scope, **({"options": options} if options else {})}


def _is_later(node: Node, asked: _Asked) -> bool:
    return node.info is not None and extra(node.info, "stage") not in asked
