"""Fields that are known by several labels, such as a row and a column, and the texts with these labels around them.

Each pairing of a cell with a field is scored by how many of the field's labels stand around the cell, less the labels
next to the cell that are none of the field's, and by whether the text is a value of its kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ipforms.matching.cell_scores import FITS, Fits, pattern_of
from ipforms.matching.field_evidence import Found
from ipforms.matching.form_map import FormMap, Label, Slot
from ipforms.matching.intervals import without_lines
from ipforms.matching.label_contexts import ContextCell, LabelContext, label_contexts
from ipforms.matching.label_finder import LabelHit
from ipforms.matching.template_map import TemplateCell
from ipforms.matching.text_blocks import TextBlock

_FEWEST = 2  # labels of a field; with one alone its value stands beside or below that
_ENOUGH = 0.62  # of a field's labels: two of three, or both of two; a kind and one of two are less
_LEAST = 0.3  # of them; with less a field is no rival either
_FOREIGN = 0.5  # what a label next to a cell costs that is none of the field's
_FIT = 0.1 * FITS  # a kind decides only between fields that have as many labels there


class CrossedText(NamedTuple):
    """A cell, or what stands behind a label in one, and the field that it is the value of.

    Attributes:
        block: the cell.
        text: what is the field's.
        slot: the field, with the number of the entry.
        found: how it was found: the labels around it, and how much better this is than the next best field.
        spent: the blocks of which nothing is left for another field: its labels, and the cell itself.
    """

    block: TextBlock
    text: str
    slot: Slot
    found: Found
    spent: frozenset[int]


def slot_labels(cells: Iterable[TemplateCell], form_map: FormMap) -> dict[str, frozenset[str]]:
    """The labels of each field of a form that is known by several, by the pattern of its path."""
    lists = {section.name for section in form_map.sections} - form_map.labelled_sections
    merged = {section.name: _merged(form_map, section.start, section.end) for section in form_map.sections}
    found: dict[str, frozenset[str]] = {}
    for _, table in groupby(cells, key=lambda cell: cell.table):
        for around, slot in _slots_of(list(table)):
            labels = around | merged.get(slot.section, frozenset())
            if len(labels) >= _FEWEST and slot.section not in lists:
                found[pattern_of(slot)] = labels
    return found


def _slots_of(table: Sequence[TemplateCell]) -> Iterator[tuple[frozenset[str], Slot]]:
    """The slots of a table with the labels around them; not those of cells with several where one has no label."""
    keys = list(map(_key, table))
    grid = [ContextCell(at, each.cell, each.span, bool(keys[at]), not each.tokens) for at, each in enumerate(table)]
    for at, context in label_contexts(grid).items():
        tokens = table[at].tokens
        around = {keys[label] for label in (*context.left, *context.above, *context.head)}
        if len(tokens) == 1 and isinstance(tokens[0], Slot):
            yield frozenset(around), tokens[0]
        elif [isinstance(token, Label) for token in tokens] == [True, False] * (len(tokens) // 2):
            for label, slot in zip(tokens[::2], tokens[1::2], strict=True):
                assert isinstance(label, Label) and isinstance(slot, Slot)  # as they alternate
                yield frozenset({*around, label.key}), slot


def _key(cell: TemplateCell) -> str:
    """The label of a cell that has nothing else."""
    labels = [token for token in cell.tokens if isinstance(token, Label) and not token.is_number]
    return labels[0].key if len(labels) == 1 and len(cell.tokens) == 1 else ""


def _merged(form_map: FormMap, start: int, end: int) -> frozenset[str]:
    """The labels that stand once over all entries of a section."""
    return frozenset(token.key for token in form_map.tokens[start:end] if isinstance(token, Label) and token.merged)


def crossed_texts(
    form_map: FormMap,
    labels: Mapping[str, frozenset[str]],
    hits: Iterable[LabelHit],
    blocks: Sequence[TextBlock],
    fits: Fits,
) -> list[CrossedText]:
    """The texts of fields that are known by several labels.

    Args:
        form_map: the map.
        labels: the labels of each such field.
        hits: where labels may stand in the document.
        blocks: the document.
        fits: whether a text is a value of a field.
    """
    slots = [token for token in form_map.tokens if isinstance(token, Slot) and not token.row]
    slots = [slot for slot in slots if pattern_of(slot) in labels]
    if not slots:
        return []
    own = frozenset(label.key for _, label in form_map.labels if label.has_colon)
    texts = list(_texts(hits, blocks, own))
    pairings = [each for number, text in enumerate(texts) for each in _pairings(number, text, slots, labels, fits)]
    found, best = list[CrossedText](), _best(pairings)
    left = {text.block.index for number, text in enumerate(texts) if number not in best and text.text.strip()}
    for number, slot in _in_entries(best):
        scores = sorted((each.score for each in pairings if each.number == number), reverse=True)
        margin = min(1.0, 2 * (scores[0] - scores[1])) if len(scores) > 1 else 1.0
        block, text, around, near, further = texts[number]
        likeness = [max(keys.values()) for keys in (*near, *further) if not labels[pattern_of(slot)].isdisjoint(keys)]
        words = " ".join(blocks[label].text.strip() for label in around[:_FEWEST])
        how = Found("label", words, min(likeness), margin)
        found.append(CrossedText(block, text, slot, how, frozenset((block.index, *around)) - left))
    return found


def uneven_sections(texts: Iterable[CrossedText]) -> list[str]:
    """The sections with more entries of one field than of another: some of these lack a label or a cell."""
    counts: dict[str, Counter[str]] = {}
    for each in texts:
        if each.slot.section:
            counts.setdefault(each.slot.section, Counter())[each.slot.path] += 1
    return [section for section, found in counts.items() if len(set(found.values())) > 1]


class _Text(NamedTuple):
    """A text, the blocks of the labels around it, and what these may be and how likely: next to it, and all."""

    block: TextBlock
    text: str
    labels: Sequence[int]
    near: Sequence[Mapping[str, float]]
    further: Sequence[Mapping[str, float]]


class _Pairing(NamedTuple):
    """How well a text, by its number, suits a slot, by its rank in the form."""

    score: float
    number: int
    rank: int
    slot: Slot


def _texts(hits: Iterable[LabelHit], blocks: Sequence[TextBlock], own: frozenset[str]) -> Iterator[_Text]:
    """The texts of cells that are no labels; `own` are labels whose values stand in their cells."""
    whole: dict[int, dict[str, float]] = {}
    inside: dict[int, dict[tuple[int, int], dict[str, float]]] = {}
    for hit in hits:
        block = blocks[hit.block]
        if hit.whole and not (hit.key in own and block.searchable.endswith(":")) and block.searchable[0] != "(":
            whole.setdefault(hit.block, {})[hit.key] = hit.likeness
        elif block.cell:
            inside.setdefault(hit.block, {}).setdefault((hit.start, hit.end), {})[hit.key] = hit.likeness
    for index, context in _contexts(blocks, whole):
        block = blocks[index]
        near, further = [whole[at] for at in context.near], [whole[at] for at in context.all]
        starts = sorted(inside.get(index, ()))
        first = starts[0][0] if starts else len(block.searchable)
        if first or not starts:
            yield _Text(block, without_lines(block.typed(0, first)), context.all, near, further)
        for (start, end), (behind, _) in pairwise([*starts, (len(block.searchable), 0)]):
            keys = inside[index][start, end]
            text = without_lines(block.typed(end, max(end, behind))).strip()
            yield _Text(block, text, context.all, [keys], [keys, *further])


def _contexts(blocks: Sequence[TextBlock], labels: Container[int]) -> Iterator[tuple[int, LabelContext]]:
    tables: dict[int, list[ContextCell]] = {}
    for block in blocks:
        if block.cell and block.span:
            cell = ContextCell(block.index, block.cell, block.span, block.index in labels, not block.searchable)
            tables.setdefault(block.table, []).append(cell)
    for cells in tables.values():
        if any(cell.is_label for cell in cells):
            yield from label_contexts(cells).items()


def _pairings(
    number: int, text: _Text, slots: Sequence[Slot], labels: Mapping[str, frozenset[str]], fits: Fits
) -> Iterator[_Pairing]:
    """The fields that a text may be the value of."""
    for rank, slot in enumerate(slots):
        own = labels[pattern_of(slot)]
        foreign = sum(own.isdisjoint(keys) for keys in text.near)
        score = _shared(own, text.further) / len(own) - _FOREIGN * foreign
        if score >= _LEAST:
            fit = _FIT * fits(pattern_of(slot), text.text) if text.text.strip() else 0.0
            yield _Pairing(score + fit, number, rank, slot)


def _shared(own: frozenset[str], labels: Iterable[Mapping[str, float]]) -> float:
    """How many labels of a field stand around a text; each of both counts once."""
    found: dict[str, float] = {}
    for keys in labels:
        best = max((key for key in keys if key in own and key not in found), key=keys.__getitem__, default=None)
        if best is not None:
            found[best] = keys[best]
    return sum(found.values())


def _best(pairings: Iterable[_Pairing]) -> dict[int, Slot]:
    """The slot of each text, the best pairings first; only fields of sections have several texts."""
    found: dict[int, Slot] = {}
    for each in sorted(pairings, key=lambda each: (-each.score, each.number, each.rank)):
        if each.score < _ENOUGH:
            break
        if each.number not in found and (each.slot.section or each.slot not in found.values()):
            found[each.number] = each.slot
    return found


def _in_entries(found: Mapping[int, Slot]) -> Iterator[tuple[int, Slot]]:
    """The texts with their slots; a further entry of a section begins where a field has a text already."""
    rows: dict[str, int] = {}
    filled: set[str] = set()
    for number, slot in sorted(found.items(), key=_number):
        own = slot
        if slot.section:
            own = slot.in_row(rows.setdefault(slot.section, 0))
            if own.full_path in filled:
                rows[slot.section] += 1
                own = slot.in_row(rows[slot.section])
        filled.add(own.full_path)
        yield number, own


def _number(item: tuple[int, Slot]) -> int:
    return item[0]
