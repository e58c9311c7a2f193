"""The rows of repeated sections before they are printed: numbered, and filled up to as many as the form prints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ipforms.template.xml_position import NotText

ROW_NUMBER = "row_number"  # in a row of a repeated section: its number, and nothing in a row that is printed blank


class NoRoom(ValueError):
    """A section has more entries than the form has columns for."""


@dataclass(frozen=True)
class PrintedSection:
    """A repeated section, in the form or in an entry of another section."""

    name: str  # its name there
    pattern: str  # of its path: `products[].patents`
    least: int  # how many entries the form prints at least
    most: int | None  # how many it has room for, where each has a column of its own; None where it grows
    fields: tuple[str, ...]  # the names in an entry, `names` or `contact.phone`
    inner: "tuple[PrintedSection, ...]" = ()  # the sections in an entry

    def padded(self, texts: Mapping[str, Any], blanks: Mapping[str, str]) -> list[dict[str, Any]]:
        """The entries of this section in what it stands in, with blank ones behind them.

        Args:
            texts: the form, or an entry of the section around.
            blanks: by pattern, what is printed of a field without a value, where it is anything.

        Raises:
            NotText: there are no rows of this name.
            NoRoom: there are more than the form has columns for.
        """
        rows = texts.get(self.name)
        if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
            raise NotText(self.pattern)
        if self.most is not None and len(rows) > self.most:
            raise NoRoom(self.pattern)
        full = [{**row, **self._inner(row, blanks), ROW_NUMBER: str(number)} for number, row in enumerate(rows, 1)]
        return full + [self.blank(blanks)] * (self.least - len(full))

    def blank(self, blanks: Mapping[str, str]) -> dict[str, Any]:
        """An entry in which nothing is filled in."""
        row: dict[str, Any] = {ROW_NUMBER: ""}
        for field in self.fields:
            *groups, last = field.split(".")
            part = row
            for group in groups:
                part = part.setdefault(group, {})
            part[last] = blanks.get(f"{self.pattern}[].{field}", "")
        nothing: dict[str, Any] = {each.name: [] for each in self.inner}
        return {**row, **self._inner(nothing, blanks)}

    def _inner(self, row: Mapping[str, Any], blanks: Mapping[str, str]) -> dict[str, Any]:
        return {each.name: each.padded(row, blanks) for each in self.inner}


def printed_sections(
    loops: Mapping[str, Iterable[str]],
    column_fields: Mapping[str, Iterable[str]],
    least: Mapping[str, int],
    columns: Mapping[str, int],
) -> tuple[PrintedSection, ...]:
    """The sections of a template as a tree.

    Args:
        loops: by pattern of the section, the names used in an entry.
        column_fields: the same of sections whose entries have a column each.
        least: by the same, how many entries are printed at least.
        columns: of sections whose entries have a column each, how many of those there are.
    """
    by_depth = sorted({*loops, *columns}, key=lambda pattern: -pattern.count("[]"))
    made: dict[str, PrintedSection] = {}
    for pattern in by_depth:
        inner = tuple(made[each] for each in by_depth if each.rpartition("[].")[0] == pattern and each != pattern)
        most = None if pattern in loops else columns[pattern]
        fields = tuple(dict.fromkeys((*loops.get(pattern, ()), *column_fields.get(pattern, ()))))
        count = max(least.get(pattern, 0), columns.get(pattern, 0))
        made[pattern] = PrintedSection(pattern.rpartition("[].")[2], pattern, count, most, fields, inner)
    return tuple(made[pattern] for pattern in by_depth if "[]" not in pattern)
