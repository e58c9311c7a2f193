"""What stands between two labels of a document, and which slots of the form stand between them."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from ipforms.matching.date_lines import is_date_place
from ipforms.matching.form_map import FormMap, Slot, Token
from ipforms.matching.label_alignment import LabelMatch
from ipforms.matching.label_finder import LabelHit
from ipforms.matching.labelled_cells import is_like_a_label
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key

_LINE_TO_WRITE_ON = re.compile(
    r"""
    (?<! [^\W_＿年月日]) [_＿]{2,}      # not behind a letter or a digit,
    | [_＿]{2,} (?! [^\W_＿年月日])     # or not before one: within a name it is a part of it
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a block that is no label."""

    block: TextBlock  # which block
    text: str  # the text
    whole: bool  # whether it is the whole block

    @property
    def is_cell(self) -> bool:
        """Whether it is a whole cell of a table: such a one counts even if it is blank."""
        return self.whole and self.block.cell is not None

    @property
    def is_place(self) -> bool:
        """Whether it is a cell for a value; one that says 日期 is the label of the date beside it."""
        return self.is_cell and self.key != "日期"

    @property
    def key(self) -> str:
        """Its text as labels are compared."""
        return self.block.key if self.text == self.block.text else label_key(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen in it."""
        return not self.text.strip()

    def is_beside(self, first: "Fragment") -> bool:
        """Whether it is filled in, and begins in the same row of the table as another one."""
        own, other = self.block.cell, first.block.cell
        return not self.is_blank and own is not None and other is not None and own.row == other.row


