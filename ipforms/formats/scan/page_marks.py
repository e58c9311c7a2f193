"""What is seen on a page and is no text: seals with their names, stamps, signatures."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from ipforms.formats.pdf_page import BoundingBox, PagePicture, PdfPage
from ipforms.formats.scan.imprints import Imprint
from ipforms.formats.scan.page_geometry import FLAT_DPI, POINT
from ipforms.formats.scan.raster import Mask, Pixels
from ipforms.formats.scan.seal_text import seal_readings
from ipforms.formats.scan.signatures import signatures
from ipforms.formats.scan.text_recogniser import ReadCharacter, recogniser

_GAP = 1.55  # of the distance of most characters of an arc: one is missing between two that are further apart
_CERTAIN = 0.95  # probability of a character of an arc; what was wrong there had 0.6 to 0.92
_RULE = 6  # pixels of a ruling line with its grey edges


def page_marks(
    flat: Pixels, imprints: Sequence[Imprint], page: PdfPage, letters: Mask, by_hand: Sequence[BoundingBox]
) -> Iterator[PagePicture]:
    """The marks of a flat page.

    Args:
        flat: in its colours.
        imprints: its seals and stamps, in pixels.
        page: with the characters that were recognised on it.
        letters: its ink, without ruling lines and the ink of seals.
        by_hand: where characters are that were written by hand.
    """
    ruled = _ruled(page, letters)
    for each in imprints:
        readings = seal_readings(flat, FLAT_DPI, each, ruled, _read_arcs) if each.kind == "seal" else ()
        box = BoundingBox(*(round(side / POINT, 1) for side in each.box))
        yield PagePicture(each.kind, box, "", each.shape, each.colour, next(iter(readings), ""), readings)
    yield from signatures(flat, imprints, page, letters, by_hand, _read)


def _ruled(page: PdfPage, letters: Mask) -> Mask:
    """Where the ruling lines of a page are."""
    found = np.zeros(letters.shape, np.uint8)
    ends = [((rule.start, rule.at), (rule.end, rule.at)) for rule in page.across]
    ends += [((rule.at, rule.start), (rule.at, rule.end)) for rule in page.down]
    for first, last in ends:
        (x, y), (right, bottom) = ((round(side * POINT) for side in end) for end in (first, last))
        cv2.line(found, (x, y), (right, bottom), 255, _RULE)
    return found


def _read_arcs(lines: Sequence[Pixels]) -> list[tuple[str, float]]:
    """The same, with □ where there is room for a character that was not read; then with what doubtful ones may be."""
    read = recogniser().read(lines)
    found = [(_with_gaps(line), _of(line)[1]) for line in read]
    return [*found, *((_with_gaps(second), 0.0) for line in read if (second := _second(line)) != line)]


def _second(line: Sequence[ReadCharacter]) -> list[ReadCharacter]:
    """A line with the next likely character in the place of each doubtful one."""
    return [
        each._replace(text=each.others[0][0]) if each.others and each.probability < _CERTAIN else each for each in line
    ]


def _with_gaps(line: Sequence[ReadCharacter]) -> str:
    middles = np.array([each.middle for each in line])
    steps = np.diff(middles)
    wide = _GAP * float(np.median(steps)) if len(steps) else 0.0
    return "".join(each.text + ("□" if at < len(steps) and steps[at] > wide else "") for at, each in enumerate(line))


def _read(lines: Sequence[Pixels]) -> list[tuple[str, float]]:
    """Texts of lines, and how likely their characters are on the whole."""
    return [_of(line) for line in recogniser().read(lines)]


def _of(line: Sequence[ReadCharacter]) -> tuple[str, float]:
    chance = sum(each.probability for each in line) / len(line) if line else 0.0
    return "".join(each.text for each in line), chance
