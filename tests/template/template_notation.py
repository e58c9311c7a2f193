"""Templates of a few lines, written in a short notation.

>>> run("{{ name }}")
'<w:r><w:t>{{ name }}</w:t></w:r>'
"""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document
from docx.oxml import parse_xml

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text.replace('&', '&amp;').replace('<', '&lt;')}</w:t></w:r>"


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; what is no XML becomes a run."""
    return f"<w:p>{properties}{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def tr(*cells: str) -> str:
    inside = (
        f'<w:tc><w:tcPr><w:tcW w:w="9"/></w:tcPr>{cell if cell.startswith("<") else p(cell)}</w:tc>' for cell in cells
    )
    return f"<w:tr>{''.join(inside)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def loop(over: str, *rows: str, at_least: int | None = None) -> str:
    comment = "" if at_least is None else f"{{# rows: {at_least} #}}"
    return tbl(tr(f"{{%tr for {over} %}}{comment}"), *rows, tr("{%tr endfor %}"))


def document(*blocks: str) -> Document:
    """A document with these blocks before its last section."""
    made = docx.Document()
    for block in blocks:
        for element in parse_xml(f"<w:body {_SPACES}>{block}</w:body>"):
            made.element.body.insert(len(made.element.body) - 1, element)
    return made


def saved(made: Document) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def tiny(*blocks: str) -> bytes:
    return saved(document(*blocks))


def rezipped(data: bytes, changed: dict[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The package with parts changed, added, or (None) taken out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", compression) as new:
        parts: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()} | changed
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return file.getvalue()
