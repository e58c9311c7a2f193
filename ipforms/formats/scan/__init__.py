"""The wing of scans and photos: pictures of pages → `Sheet`. Nobody outside imports more than is named here.

A picture of a page is made flat, and becomes what a page of a PDF is to the layout analysis of the PDF wing: ruling
lines, and characters with their places. From there on it is read as a PDF is.

- `picture_files`, `pdf_pages` → `raster`: the pages of a file as pixels, one at a time
- `orientation`, `rule_detection`, `rectification`, `page_geometry`: the page flat, as if it had just been printed
- `page_ruling`: its ruling lines
- `text_segmentation`: its cells and what is beside them → pictures of lines
- `typography`, `reading_agreement`: what recognisers get wrong, and where two readings differ
- `text_recogniser`: pictures of lines → characters with probabilities
- `dot_streaks`: what dust and faxes draw
- `scanned_page`: these steps in order

OpenCV, NumPy and ONNX Runtime are loaded with the first picture (`ipforms[scan]`).
"""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ipforms.formats.pdf.pdf_errors import ScannedDocument
from ipforms.formats.scan.scan_limits import ScanLimits
from ipforms.sheet import Sheet

if TYPE_CHECKING:
    from ipforms.formats.pdf.pdfium_document import PdfiumDocument
    from ipforms.formats.pdf_page import PdfPage

__all__ = ["ScanLimits", "is_installed", "page_reader", "read"]

_NEEDED = ("numpy", "cv2", "onnxruntime", "rapidocr", "PIL")
_DEFAULT_LIMITS = ScanLimits()


@cache
def is_installed() -> bool:
    """Whether all that reading pictures takes is there (`ipforms[scan]`); looked for once, as each PDF asks."""
    return all(map(find_spec, _NEEDED))


def read(*files: bytes, name: str, limits: ScanLimits = _DEFAULT_LIMITS) -> Sheet:
    """Read a picture, several in one TIFF, or several that are the pages of one document.

    Raises:
        ScannedDocument: `ipforms[scan]` is not installed.
        UnreadableDocument: it is broken.
        LimitExceeded: it is larger than `limits`.
    """
    if not is_installed():
        raise ScannedDocument(name)
    from ipforms.formats.scan import scan_reader

    return scan_reader.read(files, name, limits)


def page_reader(
    data: bytes, name: str, limits: ScanLimits = _DEFAULT_LIMITS
) -> "Callable[[PdfiumDocument, PdfPage], PdfPage] | None":
    """What recognises the pages of a PDF that are pictures; None if `ipforms[scan]` is not installed."""
    if not is_installed():
        return None
    from ipforms.formats.scan.pdf_pages import PdfPageReader

    return PdfPageReader(data, name, limits)
