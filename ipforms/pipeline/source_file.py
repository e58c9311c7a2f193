"""The file that a form was read from, for whoever shows its pages afterwards: opened again, and known again."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, or its bytes where it never was one.

    What travels between processes is a path and a digest; the file is read again when its pages are wanted. A file
    that has changed since then is another one: what is known of the places in it no longer holds.
    """

    source: Path | bytes = field(repr=False)  # where it is
    size: int  # how many bytes it has
    digest: bytes = field(repr=False)  # SHA-256 of them

    @classmethod
    def of(cls, source: str | os.PathLike[str] | bytes | BinaryIO, data: bytes) -> "SourceFile":
        """What is kept of a file.

        Args:
            source: what the caller has named: a path, bytes, or an open file.
            data: what was read from there.
        """
        # Absolute, as it may be opened from another working folder.
        known = Path(source).absolute() if isinstance(source, str | os.PathLike) else data
        return cls(known, len(data), hashlib.sha256(data).digest())

    def data(self) -> bytes | None:
        """Its bytes; None if it is gone, or is no longer the same.

        >>> SourceFile.of(b"%PDF-1.7", b"%PDF-1.7").data()
        b'%PDF-1.7'
        >>> SourceFile.of("nowhere.pdf", b"%PDF-1.7").data() is None
        True
        """
        if isinstance(self.source, bytes):
            return self.source
        try:
            same_size = self.source.stat().st_size == self.size
            found = self.source.read_bytes() if same_size else b""
        except OSError:
            return None
        return found if hashlib.sha256(found).digest() == self.digest else None
