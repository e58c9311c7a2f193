"""How each field was found: by its position, its label, the header of its column, or only by its place in the order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ipforms.codes.masking import masked_repr
from ipforms.matching.cell_scores import CellChoice
from ipforms.matching.form_map import FormMap, Label, Slot
from ipforms.paths import pattern_of

How = Literal["position", "field", "label", "column", "order", "missing"]
_HINT = re.compile(r"\(.*\)", re.DOTALL)  # print behind a label that says how to fill it in; many senders delete it
CERTAIN = 1.0  # A likeness or a margin that leaves no doubt


@dataclass(frozen=True, slots=True)
class Found:
    """How the text of a field was found. Its `repr` masks long numbers."""

    # "position" where the document has the template's own layout, "field" for a field of a fillable form that bears the
    # name, "label" beside or behind its label, "column" below the header of its column, "order" by what stands around
    # it, "missing" where the document has no place for it
    how: How
    label_text: str = ""  # the label as the document words it
    likeness: float = CERTAIN  # of that to the form's label, from 0 to 1
    margin: float = CERTAIN  # by how much this reading is better than the next best one, from 0 to 1
    others: tuple[str, ...] = ()  # the texts that the next best readings would put here
    is_confirmed: bool = True  # whether the labels beside it say the same as the order of the labels does

    __repr__ = masked_repr


BY_POSITION, BY_FIELD, MISSING = Found("position"), Found("field"), Found("missing", likeness=0.0)


class LabelEvidence(NamedTuple):
    """How a label of the form was recognised: as it is worded, and how likely it is the one."""

    text: str
    likeness: float
    margin: float = CERTAIN


def found_by_labels(
    form_map: FormMap, labels: Mapping[int, LabelEvidence], paths: Mapping[str, str], choices: Mapping[str, CellChoice]
) -> dict[str, Found]:
    """How the fields of a document were found that was matched by its labels.

    Args:
        form_map: the map, with the rows of the document.
        labels: the labels that were found, by their index in the map.
        paths: the texts by path.
        choices: by path, the cell that was chosen among several.
    """
    slots = {slot.pattern: found for slot, found in _slots(form_map, labels)}
    single = dict.fromkeys(path for path in slots if "[]" not in path)
    found = {path: next(filter(None, map(slots.get, _names(path))), MISSING) for path in {**single, **paths}}
    for path, choice in choices.items():
        others = (choice.rival,) if choice.rival else ()
        found[path] = replace(found[path], margin=min(found[path].margin, choice.margin), others=others)
    return found


def _slots(form_map: FormMap, labels: Mapping[int, LabelEvidence]) -> Iterator[tuple[Slot, Found]]:
    """Each slot with the label that it was found by: the nearest one before it, or that of its column."""
    nearest = -1
    before: Label | None = None
    beside = ""  # the field that stands beside that label: 营业收入, and further on the row that of the next year
    for index, token in enumerate(form_map.tokens):
        if isinstance(token, Label):
            is_deleted_hint = _HINT.fullmatch(token.searchable) and index not in labels and nearest in labels
            if not (token.is_number or is_deleted_hint):
                nearest = index
            before = token
            continue
        column = form_map.columns.get(token, -1)
        pattern = pattern_of(token.path)
        beside = pattern if before is not None else beside
        # In a list the label before a slot may be the number of its row, or be merged over all.
        is_open = not token.section or (before is not None and not (before.is_number or before.merged))
        has_own = column != nearest and is_open and (_is_beside(before, token) or "[]" in beside == pattern)
        if has_own and nearest in labels:
            yield token, _of("label", labels[nearest])
        elif column in labels and not has_own:
            yield token, _of("column", labels[column])
        elif known := labels.get(nearest) or labels.get(column):
            # Its own label is not in the document: it was found behind another's, or below it.
            yield token, replace(_of("order", known), margin=known.margin / 2)
        else:
            yield token, MISSING
        before = None


def _is_beside(label: Label | None, slot: Slot) -> bool:
    """Whether a label, the token before a slot, stands on its left or in the same cell or line."""
    if label is None or label.span is None or slot.span is None:
        return label is not None
    return label.span.behind == slot.span.first or label.span == slot.span


def _of(how: How, label: LabelEvidence) -> Found:
    return Found(how, label.text.strip(), label.likeness, label.margin)


def _names(path: str) -> tuple[str, ...]:
    """What the slot of a path may be called: an entry of its own, of an entry that is numbered, of any entry.

    >>> _names("products[1].patents[0].name")
    ('products[1].patents[0].name', 'products[1].patents[].name', 'products[].patents[].name')
    """
    before, bracket, behind = path.rpartition("[")
    own = f"{before}[{behind[behind.index(']') :]}" if bracket else path
    return path, own, pattern_of(path)
