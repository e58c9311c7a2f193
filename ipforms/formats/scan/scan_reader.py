"""Reads a file of pictures: its pages are recognised one by one and brought together to one Sheet."""

from collections.abc import Sequence
from dataclasses import replace

from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdf_reader import sheet_of
from ipforms.formats.scan.picture_files import pages
from ipforms.formats.scan.scan_limits import ScanLimits
from ipforms.formats.scan.scanned_page import recognised
from ipforms.sheet import Sheet


def read(files: Sequence[bytes], name: str, limits: ScanLimits) -> Sheet:
    """Read pictures, see `ipforms.formats.scan.read`."""
    found = (page for data in files for page in pages(data, name, limits))
    read_pages = [recognised(replace(page, number=number)) for number, page in enumerate(found, 1)]
    return sheet_of(read_pages, name, PdfLimits())
