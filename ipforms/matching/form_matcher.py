"""A document against the map of one form: which text belongs to which field, and what departs from the form.

Labels are aligned by what they say, not by where they stand; what is between two of them belongs to the slots that the
form has there.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ipforms.matching.assignment import Assigner
from ipforms.matching.column_headers import ColumnHeaders
from ipforms.matching.continuation_pages import ContinuationText
from ipforms.matching.exact_layout import exact_layout
from ipforms.matching.field_evidence import LabelEvidence, found_by_labels
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.form_map import ColumnSpan, FormMap, Label
from ipforms.matching.intervals import end_of_form, intervals
from ipforms.matching.label_chain import LabelMatch, best_chain
from ipforms.matching.label_finder import LabelFinder, LabelHit
from ipforms.matching.label_variants import changed_statements, label_variants
from ipforms.matching.signature_dates import move_dates
from ipforms.matching.template_map import map_form
from ipforms.matching.text_blocks import TextBlock, text_blocks
from ipforms.sheet import Sheet
from ipforms.text import label_key

_REMARK = re.compile(r"\([^()]{1,12}\)$")


@dataclass(frozen=True)
class FormMatch:
    """How a document agrees with a form.

    Attributes:
        fields: the texts, their places, and what was left over.
        missing: labels of the form that the document does not have.
        changed: labels that the document words otherwise, with the block and its wording.
        score: how much of the form's print was found, from 0 to 1.
        behind: blocks behind the end of the form.
        stale: by path, what continuation pages print otherwise than the field says.
    """

    fields: FieldTexts
    missing: tuple[Label, ...] = ()
    changed: tuple[tuple[Label, TextBlock, str], ...] = ()
    score: float = 1.0
    behind: tuple[TextBlock, ...] = ()
    stale: Mapping[str, tuple[ContinuationText, ...]] = field(default_factory=dict)

    @property
    def is_filled(self) -> bool:
        """Whether anything is filled in."""
        return any(text.strip() for text in self.fields.texts.values())


class FormMatcher:
    """Matches documents with one form; made once a form.

    Args:
        template: the sheet of its tagged DOCX.
        aliases: other names of its labels, as people write them: name → label.
        paths: the patterns of its paths by their labels, as continuation pages print them (第1行 stands for any row).
    """

    def __init__(
        self, template: Sheet, aliases: Mapping[str, str] | None = None, paths: Mapping[str, str] | None = None
    ) -> None:
        self.paths = paths or {}
        self.form_map = map_form(template)
        self._layout = exact_layout(template)
        labels = [label for _, label in self.form_map.labels]
        counts = Counter(label.key for label in labels)
        self.keys = frozenset(counts)
        self.unique = frozenset(key for key, count in counts.items() if count == 1)
        names = {label_key(name): label_key(label) for name, label in (aliases or {}).items()}
        # What stands in brackets behind a label, （可加页）, is often deleted.
        names |= {bare: key for key in counts if (bare := _REMARK.sub("", key)) != key and len(bare) > 2}
        names = {name: label for name, label in names.items() if label in self.keys and name not in self.keys}
        self._finder = LabelFinder(counts, names, {label.key for label in labels if label.has_colon})

    def quick_score(self, found: frozenset[str]) -> float:
        """How much of the form's print is among the keys of cells and paragraphs."""
        return sum(label.weight for _, label in self.form_map.labels if label.key in found) / self.form_map.weight

    def is_print(self, text: str) -> bool:
        """Whether a text is a label of the form."""
        return label_key(text) in self.keys

    def match(self, sheet: Sheet) -> FormMatch:
        """Match a document: cell for cell if it has the template's own layout, else by its labels."""
        return self.match_layout(sheet) or self.match_labels(text_blocks(sheet, self.keys))

    def match_layout(self, sheet: Sheet) -> FormMatch | None:
        """Match a document that has the template's own paragraphs, rows and cells; None if it has not."""
        fields = self._layout.match(sheet)
        return None if fields is None else FormMatch(fields)

    def match_labels(self, blocks: list[TextBlock]) -> FormMatch:
        """Match the blocks of a document by the labels in them."""
        hits = [hit for block in blocks for hit in self._finder.hits(block)]
        form_map, matches = self._unrolled(hits)
        variants = list(label_variants(form_map, matches, blocks, self._finder))
        if variants:
            hits = sorted([*hits, *(hit for _, hit in variants)], key=_position)
            matches = best_chain(form_map, hits)
        matches = _with_moved(form_map, matches, hits, blocks)
        headers = ColumnHeaders(_header_spans(matches, hits, blocks), form_map.columns)
        assigner = Assigner(headers, self.keys, FieldTexts(signed=form_map.signed))
        for interval in intervals(form_map, matches, blocks):
            assigner.assign(interval)
        move_dates(form_map, assigner.fields)
        other_words = {index for index, _ in variants}
        evidence = {index: _evidence(hit, blocks, index in other_words) for index, hit in matches}
        assigner.fields.found = found_by_labels(form_map, evidence, assigner.fields.texts)
        return self._result(form_map, matches, other_words, assigner.fields, blocks)

    def _result(
        self,
        form_map: FormMap,
        matches: list[LabelMatch],
        other_words: set[int],
        fields: FieldTexts,
        blocks: list[TextBlock],
    ) -> FormMatch:
        labels = dict(form_map.labels)
        matched = {index for index, _ in matches}
        missing = [label for index, label in labels.items() if index not in matched]
        changed = [
            (labels[index], blocks[hit.block], blocks[hit.block].typed(hit.start, hit.end))
            for index, hit in matches
            if hit.alias or index in other_words
        ]
        changed += changed_statements(missing, fields.unassigned)
        score = sum(labels[index].weight for index in matched) / form_map.weight
        end = end_of_form(blocks, matches[-1][1] if matches else None)
        return FormMatch(fields, tuple(missing), tuple(changed), score, tuple(blocks[end:]))

    def _unrolled(self, hits: list[LabelHit]) -> tuple[FormMap, list[LabelMatch]]:
        """The map with as many rows as the document has, and its labels there."""
        counts = Counter(hit.key for hit in hits)
        form_map = self.form_map.unrolled(counts)
        matches = best_chain(form_map, hits)
        if more := _unmatched_rows(self.form_map, matches, hits):
            longer = self.form_map.unrolled(counts, more)
            again = best_chain(longer, hits)
            if len(again) > len(matches):
                return longer, again
        return form_map, matches


