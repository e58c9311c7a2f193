"""Markdown: tables, and text that is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

GENERATED = "<!-- 由 python -m scripts.docs 生成，请勿手工修改。 Generated: do not edit. -->"

_MARKS = re.compile(r"([\\*_`<|\[\]])")


def plain(text: str) -> str:
    """A text whose characters mean nothing to Markdown.

    >>> plain("a|b*")
    'a\\\\|b\\\\*'
    """
    return _MARKS.sub(r"\\\1", text).replace("\n", "<br>")


def code(text: str) -> str:
    """A text in code style; in a table a bar needs its backslash there too.

    >>> code("draft|final"), code("")
    ('`draft\\\\|final`', '')
    """
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table. Cells are Markdown.

    >>> table(["a", "b"], [["1", "2"]])
    ['| a | b |', '|---|---|', '| 1 | 2 |']
    """
    return [_line(headers), "|" + "---|" * len(headers), *map(_line, rows)]


def document(lines: Iterable[str]) -> str:
    """A page of these lines."""
    return "\n".join(lines).rstrip("\n") + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
