"""A document against the map of one form: which text belongs to which field, and what departs from the form.

Labels are aligned by what they say, not by where they stand; what is between two of them belongs to the slots that the
form has there.
"""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain

from ipforms.matching.assignment import Assigner
from ipforms.matching.cell_scores import Fits, any_text
from ipforms.matching.claimed_texts import take_claims
from ipforms.matching.column_headers import ColumnHeaders
from ipforms.matching.confirmation import Confirmation, mixed_sections
from ipforms.matching.continuation_pages import continue_texts
from ipforms.matching.crossed_labels import crossed_texts, rivals
from ipforms.matching.digit_cells import boxed_labels
from ipforms.matching.entry_cards import EntryCards, entry_cards
from ipforms.matching.entry_rows import with_entry_rows
from ipforms.matching.entry_texts import with_entry_tables
from ipforms.matching.exact_layout import exact_layout
from ipforms.matching.field_evidence import MISSING, LabelEvidence, found_by_labels
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.form_map import FormMap
from ipforms.matching.form_match import FormMatch
from ipforms.matching.header_order import HeaderFinder, header_hits, header_order, header_spans
from ipforms.matching.inner_labels import document_hits
from ipforms.matching.intervals import Fragment, end_of_form, intervals
from ipforms.matching.joint_labels import SPLIT
from ipforms.matching.label_alignment import Alignment, LabelMatch, align
from ipforms.matching.label_cells import bands
from ipforms.matching.label_claims import LabelClaims
from ipforms.matching.label_finder import LabelFinder, LabelHit
from ipforms.matching.label_likeness import ALIAS, EXACT
from ipforms.matching.label_rows import Reading, column_by_column
from ipforms.matching.label_variants import IN_PLACE, changed_statements, label_variants, rows_of_headers
from ipforms.matching.labelled_texts import DocumentLabels
from ipforms.matching.layout_repairs import form_lists, repaired
from ipforms.matching.sentence_blanks import sentences, with_sentences
from ipforms.matching.signature_dates import dates_below, move_dates, move_names
from ipforms.matching.slot_labels import SlotLabels, outright, owners, slot_labels
from ipforms.matching.template_map import map_form
from ipforms.matching.text_blocks import TextBlock, text_blocks
from ipforms.sheet import Sheet
from ipforms.text import bare_label, label_key

_WORDS = "同意"  # what no field of numbers, dates or addresses takes
_REMARK = re.compile(r"\([^()]{1,12}\)$")

_ASKED = re.compile("^是否(?=.{4})")  # how a label is put as a question: 是否曾获认定
_LEAST_TAIL = 4  # letters at the end of a label that are no value: 企业地址; 情况 alone may be one
_LONGEST_LABEL = 24  # characters; the longest label that is no statement has 20
_SAME_WORDS = 0.85  # likeness from which a text is hardly anything but a label; two offices of one kind have 0.8


