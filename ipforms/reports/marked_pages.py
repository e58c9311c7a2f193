"""The pages of a returned PDF on which its findings stand, as pictures with the cells marked."""

import base64
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipforms import formats
from ipforms.errors import IpformsError
from ipforms.findings import Finding
from ipforms.messages import Lang, Severity
from ipforms.paths import Place
from ipforms.pipeline.submission import Submission
from ipforms.reports.cell_masking import masked_cell_text
from ipforms.reports.redaction import Redaction, redaction_of
from ipforms.reports.table_excerpts import FindingMark, heaviest
from ipforms.reports.words import COUNTED, report_text, where

if TYPE_CHECKING:
    from ipforms.formats import PageImage, Rectangle

_MOST_PAGES = 12  # of one file; a page of a form takes 35,000 characters of the report, at most 90,000
_BADGE = 18.0  # points; a badge of 16 and a gap of 2 (html/parts.html.jinja)
_MARGIN = 24.0  # points; so much around the print stays in view
_LINE_HEIGHT = 1.25  # in font sizes
_LARGEST, _SMALLEST = 9.0, 4.0  # points; 小五 as in the form, and what can just be read on a screen
_SIDE_SPACE = 4.0  # points; left and right of a redacted line together


@dataclass(frozen=True, slots=True)
class MarkedArea:
    """A cell or a paragraph with findings, in points of its page: left, top, width, height."""

    left: float
    top: float
    width: float
    height: float
    tags: tuple[FindingMark, ...]
    beside: bool = False  # it is a paragraph, so the numbers of its findings stand behind it and not on its edge

    @property
    def severity(self) -> Severity | None:
        """The heaviest of its findings."""
        return heaviest(self.tags)

    def badge(self, index: int) -> float:
        """Where the number of its n-th finding begins: they stand side by side at the right end of its upper edge."""
        begin = self.left + self.width - (0 if self.beside else _BADGE * len(self.tags))
        return max(0.0, begin + _BADGE * index)


@dataclass(frozen=True, slots=True)
class RedactedLine:
    """A line of what a covered cell says, with its numbers hidden."""

    text: str
    # left, base: where its base line begins
    left: float
    base: float
    size: float  # of its letters
    room: float | None  # the width that it must not exceed; None where it does not


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page."""

    caption: str  # which one
    alt_text: str  # what is to be seen on it, for those who do not see it
    width: float  # in points
    height: float  # in points
    view: tuple[int, int, int, int]  # the part of it that is shown, without its margins: left, top, width, height
    image: str  # a PNG, in Base64
    areas: tuple[MarkedArea, ...]  # the cells that are marked
    redacted_lines: tuple[RedactedLine, ...]  # what stands in the cells that are covered

    @property
    def tags(self) -> frozenset[int]:
        """The numbers of the findings that are marked here."""
        return frozenset(tag.number for area in self.areas for tag in area.tags)


def marked_pages(
    read: Submission, findings: Iterable[tuple[int, Finding]], lang: Lang = "zh"
) -> tuple[MarkedPage, ...]:
    """The pages of a file on which findings stand that ask something of somebody.

    Args:
        read: the file; of one without pages, or that is gone or changed, there are none.
        findings: its findings with their numbers.
        lang: the language of the captions.
    """
    by_page = _by_page(findings)
    data = read.source_file.data() if read.source_file and by_page else None
    if data is None:
        return ()
    hidden, pages = redaction_of(read), sorted(by_page)[:_MOST_PAGES]
    try:
        images = list(formats.page_images(data, pages, hidden.cells_of, hidden.number_spans, hidden.safe_of))
    except IpformsError:  # It was read before; whatever is the matter now, the tables are there.
        return ()
    return tuple(_marked_page(number, image, by_page[number], hidden, lang) for number, image in images)


MarksByPlace = Mapping[Place, Sequence[FindingMark]]


def _by_page(findings: Iterable[tuple[int, Finding]]) -> dict[int, MarksByPlace]:
    """The marks of each page that has one which asks something, by the place of the cell."""
    found: dict[int, dict[Place, list[FindingMark]]] = defaultdict(lambda: defaultdict(list))
    for number, finding in findings:
        place = finding.place
        if place is not None and place.page is not None and place.box is not None:
            found[place.page][place].append(FindingMark(number, finding.severity))
    return {page: spots for page, spots in found.items() if any(map(_asks, spots.values()))}


def _asks(tags: Iterable[FindingMark]) -> bool:
    return any(tag.severity in COUNTED for tag in tags)


def _marked_page(number: int, drawn: "PageImage", marks: MarksByPlace, hidden: Redaction, lang: Lang) -> MarkedPage:
    marked = tuple(_area(place, place.box, tags) for place, tags in marks.items() if place.box is not None)
    encoded = base64.b64encode(drawn.png()).decode()
    caption = where(Place(page=number), lang)
    words = tuple(
        line
        for place, text in hidden.cells.items()
        if place.page == number and place.box is not None
        for line in _redacted_lines(masked_cell_text(text, personal=True), place.box)
    )
    return MarkedPage(
        caption, _alt_text(caption, marked, lang), drawn.width, drawn.height, _view(drawn), encoded, marked, words
    )


def _area(place: Place, box: "Rectangle", tags: Sequence[FindingMark]) -> MarkedArea:
    left, top, right, bottom = box
    return MarkedArea(left, top, right - left, bottom - top, tuple(tags), beside=place.table is None)


def _view(drawn: "PageImage") -> tuple[int, int, int, int]:
    """What is written on, and a little around it."""
    left, top, right, bottom = drawn.written()
    left, top = max(0.0, left - _MARGIN), max(0.0, top - _MARGIN)
    right, bottom = min(drawn.width, right + _MARGIN), min(drawn.height, bottom + _MARGIN)
    return round(left), round(top), round(right - left), round(bottom - top)


def _alt_text(caption: str, areas: Sequence[MarkedArea], lang: Lang) -> str:
    numbers = [str(tag.number) for area in areas for tag in area.tags]
    return report_text("page.picture", lang, page=caption, count=len(areas), numbers=numbers)


def _redacted_lines(text: str, box: "Rectangle") -> Iterator[RedactedLine]:
    """The lines of a cell, as large as fits."""
    left, top, right, bottom = box
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    if not lines:
        return
    size = max(_SMALLEST, min(_LARGEST, (bottom - top - 2) / (_LINE_HEIGHT * len(lines))))
    first = (top + bottom - _LINE_HEIGHT * size * len(lines)) / 2 + size
    for number, line in enumerate(lines[: int((bottom - top) / size)]):
        room = right - left - _SIDE_SPACE
        is_long = size * _ems(line) > room
        base = first + number * _LINE_HEIGHT * size
        yield RedactedLine(line, left + _SIDE_SPACE / 2, base, size, room if is_long else None)


def _ems(text: str) -> float:
    """About how wide a text is, in units of its size."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WF" else 0.6 for character in text)
