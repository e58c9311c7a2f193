"""Cards beside one another, and labels that several applicants share: each as cards below one another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ipforms.bulk.bare_headers import without_ordinal
from ipforms.bulk.sheet_cards import IsLabel
from ipforms.bulk.sources.header_block import filled
from ipforms.bulk.sources.header_row import SheetRow
from ipforms.bulk.sources.sheet_part import columns_of_line
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.value_kinds import kind_of

_LABELS = 3  # different ones below one another, of a column of labels
_ALIKE = 0.8  # of a column's labels, that stand in the first such column too, in their lines
_SEVERAL = 2  # applicants beside one another


def without_answers(lines: Sequence[SheetRow], known: Sequence[list[int]]) -> list[list[int]]:
    """The labels of lines without the values in words of labels: behind a label that comes again as they do not."""
    times = Counter((each, line.cells[each]) for line, columns in zip(lines, known, strict=False) for each in columns)
    found = []
    for line, columns in zip(lines, known, strict=False):
        often = {each: times[each, line.cells[each]] for each in columns}
        found.append([each for each in columns if often.get(each - 1, 0) <= max(1, often[each])])
    return found


def stacked(lines: Sequence[SheetRow], known: Sequence[list[int]]) -> Sequence[SheetRow]:
    """Lines in which the same labels stand beside one another, with values between, as those of one card a line.

    Args:
        lines: of a sheet.
        known: the columns of the labels of each.
    """
    own = [{each: line.cells[each] for each in columns} for line, columns in zip(lines, known, strict=True)]
    below = Counter(each for each, _ in {pair for texts in own for pair in texts.items()})
    first = min((each for each, count in below.items() if count >= _LABELS), default=0)
    starts = [first] if below else []
    for column in sorted(each for each, count in below.items() if count >= _LABELS and each > first + 1):
        here = [texts for texts in own if column in texts]
        same = sum(texts.get(first) == texts[column] for texts in here)
        starts += [column] if same >= _ALIKE * len(here) else []
    if len(starts) < _SEVERAL:
        return lines
    # What numbers the labels, or is blank before the first, is a margin of each card.
    margins = [first if _is_margin(lines, range(start - first, start)) else 0 for start in starts[1:]]
    begins = [start - margin for start, margin in zip(starts[1:], margins, strict=True)]
    ends = [*begins, max(len(line.cells) for line in lines)]
    bands = [columns_of_line(line, 0, ends[0]) for line in lines]
    for begin, end, margin in zip(begins, ends[1:], margins, strict=True):
        bands += [_behind(first - margin, columns_of_line(line, begin, end)) for line in lines]
    return [band for band in bands if filled(band)]


def _is_margin(lines: Sequence[SheetRow], columns: range) -> bool:
    cells = (str(line.cells[each]).removesuffix(".0") for line in lines for each in filled(line) if each in columns)
    return all(map(str.isdigit, cells))


def _behind(columns: int, line: SheetRow) -> SheetRow:
    """A line behind some blank columns: its labels stand where those of the first card do."""
    notes = {index + columns if index >= 0 else index: each for index, each in line.notes.items()}
    return replace(line, cells=[*[None] * columns, *line.cells], notes=notes)


def single(card: Sequence[SheetRow], labels: frozenset[int], is_key: IsLabel) -> Iterator[Sequence[SheetRow]]:
    """The cards of one whose labels, in one column, are of the applicants in several columns beside it."""
    label = max(labels)
    named = next((line for line in card if label in filled(line) and is_key(str(line.cells[label]).strip())), None)
    columns = [each for each in filled(named) if each > label] if named and len(labels) == 1 else []
    if named is None or len(columns) < _SEVERAL or {kind_of(named.cells[at]) for at in columns} != {"organisation"}:
        yield card
        return
    for column in columns:
        values = [columns_of_line(line, column, column + 1) for line in card]
        yield [
            replace(
                line,
                cells=[*line.cells[: label + 1], *value.cells],
                notes={at + label + 1: note for at, note in value.notes.items() if at >= 0},
            )
            for line, value in zip(card, values, strict=True)
        ]


def with_names(
    cards: Sequence[tuple[SheetTable, Sequence[SheetRow]]], label: str, is_key: IsLabel
) -> list[tuple[SheetTable, Sequence[SheetRow]]]:
    """Cards on which no label is of the applicant's name, where their titles are: 1、金华甲有限公司."""
    texts = (str(line.cells[each]).strip() for _, card in cards for line in card for each in filled(line))
    names = [] if any(map(is_key, texts)) else [_title(card) for _, card in cards]
    if not names or not all(names):
        return [*cards]
    return [
        (sheet, [card[0], replace(card[0], cells=[label, name], notes={}), *card[1:]])
        for (sheet, card), name in zip(cards, names, strict=True)
    ]


def _title(card: Sequence[SheetRow]) -> str:
    """The applicant that the title of a card names; "" where it names none."""
    title = without_ordinal(str(card[0].cells[filled(card[0])[0]])) if len(filled(card[0])) == 1 else ""
    return title if kind_of(title) == "organisation" else ""
