"""What is wrong between a template and the texts it is to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from ipforms.messages import Bilingual


def lacking(sections: Iterable[str], fields: Iterable[str], texts: Mapping[str, Any]) -> list[Bilingual]:
    """Sections and fields that are not among the texts, or are something else.

    >>> texts = {"cover": {"date": ""}, "ip_units": [{"unit": "甲"}]}
    >>> [fault.text("en") for fault in lacking(["ip_units"], ["name", "cover", "ip_units[].unit"], texts)]
    ['the field “name” does not exist', '“cover” is not a text (dict)']
    """
    faults = [fault for section in sections for fault in _section_faults(section, texts)]
    return faults + [fault for field in fields for fault in _field_faults(field, texts)]


def _section_faults(section: str, texts: Mapping[str, Any]) -> Iterator[Bilingual]:
    yield from islice((fault for rows in _values(texts, section) for fault in _rows_faults(section, rows)), 1)


def _rows_faults(section: str, rows: Any) -> Iterator[Bilingual]:
    if rows is _MISSING:
        yield _no_field(section)
    elif not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        yield Bilingual("template.no_rows", {"field": section})


def _field_faults(pattern: str, texts: Mapping[str, Any]) -> Iterator[Bilingual]:
    yield from islice((fault for value in _values(texts, pattern) for fault in _text_faults(pattern, value)), 1)


def _values(texts: Any, pattern: str) -> Iterator[Any]:
    """What stands at a pattern: one value, or one for each entry of the sections on its way."""
    section, repeated, rest = pattern.partition("[].")
    value = _get(texts, section)
    if not repeated:
        yield value
    elif isinstance(value, list | tuple):
        for row in value:
            if isinstance(row, Mapping):
                yield from _values(row, rest)


_MISSING = object()


def _text_faults(pattern: str, value: Any) -> Iterator[Bilingual]:
    if value is _MISSING:
        yield _no_field(pattern)
    elif not isinstance(value, str | int):
        yield Bilingual("template.no_text", {"field": pattern, "kind": type(value).__name__})


def _no_field(pattern: str) -> Bilingual:
    return Bilingual("template.no_field", {"field": pattern})


def _get(value: Any, path: str) -> Any:
    for step in path.split("."):
        if not isinstance(value, Mapping) or step not in value:
            return _MISSING
        value = value[step]
    return value
