"""What is seen on a page and is no text: seals with their names, stamps, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipforms.formats.pdf.pdf_page import BoundingBox, PagePicture, PdfPage
from ipforms.formats.scan.imprints import Imprint
from ipforms.formats.scan.page_geometry import FLAT_DPI, POINT
from ipforms.formats.scan.raster import Mask, Pixels
from ipforms.formats.scan.seal_text import arc_text
from ipforms.formats.scan.signatures import signatures
from ipforms.formats.scan.text_recogniser import recogniser


def page_marks(flat: Pixels, imprints: Sequence[Imprint], page: PdfPage, letters: Mask) -> Iterator[PagePicture]:
    """The marks of a flat page.

    Args:
        flat: in its colours.
        imprints: its seals and stamps, in pixels.
        page: with the characters that were recognised on it.
        letters: its ink, without ruling lines and the ink of seals.
    """
    for each in imprints:
        is_named = each.kind == "seal" and each.shape in ("round", "oval")
        text = arc_text(flat, FLAT_DPI, each, _read).text if is_named else ""
        box = BoundingBox(*(round(side / POINT, 1) for side in each.box))
        yield PagePicture(each.kind, box, "", each.shape, each.colour, text)
    yield from signatures(flat, imprints, page, letters, _read)


def _read(lines: Sequence[Pixels]) -> list[tuple[str, float]]:
    """Texts of lines, and how likely their characters are on the whole."""
    found = recogniser().read(lines)
    chances = [sum(each.probability for each in line) / len(line) if line else 0.0 for line in found]
    return [("".join(each.text for each in line), chance) for line, chance in zip(found, chances, strict=True)]
