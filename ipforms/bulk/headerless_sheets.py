"""Sheets without a header, whose rows go on as those of the first sheet: a district a sheet, with one header."""

from collections.abc import Sequence

from ipforms.bulk.sheet_cards import IsLabel, label_text
from ipforms.bulk.sources.header_block import LOOKED_AT, filled
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.value_kinds import kind_of

_ROWS = 10  # of the first sheet, whose values show what its columns hold
_FEWEST, _MOST = 3, 0.7  # cells of the kinds of their columns, and their share; a number may be of any column
_NOTHING_SHOWN = ("", "number", "answer")


def with_header_of_first(sheets: Sequence[SheetTable], is_label: IsLabel) -> None:
    """Give each sheet whose first row is such a row the header of the first sheet."""
    first, *others = sheets
    if first.empty or not others:
        return
    rows = [row.values for row in first.first(_ROWS)]
    kinds = [{kind_of(row[name]) for row in rows if name in row} for name in first.header.names]
    for sheet in others:
        near = sheet.grid(LOOKED_AT * LOOKED_AT)[:LOOKED_AT]
        line = next((line for line in near if 2 * len(filled(line)) > len(kinds)), None)
        columns = filled(line) if line else []
        if line is None or columns[-1] >= len(kinds):
            continue
        own = {each: kind_of(line.cells[each]) for each in columns}
        shown = [each for each, kind in own.items() if kind not in _NOTHING_SHOWN]
        same = [each for each in shown if own[each] in kinds[each]]
        labels = sum(is_label(text) for each in columns if (text := label_text(line.cells[each])))
        if labels < _FEWEST <= len(same) and len(same) >= _MOST * len(shown) and "organisation" in map(own.get, same):
            sheet.go_on_below(first)
