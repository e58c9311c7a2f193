"""Fields that must be filled only where others say so: `field("其他说明", …, required_if={"kind": "其他"})`."""

from collections.abc import Mapping
from typing import Any

from ipforms.schemas.base import extra
from ipforms.schemas.layout import Leaf

_NO_VALUE: tuple[Any, ...] = (None, "", [], False)


def is_asked(leaf: Leaf, part: Any) -> bool:
    """Whether the other fields of a part ask for a field: always where it names no condition.

    Args:
        leaf: the field.
        part: the record, or the part of it, that has the field.
    """
    conditions: Mapping[str, Any] = extra(leaf.info, "required_if") or {}
    return all(_holds(_value(part, name), wanted) for name, wanted in conditions.items())


def required_where(name: str, conditions: Mapping[str, Any]) -> dict[str, Any]:
    """The condition of a field as JSON Schema.

    >>> required_where("note", {"kind": "其他"})["if"]["properties"]
    {'kind': {'enum': ['其他']}}
    """
    asked: dict[str, Any] = {"properties": {}, "required": []}
    for path, wanted in conditions.items():
        *groups, last = path.split(".")
        part = asked
        for group in groups:
            part["required"].append(group)
            part = part["properties"].setdefault(group, {"type": "object", "properties": {}, "required": []})
        part["required"].append(last)
        part["properties"][last] = _shape(wanted)
    there: dict[str, Any] = {"not": {"enum": [None, "", []]}}
    return {"if": asked, "then": {"properties": {name: there}, "required": [name]}}


def _shape(wanted: Any) -> dict[str, Any]:
    if wanted is True:
        return {"not": {"enum": list(_NO_VALUE)}}
    one = wanted if isinstance(wanted, list) else [wanted]
    return {"anyOf": [{"enum": one}, {"type": "array", "contains": {"enum": one}}]} if len(one) > 1 else {"enum": one}


def _value(part: Any, path: str) -> Any:
    for name in path.split("."):
        part = getattr(part, name, None)
    return part


def _holds(value: Any, wanted: Any) -> bool:
    if wanted is True:
        return value not in _NO_VALUE
    one = wanted if isinstance(wanted, list) else [wanted]
    return any(each in one for each in value) if isinstance(value, list) else value in one
