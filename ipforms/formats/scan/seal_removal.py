"""A page without the ink of its seals, so that what is printed below can be read.

Inks that lie upon each other add up as absorbances: ink of a pad takes green and blue light in one ratio, black print
takes all light alike. So how much there is of each follows from the three channels of a pixel.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from ipforms.formats.scan import ink_colour
from ipforms.formats.scan.imprints import Imprint

_MARGIN = 1.2  # mm of ink that ran, or of a second imprint beside the first
_AROUND = 12.0  # mm beside a seal in which its paper is seen
_RESIDUE = 0.12  # absorbance that is left at the edges of a seal, where a camera or JPEG mixes colours
_STRETCH = 1.6  # makes up for it in print; measured with PP-OCRv6: 92 % of lines below a seal exact, 91 % without
_PURE = 0.6  # quantile of the redness of a seal, above which its ink lies on bare paper


def without_seals(pixels: npt.NDArray[np.uint8], dpi: float, imprints: Iterable[Imprint]) -> npt.NDArray[np.uint8]:
    """A page without the red ink of its seals and stamps; what is dark on a grey copy cannot be told from print.

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
        if each.colour == "red":
            left, top, right, bottom = (round(side) for side in each.box)
            around = round(_AROUND * mm)
            rows = slice(max(0, top - around), bottom + around)
            columns = slice(max(0, left - around), right + around)
            mask = each.mask(pixels.shape[0], pixels.shape[1], _MARGIN * mm)[rows, columns] > 0
            if mask.any():
                found[rows, columns][mask] = _print_alone(found[rows, columns], dpi, mask)[mask]
    return found


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
