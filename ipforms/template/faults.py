"""What is wrong between a template and the texts it is to print, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from ipforms.errors import InvalidTemplate

Fault = tuple[str, str]


def invalid(name: str, faults: Iterable[Fault]) -> InvalidTemplate:
    """The error that lists all faults."""
    zh, en = zip(*faults, strict=True)
    return InvalidTemplate(name=name, faults="；".join(zh), faults_en="; ".join(en))


def lacking(sections: Iterable[str], fields: Iterable[str], texts: Mapping[str, Any]) -> list[Fault]:
    """Sections and fields that are not among the texts, or are something else.

    >>> texts = {"cover": {"date": ""}, "ip_units": [{"unit": "甲"}]}
    >>> [en for _, en in lacking(["ip_units"], ["name", "cover", "ip_units[].unit"], texts)]
    ['the field “name” does not exist', '“cover” is not a text (dict)']
    """
    faults = [fault for section in sections for fault in _section_faults(section, texts)]
    return faults + [fault for field in fields for fault in _field_faults(field, texts)]


def _section_faults(section: str, texts: Mapping[str, Any]) -> Iterator[Fault]:
    rows = texts.get(section, _MISSING)
    if rows is _MISSING:
        yield _no_field(section)
    elif not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        yield f"“{section}”不是由各行组成的列表", f"“{section}” is not a list of rows"


def _field_faults(pattern: str, texts: Mapping[str, Any]) -> Iterator[Fault]:
    section, repeated, field = pattern.partition("[].")
    value = _get(texts, section)
    if not repeated:
        yield from _text_faults(pattern, value)
    elif isinstance(value, list | tuple):
        every = (
            fault for row in value if isinstance(row, Mapping) for fault in _text_faults(pattern, _get(row, field))
        )
        yield from islice(every, 1)


_MISSING = object()


def _text_faults(pattern: str, value: Any) -> Iterator[Fault]:
    if value is _MISSING:
        yield _no_field(pattern)
    elif not isinstance(value, str | int):
        kind = type(value).__name__
        yield f"“{pattern}”不是文字（{kind}）", f"“{pattern}” is not a text ({kind})"


def _no_field(pattern: str) -> Fault:
    return f"没有名为“{pattern}”的字段", f"the field “{pattern}” does not exist"


def _get(value: Any, path: str) -> Any:
    for step in path.split("."):
        if not isinstance(value, Mapping) or step not in value:
            return _MISSING
        value = value[step]
    return value
