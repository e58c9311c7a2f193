"""From a `Form` to the bytes of a .docx: python-docx makes the package, and what a form does not need is dropped."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from . import archive, settings
from .markup import Element, el
from .sections import Form
from .styles import styles

_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS}
_KEPT_IN_PACKAGE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
# A fixed date: the same sources give the same bytes.
_MADE = datetime(2022, 1, 1)


def docx_bytes(form: Form) -> bytes:
    """The document as a file."""
    document = docx.Document()
    _drop_defaults(document)
    _add_part(document, "fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, settings.fonts())
    footer_id = ""
    if form.numbered:
        footer = settings.footer()
        footer_id = _add_part(document, "footer1.xml", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, footer)
    body = el("body", *form.body(footer_id))
    _refill(document.element, [body])
    _refill(document.settings.element, settings.settings())
    _refill(document.styles.element, styles(_used(body) | {settings.PAGE_NUMBER}))
    _describe(document, form)
    file = io.BytesIO()
    document.save(file)
    return archive.repacked(file.getvalue())


def _drop_defaults(document: Document) -> None:
    """Theme, numbering, thumbnail and the rest of python-docx's default document."""
    package = document.part.package
    for owner, kept in ((document.part, _KEPT), (package, _KEPT_IN_PACKAGE)):
        for rel_id in [key for key, rel in owner.rels.items() if rel.reltype not in kept]:
            del owner.rels[rel_id]


def _refill(root: Element, children: Iterable[Element]) -> None:
    """Give a part's root our children, and only the namespaces that they use."""
    for child in list(root):
        root.remove(child)
    root.attrib.clear()
    root.extend(children)
    etree.cleanup_namespaces(root)


def _add_part(document: Document, name: str, content_type: str, relationship: str, root: Element) -> str:
    """Add a part to word/, related to the document; the id of the relationship."""
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI(f"/word/{name}"), content_type, blob, document.part.package)
    return document.part.relate_to(part, relationship)


def _used(body: Element) -> set[str]:
    return {str(style.get(qn("w:val"))) for style in body.iter(qn("w:pStyle"))}


def _describe(document: Document, form: Form) -> None:
    properties = document.core_properties
    properties.title = form.title
    properties.language = "zh-CN"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _MADE
    properties.revision = 1
