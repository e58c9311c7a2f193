"""The ZIP package of a template, taken apart once."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from ipforms.containers.zip_archive import entry_name
from ipforms.containers.zip_writer import CONTENT_TYPES
from ipforms.errors import unreadable

# What zipfile and the inflaters raise on broken bytes; an unknown method is a RuntimeError.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(RuntimeError, EOFError, OSError, ValueError),
)


def template_parts(name: str, data: bytes) -> dict[str, bytes]:
    """The parts of a package, inflated, in their order but for the content types, which stand first.

    A template is a file of our own or of a package that adds a form: no limits, and any method of ZIP.

    Raises:
        UnreadableDocument: `data` is not a ZIP file, a part of it is broken, or it is no Office document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {entry_name(info): package.read(info) for info in package.infolist() if not info.is_dir()}
    except _BROKEN as error:
        raise unreadable(name, "no_docx") from error
    if CONTENT_TYPES not in parts:
        raise unreadable(name, "no_office_document")
    return {CONTENT_TYPES: parts.pop(CONTENT_TYPES), **parts}
