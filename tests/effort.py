"""How much a run of the tests tries: a part of it in `make test`, all of it in `make test-all`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")

EVERYTHING = os.environ.get("IPFORMS_TESTS") == "all"  # set by `make test-all`

_SHARE = 5
_LEAST = 5


def examples(most: int) -> int:
    """How many examples Hypothesis tries of a law: `most` in a full run, otherwise a fifth of them, at least five."""
    return most if EVERYTHING else max(_LEAST, most // _SHARE)


def some(cases: Iterable[T]) -> list[T]:
    """All cases in a full run, otherwise every fifth, from the first on."""
    return list(cases) if EVERYTHING else list(cases)[::_SHARE]


def crossed(many: Iterable[T], few: Sequence[U]) -> list[tuple[T, U]]:
    """Each of `many` with each of `few` in a full run, otherwise with one of them, in turn."""
    turns = [(one, few if EVERYTHING else [few[number % len(few)]]) for number, one in enumerate(many)]
    return [(one, other) for one, others in turns for other in others]
