"""WordprocessingML from short calls: `W("jc", val="center")` is `<w:jc w:val="center"/>`."""

from typing import Any

from lxml import etree

from ipforms.text import NOT_XML

# What lxml makes; its stubs know no iteration of `_Element` that mypy could use.
Element = Any

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Vocabulary:
    """Makes elements of one of the two vocabularies: ISO 29500 Strict has the same names in another namespace."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def name(self, tag: str) -> str:
        """The full name of an element or an attribute."""
        return f"{{{self.namespace}}}{tag}"

    def __call__(self, tag: str, *children: Element, **attributes: str | int) -> Element:
        """An element, its attributes in the same namespace."""
        element: Element = etree.Element(self.name(tag), nsmap={"w": self.namespace})
        for name, value in attributes.items():
            element.set(self.name(name), str(value))
        element.extend(children)
        return element

    def text(self, content: str) -> Element:
        """A `w:t`: one line; what XML cannot hold is shown as U+FFFD."""
        element = self("t")
        element.text = NOT_XML.sub("\ufffd", " ".join(content.splitlines()))
        element.set(_SPACE, "preserve")
        return element


W = Vocabulary(TRANSITIONAL)


def serialised(root: Element) -> bytes:
    """A part as it stands in a package."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
