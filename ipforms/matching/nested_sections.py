"""Tables with entries that have lists, as they are read: parted at further headers and beside titles, and turned."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import inf

from ipforms.matching.block_rows import Row, in_table, is_merged_down
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.nested_headers import NestedHeader, label_of, row_behind, row_number, shares
from ipforms.matching.nested_lists import NestedList
from ipforms.matching.text_blocks import TextBlock

_ALIKE = 0.8  # likeness of a label among others: one wrong character in six
_FEWEST = 3  # labels of a column of heads, and cells of its rows
Header = Callable[[Sequence[Row], bool], NestedHeader | None]  # of a table; whether there are entries before it


def table_parts(rows: Sequence[Row], header: Header, of: NestedList, finder: LabelFinder) -> Iterator[Sequence[Row]]:
    """A table; its parts where it has a further header, or such entries beside a title, or a column for each.

    Args:
        rows: the table.
        header: what finds the header of some rows.
        of: the section of the form.
        finder: what finds its labels.
    """
    if table := header(rows, False):
        further = header(_between(rows, table.rows.stop), True)
        if further is None or further.heads.keys() == table.heads.keys():
            yield rows
            return
        yield _between(rows, 0, further.rows.start)
        yield from table_parts(_between(rows, further.rows.start), header, of, finder)
        return
    for first, behind, inside in (*_beside_titles(rows), *_turned(rows, of, finder)):
        if header(inside, False):
            known = {each.index for row in inside for each in row}
            titles = [[each] for row in _between(rows, first, behind) for each in row if each.index not in known]
            above, below = _between(rows, 0, first), _between(rows, behind)
            yield from (part for part in ([*above, *titles], inside) if part)
            yield from table_parts(below, header, of, finder) if below else ()
            return
    yield rows


def _beside_titles(rows: Sequence[Row]) -> Iterator[tuple[int, int, Sequence[Row]]]:
    """The rows beside each title of several rows, and where these begin and end."""
    for title in (row[0] for row in rows if is_merged_down(row[0])):
        own = row_number(title), row_behind(title)
        beside: list[Row] = [[each for each in row if each is not title] for row in _between(rows, *own)]
        if all(beside):
            yield *own, beside


def _turned(rows: Sequence[Row], of: NestedList, finder: LabelFinder) -> Iterator[tuple[int, int, Sequence[Row]]]:
    """The rows whose first cells are labels of entries that have a column each, as rows of a table."""

    def asks(block: TextBlock) -> bool:
        is_alike = any(label in of.labels and alike >= _ALIKE for label, alike in finder.likely(block.key)[:1])
        return block.cell is not None and (is_alike or label_of(block, of, finder) != "" or of.asks_for_items(block))

    for is_asked, run in groupby(rows, lambda row: asks(row[0])):
        lines = list(run) if is_asked else []
        values = [each for row in lines for each in row[1:]]
        columns = max(lines, key=len, default=())
        if len(columns) < _FEWEST or len(lines) < _FEWEST or any(label_of(each, of, finder) for each in values):
            continue
        # A cell over several columns is said of each: 甲区, over the firms of it.
        own = [[next((each for each in row if shares(each, column)), None) for row in lines] for column in columns]
        turned: list[Row] = [
            [in_table(each, each.table, at, number) for number, each in enumerate(row) if each]
            for at, row in enumerate(own)
        ]
        if all(len(row) == len(lines) for row in turned):
            yield row_number(lines[0][0]), row_number(lines[-1][0]) + 1, turned


def _between(rows: Sequence[Row], first: int, behind: float = inf) -> list[Row]:
    """The rows of a table from one on, up to another."""
    return [row for row in rows if first <= row_number(row[0]) < behind]
