"""WordprocessingML elements from short Python calls: `el("jc", val="center")` is `<w:jc w:val="center"/>`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.oxml.ns import nsmap, qn
from lxml import etree

Element = etree._Element

# The namespaces that our parts use; python-docx's defaults declare seventeen.
NAMESPACES = {"w": nsmap["w"], "r": nsmap["r"]}
_SPACE = qn("xml:space")


def el(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Make an element of the `w` namespace, its attributes in the same namespace."""
    element = etree.Element(qn(f"w:{tag}"), nsmap=NAMESPACES)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def text(content: str) -> Iterator[Element]:
    """Text as `w:t`, with `w:tab` for a tab and `w:br` for a line feed."""
    for piece in _pieces(content):
        if piece == "\t":
            yield el("tab")
        elif piece == "\n":
            yield el("br")
        else:
            yield _t(piece)


def _pieces(content: str) -> Iterable[str]:
    for mark in "\t\n":
        content = content.replace(mark, f"\0{mark}\0")
    return filter(None, content.split("\0"))


def _t(content: str) -> Element:
    element = el("t")
    element.text = content
    # A printed default (`or "    年    月    日"`) comes out with blanks at its start.
    if content != content.strip() or '"' in content:
        element.set(_SPACE, "preserve")
    return element
