"""Which file each letter, copy or page in a folder was written for, so that those of files that are gone are found."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ipforms.bulk.atomic_files import write_whole

_NAME = ".ipforms.json"  # hidden: no answer of anybody, wherever the folder lies


class OutputRecord:
    """What runs have written into a folder, by its path below it, with the file that it is about.

    Args:
        folder: the folder; what an earlier run has noted there is read, and what is broken starts anew.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / _NAME
        self._sources: dict[str, str] = {}
        self._written: set[str] = set()
        with contextlib.suppress(OSError, ValueError):
            noted = json.loads(self._path.read_text("utf-8"))
            self._sources = {str(name): str(source) for name, source in noted.items()}

    def add(self, below: Path, source: Path) -> None:
        """Note what was written just now."""
        self._sources[below.as_posix()] = self._from_here(source)
        self._written.add(below.as_posix())

    def remove(self, below: Path) -> None:
        """Forget what was withdrawn."""
        self._sources.pop(below.as_posix(), None)

    def orphans(self) -> list[Path]:
        """What was written for files that are not there any more."""
        earlier = ((name, source) for name, source in self._sources.items() if name not in self._written)
        return [Path(name) for name, source in earlier if not _is_there(self._folder / source)]

    def about(self, given: Iterable[Path]) -> Iterator[Path]:
        """What is noted for files that lie where some path is, as it lies here."""
        roots = [Path(os.path.normpath(path.absolute())) for path in given]
        for name, source in self._sources.items():
            path = Path(os.path.normpath(self._folder.absolute() / source))
            if any(path.is_relative_to(root) for root in roots):
                yield self._folder / name

    def _from_here(self, source: Path) -> str:
        """The way from the folder to a file, as both may be moved together; the whole path where there is none."""
        try:
            return Path(os.path.relpath(source.absolute(), self._folder.absolute())).as_posix()
        except ValueError:  # another drive
            return str(source.absolute())

    def save(self) -> None:
        """Note all of it in the folder.

        Raises:
            UnwritableOutput: the system refuses.
        """
        if self._sources or self._path.exists():
            made = json.dumps(self._sources, ensure_ascii=False, indent=0, sort_keys=True)
            write_whole(self._path, made.encode("utf-8", "replace"), overwrite=True)


def _is_there(source: Path) -> bool:
    """Whether a file is there; of one in an archive or mail, whether that is."""
    return source.exists() or any(parent.is_file() for parent in source.parents)
