"""Reads a file of pictures: its pages are recognised one by one and brought together to one Sheet."""

from __future__ import annotations

from ipforms.formats.pdf import PageImage, PdfLimits
from ipforms.formats.pdf.pdf_reader import sheet_of
from ipforms.formats.scan.picture_files import pages
from ipforms.formats.scan.raster import grey
from ipforms.formats.scan.scan_limits import ScanLimits
from ipforms.formats.scan.scanned_page import recognised, shown_size
from ipforms.sheet import Sheet


def read(data: bytes, name: str, limits: ScanLimits) -> Sheet:
    """Read a picture, see `ipforms.formats.scan.read`."""
    return sheet_of([recognised(page) for page in pages(data, name, limits)], name, PdfLimits())


def page_image(data: bytes, number: int, limits: ScanLimits) -> PageImage | None:
    """A page as it was sent, see `ipforms.formats.scan.page_image`."""
    page = next((each for each in pages(data, "picture", limits) if each.number == number), None)
    if page is None:
        return None
    (rows, columns), (width, height) = page.pixels.shape[:2], shown_size(page)
    return PageImage(width, height, columns, rows, grey(page.pixels).tobytes())


def page_sizes(data: bytes, limits: ScanLimits) -> list[tuple[float, float]]:
    """Width and height of each page, see `ipforms.formats.scan.page_sizes`."""
    return [shown_size(page) for page in pages(data, "picture", limits)]
