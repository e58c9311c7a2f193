"""JSON Schema of a form at a stage: what a web form needs to be drawn and to say what is missing."""

from __future__ import annotations

from typing import Any

from ipforms.errors import UnknownStage
from ipforms.schemas.base import STAGES, FormModel, Stage

_Schema = dict[str, Any]


def json_schema(model: type[FormModel], stage: Stage = "applicant") -> _Schema:
    """The schema of a record at a stage: titles are the printed labels, `required` is what the stage asks for.

    A required field cannot be null, and a required section has at least one row.

    Raises:
        UnknownStage: there is no such stage.
    """
    if stage not in STAGES:
        raise UnknownStage(stage=stage, known=STAGES)
    schema = model.model_json_schema(mode="validation")
    asked = STAGES[1 : STAGES.index(stage) + 1]
    for part in (schema, *schema.get("$defs", {}).values()):
        _require(part, asked)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


def _require(part: _Schema, asked: tuple[Stage, ...]) -> None:
    properties: dict[str, _Schema] = part.get("properties", {})
    for schema in properties.values():
        # "absent is null" is said by not being required; a default of null would contradict the types of sections.
        schema.pop("default", None)
    required = [name for name, schema in properties.items() if schema.get("x-stage") in asked]
    for name in required:
        properties[name] = _filled(properties[name])
    part.pop("required", None)
    if required:
        part["required"] = required


def _filled(schema: _Schema) -> _Schema:
    if schema.get("type") == "array":
        return {**schema, "minItems": 1}
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    if len(options) == 1:
        return {**options[0], **{key: value for key, value in schema.items() if key != "anyOf"}}
    return {**schema, "anyOf": options} if options else schema
