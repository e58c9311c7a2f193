"""Continuation pages of our own PDFs: text there belongs to the field whose cell it overflowed.

Such a page begins with the title of the form and （续页）. Below stands a table of labels and of what belongs to them.
A row over both columns heads the fields of a row of a repeated section. Texts of people go on behind the form, under
their label and 续页.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.label_alignment import LabelMatch
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place
from ipforms.sheet import Paragraph, Sheet, Table
from ipforms.text import comparable, without_space

_HEADING = re.compile(r".*（续页）\s*")
_GOES_ON = re.compile(r"(?P<label>.+)（续(?P<begins>，另起一段)?）", re.DOTALL)
_ROW = re.compile(r"第(\d+)行")
_CONTINUED = "续"


class ContinuationText(NamedTuple):
    """What stands beside a label on a continuation page."""

    label: str  # the labels on the way to a field, without white space
    text: str  # what belongs to it
    continues: bool  # whether it goes on behind what its cell says
    new_paragraph: bool  # whether it begins with a new paragraph then
    place: Place  # where it stands


def split_continuations(sheet: Sheet) -> tuple[Sheet, tuple[ContinuationText, ...]]:
    """A document without its continuation pages, and what stands on these."""
    heads = [_is_heading(block) for block in sheet.blocks]
    if not any(heads):
        return sheet, ()
    first = heads.index(True)
    behind = sheet.blocks[first:]
    if not all(isinstance(block, Table) or _is_heading(block) for block in behind):
        return sheet, ()
    texts = tuple(each for block in behind if isinstance(block, Table) for each in _rows(block))
    return replace(sheet, blocks=sheet.blocks[:first]), texts


def with_continuations(
    fields: FieldTexts, continuations: Sequence[ContinuationText], names: Mapping[str, str]
) -> FieldTexts | None:
    """What a document says, its continuation pages too; None if one of their labels is none of the form.

    Args:
        fields: what its own pages say.
        continuations: what stands on the others.
        names: the patterns of the form's paths by their labels, in which 第1行 stands for any row.
    """
    texts, places = dict(fields.texts), dict(fields.places)
    for each in continuations:
        path = path_of(each, names)
        if path is None:
            return None
        before = texts.get(path, "") if each.continues else ""
        texts[path] = before + ("\n" if before and each.new_paragraph else "") + each.text
        places.setdefault(path, each.place)
    return replace(fields, texts=texts, places=places)


def path_of(continuation: ContinuationText, names: Mapping[str, str]) -> str | None:
    """The path of the field that a text belongs to, for `names` as in `with_continuations`; None if there is none."""
    pattern = names.get(_ROW.sub("第1行", continuation.label))
    number = _ROW.search(continuation.label)
    return pattern.replace("[]", f"[{int(number[1]) - 1}]") if pattern and number else pattern


_MISSING_GLYPH = "〓"


def agrees(text: str, continuation: str) -> bool:
    """Whether a text may end with what its continuation prints; there 〓 stands for what no font could draw.

    >>> agrees("第一段。\\n第二段𝄞。", "第二段〓。"), agrees("第一段。", "第二段。")
    (True, False)
    """
    typed, shown = comparable(text), comparable(continuation)
    pairs = zip(reversed(typed), reversed(shown), strict=False)
    return len(shown) <= len(typed) and all(one == other or other == _MISSING_GLYPH for one, other in pairs)


def _is_heading(block: object) -> bool:
    return isinstance(block, Paragraph) and "（续页）" in block.text and bool(_HEADING.fullmatch(block.text))


def _rows(table: Table) -> Iterator[ContinuationText]:
    head = ""
    for _, group in groupby(table.cells, key=lambda cell: cell.row):
        cells = list(group)
        label = without_space(cells[0].text)
        if len(cells) == 1:
            head = label
            continue
        found = _GOES_ON.fullmatch(label)
        if found:
            yield ContinuationText(found["label"], cells[1].text, True, bool(found["begins"]), cells[1].place)
        else:
            yield ContinuationText(head + label, cells[1].text, False, False, cells[1].place)


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
        if slot is None or slot.section or not match.hit.whole or _CONTINUED not in heading.text:
            continue
        if all(block.cell is None for block in below):
            lines = [fields.texts.get(slot.full_path, ""), *(block.text for block in below if block.text.strip())]
            fields.texts[slot.full_path] = "\n".join(filter(None, lines))
            taken.update(block.index for block in (heading, *below))
    return frozenset(taken)
