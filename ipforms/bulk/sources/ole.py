"""OLE compound files (XLS, DOC, encrypted XLSX): the names of their streams, and one stream.

Source: [MS-CFB], Compound File Binary File Format.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from ipforms.bulk.sources.workbook_scan import broken

_END = 0xFFFFFFFA  # this number and those above are marks, not sectors
_HEADER = 512
_ENTRY = 128


class Compound:
    """A compound file."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        if len(data) < _HEADER:
            broken(name, "OLE header")
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            broken(name, "OLE sector size")
        self._sector, self._mini = 1 << shift, 1 << mini_shift
        directory, self._cutoff = struct.unpack_from("<I4xI", data, 48)
        mini_fat, difat = struct.unpack_from("<I4xI", data, 60)
        self._fat = self._table(self._fat_sectors(difat))
        self._mini_fat = self._table(self._chain(mini_fat, self._fat))
        self._entries = self._directory(directory)

    @property
    def names(self) -> list[str]:
        """Names of the streams and folders."""
        return [name for name, _, _ in self._entries]

    def stream(self, name: str) -> bytes:
        """The first stream of this name."""
        start, size = next((start, size) for found, start, size in self._entries if found == name)
        if size >= self._cutoff:
            return self._join(self._data, self._chain(start, self._fat), self._sector, _HEADER_SECTORS)[:size]
        _, root, root_size = self._entries[0]
        minis = self._join(self._data, self._chain(root, self._fat), self._sector, _HEADER_SECTORS)[:root_size]
        return self._join(minis, self._chain(start, self._mini_fat), self._mini, 0)[:size]

    def _fat_sectors(self, difat: int) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        for _ in range(len(self._data) // self._sector + 1):
            if difat >= _END:
                break
            more = self._table([difat])
            if not more:
                break
            sectors += more[:-1]
            difat = more[-1]
        return [sector for sector in sectors if sector < _END]

    def _table(self, sectors: Sequence[int]) -> list[int]:
        data = self._join(self._data, sectors, self._sector, _HEADER_SECTORS)
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _chain(self, sector: int, table: Sequence[int]) -> list[int]:
        chain: list[int] = []
        while sector < _END:
            if sector >= len(table) or len(chain) > len(table):
                broken(self._name, "OLE sector chain")
            chain.append(sector)
            sector = table[sector]
        return chain

    def _directory(self, sector: int) -> list[tuple[str, int, int]]:
        data = self._join(self._data, self._chain(sector, self._fat), self._sector, _HEADER_SECTORS)
        entries = []
        for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length = min(struct.unpack_from("<H", data, at + 64)[0], 64)
            start, size = struct.unpack_from("<II", data, at + 116)
            entries.append((data[at : at + max(length - 2, 0)].decode("utf-16-le", "replace"), start, size))
        if not entries:
            broken(self._name, "OLE directory")
        return entries

    @staticmethod
    def _join(data: bytes, sectors: Sequence[int], size: int, before: int) -> bytes:
        return b"".join(data[(sector + before) * size : (sector + before + 1) * size] for sector in sectors)


_HEADER_SECTORS = 1  # the header takes the place of one sector
