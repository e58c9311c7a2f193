"""Headers whose columns stand in another order than the form's, in other words, or over several rows of a table.

The labels of a header say together which one it is. Its cells are then given to its labels all at once, by how alike
they are, alone or with the group that they stand below, and by whether what stands below is a value of the kind; and
they are read in the form's order, so that going from one to the next costs nothing, however the sender has moved them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from ipforms.best_assignment import full_assignment
from ipforms.matching.block_rows import filled, rows_of
from ipforms.matching.cell_scores import Fits
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.form_map import FormMap, Label
from ipforms.matching.label_alignment import LabelMatch
from ipforms.matching.label_finder import LabelFinder, LabelHit
from ipforms.matching.label_likeness import LEAST, label_words, likeness
from ipforms.matching.label_variants import IN_PLACE
from ipforms.matching.slot_labels import outright
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key

_FEWEST = 2  # labels that make a header; of one alone there is no order
_BELOW = 0.5  # of the narrower of header and cell: most of it
_MOST_VALUES = 5  # of a column that are looked at
_KIND = 0.5  # what values of the kind prove beside a label: a column of e-mails is one, whatever is above
_LEAF = 0.2  # for a cell that stands above values rather than above other labels
_ENOUGH = 0.6  # a label that is alike by half, above values of its kind
_AND = "及"  # in a label that asks for two things: 企业联络人及职务


class Header(NamedTuple):
    """Rows of a table that are a header of the form."""

    labels: Mapping[int, tuple[int, float]]  # for each block the index of its label in the map, and how likely that is
    # for each of these blocks the columns of its label: two where there are two for what the form asks in one
    spans: Mapping[int, ColumnSpan]
    groups: Sequence[int] = ()  # the blocks that stand over several labels and are none


def header_hits(
    form_map: FormMap, hits: Iterable[LabelHit], blocks: Sequence[TextBlock], headers: Iterable[Header]
) -> list[LabelHit]:
    """The hits, where the cells of headers are their labels and nothing else."""
    known = {block: label for header in headers for block, label in header.labels.items()}
    found = [hit for hit in hits if hit.block not in known]
    for block, (index, alike) in known.items():
        label = form_map.tokens[index]
        assert isinstance(label, Label)  # as it is one of a header
        found.append(LabelHit(block, 0, len(blocks[block].searchable), label.key, True, alike, True))
    return sorted(found, key=lambda hit: (hit.block, hit.start))


def header_order(headers: Iterable[Header]) -> dict[int, int]:
    """Which place in the document each label of a header is read at, where that is not its own: block → block."""
    order: dict[int, int] = {}
    for header in headers:
        in_order = sorted(header.labels, key=lambda block: (header.labels[block][0], block))
        order |= {block: place for place, block in zip(sorted(in_order), in_order, strict=True) if place != block}
    return order


class _HeaderLabel(NamedTuple):
    """A label of a header, or a half of one, as it is compared."""

    key: str
    token: int
    part: int = 0  # 0 for the whole, 1 and 2 for what stands before and behind 及
    slot: str = ""  # the label of what a half alone asks for


class HeaderFinder:
    """Finds the headers of a document.

    Args:
        form_map: the map of the form.
        finder: what finds its labels.
        fits: whether a text is a value of a field.
        blocks: the document.
        hits: where labels may stand in it.
    """

    def __init__(
        self, form_map: FormMap, finder: LabelFinder, fits: Fits, blocks: Sequence[TextBlock], hits: Iterable[LabelHit]
    ) -> None:
        self._finder, self._fits, self._blocks = finder, fits, blocks
        self._labelled = {hit.block for hit in hits if hit.whole}
        self._patterns: dict[int, list[str]] = {}
        for slot, index in form_map.columns.items():
            self._patterns.setdefault(index, []).append(slot.pattern)
        self._headers = [list(self._names(header)) for header in form_map.headers]

    def _names(self, header: Mapping[str, int]) -> Iterator[_HeaderLabel]:
        for key, index in header.items():
            yield _HeaderLabel(key, index)
            halves, patterns = key.split(_AND, 1), self._patterns.get(index, ())
            if len(halves) > 1 and len(patterns) > 1:
                for part, (half, pattern) in enumerate(zip(halves, patterns, strict=False), 1):
                    yield _HeaderLabel(half, index, part, outright(pattern))

    def headers(self) -> list[Header]:
        """Rows that follow each other are one header: groups over their labels, or entries of as many rows."""
        found = []
        for rows in self._rows_of_labels() if self._headers else ():
            best = max((self._header(rows, names) for names in self._headers), key=lambda each: each[0])
            if len({token for token, _ in best[1].labels.values()}) >= _FEWEST:  # 职务 | 专利管理员 are halves of one
                found.append(best[1])
        kinds = Counter(map(self._kind, found))
        return [header for header in found if kinds[self._kind(header)] == 1 or self._is_most(header)]

    def _kind(self, header: Header) -> tuple[int, frozenset[int]]:
        """The table of a header and its labels."""
        return self._blocks[next(iter(header.labels))].table, frozenset(token for token, _ in header.labels.values())

    def _is_most(self, header: Header) -> bool:
        """Whether a header has most labels of the form's; fewer that come again and again are rows of cards."""
        own = self._kind(header)[1]
        return any(
            3 * len(own) > 2 * len({name.token for name in names})
            for names in self._headers
            if own <= {name.token for name in names}
        )

    def _rows_of_labels(self) -> Iterator[list[list[TextBlock]]]:
        run: list[list[TextBlock]] = []
        for cells_of_row in rows_of(block for block in self._blocks if block.cell):
            (table, number), row = cells_of_row[0].row, filled(cells_of_row)
            follows = bool(run) and run[-1][0].row == (table, number - 1)
            is_header = (follows and _reaches(run[0], number)) or self._is_header(cells_of_row)
            if run and not (follows and is_header):
                yield run
                run = []
            if row and is_header:
                run.append(row)
        if run:
            yield run

    def _is_header(self, row: Sequence[TextBlock]) -> bool:
        """Whether most cells of a row are labels; beside labels with their values as many are not."""
        labels = [at for at, block in enumerate(row) if block.index in self._labelled]
        return len(labels) >= _FEWEST and 2 * len(labels) > labels[-1] - labels[0] + 2

    def _header(self, rows: Sequence[Sequence[TextBlock]], names: Sequence[_HeaderLabel]) -> tuple[float, Header]:
        """How well rows are a header of the form, with the best assignment of their cells to its labels."""
        last = rows[-1]
        behind = next(row for row in count(last[0].row[1] + 1) if not _reaches(last, row))
        cells = [block for row in rows for block in row if not _reaches([block], behind)]
        alike = [self._likeness(block, rows, names) for block in cells]
        known = sum(max(line, default=0.0) >= LEAST for line in alike)
        if known < _FEWEST or 2 * known < len(rows[-1]):
            return 0.0, Header({}, {})
        below = [self._below(block) for block in cells]
        leaves = [not any(_is_below(other, block) for other in cells) for block in cells]
        scores = [
            [self._score(name, value, texts) + _LEAF * leaf for name, value in zip(names, line, strict=True)]
            if line
            else [0.0] * len(names)
            for line, texts, leaf in zip(alike, below, leaves, strict=True)
        ]
        labels: dict[int, tuple[int, float]] = {}
        spans: dict[int, ColumnSpan] = {}
        total = 0.0
        for at, place in sorted(enumerate(full_assignment(scores)), key=lambda each: names[each[1] or 0].part):
            block = cells[at]
            if place is None or scores[at][place] < _ENOUGH or block.span is None:
                continue
            name, before = names[place], spans.get(names[place].token)
            if before and not ((name.part and block.span.first == before.behind) or block.span.behind == before.first):
                continue
            labels[block.index] = (name.token, max(IN_PLACE, min(1.0, alike[at][place])))
            spans[name.token] = _union(before, block.span)
            total += scores[at][place]
        for at, block in enumerate(cells):
            free = [name for name in names if name.token not in spans and self._is_kind(name, below[at])]
            # A label that nobody knows, above values of one field alone that has none.
            if len(free) == 1 and block.index not in labels and block.span is not None and alike[at]:
                labels[block.index] = (free[0].token, IN_PLACE)
                spans[free[0].token] = block.span
        over = [block.index for block, leaf in zip(cells, leaves, strict=True) if not leaf and block.is_like_a_label]
        groups = [block for block in over if block not in labels]
        return total, Header(labels, {block: spans[index] for block, (index, _) in labels.items()}, groups)

    def _likeness(
        self, block: TextBlock, rows: Sequence[Sequence[TextBlock]], names: Sequence[_HeaderLabel]
    ) -> list[float]:
        """How alike a cell is to each label: its text, or that with the group above it."""
        group = next((each for row in rows for each in row if _is_below(block, each)), None)
        keys = [block.key, *([label_key(group.text + block.text)] if group else [])]
        known = {label: alike for key in reversed(keys) for label, alike in self._finder.likely(key)}
        if not (block.index in self._labelled or block.is_like_a_label):
            return []
        words = [label_words(key) for key in keys]
        return [
            known.get(name.key) or known.get(name.slot) or max(likeness(label_words(name.key), each) for each in words)
            for name in names
        ]

    def _score(self, name: _HeaderLabel, alike: float, texts: Sequence[str]) -> float:
        """How alike a cell and a label are, and whether the texts below are values of the label's field."""
        patterns = self._patterns.get(name.token, [])
        if not alike or len(patterns) != 1 or not texts:
            return alike
        return alike + _KIND * sum(self._fits(patterns[0], text) for text in texts) / len(texts)

    def _is_kind(self, name: _HeaderLabel, texts: Sequence[str]) -> bool:
        """Whether all texts are values of the kind that a label asks for."""
        patterns = self._patterns.get(name.token, [])
        are_numbered = [text.strip(" .、") for text in texts] == [str(number) for number in range(1, len(texts) + 1)]
        is_column = len(patterns) == 1 and bool(texts) and not are_numbered
        return is_column and all(self._fits(patterns[0], text) == 1.0 for text in texts)

    def _below(self, header: TextBlock) -> list[str]:
        found: list[str] = []
        for block in self._blocks[header.index + 1 :]:
            if block.table != header.table or len(found) == _MOST_VALUES:
                break
            if block.text.strip() and block.index not in self._labelled and _is_below(block, header):
                found.append(block.text)
        return found


