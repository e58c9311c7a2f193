"""A DOCX as pages to set: sections with their paper, footer and blocks, all lengths in points."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from ipforms.formats.pdf import glyph_coverage
from ipforms.formats.pdf.typesetting import table_layout
from ipforms.formats.pdf.typesetting.paragraph_cache import (
    CachedParagraph,
    Lay,
    Placeholder,
    SplitXml,
    cached_paragraph,
    parse_fragment,
    placeholder,
    split_xml,
)
from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode, paragraph
from ipforms.formats.pdf.typesetting.reading_order import TextGroup, groups, texts
from ipforms.formats.pdf.typesetting.style_sheet import StyleSheet, W, attribute, points

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
    texts: list[str]  # its texts as they were typed, as `whitespace_stream.texts` gives them


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
    typed = list(texts(made.groups, lambda held: found(held).text))
    return DocxPages(head | {"sections": sections}, "".join(lacking), typed)


def _opened(document: bytes) -> tuple[SplitXml, Parts]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        names = {name for name in package.namelist() if name.startswith("word/footer")} | {_STYLES, _CORE, RELATIONS}
        parts = tuple((name, package.read(name)) for name in sorted(names.intersection(package.namelist())))
        return split_xml(package.read(_MAIN)), parts


@lru_cache(_KEPT)
def _frame(xml: bytes, parts: Parts) -> "PageFrame":
    return page_frame(etree.fromstring(xml), _styles(parts), dict(parts))


@lru_cache(_KEPT)
def _styles(parts: Parts) -> StyleSheet:
    return StyleSheet(etree.fromstring(dict(parts)[_STYLES]))


@lru_cache(_KEPT)
def _title(parts: Parts) -> str:
    core = dict(parts).get(_CORE)
    found = None if core is None else etree.fromstring(core).findtext(_TITLE)
    return found or ""


RELATIONS = "word/_rels/document.xml.rels"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class PageFrame:
    """A document without the text of its paragraphs."""

    sections: list[LayoutNode]  # as `form.typ` has them, but with places for paragraphs
    groups: list[TextGroup]  # the places whose texts a reader joins, in its order

    def filled(self, lay: Lay) -> list[LayoutNode]:
        """The sections with their paragraphs, in containers of their own."""
        return [_filled(section, lay) for section in self.sections]


def page_frame(root: Any, styles: StyleSheet, parts: Mapping[str, bytes]) -> PageFrame:
    """The frame of a document.

    Args:
        root: its main part, with or without its paragraphs.
        styles: those of the document.
        parts: the relations of the main part, and its footers.
    """
    body = root.find(f"{W}body")
    sections = [_section(*each, styles, parts) for each in _sections(body)]
    return PageFrame(sections, groups(sections))


def _sections(body: Any) -> list[tuple[Any, list[Any]]]:
    """The properties and the blocks of each section: the last paragraph of one holds its properties."""
    sections, blocks = [], list[Any]()
    for block in body:
        if block.tag == f"{W}sectPr":
            sections.append((block, blocks))
            continue
        blocks.append(block)
        properties = block.find(f"{W}pPr/{W}sectPr")
        if properties is not None:
            sections.append((properties, blocks))
            blocks = []
    return sections


def _section(properties: Any, blocks: list[Any], styles: StyleSheet, parts: Mapping[str, bytes]) -> LayoutNode:
    width, height = (points(attribute(properties, "pgSz", side)) for side in ("w", "h"))
    sides = ("top", "right", "bottom", "left", "footer")
    margin = {side: points(attribute(properties, "pgMar", side)) for side in sides}
    inside = width - margin["left"] - margin["right"]
    page = height - margin["top"] - margin["bottom"]
    start = attribute(properties, "pgNumType", "start")
    return {
        "width": width,
        "height": height,
        "margin": margin,
        "start": None if start is None else int(start),
        "footer": _footer(properties, parts, inside),
        "blocks": [_block(block, styles, inside, page) for block in blocks],
    }


def _block(block: Any, styles: StyleSheet, width: float, page: float) -> LayoutNode:
    if block.tag == f"{W}tbl":
        return {"table": table_layout.table(block, styles, page)}
    return {"paragraph": placeholder(block, width)}


def _footer(properties: Any, parts: Mapping[str, bytes], width: float) -> Placeholder | None:
    reference = properties.find(f"{W}footerReference")
    if reference is None:
        return None
    relations = etree.fromstring(parts[RELATIONS])
    target = next(each.get("Target") for each in relations if each.get("Id") == reference.get(_RELATION))
    footer = etree.fromstring(parts[posixpath.normpath(f"word/{target}")])
    return placeholder(footer.find(f"{W}p"), width)


def _filled(section: LayoutNode, lay: Lay) -> LayoutNode:
    footer = section["footer"]
    blocks = [
        {"table": table_layout.filled(block["table"], lay)}
        if "table" in block
        else {"paragraph": lay(block["paragraph"])}
        for block in section["blocks"]
    ]
    return {**section, "footer": None if footer is None else lay(footer), "blocks": _spaced(blocks)}


def _spaced(blocks: list[LayoutNode]) -> list[LayoutNode]:
    """Without a last paragraph that is there only because a document may not end in a table."""
    last = blocks[-1].get("paragraph") if len(blocks) > 1 and "table" in blocks[-2] else None
    return blocks[:-1] if last and not last.get("pieces") and "columns" not in last else blocks