def by_row(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The fragments of each row."""
    return [list(row) for _, row in groupby(fragments, key=lambda fragment: fragment.block.row)]


def pairs_beside(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Labels that the form has not, each with its value, behind a value in its row: 传真 | 0579-81234567."""
    row = next(iter(by_row(fragments)), [])
    beside = row[1:]
    is_pair = beside and len(beside) % 2 == 0 and all(each.is_cell for each in row)
    labels = (is_like_a_label(each.text) for each in beside[::2])
    return beside if is_pair and all(labels) else []


@dataclass(frozen=True, slots=True)
class Interval:
    """Slots and labels of the form between two matched labels, and what the document has there."""

    tokens: tuple[Token, ...]  # of the form
    fragments: tuple[Fragment, ...]  # of the document
    # where several labels stand together before what belongs to them, the label of each slot
    labels: Mapping[Slot, TextBlock] = field(default_factory=dict)


def intervals(
    form_map: FormMap, matches: list[LabelMatch], blocks: list[TextBlock], spent: Container[int], end: int
) -> Iterator[Interval]:
    """The intervals of a document, from before its first label to behind its last.

    Args:
        form_map: the map of the form.
        matches: its labels in the order of the document; one may stand elsewhere than in the form.
        blocks: the document.
        spent: blocks that are labels, or whose text has a field; nothing of them is left.
        end: where the form ends.
    """
    found = sorted(match.token for match in matches)
    behind = dict(zip(found, [*found, len(form_map.tokens)][1:], strict=True))
    following: list[LabelHit | None] = [*(match.hit for match in matches), None]
    first = form_map.tokens[: found[0]] if found else form_map.tokens
    yield Interval(first, tuple(_between(blocks, None, following[0], spent, end)))
    together: list[LabelMatch] = []
    for match, next_hit in zip(matches, following[1:], strict=True):
        together.append(match)
        fragments = tuple(_between(blocks, match.hit, next_hit, spent, end))
        is_end = not _in_one_table(match.hit, next_hit, blocks) or (
            _heads_section(form_map, together, behind) and _is_below(match.hit, next_hit, blocks)
        )
        if fragments or _has_own_place(form_map, match) or is_end:
            yield _interval(form_map, together, behind, fragments, blocks)
            together = []


def _in_one_table(hit: LabelHit, following: LabelHit | None, blocks: list[TextBlock]) -> bool:
    """Whether two labels are cells of one table, so that what follows the second may belong to both."""
    if following is None or not (hit.whole and following.whole):
        return False
    return bool(blocks[hit.block].cell) and blocks[hit.block].table == blocks[following.block].table


def _heads_section(form_map: FormMap, together: list[LabelMatch], behind: dict[int, int]) -> bool:
    """Whether labels are those above the columns of a section in an entry, whose rows would stand below them."""
    own = (token for match in together for token in form_map.tokens[match.token + 1 : behind[match.token]])
    return any(isinstance(token, Slot) and token.row is None and "]." in token.section for token in own)


def _is_below(hit: LabelHit, following: LabelHit | None, blocks: list[TextBlock]) -> bool:
    """Whether the next label stands in a later row of the table."""
    return following is not None and blocks[following.block].row != blocks[hit.block].row


def _has_own_place(form_map: FormMap, match: LabelMatch) -> bool:
    """Whether the value stands in the cell of its label, 手机：, so that no further cell is its own."""
    label, *behind = form_map.tokens[match.token : match.token + 2]
    return bool(behind) and isinstance(behind[0], Slot) and behind[0].span == label.span


def _interval(
    form_map: FormMap,
    together: list[LabelMatch],
    behind: dict[int, int],
    fragments: tuple[Fragment, ...],
    blocks: list[TextBlock],
) -> Interval:
    """What belongs to labels that stand together: a row of labels above a row of values, a header in another order."""
    tokens: list[Token] = []
    labels: dict[Slot, TextBlock] = {}
    owners = 0
    for match in sorted(together, key=lambda match: match.token):
        own = form_map.tokens[match.token + 1 : behind[match.token]]
        nearest = takewhile(lambda token: isinstance(token, Slot) or token.is_number, own)
        slots = [token for token in nearest if isinstance(token, Slot)]
        owners += bool(slots)
        labels.update(dict.fromkeys(slots, blocks[match.hit.block]))
        tokens += own
    return Interval(tuple(tokens), fragments, labels if owners > 1 else {})


def _between(
    blocks: list[TextBlock], left: LabelHit | None, right: LabelHit | None, spent: Container[int], end: int
) -> Iterator[Fragment]:
    if left and right and left.block == right.block:
        yield from _part(blocks[left.block], left.end, right.start)
        return
    if left and not left.whole:
        yield from _part(blocks[left.block], left.end, len(blocks[left.block].searchable))
    start = left.block + 1 if left else 0
    for block in blocks[start : right.block if right else end]:
        if block.index not in spent:
            yield Fragment(block, without_lines(block.text), True)
    if right and not right.whole:
        yield from _part(blocks[right.block], 0, right.start)


def end_of_form(blocks: list[TextBlock], left: LabelHit | None, headings: Container[str] = ()) -> int:
    """Where the form ends behind its last label: with its table, or with the line of the label and a date below it.

    Below one of `headings`, which ask for prose, it goes on with all paragraphs.
    """
    if left is None:
        return 0
    end = left.block + 1
    if left.whole and left.key in headings:
        end += sum(1 for _ in takewhile(lambda block: not block.table, blocks[end:]))
    while end < len(blocks) and blocks[left.block].table and blocks[end].table == blocks[left.block].table:
        end += 1
    while (
        end < len(blocks) and not blocks[left.block].table and not blocks[end].table and is_date_place(blocks[end].text)
    ):
        end += 1
    return end


def _part(block: TextBlock, start: int, end: int) -> Iterator[Fragment]:
    text = without_lines(block.typed(start, end)) if end > start else ""
    if text.strip():
        yield Fragment(block, text, False)


def without_lines(text: str) -> str:
    """A text without the line that was printed or typed to write on: 张三____ is 张三."""
    return _LINE_TO_WRITE_ON.sub("", text) if "_" in text or "＿" in text else text
