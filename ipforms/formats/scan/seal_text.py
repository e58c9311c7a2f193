"""The name on a seal as a line, which the recogniser of text then reads: of a round or oval one the ring unrolled.

The name goes around from the lower left, clockwise, its characters with their feet to the middle. Where it begins shows
in the widest gap; below, some seals have a number, which goes the other way round. That of a person has four characters
in a square, from above to below and from the right to the left, red on white or white on red.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan import ink_colour
from ipforms.formats.scan.imprints import Imprint
from ipforms.formats.scan.ink_colour import Density
from ipforms.formats.scan.raster import Mask, Pixels

_SIDE = 400  # pixels of the upright picture: characters of 5 mm have 50
_AROUND = 12.0  # mm beside a seal in which its paper is seen
_REPAIRED = 3  # pixels around a ruling line by which what it hides is made up
_BROAD = 25  # pixels of a shade that is no stroke, as in the bar of a section; those of names have 8
_DARKER = 1.4  # times the ink of a rim: print is darker, unless both are of one bit
_WIDER = 1.3  # of a line that is read again
_BLACK = 0.45  # absorbance of red light, from which on black print hides what is red
_RIM, _RIM_WIDEST = 0.7, 0.2  # of a circle that must be inked to be a ring; of the radius within which rings are
_NAME = (0.5, 0.95)  # of the radius, where names are
_LOWEST = 0.13  # of the radius; characters of a name are higher
_FADED = 0.4  # of what rows of a name have: rows above and below with less are beside it
_MARGINS = (0.05, 0.15)  # of the height of characters, left above and below them
_FEET = 0.5  # of the height of characters: a number below the star is smaller and does not reach so far in
_EMPTY = 0.2  # of the ink of a column in which a character is
_GAP = 0.4  # of the height of characters: wider gaps between them are made so wide
_ENDING = re.compile(
    "公司|管理局|产权局|分局|委员会|办公室|研究院|分院|研究所|中心|协会|合作社|[支大]队"
)  # of names on seals
_SQUARE_RIM, _WHITE_ON_RED = 0.075, 0.5  # of the side of a square seal; ink in its middle: characters have 0.3
_FEW = 3  # characters; less is no name
_TAIL = 2  # characters behind a name that are no part of it
_CERTAIN = 0.97  # mean probability of a name that is not read again where two readings are the same
_DOUBTFUL = 0.5  # probability of a character that counts for nothing


Recognise = Callable[[Sequence[Pixels]], Sequence[tuple[str, float]]]
"""Grey pictures of lines → their texts, and how likely each is; further ones may follow, of what is doubtful."""


def seal_readings(pixels: Pixels, dpi: float, imprint: Imprint, rules: Mask, recognise: Recognise) -> tuple[str, ...]:
    """Read the name on a seal, in one way and another: what is lost in one may be read in the other.

    Args:
        pixels: the page; red, green and blue.
        dpi: pixels an inch.
        imprint: in pixels of the page.
        rules: where ruling lines are.
        recognise: reads lines.

    Returns:
        Different texts, the likeliest first; none if nothing can be read.
    """
    density = _density(pixels, dpi, imprint, rules)
    strips = [_columns(density)] if imprint.shape == "square" else list(_strips(density))
    read = list(recognise(strips))
    if len({text for text, _ in read}) > 1 or min(chance for _, chance in read) < _CERTAIN:
        read += recognise([np.asarray(cv2.resize(each, None, None, _WIDER, 1.0), np.uint8) for each in strips])
    read = [(text.replace(" ", ""), chance) for text, chance in read]
    named = sorted(read, key=lambda each: len(each[0]) * (_DOUBTFUL - each[1]))
    return tuple(dict.fromkeys(_from_its_beginning(text) for text, _ in named if len(text) >= _FEW))


def _from_its_beginning(text: str) -> str:
    """A name that was cut open elsewhere than between its end and its beginning.

    >>> _from_its_beginning("有限公司金华双龙机电")
    '金华双龙机电有限公司'
    >>> _from_its_beginning("金华市市场监督管理局开发区分局")
    '金华市市场监督管理局开发区分局'
    """
    endings = list(_ENDING.finditer(text))
    end = endings[-1].end() if endings else len(text)
    return text[end:] + text[:end] if len(text) - end > _TAIL else text[:end]


def _density(pixels: Pixels, dpi: float, imprint: Imprint, rules: Mask) -> Density:
    """The ink of a seal alone, upright, its darkest 1."""
    around = round(_AROUND * dpi / 25.4)
    left, top, right, bottom = (round(side) for side in imprint.box)
    rows, columns = slice(max(0, top - around), bottom + around), slice(max(0, left - around), right + around)
    part = pixels[rows, columns]
    ruled = cv2.inpaint(part, rules[rows, columns], _REPAIRED, cv2.INPAINT_TELEA)
    ink = ink_colour.absorbance(ruled, ink_colour.paper(part, dpi))
    density = _uncovered(ink) if imprint.colour == "red" else ink_colour.darkness(ink)
    found = imprint.shifted(-columns.start, -rows.start).upright(density, _SIDE)
    if imprint.shape != "square":  # which may be white on red
        found = found - cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((_BROAD, _BROAD), np.uint8))
    if imprint.colour == "dark":
        found = _without_print(found)
    return np.asarray(np.clip(found / max(float(np.quantile(found, 0.97)), 1e-3), 0, 1), np.float32)


def _without_print(density: Density) -> Density:
    """The ink of a seal of a grey copy without what is darker than most of its rim."""
    disc = np.zeros(density.shape, np.uint8)
    cv2.circle(disc, (_SIDE // 2, _SIDE // 2), round(_SIDE * 0.485), 1, round(_SIDE * 0.03))
    inked = density > ink_colour.LEAST
    rim = density[(disc > 0) & inked]
    darker = density > _DARKER * (float(np.median(rim)) if len(rim) else 1.0)
    hidden = cv2.dilate(darker.astype(np.uint8), np.ones((3, 3), np.uint8))
    level = np.asarray(np.clip(density * 100, 0, 255), np.uint8)
    return np.asarray(cv2.inpaint(level, hidden, _REPAIRED, cv2.INPAINT_TELEA) / 100, np.float32)


def _uncovered(ink: ink_colour.Absorbance) -> Density:
    """The ink of a red seal: in green light, which JPEG keeps sharper than the hue; below black print by its hue."""
    green, red = ink[..., 1], ink_colour.redness(ink)
    is_free = cv2.dilate((ink[..., 0] > _BLACK).astype(np.uint8), np.ones((3, 3), np.uint8)) == 0
    inked = is_free & (red > ink_colour.LEAST)
    strength = float(np.median(green[inked] / red[inked])) if inked.any() else 1.0
    return np.asarray(np.where(is_free, green, strength * red), np.float32)


def _columns(density: Density) -> Pixels:
    """The four characters of a square, as a line."""
    rim = round(_SQUARE_RIM * _SIDE)
    inside, half = density[rim:-rim, rim:-rim], _SIDE // 2 - rim
    characters = np.concatenate([part[:, side:][:, :half] for side in (half, 0) for part in np.split(inside, 2)], 1)
    black = 1 - characters if float(characters.mean()) > _WHITE_ON_RED else characters
    return np.asarray(255 * (1 - cv2.resize(black, None, None, 0.25, 0.25, cv2.INTER_AREA)), np.uint8)


def _strips(density: Density) -> Iterator[Pixels]:
    """The name as a line, with more and with less of what is above and below it."""
    half = _SIDE // 2
    unrolled = cv2.warpPolar(density, (half, round(2 * np.pi * 0.75 * half)), (half, half), half, cv2.WARP_POLAR_LINEAR)
    ring = np.ascontiguousarray(unrolled.T[::-1])  # the outside above, clockwise from left to right
    top, bottom = _band(ring, max(_rim(ring), round((1 - _NAME[1]) * half)), round((1 - _NAME[0]) * half))
    height = bottom - top
    turned = np.roll(ring, -_start(ring[bottom - round(_FEET * height) : bottom]), axis=1)
    for margin in _MARGINS:
        rows = slice(max(_rim(ring), top - round(margin * height)), bottom + round(margin * height))
        name = _name(turned[rows], turned[bottom - round(_FEET * height) : bottom])
        yield np.asarray(255 * (1 - name), np.uint8)


def _rim(ring: Density) -> int:
    """How many rows from above are the rim, and a second ring within it."""
    shares = (ring[: round(_RIM_WIDEST * len(ring))] > 0.3).mean(1)
    rows = np.flatnonzero(shares > _RIM)
    return int(rows[-1]) + 2 if len(rows) else 0


def _band(ring: Density, first: int, last: int) -> tuple[int, int]:
    """The rows of a ring in which characters are."""
    changes = np.abs(np.diff(ring, axis=1)).mean(1)  # along a ring hardly any, along characters many
    profile = cv2.blur(changes, (1, 9)).ravel()[first:last]
    start, height = max(_runs(profile > _FADED * np.quantile(profile, 0.7)), key=lambda run: run[1], default=(0, 0))
    if height < _LOWEST * len(ring):
        return first, last
    return first + start, first + start + height


def _start(feet: Density) -> int:
    """A column before the first character of a name: in the widest gap of a ring."""
    inked = _inked(np.concatenate([feet, feet], axis=1))
    start, length = max(_runs(~inked), key=lambda gap: gap[1], default=(0, 0))
    return int(start + length - min(length // 2, len(feet))) % int(feet.shape[1])


def _name(band: Density, feet: Density) -> Density:
    """A name with gaps of one width between its characters, up to the widest gap."""
    room = round(_GAP * band.shape[0])
    gaps = [gap for gap in _runs(~_inked(feet)) if gap[1] > room]
    end = feet.shape[1]
    if gaps and sum(gaps[-1]) == end:  # what is at the very end is in the widest gap, as is what is at the beginning
        end = min(end, gaps[-1][0] + len(feet))
    pieces, first = [], 0
    for start, length in (gap for gap in gaps if gap[0] > 0 and sum(gap) < end):
        pieces.append(band[:, first : start + room // 2])
        first = start + length - room // 2
    pieces.append(band[:, first:end])
    return np.asarray(
        cv2.copyMakeBorder(np.concatenate(pieces, axis=1), 2, 2, room, room, cv2.BORDER_CONSTANT), np.float32
    )


def _inked(feet: Density) -> npt.NDArray[np.bool_]:
    """The columns with ink of a character."""
    columns = cv2.blur(feet.mean(0), (1, 5)).ravel()
    return np.asarray(columns > _EMPTY * np.quantile(columns, 0.8))


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where runs of true begin, and how long they are."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.view(np.int8), [0]])))
    return [(int(start), int(end - start)) for start, end in edges.reshape(-1, 2)]
