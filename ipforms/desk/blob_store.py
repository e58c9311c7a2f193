"""The bytes of files, each once, under the SHA-256 of its contents: what has come in is never changed."""

import hashlib
import io
import os
import secrets
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
        return self.take(io.BytesIO(data))

    def take(self, stream: IO[bytes]) -> Blob:
        """Keep what a stream gives, block by block; what is promised is there after a power cut."""
        digest, size = hashlib.sha256(), 0
        path = self._incoming / secrets.token_hex(16)
        try:
            with path.open("xb") as file:
                while block := stream.read(_BLOCK):
                    digest.update(block)
                    size += len(block)
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
            target = self.path(digest.hexdigest())
            target.parent.mkdir(exist_ok=True, mode=0o700)
            if not target.exists():
                path.replace(target)
        finally:
            path.unlink(missing_ok=True)
        return Blob(digest.hexdigest(), size)
