"""Word's XML package in one file (`pkg:package`): unpacked into a DOCX as it is."""

from __future__ import annotations

import base64
import binascii

from lxml import etree

from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.safe_xml import parse
from ipforms.formats.office import office_errors
from ipforms.formats.office.office_files import OfficeFile, PreparedFile
from ipforms.formats.office.office_limits import OfficeLimits
from ipforms.formats.office.packing import packed

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
        raise office_errors.broken(name) from error
