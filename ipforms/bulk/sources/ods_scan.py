"""A look into an ODS: its extent, and what its cells show. Blank cells repeated to the edge of the sheet do not count.

An ODS keeps what a cell shows as text beside its value, so no format needs to be worked out but those of dates.
Source: OpenDocument 1.3 part 3, 9.1 (tables), 6.1 (text).
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import product

from ipforms.bulk.sources.cell_look import CellLook, SheetLook, TextRun
from ipforms.bulk.sources.number_format import Shown, is_number
from ipforms.bulk.sources.ods_styles import OdsStyles
from ipforms.bulk.sources.table_format import not_a_table
from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.workbook_scan import SheetExtent, WorkbookScan, check_cells, check_text
from ipforms.containers.safe_xml import Element, local_name
from ipforms.messages import Note
from ipforms.text.regex import regex

_MOST_REPEATS = 1 << 21  # more than any sheet has; keeps sums small
_MOST_LOOKS = 1 << 16  # cells of one repeated look; nobody types more
_APART = ("annotation", "ruby-text", "frame", "custom-shape", "control", "rect", "line")
"""What lies on a cell, or above its text, and is none of it."""
_HIDDEN = ("collapse", "filter")
_CELLS = ("{*}table-cell", "{*}covered-table-cell")
_STYLES = ("style", "date-style")
_NAMESPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_OFFICE, _TABLE, _TEXT = map(_NAMESPACE.format, ("office", "table", "text"))
_KIND = f"{_OFFICE}value-type"
_CALC_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_DEFAULT = f"{_TABLE}default-cell-style-name"
_NUMBERS = ("float", "percentage", "currency")
_LARGE = 10**15  # Excel and LibreOffice keep 15 digits
_ABBREVIATED = regex(r"#+|-?[\d.,]+E[+-]?\d+|-?[\d ]*\d/\d+", re.IGNORECASE)
_NUMBER = regex(r"-?\d[\d,]*(?:\.\d+)?")
_BREAKS = {"line-break": "\n", "tab": "\t"}
_SIGNS = ("ruby-text", *_BREAKS)  # what calamine leaves out of a text, or takes for a part of it


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
        self._styles = OdsStyles()
        self._table: Element | None = None
        self._sheet, self._row = SheetLook(), 0
        self._of_columns: list[tuple[int, str]] = []  # style of each column, with the column behind it
        for each in archive.elements("styles.xml", *_STYLES) if "styles.xml" in archive else ():
            self._styles.add(each)
        take = {"table-row": self._take_row, "table-column": self._take_column}
        for each in archive.elements("content.xml", *take, *_STYLES):
            take.get(local_name(each), self._styles.add)(each)

    def _is_within(self, element: Element) -> bool:
        """Whether a row or column is of a sheet, which begins with the first of them; and not of a table in a cell."""
        tables = list(element.iterancestors("{*}table"))
        if len(tables) == 1 and tables[0] is not self._table:
            self._table, self._row, self._of_columns = tables[0], 0, []
            self._sheet = self.sheets.setdefault(tables[0].get(_TABLE + "name", ""), SheetLook())
            self.extents.append(SheetExtent())
        return len(tables) == 1

    def _take_column(self, element: Element) -> None:
        if self._is_within(element):
            first = self._of_columns[-1][0] if self._of_columns else 0
            behind = first + _repeats(element, "number-columns-repeated")
            self._of_columns.append((behind, element.get(_DEFAULT, "")))
            if element.get(_TABLE + "visibility") in _HIDDEN:
                self._sheet.hidden_columns.append((first, behind - 1))

    def _take_row(self, element: Element) -> None:
        if self._is_within(element):
            rows, column, style = _repeats(element, "number-rows-repeated"), 0, element.get(_DEFAULT, "")
            if element.get(_TABLE + "visibility") in _HIDDEN:
                self._sheet.hidden_rows.update(range(self._row, self._row + min(rows, _MOST_LOOKS)))
            for cell in element.iterchildren(*_CELLS):
                columns = _repeats(cell, "number-columns-repeated")
                own = style or next((style for behind, style in self._of_columns if column < behind), "")
                self._take(cell, column, rows, columns, own)
                column += columns
            self._row += rows

    def _take(self, cell: Element, column: int, rows: int, columns: int, style: str) -> None:
        inside = list(_own(cell))
        runs: list[TextRun] = []
        for paragraph in (each for name, each in inside if name == "p"):
            runs += [TextRun("\n")] if runs else []
            runs += self._runs(paragraph, "") or [TextRun("")]
        if any(run.text for run in runs) or cell.get(_KIND) is not None:
            self.extents[-1].include(self._row + rows - 1, column + columns - 1, rows * columns)
            self.text_size += sum(map(len, cell.itertext())) * rows * columns
        look = self._look(cell, style, runs, {name for name, _ in inside})
        if not look.is_plain and rows * columns <= _MOST_LOOKS:
            places = product(range(self._row, self._row + rows), range(column, column + columns))
            self._sheet.cells |= dict.fromkeys(places, look)
        down, across = (_repeats(cell, f"number-{way}-spanned") for way in ("rows", "columns"))
        if down > 1 or across > 1:
            self._sheet.merges.append(((self._row, column), (self._row + down - 1, column + across - 1)))

    def _runs(self, element: Element, style: str) -> list[TextRun]:
        """What stands in an element, without what lies on it or above it."""
        found = [self._run(style, element.text)] if element.text else []
        for each in element:
            name = local_name(each)
            if name == "s":
                found.append(self._run(style, " " * min(_repeats(each, "c", _TEXT), 100)))
            elif name in _BREAKS:
                found.append(self._run(style, _BREAKS[name]))
            elif name not in _APART:
                found += self._runs(each, each.get(_TEXT + "style-name", "") if name == "span" else style)
            found += [self._run(style, each.tail)] if each.tail else []
        return found

    def _run(self, style: str, text: str) -> TextRun:
        return self._styles.run(style, text) if style else TextRun(text)

    def _look(self, cell: Element, style: str, runs: Sequence[TextRun], inside: Set[str]) -> CellLook:
        """How a cell is shown, where `style` is that of its row or column, by its text and what else is in it."""
        look = self._styles.look(cell.get(_TABLE + "style-name", style))
        if "annotation" in inside:
            lines = ("".join(each.itertext()) for note in cell.iter("{*}annotation") for each in note.iter("{*}p"))
            look = replace(look, comment="".join(lines).strip())
        kind, text = cell.get(_KIND), "".join(run.text for run in runs)
        if cell.get(_CALC_KIND) == "error":
            return CellLook(fault=Note("table.error_cell", {"value": text.strip()}))
        if kind is None and not text and cell.get(_TABLE + "formula") is not None:
            return CellLook(fault=Note("cell.no_result"))
        if kind is None and not text.strip() and inside and cell.find(".//{*}image") is not None:
            return CellLook(fault=Note("cell.picture"))
        if kind == "date":
            return look
        look = replace(look, format=None) if look.format else look
        if kind in _NUMBERS and "p" in inside:
            return _number(look, cell.get(_OFFICE + "value", ""), text.strip())
        has_looks = any(run.is_struck is not None or run.colour is not None for run in runs)
        is_odd = has_looks or not inside.isdisjoint(_SIGNS)
        return replace(look, runs=tuple(runs)) if is_odd and cell.get(_OFFICE + "string-value") is None else look


def _own(element: Element) -> Iterator[tuple[str, Element]]:
    """What stands in a cell, each with its name, without what is in that which lies on it."""
    for each in element:
        name = local_name(each)
        yield name, each
        if name not in _APART and len(each):
            yield from _own(each)


def _number(look: CellLook, said: str, text: str) -> CellLook:
    """A number of which the text beside it shows more, or less."""
    try:
        value = Decimal(said)
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


def _repeats(element: Element, name: str, vocabulary: str = _TABLE) -> int:
    text = element.get(vocabulary + name, "1")
    return min(int(text[:10]), _MOST_REPEATS) if text.isdecimal() else 1
