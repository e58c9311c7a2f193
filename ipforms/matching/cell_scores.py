"""Which cell belongs to which slot, where several labels stand together: the best assignment of all of them.

Each pairing of a cell with a slot has a score. The terms are small functions from 0 to 1 (`fits` from -1); the weights
say how much each proves.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ipforms.best_assignment import full_assignment
from ipforms.matching.form_map import Slot
from ipforms.matching.intervals import Fragment
from ipforms.matching.text_blocks import TextBlock

Fits = Callable[[str, str], float]
"""For the pattern of a path and a text: 1 where it is such a value, 0 where any text is one, -1 where it is none."""

BESIDE, BELOW = 2.0, 1.6  # a cell on the right of a label is its own sooner than one below
FITS = 1.0  # less than where it stands: a value may be wrong, and still be the value of its field
ORDER = 0.3  # decides between places that are as good
_LEAST = 0.3  # of geometry; with less, nothing says that a cell belongs to a slot
_FULL_MARGIN = 2.0  # a cell beside its label, and no other


def any_text(pattern: str, text: str) -> float:
    """Where nothing is known of values, any text may be one."""
    return 0.0


class CellChoice(NamedTuple):
    """What a slot gets."""

    fragment: Fragment  # the cell
    margin: float  # by how much it is better than the next best one, from 0 to 1
    rival: str  # the text of that one, or ""


def beside(label: TextBlock, place: TextBlock) -> float:
    """Whether a cell stands in the row of a label on its right, the nearer the better."""
    one, other = label.cell, place.cell
    if one is None or other is None or label.table != place.table:
        return 0.0
    gap = other.column - one.column - one.column_span
    return 1 / (1 + gap) if gap >= 0 and one.row <= other.row < one.row + one.row_span else 0.0


def below(label: TextBlock, place: TextBlock) -> float:
    """How much of a cell stands below a label, the nearer the better."""
    one, other = label.cell, place.cell
    if one is None or other is None or label.table != place.table or not (label.span and place.span):
        return 0.0
    gap = other.row - one.row - one.row_span
    return label.span.share(place.span) / (1 + gap) if gap >= 0 else 0.0


def in_order(number: int, of: int, place: int, places: int) -> float:
    """Whether slot and cell stand as far along among the others."""
    return 1 - abs(number / max(1, of - 1) - place / max(1, places - 1))


def choose_cells(
    slots: Sequence[Slot], labels: Mapping[Slot, TextBlock], fragments: Sequence[Fragment], fits: Fits
) -> dict[Slot, CellChoice]:
    """The cell of each slot that has one.

    Args:
        slots: in the order of the form.
        labels: the label of each.
        fragments: the cells, in the order of the document.
        fits: whether a text is a value of a field.
    """
    geometry = [[_geometry(labels.get(slot), fragment) for fragment in fragments] for slot in slots]
    scores = [
        [
            geometry[number][place]
            + (FITS * fits(slot.pattern, fragment.text) if not fragment.is_blank else 0.0)
            + ORDER * in_order(number, len(slots), place, len(fragments))
            for place, fragment in enumerate(fragments)
        ]
        for number, slot in enumerate(slots)
    ]
    found = {}
    for number, place in enumerate(full_assignment(scores)):
        if place is None or geometry[number][place] < _LEAST:
            continue
        others = sorted((score, -at) for at, score in enumerate(scores[number]) if at != place)
        score, at = others[-1] if others else (0.0, -1)
        margin = min(1.0, max(0.0, (scores[number][place] - max(score, 0.0)) / _FULL_MARGIN))
        rival = fragments[-at].text if others and geometry[number][-at] >= _LEAST else ""
        found[slots[number]] = CellChoice(fragments[place], margin, rival)
    return found


def _geometry(label: TextBlock | None, fragment: Fragment) -> float:
    return max(BESIDE * beside(label, fragment.block), BELOW * below(label, fragment.block)) if label else 0.0
