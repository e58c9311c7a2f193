"""Figures of several years where the form asks for one: 指标 | 2019年末 | 2020年末 | 目前. The latest ones are read.

The others belong to no field. Whether a form that asks for a number means that of the last year or of all years a table
does not say: what is read so is not sure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ipforms.matching.block_rows import Row, changed, filled, tables_of
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place

_REMARK = r"\s*(?:[（(][^（()）]*[)）])?\s*"
_YEAR = re.compile(rf"\s*(?P<year>[12]\d{{3}})\s*年?[度底末]?{_REMARK}")
_NOW = re.compile(rf"\s*(?:截[至止])?(?:目前|现在|当前|申报时|今年|本年度?)(?:情况|数)?{_REMARK}")
_LATEST = 9_999  # stands for the year of such a word
_FEWEST = 2  # years
_FIGURE = re.compile(r"\D{0,3}\d[\d,，.]*\D{0,4}|[\s/／—\-–]*")


def with_latest_years(
    blocks: list[TextBlock], finder: LabelFinder
) -> tuple[list[TextBlock], frozenset[Place], list[TextBlock]]:
    """The blocks of a document without the figures of earlier years, the places of the latest, and what is left out."""
    gone: dict[int, TextBlock] = {}
    kept: dict[int, TextBlock] = {}
    for rows in tables_of(blocks):
        for at, header in enumerate(rows):
            years = _years(header)
            below = _rows_below(rows[at + 1 :], years, finder) if years else []
            if below:
                first, *_, last = years
                gone |= {year.index: year for year in years}
                gone |= {cell.index: cell for row in below for cell in filled(row[1:]) if cell.span != last.span}
                kept |= {cell.index: _beside(cell, first) for row in below for cell in row if cell.span == last.span}
    places = frozenset(block.place for block in kept.values())
    return changed(blocks, gone.keys(), kept), places, [block for block in gone.values() if block.searchable]


def _beside(block: TextBlock, first: TextBlock) -> TextBlock:
    """A cell of the last column in the place of the first."""
    if block.cell is None or first.cell is None:
        return block
    return replace(block, cell=block.cell._replace(column=first.cell.column), span=first.span)


def _years(row: Row) -> list[TextBlock]:
    """The cells of a row that name years one after the other, up to its end; none where it does not."""
    found: list[tuple[int, TextBlock]] = []
    for block in row[1:] if row[0].cell else ():
        year = _YEAR.fullmatch(block.text)
        if year or (found and _NOW.fullmatch(block.text)):
            found.append((int(year["year"]) if year else _LATEST, block))
        elif found or block.searchable:
            return []
    numbers = [year for year, _ in found if year != _LATEST]
    is_run = (
        all(other - one == 1 for one, other in pairwise(numbers))
        and numbers == [year for year, _ in found][: len(numbers)]
    )
    return [block for _, block in found] if len(numbers) >= _FEWEST and is_run else []


def _rows_below(rows: Sequence[Row], years: Sequence[TextBlock], finder: LabelFinder) -> list[Row]:
    """The rows that go on below years with a figure for each; none where no label of the form is among them."""
    columns = [year.span for year in years]
    found: list[Row] = []
    for row in rows:
        figures = [block for block in row if block.span in columns]
        is_row = [block.span for block in figures] == columns and len(row) == len(figures) + 1
        if not is_row or not all(_FIGURE.fullmatch(each.text) for each in figures):
            break
        found += [row] if figures[-1].searchable else []
    return found if any(finder.likely(row[0].key) for row in found) else []
