"""A look into an XLSX: its date system, its extent, its error cells.

The look is a quick one, by patterns; only a file that seems too large, or has error cells, is parsed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.workbook_scan import Position, SheetExtent, WorkbookScan, broken, check_cells, check_text

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedstrings.xml"

_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)""")
_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*(\d+)""")
_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
_SHARED = re.compile(rb"""\st\s*=\s*["']s["']""")
_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")
_OVERLAP = 64  # longer than what the patterns match, so that nothing hides where two chunks meet
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def inspect(archive: WorkbookPackage, limits: TableLimits) -> WorkbookScan:
    """Look, and refuse what would not fit into memory."""
    epoch_1904, sheets = _workbook(archive)
    # A sheet may have any name: every part is looked at.
    looks = {part: _XlsxBounds(archive, part) for part in archive.names() if part != _STRINGS}
    longest = _longest_string(archive)
    suspect = sum(look.cells for look in looks.values()) > limits.max_cells or (
        sum(look.shared for look in looks.values()) * longest > limits.max_inflated_bytes
    )
    parsed = {
        part: _XlsxCells(archive, part) for part, look in looks.items() if look.cells and (suspect or look.errors)
    }
    if suspect:
        check_cells(sum(cells.extent.cells for cells in parsed.values()), archive.name, limits)
        lengths = _lengths(archive)
        check_text(sum(cells.text_size(lengths) for cells in parsed.values()), archive.name, limits)
    errors = {sheet: parsed[part].errors for sheet, part in sheets.items() if part in parsed}
    return WorkbookScan(epoch_1904, errors)


def _workbook(archive: WorkbookPackage) -> tuple[bool, dict[str, str]]:
    """The date system, and the part of each sheet."""
    flags: list[str] = []
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def workbook(name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            flags.append(attributes.get("date1904", ""))
        elif name == "sheet":
            ids[attributes.get("name", "")] = next((v for k, v in attributes.items() if k.endswith(":id")), "")

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = posixpath.join("/xl", attributes.get("Target", ""))
            targets[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/").lower()

    archive.walk(_WORKBOOK, workbook)
    if _RELATIONS in archive:
        archive.walk(_RELATIONS, relation)
    return any(flag in ("1", "true") for flag in flags), {name: targets.get(id_, "") for name, id_ in ids.items()}


class _XlsxBounds:
    """Upper bounds for one part, by patterns: blank cells that carry a style count too."""

    def __init__(self, archive: WorkbookPackage, part: str) -> None:
        self.errors = False
        self.shared = 0
        rows, columns = 0, 0
        for chunk in _overlapping(archive, part):
            self.errors = self.errors or _ERROR.search(chunk) is not None
            self.shared += len(_SHARED.findall(chunk))
            rows = max(rows, _largest(_ROW, chunk))
            columns = max(columns, max((_column(name) for name in set(_COLUMN.findall(chunk))), default=0))
        self.cells = rows * max(columns, 1)


def _overlapping(archive: WorkbookPackage, part: str) -> Iterator[bytes]:
    tail = b""
    for chunk in archive.chunks(part):
        if not tail and part.endswith(".xml") and chunk.startswith(_UTF16):
            broken(archive.name, f"{part}: UTF-16")  # calamine would read it as blank
        yield tail + chunk
        tail = chunk[-_OVERLAP:]


def _largest(pattern: re.Pattern[bytes], chunk: bytes) -> int:
    # Cut before int(): a number of a million digits is a trap.
    return max((int(digits[:12]) for digits in set(pattern.findall(chunk))), default=0)


def _column(name: bytes) -> int:
    """A, B, … as 1, 2, …; names too long to be one count as very far."""
    number = 0
    for letter in name[:8].upper():
        number = number * 26 + letter - 64
    return number


def _longest_string(archive: WorkbookPackage) -> int:
    longest = held = 0
    if _STRINGS in archive:
        for chunk in archive.chunks(_STRINGS):
            pieces = chunk.split(b"</")  # every text ends in a tag, so this cuts no text in two
            for piece in pieces[:-1]:
                longest, held = max(longest, held + len(piece)), 0
            held += len(pieces[-1])
    return max(longest, held)


def _lengths(archive: WorkbookPackage) -> list[int]:
    """Characters of each shared string."""
    lengths: list[int] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            lengths.append(0)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    if _STRINGS in archive:
        archive.walk(_STRINGS, start, text=text)
    return lengths


class _XlsxCells:
    """The cells of a sheet that hold something, by parsing it."""

    def __init__(self, archive: WorkbookPackage, part: str) -> None:
        self.extent = SheetExtent()
        self.errors: dict[Position, str] = {}
        self._shared: dict[str, int] = {}
        self._row, self._column = -1, -1
        self._type = ""
        self._text: list[str] | None = None
        archive.walk(part, self._start, self._end, self._data)

    def text_size(self, lengths: list[int]) -> int:
        """Bytes of the shared strings, each time that a cell shows one. A character takes three or so."""
        known = ((int(index), times) for index, times in self._shared.items() if index.isdecimal() and len(index) < 10)
        return 3 * sum(lengths[index] * times for index, times in known if index < len(lengths))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = int(attributes["r"][:10]) - 1 if attributes.get("r", "").isdecimal() else self._row + 1
            self._column = -1
        elif name == "c":
            self._place(attributes.get("r", ""))
            self._type = attributes.get("t", "")
        elif name in ("v", "is"):
            self.extent.include(self._row, self._column)
            self._text = []

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            self._column += 1
        else:
            self._row, self._column = int(found[2][:10]) - 1, _column(found[1].encode("ascii", "replace")) - 1

    def _data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if name != "v" or self._text is None:
            return
        text, self._text = "".join(self._text), None
        if self._type == "e":
            self.errors[self._row, self._column] = text
        elif self._type == "s":
            self._shared[text] = self._shared.get(text, 0) + 1
