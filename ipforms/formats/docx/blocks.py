"""Paragraphs and tables, wherever they stand: in the body, in a cell, in a text box, in a header."""

from typing import Protocol

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.alternate_content import chosen
from ipforms.formats.docx.content_controls import settle
from ipforms.formats.docx.docx_context import DocxContext
from ipforms.formats.docx.drawings import is_floating
from ipforms.formats.docx.inline import inline
from ipforms.formats.docx.ooxml_names import (
    ALTERNATE,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TBL,
    P,
    w,
)
from ipforms.formats.docx.paragraph_text import ParagraphText
from ipforms.paths import Place


class BlockConsumer(Protocol):
    """Where paragraphs and tables go as they are read."""

    context: DocxContext
    place: Place  # where the next paragraph stands

    def paragraph(self, text: str, number: str) -> None:
        """A paragraph is read, and the number that a list writes in front of it."""

    def table(self, element: Element) -> None:
        """A table comes."""

    def floating(self, box: Element, place: Place) -> None:
        """A text box comes that does not stand in its line."""


def blocks(parent: Element, flow: BlockConsumer) -> None:
    """Read the blocks of a parent."""
    paragraph = _blocks(parent, flow, None)
    if paragraph is not None:
        _finish(paragraph, flow)


def _blocks(parent: Element, flow: BlockConsumer, paragraph: ParagraphText | None) -> ParagraphText | None:
    """Read blocks; `paragraph` is one whose end was deleted, so that the next one goes on with it."""
    for child in parent:
        tag = child.tag
        if tag == P:
            paragraph = _paragraph(child, flow, paragraph)
        elif tag == TBL:
            if paragraph is not None:
                _finish(paragraph, flow)
            paragraph = None
            flow.table(child)
        elif tag not in _IGNORED:
            paragraph = _wrapped(child, tag, flow, paragraph)
    return paragraph


def _wrapped(element: Element, tag: str, flow: BlockConsumer, paragraph: ParagraphText | None) -> ParagraphText | None:
    """Blocks inside of something: a content control, a tracked insertion, an alternative, what is not known."""
    inside = element
    if tag == SDT:
        settle(element, flow.context, flow.place)
        inside = element.find(SDT_CONTENT)
    elif tag == ALTERNATE:
        inside = chosen(element)
    elif tag in _TRACKED:
        flow.context.diagnostics.inserted += 1
    elif tag == _FOREIGN:
        flow.context.diagnostics.foreign.append("altChunk")
    if inside is None or not len(inside):
        return paragraph
    flow.context.enter()
    paragraph = _blocks(inside, flow, paragraph)
    flow.context.leave()
    return paragraph


def _paragraph(element: Element, flow: BlockConsumer, paragraph: ParagraphText | None) -> ParagraphText | None:
    """Read a paragraph; it is given back if the next one goes on with it."""
    if paragraph is None:
        if flow.context.trail is not None:
            flow.context.trail.append((flow.place, element))
        paragraph = ParagraphText(flow.context, flow.place)
    else:
        paragraph.begin("")
    inline(element, paragraph)
    if paragraph.goes_on:
        paragraph.goes_on = False
        return paragraph
    _finish(paragraph, flow)
    return None


def _finish(paragraph: ParagraphText, flow: BlockConsumer) -> None:
    """Hand a paragraph over, then what hangs on it."""
    flow.paragraph(paragraph.text(), paragraph.number)
    for box in paragraph.boxes:
        if is_floating(box):
            flow.floating(box, paragraph.place)
        else:
            boxed(box, flow)


def boxed(box: Element, flow: BlockConsumer) -> None:
    """Read a text box. It may be filled with any colour, so that white text in it is seen."""
    context = flow.context
    around, context.is_boxed = context.is_boxed, True
    context.enter()
    blocks(box, flow)
    context.leave()
    context.is_boxed = around


_TRACKED = (INS, MOVE_TO)
_FOREIGN = w("altChunk")
_IGNORED = frozenset((DEL, MOVE_FROM, SDT_PR, w("sectPr"), w("tcPr"), w("customXmlPr")))
