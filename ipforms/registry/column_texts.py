"""What columns and their values are called for people, in the language of the call."""

from __future__ import annotations

from typing import Any

from ipforms.messages import Lang, catalogue, say

_CHOICES = frozenset(
    ("verdict", "district_verdict", "city_verdict", "kind", "side", "outcome", "subject", "programme", "passed")
)
"""Columns that hold one of a few words of ours."""


def column_title(name: str, lang: Lang = "zh") -> str:
    """The heading of a column.

    >>> column_title("admitted_on"), column_title("admitted_on", "en")
    ('入库日期', 'Admitted on')
    """
    return say(f"registry.column.{name}", lang)


def cell_text(name: str, value: Any, lang: Lang = "zh") -> str:
    """A value as a table shows it.

    >>> cell_text("verdict", "unknown"), cell_text("name", "甲公司"), cell_text("left_on", None)
    ('须人工判断', '甲公司', '')
    """
    if value is None:
        return ""
    if name not in _CHOICES:
        return str(value)
    return catalogue(lang).get(f"registry.value.{str(value).replace('.', '_')}", str(value))
