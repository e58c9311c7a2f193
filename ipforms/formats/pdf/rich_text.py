"""Rich text of a field (ISO 32000-1, 12.7.3.4) → what it says: XHTML, its paragraphs as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_PARAGRAPHS = ("p", "div", "li")


def plain(rich: str) -> str:
    """The text of a rich text; what is no XML is given back as it stands.

    >>> plain('<?xml version="1.0"?><body><p>甲<b>乙</b></p><p>丙<br/>丁</p></body>')
    '甲乙\\n丙\\n丁'
    >>> plain("甲 < 乙")
    '甲 < 乙'
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(rich.strip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return rich
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip("\n")


def _pieces(node: Any) -> Iterator[str]:
    """The texts of an element in order, with LF where a line begins anew."""
    name = str(node.tag).rpartition("}")[2]
    if name in (*_PARAGRAPHS, "br"):
        yield "\n"
    if isinstance(node.tag, str):
        yield node.text or ""
    for child in node:
        yield from _pieces(child)
        yield child.tail or ""
