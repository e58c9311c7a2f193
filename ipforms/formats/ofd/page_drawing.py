"""The graphic units of a page → the content of a page of PDF (GB/T 33190-2016, 8 to 13).

What can be seen is judged where it is judged for PDF: here everything is drawn as the file has it, in its order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ipforms.containers.safe_xml import Element
from ipforms.errors import exceeded
from ipforms.formats.ofd.drawn_glyphs import DrawnGlyphs, GlyphMeanings, drawn_glyph
from ipforms.formats.ofd.ofd_document import DrawingStyle, OfdResources, own_style
from ipforms.formats.ofd.ofd_pictures import OfdPictures
from ipforms.formats.ofd.ofd_values import IDENTITY, box, colour, is_on, number, numbers, operands
from ipforms.formats.ofd.text_positions import PlacedText, Point, positions
from ipforms.formats.pdf.pdf_limits import PdfLimits

_LIMITS = PdfLimits()
_LINE_WIDTH = 0.353  # millimetres, where nothing is said (GB/T 33190-2016, table 20)
_FILLS, _STROKES = {1: b"g", 3: b"rg", 4: b"k"}, {1: b"G", 3: b"RG", 4: b"K"}
_GROUPS = ("PageBlock", "Layer", "Content")
_PAINT = {(True, False): b"f", (False, True): b"S", (True, True): b"B"}
_TEXT_MODES = {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}
_INVISIBLE = 3  # the text rendering mode without ink (ISO 32000-1, table 106)
_SEEN_THROUGH = 0.99  # opacity: to be seen as it is, and to hide nothing
_FAR = 5.0  # font sizes: what is further away is no part of the same piece of a line
_AROUND = 2.0  # font sizes that writing may stand out of the box which its object claims


class _Around(NamedTuple):
    """What an object stands in: its style, how deep, opacity, and whether it is shown."""

    style: DrawingStyle
    depth: int = 0
    opacity: float = 1.0
    is_visible: bool = True


class PageDrawing:
    """Draws the pages of one document.

    Attributes:
        opacities: those that are used, in hundredths.
    """

    def __init__(
        self, name: str, resources: OfdResources, glyphs: DrawnGlyphs, pictures: OfdPictures, meanings: GlyphMeanings
    ) -> None:
        self._name, self._resources, self._glyphs, self._pictures = name, resources, glyphs, pictures
        self._meanings = meanings
        self.opacities: set[int] = set()
        self._objects = self._bytes = self._characters = 0

    def content(self, groups: Iterable[Element]) -> bytes:
        """Layers or blocks, as operators in millimetres, y downwards.

        Raises:
            LimitExceeded: there is too much to draw.
        """
        pieces: list[bytes] = []
        for piece in (piece for group in groups for piece in self._group(group, _Around(DrawingStyle()))):
            self._bytes += len(piece)
            if self._bytes > _LIMITS.total_bytes:
                raise exceeded(self._name, "inflated", _LIMITS.total_bytes)
            pieces.append(piece)
        return b"\n".join(pieces)

    def _group(self, group: Element, around: _Around) -> Iterator[bytes]:
        style = self._resources.style(group.get("DrawParam")).over(around.style)
        around = around._replace(style=style, depth=around.depth + 1)
        for each in group:
            self._objects += 1
            if self._objects > _LIMITS.objects:
                raise exceeded(self._name, "pdf_objects", _LIMITS.objects)
            if each.tag in _GROUPS:
                yield from self._group(each, around)
            elif each.tag.endswith("Object"):
                yield from self._object(each, around)

    def _object(self, unit: Element, around: _Around) -> Iterator[bytes]:
        style = own_style(unit).over(self._resources.style(unit.get("DrawParam"))).over(around.style)
        opacity = around.opacity * min(max(number(unit.get("Alpha"), 255) / 255, 0.0), 1.0)
        shown = around.is_visible and is_on(unit.get("Visible"), default=True)
        inner = _Around(style, around.depth, opacity, shown)
        left, top, _, _ = box(unit.get("Boundary"))
        yield b"q 1 0 0 1 " + operands((left, top)) + b" cm"
        yield from self._clips(unit)
        if matrix := numbers(unit.get("CTM"), 6):
            yield operands(matrix) + b" cm"
        if unit.tag == "TextObject":
            yield from self._text(unit, inner)
        elif unit.tag == "PathObject" and shown:
            yield from self._path(unit, inner)
        elif unit.tag == "ImageObject" and shown:
            yield from self._image(unit, inner)
        elif unit.tag == "CompositeObject" and around.depth < _LIMITS.depth:
            drawing = self._resources.drawings.get(unit.get("ResourceID", ""))
            yield from self._group(drawing, inner) if drawing is not None else ()
        yield b"Q"

    def _clips(self, unit: Element) -> Iterator[bytes]:
        """What an object is cut to. One of several areas is as good as none: what is in the others is seen too."""
        for clip in unit.iterfind("Clips/Clip"):
            areas = clip.findall("Area")
            path = areas[0].find("Path") if len(areas) == 1 else None
            data = list(path_operators(path.findtext("AbbreviatedData") or "")) if path is not None else []
            if path is None or not data:
                continue
            left, top, _, _ = box(path.get("Boundary"))
            matrix = numbers(path.get("CTM"), 6) or numbers(areas[0].get("CTM"), 6) or IDENTITY
            a, b, c, d, e, f = matrix
            # A clip stays when its matrix is taken back, and only one that can be is of use.
            size = a * d - b * c
            if abs(size) > 1e-9:
                back = (d, -b, -c, a, c * (f + top) - d * (e + left), b * (e + left) - a * (f + top))
                yield operands((a, b, c, d, e + left, f + top)) + b" cm " + b" ".join(data) + b" W n"
                yield operands(tuple(value / size for value in back)) + b" cm"

    def _colours(self, style: DrawingStyle, opacity: float, *, fills: bool, strokes: bool) -> Iterator[bytes]:
        parts, share = colour(style.fill)
        if fills:
            yield operands(parts) + b" " + _FILLS[len(parts)]
        if strokes:
            parts, stroke_share = colour(style.stroke)
            share = share if fills else stroke_share
            yield operands(parts) + b" " + _STROKES[len(parts)]
        hundredths = round(share * opacity * 100)
        if hundredths < 100:
            self.opacities.add(hundredths)
            yield b"/A%d gs" % hundredths

    def _path(self, path: Element, around: _Around) -> Iterator[bytes]:
        fills, strokes = is_on(path.get("Fill"), default=False), is_on(path.get("Stroke"), default=True)
        if fills or strokes:
            width = number(around.style.width, _LINE_WIDTH)
            yield from self._colours(around.style, around.opacity, fills=fills, strokes=strokes)
            yield operands((width,)) + b" w"
            yield from path_operators(path.findtext("AbbreviatedData") or "")
            yield _PAINT[fills, strokes] + (b"*" if fills and path.get("Rule") == "Even-Odd" else b"")

    def _image(self, image: Element, around: _Around) -> Iterator[bytes]:
        picture = self._pictures.name(self._resources.files.get(image.get("ResourceID", ""), ""))
        # What a mask lets through is not known here; all the less it counts as hiding what is under it.
        opacity = around.opacity * (_SEEN_THROUGH if image.get("ImageMask") else 1.0)
        yield from self._colours(DrawingStyle(), opacity, fills=True, strokes=False)
        yield b"1 0 0 -1 0 1 cm /" + picture + b" Do"

    def _text(self, text: Element, around: _Around) -> Iterator[bytes]:
        size = number(text.get("Size") or text.get("size")) or 1.0  # a converter writes it small
        fills, strokes = is_on(text.get("Fill"), default=True), is_on(text.get("Stroke"), default=False)
        mode = _TEXT_MODES[fills, strokes] if around.is_visible else _INVISIBLE
        yield from self._colours(around.style, around.opacity, fills=fills, strokes=strokes)
        pieces = list(self._codes(text, size))
        _, _, width, height = box(text.get("Boundary"))
        if width > 0 and height > 0 and not numbers(text.get("CTM"), 6) and pieces:
            spare = _AROUND * size
            yield operands((-spare, -spare, width + 2 * spare, height + 2 * spare)) + b" re W n"
        yield b"BT %d Tr" % mode
        yield from pieces
        yield b"ET"

    def _codes(self, text: Element, size: float) -> Iterator[bytes]:
        """The characters of a text object, each at its place."""
        wide = size * (number(text.get("HScale"), 1.0) or 1.0)
        turn, lean = number(text.get("ReadDirection")), int(number(text.get("CharDirection"))) // 90 % 4
        start: Point = (0.0, 0.0)
        transforms: list[Element] = []
        placed: list[PlacedText] = []
        for child in text:
            if child.tag == "CGTransform":
                transforms.append(child)
            elif child.tag == "TextCode":
                start = (number(child.get("X"), start[0]), number(child.get("Y"), start[1]))
                self._take_characters(len(child.text or ""))
                font = self._resources.files.get(text.get("Font", ""), "")
                child.text = self._meanings.text(child.text or "", font, transforms)
                placed += positions(child, transforms, start, wide, turn)
                transforms = []
        if not placed:
            return
        rooms = [
            (after.x - each.x) / wide if after.y == each.y and not lean else None for each, after in pairwise(placed)
        ]
        shares = self._glyphs.shares(text.get("Font", ""), [each.text for each in placed], [*rooms, None])
        yield from self._shown(placed, shares, size, (wide / size, lean))

    def _take_characters(self, count: int) -> None:
        self._characters += count
        if self._characters > _LIMITS.characters:
            raise exceeded(self._name, "pdf_characters", _LIMITS.characters)

    def _shown(
        self, placed: Sequence[PlacedText], shares: Iterable[float], size: float, look: tuple[float, int]
    ) -> Iterator[bytes]:
        """Characters as lines: what stands side by side is shown at once.

        Args:
            placed: the characters.
            shares: how wide each is drawn, of its glyph.
            size: of the writing.
            look: how stretched, and how many quarter turns clockwise.
        """
        stretch, lean = look
        c, s = ((1, 0), (0, 1), (-1, 0), (0, -1))[lean]
        shown: list[bytes] = []
        before, is_near = ("", 0.0), False
        for (unit, x, y), share, after in zip(placed, shares, [*placed[1:], None], strict=True):
            face = (drawn_glyph(unit).resource, stretch * share)
            if shown and not (is_near and face == before):
                yield b"[" + b"".join(shown) + b"]TJ"
                shown = []
            across = face[1]
            if not shown:
                place = operands((across * c, across * s, s, -c, x, y))
                yield b"/%s %s Tf %s Tm" % (face[0].encode(), operands((size,)), place)
            room = (after.x - x) / (across * size) if after and after.y == y and not lean else None
            code, width = self._glyphs.code(unit, room)
            is_near, before = room is not None and 0 <= room < _FAR, face
            shown.append(
                b"<%04X>" % code + (b"%.1f" % ((width - room) * 1000) if room is not None and is_near else b"")
            )
        if shown:
            yield b"[" + b"".join(shown) + b"]TJ"


_TOKEN = re.compile(r"[A-Za-z]|[-+.\d][-+.\deE]*")
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_SAME = {"c": "C", "Z": "C", "z": "C"}  # as SVG has it


def path_operators(data: str) -> Iterator[bytes]:
    """The operators; what is no command of OFD ends the path, as it does for viewers.

    An arc is drawn as a curve towards its end: it is no ruling line, and where it ends the path goes on.

    >>> b" ".join(path_operators("M 0 0 L 10 0 Q 10 5 5 5 C"))
    b'0 0 m 10 0 l 10 3.33333 8.33333 5 5 5 c h'
    >>> list(path_operators("M 0 0 L 1"))
    [b'0 0 m']
    """
    tokens = _TOKEN.findall(data)
    at, x, y = 0, 0.0, 0.0
    while at < len(tokens):
        command = _SAME.get(tokens[at], tokens[at])
        count = _OPERANDS.get(command)
        values = tuple(map(number, tokens[at + 1 : at + 1 + (count or 0)]))
        if count is None or len(values) < count:
            return
        if command == "C":
            yield b"h"
        elif command in "SM":
            yield operands(values) + b" m"
        elif command == "L":
            yield operands(values) + b" l"
        else:
            yield operands(_curve(command, x, y, values)) + b" c"
        if values:
            x, y = values[-2:]
        at += 1 + count


def _curve(command: str, x: float, y: float, values: tuple[float, ...]) -> tuple[float, ...]:
    """Both control points and the end of a cubic curve."""
    if command == "B":
        return values
    end_x, end_y = values[-2:]
    if command == "A":
        return x, y, end_x, end_y, end_x, end_y
    # A quadratic curve as a cubic one: two thirds of the way to its control point, from either end.
    mid_x, mid_y = values[:2]
    return (x + 2 * mid_x) / 3, (y + 2 * mid_y) / 3, (end_x + 2 * mid_x) / 3, (end_y + 2 * mid_y) / 3, end_x, end_y
