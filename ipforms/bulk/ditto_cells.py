"""Cells that say 同上, or have a ditto mark: what they mean stands in the row above, on a card in the field above."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ipforms.bulk.sources import RowProblem, SourceRow
from ipforms.codes.masking import masked_text
from ipforms.messages import Note
from ipforms.schemas.references import points_anywhere
from ipforms.text.dittos import points_above

_LONGEST = 8  # characters; 与上一行相同 and a few blanks


def from_above(
    rows: Iterable[SourceRow],
    headers: Collection[str],
    no_applicant: Callable[[SourceRow], Note | None],
    are_alike: Callable[[str, str], bool] | None = None,
) -> Iterator[SourceRow]:
    """Rows whose ditto marks have become the values of the rows above; where none stands there, the row has a problem.

    Args:
        rows: of one table.
        headers: the columns that mean something.
        no_applicant: why a row is none: below a total or a header that comes again, nobody can tell what is meant.
        are_alike: whether two columns hold the same kind of thing, where a row is a card: 办公地址 below 注册地址.
    """
    above: SourceRow | None = None
    for row in rows:
        short = [value for value in row.values.values() if type(value) is str and len(value) <= _LONGEST]
        # All at once, as hardly a row has any.
        may_be_marked = points_anywhere("\n".join(short))
        marked = (
            [each for each in row.values if each in headers and _is_ditto(row.values[each])] if may_be_marked else []
        )
        if marked and no_applicant(row) is None:
            is_clear = above is not None and no_applicant(above) is None
            held = above.values if above is not None and is_clear else {}
            row = _filled(row, marked, held if are_alike is None else _on_card(row, marked, are_alike))
        yield row
        above = row


def _is_ditto(value: Any) -> bool:
    return type(value) is str and len(value) <= _LONGEST and points_above(value)


def _on_card(row: SourceRow, marked: Iterable[str], are_alike: Callable[[str, str], bool]) -> dict[str, Any]:
    """What each of some cells of a card means: the nearest one above it that holds the like."""
    found: dict[str, Any] = {}
    names = [*row.values]
    for header in marked:
        before = names[: names.index(header)]
        likely = [each for each in reversed(before) if are_alike(each, header) and not _is_ditto(row.values[each])]
        found |= {header: row.values[likely[0]]} if likely else {}
    return found


def _filled(row: SourceRow, marked: Iterable[str], above: Mapping[str, Any]) -> SourceRow:
    values, notes, problems = dict(row.values), dict(row.notes), [*row.problems]
    for header in marked:
        text = str(values[header]).strip()
        if header in above and not _is_ditto(above[header]):
            values[header] = above[header]
            notes[header] = (*notes.get(header, ()), Note("value.ditto", {"text": text}))
        else:
            problems.append(RowProblem("table.ditto_of_nothing", {"column": masked_text(header), "text": text}))
    return replace(row, values=values, notes=notes, problems=tuple(problems))
