"""For the API reference: the doctests of a docstring are shown as code, which Markdown would take for links."""

from __future__ import annotations

import re
from textwrap import indent
from typing import Any

import griffe

_DOCTESTS = re.compile(r"^>>> .*", re.MULTILINE | re.DOTALL)
"""All from the first prompt on: our docstrings end with their doctests."""


class DoctestSections(griffe.Extension):
    """Puts what the parser of Google's style knows as examples under that heading."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Change the docstring of one class, function or module."""
        if obj.docstring and "Example:" not in obj.docstring.value:
            obj.docstring.value = _DOCTESTS.sub(_as_section, obj.docstring.value)


def _as_section(found: re.Match[str]) -> str:
    return "Examples:\n" + indent(found.group(), "    ")
