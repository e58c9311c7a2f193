"""The files in a ZIP archive, in the names that a person reads, inflated piece by piece."""

import lzma
import mmap
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from ipforms.intake.intake_file import IntakeLimits
from ipforms.intake.member_names import CHUNK, Member, Stopped, from_cp437

# APPNOTE 4.4.4, 4.6.9: flags of an entry; Info-ZIP's extra field with the name in UTF-8.
_ENCRYPTED, _UTF8, _UNICODE_PATH = 0x0001, 0x0800, 0x7075
# LZMA names a dictionary of up to 4 GB in each entry, and zipfile would take it.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_ENTRY = re.compile(rb"PK\x01\x02")  # how each entry of the directory begins
_ENTRIES_A_MEMBER = 4  # folders are entries too
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError, NotImplementedError, IndexError),
)


def zip_members(path: Path, limits: IntakeLimits) -> Iterator[Member]:
    """The files of an archive, in its order.

    Raises:
        Stopped: its directory is broken, or has more entries than the limit.
    """
    _count_entries(path, _ENTRIES_A_MEMBER * limits.members)
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN:
        raise Stopped("archive_broken") from None
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield _member(archive, info)


def _count_entries(path: Path, most: int) -> None:
    """Entries are counted before zipfile makes an object of each."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if next(islice(_ENTRY.finditer(data), most, None), None) is not None:
            raise Stopped("archive_members", limit=most)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    name = _name(info)
    if stat.S_ISLNK(info.external_attr >> 16):
        return Member(name, fault="member_link")
    if info.flag_bits & _ENCRYPTED:
        return Member(name, fault="archive_password")
    if info.compress_type not in _METHODS:
        return Member(name, fault="archive_method")
    return Member(name, partial(_chunks, archive, info))


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except _BROKEN:
        raise Stopped("member_broken") from None


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8:
        return info.filename
    return _unicode_path(info.extra) or from_cp437(info.filename)


def _unicode_path(extra: bytes) -> str:
    """What WinRAR and Info-ZIP write beside a name in the system's encoding."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH:
            return extra[9 : 4 + size].decode("utf-8", "ignore")  # after a version and a checksum
        extra = extra[4 + size :]
    return ""
