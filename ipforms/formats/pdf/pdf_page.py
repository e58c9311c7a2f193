"""What is seen on a page, upright and measured from its top left corner in points: all that PDFium is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ipforms.formats.pdf.png_image import png_image

_WHITE_PIXEL = b"\xff"

PictureKind = Literal["picture", "seal", "signature"]

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the top left corner of the page as a viewer shows it."""


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


class RulingLine(NamedTuple):
    """A ruling line: at one coordinate, from one to another."""

    at: float
    start: float
    end: float


class PagePicture(NamedTuple):
    """What is no text: a picture, or a stamp or an ink drawing laid over the page."""

    kind: PictureKind
    box: BoundingBox
    name: str = ""


def picture_kind(box: BoundingBox) -> PictureKind:
    """What a picture may be, by its size in points: a seal is round and of 25–60 mm, a signature long and low."""
    long, short = max(box.width, box.height), min(box.width, box.height)
    if short / long > 0.85 and 70 <= long <= 170:
        return "seal"
    return "signature" if 1.5 < box.width / box.height < 8 and 15 <= box.height <= 90 else "picture"


class FieldValue(NamedTuple):
    """What was typed into a field of the form, or into a note laid over the page.

    Attributes:
        name: the field's full name; none for a note.
        text: the value.
        box: where it is shown.
        shown: what a viewer draws there, without blanks, as far as the file says; "" if it says nothing.
        is_list: whether it is a list, which shows what is not chosen too.
    """

    name: str
    text: str
    box: BoundingBox
    shown: str = ""
    is_list: bool = False


class Checkbox(NamedTuple):
    """A box of a form that is ticked or blank.

    Attributes:
        name: the field's full name.
        word: what its field says when it is ticked.
        others: what the field says when other boxes of it are.
        box: where it is shown.
        is_ticked: whether it is taken as ticked.
        disputed: what is shown and what the field holds, where these are not the same; told of one box of a field.
    """

    name: str
    word: str
    others: tuple[str, ...]
    box: BoundingBox
    is_ticked: bool
    disputed: tuple[str, str] | None = None


@dataclass
class PdfPage:
    """One page.

    Attributes:
        number: from 1.
        width, height: in points.
        shown: by how many quarter turns, clockwise, the file wants it shown from how it is read.
        characters: in the order of the file.
        across, down: ruling lines.
        scribbles: small strokes that are neither across nor down, as a tick in a box.
        pictures: what is no text.
        entries: fields and notes.
        ticks: boxes of a form.
        hidden: fields that no viewer shows, and that say something.
        struck: characters with a line through them.
        unmapped: characters that the file does not say the meaning of.
        objects: how many things are drawn on it.
    """

    number: int
    width: float
    height: float
    shown: int = 0
    characters: list[Character] = field(default_factory=list)
    across: list[RulingLine] = field(default_factory=list)
    down: list[RulingLine] = field(default_factory=list)
    scribbles: list[BoundingBox] = field(default_factory=list)
    pictures: list[PagePicture] = field(default_factory=list)
    entries: list[FieldValue] = field(default_factory=list)
    ticks: list[Checkbox] = field(default_factory=list)
    hidden: list[FieldValue] = field(default_factory=list)
    struck: list[Character] = field(default_factory=list)
    unmapped: int = 0
    objects: int = 0

    def as_shown(self, box: BoundingBox) -> Rectangle:
        """A rectangle of the page as it is read, on the page as a viewer shows it.

        >>> PdfPage(1, 800, 600, shown=1).as_shown(BoundingBox(10, 20, 30, 40))
        (560, 10, 580, 30)
        """
        left, top, right, bottom = box
        if self.shown == 1:
            left, top, right, bottom = self.height - bottom, left, self.height - top, right
        elif self.shown == 2:
            left, top, right, bottom = self.width - right, self.height - bottom, self.width - left, self.height - top
        elif self.shown == 3:
            left, top, right, bottom = top, self.width - right, bottom, self.width - left
        return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


@dataclass(frozen=True, slots=True)
class PageRotation:
    """How a page lies: from PDF's coordinates, upwards and perhaps turned, to an upright page.

    Attributes:
        sheet: the page in PDF's coordinates: left, bottom, right, top.
        quarters: by how many quarter turns, clockwise, it is to be turned to be read.
    """

    sheet: tuple[float, float, float, float]
    quarters: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        left, bottom, right, top = self.sheet
        width, height = right - left, top - bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> BoundingBox:
        """A rectangle of PDF on the upright page.

        >>> PageRotation((0, 0, 600, 800)).box(10, 700, 110, 720)
        BoundingBox(left=10, top=80, right=110, bottom=100)
        >>> PageRotation((0, 0, 600, 800), 1).box(10, 700, 30, 720)
        BoundingBox(left=700, top=10, right=720, bottom=30)
        """
        west, south, east, north = self.sheet
        if self.quarters == 1:
            return BoundingBox(bottom - south, left - west, top - south, right - west)
        if self.quarters == 2:
            return BoundingBox(east - right, bottom - south, east - left, top - south)
        if self.quarters == 3:
            return BoundingBox(north - top, east - right, north - bottom, east - left)
        return BoundingBox(left - west, north - top, right - west, north - bottom)


class PageImage(NamedTuple):
    """A page as a picture.

    Attributes:
        width, height: of the page, in points.
        columns, rows: of pixels.
        pixels: rows of bytes, from 0 for black to 255 for white.
    """

    width: float
    height: float
    columns: int
    rows: int
    pixels: bytes

    def png(self) -> bytes:
        """The picture as a PNG file of sixteen shades of grey."""
        return png_image(self.columns, self.rows, self.pixels)

    def written(self) -> Rectangle:
        """The part of the page on which there is anything, in points; all of it if there is nothing."""
        lines = [self.pixels[row * self.columns : (row + 1) * self.columns] for row in range(self.rows)]
        inked = [row for row, line in enumerate(lines) if line.strip(_WHITE_PIXEL)]
        if not inked:
            return 0.0, 0.0, self.width, self.height
        left = min(self.columns - len(lines[row].lstrip(_WHITE_PIXEL)) for row in inked)
        right = max(len(lines[row].rstrip(_WHITE_PIXEL)) for row in inked)
        across, down = self.width / self.columns, self.height / self.rows
        return left * across, inked[0] * down, right * across, (inked[-1] + 1) * down
