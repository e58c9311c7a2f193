"""A second writer of OFD, from the standard's description alone, which does everything otherwise than ours.

It lays out the cells of a document by itself, in SimSun's widths and with greedy lines, and writes them in one of
several hands: what one office program does and another does not.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ipforms.sheet import Table

PORTRAIT, LANDSCAPE = (210.0, 297.0), (297.0, 210.0)
MANY = 8  # columns that ask for a landscape page
LEFT, TOP, MARGINS = 18.0, 20.0, 36.0
SIZE, LINE, PAD = 3.7, 5.0, 1.9
SPACE = "http://www.ofdspec.org/2016"


@dataclass(frozen=True)
class Hand:
    """How a writer does it."""

    prefix: str = "ofd"  # of the namespace; "" is the default one
    per_glyph: bool = False  # a TextCode for each character, without distances
    runs: bool = False  # distances as "g" runs
    scaled: bool = False  # writing of size 1, enlarged by the matrix
    filled: bool = False  # ruling as thin filled rectangles, all in one path
    template: bool = False  # ruling in a template behind the page
    nested: bool = False  # objects in blocks in blocks
    absolute: bool = False  # paths from the root of the package
    whole_page: bool = False  # every object claims the whole page
    glyphs: bool = False  # CGTransform before each TextCode
    encoding: str = "utf-8"  # of the XML
    first: bool = False  # another document in the same file, before the form
    # Latin letters as wide as those of Helvetica, an object for each word, and no blanks, as of a converter
    words: bool = False


HANDS = {
    "glyph by glyph": Hand(prefix="", per_glyph=True, absolute=True),
    "g runs, ruling in a template": Hand(prefix="o", runs=True, template=True, nested=True),
    "scaled by the matrix, filled ruling": Hand(scaled=True, filled=True, runs=True),
    "glyph indices, UTF-16, whole-page boxes": Hand(glyphs=True, whole_page=True, encoding="utf-16", absolute=True),
    "word by word, without blanks": Hand(words=True, nested=True),
    "a second document, GB 18030": Hand(encoding="gb18030", first=True, filled=True, template=True),
}


def simsun(text):
    return sum(0.5 if ord(each) < 0x2E80 and each not in "“”‘’—…·①②③×" else 1.0 for each in text)


HELVETICA = {
    **dict.fromkeys("ijl'|", 0.222), **dict.fromkeys("fIt.,;:!/ []", 0.278), **dict.fromkeys("-()r", 0.333),
    **dict.fromkeys("cksvxyzJ", 0.5), **dict.fromkeys("FTZ", 0.611), **dict.fromkeys("ABEKPSVXY&", 0.667),
    **dict.fromkeys("CDHNRUw", 0.722), **dict.fromkeys("GOQ", 0.778), **dict.fromkeys("Mm", 0.833),
    "W": 0.944, "@": 1.015,
}  # fmt: skip


def helvetica(text):
    return sum(HELVETICA.get(each, 0.556) if each.isascii() else 1.0 for each in text)


def wrapped(text, room, wide, size=SIZE):
    """Lines that fit; Latin words and numbers stay whole where they can."""
    for typed in text.split("\n"):
        line = ""
        for word in words(typed):
            if line and wide(line + word) * size > room:
                yield line
                line = ""
            for character in word:
                if line and wide(line + character) * size > room:
                    yield line
                    line = ""
                line += character
        yield line


def words(text):
    word = ""
    for each in text:
        if (each.isascii() and each.isalnum()) or each in "@._-":
            word += each
            continue
        if word:
            yield word
        word = ""
        yield each
    if word:
        yield word


class Pages:
    """The pages as they fill: texts (x, y, size, text) and lines (x, y, x, y)."""

    def __init__(self, size=PORTRAIT, measure=simsun):
        self.measure = measure
        self.texts, self.lines, self.y, self.size = [[]], [[]], TOP, size
        self.wide, self.bottom = size[0] - MARGINS, size[1] - 17

    def turn(self):
        self.texts.append([])
        self.lines.append([])
        self.y = TOP

    def paragraph(self, text):
        for line in wrapped(text, self.wide, self.measure):
            if self.y + LINE > self.bottom:
                self.turn()
            self.texts[-1].append((LEFT, self.y + 0.85 * SIZE, SIZE, line))
            self.y += LINE
        self.y += 3

    def table(self, table: Table):
        edges = table.edges or tuple(range(table.columns + 1))
        scale = self.wide / (edges[-1] - edges[0])
        xs = [LEFT + (edge - edges[0]) * scale for edge in edges]
        lines = {
            cell: list(wrapped(cell.text, xs[cell.column + cell.column_span] - xs[cell.column] - 2 * PAD, self.measure))
            for cell in table.cells
        }
        heights = [LINE + 2.0] * table.rows
        for cell in sorted(table.cells, key=lambda each: each.row_span):
            rows = range(cell.row, cell.row + cell.row_span)
            heights[rows[-1]] += max(0.0, len(lines[cell]) * LINE + 2.0 - sum(heights[row] for row in rows))
        start = 0
        while start < table.rows:
            end = self._end(table, heights, start)
            self._rows(table, xs, heights, lines, start, end)
            start = end
            if start < table.rows:
                self.turn()
        self.y += 4

    def _end(self, table, heights, start):
        """The last row that fits and behind which no cell goes on."""
        crossed = {row for cell in table.cells for row in range(cell.row + 1, cell.row + cell.row_span)}
        fits = [end for end in range(start + 1, table.rows + 1) if self.y + sum(heights[start:end]) <= self.bottom]
        if not fits and self.y > TOP:
            self.turn()
            return self._end(table, heights, start)
        return max([end for end in fits if end not in crossed], default=max(fits, default=table.rows))

    def _rows(self, table, xs, heights, lines, start, end):
        ys = [self.y + sum(heights[start:row]) for row in range(start, end + 1)]
        for cell in table.cells:
            if not start <= cell.row < end:
                continue
            left, right = xs[cell.column], xs[cell.column + cell.column_span]
            top, bottom = ys[cell.row - start], ys[min(cell.row + cell.row_span, end) - start]
            self.lines[-1] += [(left, top, right, top), (left, bottom, right, bottom)]
            self.lines[-1] += [(left, top, left, bottom), (right, top, right, bottom)]
            y = top + (bottom - top - LINE * len(lines[cell])) / 2
            for line in lines[cell]:
                self.texts[-1].append((left + PAD, y + 0.85 * SIZE + 0.6, SIZE, line))
                y += LINE
        self.y = ys[-1]


class Writer:
    """Writes pages in a hand."""

    def __init__(self, hand: Hand):
        self.wide = helvetica if hand.words else simsun
        self.hand, self.id, self.size = hand, 100, PORTRAIT

    def tag(self, name, body="", **attributes):
        called = f"{self.hand.prefix}:{name}" if self.hand.prefix else name
        said = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
        return f"<{called}{said}>{body}</{called}>" if body else f"<{called}{said}/>"

    def root(self, name, body, **attributes):
        declared = f"xmlns:{self.hand.prefix}" if self.hand.prefix else "xmlns"
        text = self.tag(name, body, **{declared: SPACE}, **attributes)
        return f'<?xml version="1.0" encoding="{self.hand.encoding}"?>\r\n{text}'.encode(self.hand.encoding)

    def next(self):
        self.id += 1
        return self.id

    def where(self, folder, name):
        return f"/{folder}{name}" if self.hand.absolute else name

    def box(self, x, y, w, h):
        """The box that an object claims, and from where its coordinates count."""
        return ((0, 0, *self.size), (0, 0)) if self.hand.whole_page else ((x, y, w, h), (x, y))

    def text(self, x, y, size, text):
        if self.hand.words and " " in text:
            first, rest = text.split(" ", 1)
            return self.text(x, y, size, first) + self.text(x + self.wide(first + " ") * size, y, size, rest)
        if not text.strip():
            return ""
        (left, top, w, h), (from_x, from_y) = self.box(x, y - size, self.wide(text) * size + 1, size * 1.3)
        shrink = size if self.hand.scaled else 1.0
        matrix = {"CTM": f"{size} 0 0 {size} 0 0"} if self.hand.scaled else {}
        x, y = (x - from_x) / shrink, (y - from_y) / shrink
        body = self.tag("FillColor", Value="0 0 0", ColorSpace=1) + self.codes(x, y, size / shrink, text)
        box = f"{left:.3f} {top:.3f} {w:.3f} {h:.3f}"
        return self.tag("TextObject", body, ID=self.next(), Boundary=box, Font=3, Size=size / shrink, **matrix)

    def codes(self, x, y, size, text):
        steps = [self.wide(each) * size for each in text]
        if self.hand.per_glyph:
            places = [x + sum(steps[:at]) for at in range(len(text))]
            pairs = zip(places, text, strict=True)
            return "".join(
                self.tag("TextCode", escape(each), X=f"{at:.3f}", Y=f"{y:.3f}") for at, each in pairs if each != " "
            )
        deltas = [f"{step:.3f}" for step in steps[:-1]]
        if self.hand.runs:
            deltas = grouped(deltas)
        glyphs = ""
        if self.hand.glyphs:
            indices = " ".join(str(ord(each) % 9_000) for each in text)
            glyphs = self.tag(
                "CGTransform", self.tag("Glyphs", indices), CodePosition=0, CodeCount=len(text), GlyphCount=len(text)
            )
        across = {"DeltaX": " ".join(deltas)} if deltas else {}
        return glyphs + self.tag("TextCode", escape(text), X=f"{x:.3f}", Y=f"{y:.3f}", **across)

    def ruling(self, lines):
        if not self.hand.filled:
            return "".join(self.stroke(*line) for line in lines)
        data = []
        for left, top, right, bottom in lines:
            right, bottom = max(right, left + 0.2), max(bottom, top + 0.2)
            data.append(
                f"M {left:.2f} {top:.2f} L {right:.2f} {top:.2f} L {right:.2f} {bottom:.2f} L {left:.2f} {bottom:.2f} C"
            )
        box = f"0 0 {self.size[0]} {self.size[1]}"
        path = self.tag("AbbreviatedData", " ".join(data))
        return self.tag("PathObject", path, ID=self.next(), Boundary=box, Stroke="false", Fill="true") if data else ""

    def stroke(self, left, top, right, bottom):
        (x, y, w, h), (from_x, from_y) = self.box(left, top, right - left, bottom - top)
        data = f"M {left - from_x:.3f} {top - from_y:.3f} L {right - from_x:.3f} {bottom - from_y:.3f}"
        colour = self.tag("StrokeColor", Value="20 20 20")
        box = f"{x:.3f} {y:.3f} {w:.3f} {h:.3f}"
        path = self.tag("AbbreviatedData", data)
        return self.tag("PathObject", colour + path, ID=self.next(), Boundary=box, LineWidth=0.25)

    def page(self, body, template):
        if self.hand.nested:
            body = self.tag("PageBlock", self.tag("PageBlock", body, ID=self.next()), ID=self.next())
        layer = self.tag("Layer", body, ID=self.next(), Type="Body") if body else ""
        used = self.tag("Template", TemplateID=template, ZOrder="Background") if template else ""
        return self.root("Page", used + self.tag("Content", layer))

    def parts(self, pages: Pages, folder):
        self.size = pages.size
        area = self.tag("PageArea", self.tag("PhysicalBox", f"0 0 {self.size[0]} {self.size[1]}"))
        listed = behind = ""
        parts = {}
        for at, (texts, lines) in enumerate(zip(pages.texts, pages.lines, strict=True)):
            ruling, template = self.ruling(lines), 0
            if self.hand.template and ruling:
                template, name = self.next(), f"Tpls/Tpl_{at}/Content.xml"
                behind += self.tag("TemplatePage", ID=template, BaseLoc=self.where(folder, name))
                parts[folder + name] = self.page(ruling, 0)
                ruling = ""
            name = f"Pages/Page_{at}/Content.xml"
            listed += self.tag("Page", ID=self.next(), BaseLoc=self.where(folder, name))
            parts[folder + name] = self.page("".join(self.text(*text) for text in texts) + ruling, template)
        fonts = self.tag("Fonts", self.tag("Font", ID=3, FontName="宋体", FamilyName="宋体", Charset="gb2312"))
        parts[f"{folder}DocumentRes.xml"] = self.root("Res", fonts, BaseLoc="Res")
        resources = self.tag("DocumentRes", self.where(folder, "DocumentRes.xml"))
        common = self.tag("CommonData", self.tag("MaxUnitID", "99999") + area + resources + behind)
        parts[f"{folder}Document.xml"] = self.root("Document", common + self.tag("Pages", listed))
        return parts


def grouped(deltas):
    made = []
    at = 0
    while at < len(deltas):
        times = 1
        while at + times < len(deltas) and deltas[at + times] == deltas[at]:
            times += 1
        made += ["g", str(times), deltas[at]] if times > 2 else deltas[at : at + times]
        at += times
    return made


def laid_out(sheet, measure=simsun):
    columns = max((block.columns for block in sheet.blocks if isinstance(block, Table)), default=0)
    pages = Pages(LANDSCAPE if columns >= MANY else PORTRAIT, measure)
    for block in sheet.blocks:
        if isinstance(block, Table):
            pages.table(block)
        else:
            pages.paragraph(block.text)
    return pages


def written(sheet, hand: Hand) -> bytes:
    """A sheet as OFD."""
    writer = Writer(hand)
    documents = [laid_out(sheet, writer.wide)]
    if hand.first:
        letter = Pages()
        letter.paragraph("现将我单位的材料报送贵局，请审阅。")
        documents.insert(0, letter)
    parts, bodies = {}, ""
    for at, pages in enumerate(documents):
        folder = f"Doc_{at}/"
        parts |= writer.parts(pages, folder)
        bodies += writer.tag(
            "DocBody", writer.tag("DocInfo") + writer.tag("DocRoot", writer.where("", f"{folder}Document.xml"))
        )
    return packed({"OFD.xml": writer.root("OFD", bodies, Version="1.1", DocType="OFD"), **parts})


def packed(parts) -> bytes:
    """Parts as a ZIP, in the other order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in reversed(parts.items()):
            archive.writestr(name, data)
    return made.getvalue()
