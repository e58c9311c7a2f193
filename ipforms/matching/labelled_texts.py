"""The texts of a document with the labels that stand around each, as a person sees them, and the fields they name.

In a table these are the labels on the left of a cell, above it, over its block (`label_contexts`); in a line the label
before a text; under a heading the heading. Nothing here knows the order of the form: what the alignment of its labels
says is compared with this.
"""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from ipforms.matching.cell_scores import FITS, Fits
from ipforms.matching.form_map import Slot
from ipforms.matching.intervals import without_lines
from ipforms.matching.label_cells import LabelKeys, label_cells
from ipforms.matching.label_contexts import ContextCell, LabelContext, label_contexts
from ipforms.matching.label_finder import LabelHit
from ipforms.matching.slot_labels import SlotLabels, is_struck, outright
from ipforms.matching.text_blocks import TextBlock

_AT_A_HEAD = re.compile(r"(?:\n|\t|　|\s\s|[。；;]\s)\s*(?:[（(]?\d{1,2}[.、)）]?\s*)?$")
_WORDS = re.compile(r"[^\W\d_]{2}|\d{4}")
_HINT = re.compile(r"\((?!(?:\d{1,2}|[一二三四五六七八九十]{1,3})\))")  # （二）… is a title with its number
_LEAST = 0.3  # of a field's labels; with less it is no rival either
_FOREIGN = 0.5  # what a label next to a text costs that is none of the field's
_MEANT = 0.27  # likeness by which a label may be less like one of two and still be that
_FAR = 0.2  # what one costs that stands further away
_FURTHER = 0.7  # what the one label of a field proves that is not the next to a text
_IN_SECTION = 0.1  # what the title of the section proves that a text stands in
_FIT = 0.1 * FITS  # a kind decides only between fields that have as many labels there


class LabelledText(NamedTuple):
    """A text with the labels around it."""

    block: TextBlock  # where it stands
    start: int  # where in the searchable text of the block it begins
    text: str  # the text, "" where the place of a value is blank
    labels: Sequence[int]  # the blocks of the labels around it
    near: Sequence[LabelKeys]  # what the labels next to it may be
    around: Sequence[LabelKeys]  # what all of them may be
    is_loose: bool = False  # whether a label stands behind it, and none before it


class Pairing(NamedTuple):
    """How well a text suits a slot, by its rank in the form."""

    score: float
    rank: int
    slot: Slot


