"""What LibreOffice has made, looked at before it is believed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.zip_archive import ZipArchive

_ROW, _TABLE = re.compile(rb"<w:tr[ >]"), re.compile(rb"<w:tbl>")
_INPUT = re.compile(rb"<w:instrText[^>]*>\s*FILLIN\b")


@dataclass(frozen=True, slots=True)
class Made:
    """A DOCX of LibreOffice.

    Attributes:
        tables, rows: how many it has.
        input_fields: fields that LibreOffice writes several times.
    """

    tables: int
    rows: int
    input_fields: int


def look(docx: bytes, name: str) -> Made:
    """Count what may have been lost, or said again.

    Raises:
        UnreadableDocument, LimitExceeded: LibreOffice's file is broken, or too large.
    """
    document = ZipArchive(docx, name, ContainerLimits()).read("word/document.xml") or b""
    return Made(*(len(pattern.findall(document)) for pattern in (_TABLE, _ROW, _INPUT)))
