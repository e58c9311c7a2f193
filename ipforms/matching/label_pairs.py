"""Labels with their values, as cells and lines of a document have them side by side."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby, takewhile
from typing import NamedTuple

from ipforms.matching.block_rows import is_merged_down, rows_of, spans
from ipforms.matching.cell_scores import Fits
from ipforms.matching.intervals import without_lines
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import ALIAS
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key

_FEWEST = 2  # rows that show which of their columns are labels
_LESS = 0.4  # of kinds; a column that suits its labels less than the best by more is an office's, not an entry
_LONGEST_LINE = 60  # characters of a line that goes on with a value; a longer one is a text of its own
_ENTRY = re.compile(
    r"""\s*(?:[【（(\[](?:\d{1,2}|[一二三四五六七八九十]{1,3})[】）)\]]
          | (?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、])(?=\s*[^\s\d])""",
    re.VERBOSE,
)
"""The number of an entry."""
_PAIR = re.compile(
    r"""(?: ^ | (?<=[\n\t；;。，,　]) | (?<=\s\s) | (?<=\d[.、)）]) | (?<=\d[.、]\s) )
        (?: [（(]? (?:\d{1,2}|[一二三四五六七八九十]{1,3}) [)）.．、] \s* )?   # its number
        (?P<label> [^\n\t:：；;。，,　\d（()）]{2,12} (?: [（(] [^\n()（）:：]{1,10} [)）] )? ) [ ]* [:：]""",
    re.VERBOSE,
)
_SENTENCE = re.compile("[:：。；;，,]")  # what the name of an entry has not
_BEHIND = re.compile(
    r"[\s；;。，,　]+ (?: [（(]?\d{1,2}[)）.、]? \s* )? $ | \n\s*[（(]?\d{1,2}[)）.、]\s*$", re.VERBOSE
)
"""What parts a value from the next label: a sign, the number of the next entry."""


class LabelPair(NamedTuple):
    """A label and its value."""

    label: str  # "" of a text that stands over the labels of an entry: 【1】甲公司
    text: str
    block: TextBlock
    head: int


def label_runs(
    blocks: Sequence[TextBlock], finder: LabelFinder, is_value: Fits, spent: Collection[int]
) -> Iterator[list[LabelPair]]:
    """Labels with their values that follow each other without a heading of the form between them."""
    run: list[LabelPair] = []
    above: list[TextBlock] = []
    for rows, found in _bands(_with_answers(rows_of(blocks), finder, is_value), finder, is_value):
        below = [] if found else list(_below(above, rows[0], finder))
        pairs = [pair for pair in found or below if pair.block.index not in spent]
        labels = [block for row in rows for block in row if finder.label(block.key)]
        is_other = run and pairs and bool(run[-1].block.cell) != bool(pairs[0].block.cell)
        is_heading = bool(above) and not below
        are_alone = not pairs and len(rows) == 1 and 0 < len(labels) == len(rows[0]) and labels[0].cell is not None
        if is_other or is_heading or (labels and not pairs and not are_alone):
            yield run
            run = []
        above = labels if are_alone and not any(block.index in spent for block in labels) else []
        if not pairs:
            _take_next_line(run, rows[0], finder)
        run += pairs
    yield run


def _with_answers(rows: Iterable[list[TextBlock]], finder: LabelFinder, is_value: Fits) -> Iterator[list[TextBlock]]:
    """The rows, with the line below a label in a line of its own behind it: the answer to a question.

    A line with a number is one only if it is what the label asks for; else it is the title of the next entry.
    """
    question: list[TextBlock] = []
    for row in rows:
        is_label = finder.label(row[0].key) is not None
        may_answer = question and row[0].cell is None and not is_label and not any(label_places(row[0].text))
        if may_answer and (not _ENTRY.match(row[0].text) or is_value(question[0].key, row[0].text) > 0):
            yield [*question, *row]
            question = []
            continue
        if question:
            yield question
        question = row if is_label and row[0].cell is None else []
        if not question:
            yield row
    if question:
        yield question


def _below(labels: Sequence[TextBlock], values: Sequence[TextBlock], finder: LabelFinder) -> Iterator[LabelPair]:
    """The values of a row below one of labels only, in the same columns."""
    if labels and spans(labels) == spans(values) and labels[0].cell:
        yield from chain.from_iterable(map(partial(_said, finder), labels, values))


def _take_next_line(run: list[LabelPair], row: Sequence[TextBlock], finder: LabelFinder) -> None:
    """Lines behind one with a label and its colon go on with its value."""
    line = row[0]
    if line.cell or finder.label(line.key):
        return
    if number := _ENTRY.match(line.text):
        run.append(LabelPair("", line.text[number.end() :].strip(), line, line.index))
        return
    last = run[-1] if run else None
    goes_on = last is not None and not last.block.cell and last.block.index + 1 == line.index
    if last and goes_on and 0 < len(line.searchable) <= _LONGEST_LINE:
        text = "\n".join(filter(None, (last.text, line.text)))
        run[-1] = LabelPair(last.label, text, line, last.head)


def _bands(
    rows: Iterable[list[TextBlock]], finder: LabelFinder, is_value: Fits
) -> Iterator[tuple[Sequence[list[TextBlock]], list[LabelPair]]]:
    """Rows with their pairs: those of a table that have the same columns, one of them of labels, together."""
    for columns, run in groupby(rows, key=lambda row: (row[0].table, *spans(row))):
        band = list(run)
        pairs = list(_read_band(band, finder, is_value)) if len(columns) > 1 + _FEWEST <= 1 + len(band) else []
        yield from [(band, pairs)] if pairs else (([row], list(_pairs(row, finder))) for row in band)


def _read_band(rows: Sequence[list[TextBlock]], finder: LabelFinder, is_value: Fits) -> Iterable[LabelPair]:
    """The pairs of rows: of labels with the values on their right, one entry after the other.

    Several columns of values behind one of labels are entries side by side; a column of numbers before the labels, or
    of somebody's notes behind the values, is neither.
    """
    columns = list(zip(*rows, strict=True))
    heads = [sum(finder.label(block.key) is not None for block in column) for column in columns]
    at = heads.index(max(heads))
    labels, behind = columns[at], columns[at + 1 :]
    is_headed = 2 * heads[at] > len(rows) > 4 * (sum(heads) - heads[at])
    if not (behind and is_headed):
        return ()
    suit = [_suiting(zip(labels, column, strict=True), is_value) for column in behind]
    least = max((suits for suits in suit if suits is not None), default=0.0) - _LESS
    own = [column for column, suits in zip(behind, suit, strict=True) if suits is not None and suits >= least]
    own = own or behind[:1]
    return chain.from_iterable(_said(finder, *pair) for column in own for pair in zip(labels, column, strict=True))


def _suiting(pairs: Iterable[tuple[TextBlock, TextBlock]], is_value: Fits) -> float | None:
    """How well the texts of a column are values of the labels beside them, from -1 to 1; None if it has none."""
    fitting = [is_value(label.key, text.text) for label, text in pairs if len(text.text.strip()) > 1]
    return sum(fitting) / len(fitting) if fitting else None


def _pairs(row: Sequence[TextBlock], finder: LabelFinder) -> Iterator[LabelPair]:
    beside = list(takewhile(is_merged_down, row))  # the names of the card and of its parts
    cells = row[len(beside) :]
    labels, values = cells[::2], cells[1::2]
    take_turns = len(labels) == len(values) and not any(finder.label(value.key) for value in values)
    inside = [list(_inside(block, finder)) for block in row]
    if any(inside) and not (take_turns and all(finder.label(label.key) for label in labels)):
        for block, pairs in zip(row, inside, strict=True):
            yield from _over(block, pairs)
            yield from pairs
    elif take_turns and all(label.is_like_a_label for label in labels):
        if len(beside) == 1 and _ENTRY.match(beside[0].text) and labels:
            yield LabelPair("", _ENTRY.sub("", beside[0].text, count=1).strip(), beside[0], beside[0].index)
        yield from chain.from_iterable(map(partial(_said, finder), labels, values))


def _over(block: TextBlock, pairs: Sequence[LabelPair]) -> Iterator[LabelPair]:
    """The first line of a text over its labels."""
    first, line_break, _ = block.text.lstrip().partition("\n")
    name = _ENTRY.sub("", first, count=1).strip()
    if pairs and line_break and not _SENTENCE.search(name):
        yield LabelPair("", name, block, block.index)


def _said(finder: LabelFinder, label: TextBlock, value: TextBlock) -> Iterator[LabelPair]:
    """A value behind its label; where a text has labels of its own, these.

    Those that ask for what the label asks for are none: 联系电话 | 办公：0571-12345678 手机：13812345678.
    """
    inside = list(_inside(value, finder, label.key))
    yield from inside or [LabelPair(label.text, without_lines(value.text), value, label.index)]


def _labels(finder: LabelFinder, key: str) -> set[str]:
    """The labels that a text may say."""
    return {label for label, alike in finder.likely(key) if alike >= ALIAS}


def _inside(block: TextBlock, finder: LabelFinder, label: str = "") -> Iterator[LabelPair]:
    """The labels in a text that have a colon behind them.

    What asks for the same as the label before it, `label` at first, only says which of several its value is, and so
    does what stands between: 联系电话：办公：0571-12345678 手机：13812345678 is one label.
    """
    found = [(label, 0, 0)]
    asked = _labels(finder, label)
    at = 0  # the last one that is known
    for name, _, value, end in label_places(block.text):
        known = _labels(finder, label_key(name))
        if (known or dict(finder.likely(label_key(name))).keys()) & asked and name != found[at][0]:
            found[at:] = [(found[at][0], found[at][1], end)]
            continue
        found.append((name, value, end))
        if known:
            at, asked = len(found) - 1, known
    for name, value, end in found[1:]:
        yield LabelPair(name, without_lines(_BEHIND.sub("", block.text[value:end])).strip(), block, block.index)


def label_places(text: str) -> Iterator[tuple[str, int, int, int]]:
    """The labels in a text that have a colon behind them: where each begins, where its value does, and where that ends.

    >>> list(label_places("名称：甲；数量：1"))
    [('名称', 0, 3, 5), ('数量', 5, 8, 9)]
    """
    found = list(_PAIR.finditer(text))
    ends = [other.start() for other in found[1:]] + [len(text)][: len(found)]
    for one, end in zip(found, ends, strict=True):
        yield one["label"], one.start("label"), one.end(), end
