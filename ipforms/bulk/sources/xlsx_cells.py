"""The cells of a sheet of an XLSX that hold something, by parsing it: its extent, and what shows other than its value.

Source: ECMA-376 Part 1, 18.3 (worksheets).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ipforms.bulk.sources.cell_look import CellLook, SheetLook, TextRun
from ipforms.bulk.sources.number_format import NumberFormat
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.workbook_scan import SheetExtent, broken
from ipforms.bulk.sources.xlsx_styles import rich_runs
from ipforms.containers.safe_xml import Element, local_name
from ipforms.messages import Note
from ipforms.text.regex import regex

_REFERENCE = regex(r"\$?([A-Za-z]+)\$?(\d+)")
_PLAIN = CellLook()
_NO_ZEROS = NumberFormat.of("General;-General;")
_ON = ("1", "true")


def place(reference: str) -> tuple[int, int] | None:
    """Row and column of a reference such as B3, from 0; None if it is none.

    >>> place("B3"), place("")
    ((2, 1), None)
    """
    found = _REFERENCE.fullmatch(reference)
    return None if found is None else (int(found[2][:10]) - 1, column_number(found[1]) - 1)


@lru_cache(maxsize=1_024)
def column_number(name: str) -> int:
    """A, B, … as 1, 2, …; names too long to be one count as very far."""
    number = 0
    for letter in name[:8].upper():
        number = number * 26 + ord(letter) - 64
    return number


class XlsxCells:
    """One sheet.

    Attributes:
        extent: its block of cells.
        look: how it is shown.
        shared: how many of its cells show a shared string.

    Args:
        package: the workbook.
        part: the sheet.
        styles: the look of each style, by number.
        texts: shared strings of several looks, by number.
        is_uncalculated: whether a result of 0 says no more than that nobody has worked the formula out.
    """

    def __init__(
        self,
        package: WorkbookPackage,
        part: str,
        styles: Sequence[CellLook] = (),
        texts: Mapping[int, tuple[TextRun, ...]] | None = None,
        *,
        is_uncalculated: bool = False,
    ) -> None:
        self._no_results = ("", "0") if is_uncalculated else ("",)
        self.extent = SheetExtent()
        self.look = SheetLook()
        self.shared = 0
        self._styles = {str(number): look for number, look in enumerate(styles)}
        self._odd_styles = {number for number, look in self._styles.items() if not look.is_plain}
        self._odd_kinds = {"e", "inlineStr", "s"} if texts else {"e", "inlineStr"}
        self._texts = texts or {}
        self._name, self._row = package.name, -1
        self._has_zeros = True
        self._painted: list[str] = []
        take = {"row": self._take_row, "col": self._take_column, "sheetData": self._end}
        names = ("row", "col", "sheetView", "conditionalFormatting", "tablePart")
        for element in package.elements(part, *names, around=("sheetData",)):
            take.get(local_name(element), self._about_sheet)(element)
        self._repaint()

    def _take_column(self, element: Element) -> None:
        first, last = element.get("min", ""), element.get("max", "")
        if element.get("hidden") in _ON and first.isdecimal() and last.isdecimal():
            self.look.hidden_columns.append((int(first[:9]) - 1, int(last[:9]) - 1))

    def _about_sheet(self, element: Element) -> None:
        if local_name(element) == "sheetView":
            self._has_zeros = element.get("showZeros", "1") in _ON
        else:  # of a table, nobody knows which cells it paints
            self._painted += element.get("sqref", "").split() or [""]

    def _take_row(self, line: Element) -> None:
        self._see_row(line.getprevious())
        number, column = line.get("r", ""), -1
        row = self._row = int(number[:10]) - 1 if number.isdecimal() else self._row + 1
        if line.get("hidden") in _ON:
            self.look.hidden_rows.add(row)
        is_odd = not self._has_zeros or next(line.iterdescendants("{*}f"), None) is not None
        widest, held = -1, 0
        for cell in line.iterdescendants("{*}c"):
            reference = cell.get("r", "")
            if (letters := reference.removesuffix(number)).isalpha():
                row, column = self._row, column_number(letters) - 1
            else:  # of another row, or of none
                row, column = place(reference) or (row, column + 1)
                self.extent.include(row, column, 0)
            held += 1
            widest = column if column > widest and len(cell) else widest
            kind = cell.get("t", "")
            self.shared += kind == "s"
            is_plain = not is_odd and kind not in self._odd_kinds and cell.get("s", "0") not in self._odd_styles
            if not (is_plain and cell.get("vm") is None) and (look := self._look(cell, kind)) is not None:
                self.look.cells[row, column] = look
        if widest >= 0:
            self.extent.include(self._row, widest, 0)
        self.extent.held += held

    def _see_row(self, element: Element | None) -> None:
        """Refuse a sheet with something else among its rows: calamine takes cells wherever they stand."""
        if element is not None and local_name(element) != "row":
            broken(self._name, f"{local_name(element)} among rows")

    def _end(self, rows: Element) -> None:
        self._see_row(rows[-1] if len(rows) else None)

    def _look(self, cell: Element, kind: str) -> CellLook | None:
        """How a cell is shown; None if as its value."""
        start = len(cell.tag) - len("c")  # of the names of its vocabulary
        inside = {each.tag[start:]: each for each in cell}
        value = (inside["v"].text or "") if "v" in inside else ""
        look = self._styles.get(cell.get("s", "0"), _PLAIN)
        if cell.get("vm") is not None:
            return CellLook(fault=Note("cell.picture"))
        if kind == "e":
            return CellLook(fault=Note("table.error_cell", {"value": value}))
        if "f" in inside and value in self._no_results and kind != "str":
            return CellLook(fault=Note("cell.no_result"))
        if kind == "s":
            runs = self._texts.get(int(value)) if self._texts and _is_index(value) else None
        else:
            runs = rich_runs(inside["is"]) if "is" in inside else None
        if runs is not None:
            return replace(look, runs=runs)
        if kind in ("", "n"):
            return self._number(look, value)
        return None if look.is_plain else look

    def _number(self, look: CellLook, value: str) -> CellLook | None:
        try:
            number = float(value)
        except ValueError:
            return None
        if number == 0 and not self._has_zeros and look.format is None:
            return replace(look, format=_NO_ZEROS)
        return None if not math.isfinite(number) or look.is_plain_for(number) else look

    def _repaint(self) -> None:
        """What a rule or the style of a table may have painted is not taken for white on white."""
        if not self._painted:
            return
        areas = [[place(corner) for corner in area.split(":")] for area in self._painted]
        for at, look in list(self.look.cells.items()):
            if look.is_unseen and any(_holds(area, at) for area in areas):
                self.look.cells[at] = replace(look, is_unseen=False, background="")


def _is_index(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


def _holds(area: list[tuple[int, int] | None], at: tuple[int, int]) -> bool:
    """Whether a range holds a cell; one that cannot be read may."""
    first, last = area[0], area[-1]
    if first is None or last is None:
        return True
    return first[0] <= at[0] <= last[0] and first[1] <= at[1] <= last[1]