def _evidence(hit: LabelHit, blocks: list[TextBlock], in_other_words: bool) -> LabelEvidence:
    text = blocks[hit.block].typed(hit.start, hit.end)
    ratio = difflib.SequenceMatcher(None, hit.key, label_key(text), autojunk=False).ratio() if in_other_words else 1.0
    return LabelEvidence(text, ratio if in_other_words else 0.95 if hit.alias else 1.0)


def _unmatched_rows(form_map: FormMap, matches: list[LabelMatch], hits: list[LabelHit]) -> int:
    """How many rows more may be there: labels of rows, and labels in cells of their own, that nothing has taken."""
    if not form_map.row_labels:
        return 0
    taken = {hit for _, hit in matches}
    spare = Counter(hit.key for hit in hits if hit not in taken and (hit.whole or hit.key in form_map.row_labels))
    return max(spare.values(), default=0)


def _with_moved(
    form_map: FormMap, matches: list[LabelMatch], hits: list[LabelHit], blocks: list[TextBlock]
) -> list[LabelMatch]:
    """The matches in the order of the document, and labels that stand elsewhere than in the form.

    Only what leaves no doubt: one label that was not found and one place that says it and is no other label's, at the
    head of a cell or paragraph of its own.
    """
    matched, used = {index for index, _ in matches}, {hit for _, hit in matches}
    lost: dict[str, list[int]] = {}
    for index, label in form_map.labels:
        if index not in matched:
            lost.setdefault(label.key, []).append(index)
    spare: dict[str, list[LabelHit]] = {}
    for hit in hits:
        if hit.key in lost and hit not in used:
            spare.setdefault(hit.key, []).append(hit)
    moved = [
        (lost[key][0], places[0])
        for key, places in spare.items()
        if len(lost[key]) == 1 == len(places) and (places[0].whole or _heads_paragraph(places[0], blocks))
    ]
    return sorted([*matches, *moved], key=lambda match: _position(match[1])) if moved else matches


def _heads_paragraph(hit: LabelHit, blocks: list[TextBlock]) -> bool:
    """Whether a label and its colon stand at the head of a paragraph."""
    block = blocks[hit.block]
    return hit.start == 0 and block.cell is None and block.searchable[hit.end - 1] == ":"


def _position(hit: LabelHit) -> tuple[int, int]:
    return hit.block, hit.start


def _header_spans(
    matches: list[LabelMatch], hits: list[LabelHit], blocks: list[TextBlock]
) -> dict[tuple[int, int], ColumnSpan]:
    """The columns of labels; a label that stands again in a further table counts there too."""
    again: dict[str, list[TextBlock]] = {}
    for hit in hits:
        if hit.whole:
            again.setdefault(hit.key, []).append(blocks[hit.block])
    spans: dict[tuple[int, int], ColumnSpan] = {}
    for index, hit in matches:
        own = blocks[hit.block]
        for block in again.get(hit.key, ()):
            if block.span is not None and block.index >= hit.block and block.table != own.table:
                spans[index, block.table] = block.span
        if hit.whole and own.span is not None:
            spans[index, own.table] = own.span
    return spans
