"""Which form a document is, and which of several in one file is the one that was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from ipforms.binding import Binder, Binding
from ipforms.binding.pieces import Unit

ENOUGH = 0.35
"""Of a form's print: with less, a document is not that form."""


@dataclass(frozen=True)
class Choice:
    """A form in a document.

    Attributes:
        form_id: which form.
        binding: how the document agrees with it.
        first: the first unit of the form in the document.
        last: the last one.
    """

    form_id: str
    binding: Binding
    first: int
    last: int

    @property
    def is_filled(self) -> bool:
        """Whether anything is filled in."""
        return any(text.strip() for text in self.binding.bound.texts.values())


def choose(binders: Mapping[str, Binder], found: list[Unit]) -> list[Choice]:
    """The forms in a document, the one to read first: the best known one that is filled in.

    Args:
        binders: the forms that it may be, by id.
        found: the units of the document.

    Returns:
        Every form that was found; empty where there is none.
    """
    scores = {form_id: binder.score(found) for form_id, binder in binders.items()}
    choices: list[Choice] = []
    for form_id in sorted(scores, key=lambda each: -scores[each]):
        if scores[form_id] >= ENOUGH:
            choices += [each for each in _instances(form_id, binders[form_id], found) if not _overlaps(each, choices)]
    return sorted(choices, key=lambda choice: not choice.is_filled)


def _overlaps(choice: Choice, others: list[Choice]) -> bool:
    return any(choice.first <= other.last and other.first <= choice.last for other in others)


def _instances(form_id: str, binder: Binder, found: list[Unit]) -> list[Choice]:
    """The document may hold the form more than once: it is cut where the form begins again."""
    starts = [0, *_restarts(binder, found), len(found)]
    choices = []
    for start, end in pairwise(starts):
        part = [replace(unit, index=number) for number, unit in enumerate(found[start:end])]
        binding = binder.bind_units(part)
        if binding.score >= ENOUGH:
            choices.append(Choice(form_id, binding, start + binding.first, start + binding.last))
    return choices


def _restarts(binder: Binder, found: list[Unit]) -> list[int]:
    """Units at which the form begins anew: where labels that it has once stand for the second time, third time …"""
    places: dict[str, list[int]] = {key: [] for key in binder.unique}
    for unit in found:
        bare = unit.folded.rstrip(":")
        if bare in places:
            places[bare].append(unit.index)
    counts = sorted((len(at) for at in places.values() if at), reverse=True)
    # Some labels may stand twice for other reasons (a header that is repeated): most of them must.
    times = counts[len(counts) * 2 // 3] if counts else 0
    return [min(at[turn] for at in places.values() if len(at) == times) for turn in range(1, times)]
