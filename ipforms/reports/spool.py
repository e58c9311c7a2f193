"""Lines kept out of memory until they are wanted: the numbers that stand at the head of a report are known last."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

_IN_MEMORY = 4_000_000  # characters; the rows of some thousand files stay out of the temporary folder


class Spool:
    """Text that goes to a temporary file once there is much of it. Use it in a `with` block.

    >>> with Spool() as spool:
    ...     spool.add("甲\\n")
    ...     list(spool.lines())
    ['甲\\n']
    """

    def __enter__(self) -> Spool:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n", errors="replace")
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, text: str) -> None:
        """Keep a text, which ends with LF; half of a surrogate pair, which no file takes, becomes a question mark."""
        self._file.write(text)

    def lines(self) -> Iterator[str]:
        """All that was kept."""
        self._file.seek(0)
        yield from self._file
