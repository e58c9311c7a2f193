"""A document's XML taken apart: its paragraphs, and the frame of tables and sections that holds them.

From one record to the next most paragraphs of a form are the same, and nearly always the frame is. So both are looked
up by their XML, and only what is new is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode

_END, _SECTION = b"</w:p>", b"<w:sectPr"
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
        if piece.find(_SECTION, at) >= 0:
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
        """Its XML.

        Args:
            paragraphs: those that were taken out.
        """
        return self.source if isinstance(self.source, bytes) else paragraphs[self.source]


Lay = Callable[[Placeholder], LayoutNode]  # sets a paragraph


def placeholder(element: Any, width: float) -> Placeholder:
    """The place of a `w:p`, or of what stands for one."""
    number = element.get(NUMBER)
    return Placeholder(etree.tostring(element, with_tail=False) if number is None else int(number), width)


def placeholders(elements: Iterable[Any], width: float) -> list[Placeholder]:
    """The places of several."""
    return [placeholder(element, width) for element in elements]
