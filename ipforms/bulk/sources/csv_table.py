"""CSV and its kin: streamed, a line at a time, whatever the size of the file.

The delimiter is the one of comma, tab, semicolon and bar that stands most often, outside of quotes, in the first line
that has any; Excel's line `sep=;` says it outright. A full-width comma is text.
"""

import csv
import re
from collections.abc import Iterator
from itertools import chain, islice

from ipforms.bulk.sources import header_row
from ipforms.bulk.sources.byte_source import ByteSource
from ipforms.bulk.sources.header_block import LOOKED_AT, header_lines
from ipforms.bulk.sources.spanned_cells import joined_header
from ipforms.bulk.sources.table_model import EmptySource, InvalidOption, RowProblem, SourceRow, SourceTable, TableLimits
from ipforms.bulk.sources.text_encoding import Lines, encoding_of
from ipforms.errors import IpformsError, LimitExceeded, UnreadableDocument, exceeded, unreadable
from ipforms.messages import Bilingual
from ipforms.text.regex import regex

DELIMITERS = ",\t;|"

_SEP = regex(r'\A"?sep=(.)"?\r?\n?\Z', re.IGNORECASE)
_QUOTED = regex(r'(^|[,\t;|])"(?:[^"]|"")*"', re.MULTILINE)
_SNIFFED = 1 << 16  # bytes; hundreds of rows, far more than tell a delimiter


def sniff(text: str) -> str:
    """The delimiter of a text.

    >>> sniff('"企业名称,简称"\\t电话\\n')
    '\\t'
    >>> sniff("企业名称，简称\\n甲\\n")
    ','
    """
    bare = _QUOTED.sub(r"\1", text.lstrip("\ufeff"))
    for line in bare.splitlines():
        best = max(DELIMITERS, key=line.count)
        if best in line:
            return best
    return DELIMITERS[0]


class CsvTable(SourceTable):
    """A CSV file. Opening reads its header; every iteration streams its rows."""

    def __init__(
        self,
        data: ByteSource,
        limits: TableLimits,
        *,
        encoding: str | None,
        delimiter: str | None,
        rows: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(data.name)
        self.header_rows = rows
        if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
            raise InvalidOption(option="delimiter", value=delimiter, next=Bilingual("source.step.delimiter"))
        self._data = data
        self._limits = limits
        self._encoding = encoding_of(data, encoding)
        self._delimiter = delimiter
        self._ready: Iterator[header_row.SheetRow] | None
        self._header, self._ready = self._start()

    @property
    def headers(self) -> tuple[str, ...]:
        """Column names from left to right, blank ones left out."""
        return tuple(name for name in self._header.names if name)

    def _start(self) -> tuple[header_row.HeaderRow, Iterator[header_row.SheetRow]]:
        lines = self._lines()
        near, lines = _ahead(lines, max(LOOKED_AT, *(self.header_rows or (0, 0))))
        found = header_lines(iter(near), (), self.header_rows)
        if not found:
            next(lines, None)  # what is wrong with it, if anything
            raise EmptySource(name=self.name)
        if broken := next((line for line in found if line.problems), None):
            raise unreadable(self.name, "header_quote", line=broken.number)
        line = joined_header(found, ())
        below = [each for each in near if each.number > found[-1].number]
        return header_row.header(line, self.name, self._limits, below, wide=False), chain(below, lines)

    def __iter__(self) -> Iterator[SourceRow]:
        # A stream cannot be read again, so the first iteration goes on where the header ended.
        rest, self._ready = self._ready, None
        self.skipped.clear()
        yield from header_row.rows(self._header, rest or self._start()[1], self._limits, self.skipped)

    def first(self, count: int) -> list[SourceRow]:
        """The first rows; they come again when it is iterated."""
        rest = self._ready or self._start()[1]
        lines, rest = _ahead(rest, count)
        self._ready = chain(lines, rest)
        return list(header_row.rows(self._header, iter(lines), self._limits, []))

    def total(self, taken: int) -> int | None:
        """By how much of the file has been read."""
        return self._data.total(taken)

    def _lines(self) -> Iterator[header_row.SheetRow]:
        lines = Lines(self._data.open(), self._encoding, self.name, self._limits.max_line_chars)
        physical = iter(lines)
        first = next(physical, "")
        declared = _SEP.match(first.removeprefix("\ufeff"))
        delimiter = self._delimiter or (declared[1] if declared else self._sniffed())
        number = 1 if declared else 0
        reader = csv.reader(physical if declared or not first else chain((first,), physical), delimiter=delimiter)
        while True:
            start = number + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                raise _refused(fault, self.name, start) from fault
            # The reader wants a line more than there are only when a quote is open.
            count = number + reader.line_num + 1 - start
            problems = (RowProblem("table.unclosed_quote", {"lines": count}),) if lines.ended else ()
            yield header_row.SheetRow(start, cells, problems)

    def _sniffed(self) -> str:
        return sniff(self._data.sample[:_SNIFFED].decode(self._encoding, "ignore"))


def _ahead(
    lines: Iterator[header_row.SheetRow], count: int
) -> tuple[list[header_row.SheetRow], Iterator[header_row.SheetRow]]:
    """The next lines, and those after them; an error among them comes when it is its turn."""
    found: list[header_row.SheetRow] = []
    try:
        for line in islice(lines, count):
            found.append(line)
    except IpformsError as error:
        return found, _raised(error)
    return found, lines


def _raised(error: IpformsError) -> Iterator[header_row.SheetRow]:
    raise error
    yield  # it is an iterator


def _refused(fault: csv.Error, name: str, line: int) -> UnreadableDocument | LimitExceeded:
    limit = csv.field_size_limit()
    if "field limit" in str(fault):
        return exceeded(name, "csv_cell", limit, line=line)
    return unreadable(name, "csv_line", line=line, error=fault)
