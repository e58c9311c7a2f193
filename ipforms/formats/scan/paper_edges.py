"""The sheet of paper in a photo: four sides, along each of which the paper is brighter than what it lies on."""

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan.raster import Pixels, Points

_Numbers = npt.NDArray[np.float64]
_SMALL = 480  # pixels of the longer side: sides of paper are straight, and print is too small to disturb
_LEAST, _MOST = 0.2, 0.99  # of the picture: less is no page, more is a scan
_PRINT = 9  # pixels; what is thinner and darker than its ground is print, and no side
_EDGES = 6.0, 18.0  # of 255, of the gradient: paper on a white desk has edges that are hardly seen
_BEND = 2.0  # pixels at either side of a line: paper that is curled has sides that are nearly straight
_VOTES = 0.15  # of the longer side, that lie on one line
_MOST_VOTES = 120  # lines looked at; a desk of wood has many
_LINES = 12  # that go one way; the sides of a sheet are among the longest
_APART = (8.0, 0.06)  # pixels and radians by which two lines differ
_STEPS = (3.0, 6.0)  # pixels from a side at which paper and desk are compared
_BRIGHTER = 3.0  # of 255; paper on a white desk is that much brighter than its own shadow
_SEEN, _EACH = 0.85, 0.6  # of all sides, and of each, along which the paper is brighter
_SHOWN = 3  # sides at least; of one that the picture cuts off, nobody knows how bright the desk is
_STROKES = 25  # of 255, by which print is darker than its paper, at that size
# Of the brightness of a sheet, what may be paper as well; of its print, what is beyond: a part of a page has 1.04,
# 9 sheets have 0.
_PAPER, _BEYOND = 0.75, 0.5
_CURL = 20  # pixels by which the middle of a side may stand out, and beyond which no shadow of paper is seen
_ROUNDS = 3  # of fitting, each without what was off the one before
_ALONG = np.linspace(0.04, 0.96, 48)[:, None]  # of a side: corners may be rounded, or lie below a thumb
_A4_SEEN = (1.05, 1.95)  # length to width of a sheet that is tilted by 35° at most; A4 has 1.41
_UNEVEN = 1.6  # times as long as the side across from it
_SQUARE = np.cos(np.radians(55.0))  # of a corner, seen as aslant as anybody holds a phone


def paper(pixels: Pixels) -> Points | None:
    """The corners of the sheet, clockwise from the upper left one; None if it fills the picture, or none is seen."""
    scale = _SMALL / max(pixels.shape[:2])
    small = cv2.cvtColor(cv2.resize(pixels, None, None, scale, scale, cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    # Print is darker than both paper and desk: it is closed before anything is measured.
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_PRINT, _PRINT), np.uint8))
    plain = np.asarray(cv2.GaussianBlur(closed, (5, 5), 0), np.uint8)
    sheets = _sheets(_lines(plain), *plain.shape)
    seen = _seen(sheets, plain)
    if not seen.any() or _is_part(best := sheets[seen.argmax()], plain, np.asarray(closed - small, np.uint8)):
        return None
    return np.asarray(_bent(best, plain) / scale)


def _is_part(sheet: Points, plain: Pixels, print_: Pixels) -> bool:
    """Whether what was taken for a sheet lies between dark bars of a page: there is print on what is beyond it."""
    area = cv2.fillConvexPoly(np.zeros_like(plain), np.round(sheet).astype(np.int32), 1)
    inside, beyond = area > 0, cv2.dilate(area, np.ones((2 * _CURL + 1, 2 * _CURL + 1), np.uint8)) == 0
    strokes = (print_ > _STROKES) & (plain >= _PAPER * np.median(plain[inside]))
    return bool(strokes[beyond].sum() > _BEYOND * strokes[inside].sum())


def _lines(plain: Pixels) -> _Numbers:
    """The lines on which most edges of a picture lie, the longest first: x cos angle + y sin angle = distance."""
    edges = cv2.Canny(plain, *_EDGES)
    votes = cv2.HoughLines(edges, _BEND, np.pi / 360, round(_VOTES * _SMALL / _BEND))
    points = np.argwhere(edges)[:, ::-1].astype(np.float32)
    found: list[_Numbers] = []
    for distance, angle in [] if votes is None else votes[:_MOST_VOTES, 0]:
        line = _fitted(float(distance), float(angle), points)
        if not any((abs(line - other) < _APART).all() for other in found):
            found.append(line)
    return np.array(found).reshape(-1, 2)


