"""What stands in a paragraph: runs, and all that can be wrapped around them."""

from __future__ import annotations

from collections.abc import Callable

from ipforms.formats.docx.art import DRAWINGS
from ipforms.formats.docx.choice import chosen
from ipforms.formats.docx.controls import box, is_prompt, is_words_own, properties
from ipforms.formats.docx.fields import computed, is_today
from ipforms.formats.docx.line import Line
from ipforms.formats.docx.names import (
    ALTERNATE,
    DEL,
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
from ipforms.formats.docx.paragraph import paragraph_properties
from ipforms.formats.docx.repeats import repeated, says_again
from ipforms.formats.docx.runs import run
from ipforms.formats.docx.xml import Element


def inline(parent: Element, line: Line) -> None:
    """Read the children of a paragraph, or of what wraps around runs. An unknown wrapper is read through."""
    for child in parent:
        tag = child.tag
        if tag == R:
            run(child, line, inline)
        elif tag == PPR:
            paragraph_properties(child, line)
        else:
            _INLINE.get(tag, _through)(child, line)


def _through(element: Element, line: Line) -> None:
    if len(element):
        line.reading.enter()
        inline(element, line)
        line.reading.leave()


def _ignored(element: Element, line: Line) -> None:
    """What is not seen: properties, and what is not there any more."""


def _inserted(element: Element, line: Line) -> None:
    line.reading.met.inserted += 1
    _through(element, line)


def _deleted(element: Element, line: Line) -> None:
    line.reading.met.deleted += 1


def _alternate(element: Element, line: Line) -> None:
    branch = chosen(element)
    if branch is not None:
        _through(branch, line)


def _simple_field(element: Element, line: Line) -> None:
    with line.aside() as part:
        _through(element, part)
    code = element.get(w("instr"), "")
    line.out.append(part.text() or computed(code))
    if is_today(code):
        line.reading.met.today.append(line.place)


def _control(element: Element, line: Line) -> None:
    content = element.find(SDT_CONTENT)
    if content is None or (line.repeated and says_again(element, line.repeated)):
        return
    line.repeated = repeated(element)
    if line.repeated:
        line.reading.met.repeated.append(line.place)
    ticked, prompted = properties(element)
    if ticked is None and not prompted and not is_words_own("".join(content.itertext(T))):
        _through(content, line)
        return
    with line.aside() as part:
        _through(content, part)
    text = part.text()
    if ticked is None and (is_prompt(text) if prompted else True):
        line.reading.met.placeholders.append((line.place, text))
    else:
        line.out.append(text if ticked is None else box(ticked, text))


def _formula(element: Element, line: Line) -> None:
    """The characters of a formula, a fraction with its stroke."""
    line.reading.enter()
    for child in element:
        if child.tag == math("t"):
            line.out.append(child.text or "")
        elif child.tag == R:
            run(child, line, inline)
        else:
            if child.tag == math("den"):
                line.out.append("/")
            _formula(child, line)
    line.reading.leave()


_INLINE: dict[str, Callable[[Element, Line], None]] = {
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
