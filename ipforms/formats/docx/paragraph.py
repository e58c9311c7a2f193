"""The properties of a paragraph, as far as they change what is seen."""

from __future__ import annotations

from ipforms.formats.docx.line import Line
from ipforms.formats.docx.names import DEL, MOVE_FROM, RPR, VAL, VANISH, is_on, w
from ipforms.formats.docx.xml import Element

_STYLE, _NUM_PR = w("pStyle"), w("numPr")
_GONE = (DEL, MOVE_FROM)


def paragraph_properties(properties: Element, line: Line) -> None:
    """Write the paragraph's number, if it has one; note whether its end is deleted or hidden."""
    styles = line.reading.styles
    numbering = None
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            numbering = styles.numbering(child.get(VAL, ""))
        elif tag == _NUM_PR:
            numbering = child
        elif tag == RPR:
            line.goes_on = _end_is_gone(child, line)
    if numbering is not None:
        line.out.append(line.reading.lists.label(numbering))


def _end_is_gone(properties: Element, line: Line) -> bool:
    for child in properties:
        if child.tag in _GONE:
            line.reading.met.deleted += 1
            return True
        if child.tag == VANISH and is_on(child.get(VAL)):
            return True
    return False
