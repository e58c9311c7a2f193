"""The tags of a template, as the reader shows them: `{{ path or "default" }}`, `{%tr for … %}`, `{% vm %}`."""

from __future__ import annotations

import re

TAG = re.compile(r"\{\{\s*(?P<print>.+?)\s*\}\}|\{%(?P<statement>.+?)%\}|\{#(?P<comment>.+?)#\}", re.DOTALL)
FOR = re.compile(r"tr\s+for\s+(?P<row>\w+)\s+in\s+(?P<section>\w+)")
END = re.compile(r"tr\s+endfor")
MERGED = re.compile(r"\{%\s*vm\s*%\}")
"""docxtpl's tag of a label that is merged over all rows of a loop."""

_PRINT = re.compile(r"(?P<path>[\w.]+)(?:\s+or\s+[\"'](?P<default>.*)[\"'])?$", re.DOTALL)


def printed(expression: str, row: str) -> tuple[str, str, bool]:
    """What a print tag prints: the path, the default, and whether it is a field of the loop's row.

    >>> printed('policy.title', 'policy'), printed('declaration.date or "年 月 日"', '')
    (('title', '', True), ('declaration.date', '年 月 日', False))

    Raises:
        ValueError: the tag is not a path with an optional default.
    """
    found = _PRINT.match(expression)
    if found is None:
        raise ValueError(f"not a slot: {expression!r}")
    head, _, rest = found["path"].partition(".")
    inner = bool(row) and head in (row, "loop")
    return (rest if inner else found["path"]), found["default"] or "", inner
