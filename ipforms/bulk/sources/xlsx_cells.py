"""The cells of a sheet of an XLSX that hold something, by parsing it: its extent, and what shows other than its value.

Source: ECMA-376 Part 1, 18.3 (worksheets).
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ipforms.bulk.sources.cell_look import CellLook, SheetLook, TextRun
from ipforms.bulk.sources.number_format import NumberFormat
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.workbook_scan import SheetExtent
from ipforms.bulk.sources.xlsx_styles import rich_runs
from ipforms.containers.safe_xml import Element, local_name
from ipforms.messages import Note

_REFERENCE = re.compile(r"\$?([A-Za-z]+)\$?(\d+)")
_PLAIN = CellLook()
_NO_ZEROS = NumberFormat.of("General;-General;")
_ON = ("1", "true")


def place(reference: str) -> tuple[int, int] | None:
    """Row and column of a reference such as B3, from 0; None if it is none.

    >>> place("B3"), place("")
    ((2, 1), None)
    """
    found = _REFERENCE.fullmatch(reference)
    return None if found is None else (int(found[2][:10]) - 1, column_number(found[1].encode("ascii", "replace")) - 1)


@lru_cache(maxsize=1_024)
def column_number(name: bytes) -> int:
    """A, B, … as 1, 2, …; names too long to be one count as very far."""
    number = 0
    for letter in name[:8].upper():
        number = number * 26 + letter - 64
    return number


class XlsxCells:
    """One sheet.

    Attributes:
        extent: its block of cells.
        look: how it is shown.

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
        self._styles = {str(number): look for number, look in enumerate(styles)}
        self._texts = texts or {}
        self._shared: dict[str, int] = {}
        self._line: Element | None = None
        self._row, self._column = -1, -1
        self._has_zeros = True
        self._painted: list[str] = []
        take = {"c": self._take, "row": self._begin_row}
        for element in package.elements(part, *take, "col", "sheetView", "conditionalFormatting", "tablePart"):
            take.get(local_name(element), self._about_sheet)(element)
        self._repaint()

    def text_size(self, lengths: list[int]) -> int:
        """Bytes of the shared strings, each time that a cell shows one. A character takes three or so."""
        known = ((int(index), times) for index, times in self._shared.items() if _is_index(index))
        return 3 * sum(lengths[index] * times for index, times in known if index < len(lengths))

    def _begin_row(self, line: Element) -> None:
        """A row begins with its first cell, or ends without one."""
        if line is not self._line and local_name(line) == "row":
            self._line, number = line, line.get("r", "")
            self._row = int(number[:10]) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
            if line.get("hidden") in _ON:
                self.look.hidden_rows.add(self._row)

    def _about_sheet(self, element: Element) -> None:
        name = local_name(element)
        if name == "col" and element.get("hidden") in _ON:
            first, last = element.get("min", ""), element.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.look.hidden_columns.append((int(first[:9]) - 1, int(last[:9]) - 1))
        elif name == "sheetView":
            self._has_zeros = element.get("showZeros", "1") in _ON
        elif name != "col":
            self._painted += element.get("sqref", "").split() if name == "conditionalFormatting" else [""]

    def _take(self, cell: Element) -> None:
        if (line := cell.getparent()) is not self._line:
            self._begin_row(line)
        self._row, self._column = place(cell.get("r", "")) or (self._row, self._column + 1)
        start = len(cell.tag) - len("c")  # of the names of its vocabulary
        inside = {each.tag[start:]: each for each in cell}
        if inside:
            self.extent.include(self._row, self._column)
        look = self._look(cell, inside)
        if look is not None:
            self.look.cells[self._row, self._column] = look

    def _look(self, cell: Element, inside: Mapping[str, Element]) -> CellLook | None:
        """How a cell is shown; None if as its value."""
        kind, style, value = cell.get("t", ""), cell.get("s", "0"), (inside["v"].text or "") if "v" in inside else ""
        look = self._styles.get(style, _PLAIN)
        if cell.get("vm") is not None:
            return CellLook(fault=Note("cell.picture"))
        if kind == "e":
            return CellLook(fault=Note("table.error_cell", {"value": value}))
        if "f" in inside and value in self._no_results and kind != "str":
            return CellLook(fault=Note("cell.no_result"))
        if kind == "s":
            self._shared[value] = self._shared.get(value, 0) + 1
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
