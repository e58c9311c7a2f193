"""An OFD file opened: a ZIP of XML parts that name each other by path (GB/T 33190-2016, 6 and 7.3)."""

import posixpath
from collections.abc import Iterator

from ipforms.containers import safe_xml
from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.safe_xml import Element
from ipforms.containers.zip_archive import ZipArchive
from ipforms.errors import UnreadableDocument, unreadable

_LIMITS = ContainerLimits(markup=300_000)  # a page of 40,000 objects, the most that is drawn, has about as much
_PICTURE_LIMITS = ContainerLimits(part_bytes=30_000_000, total_bytes=64_000_000)  # A4 at 300 dots an inch as BMP: 26 MB


class OfdPackage:
    """The parts of a file.

    Attributes:
        name: what messages call the file.
        lost: parts that are named and cannot be had.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open the file.

        Raises:
            UnreadableDocument: it is no whole ZIP.
            LimitExceeded: it is too large.
        """
        self.name, self.lost = name, list[str]()
        try:
            self._archive = ZipArchive(data, name, _LIMITS)
            self._pictures = ZipArchive(data, name, _PICTURE_LIMITS)
        except UnreadableDocument as error:
            raise unreadable(name, "ofd_truncated") from error

    def find(self, location: str | None, beside: str, *, is_needed: bool = True) -> str:
        """The part that a path names; "" if there is none of it.

        Args:
            location: absolute, or from the folder of the part that names it; some writers count from the root or from
                the folder of the document.
            beside: the part that names it.
            is_needed: whether it is told where it is not there.
        """
        location = (location or "").strip().replace("\\", "/")
        if not location:
            return ""
        folders = [posixpath.dirname(beside), "", beside.partition("/")[0]]
        for folder in folders:
            part = posixpath.normpath(posixpath.join("/", folder, location)).lstrip("/")
            if part in self._archive:
                return part
        if is_needed:
            self.lost.append(location)
        return ""

    def picture(self, part: str) -> bytes:
        """The bytes of a part that holds a picture; raises as `data` does."""
        return self.data(part, self._pictures)

    def data(self, part: str, archive: ZipArchive | None = None) -> bytes:
        """The bytes of a part.

        Raises:
            UnreadableDocument: it is damaged.
            LimitExceeded: it is too large.
        """
        try:
            return (archive or self._archive).read(part) or b""
        except UnreadableDocument as error:
            raise unreadable(self.name, "ofd_part", part=part) from error

    def xml(self, part: str) -> Element:
        """The root of a part, its elements called without their namespace: writers differ in that.

        Raises:
            UnreadableDocument: it is damaged, no XML, or brings a DTD.
            LimitExceeded: it is too large.
        """
        data = self.data(part)
        try:
            root = safe_xml.parse(self.name, part, data, _LIMITS)
        except UnreadableDocument as error:
            raise unreadable(self.name, "ofd_part", part=part) from error
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        return root

    def linked(self, root: Element, path: str, beside: str) -> Iterator[tuple[str, Element]]:
        """The parts that elements name by their text, each with its root; those that are not there are in `lost`."""
        for element in root.iterfind(path):
            if part := self.find(element.text, beside):
                yield part, self.xml(part)
