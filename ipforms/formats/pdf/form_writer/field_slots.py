"""The slots of a form: the places that are filled in, before and after it is known where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode


@dataclass
class FieldSlot:
    """A place of the form that is filled in.

    Attributes:
        path: the field: `ip_units[0].names`, `declaration.date`.
        part: "year", "month" or "day" of a printed date, or "".
        size: of its text, in points.
        line: from one baseline to the next.
        first: the indent of each paragraph.
        align: "left", "center" or "right".
        across: where in its height the text stands: "top", "horizon" or "bottom".
        prose: whether it is a text of paragraphs.
        hint: what the form prints beside it in brackets.
        limit: of how many 字 the form speaks.
        mark: the number of its mark.
        frame: for one that fills a cell: the marks of the first and last row, the points left of the cell, its width.
        wide: its width, where it does not reach to the end of its line.
        head: the mark of the line that it stands in.
    """

    path: str
    part: str
    size: float
    line: float
    first: float
    align: str
    across: str
    prose: bool
    mark: int
    hint: str = ""
    limit: int | None = None
    frame: tuple[int, int, float, float] | None = None
    wide: float | None = None
    head: int | None = None
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