def _reaches(row: Sequence[TextBlock], number: int) -> bool:
    """Whether most columns of a header are merged with a further row, so that this is one of it as well.

    A cell that alone is merged with what stands below a header stands beside that: it is the name of several rows.
    """
    cells = [block.cell for block in row if block.cell]
    return 2 * sum(cell.row < number < cell.row + cell.row_span for cell in cells) > len(cells)


def _is_below(block: TextBlock, header: TextBlock) -> bool:
    if not (block.cell and header.cell and block.span and header.span) or block.cell.row <= header.cell.row:
        return False
    return block.span.share(header.span) > _BELOW


def _union(one: ColumnSpan | None, other: ColumnSpan) -> ColumnSpan:
    return ColumnSpan(min(one.first, other.first), max(one.behind, other.behind)) if one else other


def header_spans(
    of_form: FormMap, matches: list[LabelMatch], blocks: list[TextBlock], headers: list[Header]
) -> dict[tuple[int, int], ColumnSpan]:
    """The columns of labels, by their index in the form's map and the number of the table."""
    of_headers = {block: span for header in headers for block, span in header.spans.items()}
    tables = {blocks[block].table for block in of_headers}
    tokens = {token for header in headers for token, _ in header.labels.values()}
    known = {key for header in of_form.headers if not tokens.isdisjoint(header.values()) for key in header}
    found = {}
    for match in matches:
        block = blocks[match.hit.block]
        is_guess = match.hit.likeness <= IN_PLACE and not match.hit.in_header
        is_guess = is_guess and match.hit.key in known and block.table in tables
        span = of_headers.get(block.index, block.span)
        if match.hit.whole and span is not None and not is_guess:
            found[match.token, block.table] = span
    return found
