"""Fields of a fillable form that bear the paths of our own: what they say is bound by their names, and is exact.

Fields of other names have their place alone; their values stand in the cells that they are shown in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ipforms.binding import Binding
from ipforms.binding.bound import Bound
from ipforms.binding.choose import Choice, Choices
from ipforms.sheet import Field, Sheet

_INDEX = re.compile(r"\[\d{1,4}\]")
_MOST = 0.5
"""Of the fields of a file, so many must have names of the form; others may have been added."""


def by_names(choices: Choices, sheet: Sheet, patterns: Mapping[str, frozenset[str]]) -> Choices:
    """The forms in a document, with what its fields say.

    Args:
        choices: what was found by labels.
        sheet: the document.
        patterns: for each form, the patterns of its paths, such as `ip_units[].names`.
    """
    owner = _owner(sheet.fields, patterns)
    if owner is None:
        return choices
    named = [field for field in sheet.fields if _pattern(field) in patterns[owner]]
    found = next((choice for choice in choices.forms if choice.form_id == owner), None)
    if found is None:
        return Choices([Choice(owner, Binding(_with(Bound(), named), (), (), 1.0)), *choices.forms], choices.outside)
    exact = replace(found, binding=replace(found.binding, bound=_with(found.binding.bound, named)))
    return Choices([exact if choice is found else choice for choice in choices.forms], choices.outside)


def _owner(fields: tuple[Field, ...], patterns: Mapping[str, frozenset[str]]) -> str | None:
    """The form whose paths most of the fields bear; None if most bear none."""
    counts = {form_id: sum(_pattern(field) in own for field in fields) for form_id, own in patterns.items()}
    best = max(counts, key=counts.__getitem__, default=None)
    return best if best is not None and counts[best] > _MOST * len(fields) else None


def _pattern(field: Field) -> str:
    return _INDEX.sub("[]", field.name)


def _with(bound: Bound, fields: list[Field]) -> Bound:
    """What was bound by labels, and over it what the fields say; a name that comes twice has the first value."""
    texts = {field.name: field.text for field in reversed(fields)}
    places = {field.name: field.place for field in reversed(fields)}
    said = {text.strip() for text in texts.values()}
    left = [piece for piece in bound.left if piece.text.strip() not in said]
    return replace(bound, texts={**bound.texts, **texts}, places={**bound.places, **places}, left=left, joined=[])
