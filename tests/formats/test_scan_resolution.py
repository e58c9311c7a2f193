"""How fine a page of a PDF is drawn that is a picture."""

from __future__ import annotations

import io

import pytest

import ipforms
from ipforms.formats import scan

np = pytest.importorskip("numpy")
Image = pytest.importorskip("PIL.Image")
pytestmark = pytest.mark.skipif(not scan.is_installed(), reason="pip install 'ipforms[scan]'")

from ipforms.formats.scan import pdf_pages  # noqa: E402
from ipforms.formats.scan.scanned_page import ScannedPage  # noqa: E402


@pytest.mark.parametrize(("dpi", "rows"), [(200, 2200), (300, 2750), (72, 2500)])
def test_a_page_is_drawn_as_fine_as_its_picture_within_reason(monkeypatch, dpi, rows):
    """What PDFium makes of a page of one bit between its pixels breaks letters and thin rules."""
    height = 11 * dpi if dpi > 72 else 720
    page = np.random.default_rng(1).integers(0, 2, (height, 8 * dpi)).astype(bool)
    out, seen = io.BytesIO(), []
    Image.fromarray(page).save(out, "PDF", resolution=dpi)
    monkeypatch.setattr(pdf_pages, "recognised", lambda page: seen.append(page.pixels) or ScannedPage(1, 576, 792))
    with pytest.raises(ipforms.IpformsError):
        ipforms.read(out.getvalue())
    assert len(seen[0]) == rows
    if dpi == rows / 11:
        assert ((seen[0][..., 1] > 127) == page).all()
