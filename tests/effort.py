"""How much a run of the tests tries: a part of it in `make test`, all of it in `make test-all`."""

from __future__ import annotations

import os

EVERYTHING = os.environ.get("IPFORMS_TESTS") == "all"
"""Set by `make test-all`."""

_SHARE = 5
_LEAST = 5


def examples(most: int) -> int:
    """How many examples Hypothesis tries of a law: `most` in a full run, otherwise a fifth of them, at least five."""
    return most if EVERYTHING else max(_LEAST, most // _SHARE)
