"""Tables that were turned: what the form asks in the row of one label and the column of another.

There the labels of its rows stand above, and those of its columns on the left. A cell is known by both of its labels,
whichever of them is above.
"""

from __future__ import annotations

from collections.abc import Sequence

from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.label_alignment import LabelMatch
from ipforms.matching.text_blocks import TextBlock

_BELOW = 0.5  # of the narrower of label and cell: most of it


def crossed_cells(
    form_map: FormMap, matches: Sequence[LabelMatch], blocks: Sequence[TextBlock]
) -> dict[Slot, TextBlock]:
    """The cells of slots whose label of the row stands above their column, and that of the column in their row."""
    at = {match.token: blocks[match.hit.block] for match in matches if match.hit.whole and blocks[match.hit.block].cell}
    found: dict[Slot, TextBlock] = {}
    for slot, (row, column) in form_map.crossings.items():
        above, left = at.get(row), at.get(column)
        if above is None or left is None or above.table != left.table or not _is_turned(above, left):
            continue
        cell = next((each for each in blocks[left.index + 1 :] if _is_at(each, left, above)), None)
        if cell is not None:
            found[slot] = cell
    return found


def _is_turned(above: TextBlock, left: TextBlock) -> bool:
    assert above.cell is not None and left.cell is not None  # as `crossed_cells` has them
    return above.cell.row < left.cell.row and above.cell.column > left.cell.column


def _is_at(block: TextBlock, left: TextBlock, above: TextBlock) -> bool:
    """Whether a cell stands where the row of one label and the column of another meet."""
    if block.cell is None or left.cell is None or block.table != left.table or not (block.span and above.span):
        return False
    return block.cell.row == left.cell.row and above.span.share(block.span) > _BELOW
