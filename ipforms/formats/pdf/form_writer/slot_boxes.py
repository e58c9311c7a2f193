"""Where the slots of a form stand on its pages: the typesetter says it of its own marks."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pypdf

from ipforms.formats.pdf.form_writer.field_slots import FieldSlot, PrintedForm
from ipforms.formats.pdf.typesetting import typesetter

INSET = 2.0  # from the edge of a field to its text, as viewers have it
_CLEAR = 0.75  # from the middle of a ruling line to the edge of a field


@dataclass(frozen=True, slots=True)
class SlotBox:
    """A rectangle on a page, in points, from the bottom left as PDF has it."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.top - self.bottom


def typeset(made: PrintedForm) -> tuple[bytes, list[SlotBox]]:
    """The pages of the print as PDF, and the rectangle of each slot."""
    data, marks = typesetter.typeset_with_marks(made.layout)
    heads = {mark["mark"]: mark for mark in marks if "foot" not in mark}
    feet = {mark["mark"]: mark for mark in marks if "foot" in mark}
    heights = _page_heights(data)
    return data, [_rect(slot, heads, feet, heights) for slot in made.slots]


def _page_heights(data: bytes) -> list[float]:
    return [float(page.mediabox.top) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def _rect(slot: FieldSlot, heads: dict[int, Any], feet: dict[int, Any], heights: list[float]) -> SlotBox:
    if slot.frame:
        first, last, left, width = slot.frame
        row, end = heads[first], feet[last]
        across = (row["x"] + left + _CLEAR, row["x"] + left + width - _CLEAR)
        down = (row["y"] + _CLEAR, end["y"] - _CLEAR)
        page = row["page"]
    else:
        own, head = heads[slot.mark], heads[slot.head or slot.mark]
        alone = slot.head == slot.mark
        right = own["x"] + slot.wide if slot.wide else head["x"] + head["width"] + (INSET if alone else 0)
        across = (own["x"] - (0 if slot.wide else INSET), right)
        down = (own["y"], own["y"] + slot.height)
        page = own["page"]
    height = heights[page - 1]
    return SlotBox(page, across[0], height - down[1], across[1], height - down[0])
