"""Tables inside of cells, made rows of the table around them.

A template with a table in a cell could be filled in and not be read back from a PDF, where lines are all that is left
of both. The look stays: the rows of the inner table stand where it stood, and the cells beside it cover them.
"""

import copy
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any

from lxml import etree

from ipforms.containers.zip_archive import zip_bytes
from ipforms.template.document_editor import opened_document, set_span, span_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TBL, _TR, _TC, _P = (f"{_W}{name}" for name in ("tbl", "tr", "tc", "p"))
_VAL, _WIDTH = f"{_W}val", f"{_W}w"
_DEFAULT = 1000  # twips: a column whose width nobody has set
_SNAP = 120  # twips: an edge of the inner table as near to one of the outer table is that one; its cells have a margin


def with_rows_of_nested_tables(data: bytes, name: str) -> bytes:
    """A DOCX whose tables inside of cells are rows of the tables around them, as far as that can be.

    Raises:
        UnreadableDocument: it is no DOCX.
    """
    parts, part, root = opened_document(name, data)
    found = [cell for cell in root.iter(_TC) if cell.find(_TBL) is not None]
    changed = [cell for cell in found if _unnest(cell)]
    if not changed:
        return data
    return zip_bytes(parts | {part: etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)})


def _unnest(cell: Any) -> bool:
    """Put the rows of the one table in a cell in the place of the cell's row."""
    row, inner = cell.getparent(), cell.findall(_TBL)
    table = row.getparent()
    beside = [each for each in row.findall(_TC) if each is not cell and each.find(_TBL) is not None]
    if row.tag != _TR or table.tag != _TBL or len(inner) != 1 or beside or _merge(cell) is not None:
        return False
    rows = [_Row(each) for each in inner[0].findall(_TR)]
    edges, own = _edges(table), _edges(inner[0])
    first = _before(row) + sum(map(span_of, row.findall(_TC)[: row.findall(_TC).index(cell)]))
    last = first + span_of(cell)
    if not rows or last >= len(edges) or any(each.end >= len(own) for each in rows):
        return False
    places = list(_fitted(own, edges[first], edges[last], edges))
    grid = sorted({*edges, *places})
    _spread(table, edges, grid)
    above, below = _texts(cell, inner[0])
    made = [[(each, places[start], places[end]) for each, start, end in row.cells] for row in rows]
    made = [
        *([[(above, edges[first], edges[last])]] if above is not None else []),
        *made,
        *([[(below, edges[first], edges[last])]] if below is not None else []),
    ]
    left = row.findall(_TC)[: row.findall(_TC).index(cell)]
    right = row.findall(_TC)[len(left) + 1 :]
    for number, cells in enumerate(made):
        new = _like(row)
        new.extend(_beside(left, number))
        for each, start, end in cells:
            set_span(each, grid.index(end) - grid.index(start))
            _set_width(each, end - start)
            new.append(each)
        new.extend(_beside(right, number))
        row.addprevious(new)
    table.remove(row)
    return True


class _Row:
    """A row of an inner table: its cells with the columns that they cover."""

    def __init__(self, row: Any) -> None:
        self.cells: list[tuple[Any, int, int]] = []
        self.end = _before(row)
        for cell in row.findall(_TC):
            self.cells.append((cell, self.end, self.end + span_of(cell)))
            self.end += span_of(cell)


def _edges(table: Any) -> list[int]:
    """Where the columns of a table begin and end, in twips."""
    widths = (each.get(_WIDTH, "") for each in table.findall(f"{_W}tblGrid/{_W}gridCol"))
    return [0, *accumulate(int(width) if width.isdecimal() and int(width) else _DEFAULT for width in widths)]


def _before(row: Any) -> int:
    """How many columns a row leaves out at its beginning."""
    left_out = row.find(f"{_W}trPr/{_W}gridBefore")
    return 0 if left_out is None else int(left_out.get(_VAL, "0"))


def _fitted(own: list[int], start: int, end: int, edges: list[int]) -> Iterator[int]:
    """The edges of an inner table within its cell, each on an edge of the outer table if one is near."""
    used = start - 1
    for number, edge in enumerate(own):
        place = start + round(edge * (end - start) / own[-1])
        near = min(edges, key=lambda each: abs(each - place))
        place = near if abs(near - place) < _SNAP else place
        used = start if number == 0 else min(max(place, used + 1), end - (len(own) - 1 - number))
        yield used


def _spread(table: Any, edges: list[int], grid: list[int]) -> None:
    """Let the cells of a table cover the same room on a finer grid."""
    for row in table.findall(_TR):
        at = _before(row)
        for cell in row.findall(_TC):
            behind = min(at + span_of(cell), len(edges) - 1)
            set_span(cell, max(1, bisect_left(grid, edges[behind]) - bisect_left(grid, edges[min(at, behind)])))
            at = behind
    columns = table.find(f"{_W}tblGrid")
    for column in list(columns):
        columns.remove(column)
    for start, end in pairwise(grid):
        etree.SubElement(columns, f"{_W}gridCol").set(_WIDTH, str(end - start))


def _texts(cell: Any, inner: Any) -> tuple[Any, Any]:
    """What is said before and behind the table of a cell, each as a cell of its own; None where nothing is."""
    at = list(cell).index(inner)
    made = []
    for chosen in (list(cell)[:at], list(cell)[at + 1 :]):
        said = [each for each in chosen if each.tag == _P and "".join(each.itertext()).strip()]
        own = etree.Element(_TC)
        own.extend(copy.deepcopy(said))
        made.append(own if said else None)
    return made[0], made[1]


def _like(row: Any) -> Any:
    """A row without cells, with the properties of another one but its height."""
    made = etree.Element(_TR)
    if (properties := row.find(f"{_W}trPr")) is not None:
        own = copy.deepcopy(properties)
        for height in own.findall(f"{_W}trHeight"):
            own.remove(height)
        made.append(own)
    return made


def _beside(cells: list[Any], number: int) -> Iterator[Any]:
    """The cells beside an inner table in one of its rows: they begin in the first, and cover the others."""
    for cell in cells:
        own = copy.deepcopy(cell)
        merge = _merge(own)
        if merge is None:
            properties = own.find(f"{_W}tcPr")  # which `set_span` has made
            merge = etree.Element(f"{_W}vMerge")
            properties.insert(list(properties).index(properties.find(f"{_W}gridSpan")) + 1, merge)
            merge.set(_VAL, "restart")
        if number:
            merge.attrib.pop(_VAL, None)
            for each in [each for each in own if each.tag != f"{_W}tcPr"]:
                own.remove(each)
            etree.SubElement(own, _P)
        yield own


def _merge(cell: Any) -> Any:
    return cell.find(f"{_W}tcPr/{_W}vMerge")


def _set_width(cell: Any, width: int) -> None:
    own = cell.find(f"{_W}tcPr/{_W}tcW")
    if own is not None:
        own.set(_WIDTH, str(width))
        own.set(f"{_W}type", "dxa")
