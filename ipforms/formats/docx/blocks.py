"""Paragraphs and tables, wherever they stand: in the body, in a cell, in a text box, in a header."""

from __future__ import annotations

from typing import Protocol

from ipforms.formats.docx.choice import chosen
from ipforms.formats.docx.inline import inline
from ipforms.formats.docx.line import Line
from ipforms.formats.docx.names import (
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
from ipforms.formats.docx.plain import plain
from ipforms.formats.docx.reading import Reading
from ipforms.formats.docx.xml import Element
from ipforms.paths import Place


class Flow(Protocol):
    """Where paragraphs and tables go as they are read."""

    reading: Reading
    place: Place  # where the next paragraph stands

    def paragraph(self, text: str) -> None:
        """A paragraph is read."""

    def table(self, element: Element) -> None:
        """A table comes."""


def blocks(parent: Element, flow: Flow) -> None:
    """Read the blocks of a parent."""
    line = _blocks(parent, flow, None)
    if line is not None:
        _finish(line, flow)


def _blocks(parent: Element, flow: Flow, line: Line | None) -> Line | None:
    """Read blocks; `line` is a paragraph whose end was deleted, so that the next one goes on with it."""
    for child in parent:
        tag = child.tag
        if tag == P:
            line = _paragraph(child, flow, line)
        elif tag == TBL:
            if line is not None:
                _finish(line, flow)
            line = None
            flow.table(child)
        elif tag not in _IGNORED:
            line = _wrapped(child, tag, flow, line)
    return line


def _wrapped(element: Element, tag: str, flow: Flow, line: Line | None) -> Line | None:
    """Blocks inside of something: a content control, a tracked insertion, an alternative, what is not known."""
    inside = element
    if tag == SDT:
        inside = element.find(SDT_CONTENT)
    elif tag == ALTERNATE:
        inside = chosen(element)
    elif tag in _TRACKED:
        flow.reading.met.inserted += 1
    elif tag == _FOREIGN:
        flow.reading.met.foreign.append("altChunk")
    if inside is None or not len(inside):
        return line
    flow.reading.enter()
    line = _blocks(inside, flow, line)
    flow.reading.leave()
    return line


def _paragraph(element: Element, flow: Flow, line: Line | None) -> Line | None:
    """Read a paragraph; it is given back if the next one goes on with it."""
    if line is None:
        if flow.reading.trail is not None:
            flow.reading.trail.append((flow.place, element))
        text = plain(element, flow.reading)
        if text is not None:
            flow.paragraph(text)
            return None
        line = Line(flow.reading, flow.place)
    inline(element, line)
    if line.goes_on:
        line.goes_on = False
        return line
    _finish(line, flow)
    return None


def _finish(line: Line, flow: Flow) -> None:
    """Hand a paragraph over, then what hangs on it."""
    flow.paragraph(line.text())
    for box in line.boxes:
        flow.reading.enter()
        blocks(box, flow)
        flow.reading.leave()


_TRACKED = (INS, MOVE_TO)
_FOREIGN = w("altChunk")
_IGNORED = frozenset((DEL, MOVE_FROM, SDT_PR, w("sectPr"), w("tcPr"), w("customXmlPr")))
