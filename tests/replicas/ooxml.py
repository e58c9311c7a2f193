"""Blocks → the XML of a document's body."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise
from random import Random

from tests.replicas import runs
from tests.replicas.model import Block, Box, Cell, Line, Row, Span, Table
from tests.replicas.run_wrappers import RunWrappers

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


class Press:
    """Prints blocks. Each typist has habits: how wide the columns are, how a line is broken."""

    def __init__(self, wrappers: RunWrappers, rng: Random, on: Collection[str]) -> None:
        self.wrappers, self.rng, self.on = wrappers, rng, frozenset(on)
        self.breaks = rng.choice(("paragraphs", "paragraphs", "breaks"))
        self.warp = rng.uniform(0.85, 1.15)
        self.moved: dict[tuple[str, float], float] = {}

    def body(self, blocks: list[Block], width: int) -> str:
        return "".join(self.block(block, width) for block in blocks)

    def block(self, block: Block, width: int) -> str:
        if isinstance(block, Table):
            return self.table(block, width)
        if isinstance(block, Box):
            inside = "".join(map(self.line, block.lines))
            box = runs.text_box(self.wrappers.pencil, inside, 5200000, 450000 * max(len(block.lines), 2))
            return f"<w:p>{box}</w:p>"
        return self.line(block)

    def line(self, line: Line) -> str:
        if self.breaks == "breaks" or not any("\n" in span.text for span in line.spans):
            return self.wrappers.paragraph(line)
        return "".join(self.wrappers.paragraph(replace(line, spans=spans)) for spans in _lines(line.spans))

    def table(self, table: Table, width: int) -> str:
        places = [self.places(row, width) for row in table.rows]
        grid = sorted({edge for edges in places for edge in edges} | {0, width})
        columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(grid))
        borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in _EDGES)
        style = f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        rows = "".join(self.row(row, edges, grid) for row, edges in zip(table.rows, places, strict=True))
        return f"<w:tbl>{style}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"

    def places(self, row: Row, width: int) -> list[int]:
        """Where the row's cells begin and end. Rows of one tag agree, so that vertical merges hold."""
        total = sum(cell.width for cell in row.cells)
        edges, at = [self._moved(row.tag, 0.0) if row.tag == "pair" and len(row.cells) > 1 else 0.0], 0.0
        for cell in row.cells:
            at += cell.width / total
            edges.append(1.0 if at > 0.999 else self._moved(row.tag, round(at, 4)))
        return [round(width * edge**self.warp) for edge in edges]

    def _moved(self, tag: str, edge: float) -> float:
        """`other_grid`: the border was dragged."""
        if "other_grid" not in self.on:
            return edge
        if (tag, edge) not in self.moved:
            self.moved[tag, edge] = edge + self.rng.uniform(-0.03, 0.03) if edge else self.rng.uniform(0, 0.03)
        return self.moved[tag, edge]

    def row(self, row: Row, edges: list[int], grid: list[int]) -> str:
        before = (
            f'<w:gridBefore w:val="{grid.index(edges[0])}"/><w:wBefore w:w="{edges[0]}" w:type="dxa"/>'
            if edges[0]
            else ""
        )
        header = "<w:tblHeader/>" if row.header else ""
        spans = zip(row.cells, edges, edges[1:], strict=False)
        cells = "".join(
            self.cell(cell, right - left, grid.index(right) - grid.index(left)) for cell, left, right in spans
        )
        return f"<w:tr><w:trPr>{before}<w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"

    def cell(self, cell: Cell, width: int, columns: int) -> str:
        span = f'<w:gridSpan w:val="{columns}"/>' if columns != 1 else ""
        merge = {"start": '<w:vMerge w:val="restart"/>', "more": "<w:vMerge/>"}.get(cell.v, "")
        content = "".join(map(self.line, cell.lines))
        if cell.inner is not None:
            content += self.table(cell.inner, width - 240) + "<w:p/>"
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
            f"{content or '<w:p/>'}</w:tc>"
        )


def _lines(spans: list[Span]) -> list[list[Span]]:
    """Spans, broken where their texts have line breaks."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        for index, text in enumerate(span.text.split("\n")):
            if index:
                lines.append([])
            lines[-1].append(replace(span, text=text))
    return lines
