"""Reads a file of pictures: its pages are recognised one by one and brought together to one Sheet."""

from __future__ import annotations

from ipforms.formats.pdf import PdfLimits
from ipforms.formats.pdf.pdf_reader import sheet_of
from ipforms.formats.scan.picture_files import pages
from ipforms.formats.scan.scan_limits import ScanLimits
from ipforms.formats.scan.scanned_page import recognised
from ipforms.sheet import Sheet


def read(data: bytes, name: str, limits: ScanLimits) -> Sheet:
    """Read a picture, see `ipforms.formats.scan.read`."""
    return sheet_of([recognised(page) for page in pages(data, name, limits)], name, PdfLimits())
