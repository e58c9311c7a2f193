"""Where bytes come from: a path, bytes, a binary stream, standard input, or a URL that fsspec knows.

Small ones are held, large ones stream.
"""

import io
import os
import sys
from contextlib import suppress
from pathlib import Path, PurePath
from typing import IO, Any, BinaryIO, cast

from ipforms.bulk.sources.table_model import AlreadyRead, InaccessibleFile, InvalidOption, MissingFile
from ipforms.errors import MissingExtra, exceeded
from ipforms.messages import Bilingual
from ipforms.text.regex import regex

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]+(?:://|::)")
_PASSWORD = regex(r"(?<=://)([^/@:]*):[^/@]*@")


def is_url(text: str) -> bool:
    """Whether a text is a URL of fsspec, and no path.

    >>> is_url("s3://bucket/rows.csv"), is_url("C:/rows.csv"), is_url("rows.csv")
    (True, False, False)
    """
    return _SCHEME.match(text) is not None


def without_password(url: str) -> str:
    """A URL as a message shows it.

    >>> without_password("sftp://li:secret@host/out")
    'sftp://li:***@host/out'
    """
    return _PASSWORD.sub(r"\1:***@", url)


def url_name(url: str) -> str:
    """What a source behind a URL is called: by its last part, as a file is by its name."""
    return without_password(url).rstrip("/").rpartition("/")[2]


def opened(url: str, streams: list[IO[bytes]]) -> BinaryIO:
    """Open it; the stream is added to those that will be closed.

    Raises:
        MissingFile: the store has no such file.
        InaccessibleFile: the store does not answer, or refuses.
        MissingExtra: fsspec, or what it needs for this kind of store, is not installed.
    """
    try:
        import fsspec
    except ImportError:
        raise MissingExtra(package="fsspec", extra="remote") from None
    try:
        stream: Any = fsspec.open(url, "rb").open()
    except FileNotFoundError as fault:
        raise MissingFile(name=without_password(url)) from fault
    except Exception as fault:
        error = " ".join(str(fault).split())[:120] or type(fault).__name__
        raise InaccessibleFile(
            name=without_password(url), reason=Bilingual("source.error", {"error": error})
        ) from fault
    streams.append(stream)
    return cast(BinaryIO, stream)


SMALL = 8 << 20  # A file up to this size is read at once, and decisions on it are made on the whole of it
SAMPLE = 1 << 20  # how much of a larger file, or of a stream, decisions are made on

AnySource = str | os.PathLike[str] | BinaryIO | bytes


class ByteSource:
    """A source of bytes under one name.

    Attributes:
        name: what to call it in a message.
        suffix: of the file name, lower case, with its dot; empty where there is none.
        sample: the first bytes, or all of them.
        complete: whether `sample` is all of them.
        path: the file, where there is one that can be opened again.
    """

    def __init__(self, source: AnySource) -> None:
        self.path: Path | None = None
        self._stream: BinaryIO | None = None
        self._opened: list[IO[bytes]] = []
        self._read = False
        self._size = 0
        self._current: IO[bytes] | None = None
        if isinstance(source, bytes | bytearray | memoryview):
            self.name, self.sample, self.complete = "<bytes>", bytes(source), True
        elif isinstance(source, str) and source == "-":
            self._take_stream(sys.stdin.buffer, "<stdin>")
        elif isinstance(source, str) and is_url(source):
            self._take_stream(opened(source, self._opened), url_name(source))
        elif isinstance(source, str | os.PathLike):
            self._take_path(Path(source))
        else:
            self._take_stream(source, _stream_name(source))
        self.suffix = PurePath(self.name).suffix.lower()

    def _take_path(self, path: Path) -> None:
        self.name = path.name or str(path)
        stream = _open(path)
        self._opened.append(stream)
        if not path.is_file():  # a pipe: it has no size and cannot be read twice
            self._take_stream(stream, self.name)
            return
        size = os.fstat(stream.fileno()).st_size
        with stream:
            self.sample = _read(stream, SMALL if size <= SMALL else SAMPLE, self.name)
        self.complete = len(self.sample) >= size and size <= SMALL
        self._size = size
        self.path = path

    def _take_stream(self, stream: BinaryIO, name: str) -> None:
        self.name = name
        self._stream = stream
        self.sample = _read(stream, SAMPLE, name)
        self.complete = len(self.sample) < SAMPLE

    def open(self) -> BinaryIO:
        """The bytes from the start.

        Raises:
            AlreadyRead: a stream that has been opened before.
        """
        if self.complete:
            self._size, self._current = len(self.sample), io.BytesIO(self.sample)
            return self._current
        if self.path is not None:
            self._current = stream = _open(self.path)
            self._opened.append(stream)
            return stream
        if self._read or self._stream is None:
            raise AlreadyRead(name=self.name)
        self._read = True
        joined = io.BufferedReader(_SampleThenRest(self.sample, self._stream, self.name), 1 << 16)
        self._opened.append(joined)
        return joined

    def read(self, limit: int) -> bytes:
        """All bytes, at most `limit`."""
        with self.open() as stream:
            data = _read(stream, limit + 1, self.name)
        if len(data) > limit:
            raise exceeded(self.name, "source_bytes", limit)
        return data

    def fraction(self) -> float | None:
        """How much of the bytes has been taken of what was opened last, from 0 to 1; None if nobody knows."""
        if self._current is None or not self._size:
            return None
        return 1.0 if self._current.closed else self._current.tell() / self._size

    def total(self, taken: int) -> int | None:
        """About how many rows there are, when so many have been taken."""
        fraction = self.fraction()
        return round(taken / fraction) if fraction else None

    def close(self) -> None:
        """Close what was opened here."""
        for stream in self._opened:
            with suppress(OSError):
                stream.close()
        self._opened.clear()


class _SampleThenRest(io.RawIOBase):
    """The sample that was taken from a stream, then the rest of the stream, which stays open."""

    def __init__(self, sample: bytes, rest: BinaryIO, name: str) -> None:
        self._sample = memoryview(sample)
        self._rest = rest
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        part = bytes(self._sample[:size]) or _read(self._rest, size, self._name)
        self._sample = self._sample[size:]
        buffer[: len(part)] = part
        return len(part)


def _open(path: Path) -> BinaryIO:
    try:
        if path.is_dir():
            raise InaccessibleFile(name=str(path), reason=Bilingual("source.folder"))
        return path.open("rb")
    except FileNotFoundError as fault:
        raise MissingFile(name=str(path)) from fault
    except PermissionError as fault:
        raise InaccessibleFile(name=str(path), reason=Bilingual("source.no_permission")) from fault
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the path
        raise inaccessible(str(path), fault) from fault


def _read(stream: BinaryIO, size: int, name: str) -> bytes:
    """Up to `size` bytes; fewer only at the end. A pipe gives what it has, so one `read` is not enough."""
    parts: list[bytes] = []
    while size > 0:
        try:
            part = stream.read(size)
        except OSError as fault:
            raise inaccessible(name, fault) from fault
        if not isinstance(part, bytes):
            raise InvalidOption(option="source", value=name, next=Bilingual("source.step.binary"))
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def inaccessible(name: str, fault: Exception) -> InaccessibleFile:
    """The system refuses to open or read."""
    error = getattr(fault, "strerror", None) or str(fault)
    return InaccessibleFile(name=name.replace("\0", "\\0"), reason=Bilingual("source.refused", {"error": error}))


def _stream_name(stream: object) -> str:
    name = getattr(stream, "name", None)
    return PurePath(name).name if isinstance(name, str) and name else "<stream>"
