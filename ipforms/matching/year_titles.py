"""Years in lines, over a table each or before their figures: 2023年度; 2023年：营业收入3860，净利润215.

They become rows of one table, as of a document that has its years below one another in it.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from itertools import chain, takewhile

from ipforms.matching.block_rows import rows_in_place
from ipforms.matching.calendar_years import NUMBER
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key
from ipforms.text.enumerations import pieces

YEAR_AND_LABEL = re.compile(
    rf"""(?P<year>{NUMBER})\s*年?[度末]?\s*(?P<label>[^\d\s].{{1,20}})
      | (?P<before>.{{2,20}}?)\s*[（(]?(?P<behind>{NUMBER})\s*年[度末]?[)）]?""",
    re.VERBOSE | re.DOTALL,
)
"""2023年营业收入, 营业收入（2023年度）"""
_LINE = re.compile(
    rf"""\s*(?:[（(]?[\d一二三][)）、.．]\s*)? [（(【\[]? (?P<year>{NUMBER}\s*年度?) (?:末|经济指标|主要指标|情况)?
        \s*[)）】\]]?\s*[：:，,]?\s* (?P<figures>.*?) [。；;]?\s*""",
    re.VERBOSE | re.DOTALL,
)
_FIGURE = re.compile(
    r"(?P<label>[一-鿿]{2,14}?(?:[（(][^（()）]{1,6}[)）])?)\s*[为:：]?\s*(?P<value>[-－−]?\d[\d,.]*\s*[百千万亿]{0,2}元?)"
)
_FEWEST = 2  # figures of a line


def years_in_one_table(
    blocks: list[TextBlock], count: int, labels: Container[str], sums: Iterable[str], finder: LabelFinder
) -> list[TextBlock]:
    """The blocks of a document, so many years one behind the other in lines as one table; as they are where fewer are.

    Args:
        blocks: the document.
        count: the years of the form.
        labels: those of their figures.
        sums: those of their sums, of which one may stand in the line behind them.
        finder: what finds the labels of the form.
    """

    def asks(block: TextBlock) -> bool:
        return finder.label(block.key) in labels

    found: list[list[list[TextBlock]]] = []  # of each year the rows
    spent: list[TextBlock] = []
    at = 0
    while at < len(blocks):
        rows, behind = _year(blocks, at, asks)
        if rows:
            found.append(rows)
        elif blocks[at].searchable and len(found) < count:
            found, spent = [], []  # something else is between
        if rows or (found and len(found) < count):
            spent += blocks[at:behind]
        at = behind
    if len(found) != count:
        return blocks
    line = next((block for block in blocks[spent[-1].index + 1 :] if block.searchable), spent[-1])
    total = _FIGURE.fullmatch(line.text.strip(" \u3000。；;")) if line.cell is None else None
    if total and any(label_key(total["label"]).endswith(key) for key in sums):
        found.append([[line.with_text(total["label"]), line.with_text(total["value"])]])
        spent.append(line)
    return rows_in_place(blocks, chain(*found), spent)


def _year(blocks: Sequence[TextBlock], at: int, asks: Callable[[TextBlock], bool]) -> tuple[list[list[TextBlock]], int]:
    """The rows that a line with a year begins, and the block behind them."""
    line = blocks[at]
    said = _LINE.fullmatch(line.text) if line.cell is None else None
    if said is None:
        return [], at + 1
    if figures := _figures(line, said["figures"], asks):
        return [[line.with_text(said["year"])], *figures], at + 1
    if said["figures"]:
        return [], at + 1
    first = next((block for block in blocks[at + 1 :] if block.searchable), line)
    lines = takewhile(lambda block: block.cell is None, blocks[first.index :])
    below = list(takewhile(bool, (_pairs(each, each.text, asks) for each in lines if each.searchable)))
    if len(figures := list(chain.from_iterable(below))) >= _FEWEST:
        return [[line.with_text(said["year"])], *figures], below[-1][-1][0].index + 1
    own = [block for block in blocks[at + 1 :] if block.table and block.table == first.table]
    if sum(map(asks, own)) < _FEWEST:
        return [], at + 1
    rows = dict.fromkeys(block.row for block in own)
    return [[line.with_text(said["year"])], *([each for each in own if each.row == row] for row in rows)], own[
        -1
    ].index + 1


def _figures(line: TextBlock, text: str, asks: Callable[[TextBlock], bool]) -> list[list[TextBlock]]:
    """The labels with their figures that a line behind a year says; none where it is but one."""
    found = _pairs(line, text, asks)
    return found if len(found) >= _FEWEST else []


def _pairs(line: TextBlock, text: str, asks: Callable[[TextBlock], bool]) -> list[list[TextBlock]]:
    """The labels with their figures that a line says; none where it says anything else."""
    said = [_FIGURE.fullmatch(piece.strip()) for piece in pieces(text, "，；;、") if piece.strip()]
    found = [[line.with_text(each["label"]), line.with_text(each["value"])] for each in said if each]
    return found if len(found) == len(said) and all(asks(label) for label, _ in found) else []
