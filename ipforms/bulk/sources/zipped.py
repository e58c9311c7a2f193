"""ZIP files: what kind of document is in one, and whether it is safe to unpack."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from ipforms.bulk.sources.table_format import not_a_table
from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.workbook_scan import broken
from ipforms.errors import exceeded

CHUNK = 1 << 20

# What zipfile lets out on files that are broken, encrypted or packed in a way it does not know.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, OverflowError, KeyError)

_MIMES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
# What a package holds that is no table: how the name of a part begins, what it is, what to do.
_CONTENTS = (("xl/workbook.bin", "xlsb", "save_as"), ("word/", "docx", "give_table"), ("ppt/", "pptx", "give_data"))


class Archive:
    """A ZIP file that has passed the limits."""

    def __init__(self, data: bytes, name: str, limits: TableLimits) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*_FAULTS, NotImplementedError) as fault:
            broken(name, fault)
        self._check(limits)

    def _check(self, limits: TableLimits) -> None:
        parts = self._zip.infolist()
        size = sum(part.file_size for part in parts)
        if len(parts) > limits.max_zip_entries:
            raise exceeded(self.name, "zip_entries", limits.max_zip_entries, count=len(parts))
        if size > limits.max_inflated_bytes:
            raise exceeded(self.name, "inflated_bytes", limits.max_inflated_bytes)
        if len({part.filename.lower() for part in parts}) < len(parts):
            # Two readers may take different ones: what was checked would not be what is read.
            broken(self.name, "two entries of one name")

    def kind(self) -> str:
        """The format: "xlsx" or "ods".

        Raises:
            NotATable: another kind of document, or just an archive.
        """
        names = set(self.parts())
        if "xl/workbook.xml" in names:
            return "xlsx"
        mime = self.read("mimetype").strip() if "mimetype" in names else b""
        if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            self._refuse_encrypted(names)
            return "ods"
        if mime in _MIMES:
            raise not_a_table(self.name, _MIMES[mime])
        for start, what, step in _CONTENTS:
            if any(name.startswith(start) for name in names):
                raise not_a_table(self.name, what, step)
        raise not_a_table(self.name, "zip", "unpack")

    def _refuse_encrypted(self, names: set[str]) -> None:
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in self.read(manifest):
            raise not_a_table(self.name, "encrypted", "unprotect")

    def parts(self) -> list[str]:
        """Names of the entries."""
        return self._zip.namelist()

    def size(self, part: str) -> int:
        """Size once unpacked."""
        return self._zip.getinfo(part).file_size

    def read(self, part: str) -> bytes:
        """One entry, whole."""
        return b"".join(self.chunks(part))

    def chunks(self, part: str) -> Iterator[bytes]:
        """One entry, piece by piece. zipfile stops at the declared size and checks the sum."""
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except (*_FAULTS, NotImplementedError) as fault:
            broken(self.name, fault)

    def walk(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], Any],
        end: Callable[[str], Any] | None = None,
        text: Callable[[str], Any] | None = None,
    ) -> None:
        """Read an entry as XML; element names come without their prefix."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
        if end is not None:
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = lambda *_: broken(self.name, "DOCTYPE")
        try:
            for chunk in self.chunks(part):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as fault:  # LookupError: an encoding that nobody knows
            broken(self.name, fault)
