"""The columns that a cell covers: what a label above and a value below share."""

from collections.abc import Sequence
from dataclasses import dataclass

from ipforms.sheet import Cell


@dataclass(frozen=True, slots=True)
class ColumnSpan:
    """The columns that a cell covers: first, and behind the last; in a document their edges, where it says them."""

    first: float
    behind: float

    @classmethod
    def of(cls, cell: Cell, edges: Sequence[float] = ()) -> "ColumnSpan":
        """The columns of a cell, or where they begin and end."""
        first, behind = cell.column, cell.column + cell.column_span
        return cls(edges[first], edges[behind]) if behind < len(edges) else cls(first, behind)

    def is_within(self, other: "ColumnSpan | None") -> bool:
        """Whether all its columns are of another one."""
        return other is not None and other.first <= self.first and self.behind <= other.behind

    def overlap(self, other: "ColumnSpan") -> float:
        """How much two spans share."""
        return min(self.behind, other.behind) - max(self.first, other.first)

    def share(self, other: "ColumnSpan") -> float:
        """That as a share of the narrower one, from 0 to 1: a border that is a little off shares next to nothing."""
        narrower = min(self.behind - self.first, other.behind - other.first)
        return max(0.0, self.overlap(other) / narrower) if narrower > 0 else 0.0
