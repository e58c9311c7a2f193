"""Labels of which a title over them says the first words: 知识产权保护 over 工作情况 | …, or over 工作情况：…."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ipforms.matching.block_rows import filled, rows_of, worded
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import ALIAS, SYNONYM
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key

_SHORTEST = 4  # characters of the rest; 情况 alone may be anybody's
_HEAD = re.compile(r"\s*(?P<head>[一-鿿]{2,12})\s*[:：]\s*")


def with_titles_joined(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document with the whole label where its rest stands, and nothing over it."""
    return worded(blocks, dict(_joined(blocks, finder)))


def _joined(blocks: list[TextBlock], finder: LabelFinder) -> Iterator[tuple[int, str]]:
    for above, below in pairwise(map(filled, rows_of(blocks))):
        label = next((key for key, alike in finder.likely(above[0].key) if alike >= SYNONYM), "") if above else ""
        if not label or len(above) != 1 or not below or finder.label(below[0].key):
            continue
        head = _HEAD.match(below[0].text)
        word = bare_label(head["head"] if head else below[0].text)
        is_rest = len(word) >= _SHORTEST and bare_label(label).endswith(word)
        if is_rest and (head or len(below) > 1) and not _is_whole(above[0], word, finder):
            yield above[0].index, ""
            yield below[0].index, f"{label}：{below[0].text[head.end() :]}" if head else label


def _is_whole(title: TextBlock, word: str, finder: LabelFinder) -> bool:
    """Whether a title says the rest of the label itself."""
    is_said = max((alike for _, alike in finder.likely(title.key)), default=0.0) > ALIAS
    return is_said or label_key(title.text).endswith(word)
