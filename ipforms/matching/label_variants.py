"""Labels that a document words otherwise: found by what stands around them.

A label that was not found lies between two that were. What the document has there may be the same row of cells in other
words, a label whose value follows it without a colon, or nearly the same words.
"""

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence

from ipforms.matching.form_map import FormMap, Label, Slot, Token
from ipforms.matching.intervals import Fragment
from ipforms.matching.label_alignment import LabelMatch
from ipforms.matching.label_finder import SENTENCE, LabelFinder, LabelHit
from ipforms.matching.text_blocks import TextBlock

_ALIKE = 0.72  # of 1; difflib's ratio from which on two texts are one label
IN_PLACE = 0.7  # the likeness of other words that stand where the form has its label: as good as one character of three


def label_variants(
    form_map: FormMap, matches: list[LabelMatch], blocks: list[TextBlock], finder: LabelFinder
) -> Iterator[LabelHit]:
    """Labels that were not found, and the blocks between their neighbours that stand for them."""
    before: LabelMatch | None = None
    for match in (*matches, None):
        start, end = (before.token + 1 if before else 0), (match.token if match else len(form_map.tokens))
        low, high = (before.hit.block + 1 if before else 0), (match.hit.block if match else len(blocks))
        tokens, between = form_map.tokens[start:end], blocks[low:high]
        if between and any(isinstance(token, Label) for token in tokens):
            yield from _in_place(tokens, between, finder, blocks[low - 1] if low else None)
        before = match


def changed_statements(missing: list[Label], unassigned: list[Fragment]) -> list[tuple[Label, TextBlock, str]]:
    """Statements that were not found, with unassigned fragments in nearly the same words; both lists lose them."""
    found = []
    for label in [label for label in missing if len(label.key) >= SENTENCE]:
        likeness = {number: _ratio(label.key, fragment.key) for number, fragment in enumerate(unassigned)}
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] > _ALIKE:
            fragment = unassigned.pop(best)
            missing.remove(label)
            found.append((label, fragment.block, fragment.text))
    return found


def _in_place(
    tokens: Sequence[Token], blocks: Sequence[TextBlock], finder: LabelFinder, label: TextBlock | None
) -> list[LabelHit]:
    """The labels of cells that stand one for one where the form has its own, or in a header row as long as the form's.

    That the cells are as many as labels and slots leaves no doubt which is which, whatever the labels say. If they are
    not as many in all, they may be in the first row or in the last, unless a label before them stands there.
    """
    last = _in_row_of(blocks[-1], blocks)
    return (
        _one_for_one(tokens, blocks, finder)
        or _one_for_one(_header(tokens), _in_row_of(blocks[0], blocks), finder)
        or (_one_for_one(tokens[-len(last) :], last, finder) if label is None or label.row != last[0].row else [])
    )


def _one_for_one(tokens: Sequence[Token], blocks: Sequence[TextBlock], finder: LabelFinder) -> list[LabelHit]:
    """The labels, if each token has a cell that may be its own; otherwise none."""
    if len(tokens) != len(blocks) or any(block.cell is None for block in blocks):
        return []
    found = []
    for token, block in zip(tokens, blocks, strict=True):
        if isinstance(token, Slot):
            if finder.label(block.key):
                return []
        elif token.is_number:
            if block.searchable and not block.key.isdecimal():
                return []
        elif finder.label(block.key) or not block.is_like_a_label or _is_heading(token):
            return []
        else:
            found.append(LabelHit(block.index, 0, len(block.searchable), token.key, True, IN_PLACE))
    return found


def _is_heading(token: Token) -> bool:
    """Whether a label is a line over what follows: in other words no cell is it, though as many cells stand there."""
    return isinstance(token, Label) and token.span is None and not token.has_colon


def _header(tokens: Sequence[Token]) -> Sequence[Token]:
    """The labels before the first slot."""
    first = next((at for at, token in enumerate(tokens) if isinstance(token, Slot)), len(tokens))
    return tokens[:first]


def _in_row_of(head: TextBlock, blocks: Sequence[TextBlock]) -> Sequence[TextBlock]:
    return [block for block in blocks if block.row == head.row]


def _ratio(label: str, other: str) -> float:
    return difflib.SequenceMatcher(None, label, other, autojunk=False).ratio()


def rows_of_headers(matches: Sequence[LabelMatch], blocks: Sequence[TextBlock]) -> dict[tuple[int, int], range]:
    """The rows of labels in their tables, by their index and the table; not of those beside as many values."""
    whole = {match.hit.block: match.token for match in matches if match.hit.whole and match.hit.likeness > IN_PLACE}
    whole |= {match.hit.block: match.token for match in matches if match.hit.in_header}
    labels = Counter(blocks[block].row for block in whole)
    values = Counter(block.row for block in blocks if block.searchable and block.index not in whole)
    found = ((index, blocks[at]) for at, index in whole.items() if values[blocks[at].row] < labels[blocks[at].row])
    return {
        (index, block.table): range(block.cell.row, block.cell.row + block.cell.row_span)
        for index, block in found
        if block.cell is not None
    }
