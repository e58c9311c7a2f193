"""Word's own XML → DOCX without LibreOffice: Word 2003's (`w:wordDocument`) and the flat package (`pkg:package`).

The XML of 2003 is rewritten into the vocabulary of DOCX, which grew out of it. LibreOffice would read it through a
stylesheet that is slow and knows no tracked changes. What differs: the namespace, a few names, the wrappers `wx:sect`,
`wx:sub-section` and `aml:annotation`, lists, and pictures kept inside. The flat package is unpacked as it is.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from lxml import etree

from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.safe_xml import Element, parse
from ipforms.containers.zip_archive import zip_bytes
from ipforms.errors import unreadable
from ipforms.formats.docx.ooxml_names import w as now
from ipforms.formats.office.office_files import OfficeFile, OfficeLimits, PreparedFile
from ipforms.messages import Note

MAIN = "word/document.xml"
_KINDS = {
    MAIN: "officeDocument",
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/comments.xml": "comments",
}
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_RELATIONSHIP = (
    '<Relationship Id="r{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of parts, by their names."""
    return zip_bytes({name.lstrip("/"): data for name, data in parts.items()})


def document(parts: Mapping[str, bytes]) -> bytes:
    """A package of a document, its styles and its numbering, with the relationships that they need."""
    root = _RELATIONSHIPS.format(_RELATIONSHIP.format(0, _KINDS[MAIN], MAIN)).encode()
    others = [name for name in parts if name != MAIN]
    lines = (_RELATIONSHIP.format(n, _KINDS[name], name.removeprefix("word/")) for n, name in enumerate(others))
    own = _RELATIONSHIPS.format("".join(lines)).encode()
    return packed({"_rels/.rels": root, "word/_rels/document.xml.rels": own, **parts})


_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_AUXILIARY = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_ANNOTATION = "{http://schemas.microsoft.com/aml/2001/core}"
_NEW = now("")

_NAMES = {
    "vmerge": "vMerge",
    "hmerge": "hMerge",
    "listPr": "numPr",
    "ilfo": "numId",
    "hlink": "hyperlink",
    "fareast": "eastAsia",
    "h-ansi": "hAnsi",
    "list": "num",
    "listDef": "abstractNum",
    "ilst": "abstractNumId",
}
_CHANGES = {"Word.Insertion": "ins", "Word.Deletion": "del"}
_DROPPED = ("binData", "docSuppData", "docOleData", "bgPict")


def wordml(source: OfficeFile, limits: OfficeLimits) -> PreparedFile:
    """A document of Word 2003.

    Raises:
        UnreadableDocument: it is broken, or has no body.
    """
    bounds = ContainerLimits(file_bytes=limits.file_bytes, markup=2_000_000, huge_xml=True)
    root = parse(source.name, "XML", source.data, bounds)
    has_macros = any(root.iter(f"{_OLD}docSuppData"))
    etree.strip_elements(root, *(_OLD + name for name in _DROPPED), with_tail=False)
    etree.strip_tags(root, f"{_AUXILIARY}sect", f"{_AUXILIARY}sub-section", f"{_AUXILIARY}pBdrGroup")
    comments = _comments(root)
    _changes(root)
    _renamed(root)
    body = root.find(now("body"))
    if body is None:
        raise unreadable(source.name, "office_broken")
    parts = {MAIN: _part("document", [body])}
    if comments:
        for comment in comments:
            _renamed(comment)
        parts["word/comments.xml"] = _part("comments", comments)
    styles, lists = root.find(now("styles")), root.find(now("lists"))
    if styles is not None:
        parts["word/styles.xml"] = etree.tostring(styles)
    if lists is not None:
        parts["word/numbering.xml"] = _part("numbering", list(lists))
    return PreparedFile(document(parts), notes=(Note("reading.macros"),) if has_macros else ())


def _comments(root: Element) -> list[Element]:
    """Comments, which stand inside of the body here, out of it; where they stood is the reference to them."""
    comments: list[Element] = []
    for annotation in list(root.iter(f"{_ANNOTATION}annotation")):
        content = annotation.find(f"{_ANNOTATION}content")
        if annotation.get(f"{_OLD}type") != "Word.Comment" or content is None:
            continue
        number, author = str(len(comments)), annotation.get(f"{_ANNOTATION}author", "")
        said = {f"{_OLD}id": number, f"{_OLD}author": author}
        comment = etree.Element(f"{_OLD}comment", said, nsmap={"w": _OLD[1:-1]})  # a prefix of lxml's own may clash
        comment.extend(list(content))
        comments.append(comment)
        annotation.clear()
        annotation.tag = f"{_OLD}commentReference"
        annotation.set(f"{_OLD}id", number)
    return comments


def _changes(root: Element) -> None:
    """Insertions and deletions, which are annotations here; the others mark where comments and bookmarks begin."""
    for annotation in list(root.iter(f"{_ANNOTATION}annotation")):
        kind = _CHANGES.get(annotation.get(f"{_OLD}type", ""))
        content = annotation.find(f"{_ANNOTATION}content")
        if kind is not None and content is not None:
            annotation.tag = _OLD + kind
        elif kind is not None:
            annotation.tag = _OLD + kind  # the mark at the end of a paragraph
        else:
            _remove(annotation)
    etree.strip_tags(root, f"{_ANNOTATION}content")


def _renamed(root: Element) -> None:
    for element in root.iter(etree.Element):
        if element.tag.startswith(_OLD):
            name = element.tag[len(_OLD) :]
            element.tag = _NEW + _NAMES.get(name, name)
        for key, value in list(element.attrib.items()):
            if key.startswith(_OLD):
                del element.attrib[key]
                name = key[len(_OLD) :]
                element.set(_NEW + _NAMES.get(name, name), value)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _part(name: str, content: list[Any]) -> bytes:
    root = etree.Element(_NEW + name)
    root.extend(content)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def opc(source: OfficeFile, limits: OfficeLimits) -> PreparedFile:
    """A package in one file.

    Raises:
        UnreadableDocument: a part of it is no XML and not in Base64 either.
    """
    bounds = ContainerLimits(file_bytes=limits.file_bytes, markup=2_000_000, huge_xml=True)
    root = parse(source.name, "XML", source.data, bounds)
    parts: dict[str, bytes] = {}
    for part in root.iter(f"{_PKG}part"):
        for content in part:
            if content.tag == f"{_PKG}xmlData" and len(content):
                parts[part.get(f"{_PKG}name", "")] = etree.tostring(content[0], encoding="UTF-8", xml_declaration=True)
            elif content.tag == f"{_PKG}binaryData":
                parts[part.get(f"{_PKG}name", "")] = _binary(source.name, content.text or "")
    return PreparedFile(packed(parts))


def _binary(name: str, text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise unreadable(name, "office_broken") from error
