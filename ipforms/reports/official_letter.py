"""An official letter on paper as GB/T 9704-2012 has it: paragraphs by their role, and the package around them.

Page, fonts, sizes, line grid and page numbers stand in the parts of the folder `letter`, plain WordprocessingML that is
the same for every letter: A4 with margins of 37, 35, 28 and 26 mm; 28 characters by 22 lines of 28.95 pt; title in 2号
小标宋, body in 3号仿宋, headings in 黑体 and 楷体; page numbers in 4号 between dashes, one character in, right on odd
pages and left on even ones. No font is shipped, each is named.

A letter that is somewhat longer than a page is set closer, so that it is one sheet to print, to seal and to file: 5.2.3
lets special cases depart from the 22 lines.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from lxml import etree

from ipforms.containers.zip_archive import ZipEntry, ZipPackage
from ipforms.formats.docx_markup import RELATIONSHIPS, Element, W, serialised
from ipforms.text.writing_systems import half_widths

_LETTER = files("ipforms") / "reports" / "letter"
_PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-relations.xml",
    "word/_rels/document.xml.rels": "document-relations.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fonts.xml",
    "word/footer1.xml": "footer-odd.xml",
    "word/footer2.xml": "footer-even.xml",
}
# Twips: a character of 3号, 16 pt less what 28 of them in a line leave it.
_CHARACTER = 315
_DATE_INDENT = 4  # characters from the right edge: 右空四字 (GB/T 9704-2012, 7.3.5.1)


class Role(StrEnum):
    """What a paragraph of a letter is: the name of its style."""

    TITLE = "Title"
    NUMBER = "DocumentNumber"
    """发文字号."""
    ADDRESSEE = "Addressee"
    """主送单位, flush left."""
    HEADING = "Heading1"
    """一、 in 黑体."""
    SUBHEADING = "Heading2"
    """（一） in 楷体."""
    BODY = "BodyText"
    SIGNATURE = "Signature"
    DATE = "Date"


def paragraph(role: Role, text: str = "", right: float = 0) -> Element:
    """A paragraph, or an empty line; `right` is its indent from the right in characters."""
    properties = W("pPr", W("pStyle", val=role))
    if right:
        properties.append(W("ind", right=round(right * _CHARACTER), rightChars=round(right * 100), firstLine=0))
    return W("p", properties, *([W("r", *_text(text))] if text else []))


# Word, WPS and LibreOffice end a line behind a hyphen; a telephone, an address or a certificate's number stays whole.
_HYPHEN = re.compile(r"(?<=[0-9A-Za-z])-(?=[0-9A-Za-z])")


def _text(text: str) -> Iterator[Element]:
    first, *others = _HYPHEN.split(text)
    yield W.text(first)
    for each in others:
        yield W("noBreakHyphen")
        yield W.text(each)


def body(text: str, lead: str = "") -> Element:
    """A paragraph; `lead` is its beginning in bold, "" for none."""
    made = paragraph(Role.BODY)
    if lead:
        made.append(W("r", W("rPr", W("b")), *_text(lead)))
    made.append(W("r", *_text(text)))
    return made


def kept(paragraphs: Iterable[Element]) -> list[Element]:
    """Paragraphs that stay on one page with what follows, such as the end of a letter and its signature."""
    made = list(paragraphs)
    for each in made:
        each[0].insert(1, W("keepNext"))
        each[0].insert(2, W("keepLines"))
    return made


def signature(office: str, day: str) -> list[Element]:
    """署名 and 成文日期: the date four characters from the right, the office centred over it, room for the seal."""
    indent = max(0.0, _DATE_INDENT + (width(day) - width(office)) / 2)
    return [
        paragraph(Role.SIGNATURE),
        paragraph(Role.SIGNATURE),
        paragraph(Role.SIGNATURE, office, right=indent),
        paragraph(Role.DATE, day, right=_DATE_INDENT),
    ]


def letter(*letters: Iterable[Element]) -> bytes:
    """The DOCX of a letter, or of several to be printed at once, each on pages of its own, numbered from 1.

    The same paragraphs give the same bytes.
    """
    document = etree.Element(W.name("document"), nsmap={"w": W.namespace, "r": RELATIONSHIPS})
    pieces = [list(each) for each in letters]
    for piece in pieces:
        fitted(piece)
    for piece in pieces[:-1]:
        piece[-1][0].append(_section())  # a section ends with the paragraph that holds it
    document.append(W("body", *(each for piece in pieces for each in piece), _section()))
    parts = [ZipEntry.of(part.encode(), (_LETTER / file).read_bytes()) for part, file in _PARTS.items()]
    parts.append(ZipEntry.of(b"word/document.xml", serialised(document)))
    return ZipPackage(parts).with_parts([])


def _section() -> Element:
    """The page: 天头 37 mm, 订口 28 mm, a type area of 156 by 225 mm, the page number 7 mm below it."""
    return W(
        "sectPr",
        _footer("default", "rId4"),
        _footer("even", "rId5"),
        W("pgSz", w=11906, h=16838),
        W("pgMar", top=2098, right=1474, bottom=1984, left=1588, header=851, footer=1247, gutter=0),
        W("pgNumType", fmt="decimal", start=1),
        W("docGrid", type="lines", linePitch=579),
    )


def _footer(kind: str, relation: str) -> Element:
    reference = W("footerReference", type=kind)
    reference.set(f"{{{RELATIONSHIPS}}}id", relation)
    return reference


_HEIGHT, _WIDTH = 12757, 8844  # twips of the type area: 225 by 156 mm
_TITLE = ("Title", 440, 700)  # the style of titles, 2号; twips of a character and of a line of it
_INDENT = 2  # characters before the first line of a paragraph
_SPARE = 1  # lines: a program may break where another one would not


@dataclass(frozen=True, slots=True)
class LineGrid:
    """Type and lines of a page."""

    size: int  # of the type, in half points
    pitch: int  # from line to line, in twips

    def lines(self, text: str) -> int:
        """How many lines a paragraph takes."""
        return _lines(text, 10 * self.size - 5)  # twips; the style sets characters a quarter of a point closer


_STANDARD = LineGrid(32, 579)  # 3号, 28.95 pt
_CLOSER = (LineGrid(28, 500), LineGrid(28, 440), LineGrid(28, 380))  # 4号 at 25, 22 and 19 pt


def fitted(paragraphs: Sequence[Element]) -> None:
    """Set the paragraphs of a letter closer if they fit a page then; one that is longer still stays as it is."""
    if _height(paragraphs, _STANDARD) <= _HEIGHT:
        return
    grid = next((each for each in _CLOSER if _height(paragraphs, each) + _SPARE * each.pitch <= _HEIGHT), None)
    if grid is not None:
        for each in paragraphs:
            _set(each, grid)


def width(text: str) -> float:
    """The width of a text in characters of the grid: what is narrow counts half."""
    return half_widths(text) / 2


def _height(paragraphs: Sequence[Element], grid: LineGrid) -> int:
    return sum(_paragraph_height(each, grid) for each in paragraphs)


def _paragraph_height(paragraph: Element, grid: LineGrid) -> int:
    text = "".join(paragraph.itertext())
    if _is_title(paragraph):
        _, character, line = _TITLE
        return line * _lines(text, character)
    return grid.pitch * grid.lines(text)


def _lines(text: str, character: int) -> int:
    return max(1, -int(-(width(text) + _INDENT) // (_WIDTH // character)))


def _is_title(paragraph: Element) -> bool:
    style = paragraph.find(f"{W.name('pPr')}/{W.name('pStyle')}")
    return style is not None and style.get(W.name("val")) == _TITLE[0]


def _set(paragraph: Element, grid: LineGrid) -> None:
    if _is_title(paragraph):
        return
    properties = paragraph[0]
    at = next((at for at, each in enumerate(properties) if each.tag in _BEHIND_SPACING), len(properties))
    properties[at:at] = (W("snapToGrid", val=0), W("spacing", line=grid.pitch, lineRule="exact"))
    for run in paragraph.iter(W.name("r")):
        look = run.find(W.name("rPr"))
        if look is None:
            look = W("rPr")
            run.insert(0, look)
        look.extend((W("sz", val=grid.size), W("szCs", val=grid.size)))


_BEHIND_SPACING = (W.name("ind"), W.name("sectPr"))  # in the order of CT_PPr
