"""The package around a body: python-docx's, with headers, pictures, lists and links; zipped the same each time."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Collection

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Twips
from lxml import etree

from tests.replicas.ooxml import NAMESPACES

W = f"{{{NAMESPACES['w']}}}"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_STRICT = (
    (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/metadata/core-properties",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/metadata/core-properties",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    (b"http://schemas.openxmlformats.org/drawingml/2006/", b"http://purl.oclc.org/ooxml/drawingml/"),
)
_LISTS = ("decimal", "%1"), ("chineseCounting", "%1、")


class Package:
    """A document that is being made."""

    def __init__(self) -> None:
        self.document = Document()
        self.part = self.document.part
        self._lists: dict[int, int] = {}

    def link(self, address: str) -> str:
        return str(self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def picture(self) -> str:
        return str(self.part.get_or_add_image(io.BytesIO(_seal()))[0])

    def add_list(self, index: int) -> int:
        """The number of a list: 0 counts 1, 2, 3, and 1 counts 一、 二、 三、."""
        if index not in self._lists:
            numbering = self.part.numbering_part.element
            style, text = _LISTS[index]
            level = (
                f'<w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/>'
            )
            names = f'xmlns:w="{NAMESPACES["w"]}" w:abstractNumId="{90 + index}"'
            abstract = f'<w:abstractNum {names}><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
            numbering.insert(0, parse_xml(abstract))
            self._lists[index] = numbering.add_num(90 + index).numId
        return self._lists[index]

    def page(self, landscape: bool) -> int:
        """Sets the page; gives the width between its margins."""
        section = self.document.sections[0]
        size = (16838, 11906) if landscape else (11906, 16838)
        section.page_width, section.page_height = Twips(size[0]), Twips(size[1])
        section.left_margin = section.right_margin = Twips(1300)
        if landscape:
            section._sectPr.find(f"{W}pgSz").set(f"{W}orient", "landscape")
        return size[0] - 2600

    def header_footer(self, on: Collection[str]) -> None:
        section = self.document.sections[0]
        if "header_footer_text" in on:
            section.header.paragraphs[0].text = "知识产权行政保护申报材料    单位名称：内部资料"
            section.footer.paragraphs[0].text = "填报日期以盖章日期为准    第 "
        if "header_footer_text" in on or "complex_fields" in on:
            _page_number(section.footer.paragraphs[0]._p)

    def fill(self, body: etree._Element) -> None:
        own = self.document.element.body
        for block in list(own):
            if block.tag != f"{W}sectPr":
                own.remove(block)
        for place, block in enumerate(list(body)):
            own.insert(place, block)

    def save(self, strict: bool) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return _zipped(stream.getvalue(), strict)


def _page_number(paragraph: etree._Element) -> None:
    runs = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    runs[1:1] = ['<w:instrText xml:space="preserve"> PAGE \\* MERGEFORMAT </w:instrText>']
    runs[3:3] = ["<w:t>1</w:t>"]
    for run in runs:
        paragraph.append(parse_xml(f'<w:r xmlns:w="{NAMESPACES["w"]}">{run}</w:r>'))


def _zipped(data: bytes, strict: bool) -> bytes:
    """Packed anew with one date, so that the same seed gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            info = zipfile.ZipInfo(name, (2017, 3, 9, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, _strict(name, content) if strict else content)
    return stream.getvalue()


def _strict(name: str, content: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")) or name == "[Content_Types].xml":
        return content
    for old, new in _STRICT:
        content = content.replace(old, new)
    return content.replace(b"<w:document ", b'<w:document w:conformance="strict" ', 1)


def _seal(size: int = 96) -> bytes:
    """A red ring as PNG."""
    rows = []
    for y in range(size):
        ring = (0.38 < (((x - size / 2) ** 2 + (y - size / 2) ** 2) ** 0.5) / size < 0.46 for x in range(size))
        rows.append(b"\x00" + b"".join(b"\xdd\x11\x11\xff" if red else b"\xff\xff\xff\x00" for red in ring))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
