"""How much a run of the tests tries: a part of it in `make test`, most of it in `make test-all`, all of it at night.

At night the laws are tried on other examples each time; by day, on the same ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")

_PARTS = 5  # of the examples of a law: one in `make test`, three in `make test-all`, all with IPFORMS_TESTS=night
_TRIED = {"all": 3, "night": _PARTS}.get(os.environ.get("IPFORMS_TESTS", ""), 1)
_LEAST = 5
EVERYTHING = _TRIED > 1
NIGHT = _TRIED == _PARTS


def examples(most: int) -> int:
    """How many of `most` examples Hypothesis tries of a law, at least five."""
    return min(most, max(_LEAST, most * _TRIED // _PARTS))


def some(cases: Iterable[T]) -> list[T]:
    """All cases in a full run, otherwise every fifth, from the first on."""
    return list(cases) if EVERYTHING else list(cases)[::_PARTS]


def crossed(many: Iterable[T], few: Sequence[U]) -> list[tuple[T, U]]:
    """Each of `many` with each of `few` in a full run, otherwise with one of them, in turn."""
    turns = [(one, few if EVERYTHING else [few[number % len(few)]]) for number, one in enumerate(many)]
    return [(one, other) for one, others in turns for other in others]
