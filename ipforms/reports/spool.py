"""What is kept on disk until all is there: which of two forms counts, and the numbers at a report's head, come last."""

from __future__ import annotations

import contextlib
import pickle
import tempfile
from collections.abc import Iterator
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Spool(Generic[Kept]):
    """Objects on disk, to be gone through as often as wanted. Use it in a `with` block.

    >>> with Spool() as spool:
    ...     spool.add("甲")
    ...     list(spool), list(spool)
    (['甲'], ['甲'])
    """

    def __enter__(self) -> Spool[Kept]:
        self._file = tempfile.TemporaryFile()
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, kept: Kept) -> None:
        """Keep an object."""
        pickle.dump(kept, self._file)

    def add_packed(self, packed: bytes) -> None:
        """Keep an object that is pickled already."""
        self._file.write(packed)

    def __iter__(self) -> Iterator[Kept]:
        self._file.seek(0)
        with contextlib.suppress(EOFError):
            while True:
                yield pickle.load(self._file)
