"""The lines of text of a flat page: what of it is shown to the recogniser, and what that has found put in its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ipforms.formats.pdf.layout_analysis.ruling_lines import frames, merged, with_open_sides
from ipforms.formats.pdf.layout_analysis.table_grid import grid_of
from ipforms.formats.pdf_page import BoundingBox, RulingLine
from ipforms.formats.scan.page_geometry import FLAT_DPI, POINT
from ipforms.formats.scan.raster import Mask
from ipforms.formats.scan.text_recogniser import ReadCharacter
from ipforms.formats.scan.text_segmentation import InkBox, line_boxes, usual_height
from ipforms.text.writing_systems import is_wide

_INSET = 1.0  # points from a side of a cell that are no text: what is left of the rule
_MARGIN = 0.14  # heights of a line around it: what the recogniser was trained with
# Of the size of its writing:
_WIDE, _NARROW, _LOW = 0.92, 0.72, 0.5  # how high the ink of a Chinese line is, that of figures, that of low letters
_LOW_LETTERS = frozenset("acemnorsuvwxz.")
_BEARING = 0.3  # what two characters have between their inks, though they touch
_BLANK, _BETWEEN_SCRIPTS = 0.2, 0.24  # a gap beyond; programs set Chinese and Western writing apart by a quarter
_FIGURES = frozenset("0123456789.,:%-/")  # which have one width: half of a Chinese character's
_BETWEEN_FIGURES = 0.38  # between the inks of two of them, of which either may be a dot; a blank more makes it 0.45
_DUST = 0.3  # of the size of writing: what is alone and no larger either way, a dot at most, is no line
_STROKE = 0.13  # of its height: what stands alone and is narrower is left of a rule; 1 has 0.36 at least
# Of the size of writing, the height of a dash, its width where it is two, and the room above or below it: what is
# longer or has less room is left of a rule or bar, or was drawn by a fax.
_DASH, _DASHES, _AT_SIDE = 0.15, 2.3, 0.35
_LOWEST = 1.5 * FLAT_DPI / 25.4  # pixels of a letter: 1.5 mm, as of 5 points
_HALF = 0.5  # what a full-width mark leaves free on one side
_SLENDER = 0.1  # what 1 leaves free on either side beyond what wider figures do
# Of the size of writing: room between two characters with one between that was not read; the largest mark, the lowest.
_UNREAD, _MARK, _MARK_LEAST = (0.7, 1.4), 0.5, 0.1
_HALF_INK = 0.55  # how far the ink of a character goes from its middle at most
STROKES = frozenset("1lI|丨/")
"""What a stroke alone is read as."""
_STRAIGHT = 0.85  # correlation of a / is 0.95, of a 1 0.3
_LEVEL = 0.15  # height to width of a dash of 12 points: 0.11; of 一 in a face with serifs 0.2
_GUESS = 0.5  # probability of what was not read
_FREE_BEHIND, _FREE_BEFORE = frozenset("，。、；：！）》」』】〉”’"), frozenset("（《「『【〈“‘")
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")  # nobody types a blank within brackets


@dataclass(frozen=True)
class LinePicture:
    """A line of text to be recognised, in pixels of the flat page."""

    box: InkBox  # around its ink
    picture: InkBox  # what is shown to the recogniser
    usual: float = 0.0  # how high most lines of the page are
    room: int = -1  # the number of its cell; -1 beside all tables

    @property
    def may_be_text(self) -> bool:
        """Whether a line in which nothing was read is as large as a letter, and no dust nor what is left of a rule."""
        height = self.box.bottom - self.box.top
        return height > _LOWEST and self.box.right - self.box.left > height / 2


def line_pictures(letters: Mask, across: Sequence[RulingLine], down: Sequence[RulingLine]) -> Iterator[LinePicture]:
    """The lines of each cell, those of the smallest table first, and then what stands beside all tables.

    Args:
        letters: the ink of text.
        across: ruling lines from left to right, in points.
        down: those from top to bottom.
    """
    rows = merged(across)
    grids = [grid for frame in frames(rows, with_open_sides(rows, merged(down))) if (grid := grid_of(frame))]
    grids.sort(key=lambda grid: grid.box.width * grid.box.height)
    rooms = [_room(square.box, letters) for grid in grids for square in grid.squares]
    left, whole = letters.copy(), InkBox(0, 0, letters.shape[1], letters.shape[0])
    usual = usual_height([_part(letters, room) for room in rooms] or [letters], FLAT_DPI)
    for number, room in enumerate([*rooms, whole]):
        for box in line_boxes(_part(left, room), usual):
            width, height = box.right - box.left, box.bottom - box.top
            spare = min(box.top, room.bottom - room.top - box.bottom)
            is_at_side = room is not whole and spare < _AT_SIDE * usual
            is_rest = height < _DASH * usual and (is_at_side or width > _DASHES * usual)
            is_dust = max(height, width) < _DUST * usual
            if is_rest or is_dust or width < _STROKE * height:
                continue
            moved = InkBox(box.left + room.left, box.top + room.top, box.right + room.left, box.bottom + room.top)
            yield LinePicture(moved, _around(moved, room, usual), usual, -1 if room is whole else number)
        _part(left, room)[:] = 0


def _room(box: BoundingBox, letters: Mask) -> InkBox:
    rows, columns = letters.shape
    left, top = (max(0, round((side + _INSET) * POINT)) for side in (box.left, box.top))
    right, bottom = round((box.right - _INSET) * POINT), round((box.bottom - _INSET) * POINT)
    return InkBox(left, top, min(max(right, left), columns), min(max(bottom, top), rows))


def _part(picture: Mask, room: InkBox) -> Mask:
    return picture[room.top : room.bottom, room.left : room.right]


def _around(box: InkBox, room: InkBox, usual: float) -> InkBox:
    """The picture of a line: as high as a line at least, so that a dash stays one."""
    height = max(box.bottom - box.top, round(_NARROW * usual))
    spare, side = (height - (box.bottom - box.top)) // 2 + round(_MARGIN * height), round(_MARGIN * height) + 1
    return InkBox(
        max(room.left, box.left - side),
        max(room.top, box.top - spare),
        min(room.right, box.right + side),
        min(room.bottom, box.bottom + spare),
    )


def with_unread_marks(line: LinePicture, found: Sequence[ReadCharacter], letters: Mask) -> list[ReadCharacter]:
    """Characters with 、 where two Chinese ones stand two apart, and something small between them that was not read.

    And a stroke alone that leans is the / of a cell with nothing to say, one that is level its dash.

    Args:
        line: where they stand.
        found: the characters.
        letters: the ink of the page.
    """
    height, start = line.picture.bottom - line.picture.top, line.picture.left - line.box.left
    size = (line.box.bottom - line.box.top) / _WIDE
    ink = _part(letters, line.box) > 0
    if len(found) == 1 and found[0].text in STROKES and _leans(ink):
        return [found[0]._replace(text="/", others=((found[0].text, _GUESS), *found[0].others))]
    if [each.text for each in found] == ["一"] and ink.shape[0] < _LEVEL * ink.shape[1]:
        return [found[0]._replace(text="—", others=(("一", _GUESS), *found[0].others))]
    made: list[ReadCharacter] = []
    for one, other in pairwise([*found, None]):
        made += [one] if one else []
        if one and other and all(is_wide(each.text) and each.text.isalnum() for each in (one, other)):
            middles = (start + one.middle * height, start + other.middle * height)
            left, right = round(middles[0] + _HALF_INK * size), round(middles[1] - _HALF_INK * size)
            if _UNREAD[0] * size < right - left < _UNREAD[1] * size and _is_mark(ink[:, left:right], size):
                others = (("", _GUESS), ("·", _GUESS))
                made.append(ReadCharacter("、", _GUESS, (one.middle + other.middle) / 2, others))
    return made


def _leans(ink: npt.NDArray[np.bool_]) -> bool:
    """Whether ink is one straight stroke to the right and up: a 1 stands upright, and has its flag on the left."""
    rows, columns = np.nonzero(ink)
    is_stroke = len(set(rows)) > 1 < len(set(columns))
    return is_stroke and float(np.corrcoef(rows, columns)[0, 1]) < -_STRAIGHT


def _is_mark(room: npt.NDArray[np.bool_], size: float) -> bool:
    """Whether something small stands in a room, and touches neither side of it."""
    rows, columns = np.flatnonzero(room.any(1)), np.flatnonzero(room.any(0))
    if not len(columns) or columns[0] == 0 or columns[-1] == room.shape[1] - 1:
        return False
    return bool(max(np.ptp(rows), np.ptp(columns)) < _MARK * size and np.ptp(rows) > _MARK_LEAST * size)


def placed_characters(
    line: LinePicture, found: Sequence[ReadCharacter], letters: Mask
) -> Iterator[tuple[str | None, BoundingBox]]:
    """Characters with the room, in points, that each takes in its line: up to the next, unless a gap is between both.

    A gap comes with no text.

    Args:
        line: where they stand.
        found: the characters.
        letters: the ink of the page.
    """
    if not found:
        return
    height, start = line.picture.bottom - line.picture.top, line.picture.left
    is_low = _LOW_LETTERS.issuperset(each.text for each in found)  # the end of an address, alone on a line
    share = _WIDE if any(is_wide(each.text) and each.text.isalnum() for each in found) else _LOW if is_low else _NARROW
    size = (line.box.bottom - line.box.top) / share
    middle = (line.box.top + line.box.bottom) / 2
    inked = np.asarray(letters[line.box.top : line.box.bottom].any(0))
    edges, blanks = [float(line.box.left)], set[int]()
    for one, other in pairwise(found):
        places = [_on_ink(each, inked, round(start + each.middle * height), size) for each in (one, other)]
        gap = _gap(inked, *places)
        are_figures = one.text in _FIGURES and other.text in _FIGURES and gap[1] - gap[0] < _BETWEEN_FIGURES * size
        if are_figures or one.text in _OPENING or other.text in _CLOSING:
            edges += [sum(gap) / 2] * 2  # however thin their ink is in the room that each has
            continue
        if not is_wide(one.text) and not is_wide(other.text):
            edges += gap  # what is a blank between words, the gaps of the whole line tell
            continue
        spare = _spare(one.text, other.text) * size / 2
        least = (_BLANK if is_wide(one.text) == is_wide(other.text) else _BETWEEN_SCRIPTS) * size
        is_closed = other.text in _FREE_BEHIND or one.text in _FREE_BEFORE  # where nobody types a blank
        is_gap = not is_closed and gap[1] - gap[0] - 2 * spare > least
        edges += (gap[0] + spare, gap[1] - spare) if is_gap else [sum(gap) / 2] * 2
        blanks |= {len(edges) // 2} if is_gap else set()
    edges.append(float(line.box.right))
    for number, each in enumerate(found):
        left, right = edges[2 * number], edges[2 * number + 1]
        if number in blanks:
            yield None, _box(edges[2 * number - 1], left, middle, size)
        yield each.text, _box(left, max(right, left + 1), middle, size)


def parted(
    line: LinePicture, found: Sequence[ReadCharacter], parts: Iterable[tuple[int, int]], letters: Mask
) -> Iterator[tuple[int, int, LinePicture]]:
    """Parts of a line, each from one of its characters to another; further ones where no bare column is between two.

    Args:
        line: where they stand.
        found: the characters.
        parts: from which character to which.
        letters: the ink of the page.
    """
    height, inked = line.picture.bottom - line.picture.top, np.asarray(letters[line.box.top : line.box.bottom].any(0))
    places = [round(line.picture.left + each.middle * height) for each in found]
    gaps = [_gap(inked, *pair) for pair in pairwise(places)]
    cuts = [round((start + end) / 2) if end > start else -1 for start, end in gaps]
    sides, done = [line.picture.left, *cuts, line.picture.right], 0
    for first, last in parts:
        if last > done:
            start = max(at for at in range(done, max(done, first) + 1) if sides[at] >= 0)
            done = next(at for at in range(last, len(sides)) if sides[at] >= 0)
            yield start, done, replace(line, picture=line.picture._replace(left=sides[start], right=sides[done]))


def _box(left: float, right: float, middle: float, size: float) -> BoundingBox:
    sides = (left, middle - size / 2, right, middle + size / 2)
    return BoundingBox(*(round(side / POINT, 2) for side in sides))


def _on_ink(character: ReadCharacter, inked: np.ndarray, middle: int, size: float) -> int:
    """Where the ink of a character is; of a dot the recogniser only tells the room in which it stands."""
    if character.text not in _FIGURES or inked[middle : middle + 1].any():
        return middle
    reach = max(1, round(size / 4))
    near = np.flatnonzero(inked[max(0, middle - reach) : middle + reach + 1]) + max(0, middle - reach)
    return int(near[np.abs(near - middle).argmin()]) if len(near) else middle


def _gap(inked: np.ndarray, start: int, end: int) -> tuple[float, float]:
    """The widest run of columns without ink between two places; their middle if there is none."""
    filled = np.flatnonzero(inked[start : end + 1])
    if len(filled) < 2:
        return (start + end) / 2, (start + end) / 2
    at = int(np.diff(filled).argmax())
    return float(start + filled[at] + 1), float(start + filled[at + 1])


def _spare(before: str, after: str) -> float:
    """How much room without ink two characters have between them that is no gap."""
    free = _HALF * ((before in _FREE_BEHIND) + (after in _FREE_BEFORE))
    return _BEARING + free + _SLENDER * ((before == "1") + (after == "1"))
