"""A document before it is XML: lines of spans, tables of rows of cells. Widths are shares of the table's width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Span:
    """A piece of text.

    `kind` of what is printed: "print", "label", "hint", "number", "tick", "extra"; of a value: what kind of value.
    """

    text: str
    path: str = ""
    kind: str = "print"


@dataclass
class Line:
    spans: list[Span] = field(default_factory=list)
    align: str = "left"
    size: float = 0.0
    bold: bool = False
    page_break: bool = False
    numbered: int = 0
    underlined: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass
class Cell:
    lines: list[Line]
    width: float
    v: str = ""  # "start" or "more" of a vertical merge
    inner: Table | None = None

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def is_label(self) -> bool:
        spans = [span for line in self.lines for span in line.spans]
        return bool(spans) and all(span.kind == "label" for span in spans)


@dataclass
class Row:
    cells: list[Cell]
    tag: str = ""
    header: bool = False


@dataclass
class Table:
    rows: list[Row]


@dataclass
class Box:
    """A text box that is anchored in a paragraph of its own."""

    lines: list[Line]


Block = Line | Table | Box


@dataclass
class Paper:
    """A form: what stands before its table, the table, what stands after it."""

    cover: list[Block]
    body: list[Block]
    foot: list[Block]
    landscape: bool = False

    @property
    def blocks(self) -> list[Block]:
        return [*self.cover, *self.body, *self.foot]


def label(text: str, width: float = 1.0, v: str = "") -> Cell:
    return Cell([Line([Span(text, kind="label")], align="center")], width, v)


def value(spans: list[Span], width: float = 1.0, v: str = "") -> Cell:
    return Cell([Line(list(spans))], width, v)


def heading(text: str, tag: str = "") -> Row:
    return Row([label(text)], tag)


def line(*parts: Span | str, align: str = "left", size: float = 0.0, bold: bool = False) -> Line:
    spans = [Span(part, kind="label") if isinstance(part, str) else part for part in parts]
    return Line(spans, align=align, size=size, bold=bold)


def page_break() -> Line:
    return Line(page_break=True)


def tables(blocks: list[Block]) -> Iterator[Table]:
    """All tables, those inside cells too."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                yield from tables([cell.inner for cell in row.cells if cell.inner])


def lines(blocks: list[Block]) -> Iterator[Line]:
    """All lines, those of cells and boxes too."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif isinstance(block, Box):
            yield from block.lines
    for table in tables(blocks):
        for row in table.rows:
            for cell in row.cells:
                yield from cell.lines


def with_text(span: Span, text: str) -> Span:
    return replace(span, text=text)
