"""Cells under their headers → the values of their fields, with the problems: of a main row and of a section's row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ipforms import paths
from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.header_scores import Target
from ipforms.bulk.problems import Problem
from ipforms.bulk.sources import SourceRow, SourceTable
from ipforms.codecs import PATENT_COUNTS, AmountCodec, Codec, Decoded, ListCodec, TextCodec
from ipforms.codecs.cell_text import doubts, is_value, value_text
from ipforms.codecs.codec import quoted
from ipforms.codecs.counts import CountCodec
from ipforms.codecs.field_text import nothing
from ipforms.codes.masking import masked_note, masked_value
from ipforms.messages import Note
from ipforms.schemas.references import is_reference
from ipforms.text import visible
from ipforms.text.regex import regex

Targets = Mapping[str, Target]  # the field of each header, and the row of its section, from 0

_SHORT = 24  # characters: 是, 12件 and names of towns come again and again; longer texts are each their own
_MOST_KNOWN = 1024  # of these, of a column
_CONTAINERS = (list, dict)
_HAN = regex("[一-龥]")
_PATENTS = regex(r"\d{1,6}件[（(]")  # how a count of patents and its parts begins
_MOST_DIGITS = 9  # of a number that no spreadsheet has touched


class _CellReader:
    """The texts of one column: what its field asks is found out once, and a short text is read once."""

    def __init__(self, cells: ExcelCellDecoder, column: FieldColumn, header: str) -> None:
        codec = column.leaf.codec
        self.cells, self.column, self.codec = cells, column, codec
        if isinstance(codec, AmountCodec):
            self.codec = codec.under(header)
        self._known: dict[str, Decoded[Any]] = {}
        self._is_patents = codec is PATENT_COUNTS
        self._is_text = isinstance(codec, TextCodec) and codec.canonical_pattern is None
        self._is_pointed = self._is_text or isinstance(codec, ListCodec)
        self._is_count = isinstance(codec, CountCodec)

    def read(self, raw: Any) -> Decoded[Any]:
        """The value of a cell."""
        if type(raw) is not str:
            return self.cells.decode(self.codec, raw)
        found = self._known.get(raw)
        if found is None:
            found = self._at_a_glance(raw) or _text(self.cells, self.codec, raw, self.column.called)
            if len(raw) <= _SHORT and len(self._known) < _MOST_KNOWN:
                self._known[raw] = found
        return found

    def _at_a_glance(self, raw: str) -> Decoded[Any] | None:
        """The value of a text that nobody has to look into; most are such, and it takes a third of the time."""
        # Eighteen digits that end in 000 may be what Excel has left of an identity number.
        is_touched = len(raw) > _MOST_DIGITS if self._is_count else raw.endswith("000")
        if self._is_pointed and ("跳过" in raw or _pointer(raw)):
            return None
        if not is_touched and (printed := self.codec.printed_value(raw)) is not None:
            return Decoded(printed)
        # What has Chinese in it is nothing that a spreadsheet could have changed, and no letter of an option.
        is_worded = self._is_text or (_HAN.search(raw) is not None and not raw[0].isascii())
        is_worded = is_worded or (self._is_patents and _PATENTS.match(raw) is not None)
        is_plain = is_worded and is_value(raw) and "跳过" not in raw and not _pointer(raw)
        decoded = self.codec.decode(raw) if is_plain else None
        return None if decoded is None or decoded.notes else decoded


class CellsOfRow(NamedTuple):
    """Cells of a row that are read, and where what comes of them goes."""

    row: SourceRow
    values: Mapping[str, Any]  # those of the row itself, or of a row that goes on with it
    data: dict[str, Any]  # the values of fields
    problems: list[Problem]  # what is wrong with cells

    def __repr__(self) -> str:
        """Without what the cells say, which may be of persons."""
        return f"CellsOfRow({self.row.number})"


@dataclass(frozen=True)
class CellDecoder:
    """Where rows come from: what is known of a table without the table."""

    name: str  # of the sheet or the file
    cells: ExcelCellDecoder  # how its cells are read
    _readers: dict[tuple[int, str], _CellReader] = field(default_factory=dict, repr=False, compare=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return CellDecoder, (self.name, self.cells)

    @staticmethod
    def of(table: SourceTable) -> "CellDecoder":
        """The origin of a table's rows."""
        return CellDecoder(table.name, ExcelCellDecoder(table.excel, table.epoch_1904))

    def row_problems(self, row: SourceRow, path: str = "") -> list[Problem]:
        """What the source itself found wrong with a row."""
        name = row.sheet or self.name
        return [Problem(name, row.number, "", path, "", masked_note(note, personal=False)) for note in row.problems]

    def cell_notes(self, row: SourceRow, targets: Targets) -> Iterator[Problem]:
        """What the source has to say of how the cells of a row are shown; of those that mean nothing, nothing."""
        for header, notes in row.notes.items():
            column, index = targets.get(header, (None, 0))
            if column is None and header:
                continue
            path, personal = ("", False) if column is None else (paths.join(column.path(index)), column.leaf.personal)
            yield from self._problems(row, header, path, row.values.get(header, ""), notes, personal=personal)

    def decode(self, rows: Iterable[CellsOfRow], targets: Targets) -> None:
        """Read the cells of rows, a column at a time: a third faster, as the processor has its code at hand."""
        for header, (column, index) in targets.items():
            read, path = self._reader(column, header).read, column.path(index)
            only = str(path[0]) if len(path) == 1 else ""  # a field of the form itself, as most are
            for row, values, data, problems in rows:
                if (raw := values.get(header)) is None:
                    continue
                decoded = read(raw)
                if decoded.notes:
                    where, personal = paths.join(path), column.leaf.personal
                    problems += self._problems(row, header, where, raw, decoded.notes, personal=personal)
                value = decoded.value
                if value is None:
                    continue
                if type(value) in _CONTAINERS:
                    # The next row of this text must not share a list with this one.
                    value = value.copy()
                    if type(value) is list and (before := paths.get(data, path)):
                        several = [*before, *(each for each in value if each not in before)]
                        value = [each for each in several if not _says_nothing(each)] or several
                if only:
                    data[only] = value
                else:
                    paths.put(data, path, value)

    def _reader(self, column: FieldColumn, header: str) -> _CellReader:
        key = id(column), header
        if key not in self._readers:
            self._readers[key] = _CellReader(self.cells, column, header)
        return self._readers[key]

    def _problems(
        self, row: SourceRow, header: str, path: str, raw: Any, notes: Iterable[Note], *, personal: bool
    ) -> Iterator[Problem]:
        shown = masked_value(raw, personal=personal)
        for note in notes:
            masked = masked_note(note, personal=personal)
            yield Problem(row.sheet or self.name, row.number, header, path, shown, masked)


