"""Our DOCX in the two older vocabularies of Word, written plainly: Word 2003's XML, and a package in one file."""

from __future__ import annotations

import base64
import io
import zipfile

from lxml import etree

_NEW = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD_URI = "http://schemas.microsoft.com/office/word/2003/wordml"
_OLD = f"{{{_OLD_URI}}}"
_NAMES = {"vMerge": "vmerge", "eastAsia": "fareast", "hAnsi": "h-ansi", "hyperlink": "hlink"}
_AUXILIARY = "http://schemas.microsoft.com/office/word/2003/auxHint"
_PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"


def wordml(docx: bytes) -> bytes:
    """The body as Word 2003 would have it, in its wrappers."""
    root = etree.fromstring(_part(docx, "word/document.xml"))
    for element in root.iter(etree.Element):
        element.tag = _old(element.tag)
        for key, value in list(element.attrib.items()):
            del element.attrib[key]
            element.set(_old(key), value)
    etree.cleanup_namespaces(root)
    body = root.find(f"{_OLD}body")
    names = {"w": _OLD_URI, "wx": _AUXILIARY, "aml": "http://schemas.microsoft.com/aml/2001/core"}
    document = etree.Element(f"{_OLD}wordDocument", nsmap=names)
    section = etree.SubElement(etree.SubElement(document, f"{_OLD}body"), f"{{{_AUXILIARY}}}sect")
    section.extend(list(body))
    return etree.tostring(document, encoding="UTF-8", xml_declaration=True)


def _old(name: str) -> str:
    if not name.startswith(_NEW):
        return name
    bare = name.removeprefix(_NEW)
    return _OLD + _NAMES.get(bare, bare)


def flat_opc(docx: bytes) -> bytes:
    """All parts in one file."""
    package = etree.Element(f"{{{_PKG}}}package", nsmap={"pkg": _PKG})
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in archive.namelist():
            part = etree.SubElement(package, f"{{{_PKG}}}part", {f"{{{_PKG}}}name": f"/{name}"})
            data = archive.read(name)
            if name.endswith((".xml", ".rels")):
                etree.SubElement(part, f"{{{_PKG}}}xmlData").append(etree.fromstring(data))
            else:
                etree.SubElement(part, f"{{{_PKG}}}binaryData").text = base64.b64encode(data).decode()
    return etree.tostring(package, encoding="UTF-8", xml_declaration=True)


def _part(docx: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name)
