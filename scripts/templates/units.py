"""Lengths. Everything that is placed on paper is given in twips (1/20 pt), the unit of WordprocessingML."""

from __future__ import annotations

A4 = (11906, 16838)


def mm(length: float) -> int:
    """Millimetres as twips.

    >>> mm(156)
    8844
    """
    return round(length * 1440 / 25.4)


def pt(length: float) -> int:
    """Points as twips.

    >>> pt(14.5)
    290
    """
    return round(length * 20)
