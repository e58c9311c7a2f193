"""The pages of a returned PDF on which its findings stand, as pictures with the cells marked."""

from __future__ import annotations

import base64
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ipforms.errors import IpformsError
from ipforms.findings import Finding
from ipforms.formats import pdf
from ipforms.formats.pdf import Rectangle
from ipforms.messages import Lang, Severity
from ipforms.paths import Place
from ipforms.pipeline.submission import Submission
from ipforms.reports.covering import Covering, covering
from ipforms.reports.png import png
from ipforms.reports.table_excerpts import FindingMark, heaviest
from ipforms.reports.veil import cell_text
from ipforms.reports.words import COUNTED, report_text, where

_MOST_PAGES = 12
_BADGE, _MARGIN = 18.0, 24.0
_LINE, _LARGEST, _SMALLEST = 1.25, 9.0, 4.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell or a paragraph with findings, in points of its page: left, top, width, height.

    Attributes:
        beside: it is a paragraph, so the numbers of its findings stand behind it and not on its edge.
    """

    left: float
    top: float
    width: float
    height: float
    tags: tuple[FindingMark, ...]
    beside: bool = False

    @property
    def severity(self) -> Severity | None:
        """The heaviest of its findings."""
        return heaviest(self.tags)

    def badge(self, index: int) -> float:
        """Where the number of its n-th finding begins: they stand side by side at the right end of its upper edge."""
        begin = self.left + self.width - (0 if self.beside else _BADGE * len(self.tags))
        return max(0.0, begin + _BADGE * index)


@dataclass(frozen=True, slots=True)
class Words:
    """A line of what a covered cell says, with its numbers hidden.

    Attributes:
        left, base: where its base line begins.
        size: of its letters.
        room: the width that it must not exceed; None where it does not.
    """

    text: str
    left: float
    base: float
    size: float
    room: float | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A page.

    Attributes:
        caption: which one.
        told: what is to be seen on it, for those who do not see it.
        width: in points.
        height: in points.
        view: the part of it that is shown, without its margins: left, top, width, height.
        image: a PNG, in Base64.
        spots: the cells that are marked.
        words: what stands in the cells that are covered.
    """

    caption: str
    told: str
    width: float
    height: float
    view: tuple[int, int, int, int]
    image: str
    spots: tuple[Spot, ...]
    words: tuple[Words, ...]

    @property
    def tags(self) -> frozenset[int]:
        """The numbers of the findings that are marked here."""
        return frozenset(tag.number for spot in self.spots for tag in spot.tags)


def pictures(read: Submission, findings: Iterable[tuple[int, Finding]], lang: Lang = "zh") -> tuple[Picture, ...]:
    """The pages of a file on which findings stand that ask something of somebody.

    Args:
        read: the file; of one that is no PDF, or that is gone or changed, there are none.
        findings: its findings with their numbers.
        lang: the language of the captions.
    """
    by_page = _by_page(findings)
    data = read.original.data() if read.original and by_page else None
    if data is None:
        return ()
    hidden = covering(read)
    try:
        drawn = list(pdf.images_of_pages(data, sorted(by_page)[:_MOST_PAGES], hidden.rectangles))
    except IpformsError:  # It was read before; whatever is the matter now, the tables are there.
        return ()
    return tuple(_picture(number, raster, by_page[number], hidden, lang) for number, raster in drawn)


Spots = Mapping[Place, Sequence[FindingMark]]


def _by_page(findings: Iterable[tuple[int, Finding]]) -> dict[int, Spots]:
    """The marks of each page that has one which asks something, by the place of the cell."""
    found: dict[int, dict[Place, list[FindingMark]]] = defaultdict(lambda: defaultdict(list))
    for number, finding in findings:
        place = finding.place
        if place is not None and place.page is not None and place.box is not None:
            found[place.page][place].append(FindingMark(number, finding.severity))
    return {page: spots for page, spots in found.items() if any(map(_asks, spots.values()))}


def _asks(tags: Iterable[FindingMark]) -> bool:
    return any(tag.severity in COUNTED for tag in tags)


def _picture(number: int, raster: pdf.PageImage, spots: Spots, hidden: Covering, lang: Lang) -> Picture:
    marked = tuple(_spot(place, place.box, tags) for place, tags in spots.items() if place.box is not None)
    image = base64.b64encode(png(raster.columns, raster.rows, raster.pixels)).decode()
    caption = where(Place(page=number), lang)
    words = tuple(
        line
        for place, text in hidden.cells.items()
        if place.page == number and place.box is not None
        for line in _words(cell_text(text, personal=True), place.box)
    )
    return Picture(
        caption, _told(caption, marked, lang), raster.width, raster.height, _view(raster), image, marked, words
    )


def _spot(place: Place, box: Rectangle, tags: Sequence[FindingMark]) -> Spot:
    left, top, right, bottom = box
    return Spot(left, top, right - left, bottom - top, tuple(tags), beside=place.table is None)


def _view(raster: pdf.PageImage) -> tuple[int, int, int, int]:
    """What is written on, and a little around it."""
    left, top, right, bottom = raster.written()
    left, top = max(0.0, left - _MARGIN), max(0.0, top - _MARGIN)
    right, bottom = min(raster.width, right + _MARGIN), min(raster.height, bottom + _MARGIN)
    return round(left), round(top), round(right - left), round(bottom - top)


def _told(caption: str, spots: Sequence[Spot], lang: Lang) -> str:
    numbers = [str(tag.number) for spot in spots for tag in spot.tags]
    return report_text("page.picture", lang, page=caption, count=len(spots), numbers=numbers)


def _words(text: str, box: Rectangle) -> Iterator[Words]:
    """The lines of a cell, as large as fits."""
    left, top, right, bottom = box
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    if not lines:
        return
    size = max(_SMALLEST, min(_LARGEST, (bottom - top - 2) / (_LINE * len(lines))))
    base = (top + bottom - _LINE * size * len(lines)) / 2 + size
    for number, line in enumerate(lines[: int((bottom - top) / size)]):
        room = right - left - 4
        is_long = size * _ems(line) > room
        yield Words(line, left + 2, base + number * _LINE * size, size, room if is_long else None)


def _ems(text: str) -> float:
    """About how wide a text is, in units of its size."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WF" else 0.6 for character in text)
