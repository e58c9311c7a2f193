"""Which way a page lies, by whether its text makes sense; what hangs together on one of noise."""

from __future__ import annotations

import pytest

from ipforms.formats import scan

np = pytest.importorskip("numpy")
pytestmark = pytest.mark.skipif(not scan.is_installed(), reason="pip install 'ipforms[scan]'")

from ipforms.formats.scan import scanned_page  # noqa: E402
from ipforms.formats.scan.raster import RasterPage, parts  # noqa: E402


def test_a_page_that_makes_no_sense_is_not_made_flat_for_being_upside_down(monkeypatch):
    page, dice, tried, flat = (
        np.full((300, 400, 3), 255, np.uint8),
        np.random.default_rng(1),
        [],
        scanned_page._flat_page,
    )
    for y, x in np.ndindex(3, 12):  # letters of no script
        page[60 + 60 * y :, 40 + 26 * x :][:24, :20] = (
            np.kron(dice.integers(0, 2, (6, 5)), np.ones((4, 4)))[..., None] * 255
        )
    monkeypatch.setattr(scanned_page, "_flat_page", lambda page, at: tried.append(flat(page, at)) or tried[-1])
    found = scanned_page.recognised(RasterPage(1, page, (144.0, 108.0)))
    assert found.legibility < 0.7 and {each.quarters for each in tried[1:]}.isdisjoint({(tried[0].quarters + 2) % 4})


def test_parts_of_a_page_of_noise_are_told_apart_as_those_of_print_are():
    grid = np.zeros((600, 700), np.uint8)
    grid[::2, ::2] = 255
    labels, boxes = parts(grid)
    assert len(boxes) == 1 + 300 * 350 == len(np.unique(labels))  # more than two bytes can number
    grid[100:] = 0
    labels, boxes = parts(grid)
    assert (labels.dtype.itemsize, boxes[1].tolist(), len(boxes)) == (2, [0, 0, 1, 1, 1], 1 + 50 * 350)
