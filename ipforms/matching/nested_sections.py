"""Tables with entries that have lists, as they are read: parted at further headers and beside titles, and turned."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby, pairwise
from math import inf

from ipforms.matching.block_rows import Row, filled, in_table, is_merged_down, parts_of
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.nested_headers import NestedHeader, label_of, row_behind, row_number, shares
from ipforms.matching.nested_lists import NestedList
from ipforms.matching.text_blocks import TextBlock

_ALIKE = 0.8  # likeness of a label among others: one wrong character in six
BARE = re.compile("[一-鿿]{2,10}")  # a word over a table
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


def have_titles(blocks: list[TextBlock], header: Header, of: NestedList, finder: LabelFinder) -> bool:
    """Whether several tables that do not say what the entry is called have each but a word of their own over them.

    Args:
        blocks: the document.
        header: what finds the header of some rows.
        of: the section of the form.
        finder: what finds its labels.
    """
    titles = []
    for above, rows in pairwise(parts_of(blocks)):
        lines = filled(chain.from_iterable(above))
        table = header(rows, False) if lines and rows[0][0].table and not lines[-1].cell else None
        if table and of.name not in table.heads and not finder.label(lines[-1].key):
            titles.append(lines[-1].text.strip())
    return len(titles) == len(set(titles)) > 1 and all(map(BARE.fullmatch, titles))


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

    above: Row = ()
    for is_asked, run in groupby(rows, lambda row: asks(row[0])):
        lines: list[Row] = list(run)
        if not is_asked:
            above = lines[-1]
            continue
        is_named = not of.is_beside or of.name in {label_of(row[0], of, finder) for row in lines}
        if len(above) > 1 and not is_named and all(each.searchable and not finder.label(each.key) for each in above):
            lines = [[above[0].with_text(of.labels[of.name].text), *above[1:]], *lines]  # 项目 | 甲区 | 乙区
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
