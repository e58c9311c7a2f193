"""A page without the ink of its seals, so that what is printed below can be read.

Inks that lie upon each other add up as absorbances: ink of a pad takes green and blue light in one ratio, black print
takes all light alike. So how much there is of each follows from the three channels of a pixel. On a grey copy
the ink of a pad is paler than print; where both are of one darkness, as on copies of one bit, neither can be told.
"""

from collections.abc import Iterable

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan import ink_colour
from ipforms.formats.scan.imprints import Imprint
from ipforms.formats.scan.raster import parts

_MARGIN = 1.2  # mm of ink that ran, or of a second imprint beside the first
_AROUND = 12.0  # mm beside a seal in which its paper is seen
_RESIDUE = 0.12  # absorbance that is left at the edges of a seal, where a camera or JPEG mixes colours
_STRETCH = 1.6  # makes up for it in print; measured with PP-OCRv6: 92 % of lines below a seal exact, 91 % without
_RIM = 2.0  # mm from the edge of a seal, where there is hardly any print
_DARKEST = 1.35  # times what most of a rim absorbs: what little of its ink absorbs more than
_PRINT = 0.6  # quantile of absorbance of print
_STROKE = 0.1  # mm² of print; smaller are grains of the pad
_PALER = 0.75  # of the absorbance of print: grey copies have 0.4 to 0.6, those of one bit 1.0
_PURE = 0.6  # quantile of the redness of a seal, above which its ink lies on bare paper


def without_seals(pixels: npt.NDArray[np.uint8], dpi: float, imprints: Iterable[Imprint]) -> npt.NDArray[np.uint8]:
    """A page without the ink of its seals and stamps; what is as dark as print cannot be told from it.

    Args:
        pixels: red, green and blue.
        dpi: pixels an inch.
        imprints: where they are, in pixels.

    Returns:
        A copy, in which pixels below a seal are grey.
    """
    found = pixels.copy()
    mm = dpi / 25.4
    for each in imprints:
        left, top, right, bottom = (round(side) for side in each.box)
        around = round(_AROUND * mm)
        rows = slice(max(0, top - around), bottom + around)
        columns = slice(max(0, left - around), right + around)
        mask = each.mask(pixels.shape[0], pixels.shape[1], _MARGIN * mm)[rows, columns] > 0
        if mask.any() and each.colour == "red":
            found[rows, columns][mask] = _print_alone(found[rows, columns], dpi, mask)[mask]
        elif mask.any():
            inside = each.mask(pixels.shape[0], pixels.shape[1], -_RIM * mm)[rows, columns] > 0
            found[rows, columns][mask] = _darkest_alone(found[rows, columns], dpi, mask, mask & ~inside)[mask]
    return found


def _darkest_alone(
    part: npt.NDArray[np.uint8], dpi: float, mask: npt.NDArray[np.bool_], rim: npt.NDArray[np.bool_]
) -> npt.NDArray[np.uint8]:
    """A part of a grey page with nothing but what is darker than the rim of a seal; as it is where print is as pale."""
    paper = ink_colour.paper(part, dpi)
    ink = ink_colour.absorbance(part, paper).mean(2)
    inked = ink > ink_colour.LEAST
    if not (rim & inked).any() or not (inked & ~mask).any():
        return part
    pale, dark = _DARKEST * np.median(ink[rim & inked]), np.quantile(ink[inked & ~mask], _PRINT)
    if pale > _PALER * dark:
        return part
    labels, sizes = parts((ink > pale).astype(np.uint8))
    strokes = (sizes[:, cv2.CC_STAT_AREA] >= _STROKE * (dpi / 25.4) ** 2)[labels] & (labels > 0)
    black = np.where(strokes, np.clip((ink - pale) / (dark - pale), 0, 1) * dark, 0)
    return np.asarray(paper * np.exp(-black)[..., None], np.uint8)


def _print_alone(part: npt.NDArray[np.uint8], dpi: float, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint8]:
    """A part of a page with nothing but black ink on its paper."""
    paper = ink_colour.paper(part, dpi)
    ink = ink_colour.absorbance(part, paper)
    red = ink_colour.redness(ink)
    inked = mask & (red > ink_colour.LEAST)
    if not inked.any():
        return part
    pure = np.median(ink[inked & (red >= np.quantile(red[inked], _PURE))], axis=0)
    black = np.maximum(black_density(ink, pure) - _RESIDUE, 0) * _STRETCH
    return np.asarray(paper * np.exp(-black)[..., None], np.uint8)


def black_density(ink: ink_colour.Absorbance, pure: npt.NDArray[np.float32]) -> ink_colour.Density:
    """How much black ink there is beside a coloured one.

    Args:
        ink: what both take of the light.
        pure: what the coloured ink alone takes, in any amount.
    """
    hue = pure - pure.mean()
    amount = np.maximum(((ink - ink.mean(2, keepdims=True)) @ hue) / max(float(hue @ hue), 1e-6), 0)
    return np.asarray(np.maximum(ink.mean(2) - amount * pure.mean(), 0), np.float32)
