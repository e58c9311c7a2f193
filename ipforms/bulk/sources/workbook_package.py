"""The ZIP package of an XLSX or ODS: safe to unpack, and its XML walked without a tree."""

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.workbook_scan import broken, damage
from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.zip_archive import ZipArchive
from ipforms.errors import IpformsError, exceeded

_WALKS = 5  # a scan inflates a part four times at most: its encoding, its bounds, its cells, its texts


class WorkbookPackage(ZipArchive):
    """The parts of a workbook, which calamine will unpack all together."""

    def __init__(self, data: bytes, name: str, limits: TableLimits) -> None:
        most = limits.max_inflated_bytes
        super().__init__(data, name, ContainerLimits(len(data), limits.max_zip_entries, most, _WALKS * most))
        if sum(part.file_size for part in self.entries) > most:
            raise exceeded(name, "inflated_bytes", most)
        if len(self.names()) < len(self.entries):
            # Two readers may take different ones: what was checked would not be what is read.
            broken(name, "two entries of one name")

    def damaged(self, part: str | None, cause: object) -> IpformsError:
        """The error in the words of a workbook."""
        return damage(self.name, cause)

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
