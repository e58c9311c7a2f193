"""Notes onto a PDF: around each cell a rectangle that opens, at the corner of the first page what has no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ipforms.formats.document_notes import DocumentNote, by_place, note_lines
from ipforms.messages import Severity
from ipforms.paths import Place

_COLOURS: Mapping[Severity, tuple[int, int, int]] = {  # those of the report's page
    Severity.ERROR: (163, 32, 26),
    Severity.WARNING: (122, 82, 0),
    Severity.ATTACHMENT: (11, 79, 158),
    Severity.HUMAN: (95, 53, 150),
}
_CORNER = Place(page=1, box=(18.0, 18.0, 42.0, 42.0))  # points: as large as the icon of a sticky note
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class PageComment:
    """A comment."""

    page: int  # on which page, from 1
    box: tuple[float, float, float, float]  # around what, as the page is shown: left, top, right, bottom in points
    text: str  # what it says
    colour: tuple[int, int, int]  # red, green and blue of its line, from 0 to 255


def comments(notes: Iterable[DocumentNote]) -> Iterator[PageComment]:
    """One comment a cell."""
    for place, each in by_place(notes, _is_on_a_page).items():
        at = place or _CORNER
        assert at.page is not None and at.box is not None, "see _is_on_a_page"
        heaviest = min((note.severity for note in each), key=_ORDER.index)
        text = "\r".join(bold + text for bold, text in note_lines(each, place))
        yield PageComment(at.page, at.box, text, _COLOURS[heaviest])


def _is_on_a_page(place: Place) -> bool:
    return place.page is not None and place.box is not None
