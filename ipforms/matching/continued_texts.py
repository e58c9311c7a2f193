"""Texts that go on behind the form, under their label and 续页, as people add pages."""

from collections.abc import Sequence

from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.label_alignment import LabelMatch
from ipforms.matching.text_blocks import TextBlock

_GOES_ON = "续"


def continue_texts(
    form_map: FormMap, repeats: Sequence[LabelMatch], blocks: Sequence[TextBlock], fields: FieldTexts
) -> frozenset[int]:
    """Add what stands below labels that go on to the texts of their fields; the blocks that it was.

    Args:
        form_map: the map of the form.
        repeats: labels behind the form that it had before.
        blocks: the document.
        fields: where the texts go.
    """
    taken: set[int] = set()
    stops = [match.hit.block for match in repeats]
    for match, stop in zip(repeats, [*stops[1:], len(blocks)], strict=False):
        heading = blocks[match.hit.block]
        slot = next(
            (each for each in form_map.tokens[match.token + 1 : match.token + 2] if isinstance(each, Slot)), None
        )
        below = blocks[heading.index + 1 : stop]
        if slot is None or slot.section or not match.hit.whole or _GOES_ON not in heading.text:
            continue
        if all(block.cell is None for block in below):
            lines = [fields.texts.get(slot.full_path, ""), *(block.text for block in below if block.text.strip())]
            fields.texts[slot.full_path] = "\n".join(filter(None, lines))
            taken.update(block.index for block in (heading, *below))
    return frozenset(taken)
