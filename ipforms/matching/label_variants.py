"""Labels that a document words otherwise: found by what stands around them.

A label that was not found lies between two that were. What the document has there may be the same row of cells in other
words, a label whose value follows it without a colon, or nearly the same words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from ipforms.matching.form_map import FormMap, Label, Slot, Token
from ipforms.matching.intervals import Fragment
from ipforms.matching.label_chain import LabelMatch
from ipforms.matching.label_finder import SENTENCE, LabelFinder, LabelHit
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import unspaced

_ALIKE = 0.72  # of 1; difflib's ratio from which on two texts are one label
_PART = 0.75  # the likeness of a label to a part of it: 电话 for 联系电话
_SHORTEST, _LONGEST = 0.5, 2  # times the length of the label; other texts are not compared
_LIKE_A_LABEL = re.compile(
    r"""(?= .* [一-鿿]{2} )   # words, no digits and signs alone
        (?! .* \d{5} )       # no number of somebody
        [^@。,;]{2,16}        # no e-mail, no sentence""",
    re.VERBOSE,
)


def label_variants(
    form_map: FormMap, matches: list[LabelMatch], blocks: list[TextBlock], finder: LabelFinder
) -> Iterator[LabelMatch]:
    """Labels that were not found, and the blocks between their neighbours that stand for them."""
    before: LabelMatch | None = None
    for match in (*matches, None):
        start, end = (before[0] + 1 if before else 0), (match[0] if match else len(form_map.tokens))
        low, high = (before[1].block + 1 if before else 0), (match[1].block if match else len(blocks))
        tokens, between = form_map.tokens[start:end], blocks[low:high]
        if between and any(isinstance(token, Label) for token in tokens):
            found = _in_place(tokens, between, finder) or _nearest(tokens, between, finder)
            yield from ((start + at, hit) for at, hit in found)
        before = match


def changed_statements(missing: list[Label], unassigned: list[Fragment]) -> list[tuple[Label, TextBlock, str]]:
    """Statements that were not found, with unassigned fragments in nearly the same words; both lists lose them."""
    found = []
    for label in [label for label in missing if len(label.key) >= SENTENCE]:
        likeness = {number: _likeness(label.key, fragment.key) for number, fragment in enumerate(unassigned)}
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] > _ALIKE:
            fragment = unassigned.pop(best)
            missing.remove(label)
            found.append((label, fragment.block, fragment.text))
    return found


def _in_place(tokens: Sequence[Token], blocks: Sequence[TextBlock], finder: LabelFinder) -> list[LabelMatch]:
    """The labels of cells that stand one for one where the form has its own, or in a header row as long as the form's.

    That the cells are as many as labels and slots leaves no doubt which is which, whatever the labels say. If they are
    not as many in all, they may be in the first row or in the last.
    """
    lost = [token.key for token in tokens if isinstance(token, Label)]
    if any(finder.head(block, name) for block in blocks for name in lost):
        return []
    last = _in_row_of(blocks[-1], blocks)
    return (
        _one_for_one(0, tokens, blocks, finder)
        or _one_for_one(0, _header(tokens), _in_row_of(blocks[0], blocks), finder)
        or _one_for_one(len(tokens) - len(last), tokens[-len(last) :], last, finder)
    )


def _one_for_one(
    first: int, tokens: Sequence[Token], blocks: Sequence[TextBlock], finder: LabelFinder
) -> list[LabelMatch]:
    """The labels, numbered from `first`, if each token has a cell that may be its own; otherwise none."""
    if len(tokens) != len(blocks) or any(block.cell is None for block in blocks):
        return []
    found = []
    for at, (token, block) in enumerate(zip(tokens, blocks, strict=True)):
        if isinstance(token, Slot):
            if finder.label(block.key):
                return []
        elif token.is_number:
            if block.searchable and not block.key.isdecimal():
                return []
        elif finder.label(block.key) or not _LIKE_A_LABEL.fullmatch(unspaced(block.text)):
            return []
        else:
            found.append((first + at, _whole(block, token)))
    return found


def _header(tokens: Sequence[Token]) -> Sequence[Token]:
    """The labels before the first slot."""
    first = next((at for at, token in enumerate(tokens) if isinstance(token, Slot)), len(tokens))
    return tokens[:first]


def _in_row_of(head: TextBlock, blocks: Sequence[TextBlock]) -> Sequence[TextBlock]:
    return [block for block in blocks if block.row == head.row]


def _nearest(tokens: Sequence[Token], blocks: Sequence[TextBlock], finder: LabelFinder) -> list[LabelMatch]:
    """Labels at the head of a cell without a colon, or nearly the same words."""
    taken: set[int] = set()
    found = []
    for at, token in enumerate(tokens):
        if isinstance(token, Label):
            free = [block for block in blocks if block.index not in taken]
            hit = _head(token, free, finder) or _most_alike(token, free)
            if hit is not None:
                taken.add(hit.block)
                found.append((at, hit))
    return found


def _head(label: Label, blocks: Sequence[TextBlock], finder: LabelFinder) -> LabelHit | None:
    return next(filter(None, (finder.head(block, label.key) for block in blocks if block.cell)), None)


def _most_alike(label: Label, blocks: Sequence[TextBlock]) -> LabelHit | None:
    best, most = None, _ALIKE
    for block in blocks:
        if _SHORTEST <= len(block.searchable) / len(label.key) < _LONGEST:
            ratio = _likeness(label.key, block.key)
            if ratio > most:
                best, most = block, ratio
    return _whole(best, label) if best else None


def _whole(block: TextBlock, label: Label) -> LabelHit:
    """The hit of a block that is a label and nothing else."""
    return LabelHit(block.index, 0, len(block.searchable), label.key, True)


def _likeness(label: str, other: str) -> float:
    """How alike two texts are, from 0 to 1; 电话 is as good as 联系电话."""
    if len(other) > 1 and other in label:
        return _PART
    return difflib.SequenceMatcher(None, label, other, autojunk=False).ratio()
