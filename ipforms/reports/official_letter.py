"""An official letter on paper as GB/T 9704-2012 has it: paragraphs by their role, and the package around them.

Page, fonts, sizes, line grid and page numbers stand in the parts of the folder `letter`, plain WordprocessingML that is
the same for every letter: A4 with margins of 37, 35, 28 and 26 mm; 28 characters by 22 lines of 28.95 pt; title in 2号
小标宋, body in 3号仿宋, headings in 黑体 and 楷体; page numbers in 4号 between dashes, one character in, right on odd
pages and left on even ones. No font is shipped, each is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files

from lxml import etree

from ipforms.containers.zip_writer import ZipEntry, ZipPackage
from ipforms.formats.docx_markup import RELATIONSHIPS, Element, W, serialised

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


def title(text: str) -> Element:
    """A line of the title."""
    return _paragraph("Title", text)


def number(text: str) -> Element:
    """发文字号."""
    return _paragraph("DocumentNumber", text)


def blank() -> Element:
    """An empty line."""
    return _paragraph("BodyText", "")


def addressee(text: str) -> Element:
    """主送单位, flush left."""
    return _paragraph("Addressee", text)


def body(text: str, lead: str = "") -> Element:
    """A paragraph; `lead` is its beginning in bold, "" for none."""
    paragraph = _paragraph("BodyText", "")
    if lead:
        paragraph.append(W("r", W("rPr", W("b")), W.text(lead)))
    paragraph.append(W("r", W.text(text)))
    return paragraph


def last(text: str) -> Element:
    """The last paragraph: it goes with the signature, which never stands alone on a page."""
    paragraph = body(text)
    paragraph[0].insert(1, W("keepNext"))
    return paragraph


def heading(text: str) -> Element:
    """一、 in 黑体."""
    return _paragraph("Heading1", text)


def subheading(text: str) -> Element:
    """（一） in 楷体."""
    return _paragraph("Heading2", text)


def signature(office: str, day: str) -> list[Element]:
    """署名 and 成文日期: the date four characters from the right, the office centred over it, room for the seal."""
    indent = max(0.0, _DATE_INDENT + (_width(day) - _width(office)) / 2)
    return [
        _paragraph("Signature", ""),
        _paragraph("Signature", ""),
        _paragraph("Signature", office, right=indent),
        _paragraph("Date", day, right=_DATE_INDENT),
    ]


def remark(text: str) -> Element:
    """附注, two characters from the left in brackets."""
    return _paragraph("BodyText", text)


def letter(paragraphs: Iterable[Element]) -> bytes:
    """The DOCX of a letter; the same paragraphs give the same bytes."""
    document = etree.Element(W.name("document"), nsmap={"w": W.namespace, "r": RELATIONSHIPS})
    document.append(W("body", *paragraphs, _section()))
    parts = [ZipEntry.of(part.encode(), (_LETTER / file).read_bytes()) for part, file in _PARTS.items()]
    parts.append(ZipEntry.of(b"word/document.xml", serialised(document)))
    return ZipPackage(parts).with_parts([])


def _paragraph(style: str, text: str, right: float = 0) -> Element:
    look = W("pPr", W("pStyle", val=style))
    if right:
        look.append(W("ind", right=round(right * _CHARACTER), rightChars=round(right * 100), firstLine=0))
    return W("p", look, *_runs(text))


def _runs(text: str) -> Sequence[Element]:
    return [W("r", W.text(text))] if text else []


def _width(text: str) -> float:
    """The width of a text in characters of the grid: what is narrow counts half."""
    return sum(0.5 if character.isascii() else 1 for character in text)


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
