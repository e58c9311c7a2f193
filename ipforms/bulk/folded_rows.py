"""Tables whose applicants take several lines each, below as many lines of labels: 企业名称 | 联系人, 地址 | 职务."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ipforms.bulk.sheet_cards import IsLabel, label_text
from ipforms.bulk.sources.header_block import MAX_TITLES, Merges, filled
from ipforms.bulk.sources.header_row import SheetRow
from ipforms.bulk.sources.table_model import Cell

_MOST_LINES = 3  # of an applicant
_LABELS = 2  # that stand below others which are no groups, each above values of its own
_MOSTLY = 0.6  # of the cells of a line of labels
_SHARE = 0.8  # of the lines that begin an applicant, which the others follow; a total has one line


def unfolded(lines: Sequence[SheetRow], merges: Merges, is_label: IsLabel) -> Sequence[SheetRow]:
    """Lines with each applicant, and the labels, in one line; the same lines where a line is an applicant."""
    start = next((at for at, line in enumerate(lines[: MAX_TITLES + 1]) if _are_labels(line, is_label)), None)
    if start is None:
        return lines
    head = [*takewhile(lambda line: _are_labels(line, is_label), lines[start:])]
    below = lines[start + len(head) :]
    firsts = {*filled(head[0])}.difference(*map(filled, head[1:]))  # 序号, which stands in an applicant's first line
    both = {*filled(head[0])}.intersection(*map(filled, head[1:]))
    spans = {row for (row, left), (bottom, right) in merges if row == bottom and right > left}
    is_grouped = {line.number - 1 for line in head} & spans or not {*filled(head[-1])} <= {*filled(head[0])}
    texts = [[label_text(line.cells[each]) for each in filled(line)] for line in head]
    is_grouped = is_grouped or any(len({*own}) < len(own) for own in texts)
    if not 1 < len(head) <= _MOST_LINES or is_grouped or len(both) < _LABELS or not firsts or not below:
        return lines
    first = min(firsts)
    begun = [at for at, line in enumerate(below) if first in filled(line)]
    ends = [*begun[1:], len(below)]
    cards = [below[at:end] for at, end in zip(begun, ends, strict=True)]
    whole = [each for each in cards if each[-1].number == each[0].number + len(head) - 1]
    if begun[:1] != [0] or len(whole) < max(2, _SHARE * len(cards)):
        return lines
    width = max(len(line.cells) for line in lines)
    return [*lines[:start], *(_joined(each, width) for each in (head, *cards))]


def _are_labels(line: SheetRow, is_label: IsLabel) -> bool:
    texts = [label_text(line.cells[each]) for each in filled(line)]
    return len(texts) >= _LABELS and sum(map(is_label, filter(None, texts))) >= _MOSTLY * len(texts)


def _joined(lines: Sequence[SheetRow], width: int) -> SheetRow:
    """Lines beside one another."""
    places = [(line, (line.number - lines[0].number) * width) for line in lines]
    cells: list[Cell] = [None] * (width * _MOST_LINES)
    for line, place in places:
        cells[place : place + len(line.cells)] = line.cells
    notes = {at + place if at >= 0 else at: note for line, place in places for at, note in line.notes.items()}
    problems = tuple(each for line in lines for each in line.problems)
    return replace(lines[0], cells=cells, notes=notes, problems=problems, spanned=frozenset())
