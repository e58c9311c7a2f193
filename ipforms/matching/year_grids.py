"""Facts of several years that a form has in a grid, a column a year, wherever a document has its years.

A row a year with the sums below or beside, labels over the years, a year too few filled in: what is known by the year
and the label becomes the form's own grid.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from math import inf

from ipforms.matching.block_rows import Row, last_table, numbered, parts_of
from ipforms.matching.calendar_years import said_year, year_number
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.form_map import Label, Slot
from ipforms.matching.grid_cells import column_at, in_column, in_row, is_beside, row_at, run_of_years
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.matching.year_figures import OF_COLUMN, with_figures_in_rows
from ipforms.matching.year_sections import YearGrid
from ipforms.matching.year_titles import YEAR_AND_LABEL, years_in_one_table
from ipforms.paths import Place
from ipforms.text import bare_label

_KNOWN = 0.85  # likeness of a label
_SUM = re.compile("合计|总计|小计|共计|累计|总额")
_AMOUNT = re.compile(r"\D{0,4}\d[\d,，.]*\s*[百千万亿]{0,2}元?\s*[)）]?\s*")
_NOTHING = re.compile(r"[\s—\-/／―–]*")


def with_year_grids(
    blocks: list[TextBlock], grids: Sequence[YearGrid], finder: LabelFinder
) -> tuple[list[TextBlock], list[TextBlock], frozenset[Place]]:
    """The blocks of a document with the form's grids, what stood there and is no field's, and the places of guesses.

    Args:
        blocks: the document.
        grids: those of the form.
        finder: what finds its labels.
    """
    aside: list[TextBlock] = []
    guessed: set[Place] = set()
    for grid in grids:
        made: list[TextBlock] = []
        blocks = years_in_one_table(blocks, len(grid.years), grid.rows, grid.sums, finder)
        if not any(_Found(grid, finder, rows).is_full for rows in parts_of(blocks) if rows[0][0].table):
            blocks = with_figures_in_rows(blocks, len(grid.years), grid.rows, grid.sums, finder)
        tables = last_table(blocks)
        for rows in parts_of(blocks):
            found = _Found(grid, finder, rows) if rows[0][0].table else None
            if found is None or not found.is_whole:
                made += (block for row in rows for block in row)
                continue
            own = {block.index for block in found.spent}
            made += (block for row in rows for block in row if block.cell and block.cell.row < found.rows.start)
            made += found.laid_out(tables + 1)
            made += (
                replace(block, table=tables + 2)
                for row in rows
                for block in row
                if block.cell is None or block.cell.row >= found.rows.stop
            )
            tables += 2
            guessed |= found.guessed
            aside += (
                block
                for row in rows
                for block in row
                if block.cell
                and block.cell.row in found.rows
                and block.index not in own
                and not (_NOTHING.fullmatch(block.text) or finder.label(block.key) or found.is_corner(block))
            )
        blocks = numbered(made)
    return blocks, aside, frozenset(guessed)


class _Found:
    """What a table says of a grid.

    Attributes:
        spent: the cells that are in it.
        guessed: where values of a label stand that its words are only like.
        rows: the rows of the table that are in it.
    """

    def __init__(self, grid: YearGrid, finder: LabelFinder, rows: Sequence[Row]) -> None:
        self._grid, self._finder = grid, finder
        self._places = [part for row in rows for block in row if block.cell for part in self._in_two(block)]
        cells = [part for block in self._places if block.searchable for part in self._composed(block)]
        years = [each for each in cells if said_year(each.text)]
        first = list({said_year(each.text): each for each in reversed(years)}.values())[::-1]
        self.years = run_of_years(years, len(grid.years)) or run_of_years(first, len(grid.years))
        self.heads = {key: each for each in reversed(cells) if (key := self._key(each))} if self.years else {}
        meant = self._meant(cells)
        self.heads |= meant
        known = [key for key in grid.rows if key in self.heads]
        self.is_whole = len(self.years) == len(grid.years) and len(known) == len(grid.rows)
        self._is_across = self.is_whole and in_row(*self.years[:2])
        self.spent: list[TextBlock] = []
        self.guessed: set[Place] = set()
        self.rows = range(0)
        self._over: Sequence[TextBlock] = ()  # the heads of such columns
        if self.is_whole:
            parts = list(self._parts(cells))
            unsure = {path for key in meant for path in grid.rows[key]}
            self._values = dict(self._read(parts))
            self.guessed = {each.place for path, each in self._values.items() if path in unsure}
            repeated = [*years, *chain.from_iterable(part.values() for part in parts)]
            self.spent = [*repeated, *self.heads.values(), *self._values.values()]
            own = [each.cell for each in self.spent if each.cell]
            self.rows = range(min(each.row for each in own), max(each.row + each.row_span for each in own))
            above = [each for each in cells if parts and row_at(each) == self.rows.start - 1]
            if len(above) > 1 and all(each.is_like_a_label for each in above):  # 年份 | 指标 | 金额
                self.rows, self._over = range(self.rows.start - 1, self.rows.stop), above

    @property
    def is_full(self) -> bool:
        """Whether each label has a figure of each year."""
        paths = chain.from_iterable(self._grid.rows.values())
        return self.is_whole and all(path in self._values and self._values[path].searchable for path in paths)

    def _key(self, block: TextBlock) -> str:
        likely = self._finder.likely(block.key)
        own = {*self._grid.rows, *self._grid.sums}
        known = likely[0][0] if likely and likely[0][1] >= _KNOWN and likely[0][0] in own else ""
        return known or next(filter(bare_label(block.text).endswith, self._grid.sums), "")  # 近三年研发费用合计

    def _meant(self, cells: Sequence[TextBlock]) -> dict[str, TextBlock]:
        """The labels that are missing, where one is said in full, 研究开发费用, or the others stand as in the form."""
        missing = [key for key in self._grid.rows if key not in self.heads]
        known = [key for key in self._grid.rows if key in self.heads]
        if not known or not missing:
            return {}
        key = missing[0]
        others = [each for each in cells if each.is_like_a_label and not self._key(each) and each.key[:1] == key[0]]
        in_full = [each for each in others if each.key[-1] == key[-1] and key in dict(self._finder.likely(each.key))]
        if len(missing) == len(in_full) == 1:
            return {key: in_full[0]}
        near = in_column if in_row(*self.years[:2]) else in_row
        line = [each for each in cells if near(each, self.heads[known[0]]) and not self._is_said_else(each)]
        is_in_order = len(line) == len(self._grid.rows)  # as many as the form has, and what is known in its place
        heads = dict(zip(self._grid.rows, line, strict=is_in_order)) if is_in_order else {}
        is_in_order &= all(heads.get(key) == self.heads[key] for key in known)
        is_in_order &= not any(
            each.key.startswith(key) for key, each in heads.items() if key in missing
        )  # 研发费用占比
        return {key: heads[key].with_text(key) for key in missing} if is_in_order else {}

    def _is_said_else(self, block: TextBlock) -> bool:
        """Whether a cell beside the heads is none of a row of the grid: a sum, a figure, 指标."""
        return not block.is_like_a_label or self._key(block) in self._grid.sums or bool(OF_COLUMN.fullmatch(block.key))

    def _in_two(self, block: TextBlock) -> Iterator[TextBlock]:
        """A cell; the label and the value of a sum that are one as a cell each: 研发费用合计：1730."""
        label, colon, value = block.text.replace("：", ":").partition(":")
        if block.cell and colon and value.strip() and self._key(block.with_text(label)) in self._grid.sums:
            beside = block.cell._replace(column=block.cell.column + 1)
            yield from (block.with_text(label), replace(block.with_text(value.strip()), cell=beside, span=None))
        else:
            yield block

    def _composed(self, block: TextBlock) -> Iterator[TextBlock]:
        """The year and the label that a cell says, each as a cell: 2023年营业收入, 营业收入（2023年）."""
        found = YEAR_AND_LABEL.fullmatch(block.text.strip())
        label = block.with_text(found["label"] or found["before"]) if found else block
        if found and self._key(label) in self._grid.rows:
            yield block.with_text(f"{year_number(found['year'] or found['behind'])}年")
        yield label if found and self._key(label) else block

    def _parts(self, cells: Sequence[TextBlock]) -> list[dict[str, TextBlock]]:
        """The labels of each year, where all of them come again for each: in the same cell, behind it, or below it."""
        labels = [(key, each) for each in cells if (key := self._key(each)) in self._grid.rows]
        said = {each.index: year for each in cells if (year := said_year(each.text))}
        ends = pairwise([*map(row_at, self.years), inf])
        parts = [
            {
                key: each
                for key, each in labels
                if (said[each.index] == said_year(year.text) if each.index in said else self._is_of(each, year, *end))
            }
            for year, end in zip(self.years, ends, strict=True)
        ]
        return parts if all(len(part) == len(self._grid.rows) for part in parts) else []

    def _is_of(self, label: TextBlock, year: TextBlock, first: float, behind: float) -> bool:
        """Whether a label stands below a year, or beside it and what is below that up to the next one."""
        return in_column(label, year) if self._is_across else first <= row_at(label) < behind

    def _beside_or_below(self, head: TextBlock, part: Mapping[str, TextBlock]) -> TextBlock | None:
        """The value of a label: on its right, or below it where labels stand side by side."""
        labels = {each.index for each in part.values()}
        beside = [self._next(each, in_row) for each in part.values()]
        is_over = any(each is not None and each.index in labels for each in beside)
        return self._next(head, in_column if is_over else in_row)

    def _below(self, head: TextBlock, year: TextBlock) -> TextBlock | None:
        """The value below a year that comes again below each label."""
        said = (each for each in self._places if said_year(each.text) == said_year(year.text))
        again = next((each for each in said if in_column(each, head) and row_at(each) > row_at(head)), None)
        return again and self._next(again, in_column)

    def _next(self, block: TextBlock, near: Callable[[TextBlock, TextBlock], bool]) -> TextBlock | None:
        """The cell behind another one in its row or in its column."""
        at = row_at(block), column_at(block)
        return next((each for each in self._places if near(each, block) and (row_at(each), column_at(each)) > at), None)

    def _read(self, parts: Sequence[Mapping[str, TextBlock]]) -> Iterator[tuple[str, TextBlock]]:
        """The path of each value with its cell."""
        yield from zip(self._grid.years, self.years, strict=True)
        for key, paths in self._grid.rows.items():
            for at, (path, year) in enumerate(zip(paths, self.years, strict=True)):
                own = self.heads[key]
                crossing = (each for each in self._places if self._crosses(each, own, year))
                of_year = self._beside_or_below(parts[at][key], parts[at]) if parts else self._below(own, year)
                value = of_year if of_year or parts else next(crossing, None)
                if value:
                    yield path, value
        missing = [key for key in self._grid.sums if key not in self.heads]
        others = [each for each in self._places if self._is_other_head(each) and _SUM.search(each.key)]
        if len(missing) == len(others) == 1:  # 合计, for 研发费用合计
            self.heads[missing[0]] = others[0]
        for key, path in self._grid.sums.items():
            if head := self.heads.get(key):
                others = [*self.heads.values(), *self.years]
                beside = [each for each in self._places if is_beside(each, head) and each not in others]
                own = self.heads[self._grid.summed[key]]  # of 合计 below all columns the one that is asked for
                beside.sort(key=lambda each: not ((in_row if self._is_across else in_column)(each, own)))
                yield from ((path, each) for each in beside[::-1] if _AMOUNT.fullmatch(each.text))

    def _crosses(self, block: TextBlock, head: TextBlock, year: TextBlock) -> bool:
        """Whether a cell stands in the row of one and in the column of the other."""
        beside, below = (head, year) if self._is_across else (year, head)
        return block is not head and block is not year and in_row(block, beside) and in_column(block, below)

    def _is_other_head(self, block: TextBlock) -> bool:
        """Whether a cell stands over a further column, or before a further row, and is no label of the form's."""
        heads = self.years if self._is_across else [self.heads[key] for key in self._grid.rows]
        is_behind = block.cell is not None and all(block.cell.column > each.cell.column for each in heads if each.cell)
        is_over = is_behind and in_row(block, heads[0])
        is_below = not self._is_across and all(row_at(block) > row_at(each) for each in self.years)
        return (is_over or (is_below and in_column(block, self.years[0]))) and block.is_like_a_label

    def is_corner(self, block: TextBlock) -> bool:
        """Whether a cell stands between the labels and the years, and says what these are: 年度."""
        heads = [self.heads[key] for key in self._grid.rows]
        if block in self._over or (block.is_like_a_label and all(in_column(each, block) for each in self.years)):
            return True  # 近三年（万元）, over all years
        above, left = (self.years, heads) if self._is_across else (heads, self.years)
        return all(in_row(block, each) for each in above) and all(in_column(block, each) for each in left)

    def laid_out(self, table: int) -> Iterator[TextBlock]:
        """The form's grid."""
        any_head = next(iter(self.heads.values()))
        first = self._grid.cells[0].cell.row
        for own in self._grid.cells:
            path = next((token.path for token in own.tokens if isinstance(token, Slot)), None)
            label = next((token for token in own.tokens if isinstance(token, Label)), None)
            if path is not None:
                block = self._values.get(path) or any_head.with_text("")
            else:
                head = self.heads.get(label.key) if label else None
                block = head or any_head.with_text(own.cell.text)
            cell = own.cell._replace(row=own.cell.row - first, text=block.text, place=block.place)
            yield replace(block, table=table, cell=cell, span=ColumnSpan.of(cell))