class FormMatcher:
    """Matches documents with one form; made once a form.

    Args:
        template: the sheet of its tagged DOCX.
        aliases: other names of its labels: name → the labels that it may stand for.
        words: further ones, also those for a field, by the pattern of its path: word → labels or patterns. Nothing that
            is only like one of them is a label.
        paths: the patterns of its paths by their labels, as continuation pages print them (第1行 stands for any row).
        fits: whether a text may be the value of a field.
        blanks: by pattern, what the form prints of a field without a value.
        prose: the patterns of fields whose texts may have several lines.
        title: what the form is called.
    """

    def __init__(
        self,
        template: Sheet,
        aliases: Mapping[str, Iterable[str]] | None = None,
        words: Mapping[str, Iterable[str]] | None = None,
        paths: Mapping[str, str] | None = None,
        fits: Fits = any_text,
        blanks: Mapping[str, str] | None = None,
        prose: Collection[str] = (),
        title: str = "",
    ) -> None:
        self.title, self.paths, self.fits = title, paths or {}, fits
        self.form_map, cells = map_form(template, blanks or {})
        self._labels = slot_labels(cells, self.form_map)
        self._layout = exact_layout(template, blanks or {}, prose)
        self._headings = frozenset(key for path in prose for key in self._labels.get(path, SlotLabels()).own)
        self.boxed_labels = boxed_labels(template)
        self._sentences = sentences(template)
        counts = Counter(label.key for _, label in self.form_map.labels)
        self.keys = frozenset(counts)
        # Labels that stand once in a filled form too: those of a list may stand in each of its entries.
        self._columns = frozenset(key for path, own in self._labels.items() if "[" in path for key in own.own)
        self.unique = frozenset(key for key, count in counts.items() if count == 1) - self._columns
        names = self._names(aliases or {})
        # What stands in brackets behind a label, （可加页）, is often deleted, and so is its number.
        bare = {bare_label(key): (key,) for key in counts} | {_REMARK.sub("", key): (key,) for key in counts}
        bare = {name: key for name, key in bare.items() if name not in self.keys and len(name) > 2}
        self._unnumbered = frozenset(bare) - frozenset(_REMARK.sub("", key) for key in counts)
        names |= bare | {_ASKED.sub("", key): (key,) for key in counts if _ASKED.match(key)}
        with_colon = {label.key for _, label in self.form_map.labels if label.has_colon}
        crossed = {outright(path): labels.own for path, labels in self._labels.items() if labels.is_crossed}
        self._crossed = frozenset(crossed)
        of_labels = (counts, names, with_colon, self._names(words or {}), crossed, owners(self._labels))
        self._new_finder = partial(LabelFinder, *of_labels)
        self._lists = form_lists(self.form_map, self._labels, cells)

    @cached_property
    def _finder(self) -> LabelFinder:
        """Made for the first text that may be a label: an untouched document is asked for those of its own form."""
        return self._new_finder()

    @cached_property
    def names(self) -> frozenset[str]:
        """What its labels are called, also in other words."""
        return frozenset(self._finder.names)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its labels, and what they are called in other words."""
        return self.keys | self.names

    def _names(self, names: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """Names as labels are compared, with the labels of the form that they stand for."""
        found = {label_key(name): dict.fromkeys(chain.from_iterable(map(self._keys_of, names[name]))) for name in names}
        return {name: tuple(labels) for name, labels in found.items() if labels and name not in self.keys}

    def _keys_of(self, meant: str) -> list[str]:
        """The labels that a field has, or that a label is."""
        if meant not in self._labels:
            return sorted(
                self.keys & {key := label_key(meant)} or {each for each in self.keys if bare_label(each) == key}
            )
        own = self._labels[meant].own
        is_shared = sum(not own.isdisjoint(each.own) for each in self._labels.values()) > 1
        return [outright(meant)] if is_shared or len(own) > 1 else sorted(own & self.keys)

    def quick_score(self, found: Iterable[str]) -> float:
        """How much of the form's print is among the keys of cells and paragraphs, with what is put beside it.

        A title without the number of its part is any form's.
        """
        labels = frozenset(self._finder.label(key) for key in found if key not in self._unnumbered)
        return sum(label.weight for _, label in self.form_map.labels if label.key in labels) / self.form_map.weight

    def proved(self, match: FormMatch) -> int:
        """How many texts, wherever they went, are what a field asks for and no words are: telephones, dates."""
        kinds = [path for path in self._labels if self.fits(path, _WORDS) < 0]
        texts = [*match.fields.texts.values(), *(fragment.text for fragment in match.fields.unassigned)]
        return sum(any(self.fits(path, text) >= 1 for path in kinds) for text in texts if text.strip())

    def is_print(self, text: str) -> bool:
        """Whether a text is a label of the form."""
        return label_key(text) in self.keys

    def says_label(self, text: str, lacking: Container[str] | None = None) -> bool:
        """Whether a value is a label of the form, perhaps in other words, or begins or ends with a line that is one.

        Args:
            text: the value.
            lacking: the labels that words which are only like one may be; of a value that its label confirms these are
                labels that the document has not. None for any.
        """
        lines = [line for line in text.strip().split("\n") if line.strip()]
        keys = {label_key(line) for line in (lines[:1] + lines[-1:])}
        return any(self._finder.label(key) or self._is_like_label(key, lacking) for key in keys)

    def _is_like_label(self, key: str, lacking: Container[str] | None) -> bool:
        likely = self._finder.likely(key) if len(key) <= _LONGEST_LABEL else ()
        is_tail = len(key) >= _LEAST_TAIL and any(label.endswith(key) for label in self.keys)
        return is_tail or any(alike >= _SAME_WORDS and (lacking is None or label in lacking) for label, alike in likely)

    def _is_value(self, label: str, text: str) -> float:
        """How far a text is a value of what a label asks for, by its kind."""
        asked = self._asked(key for key, _ in self._finder.likely(label_key(label))[:1])
        return max((self.fits(path, text) for path in asked), default=0.0)

    def _asked(self, keys: Iterable[str]) -> set[str]:
        """The patterns of the fields that labels may ask for."""
        found = set(keys)
        return {path for path, of in self._labels.items() if outright(path) in found or not of.own.isdisjoint(found)}

    def match(self, sheet: Sheet) -> FormMatch:
        """Match a document: cell for cell if it has the template's own layout, else by its labels."""
        return self.match_layout(sheet) or self.match_labels(text_blocks(sheet, self.keys, self.names))

    def match_layout(self, sheet: Sheet) -> FormMatch | None:
        """Match a document that has the template's own paragraphs, rows and cells; None if it has not."""
        fields = self._layout.match(sheet)
        return None if fields is None else FormMatch(fields)

    def match_labels(self, blocks: list[TextBlock]) -> FormMatch:
        """Match the blocks of a document by the labels in them."""
        blocks, split, annexed, aside = repaired(
            with_sentences(blocks, self._sentences), self._finder, self._is_value, self._lists
        )
        blocks, listed = with_entry_tables(blocks, self._lists.titled, self._finder, self.fits)
        blocks, split = with_entry_rows(blocks, self._finder, self._columns), split | listed
        hits = list(document_hits(blocks, self._finder, self._asked))
        blocks, hits = column_by_column(self.form_map, Reading(blocks, hits))
        # What is only like a line of print, 东阳市市场监督管理局 like the office it is sent to, heads no column.
        heads = [hit for hit in hits if hit.likeness == EXACT or self._asked((hit.key,))]
        headers = HeaderFinder(self.form_map, self._finder, self.fits, blocks, heads).headers()
        hits, order = header_hits(self.form_map, hits, blocks, headers), header_order(headers)
        form_map, (matches, repeats) = _unrolled(self.form_map, hits, order)
        if variants := list(label_variants(form_map, matches, blocks, self._finder)):
            matches, repeats = align(form_map, [*hits, *variants], order)
        spans = header_spans(self.form_map, [*repeats, *matches], blocks, headers)
        columns = ColumnHeaders(spans, form_map.columns, rows_of_headers([*repeats, *matches], blocks))
        fields = FieldTexts(signed=form_map.signed)
        assigner = Assigner(columns, self.keys, fields, self.fits)
        in_lines = {label.key for _, label in form_map.labels if label.span is None and label.has_colon}
        own = frozenset(label.key for _, label in form_map.labels if label.has_colon) - in_lines
        labels = DocumentLabels(hits, blocks, own, in_lines, {match.hit for match in (*matches, *repeats)})
        crossed = crossed_texts(form_map, self._labels, labels, blocks, self.fits)
        spent = {block for header in headers for block in (*header.labels, *header.groups)}
        taken_blocks = spent.union(*(each.spent for each in crossed))
        cards = entry_cards(form_map, self._finder, self.fits, self._is_value, blocks, taken_blocks)
        crossed += cards.texts
        if cards.texts:
            matches, repeats = align(form_map, _of_entries([*hits, *variants], cards, form_map), order)
        assigner.cross(crossed, cards.rows)
        spent |= bands(blocks, labels.whole)
        spent |= {at for at, keys in labels.whole.items() if not self._crossed.isdisjoint(keys)}
        end = end_of_form(blocks, matches[-1].hit if matches else None, self._headings)
        for interval in intervals(form_map, matches, blocks, spent, end):
            assigner.assign(interval)
        move_dates(form_map, fields)
        stacked = list(fields.mixed)
        fields.mixed += mixed_sections(form_map, fields)
        claims = LabelClaims(form_map, self._labels, labels, self.fits)
        evidence = {
            index: LabelEvidence(blocks[hit.block].typed(hit.start, hit.end), hit.likeness, margin)
            for index, hit, margin in matches
        }
        before, confirmed = dict(fields.texts), Confirmation(claims, fields, self.fits).paths()
        claimed = take_claims(
            claims, fields, confirmed, self.fits, found_by_labels(form_map, evidence, fields.texts, fields.choices)
        )
        fields.mixed = list(dict.fromkeys((*stacked, *mixed_sections(form_map, fields))))
        continued = continue_texts(form_map, [each for each in repeats if each.hit.block >= end], blocks, fields)
        by_labels = found_by_labels(form_map, evidence, fields.texts, fields.choices)
        by_labels |= {slot.in_row(row).full_path: MISSING for slot, row in cards.lacking()}
        by_labels |= rivals(crossed, fields.places) | {each.slot.full_path: each.found for each in crossed}
        by_labels |= {
            path: replace(found, likeness=min(found.likeness, SPLIT))
            for path, found in by_labels.items()
            if fields.places.get(path) in split
        }
        confirmed = frozenset(path for path in confirmed if fields.texts.get(path) == before[path])
        fields.found = {
            path: each if path in confirmed else replace(each, is_confirmed=False) for path, each in by_labels.items()
        } | claimed
        fields.found |= dates_below(form_map, fields)
        fields.annexed = [path for path, text in fields.texts.items() if text and fields.places.get(path) in annexed]
        fields.unassigned += [*cards.unknown, *(Fragment(block, block.text, False) for block in aside)]
        behind = tuple(block for block in blocks[end:] if block.index not in continued)
        return self._result(form_map, matches, fields, blocks, behind)

    def _result(
        self,
        form_map: FormMap,
        matches: list[LabelMatch],
        fields: FieldTexts,
        blocks: list[TextBlock],
        behind: tuple[TextBlock, ...],
    ) -> FormMatch:
        move_names(form_map, fields)
        labels = dict(form_map.labels)
        matched = {match.token: match.hit.likeness for match in matches}
        missing = [label for index, label in labels.items() if index not in matched]
        changed = [
            (labels[index], blocks[hit.block], blocks[hit.block].typed(hit.start, hit.end))
            for index, hit, _ in matches
            if hit.likeness < EXACT
        ]
        changed += changed_statements(missing, fields.unassigned)
        sure = (index for index, likeness in matched.items() if likeness > IN_PLACE)
        score = sum(labels[index].weight * matched[index] for index in sure) / form_map.weight
        return FormMatch(fields, tuple(missing), tuple(changed), score, behind)


def _of_entries(hits: Iterable[LabelHit], cards: EntryCards, form_map: FormMap) -> list[LabelHit]:
    """The hits; those in cards are of labels of their entries: 联络人 there is no 填表人."""
    labels = dict(form_map.labels)
    own = {labels[index].key for slot, index in form_map.columns.items() if slot.section in cards.rows}
    spent = frozenset[int]().union(*(each.spent for each in cards.texts))
    return [hit for hit in hits if hit.block not in spent or hit.key in own]


def _unrolled(of_form: FormMap, hits: list[LabelHit], order: dict[int, int]) -> tuple[FormMap, Alignment]:
    """The map with as many rows as the document has, and its labels there."""
    counts = Counter(hit.key for hit in hits if hit.likeness >= ALIAS)
    form_map = of_form.unrolled(counts)
    return form_map, align(form_map, hits, order)
