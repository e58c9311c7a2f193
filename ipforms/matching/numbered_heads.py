"""Labels of a list's entries that are numbered: 机构一 | 知识产权部 and 机构二 | 法务部 for 机构名称."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from ipforms.matching.block_rows import rows_of, worded
from ipforms.matching.entry_lines import EntryList
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key
from ipforms.text.enumerations import chinese_number

_FEWEST = 2  # entries; one alone may be anything
_NUMBERED = re.compile(
    r"(?P<word>[一-鿿]{2,10}?)\s*[（(]?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})[)）]?\s*[:：]?\s*"
)


def with_unnumbered_heads(
    blocks: list[TextBlock], finder: LabelFinder, columns: Mapping[str, Set[str]], lists: Mapping[str, EntryList]
) -> list[TextBlock]:
    """The blocks of a document with the form's label in place of each such one.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        columns: the labels of the form's lists, by what it calls an entry of each.
        lists: those of them that have a title, by the key of that.
    """
    heads: dict[str, list[TextBlock]] = defaultdict(list)
    for row in rows_of(blocks):
        found = _NUMBERED.fullmatch(row[0].text.strip()) if row[0].cell and len(row) > 1 else None
        own = heads[found["word"]] if found else []
        if found and found["number"] in (str(len(own) + 1), chinese_number(len(own) + 1)):
            own.append(row[0])
    texts: dict[int, str] = {}
    for word, own in heads.items():
        named = list(_heads(label_key(word), finder, columns, lists)) if len(own) >= _FEWEST else []
        if len(named) == 1 and all(_has_further(head, blocks, columns[named[0]], finder) for head in own):
            texts |= {head.index: named[0] for head in own}
    return worded(blocks, texts)


def _heads(
    word: str, finder: LabelFinder, columns: Mapping[str, Set[str]], lists: Mapping[str, EntryList]
) -> Iterator[str]:
    """What the form may call an entry that is called by a word: the same, a part of it, or its list's title."""
    label = finder.label(word)
    titled = lists[label].labels[0] if label and label in lists else ""
    alike = {key for key, ratio in finder.likely(word) if ratio >= SYNONYM}
    yield from (head for head in columns if word in head or head in (label, label_key(titled)) or head in alike)


def _has_further(head: TextBlock, blocks: Sequence[TextBlock], columns: Set[str], finder: LabelFinder) -> bool:
    """Whether a further label of the entry stands in the row of its head, or in the one below."""
    _, row = head.row
    near = (
        block for block in blocks[head.index + 1 :] if block.cell and block.row in (head.row, (head.table, row + 1))
    )
    return any(finder.label(block.key) in columns for block in near)
