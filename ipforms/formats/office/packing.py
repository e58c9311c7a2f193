"""Parts → a DOCX package, for the formats that are Word's XML already and need no LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping

from ipforms.containers.zip_writer import zip_bytes

MAIN = "word/document.xml"
_KINDS = {
    MAIN: "officeDocument",
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
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