class DocumentLabels:
    """The labels of a document: cells and lines that are one, and places inside of texts.

    Args:
        hits: where labels may stand.
        blocks: the document.
        own: labels whose values stand in their cells.
        in_lines: labels whose values stand behind them on a line.
        taken: the hits that the alignment has chosen.
    """

    def __init__(
        self,
        hits: Iterable[LabelHit],
        blocks: Sequence[TextBlock],
        own: Container[str],
        in_lines: Container[str],
        taken: Collection[LabelHit] = (),
    ) -> None:
        self._blocks = blocks
        self._inside: dict[int, dict[tuple[int, int], dict[str, float]]] = {}
        alone: list[LabelHit] = []
        for hit in hits:
            block = blocks[hit.block]
            has_value = hit.key in (own if block.cell else in_lines) and block.searchable.endswith(":")
            if hit.whole and is_struck(hit.key):
                continue
            if hit.whole and not has_value and not _HINT.match(block.searchable):
                alone.append(hit)
            else:
                self._inside.setdefault(hit.block, {}).setdefault((hit.start, hit.end), {})[hit.key] = hit.likeness
        self.whole = label_cells(alone, blocks, taken)
        chosen = {(hit.block, hit.start) for hit in taken}
        for index, places in self._inside.items():
            self._inside[index] = dict(_in_lines(blocks[index], places, chosen))
        self._ends: dict[tuple[int, int], int] = {}  # by table and row, the column behind its last cell
        for block in blocks:
            if cell := block.cell:
                for row in range(cell.row, cell.row + cell.row_span):
                    self._ends[block.table, row] = max(
                        self._ends.get((block.table, row), 0), cell.column + cell.column_span
                    )
        self._headers = Counter((blocks[at].table, cell.row) for at in self.whole if (cell := blocks[at].cell))

    def is_shifted(self, text: LabelledText) -> bool:
        """Whether the row of a text and that of the headers above it end apart: there is a cell too many or too few."""
        if text.block.cell is None:
            return False
        table, row = text.block.table, text.block.cell.row
        above = {cell.row for at in text.labels if (cell := self._blocks[at].cell) and self._blocks[at].table == table}
        return any(
            each < row and self._headers[table, each] > 1 and self._ends[table, each] != self._ends[table, row]
            for each in above
        )

    def _is_before_label(self, block: TextBlock) -> bool:
        """Whether the next cell of its row is a label; a band over several rows stands before labels, too."""
        beside = self._blocks[block.index + 1 : block.index + 2]
        is_band = block.cell is None or block.cell.row_span > 1
        return not is_band and any(each.index in self.whole and each.row == block.row for each in beside)

    def goes_on(self, block: TextBlock) -> TextBlock | None:
        """The line below a line, where it is neither a label nor has one."""
        below = self._blocks[block.index + 1] if block.index + 1 < len(self._blocks) else None
        if below is None or block.cell or below.cell or not below.searchable:
            return None
        return None if below.index in self.whole or self._inside.get(below.index) else below

    def texts(self) -> Iterator[LabelledText]:
        """The texts of the document, in its order."""
        contexts = dict(_contexts(self._blocks, self.whole))
        cells = Counter(block.table for block in self._blocks if block.cell)
        heading: tuple[int, ...] = ()
        for block in self._blocks:
            is_boxed = cells[block.table] == 1 and block.cell is not None and heading != ()  # a frame below a heading
            if block.cell is None and block.index in self.whole:
                # 审批意见： over 签名： over 盖章：, of which each has its place behind it
                is_open = block.searchable.endswith(":") and all(
                    self._blocks[at].searchable[-1] == ":" for at in heading
                )
                heading = (block.index, *heading) if is_open else (block.index,)
                if is_open and self._is_blank(block):
                    around = [self.whole[at] for at in heading]
                    yield LabelledText(block, len(block.searchable), "", heading, around[:1], around)
            elif block.cell is not None and not is_boxed:
                heading = ()
            if block.index in contexts and not is_boxed:
                yield from self._texts(block, contexts[block.index])
            elif block.index not in self.whole and block.searchable:
                yield from self._texts(block, LabelContext(heading=heading[:1], around=heading[1:]))
                heading = heading[:1] if block.index not in self._inside and not is_boxed else ()

    def _is_blank(self, label: TextBlock) -> bool:
        """Whether nothing stands on the line of a label nor below it: the next line begins with a label."""
        below = next((each for each in self._blocks[label.index + 1 :] if each.searchable), None)
        if below is None or below.cell is not None or below.index in self.whole:
            return True
        return any(start == 0 for start, _ in self._inside.get(below.index, ()))

    def _texts(self, block: TextBlock, context: LabelContext) -> Iterator[LabelledText]:
        near = [keys for at in context.near or context.heading if not _is_hint(keys := self.whole[at])]
        around = [self.whole[at] for at in context.all]
        starts = sorted(self._inside.get(block.index, ()))
        first = starts[0][0] if starts else len(block.searchable)
        if first or not starts or near:
            text = without_lines(block.typed(0, first))
            is_loose = not (context.near or starts) and _WORDS.search(text) is not None and self._is_before_label(block)
            yield LabelledText(block, 0, text, context.all, near, around, is_loose)
        before: list[LabelKeys] = []
        for (start, end), (behind, _) in pairwise([*starts, (len(block.searchable), 0)]):
            keys = self._inside[block.index][start, end]
            text = without_lines(block.typed(end, max(end, behind))).strip()
            near = near if _is_hint(keys) and near else [keys]
            yield LabelledText(block, end, text, context.all, near, [keys, *before, *around])
            before = [keys] if not text else before


def _is_hint(keys: LabelKeys) -> bool:
    """Whether print is what the form says in brackets of its label."""
    return any(key.startswith("(") for key in keys)


def _in_lines(
    block: TextBlock, places: Mapping[tuple[int, int], dict[str, float]], chosen: Container[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], dict[str, float]]]:
    """The labels of lines that begin with one, or apart from what is before; within a sentence a word is no label."""
    behind, follows = 0, False
    for start, end in sorted(places):
        before = block.typed(behind, start) if start else "\n"
        follows = (follows and "\n" not in before) or _AT_A_HEAD.search(before) is not None
        if follows or (block.index, start) in chosen:
            yield (start, end), places[start, end]
        behind = end


