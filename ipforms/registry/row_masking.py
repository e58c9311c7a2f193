"""Rows as lists show them: without anybody's numbers, in remarks, records and events too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ipforms.codes.masking import masked_text, masked_value
from ipforms.forms import forms
from ipforms.registry.tables import METADATA
from ipforms.schemas.layout import layout, leaves

_PUBLIC = frozenset(("code", "uscc", "org_code", "digest", "sha256", "rules", "own_number"))
"""Columns and fields whose long numbers are nobody's."""
_LONGEST = 100_000  # characters of a text; a field of a form has 2,000


def masked_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the middle of each personal number hidden.

    >>> masked_rows([{"name": "甲公司", "phone": "81050369", "after": {"note": "致电13800138000"}}])
    [{'name': '甲公司', 'phone': '********', 'after': {'note': '致电138******00'}}]
    """
    return [{name: _masked(name, value) for name, value in row.items()} for row in rows]


def _masked(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _masked(key, each) for key, each in value.items()}
    if isinstance(value, list):
        return [_masked(name, each) for each in value]
    if not isinstance(value, str) or name in _PUBLIC:
        return value
    return masked_value(value, personal=True) if name in _personal() else masked_text(value, _LONGEST)


@cache
def _personal() -> frozenset[str]:
    """The names of columns and of fields of forms that identify a person."""
    columns = (column for table in METADATA.sorted_tables for column in table.c)
    fields = (leaf for form in forms() for _, leaf, _ in leaves(layout(form.model)))
    own = {column.name for column in columns if column.info.get("personal")}
    return frozenset(own | {leaf.name for leaf in fields if leaf.personal})
