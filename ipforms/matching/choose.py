"""Which form a document is, and which of several in one file is the one that was filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ipforms.matching import Binder, Binding
from ipforms.matching.pieces import Unit, units
from ipforms.paths import Place
from ipforms.sheet import Sheet

_ANNEX = re.compile(r"附件[\d一二三四五六七八九十]{0,3}:?")
ENOUGH = 0.35
"""Of a form's print: with less, a document is not that form."""


@dataclass(frozen=True)
class Choice:
    """A form in a document.

    Attributes:
        form_id: which form.
        binding: how the document agrees with it.
        place: where it begins.
    """

    form_id: str
    binding: Binding
    place: Place | None = None


@dataclass
class Choices:
    """What a document holds.

    Attributes:
        forms: every form that was found, the one to read first: the first that is filled in.
        outside: what belongs to none of them, in reading order.
    """

    forms: list[Choice] = field(default_factory=list)
    outside: list[Unit] = field(default_factory=list)


def choose(binders: Mapping[str, Binder], sheet: Sheet) -> Choices:
    """The forms in a document.

    Args:
        binders: the forms that it may be, by id.
        sheet: the document.
    """
    for form_id, binder in binders.items():
        binding = binder.bind_exactly(sheet)
        if binding:
            return Choices([Choice(form_id, binding)])
    found = units(sheet, frozenset().union(*(binder.keys for binder in binders.values())))
    choices = Choices()
    for start, end in pairwise([0, *_annexes(found), len(found)]):
        part = found[start:end]
        keys = frozenset(unit.key for unit in part)
        scores = {form_id: binder.score(keys) for form_id, binder in binders.items()}
        best = max(scores, key=lambda form_id: scores[form_id])
        if scores[best] >= ENOUGH:
            _instances(choices, best, binders[best], part)
        else:
            choices.outside += part
    choices.forms.sort(key=lambda choice: not choice.binding.is_filled)
    return choices


def _annexes(found: list[Unit]) -> list[int]:
    """Where an annex begins: 附件2 and the like in a paragraph of its own. The first may be the form's."""
    first = next((unit.index for unit in found if unit.folded), 0)
    later = (unit for unit in found[first + 1 :] if unit.cell is None and unit.folded.startswith("附件"))
    return [unit.index for unit in later if _ANNEX.fullmatch(unit.folded)]


def _instances(choices: Choices, form_id: str, binder: Binder, found: list[Unit]) -> None:
    """The document may hold the form more than once: it is cut where the form begins again."""
    first = found[0].index
    for start, end in pairwise([0, *_restarts(binder, found), len(found)]):
        part = found[start:end]
        if start or first:
            part = [replace(unit, index=number) for number, unit in enumerate(part)]
        binding = binder.bind_units(part)
        if binding.score >= ENOUGH:
            choices.forms.append(Choice(form_id, binding, part[0].place))
            choices.outside += binding.behind
        else:
            choices.outside += part


def _restarts(binder: Binder, found: list[Unit]) -> list[int]:
    """Units at which the form begins anew: where labels that it has once stand for the second time, third time …"""
    places: dict[str, list[int]] = {key: [] for key in binder.unique}
    for number, unit in enumerate(found):
        if unit.key in places:
            places[unit.key].append(number)
    counts = sorted((len(at) for at in places.values() if at), reverse=True)
    # Some labels may stand twice for other reasons (a header that is repeated): most of them must.
    times = counts[len(counts) * 2 // 3] if counts else 0
    return [min(at[turn] for at in places.values() if len(at) == times) for turn in range(1, times)]
