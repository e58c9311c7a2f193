"""JSON Schema of a form at a stage: what a web form needs to be drawn and to say what is missing.

Two libraries draw forms from it, and each wants order, inputs and hints said in a way of its own.
"""

from collections.abc import Sequence
from typing import Any, Literal, get_args

from ipforms.codecs import Codec, IdentifierCodec
from ipforms.codes import email, phone
from ipforms.errors import InvalidArgument, UnknownStage
from ipforms.schemas.base import FormModel, Stage, extra
from ipforms.schemas.conditions import required_where
from ipforms.schemas.layout import FieldGroup, Leaf, Node, layout

_Schema = dict[str, Any]

_SOMETHING = r"^(?=[\s\S]*\S)"  # what a required text begins with: blanks alone are no answer


def json_schema(model: type[FormModel], stage: Stage = "applicant", *, nullable: bool = True) -> _Schema:
    """The schema of a record at a stage: titles are the printed labels, `required` is what the stage asks for.

    What it lets through, the model takes as it is; what a model dumps is valid. A required field cannot be null or
    blank, and a required section has at least one row. With `nullable=False` nothing is null: what is not filled in
    is left out, so that a web form has one input a field.

    Raises:
        UnknownStage: there is no such stage.
    """
    asked = stages_until(model, stage)
    schema = model.model_json_schema(mode="validation")
    parts = schema.get("$defs", {})
    for part in (schema, *parts.values()):
        _require(part, asked)
        for each in part["properties"].values():
            if "$ref" in each:  # pydantic leaves out a title that the part has as well
                each.setdefault("title", parts[each["$ref"].rpartition("/")[2]]["title"])
        if not nullable:
            part["properties"] = {name: _present(each) for name, each in part["properties"].items()}
        if "held" in part["properties"]:
            part |= _DETAIL_NEEDS_ANSWER
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


_DETAIL_NEEDS_ANSWER: _Schema = {
    "if": {"properties": {"detail": {"type": "string", "minLength": 1}}, "required": ["detail"]},
    "then": {"properties": {"held": {"type": "boolean"}}, "required": ["held"]},
}
"""Of a claim: words without yes or no leave open what is claimed."""


def stages_until(model: type[FormModel], stage: Stage) -> tuple[Stage, ...]:
    """The stages of a form whose fields must be filled at a stage.

    Raises:
        UnknownStage: there is no such stage.
    """
    if stage not in model.stages:
        raise UnknownStage(stage=stage, known=model.stages)
    return model.stages[1 : model.stages.index(stage) + 1]


def _require(part: _Schema, asked: tuple[Stage, ...]) -> None:
    properties: dict[str, _Schema] = part.get("properties", {})
    at_stage = [name for name, schema in properties.items() if schema.get("x-stage") in asked]
    required = [name for name in at_stage if "x-required_if" not in properties[name]]
    conditions = [required_where(name, properties[name]["x-required_if"]) for name in at_stage if name not in required]
    for name, schema in properties.items():
        # "absent is null" is said by not being required; a default of null would contradict the types of sections.
        # Keywords of our own stop a strict validator.
        shown = {key: value for key, value in schema.items() if key != "default" and not key.startswith("x-")}
        properties[name] = _filled(shown) if name in required else shown
    part.pop("required", None)
    if required:
        part["required"] = required
    if conditions:
        part["allOf"] = conditions


def _filled(schema: _Schema) -> _Schema:
    if schema.get("type") == "array":
        return {**schema, "minItems": 1}
    options = [_not_blank(option) for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    if len(options) == 1:
        return {**options[0], **{key: value for key, value in schema.items() if key != "anyOf"}}
    return {**schema, "anyOf": options} if options else schema


def _not_blank(option: _Schema) -> _Schema:
    return {**option, "pattern": _SOMETHING + option["pattern"][1:]} if "pattern" in option else option


def _present(schema: _Schema) -> _Schema:
    """A field as an input: the first of what its value may be."""
    shown = {key: value for key, value in schema.items() if key != "anyOf"}
    if "examples" in shown:
        shown["examples"] = [_without_null(each) for each in shown["examples"]]
    return {**schema["anyOf"][0], **shown} if "anyOf" in schema else shown


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_null(each) for key, each in value.items() if each is not None}
    return value


UiLibrary = Literal["rjsf", "jsonforms"]  # what draws the form: react-jsonschema-form, or JSON Forms

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
