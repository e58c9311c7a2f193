"""The slots of a form, which are filled in, and where they stand on its pages: the typesetter says it of its marks."""

import io
from dataclasses import dataclass, field
from typing import Any

import pypdf

from ipforms.formats.pdf.typesetting import typesetter
from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode


@dataclass
class FieldSlot:
    """A place of the form that is filled in."""

    path: str  # the field: `ip_units[0].names`, `declaration.date`
    part: str  # "year", "month" or "day" of a printed date, or ""
    size: float  # of its text, in points
    line: float  # from one baseline to the next
    first: float  # the indent of each paragraph
    align: str  # "left", "center" or "right"
    across: str  # where in its height the text stands: "top", "horizon" or "bottom"
    prose: bool  # whether it is a text of paragraphs
    mark: int  # the number of its mark
    hint: str = ""  # what the form prints beside it in brackets
    limit: int | None = None  # of how many 字 the form speaks
    # for one that fills a cell: the marks of the first and last row, the points left of the cell, its width
    frame: tuple[int, int, float, float] | None = None
    wide: float | None = None  # its width, where it does not reach to the end of its line
    head: int | None = None  # the mark of the line that it stands in
    height: float = 0.0

    @property
    def is_inline(self) -> bool:
        """Whether it is a part of a line of print."""
        return self.frame is None and self.head != self.mark

    @property
    def name(self) -> str:
        """The full name of its field."""
        return f"{self.path}.{self.part}" if self.part else self.path


@dataclass
class PrintedForm:
    """The print of a form as a layout, with marks, and its slots in the order of the pages."""

    layout: LayoutNode
    slots: list[FieldSlot] = field(default_factory=list)


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
    heights = [float(page.mediabox.top) for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return data, [_rect(slot, heads, feet, heights) for slot in made.slots]


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
