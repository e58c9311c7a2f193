"""A look into an ODS: its extent, and what its cells show. Blank cells repeated to the edge of the sheet do not count.

An ODS keeps what a cell shows as text beside its value, so no format needs to be worked out but those of dates.
Source: OpenDocument 1.3 part 3, 9.1 (tables), 6.1 (text).
"""

import re
from dataclasses import replace
from decimal import Decimal

from ipforms.bulk.sources.cell_look import CellLook, SheetLook, TextRun
from ipforms.bulk.sources.number_format import Shown, is_number
from ipforms.bulk.sources.ods_styles import OdsStyles
from ipforms.bulk.sources.table_format import not_a_table
from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.workbook_scan import SheetExtent, WorkbookScan, check_cells, check_text
from ipforms.messages import Note

_MOST_REPEATS = 1 << 21  # more than any sheet has; keeps sums small
_MOST_LOOKS = 1 << 16  # cells of one repeated look; nobody types more
_APART = ("annotation", "ruby-text", "frame", "custom-shape", "control", "rect", "line")
"""What lies on a cell, or above its text, and is none of it."""
_HIDDEN = ("collapse", "filter")
_CELLS = ("table-cell", "covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")
_LARGE = 10**15  # Excel and LibreOffice keep 15 digits
_ABBREVIATED = re.compile(r"#+|-?[\d.,]+E[+-]?\d+|-?[\d ]*\d/\d+", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_BREAKS = {"line-break": "\n", "tab": "\t"}


def inspect(archive: WorkbookPackage, limits: TableLimits) -> WorkbookScan:
    """Look, and refuse what would not fit into memory."""
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise not_a_table(archive.name, "encrypted", "unprotect")
    look = _OdsScan(archive)
    check_cells(look.extents, archive.name, limits)
    check_text(3 * look.text_size, archive.name, limits)
    return WorkbookScan(sheets=look.sheets)


class _OdsScan:
    def __init__(self, archive: WorkbookPackage) -> None:
        self.extents: list[SheetExtent] = []
        self.sheets: dict[str, SheetLook] = {}
        self.text_size = 0
        self._sheet = SheetLook()
        self._styles = OdsStyles()
        self._of_columns: list[tuple[int, str]] = []  # style of each column, with the column behind it
        self._of_row = ""
        self._row = self._rows = self._column = self._columns = 0
        self._cell: _OdsCell | None = None
        if "styles.xml" in archive:
            archive.walk("styles.xml", self._styles.start, self._styles.end)
        archive.walk("content.xml", self._start, self._end, self._data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell.start(name, attributes)
        elif name in _CELLS:
            self._columns = _repeats(attributes, "table:number-columns-repeated")
            self._cell = _OdsCell(attributes, self._styles)
        elif name == "table":
            self._sheet = self.sheets.setdefault(attributes.get("table:name", ""), SheetLook())
            self.extents.append(SheetExtent())
            self._row, self._of_columns = 0, []
        elif name == "table-row":
            self._begin_row(attributes)
        elif name == "table-column":
            self._begin_column(attributes)
        else:
            self._styles.start(name, attributes)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._rows = _repeats(attributes, "table:number-rows-repeated")
        self._column = 0
        self._of_row = attributes.get("table:default-cell-style-name", "")
        if attributes.get("table:visibility") in _HIDDEN:
            self._sheet.hidden_rows.update(range(self._row, self._row + min(self._rows, _MOST_LOOKS)))

    def _begin_column(self, attributes: dict[str, str]) -> None:
        first = self._of_columns[-1][0] if self._of_columns else 0
        behind = first + _repeats(attributes, "table:number-columns-repeated")
        self._of_columns.append((behind, attributes.get("table:default-cell-style-name", "")))
        if attributes.get("table:visibility") in _HIDDEN:
            self._sheet.hidden_columns.append((first, behind - 1))

    def _data(self, text: str) -> None:
        if self._cell is not None:
            self._cell.data(text)

    def _end(self, name: str) -> None:
        if name in _CELLS and self._cell is not None:
            self._take(self._cell)
            self._column += self._columns
            self._cell = None
        elif self._cell is not None:
            self._cell.end(name)
        elif name == "table-row":
            self._row += self._rows
        else:
            self._styles.end(name)

    def _take(self, cell: "_OdsCell") -> None:
        if not self.extents:
            return
        if cell.text or "office:value-type" in cell.attributes:
            self.extents[-1].include(
                self._row + self._rows - 1, self._column + self._columns - 1, self._rows * self._columns
            )
            self.text_size += cell.size * self._rows * self._columns
        style = self._of_row or next((style for behind, style in self._of_columns if self._column < behind), "")
        look = cell.look(style)
        if not look.is_plain and self._rows * self._columns <= _MOST_LOOKS:
            for row in range(self._row, self._row + self._rows):
                for column in range(self._column, self._column + self._columns):
                    self._sheet.cells[row, column] = look
        rows, columns = (_repeats(cell.attributes, f"table:number-{way}-spanned") for way in ("rows", "columns"))
        if rows > 1 or columns > 1:
            first, last = (self._row, self._column), (self._row + rows - 1, self._column + columns - 1)
            self._sheet.merges.append((first, last))


class _OdsCell:
    """A cell as the walk through it goes on: its text by looks, and what lies on it."""

    def __init__(self, attributes: dict[str, str], styles: OdsStyles) -> None:
        self.attributes = attributes
        self.size = 0
        self._styles = styles
        self._runs: list[TextRun] = []
        self._spans: list[str] = []
        self._apart: list[str] = []
        self._comment: list[str] = []
        self._paragraphs = 0
        self._is_in_paragraph = self._has_signs = self._has_picture = False

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join(run.text for run in self._runs)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element within it begins."""
        if self._apart or name in _APART:
            self._apart.append(name)
            self._has_picture = self._has_picture or name == "image"
            self._has_signs = self._has_signs or name == "ruby-text"
        elif name == "p":
            if self._paragraphs:
                self._add("\n")
            self._paragraphs += 1
            self._is_in_paragraph = True
        elif name == "span":
            self._spans.append(attributes.get("text:style-name", ""))
        elif name == "s":
            self._add(" " * min(_repeats(attributes, "text:c"), 100))
        elif name in _BREAKS:
            self._has_signs = True
            self._add(_BREAKS[name])

    def data(self, text: str) -> None:
        """Characters within it."""
        self.size += len(text)
        if "annotation" in self._apart:
            if self._apart[-1] in ("p", "span"):
                self._comment.append(text)
        elif not self._apart and self._is_in_paragraph:
            self._add(text)

    def end(self, name: str) -> None:
        """An element within it ends."""
        if self._apart:
            self._apart.pop()
        elif name == "p":
            self._is_in_paragraph = False
        elif name == "span" and self._spans:
            self._spans.pop()

    def _add(self, text: str) -> None:
        self._runs.append(self._styles.run(self._spans[-1], text) if self._spans else TextRun(text))

    def look(self, style: str) -> CellLook:
        """How it is shown, where `style` is that of its row or column."""
        look = replace(
            self._styles.look(self.attributes.get("table:style-name", style)), comment="".join(self._comment).strip()
        )
        kind, text = self.attributes.get("office:value-type"), self.text
        if self.attributes.get("calcext:value-type") == "error":
            return CellLook(fault=Note("table.error_cell", {"value": text.strip()}))
        if kind is None and not text and "table:formula" in self.attributes:
            return CellLook(fault=Note("cell.no_result"))
        if kind is None and not text.strip() and self._has_picture:
            return CellLook(fault=Note("cell.picture"))
        if kind == "date":
            return look
        look = replace(look, format=None)
        if kind in _NUMBERS and self._paragraphs:
            return self._number(look, text.strip())
        is_odd = self._has_signs or any(run.is_struck is not None or run.colour is not None for run in self._runs)
        return (
            replace(look, runs=tuple(self._runs)) if is_odd and "office:string-value" not in self.attributes else look
        )

    def _number(self, look: CellLook, text: str) -> CellLook:
        """A number of which the text beside it shows more, or less."""
        try:
            value = Decimal(self.attributes.get("office:value", ""))
        except ArithmeticError:
            return look
        if value.is_nan():
            return look
        if not abs(value) < _LARGE or _ABBREVIATED.fullmatch(text) or is_number(text, value):
            return look
        return replace(look, shown=Shown(text, not _holds(text, value)))


def _holds(text: str, value: Decimal) -> bool:
    """Whether the digits of a text are those of a number, however it words them."""
    found = _NUMBER.search(text)
    number = Decimal(found[0].replace(",", "")) if found else None
    return number in (value, value * 100 if "%" in text else value) or re.sub(r"\D", "", text).lstrip("0") == str(value)


def _repeats(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return min(int(text[:10]), _MOST_REPEATS) if text.isdecimal() else 1
