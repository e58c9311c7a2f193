"""The properties of a paragraph, as far as they change what is seen."""

from __future__ import annotations

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.ooxml_names import DEL, MOVE_FROM, RPR, VAL, VANISH, is_on, w
from ipforms.formats.docx.paragraph_text import ParagraphText

_STYLE, _NUM_PR = w("pStyle"), w("numPr")
_GONE = (DEL, MOVE_FROM)


def paragraph_properties(properties: Element, paragraph: ParagraphText) -> None:
    """Write the paragraph's number, if it has one; note whether its end is deleted or hidden."""
    styles = paragraph.context.styles
    numbering = None
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            numbering = styles.numbering(child.get(VAL, ""))
        elif tag == _NUM_PR:
            numbering = child
        elif tag == RPR:
            paragraph.goes_on = _end_is_gone(child, paragraph)
    if numbering is not None:
        paragraph.out.append(paragraph.context.lists.label(numbering))


def _end_is_gone(properties: Element, paragraph: ParagraphText) -> bool:
    for child in properties:
        if child.tag in _GONE:
            paragraph.context.diagnostics.deleted += 1
            return True
        if child.tag == VANISH and is_on(child.get(VAL)):
            return True
    return False
