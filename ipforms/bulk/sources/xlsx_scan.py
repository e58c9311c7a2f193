"""A look into an XLSX: its date system, its extent, what its cells show."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ipforms.bulk.sources.cell_look import CellLook
from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.workbook_scan import WorkbookScan, broken, check_cells, check_text
from ipforms.bulk.sources.xlsx_cells import XlsxCells
from ipforms.bulk.sources.xlsx_remarks import remarks
from ipforms.bulk.sources.xlsx_styles import cell_looks, rich_texts
from ipforms.containers.opc import relations

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS, _STYLES = "xl/sharedstrings.xml", "xl/styles.xml"

_RICH = re.compile(
    rb"""strike\b
       | (?: rgb\s*=\s*["'](?:[0-9A-Fa-f]{2})?(?:[Ff][89A-Fa-f]){3}
           | (?:theme|indexed)\s*=\s*["'][019] ) ["']""",
    re.VERBOSE,
)
"""A run that is struck or white."""
_ON = ("1", "true")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def inspect(archive: WorkbookPackage, limits: TableLimits) -> WorkbookScan:
    """Look, and refuse what would not fit into memory."""
    book = _Workbook.of(archive)
    styles = cell_looks(archive)
    parts = {part for own in book.sheets.values() for part in own}
    _check_encodings(archive, {_WORKBOOK, _RELATIONS, _STRINGS, _STYLES, *parts})
    longest, is_rich = _strings(archive)
    has_looks = _STRINGS in archive and (is_rich or any(look.is_struck for look in styles))
    texts = rich_texts(archive, _STRINGS) if has_looks else {}
    read = {part: XlsxCells(archive, part, styles, texts, is_uncalculated=book.is_uncalculated) for part in parts}
    check_cells((cells.extent for cells in read.values()), archive.name, limits)
    if sum(cells.shared for cells in read.values()) * longest > limits.max_inflated_bytes:
        check_text(_text_size(archive, read), archive.name, limits)
    shown = {sheet: read[own[0]].look for sheet, own in book.sheets.items() if own}
    for sheet, cells in ((sheet, look.cells) for sheet, look in shown.items()):
        for remark in remarks(archive, book.sheets[sheet][0]):
            look = cells.get(remark.at, CellLook())
            said = "\n".join(filter(None, (look.comment, remark.text)))
            cells[remark.at] = replace(look, comment=said, has_picture=look.has_picture or remark.is_picture)
    return WorkbookScan(book.epoch_1904, shown)


@dataclass(frozen=True)
class _Workbook:
    """What the workbook itself says."""

    epoch_1904: bool  # whether days count from 1904
    is_uncalculated: bool  # whether a program has written it that leaves the results of formulas to the next one
    sheets: dict[str, list[str]]  # the part of each sheet, by its name; several where readers may take either

    @classmethod
    def of(cls, archive: WorkbookPackage) -> "_Workbook":
        if _WORKBOOK not in archive:
            broken(archive.name, _WORKBOOK)
        said = [(each.tag, dict(each.items())) for each in archive.elements(_WORKBOOK, "workbookPr", "calcPr", "sheet")]
        parts = {each.id: each.target.lower() for each in relations(archive, _WORKBOOK)}
        ids = {
            own.get("name", ""): next((value for key, value in own.items() if key.endswith(("}id", ":id"))), "")
            for tag, own in said
            if tag.endswith("sheet")
        }
        is_on = {key for _, own in said for key, value in own.items() if value in _ON}
        sheets = {name: _parts(archive, parts.get(id_, "")) for name, id_ in ids.items()}
        return cls("date1904" in is_on, "fullCalcOnLoad" in is_on, sheets)


def _parts(archive: WorkbookPackage, target: str) -> list[str]:
    """The parts that a target may mean: calamine looks below xl for one that is named from the root, and may not be."""
    paths = {posixpath.normpath(name): name for name in archive.names()}
    return [paths[path] for path in (target, f"xl/{target}", target.removeprefix("xl/")) if path in paths]


def _check_encodings(archive: WorkbookPackage, parts: set[str]) -> None:
    """Refuse parts in UTF-16 that calamine would read as blank. Others, as of Power Query, are none of its affairs."""
    for part in sorted(parts):
        if part in archive and next(archive.chunks(part), b"").startswith(_UTF16):
            broken(archive.name, f"{part}: UTF-16")


def _strings(archive: WorkbookPackage) -> tuple[int, bool]:
    """The length of the longest shared string, and whether some may be struck or white."""
    longest, held, is_rich = 0, 0, False
    if _STRINGS in archive:
        for chunk in archive.chunks(_STRINGS):
            is_rich = is_rich or _RICH.search(chunk) is not None
            pieces = chunk.split(b"</")  # every text ends in a tag, so this cuts no text in two
            for piece in pieces[:-1]:
                longest, held = max(longest, held + len(piece)), 0
            held += len(pieces[-1])
    return max(longest, held), is_rich


def _text_size(archive: WorkbookPackage, parts: Iterable[str]) -> int:
    """Bytes of the shared strings, each time that a cell shows one. A character takes three or so."""
    lengths = {str(at): sum(map(len, text.itertext())) for at, text in enumerate(archive.elements(_STRINGS, "si"))}
    cells = (cell for part in parts for cell in archive.elements(part, "c") if cell.get("t") == "s")
    return 3 * sum(lengths.get(cell.findtext("{*}v", ""), 0) for cell in cells)
