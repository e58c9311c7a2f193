"""The ZIP package of an XLSX or ODS: safe to unpack, and its XML read an element at a time."""

from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.workbook_scan import broken, damage
from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.safe_xml import Element
from ipforms.containers.zip_archive import ZipArchive
from ipforms.errors import IpformsError, LimitExceeded, UnreadableDocument, exceeded

_WALKS = 5  # a scan inflates a part four times at most: its encoding, its bounds, its cells, its texts
_MOST_MARKUP = 2_000_000  # tags that are held at a time; a row of Excel has 50,000, the styles of a bad one 500,000


class WorkbookPackage(ZipArchive):
    """The parts of a workbook, which calamine will unpack all together."""

    def __init__(self, data: bytes, name: str, limits: TableLimits) -> None:
        most = limits.max_inflated_bytes
        bounds = ContainerLimits(len(data), limits.max_zip_entries, most, _WALKS * most, _MOST_MARKUP)
        super().__init__(data, name, bounds)
        if sum(part.file_size for part in self.entries) > most:
            raise exceeded(name, "inflated_bytes", most)
        if len(self.names()) < len(self.entries):
            # Two readers may take different ones: what was checked would not be what is read.
            broken(name, "two entries of one name")

    def damaged(self, part: str | None, cause: object) -> IpformsError:
        """The error in the words of a workbook."""
        return damage(self.name, cause)

    def root(self, part: str) -> Element | None:
        """The root of a part that is read whole; see `ZipArchive.root`."""
        try:
            return super().root(part)
        except LimitExceeded:
            raise
        except UnreadableDocument as fault:
            broken(self.name, fault.__cause__ or part)
