"""What every reader says of a document that is larger than its limits."""

from __future__ import annotations

from ipforms.errors import LimitExceeded


def exceeded(name: str, what_zh: str, what_en: str, limit: object) -> LimitExceeded:
    """The error that the document is larger than a limit."""
    return LimitExceeded(name=name, what_zh=what_zh, what_en=what_en, limit=limit)
