"""What stands in a paragraph: runs, and all that can be wrapped around them."""

from collections.abc import Callable

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.alternate_content import chosen
from ipforms.formats.docx.complex_fields import computed, seen_of_field
from ipforms.formats.docx.content_controls import box, properties, repeated, says_again, settle
from ipforms.formats.docx.drawings import DRAWINGS
from ipforms.formats.docx.ooxml_names import (
    ALTERNATE,
    DEL,
    DEL_TEXT,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    R,
    T,
    math,
    w,
)
from ipforms.formats.docx.paragraph_text import ParagraphText, paragraph_properties
from ipforms.formats.docx.runs import run
from ipforms.text.raised_text import raised


def inline(parent: Element, paragraph: ParagraphText) -> None:
    """Read the children of a paragraph, or of what wraps around runs. An unknown wrapper is read through."""
    for child in parent:
        tag = child.tag
        if tag == R:
            run(child, paragraph, inline)
        elif tag == PPR:
            paragraph_properties(child, paragraph)
        else:
            _INLINE.get(tag, _through)(child, paragraph)


def _through(element: Element, paragraph: ParagraphText) -> None:
    if len(element):
        paragraph.context.enter()
        inline(element, paragraph)
        paragraph.context.leave()


def _ignored(element: Element, paragraph: ParagraphText) -> None:
    """What is not seen: properties, and what is not there any more."""


def _inserted(element: Element, paragraph: ParagraphText) -> None:
    paragraph.context.diagnostics.inserted += 1
    _through(element, paragraph)


def _deleted(element: Element, paragraph: ParagraphText) -> None:
    paragraph.context.diagnostics.deleted += 1
    if element.tag == DEL:
        text = "".join(part.text or "" for part in element.iter(T, DEL_TEXT))
        paragraph.context.diagnostics.leave_out("reading.deleted", paragraph.place, text)


def _alternate(element: Element, paragraph: ParagraphText) -> None:
    branch = chosen(element)
    if branch is not None:
        _through(branch, paragraph)


def _simple_field(element: Element, paragraph: ParagraphText) -> None:
    with paragraph.aside() as part:
        _through(element, part)
    code = element.get(w("instr"), "")
    paragraph.out.append(seen_of_field(code, part.text() or computed(code), paragraph))


def _control(element: Element, paragraph: ParagraphText) -> None:
    content = element.find(SDT_CONTENT)
    if content is None or (paragraph.repeated and says_again(element, paragraph.repeated)):
        return
    paragraph.repeated = repeated(element)
    if paragraph.repeated:
        paragraph.context.diagnostics.repeated.append(paragraph.place)
    settle(element, paragraph.context, paragraph.place)
    ticked = properties(element).ticked
    if ticked is None:
        _through(content, paragraph)
        return
    with paragraph.aside() as part:
        _through(content, part)
    paragraph.out.append(box(ticked, part.text()))


def _formula(element: Element, paragraph: ParagraphText) -> None:
    """The characters of a formula, a fraction with its stroke."""
    paragraph.context.enter()
    for child in element:
        if child.tag == math("t"):
            paragraph.out.append(child.text or "")
        elif child.tag == R:
            run(child, paragraph, inline)
        else:
            if child.tag == math("den"):
                paragraph.out.append("/")
            begins = len(paragraph.out)
            _formula(child, paragraph)
            if child.tag == math("sup"):
                power = "".join(paragraph.out[begins:])
                paragraph.out[begins:] = [raised(power, "".join(paragraph.out[:begins]))]
    paragraph.context.leave()


_INLINE: dict[str, Callable[[Element, ParagraphText], None]] = {
    SDT: _control,
    INS: _inserted,
    MOVE_TO: _inserted,
    DEL: _deleted,
    MOVE_FROM: _deleted,
    ALTERNATE: _alternate,
    w("fldSimple"): _simple_field,
    math("oMath"): _formula,
    math("oMathPara"): _formula,
    **dict.fromkeys((RPR, SDT_PR, w("customXmlPr"), w("smartTagPr"), w("fldData"), w("rt")), _ignored),
    **DRAWINGS,
}
