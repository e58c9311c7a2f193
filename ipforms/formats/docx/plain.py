"""Paragraphs that are nothing but characters and line breaks, as nearly all are: read in one go."""

from __future__ import annotations

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.docx_context import DocxContext
from ipforms.formats.docx.ooxml_names import DEL, MOVE_FROM, PPR, RPR, VAL, VANISH, R, T, w
from ipforms.formats.docx.runs import look, shown

_BREAK, _STYLE, _NUMBER = w("br"), w("pStyle"), w("numPr")
_ENDS = frozenset((DEL, MOVE_FROM, VANISH))
_MARKS = frozenset((w("bookmarkStart"), w("bookmarkEnd"), w("proofErr")))


def plain(paragraph: Element, context: DocxContext) -> str | None:
    """The text of a paragraph; None if there is more to it, of which nothing has been noted then."""
    found: list[str] = []
    for child in paragraph:
        tag = child.tag
        if tag == R:
            if not _run(child, found, context):
                return None
        elif tag == PPR:
            if not _is_plain(child, context):
                return None
        elif tag not in _MARKS:
            return None
    return "".join(found)


def _run(run: Element, found: list[str], context: DocxContext) -> bool:
    """Add the text of a run; False if it holds anything else, is hidden, or is of a font of symbols."""
    for child in run:
        tag = child.tag
        if tag == T:
            if child.text:
                found.append(shown(child, context))
        elif tag == RPR:
            if look(child, context) != _USUAL:
                return False
        elif tag == _BREAK and not child.attrib:
            found.append("\n")
        else:
            return False
    return True


def is_unmarked(part: Element) -> bool:
    """Whether no paragraph has a number of its own, and nothing is deleted or hidden: one look at all that there is."""
    return next(part.iter(_NUMBER, *_ENDS), None) is None


def _is_plain(properties: Element, context: DocxContext) -> bool:
    """Whether a paragraph has no number, and an end that is seen."""
    if context.unmarked and context.styles.are_silent:
        return True
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            if context.styles.numbering(child.get(VAL, "")) is not None:
                return False
        elif tag == _NUMBER or (tag == RPR and any(each.tag in _ENDS for each in child)):
            return False
    return True


_USUAL = (False, None)
