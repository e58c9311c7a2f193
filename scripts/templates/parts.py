"""What a form is made of: paragraphs, cells, rows, a table, each declared in one call and turned into XML by `Table`.

Text is written as it will be seen, with `\\t` for a tab, `\\n` for a line break and plain docxtpl tags; every value tag
becomes a run of its own, so that no tag is ever split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .markup import Element, el, text

Merge = Literal["", "restart", "continue"]

# A span that reaches the last column of the grid.
REST = 0
# 0.9 cm, the usual least height of a row that is filled in by hand.
ROW = 510

_VALUE_TAG = re.compile(r"(\{\{.*?\}\})")


@dataclass(frozen=True)
class P:
    """A paragraph: its style, its text, and what it does not share with its style."""

    style: str
    text: str = ""
    left: int = 0
    tabs: tuple[tuple[str, int], ...] = ()

    def xml(self) -> Element:
        """The `w:p`."""
        return el("p", self.properties(), *runs(self.text))

    def properties(self) -> Element:
        """The `w:pPr`: the style, then tab stops and indents of its own."""
        properties = el("pPr", el("pStyle", val=self.style))
        if self.tabs:
            properties.append(el("tabs", *(el("tab", val=kind, pos=position) for kind, position in self.tabs)))
        if self.left:
            properties.append(el("ind", left=self.left))
        return properties


def runs(content: str, *properties: Element) -> Iterator[Element]:
    """One run for each value tag and each piece of print around it."""
    for piece in filter(None, _VALUE_TAG.split(content)):
        yield el("r", *properties, *text(piece))


@dataclass(frozen=True)
class Cell:
    """A cell over `span` columns of the grid; `merge` is its part in a vertical merge."""

    paragraphs: tuple[P, ...]
    span: int = 1
    merge: Merge = ""
    align: str = "center"

    def xml(self, columns: Sequence[int]) -> Element:
        """The `w:tc` over these columns, given as their widths."""
        properties = el("tcPr", el("tcW", w=sum(columns), type="dxa"))
        if len(columns) > 1:
            properties.append(el("gridSpan", val=len(columns)))
        if self.merge:
            properties.append(el("vMerge", **({"val": "restart"} if self.merge == "restart" else {})))
        if self.align != "style":
            properties.append(el("vAlign", val=self.align))
        return el("tc", properties, *(paragraph.xml() for paragraph in self.paragraphs))


@dataclass(frozen=True)
class Row:
    """A row. `split` lets it break across pages, `header` repeats it on each."""

    cells: tuple[Cell, ...]
    height: int = ROW
    split: bool = False
    header: bool = False

    def xml(self, grid: Sequence[int]) -> Element:
        """The `w:tr` over the whole grid."""
        return el("tr", *self._properties(), *self._cells(grid))

    def _properties(self) -> Iterator[Element]:
        properties = el("trPr")
        if not self.split:
            properties.append(el("cantSplit"))
        if self.height:
            properties.append(el("trHeight", val=self.height, hRule="atLeast"))
        if self.header:
            properties.append(el("tblHeader"))
        if len(properties):
            yield properties

    def _cells(self, grid: Sequence[int]) -> Iterator[Element]:
        start = 0
        for cell in self.cells:
            end = start + cell.span if cell.span != REST else len(grid)
            yield cell.xml(grid[start:end])
            start = end
        if start != len(grid):
            raise ValueError(f"row covers {start} of {len(grid)} columns: {self}")


@dataclass(frozen=True)
class Table:
    """A table of fixed layout; `grid` gives the widths of its columns."""

    grid: tuple[int, ...]
    rows: tuple[Row, ...]

    def xml(self) -> Element:
        """The `w:tbl`."""
        properties = el(
            "tblPr",
            el("tblStyle", val="Form"),
            el("tblW", w=sum(self.grid), type="dxa"),
            el("jc", val="center"),
            el("tblLayout", type="fixed"),
        )
        columns = el("tblGrid", *(el("gridCol", w=width) for width in self.grid))
        return el("tbl", properties, columns, *(row.xml(self.grid) for row in self.rows))
