"""What is seen on a page, upright and measured from its top left corner in points: all that PDFium is asked for.

The layout of a page is analysed from this alone, whether PDFium or the recogniser of scans has filled it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import cos, sin
from typing import Literal, NamedTuple

from ipforms.sheet import Doubt

PictureKind = Literal["picture", "seal", "stamp", "signature"]

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the top left corner of the page as a viewer shows it."""

Matrix = tuple[float, float, float, float, float, float]  # how a point is moved: a, b, c, d, e, f of ISO 32000-1, 8.3.3


class BoundingBox(NamedTuple):
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def around(boxes: Iterable[BoundingBox]) -> BoundingBox:
    """The rectangle around some."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return BoundingBox(min(lefts), min(tops), max(rights), max(bottoms))


class Character(NamedTuple):
    """A character, the room that it takes in its line, and its number in the order of the file."""

    text: str
    box: BoundingBox
    number: int = 0


class UnreadText(NamedTuple):
    """What is written on a page and was not taken for its text."""

    code: str  # why, as a code of the catalogue
    text: str  # what is written
    box: BoundingBox  # where
    is_drawn: bool = False  # whether a picture of the page may still show it
    context: Mapping[str, object] = {}  # what else there is to tell


class RulingLine(NamedTuple):
    """A ruling line: at one coordinate, from one to another."""

    at: float
    start: float
    end: float


class PagePicture(NamedTuple):
    """What is no text: a picture, or a stamp or an ink drawing laid over the page; see `ipforms.sheet.Mark`."""

    kind: PictureKind
    box: BoundingBox
    name: str = ""
    shape: str = ""
    colour: str = ""
    text: str = ""
    readings: tuple[str, ...] = ()


def picture_kind(box: BoundingBox) -> PictureKind:
    """What a picture may be, by its size in points: a seal is round and of 25–60 mm, a signature long and low."""
    long, short = max(box.width, box.height), min(box.width, box.height)
    if short / long > 0.85 and 70 <= long <= 170:
        return "seal"
    return "signature" if 1.5 < box.width / box.height < 8 and 15 <= box.height <= 90 else "picture"


class FieldValue(NamedTuple):
    """What was typed into a field of the form, or into a note laid over the page."""

    name: str  # the field's full name; none for a note
    text: str  # the value
    box: BoundingBox  # where it is shown
    shown: str = ""  # what a viewer draws there, without blanks, as far as the file says; "" if it says nothing
    is_list: bool = False  # whether it is a list, which shows what is not chosen too


class Checkbox(NamedTuple):
    """A box of a form that is ticked or blank."""

    name: str  # the field's full name
    word: str  # what its field says when it is ticked
    others: tuple[str, ...]  # what the field says when other boxes of it are
    box: BoundingBox  # where it is shown
    is_ticked: bool  # whether it is taken as ticked
    # what is shown and what the field holds, where these are not the same; told of one box of a field
    disputed: tuple[str, str] | None = None
    is_named: bool = False  # whether the word is one for people, and no name of a state


@dataclass
class PdfPage:
    """One page."""

    number: int  # from 1
    # width, height: in points
    width: float
    height: float
    shown: int = 0  # by how many quarter turns, clockwise, the file wants it shown from how it is read
    characters: list[Character] = field(default_factory=list)  # in the order of the file
    # across, down: ruling lines
    across: list[RulingLine] = field(default_factory=list)
    down: list[RulingLine] = field(default_factory=list)
    # small strokes that are neither across nor down, as a tick in a box
    scribbles: list[BoundingBox] = field(default_factory=list)
    slashes: list[Rectangle] = field(default_factory=list)  # longer slanting lines, from one point to another
    pictures: list[PagePicture] = field(default_factory=list)  # what is no text
    entries: list[FieldValue] = field(default_factory=list)  # fields and notes
    # typed notes and stamps of which only the drawing tells what is written in them
    overlays: list[BoundingBox] = field(default_factory=list)
    ticks: list[Checkbox] = field(default_factory=list)  # boxes of a form
    hidden: list[FieldValue] = field(default_factory=list)  # fields that no viewer shows, and that say something
    unread: list[UnreadText] = field(default_factory=list)  # what was not taken for text
    # characters that were recognised and may be others, with where they stand
    uncertain: list[tuple[BoundingBox, Doubt]] = field(default_factory=list)
    unmapped: int = 0  # characters that the file does not say the meaning of
    objects: int = 0  # how many things are drawn on it
    has_text_layer: bool = False  # whether its writing is what a program recognised in a scan
    is_recognised: bool = False  # whether its writing was recognised here
    lay: "PageRotation | None" = None  # how it lies in the file

    @property
    def area(self) -> float:
        """Of the page as it is shown."""
        scale = self.lay.scale if self.lay else 1.0
        return self.width * self.height * scale * scale

    def align_to(self, before: "PdfPage") -> None:
        """Bring the page to the scale of the one before; only pictures of pages are not printed in one."""

    def as_shown(self, box: BoundingBox) -> Rectangle:
        """A rectangle of the page as it is read, on the page as a viewer shows it.

        >>> PdfPage(1, 800, 600, shown=1).as_shown(BoundingBox(10, 20, 30, 40))
        (560.0, 10.0, 580.0, 30.0)
        """
        left, top, right, bottom = self.lay.turned(box, -self.lay.skew) if self.lay else box
        if self.shown == 1:
            left, top, right, bottom = self.height - bottom, left, self.height - top, right
        elif self.shown == 2:
            left, top, right, bottom = self.width - right, self.height - bottom, self.width - left, self.height - top
        elif self.shown == 3:
            left, top, right, bottom = top, self.width - right, bottom, self.width - left
        scale = self.lay.scale if self.lay else 1.0
        left, top, right, bottom = (round(side * scale, 1) for side in (left, top, right, bottom))
        return left, top, right, bottom


@dataclass(frozen=True, slots=True)
class PageRotation:
    """How a page lies: from PDF's coordinates, upwards and perhaps turned, to an upright page."""

    sheet: tuple[float, float, float, float]  # the page in PDF's coordinates: left, bottom, right, top
    quarters: int = 0  # by how many quarter turns, clockwise, it is to be turned to be read
    skew: float = 0.0  # by how much its lines still rise then, in radians, as those of a page laid askew on a scanner
    scale: float = 1.0  # how many points of the file are one here, where the page was enlarged or made smaller

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        left, bottom, right, top = self.sheet
        width, height = (right - left) / self.scale, (top - bottom) / self.scale
        return (height, width) if self.quarters % 2 else (width, height)

    @property
    def level(self) -> Matrix:
        """What makes the lines of a page level in the file, about its middle."""
        left, bottom, right, top = self.sheet
        x, y, c, s = (left + right) / 2, (bottom + top) / 2, cos(self.skew), sin(self.skew)
        return c, -s, s, c, x - c * x - s * y, y + s * x - c * y

    def box(self, left: float, bottom: float, right: float, top: float) -> BoundingBox:
        """A rectangle around something that lies as the page does, in the file and on the upright page.

        >>> PageRotation((0, 0, 600, 800)).box(10, 700, 110, 720)
        BoundingBox(left=10, top=80, right=110, bottom=100)
        >>> PageRotation((0, 0, 600, 800), 1).box(10, 700, 30, 720)
        BoundingBox(left=700, top=10, right=720, bottom=30)
        """
        box = self.upright(left, bottom, right, top)
        return self.turned(box, self.skew) if self.skew else box

    def turned(self, box: BoundingBox, angle: float) -> BoundingBox:
        """A rectangle whose middle is turned about that of the page; it gets or loses what a leaning one takes."""
        if not angle:
            return box
        x, y = self._turned(*box.centre, angle)
        both = (box.width, box.height), (box.height, box.width)
        c, s = cos(angle), abs(sin(angle))
        if angle == self.skew:
            wide, high = ((c * one - s * other) / (c * c - s * s) for one, other in both)
        else:
            wide, high = (c * one + s * other for one, other in both)
        wide, high = max(wide, 0.0) / 2, max(high, 0.0) / 2
        return BoundingBox(x - wide, y - high, x + wide, y + high)

    def _turned(self, x: float, y: float, angle: float) -> tuple[float, float]:
        middle_x, middle_y = (side / 2 for side in self.size)
        x, y, c, s = x - middle_x, y - middle_y, cos(angle), sin(angle)
        return middle_x + c * x - s * y, middle_y + s * x + c * y

    def upright(self, left: float, bottom: float, right: float, top: float) -> BoundingBox:
        """A rectangle of PDF that is level already, on the upright page."""
        west, south, east, north = self.sheet
        if self.scale != 1.0:
            sides = (west, south, east, north, left, bottom, right, top)
            west, south, east, north, left, bottom, right, top = (side / self.scale for side in sides)
        if self.quarters == 1:
            return BoundingBox(bottom - south, left - west, top - south, right - west)
        if self.quarters == 2:
            return BoundingBox(east - right, bottom - south, east - left, top - south)
        if self.quarters == 3:
            return BoundingBox(north - top, east - right, north - bottom, east - left)
        return BoundingBox(left - west, north - top, right - west, north - bottom)


def transformed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix moves a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
