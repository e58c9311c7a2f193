"""The slots of a form: the places that are filled in, before and after it is known where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field

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
