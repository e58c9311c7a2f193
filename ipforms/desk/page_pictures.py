"""Pictures of the pages of originals, drawn by workers; those last asked for stay in memory."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from ipforms import formats
from ipforms.desk.worker_pool import WorkerPool
from ipforms.errors import IpformsError

_KEPT = 200  # pages; one of a form takes about 100 KB, a scan 400 KB
Sizes = list[tuple[float, float]]


def draw_page(path: str, number: int, in_colour: bool) -> bytes | None:
    """A page as PNG or JPEG; None where there is no such page, or it cannot be drawn. For a worker."""
    return formats.page_picture(Path(path).read_bytes(), number, in_colour=in_colour)


def measure_pages(path: str) -> Sizes:
    """Width and height of each page, in points. For a worker."""
    return formats.page_sizes(Path(path).read_bytes())


class PagePictures:
    """Pages that were drawn, and their sizes, by the path of the original: its contents never change."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[tuple[str, int], bytes | None] = OrderedDict()
        self._sizes: OrderedDict[str, Sizes] = OrderedDict()

    async def picture(self, pool: WorkerPool, path: str, number: int, *, in_colour: bool) -> bytes | None:
        """A page as PNG or JPEG, see `draw_page`."""
        if (path, number) not in self._pictures:
            self._pictures[path, number] = await pool.call(draw_page, path, number, in_colour)
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        return self._pictures.get((path, number))

    async def sizes(self, pool: WorkerPool, path: str) -> tuple[Sizes, IpformsError | None]:
        """The sizes of all pages; none, with the reason, where the worker cannot tell."""
        if path not in self._sizes:
            try:
                self._sizes[path] = await pool.call(measure_pages, path)
            except IpformsError as error:
                return [], error
            if len(self._sizes) > _KEPT:
                self._sizes.popitem(last=False)
        return self._sizes[path], None
