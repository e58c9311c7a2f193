"""ZIP archives that come out the same each time."""

from __future__ import annotations

import io
import zipfile

_FIRST, _LAST = "[Content_Types].xml", "word/document.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def repacked(data: bytes) -> bytes:
    """The same members in a fixed order, with a fixed time: types first, the document last."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w") as target:
        for name in sorted(source.namelist(), key=_place):
            target.writestr(_info(name), source.read(name), compresslevel=9)
    return file.getvalue()


def same(one: bytes, other: bytes) -> bool:
    """Whether two archives hold the same members in the same order.

    Compressed bytes are not compared: they change with the version of zlib.
    """
    return _members(one) == _members(other)


def _members(data: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return [(info.filename, info.date_time, source.read(info)) for info in source.infolist()]


def _place(name: str) -> tuple[int, str]:
    return (name != _FIRST) + (name == _LAST), name


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    return info
