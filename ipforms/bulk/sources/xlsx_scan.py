"""A look into an XLSX: its date system, its extent, what its cells show.

The look is a quick one, by patterns; only a sheet that seems too large, or to show something else than its values, is
parsed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ipforms.bulk.sources.cell_look import CellLook, SheetLook
from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.workbook_scan import WorkbookScan, broken, check_cells, check_text, most_cells
from ipforms.bulk.sources.xlsx_cells import XlsxCells, column_number
from ipforms.bulk.sources.xlsx_remarks import remarks
from ipforms.bulk.sources.xlsx_styles import cell_looks, rich_texts
from ipforms.containers.opc import relations

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS, _STYLES = "xl/sharedstrings.xml", "xl/styles.xml"

_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)""")
_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*(\d+)""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)""")
_PECULIAR = re.compile(
    rb"""\s t \s*=\s* ["'](?:e|inlineStr)["']          # an error; a text with runs of its own
       | \s hidden \s*=\s* ["'](?:1|true)              # rows and columns
       | \s vm \s*=                                    # a picture in the cell
       | \s showZeros \s*=\s* ["'](?:0|false)
       | (?: </(?:\w+:)?f> | <(?:\w+:)?f\b[^<>]*/> ) \s* (?: <(?:\w+:)?v\s*(?:/>|></) | </(?:\w+:)?c> )  # no result
    """,
    re.VERBOSE,
)
_LOOKS_PECULIAR = {False: _PECULIAR, True: re.compile(rb"<(?:\w+:)?f\b|" + _PECULIAR.pattern, re.VERBOSE)}
"""By whether the results of formulas have never been worked out."""
_RICH = re.compile(
    rb"""strike\b
       | (?: rgb\s*=\s*["'](?:[0-9A-Fa-f]{2})?(?:[Ff][89A-Fa-f]){3}
           | (?:theme|indexed)\s*=\s*["'][019] ) ["']""",
    re.VERBOSE,
)
"""A run that is struck or white."""
_SHARED = re.compile(rb"""\st\s*=\s*["']s["']""")
_OVERLAP = 256  # longer than what the patterns match, so that nothing hides where two chunks meet
_ON = ("1", "true")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def inspect(archive: WorkbookPackage, limits: TableLimits) -> WorkbookScan:
    """Look, and refuse what would not fit into memory."""
    book = _Workbook.of(archive)
    styles = cell_looks(archive)
    peculiar_styles = {b"%d" % number for number, look in enumerate(styles) if not look.is_plain}
    peculiar = _LOOKS_PECULIAR[book.is_uncalculated]
    # A sheet may have any name: every part is looked at.
    _check_encodings(archive, {_WORKBOOK, _RELATIONS, _STRINGS, _STYLES, *book.sheets.values()})
    parts = (part for part in archive.names() if part != _STRINGS)
    looks = {part: _XlsxBounds(archive, part, peculiar, peculiar_styles) for part in parts}
    longest, is_rich = _strings(archive)
    has_looks = _STRINGS in archive and (is_rich or any(look.is_struck for look in styles))
    texts = rich_texts(archive, _STRINGS) if has_looks else {}
    most = most_cells(sum(look.held for look in looks.values()), limits)
    suspect = sum(look.cells for look in looks.values()) > most or (
        sum(look.shared for look in looks.values()) * longest > limits.max_inflated_bytes
    )
    parsed = {
        part: XlsxCells(archive, part, styles, texts, is_uncalculated=book.is_uncalculated)
        for part, look in looks.items()
        if look.cells and (suspect or look.is_peculiar or (texts and look.shared))
    }
    if suspect:
        check_cells((cells.extent for cells in parsed.values()), archive.name, limits)
        lengths = _lengths(archive)
        check_text(sum(cells.text_size(lengths) for cells in parsed.values()), archive.name, limits)
    shown = {sheet: parsed[part].look for sheet, part in book.sheets.items() if part in parsed}
    for sheet, part in book.sheets.items():
        for remark in remarks(archive, part):
            cells = shown.setdefault(sheet, SheetLook()).cells
            look = cells.get(remark.at, CellLook())
            said = "\n".join(filter(None, (look.comment, remark.text)))
            cells[remark.at] = replace(look, comment=said, has_picture=look.has_picture or remark.is_picture)
    return WorkbookScan(book.epoch_1904, shown)


@dataclass(frozen=True)
class _Workbook:
    """What the workbook itself says."""

    epoch_1904: bool  # whether days count from 1904
    is_uncalculated: bool  # whether a program has written it that leaves the results of formulas to the next one
    sheets: dict[str, str]  # the part of each sheet, by its name

    @classmethod
    def of(cls, archive: WorkbookPackage) -> "_Workbook":
        if (root := archive.root(_WORKBOOK)) is None:
            broken(archive.name, _WORKBOOK)
        parts = {each.id: each.target.lower() for each in relations(archive, _WORKBOOK)}
        ids = {
            sheet.get("name", ""): next((value for key, value in sheet.items() if key.endswith("}id")), "")
            for sheet in root.iter("{*}sheet")
        }
        is_on = {key for each in root for key, value in each.items() if value in _ON}
        sheets = {name: parts.get(id_, "") for name, id_ in ids.items()}
        return cls("date1904" in is_on, "fullCalcOnLoad" in is_on, sheets)


class _XlsxBounds:
    """Upper bounds for one part, by patterns: blank cells that carry a style count too."""

    def __init__(
        self, archive: WorkbookPackage, part: str, peculiar: re.Pattern[bytes], peculiar_styles: set[bytes]
    ) -> None:
        self.is_peculiar = False
        self.shared = self.held = 0
        rows, columns = 0, 0
        for chunk in _overlapping(archive, part):
            self.is_peculiar = (
                self.is_peculiar
                or peculiar.search(chunk) is not None
                or not peculiar_styles.isdisjoint(_STYLE.findall(chunk) if peculiar_styles else ())
            )
            self.held += chunk.count(b"<c") + chunk.count(b":c ")
            self.shared += len(_SHARED.findall(chunk))
            rows = max(rows, _largest(_ROW, chunk))
            columns = max(columns, max((column_number(name) for name in set(_COLUMN.findall(chunk))), default=0))
        self.cells = rows * max(columns, 1)


def _check_encodings(archive: WorkbookPackage, parts: set[str]) -> None:
    """Refuse parts in UTF-16 that calamine would read as blank. Others, as of Power Query, are none of its affairs."""
    for part in sorted(parts):
        if part in archive and next(archive.chunks(part), b"").startswith(_UTF16):
            broken(archive.name, f"{part}: UTF-16")


def _overlapping(archive: WorkbookPackage, part: str) -> Iterator[bytes]:
    tail = b""
    for chunk in archive.chunks(part):
        yield tail + chunk
        tail = chunk[-_OVERLAP:]


def _largest(pattern: re.Pattern[bytes], chunk: bytes) -> int:
    # Cut before int(): a number of a million digits is a trap.
    return max((int(digits[:12]) for digits in set(pattern.findall(chunk))), default=0)


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


def _lengths(archive: WorkbookPackage) -> list[int]:
    """Characters of each shared string."""
    texts = archive.elements(_STRINGS, "si") if _STRINGS in archive else ()
    return [sum(map(len, text.itertext())) for text in texts]
