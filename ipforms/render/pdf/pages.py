"""A DOCX as pages to set: sections with their paper, footer and blocks, all lengths in points."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from ipforms.render.pdf.paragraphs import Set, paragraph
from ipforms.render.pdf.styles import Styles, W, attribute, points
from ipforms.render.pdf.tables import table

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def layout(document: bytes) -> Set:
    """What `form.typ` sets: `{"title": …, "sections": […]}`."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    body = etree.fromstring(parts["word/document.xml"]).find(f"{W}body")
    styles = Styles(etree.fromstring(parts["word/styles.xml"]))
    return {"title": _title(parts), "sections": [_section(*each, styles, parts) for each in _sections(body)]}


def _title(parts: dict[str, bytes]) -> str:
    core = parts.get("docProps/core.xml")
    found = None if core is None else etree.fromstring(core).findtext("{http://purl.org/dc/elements/1.1/}title")
    return found or ""


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


def _section(properties: Any, blocks: list[Any], styles: Styles, parts: dict[str, bytes]) -> Set:
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
        "footer": _footer(properties, styles, parts, inside),
        "blocks": _spaced([_block(block, styles, inside, page) for block in blocks]),
    }


def _block(block: Any, styles: Styles, width: float, page: float) -> Set:
    if block.tag == f"{W}tbl":
        return {"table": table(block, styles, page)}
    return {"paragraph": paragraph(block, styles, width)}


def _spaced(blocks: list[Set]) -> list[Set]:
    """Without a last paragraph that is there only because a document may not end in a table."""
    last = blocks[-1].get("paragraph") if len(blocks) > 1 and "table" in blocks[-2] else None
    return blocks[:-1] if last and not last.get("pieces") and "columns" not in last else blocks


def _footer(properties: Any, styles: Styles, parts: dict[str, bytes], width: float) -> Set | None:
    reference = properties.find(f"{W}footerReference")
    if reference is None:
        return None
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    target = next(each.get("Target") for each in relations if each.get("Id") == reference.get(_RELATION))
    footer = etree.fromstring(parts[posixpath.normpath(f"word/{target}")])
    return paragraph(footer.find(f"{W}p"), styles, width)
