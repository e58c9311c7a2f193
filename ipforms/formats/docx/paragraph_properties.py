"""The properties of a paragraph, as far as they change what is seen."""

from __future__ import annotations

from collections.abc import Callable

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.ooxml_names import DEL, MOVE_FROM, RPR, VAL, number, w
from ipforms.formats.docx.paragraph_text import ParagraphText
from ipforms.formats.docx.run_look import PLAIN, RunLook, effective, look_of, over, shading

_STYLE, _NUM_PR = w("pStyle"), w("numPr")
_DROP_CAP, _RULE, _LINE = w("dropCap"), w("lineRule"), w("line")
_LOWEST = 40  # twips; two points
_GONE = (DEL, MOVE_FROM)


def paragraph_properties(properties: Element, paragraph: ParagraphText) -> None:
    """Write the paragraph's number, if it has one; note whether its end is deleted or hidden."""
    numbering: Element = None
    mark: RunLook = PLAIN
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            paragraph.style = child.get(VAL, "")
            if paragraph.context.has_styles:
                paragraph.begin(paragraph.style)
                numbering = paragraph.context.styles.look(paragraph.style).numbering
        elif tag == _NUM_PR:
            numbering = child
        elif tag == RPR:
            mark = look_of(child)
            paragraph.goes_on = _is_deleted(child, paragraph) or paragraph.goes_on
        elif tag in _RARE:
            _RARE[tag](child, paragraph)
    if paragraph.levels or mark is not PLAIN:
        mark = effective(mark, paragraph.levels[:-1], paragraph.levels[-1] if paragraph.levels else PLAIN)
        paragraph.goes_on = paragraph.goes_on or bool(mark.hidden)
    if numbering is not None:
        _write_number(numbering, mark, paragraph)


def _shaded(element: Element, paragraph: ParagraphText) -> None:
    paragraph.fill = shading(element)


def _spaced(element: Element, paragraph: ParagraphText) -> None:
    """Lines of a fixed height that no character fits into show nothing."""
    if element.get(_RULE) == "exact" and number(element.get(_LINE), _LOWEST + 1) <= _LOWEST:
        paragraph.is_flat, paragraph.unseen = True, paragraph.unseen or "reading.invisible_text"


def _framed(element: Element, paragraph: ParagraphText) -> None:
    """A large first letter is a paragraph of its own in the file, and none on paper."""
    paragraph.goes_on = element.get(_DROP_CAP, "none") != "none"


def _write_number(numbering: Element, mark: RunLook, paragraph: ParagraphText) -> None:
    """The number of a list, which looks as the paragraph's end does unless its level says otherwise."""
    label, look = paragraph.context.lists.label(numbering)
    why = paragraph.why_unseen(over(look, mark)) if label else ""
    if why:
        paragraph.context.diagnostics.leave_out(why, paragraph.place, label)
    else:
        paragraph.number = label


def _is_deleted(properties: Element, paragraph: ParagraphText) -> bool:
    gone = any(child.tag in _GONE for child in properties)
    paragraph.context.diagnostics.deleted += gone
    return gone


_RARE: dict[str, Callable[[Element, ParagraphText], None]] = {
    w("shd"): _shaded,
    w("framePr"): _framed,
    w("spacing"): _spaced,
}
