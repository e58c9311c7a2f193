"""PDF pages as grey rasters with the places of their characters, and Word files to PDF."""

import re
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
from pypdfium2 import PdfDocument

DPI = 300  # all ink is put on paper at this resolution


@dataclass
class Char:
    """A printed character with its tight box in pixels."""

    text: str
    box: tuple[float, float, float, float]


@dataclass
class Page:
    """A printed page before anybody writes on it."""

    image: np.ndarray
    chars: list[Char]


@dataclass
class Span:
    """Some characters of a page that stand together on one line."""

    page: int
    chars: list[Char]
    start: int = 0  # among the characters of the page

    @property
    def box(self):
        boxes = np.array([c.box for c in self.chars])
        return (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))


def read_pages(pdf: bytes) -> list[Page]:
    """Every page of a PDF at 300 dpi."""
    document = PdfDocument(pdf)
    return [_page(document[i]) for i in range(len(document))]


def _page(page) -> Page:
    scale, height = DPI / 72, page.get_height()
    image = page.render(scale=scale, grayscale=True).to_numpy()
    image = np.array(image[:, :, 0] if image.ndim == 3 else image)
    text = page.get_textpage()
    whole, chars = text.get_text_range(), []
    if len(whole) != text.count_chars():  # characters outside of the BMP count twice: take them one by one
        whole = [text.get_text_range(i, 1) for i in range(text.count_chars())]
    for i, letter in enumerate(whole):
        if letter.strip():
            left, bottom, right, top = text.get_charbox(i)
            chars.append(Char(letter, tuple(v * scale for v in (left, height - top, right, height - bottom))))
    return Page(image, chars)


def find(pages: list[Page], wanted: str, whole: bool = True) -> list[Span]:
    """Where a text stands, white space aside; `whole`: not as a part of a longer text, and on one line."""
    wanted, out = re.sub(r"\s", "", wanted), []
    for number, page in enumerate(pages):
        text = "".join(c.text[0] for c in page.chars)
        at = text.find(wanted)
        while at >= 0 and wanted:
            span = Span(number, page.chars[at : at + len(wanted)], at)
            if not whole or _alone(page.chars, at, len(wanted)):
                out.append(span)
            at = text.find(wanted, at + 1)
    return out


def _alone(chars: list[Char], at: int, length: int) -> bool:
    run = chars[at : at + length]
    if any(not _line(a, b) for a, b in pairwise(run)):
        return False
    before = chars[at - 1] if at else None
    after = chars[at + length] if at + length < len(chars) else None
    free = before is None or before.text in "：:" or not _near(before, run[0])
    return free and (after is None or not _near(run[-1], after))


def _line(a: Char, b: Char) -> bool:
    return min(a.box[3], b.box[3]) + 25 > max(a.box[1], b.box[1]) and b.box[0] > a.box[0]


def _near(a: Char, b: Char) -> bool:
    """Whether b goes on where a ends: on the line, or the line below of a text that was broken."""
    high = max(a.box[3] - a.box[1], b.box[3] - b.box[1], 20)
    same = min(a.box[3], b.box[3]) > max(a.box[1], b.box[1]) - high * 0.3
    return same and -high < b.box[0] - a.box[2] < high * 1.1


def with_fonts(docx: bytes, body: str, head: str) -> bytes:
    """A Word file with other fonts: what another computer has."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name in ("word/document.xml", "word/styles.xml"):
                text = data.decode("utf-8")
                text = re.sub(r'w:eastAsia="[^"]*(?:标宋|黑体)[^"]*"', f'w:eastAsia="{head}"', text)
                text = re.sub(r'w:eastAsia="(?!zh-|en-)[^"]*(?:宋|楷)[^"]*"', f'w:eastAsia="{body}"', text)
                data = text.encode("utf-8")
            new.writestr(name, data)
    return out.getvalue()


def to_pdf(documents: dict[int, bytes]) -> dict[int, bytes]:
    """Many Word files to PDF by one run of LibreOffice."""
    if not documents:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, data in documents.items():
            (place / f"{number}.docx").write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        names = [str(place / f"{number}.docx") for number in documents]
        subprocess.run(
            [*command, "--outdir", folder, *names], check=True, capture_output=True, timeout=60 + 20 * len(names)
        )
        return {number: (place / f"{number}.pdf").read_bytes() for number in documents}
