"""Grids that a form has for facts of several years, a column a year: which field stands in which row of which year."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ipforms.matching.form_map import Label, Slot
from ipforms.matching.template_map import TemplateCell

_FEWEST = 2  # years and labels of a grid
_OF_ENTRY = re.compile(r"(?P<section>\w+)\[(?P<number>\d+)\]\.\w+")


class YearGrid(NamedTuple):
    """The grid of a form."""

    cells: Sequence[TemplateCell]  # of its rows
    years: Sequence[str]  # the paths of the years
    rows: Mapping[str, Sequence[str]]  # by label the paths of a row
    sums: Mapping[str, str]  # what is asked for beside them, by label
    summed: Mapping[str, str]  # the label in whose row each of these stands


def year_grids(cells: Sequence[TemplateCell]) -> list[YearGrid]:
    """The grids of a form whose first row has the years."""
    found = []
    for table in dict.fromkeys(each.table for each in cells):
        own = [each for each in cells if each.table == table]
        rows: dict[int, list[TemplateCell]] = {}
        for each in own:
            rows.setdefault(each.cell.row, []).append(each)
        paths = {row: [path for each in of for path in _paths(each)] for row, of in rows.items()}
        grid = [row for row, of in paths.items() if len([path for path in of if _OF_ENTRY.fullmatch(path)]) >= _FEWEST]
        if len(grid) <= _FEWEST:
            continue
        first, *below = grid
        labelled = {_label(rows[row]): row for row in below}
        named = {key: [path for path in paths[row] if _OF_ENTRY.fullmatch(path)] for key, row in labelled.items()}
        beside = [token for row in below for each in rows[row] for token in each.tokens if isinstance(token, Slot)]
        heads = {each.span: token.key for each in rows[first] for token in each.tokens if isinstance(token, Label)}
        sums = {heads[slot.span]: slot.path for slot in beside if slot.span in heads}
        summed = {key: label for key, path in sums.items() for label, row in labelled.items() if path in paths[row]}
        found.append(YearGrid([each for row in grid for each in rows[row]], paths[first], named, sums, summed))
    return found


def _paths(cell: TemplateCell) -> list[str]:
    return [token.path for token in cell.tokens if isinstance(token, Slot) and not token.section]


def _label(row: Sequence[TemplateCell]) -> str:
    return next((token.key for each in row for token in each.tokens if isinstance(token, Label)), "")
