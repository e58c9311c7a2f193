"""Small PDFs out of texts, lines and fields, written byte by byte; and a Sheet laid out as Word would print it."""

from __future__ import annotations

import zlib
from itertools import pairwise

from ipforms.sheet import Paragraph

WIDTH, HEIGHT, MARGIN, SIZE = 595, 842, 60, 10
PITCH, PADDING = 14, 5.4
# Codes are UTF-16, each one em wide: no font is needed to read it.
_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/ToUnicode {map} 0 R/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
    "/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -140 1000 860]"
    "/ItalicAngle 0/Ascent 860/Descent -140/CapHeight 700/StemV 80>>>>]>>"
)
_MAP = (
    b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/X def/CMapType 2 def 1 begincodespacerange"
    b"<0000><FFFF>endcodespacerange 100 beginbfrange\n"
    + b"".join(b"<%02X00><%02XFF><%02X00>\n" % (high, high, high) for high in range(100))
    + b"endbfrange 100 beginbfrange\n"
    + b"".join(b"<%02X00><%02XFF><%02X00>\n" % (high, high, high) for high in range(100, 200))
    + b"endbfrange 56 beginbfrange\n"
    + b"".join(b"<%02X00><%02XFF><%02X00>\n" % (high, high, high) for high in range(200, 256))
    + b"endbfrange endcmap CMapName currentdict/CMap defineresource pop end end"
)


def stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (len(packed), entries.encode(), packed)


def file(objects: list[bytes], trailer: str = "") -> bytes:
    """A PDF of objects, the first of which is the catalogue."""
    made, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer.encode(), len(made))
    return made + head + table + end


def replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    """Other bytes in their place; the table of offsets is wrong then, and PDFium makes it anew."""
    assert old in data
    return data.replace(old, new)


def text(x: float, y: float, said: str, size: float = SIZE) -> str:
    """A line. PDFium passes over a lone character whose glyph it has not; two have a width."""
    said += " " * (len(said) == 1)
    return f"BT /F {size} Tf {x:.2f} {y:.2f} Td <{said.encode('utf-16-be').hex()}> Tj ET\n"


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"0.5 w {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S\n"


def pdf(
    *contents: str, page: str = "", catalogue: str = "", resources: str = "", more: tuple[bytes, ...] = ()
) -> bytes:
    """A PDF with these pages; further objects have numbers from 5 + 2 * pages."""
    numbers = [5 + 2 * index for index in range(len(contents))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalogue}>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}>>".encode(),
        _FONT.format(map=4).encode(),
        stream(_MAP),
    ]
    for number, content in zip(numbers, contents, strict=True):
        box = f"/MediaBox[0 0 {WIDTH} {HEIGHT}]" if "/MediaBox" not in page else ""
        held = f"/Resources<</Font<</F 3 0 R>>{resources}>>"
        entries = f"<</Type/Page/Parent 2 0 R{box}{held}/Contents {number + 1} 0 R{page}>>"
        objects += [entries.encode(), stream(content.encode())]
    return file([*objects, *more])


def widget(name: str, value: str, box: tuple[float, float, float, float] = (100, 700, 300, 720)) -> bytes:
    said = (b"\xfe\xff" + value.encode("utf-16-be")).hex()
    rect = " ".join(map(str, box))
    named = (b"\xfe\xff" + name.encode("utf-16-be")).hex()
    return f"<</Type/Annot/Subtype/Widget/FT/Tx/T<{named}>/V<{said}>/Rect[{rect}]/F 4/DA(/F 10 Tf)>>".encode()


def fillable(fields: dict[str, str], content: str = "", boxes=None) -> bytes:
    """A page with fields."""
    widgets = tuple(widget(name, value, *([boxes[name]] if boxes else [])) for name, value in fields.items())
    refs = " ".join(f"{number} 0 R" for number in range(7, 7 + len(widgets)))
    return pdf(content, page=f"/Annots[{refs}]", catalogue=f"/AcroForm<</Fields[{refs}]>>", more=widgets)


class Laid:
    """A Sheet as pages: each edge of each cell a line of its own, a little beside its neighbour's, as Word prints."""

    def __init__(self, sheet) -> None:
        self.pages, self._y = [""], HEIGHT - 70.0
        for block in sheet.blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block.text)
            else:
                self._table(block)

    def _paragraph(self, said: str) -> None:
        for line in _wrapped(said, WIDTH - 2 * MARGIN):
            self._need(PITCH)
            self.pages[-1] += text(MARGIN, self._y - SIZE, line)
            self._y -= PITCH
        self._y -= PITCH

    def _need(self, height: float) -> None:
        if self._y - height < 70:
            self.pages.append("")
            self._y = HEIGHT - 70.0

    def _table(self, table) -> None:
        wide = (WIDTH - 2 * MARGIN) / table.columns
        lines = {cell: _wrapped(cell.text, cell.column_span * wide - 2 * PADDING) for cell in table.cells}
        heights = [PITCH + 4.0] * table.rows
        for cell in table.cells:
            # In its first row alone, so that no page ends within a label.
            heights[cell.row] = max(heights[cell.row], PITCH * len(lines[cell]) + 4.0)
        starts = [0]
        for row in range(table.rows):
            if sum(heights[starts[-1] : row + 1]) > self._y - 70 - (self._y - HEIGHT + 70 if len(starts) > 1 else 0):
                starts.append(row)
        for first, end in pairwise([*starts, table.rows]):
            if first:
                self._need(HEIGHT)
            tops = [self._y - sum(heights[first:row]) for row in range(first, end + 1)]
            for cell in table.cells:
                top, bottom = max(cell.row, first), min(cell.row + cell.row_span, end)
                if top < bottom:
                    said = lines[cell] if cell.row >= first else []
                    self._cell(
                        cell.column * wide, cell.column_span * wide, tops[top - first], tops[bottom - first], said
                    )
            self._y = tops[-1] - PITCH

    def _cell(self, left: float, wide: float, top: float, bottom: float, lines: list[str]) -> None:
        west, east = MARGIN + left, MARGIN + left + wide
        drawn = rule(west, top, east, top + 0.3) + rule(west, bottom - 0.3, east, bottom)
        drawn += rule(west + 0.4, top, west + 0.4, bottom) + rule(east, top, east, bottom)
        for number, line in enumerate(lines):
            drawn += text(west + PADDING, top - 2 - SIZE - number * PITCH, line)
        self.pages[-1] += drawn


def _wrapped(said: str, room: float) -> list[str]:
    """Lines, each as full as it goes; no line begins with a punctuation mark."""
    count = max(1, int(room / SIZE))
    made = []
    for line in said.split("\n"):
        while len(line) > count:
            end = count
            while (end > 1 and line[end] in "，。、；：？！）》”.,;:)% ") or line[end - 1] in "（《“(":
                end -= 1
            made.append(line[:end])
            line = line[end:]
        made.append(line)
    return made


def printed(sheet) -> bytes:
    """A Sheet as a flat PDF."""
    return pdf(*Laid(sheet).pages)