def _fitted(distance: float, angle: float, points: npt.NDArray[np.float32]) -> _Numbers:
    """A line moved to the middle of the edges beside it; steep ones have an angle near 0, others near half a turn."""
    away = points @ np.array([np.cos(angle), np.sin(angle)], np.float32) - distance
    east, south, x, y = cv2.fitLine(points[abs(away) < 2 * _BEND], cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    angle = (np.arctan2(south, east) + np.pi / 2 + np.pi / 4) % np.pi - np.pi / 4
    return np.array([x * np.cos(angle) + y * np.sin(angle), angle])


def _sheets(lines: _Numbers, height: int, width: int) -> Points:
    """All that two lines make with two others that cross them, and that may be A4: sheets, corners, x and y."""
    is_flat = abs(np.sin(lines[:, 1])) > np.sqrt(0.5)
    # What runs over the side of the picture ends there.
    flat = np.vstack([lines[is_flat][:_LINES], (0.0, np.pi / 2), (height - 1.0, np.pi / 2)])
    steep = np.vstack([lines[~is_flat][:_LINES], (0.0, 0.0), (width - 1.0, 0.0)])
    flat = flat[(flat[:, 0] - width / 2 * np.cos(flat[:, 1])).argsort()]
    steep = steep[(steep[:, 0] - height / 2 * np.sin(steep[:, 1])).argsort()]
    sine = np.sin(flat[:, None, 1] - steep[None, :, 1])
    one, other = flat[:, None], steep[None, :]
    x = (np.sin(one[..., 1]) * other[..., 0] - np.sin(other[..., 1]) * one[..., 0]) / sine
    y = (np.cos(other[..., 1]) * one[..., 0] - np.cos(one[..., 1]) * other[..., 0]) / sine
    crossings = np.stack([x, y], axis=-1)
    above, below = np.triu_indices(len(flat), 1)
    left, right = np.triu_indices(len(steep), 1)
    rows, columns = (each.ravel() for each in np.meshgrid(np.arange(len(above)), np.arange(len(left))))
    top, bottom, west, east = above[rows], below[rows], left[columns], right[columns]
    corners = ((top, west), (top, east), (bottom, east), (bottom, west))
    sheets = np.stack([crossings[pair] for pair in corners], axis=1)
    inside = ((sheets > -_BEND) & (sheets < (width + _BEND, height + _BEND))).all((1, 2))
    return np.asarray(sheets[inside & _is_a4(sheets, width * height)])


def _is_a4(sheets: Points, pixels: int) -> npt.NDArray[np.bool_]:
    """Whether four corners may be those of A4, seen from any place that anybody takes a photo from."""
    sides = np.roll(sheets, -1, 1) - sheets
    lengths = np.maximum(np.linalg.norm(sides, axis=2), 1e-9)
    before = -np.roll(sides, 1, 1) / np.roll(lengths, 1, 1)[..., None]
    cosines = abs((sides / lengths[..., None] * before).sum(2))
    across, down = lengths[:, 0] + lengths[:, 2], lengths[:, 1] + lengths[:, 3]
    ratio = np.maximum(across, down) / np.minimum(across, down)
    uneven = np.maximum(lengths / np.roll(lengths, 2, 1), np.roll(lengths, 2, 1) / lengths).max(1)
    share = _areas(sheets) / pixels
    is_shaped = (ratio > _A4_SEEN[0]) & (ratio < _A4_SEEN[1]) & (uneven < _UNEVEN) & (cosines.max(1) < _SQUARE)
    return np.asarray(is_shaped & (share > _LEAST) & (share < _MOST))


def _areas(sheets: Points) -> _Numbers:
    x, y = sheets[..., 0], sheets[..., 1]
    return np.asarray(abs((x * np.roll(y, -1, 1) - np.roll(x, -1, 1) * y).sum(1)) / 2)


def _seen(sheets: Points, plain: Pixels) -> _Numbers:
    """How much of its sides parts bright paper from what is darker, by how large it is; 0 for what is no sheet."""
    if not len(sheets):
        return np.zeros(0)
    points, inward = _sides(sheets)
    steps = [_at(plain, points + inward * reach) - _at(plain, points - inward * reach) for reach in _STEPS]
    sides = (np.nan_to_num(steps, nan=-1.0).max(0) > _BRIGHTER).mean(2)
    shown = ~np.isnan(steps[0]).all(2)
    overall = (sides * shown).sum(1) / np.maximum(shown.sum(1), 1)
    is_sheet = (shown.sum(1) >= _SHOWN) & (overall > _SEEN) & (np.where(shown, sides, 1.0).min(1) > _EACH)
    return np.asarray(is_sheet * sides.mean(1) * np.sqrt(_areas(sheets)))


def _sides(sheets: Points) -> tuple[Points, Points]:
    """Points along each side of each sheet, and which way is inward there."""
    after = np.roll(sheets, -1, 1)
    way = (after - sheets) / np.linalg.norm(after - sheets, axis=2, keepdims=True)
    points = sheets[:, :, None] * (1 - _ALONG) + after[:, :, None] * _ALONG
    return points, np.stack([-way[..., 1], way[..., 0]], axis=2)[:, :, None]


def _bent(sheet: Points, plain: Pixels) -> Points:
    """The corners of a sheet whose sides are curled: where the cubics meet that its sides are."""
    points, inward = _sides(sheet[None])
    points, inward = points[0], inward[0]
    reach = np.arange(-_CURL, _CURL + 1)[:, None, None, None] * inward
    step = _at(plain, points + reach + inward * _STEPS[0]) - _at(plain, points + reach - inward * _STEPS[0])
    moved = np.zeros((4, 2))
    for number, side in enumerate(np.moveaxis(np.nan_to_num(step, nan=-1.0), 1, 0)):
        away, is_edge = side.argmax(0) - _CURL, side.max(0) > _BRIGHTER
        for _ in range(_ROUNDS):
            if is_edge.sum() < len(_ALONG) / 2:
                break
            shape = np.polyfit(_ALONG[is_edge, 0], away[is_edge], 3)
            is_edge &= abs(np.polyval(shape, _ALONG[:, 0]) - away) < _BEND
            moved[number] = np.polyval(shape, (0.0, 1.0))
    normals = inward[:, 0]
    return np.array(
        [
            corner + np.linalg.solve(normals[[each - 1, each]], (moved[each - 1][1], moved[each][0]))
            for each, corner in enumerate(sheet)
        ]
    )


def _at(plain: Pixels, points: Points) -> _Numbers:
    """How bright points are; NaN beyond the picture."""
    columns, rows = np.moveaxis(np.rint(points).astype(int), -1, 0)
    within = (rows >= 0) & (columns >= 0) & (rows < plain.shape[0]) & (columns < plain.shape[1])
    bright = plain[rows.clip(0, plain.shape[0] - 1), columns.clip(0, plain.shape[1] - 1)]
    return np.where(within, bright, np.nan)
