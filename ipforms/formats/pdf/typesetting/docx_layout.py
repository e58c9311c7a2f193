"""A DOCX as pages to set: sections with their paper, footer and blocks, all lengths in points."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from ipforms.formats.pdf import glyph_coverage
from ipforms.formats.pdf.typesetting.page_frame import RELATIONS, PageFrame, page_frame
from ipforms.formats.pdf.typesetting.paragraph_cache import CachedParagraph, cached_paragraph, parse_fragment
from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode, paragraph
from ipforms.formats.pdf.typesetting.reading_order import texts
from ipforms.formats.pdf.typesetting.style_sheet import StyleSheet
from ipforms.formats.pdf.typesetting.xml_split import Placeholder, SplitXml, split_xml

_MAIN, _STYLES, _CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_KEPT = 64  # so many frames are kept: one for each number of rows of each form

Parts = tuple[tuple[str, bytes], ...]
"""The parts of a document that say how it looks, by their names: they are the same for each record."""


@dataclass(frozen=True)
class DocxPages:
    """A document to set."""

    layout: LayoutNode  # what `form.typ` sets: `{"title": …, "sections": […]}`
    lacking: str  # characters that no font has, each once; 〓 stands for them in the layout
    # its texts as they were typed, as `spacing.texts` gives them; None where only a reader can tell
    texts: list[str] | None


def layout(document: bytes) -> LayoutNode:
    """What `form.typ` sets, with all characters of the document; the caller may change it."""
    taken, parts = _opened(document)
    styles = _styles(parts)

    def lay(held: Placeholder) -> LayoutNode:
        return paragraph(parse_fragment(held.xml(taken.paragraphs), taken.root), styles, held.width)

    return {"title": _title(parts), "sections": _frame(taken.frame, parts).filled(lay)}


def pages(document: bytes) -> DocxPages:
    """What `form.typ` sets, without what no font has; what is the same as in a document before is not made again."""
    taken, parts = _opened(document)
    styles = _styles(parts)
    lacking: dict[str, None] = {}

    def found(held: Placeholder) -> CachedParagraph:
        return cached_paragraph(held.xml(taken.paragraphs), taken.root, styles, held.width)

    def lay(held: Placeholder) -> LayoutNode:
        one = found(held)
        lacking.update(dict.fromkeys(one.lacking))
        return one.data

    head: LayoutNode = {"title": _title(parts)}
    lacking.update(dict.fromkeys(glyph_coverage.replace_missing(head)))
    made = _frame(taken.frame, parts)
    sections = made.filled(lay)
    return DocxPages(head | {"sections": sections}, "".join(lacking), texts(made.groups, lambda held: found(held).text))


def _opened(document: bytes) -> tuple[SplitXml, Parts]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        names = {name for name in package.namelist() if name.startswith("word/footer")} | {_STYLES, _CORE, RELATIONS}
        parts = tuple((name, package.read(name)) for name in sorted(names.intersection(package.namelist())))
        return split_xml(package.read(_MAIN)), parts


@lru_cache(_KEPT)
def _frame(xml: bytes, parts: Parts) -> PageFrame:
    return page_frame(etree.fromstring(xml), _styles(parts), dict(parts))


@lru_cache(_KEPT)
def _styles(parts: Parts) -> StyleSheet:
    return StyleSheet(etree.fromstring(dict(parts)[_STYLES]))


@lru_cache(_KEPT)
def _title(parts: Parts) -> str:
    core = dict(parts).get(_CORE)
    found = None if core is None else etree.fromstring(core).findtext(_TITLE)
    return found or ""
