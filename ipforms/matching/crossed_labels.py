"""Fields that are known by several labels, such as a row and a column, and the texts with these labels around them.

Each pairing of a cell with a field is scored by how many of the field's labels stand around the cell, less the labels
next to the cell that are none of the field's, and by whether the text is a value of its kind.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ipforms.matching.cell_scores import Fits
from ipforms.matching.field_evidence import MISSING, Found
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.label_cells import LabelKeys
from ipforms.matching.label_likeness import EXACT
from ipforms.matching.labelled_texts import DocumentLabels, FieldLabels, LabelledText, Pairing
from ipforms.matching.section_entries import section_entries
from ipforms.matching.slot_labels import SlotLabels, outright
from ipforms.matching.text_blocks import TextBlock

_FEWEST = 2  # labels of a field; with one alone its value stands beside or below that
_ENOUGH = 0.62  # of a field's labels: two of three, or both of two; a kind and one of two are less

_CLEAR = 0.6  # margin to the next best field from which on a text is not that one's


class CrossedText(NamedTuple):
    """A cell, or what stands behind a label in one, and the field that it is the value of."""

    block: TextBlock  # the cell
    text: str  # what is the field's
    slot: Slot  # the field, with the number of the entry
    found: Found  # how it was found: the labels around it, and how much better this is than the next best field
    spent: frozenset[int]  # the blocks of which nothing is left for another field: its labels, and the cell itself
    rival: Slot | None = None  # the field that it may be as well


def crossed_texts(
    form_map: FormMap, labels: Mapping[str, SlotLabels], found: DocumentLabels, blocks: Sequence[TextBlock], fits: Fits
) -> list[CrossedText]:
    """The texts of fields that are known by several labels."""
    slots = [token for token in form_map.tokens if isinstance(token, Slot) and not token.row]
    slots = [slot for slot in slots if slot.pattern in labels and labels[slot.pattern].is_crossed]
    if not slots:
        return []
    names = {outright(slot.pattern) for slot in slots}
    texts = [
        each
        for each in found.texts()
        if (each.block.cell and (each.start or each.text or not each.block.text))
        or any(not names.isdisjoint(keys) for keys in each.near)
    ]
    fields = FieldLabels(slots, labels, fits)
    pairings = [list(fields.pairings(text)) for text in texts]
    crossed, best = list[CrossedText](), _best(pairings)
    left = {text.block.index for number, text in enumerate(texts) if number not in best and text.text.strip()}
    for number, slot in _in_entries(texts, best):
        block, _, text, around, near, further, _ = texts[number]
        ranked = sorted(pairings[number], key=lambda each: -each.score)
        if _is_named(labels[ranked[0].slot.pattern], near):
            ranked = [each for each in ranked if _is_named(labels[each.slot.pattern], near)]
        margin = min(1.0, 2 * (ranked[0].score - ranked[1].score)) if len(ranked) > 1 else 1.0
        if len(ranked) > 1 and fits(ranked[0].slot.pattern, text) == 1 > fits(ranked[1].slot.pattern, text):
            margin = max(margin, _CLEAR)  # a number of the one kind under a label for both
        likeness = [
            max(keys.values())
            for keys in (*near, *further)
            if not {*labels[slot.pattern].own, outright(slot.pattern)}.isdisjoint(keys)
        ]
        words = " ".join(blocks[label].text.strip() for label in around[:_FEWEST])
        how = Found("label", words, min(likeness), margin)
        rival = ranked[1].slot if margin < _CLEAR else None
        rival = rival.in_row(slot.row) if rival and rival.section == slot.section and slot.row is not None else rival
        crossed.append(CrossedText(block, text, slot, how, frozenset((block.index, *around)) - left, rival))
    return crossed


def rivals(crossed: Sequence[CrossedText], given: Container[str]) -> dict[str, Found]:
    """How blank fields were found whose labels stand as well around a text that another field has.

    Args:
        crossed: the texts.
        given: the paths of the fields that have a place.
    """
    return {
        each.rival.full_path: replace(MISSING, margin=each.found.margin, others=(each.text,))
        for each in crossed
        if each.rival and each.text.strip() and each.rival.full_path not in given
    }


def _is_named(labels: SlotLabels, near: Sequence[LabelKeys]) -> bool:
    """Whether the label next to a text is one of a field's in the form's own words; others are only like it then."""
    return bool(near) and any(near[0].get(key) == EXACT for key in labels.own)


def _best(pairings: Sequence[Sequence[Pairing]]) -> dict[int, Slot]:
    """The slot of each text by its number, the best pairings first; only fields of sections have several texts."""
    ranked = sorted((-each.score, number, each.rank) for number, found in enumerate(pairings) for each in found)
    slots = {(number, each.rank): each.slot for number, found in enumerate(pairings) for each in found}
    best: dict[int, Slot] = {}
    for score, number, rank in ranked:
        slot = slots[number, rank]
        if -score >= _ENOUGH and number not in best and (slot.section or slot not in best.values()):
            best[number] = slot
    return best


def _in_entries(texts: Sequence[LabelledText], found: Mapping[int, Slot]) -> Iterator[tuple[int, Slot]]:
    """The texts with their slots, those of sections with the number of their entry."""
    claims: dict[str, list[tuple[LabelledText, Slot]]] = {}
    for number, slot in found.items():
        if slot.section:
            claims.setdefault(slot.section, []).append((texts[number], slot))
        else:
            yield number, slot
    numbers = {(texts[number].block.index, texts[number].start): number for number in found}
    for of_section in claims.values():
        for row, entry in enumerate(section_entries(of_section, blank=True)):
            for slot, text in entry.items():
                yield numbers[text.block.index, text.start], slot.in_row(row)
