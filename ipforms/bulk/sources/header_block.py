"""Which rows of a table are its header: below its titles and captions, one row or several.

A row of groups (法定代表人 | | 专利情况 | |) may stand above the row of names, or names below a group under it.
Merged cells say how far a name reaches; where nothing is merged, as in a CSV, it reaches to the next name above others.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

from ipforms.bulk.sources.cell_look import Position
from ipforms.bulk.sources.header_row import SheetRow, are_units, header_name, is_blank, unit_of
from ipforms.bulk.sources.table_model import Cell
from ipforms.text.label_tokens import are_words
from ipforms.text.regex import regex

Merges = Sequence[tuple[Position, Position]]

MAX_TITLES = 10  # how many rows may stand above the header: titles, who reports to whom and when, how to fill it in
LOOKED_AT = 40
"""Rows from the top in which the header is looked for, and whose values say which nameless columns are used."""
_MOST_ROWS = 4  # of a header; deeper ones are forms, not tables
_SPARSE = 0.5  # share of the widest row near it that a row of groups, or a caption, does not reach
_LONGEST_NAME = 40  # characters; a longer text is a remark
_CAPTION = regex(
    r"""\s*[^\s:：]{2,12}\s*[:：]\s*\S*.* | .*\d{4}\s*年\s*\d{0,2}\s*月?.*日?\s* | [（(].*[)）]
      | (?:截[至止]|更新[至于]?)?.{0,4}?\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?
      | .{4,}(?:汇总|名单|一览|台账|统计|明细|登记|情况)表?""",
    re.VERBOSE,
)
_SAID = regex(r"[:：]\s*\S")  # behind a label, with its value: a header has none
_MONEY = regex(
    r"""(?<![\u4e00-\u9fff])(?:金额 | 计量 | 货币)?单位\s*[:：]\s*(?:人民币)?
          (?:[^元：:]{0,8}[、，,/])?([百千]?[万亿]?元)""",
    re.VERBOSE,
)
"""The unit of money in a caption: （单位：万元、人）; 填报单位：甲公司 has none."""
_OF_MONEY = regex(r"[^元]*(?:资金|资本|收入|营收|营业额|销售额|交易额|金额|产值|利润|税额?|投入|费用?|经费)")
_KEYS, _KEY = 4, regex(r"[A-Za-z]\w*(?:\.\w+)*", re.ASCII)  # the names that a database has for columns
_DATA = regex(r"\d[\d.,/年月日-]*\s*(?:件|人|万元|元|家)?|.*@.*|.*(?:公司|股份|厂)|[A-Z]*\d{6,}[A-Z\d]*")


def filled(line: SheetRow) -> list[int]:
    """The columns of a row in which something stands."""
    return [index for index, cell in enumerate(line.cells) if not is_blank(cell)]


def header_lines(
    lines: Iterator[SheetRow], merges: Merges, rows: tuple[int, int] | None = None, above: Sequence[SheetRow] = ()
) -> list[SheetRow]:
    """The rows of the header, from above; none where there is nothing at all.

    Args:
        lines: of the table, from its top.
        merges: first and last cell of its merged cells, from 0.
        rows: the numbers of the first and the last row of the header, where somebody has said them.
        above: captions that stand elsewhere.
    """
    if rows is not None:
        own = [line for line in islice(lines, rows[1]) if rows[0] <= line.number <= rows[1]]
        return [*own, *_with_caption(above, own)]
    near = [line for line in islice(lines, LOOKED_AT) if filled(line)]
    if not near:
        return []
    first = _first(near, merges)
    end = first + _depth(near[first:], merges)
    if end < len(near) and are_units(near[end]):
        return near[first : end + 1]
    if end < len(near) and _are_keys(near[end], near[end - 1]):
        return [*near[first:end], replace(near[end], cells=[])]
    return [*near[first:end], *_with_caption(near[:first], near[first:end])]


def _with_caption(above: Sequence[SheetRow], header: Sequence[SheetRow]) -> Iterator[SheetRow]:
    """A row of units for the columns of money below a caption that says in what they are counted: （单位：元）."""
    said = {unit for each in above for index in filled(each) for unit in _MONEY.findall(str(each.cells[index]))}
    for unit in said if len(said) == 1 and header and not are_units(header[-1]) else ():
        columns = zip_longest(*(line.cells for line in header))
        names = ([header_name(cell) for cell in column if not is_blank(cell)] for column in columns)
        yield replace(header[-1], cells=[unit if name and _OF_MONEY.fullmatch(name[-1]) else None for name in names])


def _first(near: Sequence[SheetRow], merges: Merges) -> int:
    """The first row that names columns, or groups of them."""
    widest = max(len(filled(line)) for line in near)
    several = [index for index, line in enumerate(near[: MAX_TITLES + 1]) if not _is_title(line, widest)]
    if not several:
        return 0
    found = next((index for index in several if not _is_caption(near, index, merges)), several[0])
    return found + (found + 1 < len(near) and _are_keys(near[found], near[found + 1]))


def _are_keys(line: SheetRow, names: SheetRow) -> bool:
    """Whether a row has what a program calls the columns that another row has names for: usc_code, reg_addr."""
    keys, cells = ([str(each.cells[index]).strip() for index in filled(each)] for each in (line, names))
    if not _KEYS <= len(cells) <= len(keys) or not all(map(_KEY.fullmatch, keys)):
        return False
    return sum(map(are_words, cells)) >= _SPARSE * len(cells) and not any(map(_KEY.fullmatch, cells))


def _is_title(line: SheetRow, widest: int) -> bool:
    """Whether one text stands in a row: in one cell, or in each of those that it spans, as in a page of a portal."""
    columns = filled(line)
    return len(columns) < 2 or (len(columns) >= widest and len({str(line.cells[index]) for index in columns}) == 1)


def _is_caption(near: Sequence[SheetRow], index: int, merges: Merges) -> bool:
    """Whether a row is said of the whole table: 填报单位：天河区局 | 2017年3月."""
    columns = filled(near[index])
    widest = max((len(filled(line)) for line in near[index + 1 : index + 6]), default=0)
    row = near[index].number - 1
    is_merged_down = any(top == row < bottom for (top, _), (bottom, _) in merges)  # as far as the names below a group
    texts = [str(near[index].cells[column]) for column in columns]
    if is_merged_down or all(map(_SAID.search, texts)):
        return not is_merged_down
    is_sparse = len(columns) < _SPARSE * widest
    return is_sparse and any(_CAPTION.fullmatch(text) or len(text) > _LONGEST_NAME for text in texts)


def _depth(near: Sequence[SheetRow], merges: Merges) -> int:
    """How many rows the header takes: as far down as its cells are merged, or names stand below a group."""
    row, deepest = near[0].number - 1, near[0].number - 1
    for (top, _), (bottom, _) in merges:
        deepest = max(deepest, bottom) if top == row and bottom - top < _MOST_ROWS else deepest
    depth = max(1, sum(line.number - 1 <= deepest for line in near))
    while depth < min(_MOST_ROWS, len(near)) and _goes_on(near[depth - 1], near[depth], merges, near[0]):
        depth += 1
    return depth


def _goes_on(above: SheetRow, below: SheetRow, merges: Merges, top: SheetRow) -> bool:
    """Whether a row holds the names below the groups of the row above it, and no data."""
    if below.number != above.number + 1 or not all(map(_is_name, (below.cells[index] for index in filled(below)))):
        return False
    spans = [(left, right) for (row, left), (bottom, right) in merges if row == bottom == above.number - 1]
    grouped = {column for left, right in spans if right > left for column in range(left, right + 1)}
    named, under = filled(above), set(filled(below))
    # A group may be written in each of its cells, and the row below may name the other columns too.
    grouped |= {index for index in named for beside in (index - 1, index + 1) if _is_repeated(above, index, beside)}
    under -= {index for index in under.intersection(named) - grouped if unit_of(below.cells[index])}
    if grouped:
        return len(under) > 1 and bool(under & grouped) and not (under - grouped) & set(named)
    gaps = {index for index in range(min(named), max(len(above.cells), len(below.cells))) if index not in named}
    spread = {index for index in named if index + 1 in gaps & under}
    return bool(spread) and under <= gaps | spread and bool(set(named) - under or len(under) > len(named))


def _is_repeated(line: SheetRow, index: int, beside: int) -> bool:
    return 0 <= beside < len(line.cells) and str(line.cells[beside]).strip() == str(line.cells[index]).strip()


def _is_name(cell: Cell) -> bool:
    if isinstance(cell, int | float | datetime.date):
        return False
    text = str(cell).strip()
    return len(text) <= _LONGEST_NAME and not _DATA.fullmatch(text)
