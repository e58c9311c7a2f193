"""Titles that a sender has put over entries and parts of a form: 推荐企业1, 第二家企业, 【审核意见】.

They are neither labels nor values, and stand alone in their row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text.enumerations import chinese_number

_FEWEST = 2  # titles of a kind; one alone may be anything
_COUNTED = re.compile(r"(?<!\d)(?<!\d\.)(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d.])")
_BRACKETED = re.compile(r"[【〖][^【】〖〗]+[】〗]")
_NUMBERED = re.compile(r"(?:No\.?|#|Entity|Enterprise)\s*\d{1,2}$", re.IGNORECASE)
_TITLE = re.compile(r"(?= .* [一-鿿] ) [^:]{1,24}", re.VERBOSE)


def without_titles(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document without such titles.

    Titles of entries are counted from one on, and labels stand between them; those of parts are in brackets.
    """
    alone = list(_alone(blocks))
    titles = set(_counted([block for block in alone if not _is_label(block, finder)], blocks, finder))
    bracketed = [block for block in alone if _BRACKETED.fullmatch(block.text.strip())]
    if len(bracketed) >= _FEWEST:
        others = {finder.label(block.key) for block in blocks if block not in bracketed}
        others |= {hit.key for block in blocks if block not in bracketed for hit in finder.hits(block)}
        titles |= {block.index for block in bracketed if finder.label(block.key) in {None, *others}}
    if not titles:
        return blocks
    kept = (block for block in blocks if block.index not in titles)
    return [replace(block, index=number) for number, block in enumerate(kept)]


def _alone(blocks: list[TextBlock]) -> Iterator[TextBlock]:
    """Short texts without a colon that are all that stands in their row."""
    for _, row in groupby(blocks, key=lambda block: block.row):
        filled = [block for block in row if block.searchable]
        if len(filled) == 1 and _TITLE.fullmatch(filled[0].searchable):
            yield filled[0]


def _is_label(block: TextBlock, finder: LabelFinder) -> bool:
    """Whether a text is a label; with a number in another language it is a title: 企业 Enterprise No.1."""
    return finder.label(block.key) is not None and not _NUMBERED.search(block.text)


def _counted(alone: list[TextBlock], blocks: list[TextBlock], finder: LabelFinder) -> Iterator[int]:
    """Those that are alike but for a number, which goes on from one."""
    kinds: dict[str, list[int]] = {}
    for block in alone:
        found = _COUNTED.search(block.text)
        if found:
            kind = kinds.setdefault(f"{block.text[: found.start()].strip()}#{block.text[found.end() :].strip()}", [])
            number = len(kind) + 1
            if found[0] in (str(number), chinese_number(number)) and _has_labels(blocks, block.index + 1, finder):
                kind.append(block.index)
    yield from (index for kind in kinds.values() if len(kind) >= _FEWEST for index in kind)


def _has_labels(blocks: list[TextBlock], start: int, finder: LabelFinder) -> bool:
    """Whether the next row that is not blank has a label."""
    following = next((block for block in blocks[start:] if block.searchable), None)
    return following is not None and any(True for _ in finder.hits(following))
