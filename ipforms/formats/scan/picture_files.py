"""Files that are pictures: JPEG, PNG, TIFF with its pages, WebP, BMP, and a phone's HEIC."""

import io
import warnings
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

from ipforms.errors import exceeded, unreadable
from ipforms.formats.foreign_files import foreign_file
from ipforms.formats.scan.raster import POINTS_PER_INCH, Pixels, RasterPage, shown_size
from ipforms.formats.scan.scan_limits import MOST_SIDE, ScanLimits

if TYPE_CHECKING:
    from PIL.Image import Image

_PAGES = (400.0, 1_250.0)  # points of a page's longer side, A5 to A3: else what the file says of its size is of no use
_HEIC = "pi_heif"  # Pillow's plug-in that reads only: the one that writes as well carries an encoder under the GPL
_HEIC_BRANDS = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim")
_OBLONG = 1.02  # ratio of the sides of a pixel: faxes have 204 an inch across, and 98 or 196 down
_SEVERAL = "TIFF"  # the one format whose further pictures are pages; those of others are previews, or move


def pages(data: bytes, name: str, limits: ScanLimits) -> Iterator[RasterPage]:
    """The pictures of a file, one after the other, upright as a viewer shows them.

    Raises:
        UnreadableDocument: it is broken.
        LimitExceeded: it is larger than `limits`.
        UnsupportedFormat: it is HEIC, and the plug-in of the extra is missing.
    """
    if len(data) > limits.file_bytes:
        raise exceeded(name, "file_bytes", limits.file_bytes, count=len(data))
    from PIL import Image, ImageOps

    picture = _opened(data, name, limits)
    count = getattr(picture, "n_frames", 1) if picture.format == _SEVERAL else 1
    if count > limits.pages:
        raise exceeded(name, "pages", limits.pages, count=count)
    for number in range(count):
        try:
            picture.seek(number)
            size = _checked(picture, name, limits)
            picture.draft("RGB", (MOST_SIDE, MOST_SIDE))  # a JPEG is decoded at half its size, where that is enough
            upright = ImageOps.exif_transpose(picture)
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise unreadable(name, "picture_broken") from error
        turned = size[::-1] if size and upright.size != picture.size else size
        yield RasterPage(number + 1, _pixels(upright, turned), turned)


def _opened(data: bytes, name: str, limits: ScanLimits) -> "Image":
    from PIL import Image, UnidentifiedImageError

    if data[4:12] in _HEIC_BRANDS:
        with suppress(ImportError):
            import_module(_HEIC).register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit follows
            return Image.open(io.BytesIO(data))
    except Image.DecompressionBombError:
        raise exceeded(name, "pixels", limits.pixels) from None
    except UnidentifiedImageError as error:
        if data[4:12] in _HEIC_BRANDS:
            raise foreign_file("picture", data, name) from None
        raise unreadable(name, "picture_broken") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise unreadable(name, "picture_broken") from error


def _checked(picture: "Image", name: str, limits: ScanLimits) -> tuple[float, float] | None:
    """Width and height in points, as the file gives them.

    Raises:
        LimitExceeded: it has too many pixels.
    """
    if picture.width * picture.height > limits.pixels:
        raise exceeded(name, "pixels", limits.pixels, count=picture.width * picture.height)
    dpi = picture.info.get("dpi")
    with suppress(TypeError, ValueError, ZeroDivisionError):
        across, down = (float(each) for each in dpi or ())
        size = POINTS_PER_INCH * picture.width / across, POINTS_PER_INCH * picture.height / down
        if _PAGES[0] < max(size) < _PAGES[1]:
            return size
    return None


def _pixels(picture: "Image", size: tuple[float, float] | None) -> Pixels:
    """The pixels, no more than are looked at, as wide as they are high; what is transparent is white."""
    from PIL import Image

    if "A" in picture.getbands() or "transparency" in picture.info:
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        picture = paper
    width, height = picture.size
    across, down = (side / points for side, points in zip(picture.size, size or picture.size, strict=True))
    if max(across, down) > _OBLONG * min(across, down):
        width, height = round(width * max(1.0, down / across)), round(height * max(1.0, across / down))
    scale = min(1.0, MOST_SIDE / max(width, height))
    # Of one bit a pixel, grey between black and white is what makes small print legible.
    picture = picture.convert("L" if picture.mode in ("1", "L", "I;16") else "RGB")
    if scale < 1 or (width, height) != picture.size:
        width, height = (max(1, round(side * scale)) for side in (width, height))
        picture = picture.resize((width, height), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return np.asarray(picture.convert("RGB"), np.uint8)


_QUALITY = 70  # of 100; a page of a scan takes 300 to 700 KB, and small print has no fringes


def jpeg(pixels: Pixels) -> bytes:
    """Pixels as a JPEG file."""
    from PIL import Image

    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def pdf_of_pictures(data: bytes, name: str) -> bytes:
    """The pages of a picture as a PDF, each of the size that its places are given in; raises what `pages` does."""
    from PIL import Image

    found = list(pages(data, name, ScanLimits()))
    dpi = tuple(
        POINTS_PER_INCH * side / points
        for side, points in zip(found[0].pixels.shape[1::-1], shown_size(found[0]), strict=True)
    )
    first, *others = (Image.fromarray(page.pixels) for page in found)
    stream = io.BytesIO()
    dateless = {"creationDate": None, "modDate": None}  # otherwise the clock's, and no two copies are the same
    first.save(stream, "PDF", save_all=True, append_images=others, dpi=dpi, quality=_QUALITY, **dateless)
    return stream.getvalue()
