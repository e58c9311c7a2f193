"""What a source hands on: rows of raw values, by header. Nothing here knows what a column means.

Each error of opening a table names the file, the cause and the next step.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from types import TracebackType
from typing import Any, Literal

from ipforms.errors import IpformsError, UnreadableDocument, UnsupportedFormat
from ipforms.messages import Note
from ipforms.text.regex import regex


class MissingFile(IpformsError):
    """No file has this path."""


class InaccessibleFile(IpformsError):
    """The file is there, or may be, but the system does not let it be opened; a directory is one, too."""


class InvalidOption(IpformsError):
    """A wrong call: an option that no source understands."""


class AlreadyRead(IpformsError):
    """A stream can be read once."""


class NotATable(UnsupportedFormat):
    """The file is something else than a table: a Word file, a PDF, a web page, an encrypted workbook."""


class EmptySource(UnreadableDocument):
    """There is not even a header."""


class UnknownSheet(IpformsError):
    """The workbook has no such sheet."""


class UndecodableText(UnreadableDocument):
    """The bytes are not text in the encoding that was found or given."""


class InvalidJson(UnreadableDocument):
    """Not JSON, or not a list of objects."""


class PartialDate(str):
    """A date that its cell shows without a day, or without a month too: `2012-05`, `2015`."""

    __slots__ = ()


Cell = (
    str
    | int
    | float
    | bool
    | Decimal
    | datetime.date
    | datetime.datetime
    | datetime.time
    | datetime.timedelta
    | None
    | list[Any]
    | dict[str, Any]
)
"""A raw value. Lists and dicts come from JSON only."""

RowProblem = Note  # what is wrong with one row, by a code `table.…` of the catalogue

_ERROR_VALUE = regex(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)\s*")


def is_error_value(text: str) -> bool:
    """Whether a text is what a spreadsheet shows where it has no value: #REF!, or ### in a column too narrow.

    >>> is_error_value("#N/A"), is_error_value("#1"), is_error_value("####")
    (True, False, True)
    """
    return _ERROR_VALUE.fullmatch(text) is not None


COMMENT_MARKS = ("#", "说明", "示例")
"""A row below the header whose first cell starts with one of these is for people: it is skipped, and counted in
`Table.skipped`. The entry workbook marks its row of notes and its example row so."""


@dataclass(frozen=True, slots=True)
class TableLimits:
    """How large an input may be. Every limit protects the process and may be raised by the caller."""

    max_file_bytes: int = 256 << 20
    """Size of a file that is read whole: JSON and workbooks. CSV and JSONL stream, and have no limit."""
    max_inflated_bytes: int = 1 << 30
    """Size of an XLSX or ODS after unpacking."""
    max_zip_entries: int = 10_000
    max_cells: int = 25_000_000
    """Cells between the first and the last one of a sheet, summed over the workbook: they are held in memory.
    The text of XLSX and ODS cells is held to `max_inflated_bytes`; that of XLS cells is not counted."""
    max_blank_cells: int = 2_000_000
    """Of these, cells in sheets that are nearly blank: what a stray cell in the last row makes of a small table."""
    max_columns: int = 2_000
    max_cell_chars: int = 1_000_000
    """A longer cell is a problem of its row. In CSV the smaller `csv.field_size_limit()` stands before it."""
    max_line_chars: int = 16_000_000
    """One physical line of CSV or JSONL."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row, as it was found."""

    # the row as the person sees it: row of the sheet, line of the text file where the record starts, or 1-based index
    # in a JSON array
    number: int
    # raw value by header; blank cells are left out. A JSON record is handed on as it is. No `repr` shows them
    values: Mapping[str, Cell] = field(repr=False)
    problems: tuple[RowProblem, ...] = ()  # why this row cannot be used; the next ones can
    # by header, what to know of how a cell was read; under "" of the whole row
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    spanned: frozenset[str] = frozenset()  # headers of the values that a cell of a row above spans
    # the values of the rows below that go on with this one: its second policy, its third
    further: tuple[Mapping[str, Cell], ...] = field(default=(), repr=False)
    sheet: str = ""

    def __reduce__(self) -> "tuple[type[SourceRow], tuple[Any, ...]]":
        # As it goes to another process, in a third of the time that a data class takes by itself.
        return SourceRow, (
            *(self.number, self.values, self.problems, self.notes, self.spanned, self.further, self.sheet),
        )

    def renamed(self, names: Mapping[str, str]) -> "SourceRow":
        """The row below other headers."""
        return replace(
            self,
            values={names.get(header, header): value for header, value in self.values.items()},
            notes={names.get(header, header): notes for header, notes in self.notes.items()},
            spanned=frozenset(names.get(header, header) for header in self.spanned),
        )


class SourceTable(ABC):
    """One sheet, or one text file: iterate it for its rows.

    Attributes:
        name: name of the sheet or the file.
        kind: "cells" (columns under headers) or "records" (JSON: nested already).
        excel: whether numbers may have been through a spreadsheet program.
        epoch_1904: whether the workbook counts days from 1904. Dates come converted; this is for bare day numbers.
        skipped: numbers of the rows passed over because of `COMMENT_MARKS`, or because all of them is struck out, as
            far as the table has been read.
        sheets: names of the sheets that it was joined of, if several.
        hidden_sheets: names of the sheets beside it that are hidden, and so are no tables.
        hidden: headers of the columns that are hidden; they are read all the same.
        renamed: the sheet, a header as it stands there, and what it is called here, where that is another.
        is_turned: whether what is said of an applicant stands below one another, as on a card.
    """

    kind: Literal["cells", "records"] = "cells"
    excel: bool = True

    def __init__(self, name: str, *, epoch_1904: bool = False) -> None:
        self.name = name
        self.epoch_1904 = epoch_1904
        self.skipped: list[int] = []
        self.hidden_sheets: tuple[str, ...] = ()
        self.sheets: tuple[str, ...] = ()
        self.hidden: tuple[str, ...] = ()
        self.renamed: list[tuple[str, str, str]] = []
        self.is_turned = False

    @property
    @abstractmethod
    def headers(self) -> tuple[str, ...] | None:
        """Column names from left to right, blank ones left out; None for records."""

    @abstractmethod
    def __iter__(self) -> Iterator[SourceRow]: ...

    def first(self, count: int) -> list[SourceRow]:
        """The first rows; they come again when it is iterated."""
        return list(islice(self, count))

    def total(self, taken: int) -> int | None:
        """About how many rows there are, when so many have been taken; None if nobody knows."""
        return None


@dataclass
class TableSource:
    """An open source. Close it, or use it in a `with` block."""

    name: str  # what to call it in a message
    format: str  # "csv", "json", "jsonl", "xlsx", "xls" or "ods"
    tables: tuple[SourceTable, ...]  # the main one first; text files have one
    _close: Callable[[], None] = field(repr=False)

    def close(self) -> None:
        """Close the files that were opened; a stream that the caller gave stays open."""
        self._close()

    def __enter__(self) -> "TableSource":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
