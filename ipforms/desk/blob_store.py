"""The bytes of files, each once, under the SHA-256 of its contents: what has come in is never changed."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

_BLOCK = 1 << 20  # bytes; as much of a file as is in memory at a time


class Blob(NamedTuple):
    """Bytes that are kept: their digest, and how many there are."""

    digest: str
    size: int


class BlobStore:
    """Files by the digest of their contents.

    Args:
        folder: where; made if it is not there.

    Attributes:
        folder: the same.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = BlobStore(Path(folder))
    ...     kept = store.put(b"form")
    ...     store.path(kept.digest).read_bytes(), store.put(b"form") == kept
    (b'form', True)
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._incoming = folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, digest: str) -> Path:
        """Where the bytes of a digest lie."""
        return self.folder / digest[:2] / digest

    def put(self, data: bytes) -> Blob:
        """Keep bytes."""
        with self._temporary() as (file, path):
            file.write(data)
            return self._kept(file, path, hashlib.sha256(data).hexdigest(), len(data))

    def take(self, stream: IO[bytes]) -> Blob:
        """Keep what a stream gives, block by block."""
        digest, size = hashlib.sha256(), 0
        with self._temporary() as (file, path):
            while block := stream.read(_BLOCK):
                digest.update(block)
                size += len(block)
                file.write(block)
            return self._kept(file, path, digest.hexdigest(), size)

    @contextmanager
    def _temporary(self) -> Iterator[tuple[IO[bytes], Path]]:
        path = self._incoming / secrets.token_hex(16)
        try:
            with path.open("xb") as file:
                yield file, path
        finally:
            path.unlink(missing_ok=True)

    def _kept(self, file: IO[bytes], path: Path, digest: str, size: int) -> Blob:
        """Give a file its name once all of it is on the disk: what was promised is there after a power cut."""
        file.flush()
        os.fsync(file.fileno())
        target = self.path(digest)
        target.parent.mkdir(exist_ok=True, mode=0o700)
        if not target.exists():
            path.replace(target)
        return Blob(digest, size)