def _contexts(blocks: Sequence[TextBlock], labels: Container[int]) -> Iterator[tuple[int, LabelContext]]:
    tables: dict[int, list[ContextCell]] = {}
    for block in blocks:
        if block.cell and block.span:
            cell = ContextCell(block.index, block.cell, block.span, block.index in labels, is_struck(block.key))
            tables.setdefault(block.table, []).append(cell)
    for cells in tables.values():
        yield from label_contexts(cells).items()


class FieldLabels:
    """Which fields labels ask for.

    Args:
        slots: the fields, in the order of the form.
        labels: the labels of each, by the pattern of its path.
        fits: whether a text is a value of a field.
    """

    def __init__(self, slots: Iterable[Slot], labels: Mapping[str, SlotLabels], fits: Fits) -> None:
        self._fits = fits
        self._by_key: dict[str, list[tuple[int, Slot, SlotLabels]]] = {}
        self._sharing: dict[str, set[str]] = {}  # by label, the names of the fields that have it, each outright
        for rank, slot in enumerate(slots):
            of_slot = labels.get(slot.pattern, SlotLabels())
            for key in (*of_slot.own, outright(slot.pattern)):
                self._by_key.setdefault(key, []).append((rank, slot, of_slot))
                self._sharing.setdefault(key, set()).add(outright(slot.pattern))

    def pairings(
        self, text: LabelledText, heading: Iterable[str] = (), group: frozenset[str] = frozenset()
    ) -> Iterator[Pairing]:
        """The fields that a text may be the value of.

        Args:
            text: the text.
            heading: the title of the section that it stands in.
            group: labels further up that say whose it is.
        """
        text = text._replace(near=list(map(_meant, text.near)), around=list(map(_meant, text.around)))
        asked = {each[0]: each for keys in text.around for key in keys for each in self._by_key.get(key, ())}
        for rank, slot, labels in asked.values():
            foreign = sum(labels.are_foreign(keys) for keys in text.near)
            far = sum(labels.are_foreign(keys) for keys in text.around) - foreign
            if text.block.cell is None and text.start:  # the label before it on its line says what it is
                far = 0
            named = outright(slot.pattern)
            foreign -= sum(named in keys for keys in text.near if labels.are_foreign(keys))
            is_named = max((keys.get(named, 0.0) for keys in text.around), default=0.0)
            if not is_named and any(self._name_another(keys, labels.own) for keys in text.near):
                continue
            is_near = not labels.own.isdisjoint(chain(*text.near))
            # 签章 stands between 推荐单位意见 and the date in the form too
            is_near |= slot.is_date and all(not labels.beside.isdisjoint(keys) for keys in text.near)
            far_share = 1.0 if len(labels.own) > 1 or is_near else _FURTHER
            own = _shared(labels.own, text.around) + (not labels.own.isdisjoint(group - _all(text.around)))
            shared = max(far_share * own / max(1, len(labels.own)), is_named)
            is_of_others = bool(group) and labels.own.isdisjoint(group)
            score = shared - _FOREIGN * foreign - _FAR * (far > 0 or is_of_others)
            if score >= _LEAST:
                fit = _FIT * self._fits(slot.pattern, text.text) if text.text.strip() else 0.0
                in_section = _IN_SECTION * (not labels.beside.isdisjoint(heading))
                yield Pairing(score + fit + in_section, rank, slot)

    def _name_another(self, keys: LabelKeys, own: Iterable[str]) -> bool:
        """Whether a label is rather the name of a field that shares a label: 联络人职务 beside 企业联络人及职务."""
        return any(keys.get(name, 0.0) >= keys[key] for key in own if key in keys for name in self._sharing[key])


def _meant(keys: LabelKeys) -> LabelKeys:
    """What a label may be, without what it is far less like than another one."""
    least = max(keys.values(), default=0.0) - _MEANT
    return (
        keys if min(keys.values(), default=1.0) >= least else {k: alike for k, alike in keys.items() if alike >= least}
    )


def _all(labels: Iterable[LabelKeys]) -> frozenset[str]:
    return frozenset(chain.from_iterable(labels))


def _shared(own: frozenset[str], labels: Iterable[LabelKeys]) -> float:
    """How many labels of a field stand around a text; each of both counts once."""
    found: dict[str, float] = {}
    for keys in labels:
        best = max((key for key in keys if key in own and key not in found), key=keys.__getitem__, default=None)
        if best is not None:
            found[best] = keys[best]
    return sum(found.values())
