"""The words of a PDF with their places, fields drawn, as PDFium, poppler and MuPDF see them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
from lxml import etree

from tests.programs import program

Character = tuple[int, str, float, float]
"""A page, a character (of poppler, a word), and where it begins: x, and the middle of its line."""


def pdfium(data: bytes) -> list[Character]:
    """What PDFium draws: it reads the text of fields where they are print, so they become print for this."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        for number, page in enumerate(document, 1):
            assert pypdfium2.raw.FPDFPage_Flatten(page.raw, pypdfium2.raw.FLAT_NORMALDISPLAY) >= 0
            height = page.get_height()
            again = document[number - 1]
            text = again.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, _, top = text.get_charbox(index, loose=True)
                found.append((number, text.get_text_range(index, 1), left, height - (bottom + top) / 2))
    return _seen(found)


def mupdf(file: Path) -> list[Character]:
    """What `mutool draw` writes."""
    command = [program("mutool", "mupdf-tools"), "draw", "-q", "-F", "stext", str(file)]
    told = subprocess.run(command, check=True, capture_output=True).stdout
    found = []
    for number, page in enumerate(etree.fromstring(told).iter("page"), 1):
        for each in page.iter("char"):
            x, y = map(float, each.get("quad").split()[:2])
            below = float(each.get("quad").split()[5])
            found.append((number, each.get("c"), x, (y + below) / 2))
    return _seen(found)


def poppler(file: Path) -> list[Character]:
    """What `pdftotext -bbox` writes."""
    command = [program("pdftotext", "poppler-utils"), "-q", "-bbox", str(file), "-"]
    told = subprocess.run(command, check=True, capture_output=True).stdout
    found = []
    root = etree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", told))
    for number, page in enumerate(root.iter("{http://www.w3.org/1999/xhtml}page"), 1):
        for word in page.iter("{http://www.w3.org/1999/xhtml}word"):
            left, top, bottom = (float(word.get(side)) for side in ("xMin", "yMin", "yMax"))
            found.append((number, word.text, left, (top + bottom) / 2))
    return found


def _seen(found: list[Character]) -> list[Character]:
    return [each for each in found if each[1].strip("\0\r\n\t \u3000￾")]
