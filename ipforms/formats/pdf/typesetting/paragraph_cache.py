"""Paragraphs as they were laid out before: without what no font has, and with its text as it was typed.

The XML is taken apart into its paragraphs and the frame of tables and sections that holds them. From one record to the
next most paragraphs of a form are the same, and nearly always the frame is. So both are looked up by their XML, and
only what is new is read.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree

from ipforms.formats.pdf import glyph_coverage
from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode, paragraph
from ipforms.formats.pdf.typesetting.run_layout import pieces
from ipforms.formats.pdf.typesetting.style_sheet import StyleSheet

_END, _SECTION_BREAK = b"</w:p>", b"<w:sectPr"
_STARTS = (b"<w:p>", b"<w:p ")
NUMBER = "n"  # the attribute with the number of a paragraph that was taken out


@dataclass(frozen=True, slots=True)
class SplitXml:
    """A document's main part."""

    frame: bytes  # its XML, with `<w:p n="0"/>` in the place of each paragraph that was taken out
    paragraphs: tuple[bytes, ...]  # their XML, which declares no names of its own
    root: bytes  # the start tag of the document, which declares them


def split_xml(xml: bytes) -> SplitXml:
    """Take the paragraphs out, but for those that end a section, or all where one stands in another (a text box).

    >>> split_xml(b'<w:document><w:body><w:p><w:r/></w:p><w:p/></w:body></w:document>')
    SplitXml(frame=b'<w:document><w:body><w:p n="0"/><w:p/></w:body></w:document>', \
paragraphs=(b'<w:p><w:r/></w:p>',), root=b'<w:document>')
    """
    root = _start_tag(xml, xml.find(b"<w:document"))
    whole = SplitXml(xml, (), root)
    *pieces, rest = xml.split(_END)
    frame, paragraphs = list[bytes](), list[bytes]()
    for piece in pieces:
        at = max(map(piece.rfind, _STARTS))
        if at < 0 or _start_tag(piece, at).endswith(b"/>"):
            return whole
        if piece.find(_SECTION_BREAK, at) >= 0:
            frame += (piece, _END)
            continue
        frame.append(b'%s<w:p n="%d"/>' % (piece[:at], len(paragraphs)))
        paragraphs.append(piece[at:] + _END)
    return SplitXml(b"".join((*frame, rest)), tuple(paragraphs), root)


def _start_tag(xml: bytes, at: int) -> bytes:
    return xml[at : xml.index(b">", at) + 1]


class Placeholder(NamedTuple):
    """A paragraph of a frame."""

    source: int | bytes  # its number among those that were taken out; its XML, if it stayed
    width: float  # of the line that it stands in, in points

    def xml(self, paragraphs: Sequence[bytes]) -> bytes:
        """Its XML."""
        return self.source if isinstance(self.source, bytes) else paragraphs[self.source]


Lay = Callable[[Placeholder], LayoutNode]  # sets a paragraph


def placeholder(element: Any, width: float) -> Placeholder:
    """The place of a `w:p`, or of what stands for one."""
    number = element.get(NUMBER)
    return Placeholder(etree.tostring(element, with_tail=False) if number is None else int(number), width)


def placeholders(elements: Iterable[Any], width: float) -> list[Placeholder]:
    """The places of several."""
    return [placeholder(element, width) for element in elements]


_KEPT = 8192
"""So many paragraphs are kept: those of some dozens of documents, of which the printed ones come again and again."""


@dataclass(frozen=True, slots=True)
class CachedParagraph:
    """A paragraph that was set."""

    data: LayoutNode  # as `form.typ` has it
    lacking: str  # characters that no font has; 〓 stands for them in `data`
    text: str  # as it was typed


@lru_cache(_KEPT)
def cached_paragraph(xml: bytes, root: bytes, styles: StyleSheet, width: float) -> CachedParagraph:
    """The paragraph of this XML in a line of `width` points; one that was laid out before is not laid out again.

    Args:
        xml: a `w:p`.
        root: the start tag that declares its names.
        styles: those of its document.
        width: of its lines, in points.
    """
    element = parse_fragment(xml, root)
    data = paragraph(element, styles, width)
    text = "".join(map(_shown, pieces(element)))
    return CachedParagraph(data, glyph_coverage.replace_missing(data), text)


def parse_fragment(xml: bytes, root: bytes) -> Any:
    """A paragraph that was taken out of its document."""
    return etree.fromstring(b"%s%s</w:document>" % (root, xml))[0]


def _shown(piece: dict[str, Any]) -> str:
    return "\n" if "break" in piece else "\t" if "tab" in piece else piece.get("text", "")
