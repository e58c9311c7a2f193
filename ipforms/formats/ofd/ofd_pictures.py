"""The pictures of an OFD document as those of a PDF, their bytes as they are wherever PDF knows their kind.

JPEG and PNG are what PDF knows as well. A PNG with opacity is taken twice: once for its colours, once for its opacity.
Any other picture is decoded by the wing of scans; where `ipforms[scan]` is not installed, only its place is kept.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress

from ipforms.errors import IpformsError
from ipforms.formats import scan
from ipforms.formats.ofd.ofd_package import OfdPackage

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">IIBBBBB")  # of PNG: width, height, bits, colour type, compression, filter, interlace
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of each colour type (PNG, 11.2.2)
_PALETTE, _BASES = 3, {0: b"/DeviceGray", 2: b"/DeviceRGB", 4: b"/DeviceGray", 6: b"/DeviceRGB"}
# What leaves the colours, and what leaves the opacity, of channels that end with it (ISO 32000-1, 7.10.5).
_TINTS = {4: (b"{pop}", b"{exch pop}"), 6: (b"{pop}", b"{4 1 roll pop pop pop}")}
_JPEG_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]"}
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # segments of JPEG that tell its size (T.81, table B.1)
_MOST_PIXELS = 40_000_000  # a scan of A4 at 600 dots an inch has 35 million


class OfdPictures:
    """Gives pictures their names.

    Args:
        package: the file.
    """

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
    yield from found or [_stream(b"/Subtype/Image/Width 1/Height 1/ImageMask true/BitsPerComponent 1", b"\x80")]


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def _image(width: int, height: int, bits: int, more: bytes, data: bytes) -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d" % (width, height, bits)
    return _stream(entries + more, data)


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
    channels, packed = _CHANNELS.get(colours, 0), chunks[b"IDAT"]
    if not channels or interlace or bits not in (1, 2, 4, 8, 16) or width * height > _MOST_PIXELS:
        return
    how = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>/ColorSpace"
    how %= (channels, bits, width)
    space, mask = _spaces(colours, chunks[b"PLTE"], chunks[b"tRNS"], number + 2)
    yield _image(width, height, bits, how + space + (b"/SMask %d 0 R" % (number + 1) if mask else b""), packed)
    if mask:
        yield _image(width, height, bits, how + mask, packed)
    for tint in _TINTS.get(colours, ()):
        left = channels - 1 if tint == b"{pop}" else 1
        yield _stream(b"/FunctionType 4/Domain[%s]/Range[%s]" % (b"0 1 " * channels, b"0 1 " * left), tint)


def _spaces(colours: int, palette: bytes, clear: bytes, number: int) -> tuple[bytes, bytes]:
    """The colour space of a PNG, and that of its opacity, b"" if it has none; functions have numbers from one on."""
    if colours in _TINTS:
        names = b"".join(b"/C%d" % at for at in range(_CHANNELS[colours]))
        spaces = (
            b"[/DeviceN[%s]%s %d 0 R]" % (names, base, number + at)
            for at, base in enumerate((_BASES[colours], _BASES[4]))
        )
        return next(spaces), next(spaces)
    if colours != _PALETTE:
        return _BASES[colours], b""
    last = max(0, len(palette) // 3 - 1)
    opaque = clear[: last + 1] + b"\xff" * (last + 1 - len(clear))
    mask = b"[/Indexed/DeviceGray %d<%s>]" % (last, opaque.hex().encode()) if clear else b""
    return b"[/Indexed/DeviceRGB %d<%s>]" % (last, palette.hex().encode()), mask


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length
