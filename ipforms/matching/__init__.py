"""A sheet of cells + the map of a form → a text for each place of the form.

Labels are aligned by what they say, not by where they stand; what is between two of them belongs to the slots that the
form has there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ipforms.matching.align import Match, chain
from ipforms.matching.assign import Assigner, Headers, move_dates
from ipforms.matching.bound import Bound
from ipforms.matching.gaps import end_of_form, gaps
from ipforms.matching.outline import Label, Outline, Span, outline
from ipforms.matching.pieces import Finder, Hit, Unit, units
from ipforms.matching.reworded import reworded, statements
from ipforms.matching.skeleton import skeleton
from ipforms.sheet import Sheet
from ipforms.text import label_key

_REMARK = re.compile(r"\([^()]{1,12}\)$")


@dataclass(frozen=True)
class Binding:
    """How a document agrees with a form.

    Attributes:
        bound: the texts, their places, and what was left over.
        missing: labels of the form that the document does not have.
        changed: labels that the document words otherwise, with the unit and its wording.
        score: how much of the form's print was found, from 0 to 1.
        behind: units behind the end of the form.
    """

    bound: Bound
    missing: tuple[Label, ...]
    changed: tuple[tuple[Label, Unit, str], ...]
    score: float
    behind: tuple[Unit, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether anything is filled in."""
        return any(text.strip() for text in self.bound.texts.values())


class Binder:
    """Binds documents to one form; made once a form."""

    def __init__(self, template: Sheet, aliases: Mapping[str, str] | None = None) -> None:
        """Make the map of a form.

        Args:
            template: the sheet of its tagged DOCX.
            aliases: other names of its labels, as people write them: name → label.
        """
        self.outline = outline(template)
        self._skeleton = skeleton(template)
        keys = {label.key for _, label in self.outline.labels}
        named = {label_key(name): label_key(label) for name, label in (aliases or {}).items()}
        # What stands in brackets behind a label, （可加页）, is often deleted.
        named |= {bare: label for label in keys if (bare := _REMARK.sub("", label)) != label and len(bare) > 2}
        colons = {label.key for _, label in self.outline.labels if label.has_colon}
        self._finder = Finder(
            keys, {name: label for name, label in named.items() if label in keys and name not in keys}, colons
        )
        self.keys = frozenset(keys)
        self._weights = [(label.key, label.weight) for _, label in self.outline.labels]
        counts = Counter(label.key for _, label in self.outline.labels)
        self.unique = frozenset(key for key, count in counts.items() if count == 1)

    def score(self, found: frozenset[str]) -> float:
        """A quick look: how much of the form's print is among the keys of cells and paragraphs."""
        return sum(weight for key, weight in self._weights if key in found) / self.outline.weight

    def bind(self, sheet: Sheet) -> Binding:
        """Bind a document: by position if it is the template's own skeleton, else by its labels."""
        return self.bind_exactly(sheet) or self.bind_units(units(sheet, self.keys))

    def _written_out(self, hits: list[Hit]) -> tuple[Outline, list[Match]]:
        """The map with as many rows as the document has, and its labels there."""
        counts = Counter(hit.key for hit in hits)
        outline = self.outline.unrolled(counts)
        matches = chain(outline, hits)
        lost = _lost_rows(self.outline, matches, hits)
        if lost:
            longer = self.outline.unrolled(counts, lost)
            again = chain(longer, hits)
            if len(again) > len(matches):
                return longer, again
        return outline, matches

    def is_print(self, folded: str) -> bool:
        """Whether a folded text is a label of the form."""
        return label_key(folded) in self.keys

    def bind_exactly(self, sheet: Sheet) -> Binding | None:
        """Bind a document that has the template's own paragraphs, rows and cells; None if it has not."""
        bound = self._skeleton.bind(sheet)
        return None if bound is None else Binding(bound, (), (), 1.0)

    def bind_units(self, found: list[Unit]) -> Binding:
        """Bind the units of a document."""
        hits = [hit for unit in found for hit in self._finder.hits(unit)]
        outline, matches = self._written_out(hits)
        like = list(reworded(outline, matches, found, self._finder))
        if like:
            hits = sorted([*hits, *(hit for _, hit in like)], key=lambda hit: (hit.unit, hit.start))
            matches = chain(outline, hits)
        matches = _with_moved(outline, matches, hits, found)
        headers = _headers(matches, hits, found)
        assigner = Assigner(headers, outline.columns, self.keys, Bound(signed=outline.signed))
        for gap in gaps(outline, matches, found):
            assigner.gap(gap)
        move_dates(outline, assigner.bound)
        matched = {index for index, _ in matches}
        labels = dict(outline.labels)
        near = {index for index, _ in like}
        changed = [
            (labels[index], found[hit.unit], found[hit.unit].raw(hit.start, hit.end))
            for index, hit in matches
            if hit.alias or index in near
        ]
        score = sum(labels[index].weight for index in matched) / outline.weight
        missing = [label for index, label in labels.items() if index not in matched]
        changed += statements(missing, assigner.bound.left)
        end = end_of_form(found, matches[-1][1] if matches else None)
        return Binding(assigner.bound, tuple(missing), tuple(changed), score, tuple(found[end:]))


def _lost_rows(outline: Outline, matches: list[Match], hits: list[Hit]) -> int:
    """How many rows more may be there: labels of rows, and labels in cells of their own, that nothing has taken."""
    taken = {hit for _, hit in matches}
    lost = Counter(hit.key for hit in hits if hit not in taken and (hit.whole or hit.key in outline.row_labels))
    return max(lost.values(), default=0) if outline.row_labels else 0


def _with_moved(outline: Outline, matches: list[Match], hits: list[Hit], found: list[Unit]) -> list[Match]:
    """The matches in the order of the document, and labels that stand elsewhere than in the form.

    Only what leaves no doubt: one label that was not found and one place that says it and is no other label's, at the
    head of a cell or paragraph of its own.
    """
    matched, used = {index for index, _ in matches}, {hit for _, hit in matches}
    lost: dict[str, list[int]] = {}
    for index, label in outline.labels:
        if index not in matched:
            lost.setdefault(label.key, []).append(index)
    spare: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.key in lost and hit not in used:
            spare.setdefault(hit.key, []).append(hit)
    moved = [
        (lost[key][0], places[0])
        for key, places in spare.items()
        if len(lost[key]) == 1 == len(places) and (places[0].whole or _heads(places[0], found))
    ]
    return sorted([*matches, *moved], key=_where) if moved else matches


def _heads(hit: Hit, found: list[Unit]) -> bool:
    """Whether a label and its colon stand at the head of a paragraph."""
    unit = found[hit.unit]
    return hit.start == 0 and unit.cell is None and unit.folded[hit.end - 1] == ":"


def _where(match: Match) -> tuple[int, int]:
    return match[1].unit, match[1].start


def _headers(matches: list[Match], hits: list[Hit], found: list[Unit]) -> Headers:
    """Where labels stand; a label that stands again in a further table counts there too."""
    again: dict[str, list[Unit]] = {}
    for hit in hits:
        if hit.whole:
            again.setdefault(hit.key, []).append(found[hit.unit])
    headers: dict[tuple[int, int], Span] = {}
    for index, hit in matches:
        for unit in again.get(hit.key, ()):
            if unit.span is not None and unit.index >= hit.unit and unit.table != found[hit.unit].table:
                headers[index, unit.table] = unit.span
        own = found[hit.unit]
        if hit.whole and own.span is not None:
            headers[index, own.table] = own.span
    return headers
