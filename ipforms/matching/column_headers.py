"""Cells below the labels of columns: which slot each belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.form_map import Slot
from ipforms.matching.intervals import Fragment
from ipforms.matching.split_cell import split_cell

_UNDER = 0.2  # of the narrower of header and cell; what is less is a border that is a little off


@dataclass(frozen=True)
class ColumnHeaders:
    """Where the labels above columns stand."""

    # for the index of a label in the form's map and the number of a table, the columns there. A header that is repeated
    # on a further page stands in more than one table
    spans: Mapping[tuple[int, int], ColumnSpan]
    labels: Mapping[Slot, int]  # for each slot, the index of the label above it
    # the rows of the table that it stands in, by the same keys as `spans`
    rows: Mapping[tuple[int, int], range] = field(default_factory=dict)

    def for_row(self, row: Sequence[Slot], slots: Sequence[Slot]) -> "ColumnHeaders":
        """The same headers above the slots of one row of a section."""
        return replace(self, labels={own: self.labels.get(slot, -1) for own, slot in zip(row, slots, strict=True)})

    def are_in_order(self, slots: Sequence[Slot], table: int) -> bool:
        """Whether the labels that a table has above its columns stand as in the form: else no cell can be counted."""
        spans = (self.spans.get((self.labels.get(slot, -1), table)) for slot in slots)
        firsts = [span.first for span in spans if span is not None]
        return firsts == sorted(firsts)

    def is_above(self, slot: Slot, fragment: Fragment) -> bool:
        """Whether the label of a slot stands above a cell."""
        return self._overlap(slot, fragment) > 0

    def slot_of(self, slots: Sequence[Slot], fragment: Fragment) -> Slot | None:
        """The slot whose label stands above a cell; of several that of which most is above."""
        best = max(slots, key=lambda slot: self._overlap(slot, fragment), default=None)
        return best if best is not None and self.is_above(best, fragment) else None

    def _overlap(self, slot: Slot, fragment: Fragment) -> float:
        at = self.labels.get(slot, -1), fragment.block.table
        header, span = self.spans.get(at), fragment.block.span
        if not (header and span) or (common := header.overlap(span)) <= 0:
            return 0.0
        return common if header.share(span) >= _UNDER else 0.0

    def assign(self, slots: Sequence[Slot], fragments: Sequence[Fragment], fields: FieldTexts) -> bool:
        """Give cells to the slots of their columns; False, and nothing is given, where one that is filled has none."""
        own: dict[Slot, list[Fragment]] = {slot: [] for slot in slots}
        for fragment in fragments:
            slot = self.slot_of(slots, fragment)
            if slot is not None:
                own[slot].append(fragment)
            elif not fragment.is_blank:
                return False
        for slot, cells in own.items():
            head = self.labels.get(slot)
            sharing = [other for other in slots if other.span == slot.span and self.labels.get(other) == head]
            if len(sharing) == 1:
                fields.put(slot, cells)
            elif cells:
                put_shared(sharing, cells, fields)
            if len(cells) != len(sharing) and sum(cell.is_cell and not cell.is_blank for cell in cells) > 1:
                fields.joined.append(slot.full_path if slot.row is None else f"{slot.section}[{slot.row}]")
        return any(own.values())


def put_shared(slots: Sequence[Slot], fragments: Sequence[Fragment], fields: FieldTexts) -> None:
    """Give one cell to several slots, such as 企业联络人及职务; of as many cells each its own."""
    if len(slots) == len(fragments):
        for slot, fragment in zip(slots, fragments, strict=True):
            fields.put(slot, [fragment])
        return
    text = "\n".join(fragment.text.strip() for fragment in fragments)
    for slot, part in zip(slots, split_cell(text, slots), strict=True):
        fields.put(slot, fragments, part)
