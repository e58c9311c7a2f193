"""OLE compound files (.doc, .xls, .wps, encrypted .docx), read by olefile: names of streams, and one stream."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from olefile import OleFileIO


class BrokenOle(ValueError):
    """No whole compound file; whoever opened it says so in the words of its own format."""


class OleContainer:
    """A compound file.

    Attributes:
        streams: the names of what stands at its root. A Word document inside of a workbook does not.
    """

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            BrokenOle: its tables of sectors make no sense.
        """
        import olefile

        self._data = data
        try:
            self._file: OleFileIO = olefile.OleFileIO(io.BytesIO(data))
            self.streams = [path[0] for path in self._file.listdir(streams=True, storages=True) if len(path) == 1]
        except _FAULTS as fault:
            raise BrokenOle(str(fault)) from fault

    def read(self, stream: str) -> bytes:
        """A stream at the root; raises as `read_at` does."""
        return self.read_at((stream,))

    def names_in(self, at: tuple[str, ...]) -> list[str]:
        """The names of what stands in a storage, in order; () is the root.

        Raises:
            BrokenOle: the tree cannot be followed.
        """
        try:
            paths = self._file.listdir(streams=True, storages=True)
        except _FAULTS as fault:
            raise BrokenOle(str(fault)) from fault
        return sorted(path[-1] for path in paths if tuple(path[:-1]) == at)

    def read_at(self, at: tuple[str, ...]) -> bytes:
        """A stream, by the storages that it stands in and its name.

        Raises:
            BrokenOle: its sectors make no chain.
        """
        try:
            return bytes(self._file.openstream(list(at)).read())
        except _FAULTS as fault:
            raise BrokenOle(str(fault)) from fault

    def written(self, streams: Mapping[str, bytes]) -> bytes:
        """The file with streams at its root in place of those of the same names and lengths.

        Raises:
            BrokenOle: its sectors make no chain.
        """
        copy = io.BytesIO(self._data)
        try:
            with type(self._file)(copy, write_mode=True) as file:
                for name, data in streams.items():
                    file.write_stream(name, data)
                return copy.getvalue()
        except _FAULTS as fault:
            raise BrokenOle(str(fault)) from fault


# What olefile lets out: OleFileError is an OSError; a tree of a thousand levels is a RecursionError.
_FAULTS = (OSError, ValueError, IndexError, TypeError, RecursionError, OverflowError, MemoryError)
