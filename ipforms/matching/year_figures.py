"""Figures of several years in whatever order a document says years, labels and numbers, read one behind the other.

营业收入 | 2023年：10 | 2024年：12; a row of years over one of numbers below each label; 2023年 | 营业收入10；净利润3.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ipforms.matching.block_rows import rows_in_place
from ipforms.matching.calendar_years import NUMBER, year_number
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key

_YEAR = re.compile(rf"(?P<year>{NUMBER})\s*(?:年[度末]?|(?=[:：]))")
_NUMBER = re.compile(
    r"[（(]?\s*(?:亏损|负)?[-－−+]?\d[\d,，]*(?:\.\d+)?\s*[百千万亿]{0,2}元?\s*[)）]?(?![\d年%％])|[—\-/／―–]+(?=\s*$)"
)
_WORDS = re.compile(
    r"[一-鿿]{2,14}?(?:[（(][^（()）\d]{1,12}[)）])?(?=\s*(?:[为:：]|[（(]?[-－−负亏]?\d|$))", re.MULTILINE
)
_BETWEEN = re.compile(r"[\s:：，,；;。、为]+|(?:^|(?<=\n))\s*[（(]?[\d一二三四五]{1,2}[)）、.．](?!\d)")
OF_COLUMN = re.compile(
    r"年[度份]|(?:主要)?(?:经济)?指标|项目|数[值额]|金额|单位|(?:[（(]?(?:单位\s*[:：])?\s*万?元[)）]?)|序号"
)
"""What stands over labels and figures and is neither."""
_KNOWN = 0.85  # likeness of a label


class _FigurePart(NamedTuple):
    """A part of a text: a year, a label or a number."""

    kind: str  # "year", "label" or "number"
    key: str  # the year's number, the label of the form; "" of a number
    block: TextBlock  # what stands there


def with_figures_in_rows(
    blocks: list[TextBlock], count: int, labels: Collection[str], sums: Collection[str], finder: LabelFinder
) -> list[TextBlock]:
    """The blocks of a document, so many years with all their figures as one table of them; as they are if some lack.

    Args:
        blocks: the document.
        count: the years of the form.
        labels: those of their figures.
        sums: those of their sums.
        finder: what finds the labels of the form.
    """
    parts = _FigureText(labels, sums, finder)
    read = [(block, parts.of(block)) for block in blocks]
    for is_other, run in groupby(read, key=lambda each: each[1] is None):
        said = [(block, own) for block, own in run if own] if not is_other else []
        figures = _figures([part for _, own in said for part in own], set(sums))
        years = list(dict.fromkeys(year for year, _ in figures if year))
        if len(years) != count or any((year, label) not in figures for year in years for label in labels):
            continue
        rows = [row for year in years for row in _rows(figures, year, labels)]
        rows += [row for label in sums if ("", label) in figures for row in _rows(figures, "", (label,))]
        return rows_in_place(blocks, rows, blocks[said[0][0].index : said[-1][0].index + 1])
    return blocks


def _rows(
    figures: dict[tuple[str, str], tuple[_FigurePart, ...]], year: str, labels: Collection[str]
) -> Iterator[list[TextBlock]]:
    of_labels = [figures[year, label] for label in labels]
    if year:
        yield [of_labels[0][0].block]
    yield from ([label.block, number.block] for _, label, number in of_labels)


class _FigureText:
    """Takes a text apart."""

    def __init__(self, labels: Collection[str], sums: Collection[str], finder: LabelFinder) -> None:
        self._own, self._sums, self._finder = {*labels, *sums}, sums, finder

    def of(self, block: TextBlock) -> list[_FigurePart] | None:
        """The years, labels and numbers of a text; None where it says anything else."""
        text, at, found = block.text.strip(), 0, list[_FigurePart]()
        if label := self._label(text):
            return [_FigurePart("label", label, block)]
        while at < len(text):
            if between := _BETWEEN.match(text, at):
                at = between.end()
            elif year := _YEAR.match(text, at):
                digits = year_number(year["year"])
                found.append(_FigurePart("year", digits, block.with_text(f"{digits}年")))
                at = year.end()
            elif number := _NUMBER.match(text, at):
                found.append(_FigurePart("number", "", block.with_text(number[0].strip())))
                at = number.end()
            elif (words := _WORDS.match(text, at)) and (OF_COLUMN.fullmatch(words[0]) or self._label(words[0])):
                if label := self._label(words[0]):
                    found.append(_FigurePart("label", label, block.with_text(words[0])))
                at = words.end()
            else:
                return None
        return found

    def _label(self, words: str) -> str:
        likely = self._finder.likely(label_key(words))
        known = likely[0][0] if likely and likely[0][1] >= _KNOWN and likely[0][0] in self._own else ""
        return known or next(filter(bare_label(words).endswith, self._sums), "")


def _figures(said: Sequence[_FigurePart], sums: Collection[str]) -> dict[tuple[str, str], tuple[_FigurePart, ...]]:
    """What is said by year and label: the year, the label, the number; nothing if it is not plain."""
    found: dict[tuple[str, str], tuple[_FigurePart, ...]] = {}
    years, labels = list[_FigurePart](), list[_FigurePart]()
    for is_number, run in groupby(said, key=lambda each: each.kind == "number"):
        own = [*run]
        if not is_number:
            years = [each for each in own if each.kind == "year"] or years
            labels = [each for each in own if each.kind == "label"] or labels
            continue
        is_sum = len(labels) == 1 and labels[0].key in sums
        heads = [(labels[0], labels[0])] if is_sum else _crossed(years, labels, len(own))
        if len(heads) != len(own):
            return {}
        for (year, label), number in zip(heads, own, strict=True):
            key = "" if is_sum else year.key, label.key
            if key in found or (label.key in sums) != is_sum:
                return {}
            found[key] = year, label, number
    return found


def _crossed(
    years: Sequence[_FigurePart], labels: Sequence[_FigurePart], count: int
) -> list[tuple[_FigurePart, _FigurePart]]:
    """The year and the label of each number that follows some of them: of one label many years, or the other way."""
    if len(labels) == 1 and len(years) == count:
        return [(year, labels[0]) for year in years]
    return [(years[0], label) for label in labels] if len(years) == 1 and len(labels) == count else []
