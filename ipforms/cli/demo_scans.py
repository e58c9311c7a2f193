"""The scan and the photo of `ipforms demo`: a printed form with a seal, as it lies on a scanner and on a desk."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import ipforms
from ipforms.bulk.atomic_files import make_folder, write_whole
from ipforms.cli.compare import compare_files
from ipforms.cli.demo_data import DemoData
from ipforms.cli.terminal import Terminal
from ipforms.errors import MissingExtra
from ipforms.formats import scan
from ipforms.formats.fixed_pages import page_picture
from ipforms.schemas.base import FormModel

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI = 200  # of a scanner as offices set it
_LEAN = 0.7  # degrees by which a page lies askew on a scanner
_SEAL = 42 / 25.4 * _DPI  # pixels: round seals of companies measure 42 mm
_AT = 0.62, 0.77  # of the page: over the applicant's signature
_MOST = 200  # characters
_RED, _DESK, _WHITE = (205, 45, 50), (74, 66, 58), (255, 255, 255)
_CORNERS = (0.06, 0.05), (0.11, 0.96), (0.93, 0.94), (0.90, 0.07)  # of the photo: where the sheet's corners lie


def show_scans(terminal: Terminal, base: Path, returned: DemoData) -> None:
    """Compare a Word file with its stamped scan, and with a photo of the version before."""
    terminal.print("demo.scanning", style="bold")
    if not scan.is_installed():
        missing = MissingExtra(name=terminal.say("demo.file.stamped"), package="OCR", extra="scan")
        terminal.line(missing.message(terminal.lang))
        return
    folder = base / "11-scans"
    make_folder(folder)
    word = folder / terminal.say("demo.form_file")
    write_whole(word, ipforms.render(_short(returned.corrected)), overwrite=True)
    pictures = ("stamped", returned.corrected, _scan), ("photo", returned.incomplete, _photo)
    for key, form, picture in pictures:
        name = folder / terminal.say(f"demo.file.{key}")
        write_whole(name, picture(_printed(_short(form))), overwrite=True)
        compare_files(terminal, str(word), str(name))


def _short(form: Path) -> FormModel:
    """The record of a form, with no more text than goes onto one page."""
    record = ipforms.read(form).record
    text = str(getattr(record, "ip_protection_status", ""))
    return record.model_copy(update={"ip_protection_status": text.partition("\n")[0][:_MOST]})


def _printed(record: FormModel) -> Image:
    """The first page of a form, printed and sealed."""
    from PIL import Image, ImageChops, ImageDraw

    drawn = page_picture(ipforms.render(record, "pdf"), 1) or b""
    page = Image.open(io.BytesIO(drawn)).convert("RGB")
    left, top = (round(side * part - _SEAL / 2) for side, part in zip(page.size, _AT, strict=True))
    seal = Image.new("RGB", page.size, _WHITE)
    ImageDraw.Draw(seal).ellipse((left, top, left + _SEAL, top + _SEAL), outline=_RED, width=round(_SEAL / 35))
    return ImageChops.multiply(page, seal)


def _scan(page: Image) -> bytes:
    from PIL import Image

    target = io.BytesIO()
    turned = page.rotate(_LEAN, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    turned.save(target, "PDF", resolution=_DPI, creationDate=None, modDate=None)
    return target.getvalue()


def _photo(page: Image) -> bytes:
    from PIL import Image

    target = io.BytesIO()
    bordered = Image.new("RGB", (page.width * 2, page.height * 2), _DESK)
    bordered.paste(page, (page.width // 2, page.height // 2))
    size = page.width * 5 // 4, page.height * 5 // 4
    # PIL maps each corner of the new picture to a place in the old one: here the photo's corners on the desk.
    width, height = page.size
    outer = [
        (round(width * (0.5 - x if x < 0.5 else 2.5 - x)), round(height * (0.5 - y if y < 0.5 else 2.5 - y)))
        for x, y in _CORNERS
    ]
    quad = tuple(side for corner in outer for side in corner)
    bordered.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC).save(target, "JPEG", quality=85)
    return target.getvalue()