def _says_nothing(item: Any) -> bool:
    """Whether an item is what its column has in the place of one: — beside another column's patent."""
    said = item.get("name") if isinstance(item, dict) else item
    return isinstance(said, str) and nothing(said) is not None


def _text(cells: ExcelCellDecoder, codec: Codec[Any], raw: str, called: frozenset[str]) -> Decoded[Any]:
    """A text without the label, the hint or what a program left in its cell."""
    if cells.is_error(raw):
        return cells.decode(codec, raw)
    seen = visible(raw)
    cell = value_text(seen, called, prose=codec.is_prose)
    if cell.is_void:
        return Decoded(codec.decode("").value, cell.notes)
    decoded = cells.decode(codec, raw if cell.text == seen else cell.text)
    notes = (*cell.notes, *decoded.notes, *doubts(cell.text), *_pointer(seen))
    return Decoded(decoded.value, notes) if notes else decoded


def _pointer(text: str) -> tuple[Note, ...]:
    """What is to be said of a text that goes onto the form as it is and tells nothing by itself: 详见附件, 同左."""
    if len(text) > _SHORT:
        return ()
    if "见" in text and (note := nothing(text)) is not None:
        return (note,)
    return (Note("value.ditto_unclear", {"text": quoted(text)}),) if is_reference(text) else ()
