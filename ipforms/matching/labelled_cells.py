"""Labels that stand in the cells of their values, in brackets or on a line of their own: cells beside them instead."""

import re
from collections.abc import Mapping, Sequence

from ipforms.sheet import Cell
from ipforms.text import bare_label, searchable, unspaced

_FEWEST = 3  # labels of a table that stand so
BRACKETED = re.compile(r"(?:^|(?<=\s))\s* [【［\[] ([^【】［］\[\]\n]{2,24}) [】］\]] \s* [：:]? \s*", re.VERBOSE)
"""A label in brackets before its value, on the line above it or not."""
_ENCLOSED = "（）() \u3000"
_SECOND_LANGUAGE = re.compile(
    r"^ [^\na-zA-Z]{2,20} \n (?! .* [@:：] | .* \d{3} ) (?= .* [a-z]{3} ) [a-zA-Z][^\n一-鿿]{2,40} $", re.VERBOSE
)
LIKE_A_LABEL = re.compile(
    r"""(?: (?:19|20)\d\d年度? (?= [一-鿿]{0,6} (?:收入|产值|销售额|利润|税收|纳税额|总资产|资产总额|投入|费用) $ ) )?
        (?= .* [一-鿿]{2} )   # words, no digits and signs alone
        (?! .* \d{3} )       # no number of somebody
        [^@。,;]{2,16}        # no e-mail, no sentence""",
    re.VERBOSE,
)


def with_labels_apart(cells: Sequence[Cell], names: frozenset[str]) -> tuple[list[Cell], frozenset[int]]:
    """The cells of a table with the label of each before its value, and the rows in which that was made so.

    A label without a value is one too, in such a row; its columns are others than those of other rows.

    Args:
        cells: in reading order.
        names: keys of labels of forms, and other words for them.
    """
    for line in (0, -1):
        found = {at: parts for at, cell in enumerate(cells) if (parts := _on_line(cell.text, line, names))}
        if len({bare_label(label) for label, _ in found.values()} & names) >= _FEWEST:
            rows = frozenset(cells[at].row for at in found)
            found |= {at: parts for at, cell in enumerate(cells) if (parts := _inline(cell.text, names))} | found
            kept = (
                _apart(cell, _parts(cells, at, found)) if cell.row in rows else [cell] for at, cell in enumerate(cells)
            )
            return [each for some in kept for each in some], rows
    return list(cells), frozenset()


def _parts(cells: Sequence[Cell], at: int, found: Mapping[int, tuple[str, str]]) -> tuple[str, str] | None:
    """Label and value of a cell; None of a label whose value has the cell beside it."""
    is_last = at + 1 == len(cells) or cells[at + 1].row != cells[at].row
    parts = found.get(at)
    return parts if parts and (parts[1] or is_last or at + 1 in found) else None


def _apart(cell: Cell, parts: tuple[str, str] | None) -> list[Cell]:
    """A cell in twice as many columns: of its label the first."""
    column, span = 2 * cell.column, 2 * cell.column_span
    if parts is None:
        return [cell._replace(column=column, column_span=span)]
    label = cell._replace(column=column, column_span=1, text=parts[0], tables=())
    return [label, cell._replace(column=column + 1, column_span=span - 1, text=parts[1])]


def _on_line(text: str, line: int, names: frozenset[str]) -> tuple[str, str] | None:
    """The label that a text has in brackets or on its first or last line, and its value."""
    if line == 0 and (bracketed := BRACKETED.match(text)) and _is_bare_label(bracketed[1]):
        return bracketed[1], text[bracketed.end() :]
    if bare_label(text) in names or _SECOND_LANGUAGE.search(text):  # in two lines, in one language or in two
        return None
    label, _, value = text.partition("\n") if line == 0 else text.rstrip().rpartition("\n")[::-1]
    label = label.strip(_ENCLOSED)
    is_one = value.strip() and _is_bare_label(label.rstrip("：:")) and not _begins_with_a_label(f"{value}:", names)
    return (label, value) if is_one else None


def _inline(text: str, names: frozenset[str]) -> tuple[str, str] | None:
    """A label with a colon and its value, or a label alone."""
    label, colon, value = text.replace(":", "：").partition("：")
    known = bare_label(label) in names and not _begins_with_a_label(value, names)
    return (f"{label.strip()}{colon}", value.strip()) if known and "：" not in value else None


def _begins_with_a_label(value: str, names: frozenset[str]) -> bool:
    """Whether a line of a value is another label with a colon."""
    return any(bare_label(line.partition(":")[0]) in names for line in searchable(value).split("\n") if ":" in line)


def _is_bare_label(text: str) -> bool:
    return ":" not in searchable(text) and is_like_a_label(text)


def is_like_a_label(text: str) -> bool:
    """Whether the words of a text might be a label, of the form or of anybody."""
    return LIKE_A_LABEL.fullmatch(unspaced(text)) is not None
