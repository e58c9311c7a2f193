"""Records whose values paper can tell apart from no value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

import ipforms
from ipforms import paths
from ipforms.codecs.nothing import nothing
from ipforms.schemas.base import FormModel
from tests.strategies import records


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a record's JSON by path; what is absent or empty is left out."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from flat(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and any(isinstance(row, dict) for row in value):
        for index, row in enumerate(value):
            yield from flat(row, f"{path}[{index}]")
    elif value is not None and value != []:
        yield path, value


@cache
def print_of(form_id: str) -> frozenset[str]:
    """All labels, hints and statements of a form, as they are compared."""
    return frozenset(label.key for _, label in ipforms.form(form_id).binder.outline.labels)


def representable(form_id: str) -> st.SearchStrategy[FormModel]:
    """Records of a form without 无, / and 详见附件, which say nothing. Rows that are blank are no entries."""
    model = ipforms.form(form_id).model

    def said(record: FormModel) -> FormModel:
        data = record.model_dump(mode="json")
        for path, value in list(flat(data)):
            texts = value if isinstance(value, list) else [value]
            if any(nothing(text) is not None for text in texts if isinstance(text, str)):
                paths.put(data, paths.parse(path), None)
        for name, value in data.items():
            if isinstance(value, list):
                data[name] = [row for row in value if not isinstance(row, dict) or list(flat(row))]
        return model.model_validate(data)

    return records(form_id).map(said)
