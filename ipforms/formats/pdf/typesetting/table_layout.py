"""A `w:tbl` as a grid: widths of columns, rows with their least heights, cells with spans and lines."""

from collections import Counter
from typing import Any

from ipforms.formats.pdf.typesetting.paragraph_cache import Lay, placeholders
from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode
from ipforms.formats.pdf.typesetting.style_sheet import StyleSheet, W, attribute, points, switched

_LINE = 0.5  # points; where a border does not say its width, as Word draws it
# Points; Word's own (w:tblCellMar: 108 twips), where neither table nor style says anything.
_MARGINS = {"top": 0.0, "bottom": 0.0, "left": 5.4, "right": 5.4}
_MOST_UNBROKEN = 0.6  # A row that must not break is broken after all where it may take more than this part of a page


def table(element: Any, styles: StyleSheet, page: float) -> LayoutNode:
    """A table on a page whose text is `page` points high, with the places of its paragraphs."""
    widths = [points(column.get(f"{W}w")) for column in element.findall(f"{W}tblGrid/{W}gridCol")]
    style = styles.elements.get(attribute(element.find(f"{W}tblPr"), "tblStyle"))
    margins = _margins(element, style)
    rows = [_row(row, widths, margins, style) for row in element.findall(f"{W}tr")]
    _merge(rows)
    return {
        "widths": widths,
        "margins": margins,
        "line": _line(element, style),
        "align": {"center": "center", "right": "right"}.get(attribute(element.find(f"{W}tblPr"), "jc") or "", "left"),
        "header": _headers(rows),
        "page": page,
        "rows": rows,
    }


def filled(table: LayoutNode, lay: Lay) -> LayoutNode:
    """A table with its paragraphs, in containers of its own."""
    return {**table, "rows": [_filled(row, lay, table["page"]) for row in table["rows"]]}


def _filled(row: LayoutNode, lay: Lay, page: float) -> LayoutNode:
    cells = [{**cell, "paragraphs": [lay(each) for each in cell["paragraphs"]]} for cell in row["cells"]]
    return {
        "cells": cells,
        "height": row["height"],
        "split": row["split"] or _height(cells) > _MOST_UNBROKEN * page,
        "keep": all(each["keep"] for cell in cells for each in cell["paragraphs"]),
    }


def _margins(element: Any, style: Any) -> dict[str, float]:
    margins = dict(_MARGINS)
    for holder in (style, element):
        for side in holder.findall(f"{W}tblPr/{W}tblCellMar/*") if holder is not None else ():
            name = {"start": "left", "end": "right"}.get(side.tag.removeprefix(W), side.tag.removeprefix(W))
            margins[name] = points(side.get(f"{W}w"))
    return margins


def _line(element: Any, style: Any) -> float:
    """The width of the lines in points; Word counts eighths. 0 where the table has none."""
    width = 0.0
    for holder in (style, element):
        borders = None if holder is None else holder.find(f"{W}tblPr/{W}tblBorders")
        if borders is not None:
            drawn = attribute(borders, "insideH") not in (None, "none", "nil")
            width = int(attribute(borders, "insideH", "sz") or _LINE * 8) / 8 if drawn else 0.0
    return width or _line_of_cells(element)


def _line_of_cells(element: Any) -> float:
    """The width of the lines that most cells say for themselves, as LibreOffice writes them; 0 where most say none."""
    cells = element.findall(f"{W}tr/{W}tc")
    drawn = Counter(
        int(sides[0].get(f"{W}sz") or _LINE * 8) / 8
        for cell in cells
        if (sides := [each for each in cell.findall(f"{W}tcPr/{W}tcBorders/*") if _is_drawn(each)])
    )
    return drawn.most_common(1)[0][0] if 2 * drawn.total() > len(cells) else 0.0


def _is_drawn(side: Any) -> bool:
    return side.get(f"{W}val") not in (None, "none", "nil")


def _row(element: Any, widths: list[float], margins: dict[str, float], style: Any) -> LayoutNode:
    properties = element.find(f"{W}trPr")
    cells, column = list[LayoutNode](), 0
    for cell in element.findall(f"{W}tc"):
        made = _cell(cell, widths, column, margins, style)
        column += made["columns"]
        cells.append(made)
    return {
        "all": cells,
        "height": points(attribute(properties, "trHeight")),
        "split": not switched(properties, "cantSplit"),
        "header": bool(switched(properties, "tblHeader")),
    }


def _cell(element: Any, widths: list[float], column: int, margins: dict[str, float], style: Any) -> LayoutNode:
    properties = element.find(f"{W}tcPr")
    span = int(attribute(properties, "gridSpan") or 1)
    inside = sum(widths[column : column + span]) - margins["left"] - margins["right"]
    align = attribute(properties, "vAlign") or attribute(None if style is None else style.find(f"{W}tcPr"), "vAlign")
    merged = None if properties is None else properties.find(f"{W}vMerge")
    return {
        "column": column,
        "columns": span,
        "rows": 1,
        "continued": merged is not None and merged.get(f"{W}val") != "restart",
        "align": {"center": "horizon", "bottom": "bottom"}.get(align or "", "top"),
        "paragraphs": placeholders(element.findall(f"{W}p"), inside),
    }


def _merge(rows: list[LayoutNode]) -> None:
    """Give the first cell of a vertical merge all its rows, and leave those out that go on with it."""
    above: dict[int, LayoutNode] = {}
    for row in rows:
        for cell in row["all"]:
            if cell["continued"] and cell["column"] in above:
                above[cell["column"]]["rows"] += 1
            else:
                cell["continued"] = False
                above[cell["column"]] = cell
        row["cells"] = [cell for cell in row["all"] if not cell["continued"]]


def _height(cells: list[LayoutNode]) -> float:
    heights: list[float] = [
        sum(each["before"] + each.get("height", each["line"]) for each in cell["paragraphs"])
        for cell in cells
        if cell["rows"] == 1
    ]
    return max(heights, default=0.0)


def _headers(rows: list[LayoutNode]) -> int:
    """How many rows at the top are printed again on each page."""
    count = 0
    while count < len(rows) and rows[count]["header"]:
        count += 1
    return count if count < len(rows) else 0
