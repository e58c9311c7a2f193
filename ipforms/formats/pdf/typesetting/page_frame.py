"""What is the same from record to record: sections, paper, footers, tables; paragraphs only by their places."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ipforms.formats.pdf.typesetting import table_layout
from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode
from ipforms.formats.pdf.typesetting.reading_order import TextGroup, groups
from ipforms.formats.pdf.typesetting.style_sheet import StyleSheet, W, attribute, points
from ipforms.formats.pdf.typesetting.xml_split import Lay, Placeholder, placeholder

RELATIONS = "word/_rels/document.xml.rels"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class PageFrame:
    """A document without the text of its paragraphs."""

    sections: list[LayoutNode]  # as `form.typ` has them, but with places for paragraphs
    # the places whose texts a reader joins, in its order; None if only the reader can tell
    groups: list[TextGroup] | None

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
    return PageFrame(sections, groups(root, sections))


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
