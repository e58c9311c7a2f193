"""Signatures on a flat page: ink in the place that the form has for one, that is no print.

The place begins behind a label such as 法定代表人（签名）：. What was printed there is as high as the label, black,
and can be read; what was written by hand is blue, or higher, or can hardly be read.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import cv2
import numpy as np

from ipforms.formats.pdf_page import BoundingBox, Character, PagePicture, PdfPage
from ipforms.formats.scan import ink_colour
from ipforms.formats.scan.imprints import Imprint
from ipforms.formats.scan.page_geometry import FLAT_DPI, POINT
from ipforms.formats.scan.raster import MM, Mask, Pixels
from ipforms.formats.scan.seal_interior import take_out
from ipforms.formats.scan.seal_text import Recognise

_LABEL = re.compile(
    r"""[^：:\s]{0,12} 签 \s? (?: [名字章署] [^：:年）)]{0,5} )? (?: [)）] \s* [：:]? | [：:] )
    | [^：:\s]{0,12} [（(] 签 (?! \s? [名字章署] )
    | (?: 填表 | 制表 | 经办 | 审核 | 负责 ) 人 [：:]""",
    re.VERBOSE,
)
_SEALED_LABEL, _HIDDEN = re.compile("^(?:法定代表人|法人代表|负责人)"), "（签名）："
"""What a line begins with, and what stands behind it where a dark seal lets nobody read that."""
_NEXT = re.compile(r"[\d〇○Oo一二三四五六七八九十]{0,4} \s* 年 | 日\s*期 | (?<![一-鿿])[一-鿿]{2,8}[：:]", re.VERBOSE)
"""A date, or another label: what stands behind a signature."""
_WIDEST = 75.0 * MM  # points of a signature with the room before it
_OVER = 0.7  # heights of the label by which a signature goes beyond its line
_INK = 0.004  # share of the place that is inked: 0.03 where somebody signed, 0.0003 where nobody did
_LINE = 4.5 * MM  # points of a level stroke: no pen draws one, and a line to sign on that ends at no other is no rule
_LOW = 0.5  # heights of the label: dots to sign on are lower, and no signature
_TALL = 1.22  # heights of the label: print beside it is as high, within a tenth
_READABLE = 0.85  # probability of characters that are print
_BLUE = 0.12  # absorbance of red light beyond that of blue light, on the whole of the ink
_FEW_PIXELS = 30  # of ink; less is dust


class _Line(NamedTuple):
    """A line of characters, and the rectangle of each."""

    text: str
    boxes: list[BoundingBox]


def signatures(
    flat: Pixels,
    imprints: Sequence[Imprint],
    page: PdfPage,
    letters: Mask,
    by_hand: Sequence[BoundingBox],
    recognise: Recognise,
) -> Iterator[PagePicture]:
    """The signatures of a page, each named by the label before it.

    Args:
        flat: the page in its colours.
        imprints: seals and stamps, in pixels: below dark ones ink cannot be told apart.
        page: with its characters and rules, in points.
        letters: its ink, without ruling lines and the ink of seals.
        by_hand: where characters are that look written by hand.
        recognise: grey pictures of lines → their texts, and how likely each is.
    """
    lines = [
        _line(list(group)) for _, group in groupby(page.characters, key=lambda each: (each.box.top, each.box.bottom))
    ]
    level = cv2.morphologyEx(letters, cv2.MORPH_OPEN, np.ones((1, round(_LINE * POINT)), np.uint8))
    ink = cv2.subtract(letters, cv2.dilate(level, np.ones((3, 1), np.uint8)))
    dark = [each for each in imprints if each.colour == "dark"]
    for each in dark:
        take_out(ink, each)
    for line in lines:
        for match, hidden in _labels(line, dark):
            label = _printed(line.boxes[match.start() : match.end()], letters, hidden)
            box = _ink_box(ink, _room(line, label, match.end(), lines, page))
            is_written = box is not None and any(box.holds(*each.centre) for each in by_hand)
            is_low = box is not None and box.bottom - box.top < _LOW * (label.bottom - label.top)
            if box is not None and not is_low and (is_written or _is_by_hand(flat, ink, box, label, recognise)):
                yield PagePicture("signature", box, match[0].rstrip("：: "))


def _labels(line: _Line, dark: Sequence[Imprint]) -> Iterator[tuple[re.Match[str], int]]:
    """The labels of a line, and how many characters a dark seal hides behind each."""
    found = list(_LABEL.finditer(line.text))
    yield from ((match, 0) for match in found)
    match = _SEALED_LABEL.search(line.text)
    if match and not found and any(_touches(each, line) for each in dark):
        yield match, len(_HIDDEN)


def _touches(imprint: Imprint, line: _Line) -> bool:
    left, top, right, bottom = (side / POINT for side in imprint.box)
    first, last = line.boxes[0], line.boxes[-1]
    return first.left < right and last.right > left and first.top < bottom and first.bottom > top


def _printed(boxes: Sequence[BoundingBox], ink: Mask, hidden: int) -> BoundingBox:
    """Where the ink of a label is, and of some characters behind it.

    Its line is higher where somebody has signed beside it, and the room of its last character goes on to where what is
    no character ends.
    """
    inked = [found for box in boxes if (found := _ink_box(ink, box))]
    high = sorted(inked, key=lambda box: box.bottom - box.top)[len(inked) // 2] if inked else boxes[0]
    wide = float(np.median([box.right - box.left for box in boxes]))
    return BoundingBox(
        boxes[0].left, high.top, min(boxes[-1].right, boxes[-1].left + wide) + hidden * wide, high.bottom
    )


def _line(characters: Sequence[Character]) -> _Line:
    """A line; a character of several letters stands for each of them."""
    return _Line("".join(each.text for each in characters), [each.box for each in characters for _ in each.text])


def _room(line: _Line, label: BoundingBox, end: int, lines: Sequence[_Line], page: PdfPage) -> BoundingBox:
    """Where a signature may be, behind a label that ends at a character of a line."""
    height = label.bottom - label.top
    sides = (
        rule.at for rule in page.down if rule.at > label.right and rule.start < label.bottom and rule.end > label.top
    )
    right = min([label.right + _WIDEST, *sides])
    behind = _NEXT.search(line.text, end)
    if behind:
        right = min(right, line.boxes[behind.start()].left)
    top, bottom = label.top - _OVER * height, label.bottom + _OVER * height
    for other in lines:
        beside = other.boxes[0].top < label.bottom and other.boxes[0].bottom > label.top
        if beside and other.boxes[0].left > label.right and (behind := _NEXT.search(other.text)):
            right = min(right, other.boxes[behind.start()].left)
    for other in lines:
        is_print = other.boxes[0].left < label.right or _NEXT.search(other.text)
        if other is not line and is_print and other.boxes[0].left < right and other.boxes[-1].right > label.left:
            if label.bottom - height / 2 < other.boxes[0].top < bottom:
                bottom = max(label.bottom, other.boxes[0].top)
            if top < other.boxes[0].bottom < label.top + height / 2:
                top = min(label.top, other.boxes[0].bottom)
    return BoundingBox(label.right + 0.5, top, max(right, label.right + 1), bottom)


def _ink_box(ink: Mask, room: BoundingBox) -> BoundingBox | None:
    """Where ink is in a place for a signature; None if there is hardly any."""
    left, top, right, bottom = (max(0, round(side * POINT)) for side in room)
    part = ink[top:bottom, left:right] > 0
    if part.sum() < max(_FEW_PIXELS, _INK * part.size):
        return None
    rows, columns = np.flatnonzero(part.any(1)), np.flatnonzero(part.any(0))
    sides = (left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
    return BoundingBox(*(round(float(side) / POINT, 1) for side in sides))


def _is_by_hand(flat: Pixels, ink: Mask, box: BoundingBox, label: BoundingBox, recognise: Recognise) -> bool:
    """Whether ink is no print: blue, higher than the label, or hard to read."""
    if box.bottom - box.top > _TALL * (label.bottom - label.top):
        return True
    left, top, right, bottom = (round(side * POINT) for side in box)
    part, inked = flat[top:bottom, left:right], ink[top:bottom, left:right]
    absorbed = ink_colour.absorbance(part, ink_colour.paper(part, FLAT_DPI))[inked > 0]
    if float((absorbed[:, 0] - absorbed[:, 2]).mean()) > _BLUE:
        return True
    ((text, chance),) = recognise([np.asarray(255 - inked, np.uint8)])
    return not text.strip() or chance < _READABLE
