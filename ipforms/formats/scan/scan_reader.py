"""Reads a file of pictures: its pages are recognised one by one and brought together to one Sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ipforms.containers.file_format import file_format
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdf_reader import sheet_of
from ipforms.formats.scan.pdf_pages import drawn_page
from ipforms.formats.scan.picture_files import jpeg, pages
from ipforms.formats.scan.scan_limits import ScanLimits
from ipforms.formats.scan.scanned_page import recognised, shown_size
from ipforms.sheet import Sheet

_SHOWN_DPI = 200.0  # of a page that a person looks at; as a flat page is read


def read(files: Sequence[bytes], name: str, limits: ScanLimits) -> Sheet:
    """Read pictures, see `ipforms.formats.scan.read`."""
    found = (page for data in files for page in pages(data, name, limits))
    read_pages = [recognised(replace(page, number=number)) for number, page in enumerate(found, 1)]
    return sheet_of(read_pages, name, PdfLimits())


def page_photo(data: bytes, number: int) -> bytes | None:
    """A page of a scanned PDF, or of a picture file, as it was sent, in its colours: a JPEG.

    Args:
        data: the file.
        number: which page, from 1.

    Returns:
        None where there is no such page, or it cannot be drawn.
    """
    if file_format(data) == "pdf":
        pixels = drawn_page(data, number, _SHOWN_DPI)
    else:
        pixels = next((each.pixels for each in pages(data, "picture", ScanLimits()) if each.number == number), None)
    return None if pixels is None else jpeg(pixels)


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page of a picture file, in points."""
    return [shown_size(page) for page in pages(data, "picture", ScanLimits())]
