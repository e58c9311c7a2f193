"""The pictures of an OFD document as those of a PDF, their bytes as they are wherever PDF knows their kind.

JPEG and PNG are what PDF knows as well; of a PNG with opacity colours and opacity are taken apart. Any other picture is
decoded by the wing of scans; where `ipforms[scan]` is not installed, only its place is kept.
"""

import ctypes
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pypdfium2.raw as pdfium

from ipforms.errors import IpformsError
from ipforms.formats import scan
from ipforms.formats.ofd.ofd_package import OfdPackage
from ipforms.formats.pdf.form_writer.object_writer import ObjectWriter, plain_stream
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdfium_document import open_pdf
from ipforms.formats.pdf.pdfium_handles import open_page

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">IIBBBBB")  # of PNG: width, height, bits, colour type, compression, filter, interlace
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of each colour type (PNG, 11.2.2)
_PALETTE, _WITH_OPACITY = 3, (4, 6)
_BASES = {0: b"/DeviceGray", 2: b"/DeviceRGB", 4: b"/DeviceGray", 6: b"/DeviceRGB"}
_JPEG_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]"}
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # segments of JPEG that tell its size (T.81, table B.1)
_MOST_PIXELS = 40_000_000  # a scan of A4 at 600 dots an inch has 35 million


class OfdPictures:
    """Gives pictures their names."""

    def __init__(self, package: OfdPackage) -> None:
        self._package = package
        self._names: dict[str, bytes] = {}

    def name(self, part: str) -> bytes:
        """The name under which a picture is drawn; "" is one that is not there."""
        return self._names.setdefault(part, b"I%d" % len(self._names))

    def objects(self, first: int) -> tuple[dict[bytes, int], list[tuple[int, bytes]]]:
        """The pictures as PDF objects from a number on: the number of each by its name, and all."""
        numbers, made = {}, list[tuple[int, bytes]]()
        for part, name in self._names.items():
            numbers[name] = first + len(made)
            data = self._package.picture(part) if part else b""
            made += enumerate(list(picture_objects(data, numbers[name])), numbers[name])
        return numbers, made


def picture_within(data: bytes) -> bytes:
    """The picture that other data hold, as those of a seal do, from its first byte on; b"" if there is none."""
    found = [at for at in (data.find(_PNG), data.find(_JPEG)) if at >= 0]
    return data[min(found) :] if found else b""


def picture_objects(data: bytes, number: int) -> Iterator[bytes]:
    """The objects of a picture from a number on, the picture itself first."""
    try:
        found = list(_png(data, number)) if data.startswith(_PNG) else list(_jpeg(data))
    except struct.error:  # cut off
        found = []
    if data and not found:
        found = list(_decoded(data))
    # One pixel that is not painted holds the place of what cannot be drawn.
    yield from found or [plain_stream(b"\x80", b"/Subtype/Image/Width 1/Height 1/ImageMask true/BitsPerComponent 1")]


def _image(width: int, height: int, bits: int, more: bytes, data: bytes) -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d" % (width, height, bits)
    return plain_stream(data, entries + more)


def _decoded(data: bytes) -> Iterator[bytes]:
    if not scan.is_installed():
        return
    from ipforms.formats.scan.picture_files import pages

    with suppress(IpformsError):
        pixels = next(pages(data, "", scan.ScanLimits(pixels=_MOST_PIXELS))).pixels
        height, width, _ = pixels.shape
        packed = zlib.compress(pixels.tobytes(), 1)
        yield _image(width, height, 8, b"/Filter/FlateDecode/ColorSpace/DeviceRGB", packed)


def _jpeg(data: bytes) -> Iterator[bytes]:
    at = 2 if data.startswith(_JPEG) else len(data)
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            bits, height, width, channels = struct.unpack_from(">BHHB", data, at + 4)
            if channels in _JPEG_SPACES and bits == 8 and width * height <= _MOST_PIXELS:
                more = b"/Filter/DCTDecode/ColorSpace" + _JPEG_SPACES[channels]
                yield _image(width, height, bits, more, data)
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def _png(data: bytes, number: int) -> Iterator[bytes]:
    chunks = {b"IDAT": b"", b"PLTE": b"", b"tRNS": b""}
    for kind, content in _chunks(data):
        chunks[kind] = chunks.get(kind, b"") + content
    width, height, bits, colours, _, _, interlace = _HEADER.unpack(chunks.get(b"IHDR", b""))
    channels, packed, clear = _CHANNELS.get(colours, 0), chunks[b"IDAT"], chunks[b"tRNS"]
    if not channels or interlace or bits not in (1, 2, 4, 8, 16) or width * height > _MOST_PIXELS:
        return
    how = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>"
    how %= (channels, bits, width)
    space = b"/ColorSpace" + _BASES.get(colours, b"")
    if colours == _PALETTE:
        palette = chunks[b"PLTE"]
        space = b"/ColorSpace[/Indexed/DeviceRGB %d<%s>]" % (len(palette) // 3 - 1, palette.hex().encode())
    has_opacity = colours in _WITH_OPACITY or (colours == _PALETTE and bool(clear))
    if not has_opacity:
        yield _image(width, height, bits, how + space, packed)
        return
    raw = _decoded_channels(width * channels, height, how, packed) if bits == 8 else b""
    if len(raw) != width * height * channels:
        return
    if colours == _PALETTE:
        opacity = raw.translate(clear[:256] + b"\xff" * (256 - len(clear)))
        yield _image(width, height, bits, how + space + b"/SMask %d 0 R" % (number + 1), packed)
    else:
        opacity, left = raw[channels - 1 :: channels], channels - 1
        shades = bytearray(width * height * left)
        for channel in range(left):
            shades[channel::left] = raw[channel::channels]
        more = space + b"/Filter/FlateDecode/SMask %d 0 R" % (number + 1)
        yield _image(width, height, bits, more, zlib.compress(shades, 1))
    yield _image(width, height, bits, b"/ColorSpace/DeviceGray/Filter/FlateDecode", zlib.compress(opacity, 1))


def _decoded_channels(columns: int, rows: int, how: bytes, packed: bytes) -> bytes:
    """The bytes of a picture, as PDFium unpacks them."""
    picture = _image(columns, rows, 8, b"/ColorSpace/DeviceGray" + how, packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", pages, page, picture, plain_stream(b"/I Do")]
    pdf = ObjectWriter(b"%PDF-1.7\n", {}, {}).written(enumerate(objects, 1), b"/Root 1 0 R")
    with open_pdf(pdf, "PNG", PdfLimits()) as document, open_page(document.handle, 1) as handle:
        found = pdfium.FPDFPage_GetObject(handle, 0) if handle else None
        size = pdfium.FPDFImageObj_GetImageDataDecoded(found, None, 0) if found else 0
        buffer = ctypes.create_string_buffer(size)
        if size:
            pdfium.FPDFImageObj_GetImageDataDecoded(found, buffer, size)
        return buffer.raw


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length
