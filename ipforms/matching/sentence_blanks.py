"""Sentences with several blanks, 代理服务____%；法律服务____%, taken apart by the print between them.

Where a document has not the template's own cells, words are labels with a colon behind them or a cell of their own;
those in a sentence have neither. But what the form prints between its blanks is still there, in its order: where all of
it is, the sentence becomes a row of labels and values before anything is matched.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ipforms.matching.block_rows import last_table, numbered
from ipforms.matching.template_map import END, FOR, TAG
from ipforms.matching.text_blocks import TextBlock
from ipforms.sheet import Cell, Paragraph, Sheet, reading_order
from ipforms.text import unspaced

_WORDS = re.compile(r"[一-鿿]")
_FEWEST_WORDS, _FEWEST_AROUND = 4, 2  # characters of the print of several blanks, and of one: fewer may be any text's
_LONGEST = 1000  # characters of a text that may be one
_RUN = re.compile("[一-鿿]+")
_COLON = re.compile(r"[：:]\s*$")  # what ends in one is a label wherever it stands
_SIGNS = {sign: f"[{pair}]" for pair in ("：:", "；;", "，,", "（(", "）)", "。.") for sign in pair}  # of either width


class Sentence(NamedTuple):
    """A sentence of a form: what it prints before, between and behind its blanks, and as a pattern of all."""

    prints: tuple[str, ...]
    pattern: re.Pattern[str]
    words: str  # the longest words of it, without which no text is tried


def sentences(template: Sheet) -> list[Sentence]:
    """The sentences of a template that stand in it once and have print between all their blanks."""
    found = [each for text in _texts(template) if (each := _sentence(text)) is not None]
    counts = Counter(each.pattern.pattern for each in found)
    return [each for each in found if counts[each.pattern.pattern] == 1]


def _texts(template: Sheet) -> Iterator[str]:
    """The texts outside of loops."""
    depth = 0
    for block in template.blocks:
        cells = [block] if isinstance(block, Paragraph) else sorted(block.cells, key=reading_order)
        for cell in cells:
            statements = [(tag["statement"] or "").strip() for tag in TAG.finditer(cell.text)]
            depth += sum(FOR.match(each) is not None for each in statements)
            if not depth:
                yield cell.text
            depth -= sum(END.match(each) is not None for each in statements)


def _sentence(text: str) -> Sentence | None:
    tags = [tag for tag in TAG.finditer(text) if tag["print"]]
    ends = [0, *(tag.end() for tag in tags)]
    prints = tuple(
        text[end:start] for end, start in zip(ends, [*(tag.start() for tag in tags), len(text)], strict=True)
    )
    around, inner = (prints[0], prints[-1]), prints[1:-1]
    if len(tags) == 1:  # 自____起
        are_parted = all(map(str.strip, around)) and not _COLON.search(prints[0])
    else:
        are_parted = all(map(str.strip, inner)) and not all(map(_COLON.search, inner)) and _has_words("".join(inner), 1)
    if not tags or not are_parted or not _has_words("".join(prints), _FEWEST_WORDS if inner else _FEWEST_AROUND):
        return None
    pattern = r"\s*(.*?)\s*".join(map(_pattern, prints))
    words = max(_RUN.findall("|".join(map(unspaced, prints))), key=len)
    return Sentence(prints, re.compile(rf"\s*{pattern}\s*", re.DOTALL), words)


def _has_words(printed: str, least: int) -> bool:
    return len(_WORDS.findall(printed)) >= least


def _pattern(printed: str) -> str:
    return r"\s*".join(_SIGNS.get(sign) or re.escape(sign) for sign in "".join(printed.split()))


def with_sentences(blocks: list[TextBlock], known: list[Sentence]) -> list[TextBlock]:
    """The blocks of a document, those that are sentences of the form as rows of labels and values."""
    tables = last_table(blocks)
    made: dict[int, list[TextBlock]] = {}
    for number, sentence in enumerate(known, 1):
        likely = (block for block in blocks if len(block.text) <= _LONGEST and sentence.words in unspaced(block.text))
        found = [(block, match) for block in likely if (match := sentence.pattern.fullmatch(block.text))]
        if len(found) == 1 and found[0][0].index not in made:
            block, match = found[0]
            made[block.index] = list(_row(block, sentence, match, tables + number))
    return numbered(each for block in blocks for each in made.get(block.index, [block])) if made else blocks


def _row(block: TextBlock, sentence: Sentence, match: re.Match[str], table: int) -> Iterator[TextBlock]:
    values = [*match.groups(""), ""]
    texts = [text.strip() for pair in zip(sentence.prints, values, strict=True) for text in pair]
    for column, text in enumerate(texts):
        if text:
            cell = Cell(0, column, 1, 1, text, block.place)
            yield replace(block.with_text(text), cell=cell, table=table)
