"""What of the text of a page was written by hand: it looks neither like type nor like the same character elsewhere.

The print of a page repeats: a character of it looks like the same one in other lines, or like our own faces. What a
hand writes looks like neither, and its characters differ in height and leave their line. Both must be so: print in
another face is unlike, but level, or at one pitch; print that a photo bends is uneven, but alike. Of coloured ink less
is asked. A neat hand may look like type and stand level, but it is larger than the print of a page, and thicker.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.pdf_page import BoundingBox
from ipforms.formats.scan.page_geometry import POINT
from ipforms.formats.scan.raster import Mask, Pixels
from ipforms.formats.scan.reading_agreement import CONTEXT
from ipforms.formats.scan.text_segmentation import InkBox
from ipforms.formats.scan.typed_pitch import at_one_pitch
from ipforms.sheet import Doubt
from ipforms.text.writing_systems import is_chinese

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_SIDE, _BLUR = 24, 1.2  # pixels of a shape, and by how much it is blurred: strokes of another weight still overlap
_FACES, _SIZE = ("song.ttf", "hei.ttf"), 40  # of ours, and pixels of their characters
_ALIKE = 1.25  # ratio of the heights of characters that are compared
_THIN = 0.4  # of its longer side: 一 and 1 are alike whoever writes them
_LEVEL = 0.06  # heights by which print is uneven at most
# Chinese that is no larger nor thicker than print, and so level, is print, however unlike what copies blot: 81 of 82.
_AS_LARGE, _AS_LEVEL = 0.15, 0.08
# Likeness, from 0 to 1, below which uneven writing is by hand: of 2,594 pieces of print 1.3 %, of 50 of handwriting 45.
_UNLIKE = 0.42
_UNEVEN, _MOST_UNEVEN = 2.0, 0.2  # by how much unevenness raises that, and the most of it that counts
_JUMBLED, _UNLIKE_JUMBLED = 0.45, 0.65  # heights beyond which places are wrong, as on underlined print in a photo
# Unlikeness and by how much it is larger and thicker (logarithms): 96 of 100 pieces by hand have more, 3 of 2,400 not.
_STANDS_OUT, _MOST_LARGER = 0.95, 0.7
# The same, from which on writing is no sure print: 10 of 762 printed values have it. What is print to a hair is that.
_NO_SURE_PRINT, _PRINT_ALL_OVER = 0.42, 0.96
_OTHER_FACE = 0.6  # likeness of print at one pitch in another face, as 楷体, at least; what a hand wrote so has 0.35
_UNLIKE_PRINT, _NO_SURE_UNLIKE = 0.88, 0.3  # likeness below which less is enough: most writing by hand is
_UNKNOWN = 0.17  # unlikeness of 1 and 一, which are alike whoever writes them: printed ones are larger by 0.24 at most
_OTHER_HAND = 1.9  # ratio of sizes of characters that stand side by side: a hand went on where print ended
_PRINT, _PRINT_UNEVEN = 0.8, 0.12  # likeness and unevenness of what print is measured by, and …
_FEWEST_PRINTED = 6  # … so many characters of it at least
_FIGURE = 0.78  # of the height of a Chinese character
_LEAST_USUAL = 0.7  # likeness of most print of a page, where its places are right
_COLOURED = 0.15  # absorbance of red light beyond that of blue, or of green beyond red: ink of a pen; print has 0.05
_PEN = 0.35  # by how much coloured ink raises that

Shape = npt.NDArray[np.float32]  # of a character: the pixels of its ink, of mean 0 and length 1


class InkedCharacter(NamedTuple):
    """The ink of a character."""

    text: str
    box: InkBox
    shape: Shape
    thickness: float  # of its strokes, in pixels


class WritingPiece(NamedTuple):
    """Characters of a line that one hand or one typewriter made: its figures, or its Chinese, up to a gap."""

    line: int
    start: int  # the first of them among what stands in the line
    end: int  # beyond the last of them
    glyphs: Sequence[InkedCharacter]
    is_coloured: bool  # whether its ink is
    is_even: bool  # whether they stand at one pitch


LineCharacters = Sequence[tuple[str | None, BoundingBox]]
"""What stands in a line, with places in points; None for gaps."""


def handwriting(
    lines: Sequence[LineCharacters], flat: Pixels, clean: Pixels, letters: Mask
) -> Iterator[tuple[BoundingBox, Doubt]]:
    """The doubts about what was written by hand: such readings are guesses."""
    pieces = [each for number, line in enumerate(lines) for each in _pieces(number, line, clean, letters, flat)]
    shapes = _shapes(pieces)
    likenesses = [_likeness(each, shapes) for each in pieces]
    usual = max(_LEAST_USUAL, float(np.median([each for each in likenesses if each is not None] or [1.0])))
    relative = [None if each is None else each / usual for each in likenesses]
    sizes = [
        [
            _logarithms(each)
            for each, likeness in zip(pieces, relative, strict=True)
            if _is_print(each, likeness, is_kind)
        ]
        for is_kind in _KINDS
    ]
    for piece, likeness in zip(pieces, relative, strict=True):
        if code := _code(piece, likeness, _larger(piece, sizes)):
            line, start, end = lines[piece.line], piece.start, piece.end
            before, read, after = (
                "".join(text or "" for text, _ in part).replace(" ", "")
                for part in (line[max(0, start - CONTEXT) : start], line[start:end], line[end : end + CONTEXT])
            )
            yield line[start][1], Doubt(code, before, read, after, ())


def _code(piece: WritingPiece, likeness: float | None, larger: float) -> str:
    """What is to be told of a piece; "" if it is print."""
    if piece.is_even and (likeness or 0.0) > _OTHER_FACE and larger < _NO_SURE_UNLIKE:
        return ""
    if likeness is not None and (_is_by_hand(piece, likeness) or 1 - likeness + larger > _STANDS_OUT):
        return "reading.handwriting"
    if is_chinese(piece.glyphs[0].text) and larger < _AS_LARGE and _unevenness(piece.glyphs) < _AS_LEVEL:
        return ""
    unlike = _UNKNOWN if likeness is None else 1 - likeness
    most = _NO_SURE_UNLIKE if likeness is not None and likeness < _UNLIKE_PRINT else _NO_SURE_PRINT
    return "reading.maybe_handwriting" if 1 - unlike < _PRINT_ALL_OVER and unlike + larger > most else ""


def _pieces(number: int, line: LineCharacters, clean: Pixels, letters: Mask, flat: Pixels) -> Iterator[WritingPiece]:
    ends = [at for at, (text, _) in enumerate(line) if text is None or text in " ：:（("]
    for start, end in zip([0, *(at + 1 for at in ends)], [*ends, len(line)], strict=True):
        for is_kind in _KINDS:
            own = [at for at in range(start, end) if is_kind(line[at][0] or "")]
            found = [(at, each) for at in own if (each := _glyph(*line[at], clean, letters))]
            for part in _of_one_hand(found):
                places, glyphs = zip(*part, strict=True)
                is_even = is_kind is is_chinese and at_one_pitch(places, [each.box for each in glyphs])
                is_coloured = _is_coloured(glyphs, flat, letters)
                yield WritingPiece(number, places[0], places[-1] + 1, glyphs, is_coloured, is_even)


def _of_one_hand(found: Sequence[tuple[int, InkedCharacter]]) -> Iterator[Sequence[tuple[int, InkedCharacter]]]:
    """Characters with their places, parted where they become much larger or smaller."""
    sizes = np.log([_size(each) for _, each in found])
    ends = np.flatnonzero(np.abs(np.diff(sizes)) > np.log(_OTHER_HAND)) + 1
    for start, end in pairwise([0, *ends.tolist(), len(found)] if found else ()):
        yield found[start:end]


def _size(glyph: InkedCharacter) -> int:  # 一, which is flat, is as wide as others are high
    return max(glyph.box.bottom - glyph.box.top, glyph.box.right - glyph.box.left)


def _is_coloured(glyphs: Sequence[InkedCharacter], flat: Pixels, letters: Mask) -> bool:
    boxes = np.array([each.box for each in glyphs])
    (left, top), (right, bottom) = boxes[:, :2].min(0), boxes[:, 2:].max(0)
    part, inked = flat[top:bottom, left:right], letters[top:bottom, left:right] > 0
    if inked.all():
        return False
    paper, own = (np.log(part[where].mean(0) + 1.0) for where in (~inked, inked))
    red, green, blue = paper - own
    return bool(max(red - blue, green - red) > _COLOURED)


def _is_figure(text: str) -> bool:
    """Whether a character is as high as the others of its kind: small letters are not."""
    return text.isascii() and (text.isdigit() or text.isupper())


_KINDS: tuple[Callable[[str], bool], ...] = (_is_figure, is_chinese)
"""What is compared with its like."""


def _glyph(text: str | None, box: BoundingBox, clean: Pixels, letters: Mask) -> InkedCharacter | None:
    left, right = round(box.left * POINT), round(box.right * POINT)
    spare = (box.bottom - box.top) / 4
    top, bottom = max(0, round((box.top - spare) * POINT)), round((box.bottom + spare) * POINT)
    inked = letters[top:bottom, left:right] > 0
    rows = _own_rows(np.flatnonzero(inked.any(1)), round(box.top * POINT) - top, round(box.bottom * POINT) - top)
    columns = np.flatnonzero(inked[rows].any(0))
    if not len(columns) or not text:
        return None
    part = InkBox(left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)
    where = slice(part.top, part.bottom), slice(part.left, part.right)
    return InkedCharacter(text, part, _shape(clean[where]), _thickness(letters[where]))


def _thickness(ink: Mask) -> float:
    """How thick strokes are: twice their area by the length of their edge."""
    edged = cv2.copyMakeBorder(ink, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    inner = cv2.countNonZero(cv2.erode(edged, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))))
    area = cv2.countNonZero(edged)
    return 2 * area / max(area - inner, 1)


def _own_rows(rows: np.ndarray, top: int, bottom: int) -> np.ndarray:
    """The rows of ink of a character, without those of the lines above and below that reach into its room."""
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    own = [run for run in runs if len(run) and top <= (run[0] + run[-1]) / 2 < bottom]
    return np.concatenate(own) if own else rows[:0]


def _shape(picture: Pixels) -> Shape:
    small = cv2.resize(255 - picture, (_SIDE, _SIDE), None, 0, 0, cv2.INTER_AREA).astype(np.float32)
    blurred = cv2.GaussianBlur(small, (0, 0), _BLUR).ravel()
    level = blurred - blurred.mean()
    return np.asarray(level / (np.linalg.norm(level) + 1e-6), np.float32)


_Shapes = dict[str, list[tuple[int, int, Shape]]]
"""By character: the line, the height and the shape of each."""


def _shapes(pieces: Iterable[WritingPiece]) -> _Shapes:
    found: _Shapes = defaultdict(list)
    for piece in pieces:
        for each in piece.glyphs:
            found[each.text].append((piece.line, each.box.bottom - each.box.top, each.shape))
    return found


def _likeness(piece: WritingPiece, shapes: _Shapes) -> float | None:
    """How alike the characters of a piece are to print; None if none of them says anything."""
    known = [each for glyph in piece.glyphs if (each := _glyph_likeness(glyph, piece.line, shapes)) is not None]
    return sum(known) / len(known) if known else None


def _logarithms(piece: WritingPiece) -> np.ndarray:
    """Of the height and the thickness of each character, in a row with the line in which it stands."""
    return np.array([(piece.line, np.log(_size(each)), np.log(each.thickness)) for each in piece.glyphs])


def _is_print(piece: WritingPiece, likeness: float | None, is_kind: Callable[[str], bool]) -> bool:
    return is_kind(piece.glyphs[0].text) and (likeness or 0.0) > _PRINT and _unevenness(piece.glyphs) < _PRINT_UNEVEN


def _larger(piece: WritingPiece, printed: Sequence[Sequence[np.ndarray]]) -> float:
    """How much larger, and thicker, writing is than what is printed in other lines (logarithms); figures also smaller.

    Figures are measured by Chinese print as well: where all are by hand, a neat hand would be measured by itself.
    """
    found = 0.0
    for kind, as_high in ((0, 1.0), (1, _FIGURE)) if (is_figure := _is_figure(piece.glyphs[0].text)) else ((1, 1.0),):
        others = [each for each in printed[kind] if each[0, 0] != piece.line]
        if sum(map(len, others)) >= _FEWEST_PRINTED:
            _, height, thickness = np.median(_logarithms(piece), axis=0) - np.median(np.concatenate(others), axis=0)
            size = float(height - np.log(as_high))
            found = max(found, min(max(size, -size * is_figure), _MOST_LARGER) + max(thickness, 0.0))
    return found + _PEN * piece.is_coloured


def _is_by_hand(piece: WritingPiece, likeness: float) -> bool:
    uneven = _unevenness(piece.glyphs)
    least = _UNLIKE_JUMBLED if uneven > _JUMBLED else _UNLIKE + _UNEVEN * min(uneven, _MOST_UNEVEN)
    return uneven > _LEVEL and likeness < least + _PEN * piece.is_coloured


def _glyph_likeness(glyph: InkedCharacter, line: int, shapes: _Shapes) -> float | None:
    """How alike a character is to the same in our faces, or in two other lines; None if that says nothing."""
    width, height = glyph.box.right - glyph.box.left, glyph.box.bottom - glyph.box.top
    if min(width, height) < _THIN * max(width, height):
        return None
    by_line: dict[int, float] = {}
    for number, high, shape in shapes[glyph.text]:
        if number != line and 1 / _ALIKE < high / height < _ALIKE:
            by_line[number] = max(by_line.get(number, 0.0), float(glyph.shape @ shape))
    typed = [float(glyph.shape @ each) for each in _typed(glyph.text)]
    return max([*typed, *sorted(by_line.values())[:-1]], default=None)


def _unevenness(glyphs: Sequence[InkedCharacter]) -> float:
    """How far characters are from being of one height on one line, in heights."""
    own = [each for each in glyphs if each.box.bottom - each.box.top > _THIN * _size(each)] or glyphs
    left, top, right, bottom = np.array([each.box for each in own], float).T
    scatters = [_scatter(left + right, side) for side in (top, bottom)]
    return float(((bottom - top).std() + sum(scatters)) / np.median(bottom - top))


def _scatter(along: np.ndarray, levels: np.ndarray) -> float:
    """The mean distance from a straight line."""
    if len(along) < 3:
        return float(np.ptp(levels)) / 2
    along, levels = along - along.mean(), levels - levels.mean()
    return float(np.abs(levels - along * (along @ levels / max(along @ along, 1e-9))).mean())


@lru_cache(maxsize=4_096)
def _typed(text: str) -> tuple[Shape, ...]:
    """A character in our own faces."""
    return tuple(_drawn(text, font) for font in _fonts() if font.getmask(text).getbbox())


def _drawn(text: str, font: "FreeTypeFont") -> Shape:
    mask = font.getmask(text)
    pixels = 255 - np.array(mask, np.uint8).reshape(mask.size[::-1])
    left, top, right, bottom = mask.getbbox()
    return _shape(pixels[top:bottom, left:right])


@lru_cache(maxsize=1)
def _fonts() -> "tuple[FreeTypeFont, ...]":
    from PIL import ImageFont

    return tuple(ImageFont.truetype(str(files("ipforms") / "fonts" / face), _SIZE) for face in _FACES)
