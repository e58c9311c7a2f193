"""Which labels say what a cell is: those on its left, above it, at the begin of its row and over its block.

A field that the form has in a row of one label and a column of another is known by its labels, wherever these stand
around its cell: in a table that was turned, in cards of a person each, under heads of several rows. Template and
document are looked at in the same way.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ipforms.matching.column_span import ColumnSpan
from ipforms.sheet import Cell

_MOSTLY = 0.5  # of a cell that stands below a label
_IN_A_RUN = 2  # labels on the left of a cell: its own, and that of its group


@dataclass(frozen=True, slots=True)
class ContextCell:
    """A cell of one table."""

    index: int  # by which it is known
    cell: Cell  # where it stands
    span: ColumnSpan  # its columns or their edges
    is_label: bool  # whether it is a label and nothing else
    is_blank: bool  # whether nothing is in it


class LabelContext(NamedTuple):
    """The labels around a cell, by their indexes."""

    left: tuple[int, ...] = ()  # those beside it, the nearest first
    above: tuple[int, ...] = ()  # the header of its column and the groups over that, the nearest first
    head: tuple[int, ...] = ()  # the label of its row, or of the rows of its block
    around: tuple[int, ...] = ()  # labels that may say more: all that its row begins with
    heading: tuple[int, ...] = ()  # the nearest label above that has a row for itself
    corner: tuple[int, ...] = ()  # the one that names the table of its row and its header

    @property
    def near(self) -> tuple[int, ...]:
        """The labels next to it: one on the left, one above."""
        return self.left[:1] + self.above[:1]

    @property
    def all(self) -> tuple[int, ...]:
        """All of them that say what it is, each once."""
        return tuple(dict.fromkeys((*self.left, *self.above, *self.head, *self.around, *self.heading)))


def label_contexts(cells: Iterable[ContextCell]) -> dict[int, LabelContext]:
    """The labels around each cell of a table that is no label itself."""
    return _Grid(list(cells)).contexts()


class _Grid:
    def __init__(self, cells: Sequence[ContextCell]) -> None:
        self._cells = cells
        self._rows: dict[int, list[ContextCell]] = {}
        for each in cells:
            for row in range(each.cell.row, each.cell.row + each.cell.row_span):
                self._rows.setdefault(row, []).append(each)
        for beside in self._rows.values():
            beside.sort(key=lambda each: each.cell.column)

    def contexts(self) -> dict[int, LabelContext]:
        return {each.index: self._context(each) for each in self._cells if not each.is_label}

    def _context(self, each: ContextCell) -> LabelContext:
        leading = [other.index for other in reversed(self._leading(each)) if other.is_label]
        block = [other for other in self._leading(each) if other.cell.row_span > each.cell.row_span]
        is_head = self._is_row_of_values(each.cell.row) or block
        heading, corner = self._heading(each), self._corner(each)
        return LabelContext(
            tuple(self._left(each)),
            tuple(self._above(each)),
            tuple(leading[:1]) if is_head else (),
            tuple(leading),
            (heading.index,) if heading else (),
            (corner.index,) if corner else (),
        )

    def _left(self, each: ContextCell) -> Iterator[int]:
        row = self._rows[each.cell.row]
        before = row[max(0, row.index(each) - _IN_A_RUN) : row.index(each)]
        for other in reversed(before):
            if not other.is_label:
                return
            yield other.index

    def _leading(self, each: ContextCell) -> list[ContextCell]:
        """The labels that the row of a cell begins with; where that is blank, those above it, which were not merged."""
        for row in range(each.cell.row, -1, -1):
            cells = self._rows.get(row, [each])
            if leading := cells[: self._labels_before(row)]:
                return leading if each not in leading else []
            if cells[0] is each or not cells[0].is_blank:
                return []
        return []

    def _labels_before(self, row: int) -> int:
        """How many cells at the begin of a row are labels, or bands beside rows that begin with one."""
        cells = self._rows.get(row, [])
        for at, each in enumerate(cells):
            is_band = each.cell.row_span > 1 and at + 1 < len(cells) and cells[at + 1].is_label
            if not (each.is_label or is_band):
                return at
        return len(cells)

    def _heading(self, each: ContextCell) -> ContextCell | None:
        """The nearest label above that has a row for itself."""
        for row in range(each.cell.row - 1, -1, -1):
            cells = self._rows.get(row, [])
            if len(cells) == 1 and cells[0].is_label:
                return cells[0]
        return None

    def _corner(self, each: ContextCell) -> ContextCell | None:
        """The label above that of the row, beside those of the columns: it names the table of both."""
        header, leading = self._header(each), self._leading(each)
        corner = self._over(leading[0], header.cell.row) if header and leading else None
        return corner if corner and corner.is_label and corner is not header else None

    def _above(self, each: ContextCell) -> Iterator[int]:
        header = self._header(each)
        while header is not None:
            yield header.index
            header = self._group(header)

    def _header(self, each: ContextCell) -> ContextCell | None:
        """The label over the column of a cell: between both stand rows of values, with labels on their left only."""
        if not self._is_row_of_values(each.cell.row, each):
            return None
        for row in sorted((row for row in self._rows if row < each.cell.row), reverse=True):  # some may be left out
            over = self._over(each, row)
            if over is None:
                return None
            if over.is_label and self._is_band(over, each):
                continue  # a sum: the list goes on below it
            if over.is_label:
                return over if self._is_row_of_labels(row) else None
            if not self._is_row_of_values(row, over):
                return None
        return None

    def _group(self, header: ContextCell) -> ContextCell | None:
        row = header.cell.row - 1
        over = self._over(header, row)
        return over if over and over.is_label and self._is_row_of_labels(row) else None

    def _over(self, each: ContextCell, row: int) -> ContextCell | None:
        """The cell of a row that most of a cell stands below."""
        width = each.span.behind - each.span.first
        over = (other for other in self._rows.get(row, ()) if other.span.overlap(each.span) > _MOSTLY * width)
        return next(over, None)

    def _is_row_of_values(self, row: int, of: ContextCell | None = None) -> bool:
        """Whether labels stand only at the begin of a row, or in lines that a cell of it reaches over: 固话, 手机."""
        cells = self._rows.get(row, [])
        behind = cells[self._labels_before(row) :]
        height = of.cell.row_span if of else 1
        last = cells[-1] if of is None or self._group_over(cells[0], cells) else of
        beside = [each for each in behind if each.cell.column > last.cell.column and self._group_over(each, cells)]
        labels = [each for each in behind if each.is_label and each not in beside]
        return bool(behind) and all(each.cell.row_span < height for each in labels)

    def _group_over(self, label: ContextCell, row: Sequence[ContextCell]) -> bool:
        """Whether a label and what stands behind it are the columns of one group: 版权 over 计算机软件 | 3."""
        over = self._over(label, label.cell.row - 1)
        while over and over.is_label and over.cell.column_span == label.cell.column_span:
            over = self._over(label, over.cell.row - 1)
        is_wider = over is not None and over.is_label and over.cell.column_span > label.cell.column_span
        return is_wider and over is not None and over.cell.column_span < sum(each.cell.column_span for each in row)

    def _is_band(self, label: ContextCell, below: ContextCell) -> bool:
        """Whether a label stands over several columns at the begin of a row of values: 小计 below firms."""
        is_wider = label.span.behind - label.span.first > below.span.behind - below.span.first
        return is_wider and self._is_row_of_values(label.cell.row)

    def _is_row_of_labels(self, row: int) -> bool:
        """Whether a row is a header: several labels, and not each with a value beside it; no heading."""
        cells = self._rows.get(row, [])
        labels = sum(each.is_label for each in cells)
        if 1 < labels == len(cells) - 1 and not cells[0].is_label:  # 项目 | 法定代表人 | 联系人
            return True
        return labels > 1 and labels > sum(not (each.is_label or each.is_blank) for each in cells) + 1
