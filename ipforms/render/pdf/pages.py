"""A DOCX as pages to set: sections with their paper, footer and blocks, all lengths in points."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from ipforms.render.pdf import glyphs
from ipforms.render.pdf.apart import Apart, apart
from ipforms.render.pdf.frame import RELATIONS, Frame, frame
from ipforms.render.pdf.held import Held
from ipforms.render.pdf.paragraphs import Set, paragraph
from ipforms.render.pdf.plain import texts
from ipforms.render.pdf.settled import Settled, parsed, settled
from ipforms.render.pdf.styles import Styles

_MAIN, _STYLES, _CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_KEPT = 64
"""So many frames are kept: one for each number of rows of each form."""

Parts = tuple[tuple[str, bytes], ...]
"""The parts of a document that say how it looks, by their names: they are the same for each record."""


@dataclass(frozen=True)
class Pages:
    """A document to set.

    Attributes:
        layout: what `form.typ` sets: `{"title": …, "sections": […]}`.
        lacking: characters that no font has, each once; 〓 stands for them in the layout.
        texts: its texts as they were typed, as `spacing.texts` gives them; None where only a reader can tell.
    """

    layout: Set
    lacking: str
    texts: list[str] | None


def layout(document: bytes) -> Set:
    """What `form.typ` sets, with all characters of the document; the caller may change it."""
    taken, parts = _opened(document)
    styles = _styles(parts)

    def lay(held: Held) -> Set:
        return paragraph(parsed(held.xml(taken.paragraphs), taken.root), styles, held.width)

    return {"title": _title(parts), "sections": _frame(taken.frame, parts).filled(lay)}


def pages(document: bytes) -> Pages:
    """What `form.typ` sets, without what no font has; what is the same as in a document before is not made again."""
    taken, parts = _opened(document)
    styles = _styles(parts)
    lacking: dict[str, None] = {}

    def found(held: Held) -> Settled:
        return settled(held.xml(taken.paragraphs), taken.root, styles, held.width)

    def lay(held: Held) -> Set:
        one = found(held)
        lacking.update(dict.fromkeys(one.lacking))
        return one.data

    head: Set = {"title": _title(parts)}
    lacking.update(dict.fromkeys(glyphs.settle(head)))
    made = _frame(taken.frame, parts)
    sections = made.filled(lay)
    return Pages(head | {"sections": sections}, "".join(lacking), texts(made.groups, lambda held: found(held).text))


def _opened(document: bytes) -> tuple[Apart, Parts]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        names = {name for name in package.namelist() if name.startswith("word/footer")} | {_STYLES, _CORE, RELATIONS}
        parts = tuple((name, package.read(name)) for name in sorted(names.intersection(package.namelist())))
        return apart(package.read(_MAIN)), parts


@lru_cache(_KEPT)
def _frame(xml: bytes, parts: Parts) -> Frame:
    return frame(etree.fromstring(xml), _styles(parts), dict(parts))


@lru_cache(_KEPT)
def _styles(parts: Parts) -> Styles:
    return Styles(etree.fromstring(dict(parts)[_STYLES]))


@lru_cache(_KEPT)
def _title(parts: Parts) -> str:
    core = dict(parts).get(_CORE)
    found = None if core is None else etree.fromstring(core).findtext(_TITLE)
    return found or ""
