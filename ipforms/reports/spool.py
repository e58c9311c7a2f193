"""What is kept on disk until all is there: which of two forms counts, and the numbers at a report's head, come last."""

import pickle
import tempfile
from array import array
from collections.abc import Iterator
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Spool(Generic[Kept]):
    """Objects on disk, to be gone through as often as wanted. Use it in a `with` block.

    >>> with Spool() as spool:
    ...     spool.add("甲")
    ...     spool.add("乙")
    ...     list(spool), spool[1]
    (['甲', '乙'], '乙')
    """

    def __enter__(self) -> "Spool[Kept]":
        self._file, self._starts, self._end = tempfile.TemporaryFile(), array("Q"), 0
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, kept: Kept) -> None:
        """Keep an object."""
        self.add_packed(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))

    def add_packed(self, packed: bytes) -> None:
        """Keep an object that is pickled already."""
        self._starts.append(self._end)
        self._end += self._file.write(packed)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, at: int) -> Kept:
        self._file.seek(self._starts[at])
        kept: Kept = pickle.load(self._file)
        return kept

    def __iter__(self) -> Iterator[Kept]:
        return map(self.__getitem__, range(len(self)))
