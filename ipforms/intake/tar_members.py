"""The files in a TAR archive, packed or not, read as a stream; and a single file packed by gzip, bzip2 or xz."""

import bz2
import contextlib
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from ipforms.intake.intake_file import IntakeLimits
from ipforms.intake.member_names import CHUNK, Member, Stopped

_BROKEN = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, OverflowError, MemoryError)
_MAGIC_AT, _MAGIC = 257, b"ustar"  # POSIX.1: the header block of a member
_LONG_SUFFIXES = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class LimitedStream:
    """A stream that ends with an error beyond a limit, so that no bomb goes off."""

    def __init__(self, source: _Readable, most: int) -> None:
        self._source, self._left = source, most

    def read(self, size: int = CHUNK) -> bytes:
        """The next bytes; b"" at the end.

        Raises:
            Stopped: there are more than the limit, or what is packed is broken.
        """
        try:
            data = self._source.read(min(size, CHUNK) if size >= 0 else CHUNK)
        except _BROKEN:
            raise Stopped("archive_broken") from None
        self._left -= len(data)
        if self._left < 0:
            raise Stopped("archive_bomb")
        return data


def is_tar(head: bytes) -> bool:
    """Whether a file begins as a TAR archive does."""
    return head[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)] == _MAGIC


def packed_members(path: Path, limits: IntakeLimits) -> Iterator[Member]:
    """What is in a file packed by gzip, bzip2 or xz: the files of a TAR archive, or the one file that it is.

    Raises:
        Stopped: it is broken, larger than the limits, or asks for more memory than they give.
    """
    most = limits.output_bytes(path.stat().st_size)
    with _unpacked(path, limits) as packed:
        begins_as_tar = is_tar(LimitedStream(packed, most).read(tarfile.BLOCKSIZE))
    with _unpacked(path, limits) as packed:
        stream = LimitedStream(packed, most)
        if begins_as_tar:
            yield from tar_members(stream)
        else:
            yield Member(_name_within(path.name), partial(_chunks, stream))


def plain_tar_members(path: Path, limits: IntakeLimits) -> Iterator[Member]:
    """The files of a TAR archive that is not packed."""
    with path.open("rb") as file:
        yield from tar_members(LimitedStream(file, limits.output_bytes(path.stat().st_size)))


def tar_members(stream: _Readable) -> Iterator[Member]:
    """The files of a TAR archive; each must be read before the next one is asked for.

    Raises:
        Stopped: it is broken.
    """
    try:
        with tarfile.open(fileobj=stream, mode="r|", encoding="utf-8", errors="surrogateescape") as archive:  # type: ignore[call-overload]
            for info in archive:
                if not info.isdir():
                    yield _member(archive, info)
    except _BROKEN:
        raise Stopped("archive_broken") from None


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    if info.issym() or info.islnk():
        return Member(info.name, fault="member_link")
    if not info.isreg():
        return Member(info.name, fault="member_special")
    return Member(info.name, partial(_content, archive, info))


def _content(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    try:
        stream = archive.extractfile(info)
        assert stream is not None, "a regular file has content"
        yield from _chunks(stream)
    except _BROKEN:
        raise Stopped("member_broken") from None


def _chunks(stream: _Readable) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


@contextlib.contextmanager
def _unpacked(path: Path, limits: IntakeLimits) -> Iterator[BinaryIO]:
    with path.open("rb") as file:
        head = file.read(CHUNK)
        file.seek(0)
        if head.startswith(b"\x1f\x8b"):
            yield gzip.GzipFile(fileobj=file)  # type: ignore[misc]
        elif head.startswith(b"BZh"):
            yield bz2.BZ2File(file)  # type: ignore[misc]
        else:
            _see_dictionary(head, limits)
            with lzma.LZMAFile(file) as packed:
                yield packed  # type: ignore[misc]


def _see_dictionary(head: bytes, limits: IntakeLimits) -> None:
    """An xz file may ask for a dictionary of 4 GB; `LZMAFile` takes no limit.

    Raises:
        Stopped: it asks for more than the limit.
    """
    try:
        lzma.LZMADecompressor(memlimit=limits.dictionary_bytes).decompress(head, 1)
    except (lzma.LZMAError, MemoryError, EOFError):
        raise Stopped("archive_broken") from None


def _name_within(name: str) -> str:
    """The name of the one file in a packed one: 申报表.docx.gz holds 申报表.docx."""
    stem, _, suffix = name.rpartition(".")
    return stem + _LONG_SUFFIXES.get(f".{suffix.lower()}", "") if stem else name
