"""The fonts, formats and rich texts of an XLS, as far as they change what is seen.

Source: [MS-XLS] 2.4.122 (Font), 2.4.126 (Format), 2.4.188 (Palette), 2.4.353 (XF), 2.4.265 (SST), 2.5.293
(XLUnicodeRichExtendedString).
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ipforms.bulk.sources.cell_look import WHITE, CellLook, TextRun, is_grey
from ipforms.bulk.sources.number_format import BUILT_IN

FONT, FORMAT, XF, PALETTE, SST, CONTINUE = 0x31, 0x041E, 0xE0, 0x92, 0xFC, 0x3C  # numbers of records ([MS-XLS] 2.3.2)
_STRUCK = 0x08  # a bit of a font
_WHITES = (1, 9)  # indexes of colours
_AUTOMATIC = (64, 65, 0x7FFF)  # the program's own colours of paper and ink
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08  # bits of a string
_NO_FONT = 4  # an index that no font has: those behind it count from one less
_PLAIN = (False, "")
_GREYS = frozenset((22, 23, 55))  # indexes of colours, where the workbook has no palette of its own
_FIRST = 8  # the index of a palette's first colour


@dataclass
class XlsStyles:
    """How the cells of each XF record are shown, as its records are handed over one by one."""

    looks: list[CellLook] = field(default_factory=list)  # of each XF record, in their order
    texts: dict[int, tuple[TextRun, ...]] = field(default_factory=dict)  # shared strings of several looks, by number
    _fonts: list[tuple[bool, str]] = field(default_factory=list)
    _used: list[int] = field(default_factory=list)  # the font of each look
    _formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))

    def take(self, kind: int, body: bytes) -> None:
        """Take in a record of the workbook; others than those of styles are passed over."""
        if kind == FONT and len(body) >= 6:
            _, bits, colour = struct.unpack_from("<HHH", body)
            self._fonts.append((bool(bits & _STRUCK), _colour(colour)))
        elif kind == FORMAT and len(body) >= 5:
            self._formats[struct.unpack_from("<H", body)[0]] = _string(body[2:])
        elif kind == XF and len(body) >= 4:
            self.looks.append(self._look(body))
        elif kind == PALETTE:
            colours = (body[at : at + 3].hex().upper() for at in range(2, len(body) - 3, 4))
            own = {f"indexed {index}" for index, colour in enumerate(colours, _FIRST) if is_grey(colour)}
            inks = [self._font(font)[1] for font in self._used]  # it stands behind the looks
            self.looks = [replace(look, is_grey=ink in own) for look, ink in zip(self.looks, inks, strict=True)]

    def _look(self, body: bytes) -> CellLook:
        font, format_ = struct.unpack_from("<HH", body)
        is_struck, ink = self._font(font)
        self._used.append(font)
        code, grey = self._formats.get(format_, "General"), ink in {f"indexed {each}" for each in _GREYS}
        return CellLook.of(code, is_struck=is_struck, ink=ink, background=_background(body), is_grey=grey)

    def _font(self, index: int) -> tuple[bool, str]:
        index -= index > _NO_FONT
        return self._fonts[index] if index < len(self._fonts) else _PLAIN

    def take_strings(self, bodies: Sequence[bytes]) -> None:
        """Take in the shared strings: the bodies of their record and of those that continue it."""
        if not any(is_struck or ink == WHITE for is_struck, ink in self._fonts):
            return
        for number, (text, runs) in enumerate(_shared(bodies)):
            fonts = [self._font(font) for _, font in runs]
            if any(is_struck or ink == WHITE for is_struck, ink in fonts):
                self.texts[number] = tuple(self._cut(text, runs))

    def _cut(self, units: bytes, runs: Sequence[tuple[int, int]]) -> Iterator[TextRun]:
        starts = [*(2 * start for start, _ in runs), len(units)]
        yield TextRun(units[: starts[0]].decode("utf-16-le", "replace"))
        for (start, end), (_, font) in zip(pairwise(starts), runs, strict=True):
            yield TextRun(units[start:end].decode("utf-16-le", "replace"), *self._font(font))


def _colour(index: int) -> str:
    return WHITE if index in _WHITES else "" if index in _AUTOMATIC else f"indexed {index}"


def _background(body: bytes) -> str:
    """The colour of a fill; of BIFF 8 alone, whose XF has 20 bytes."""
    if len(body) < 20:
        return ""
    pattern, colours = body[17] >> 2, struct.unpack_from("<H", body, 18)[0]
    return WHITE if pattern == 0 else _colour(colours & 0x7F) or "painted"


def _string(data: bytes) -> str:
    """A format code: of BIFF 8 with its count in two bytes, of BIFF 5 in one."""
    count = struct.unpack_from("<H", data)[0]
    if len(data) >= 3 and len(data) - 3 == count * (1 + (data[2] & _WIDE)):
        return data[3:].decode("utf-16-le" if data[2] & _WIDE else "latin-1", "replace")
    return data[1:].decode("gb18030", "replace")


def _shared(bodies: Sequence[bytes]) -> Iterator[tuple[bytes, list[tuple[int, int]]]]:
    """Each shared string in UTF-16, with where its runs begin and their fonts; fewer where the table is broken."""
    reader = _Continued(bodies)
    try:
        _, count = struct.unpack("<II", reader.take(8))
        for _ in range(count):
            yield reader.string()
    except (struct.error, IndexError):
        return


class _Continued:
    """Bytes that go on from record to record. Characters that a record's end parts go on behind a byte of bits."""

    def __init__(self, bodies: Sequence[bytes]) -> None:
        self._bodies, self._body, self._at = list(bodies[1:]), bodies[0] if bodies else b"", 0
        self._next = 0

    def take(self, count: int) -> bytes:
        """So many bytes."""
        data = b""
        while len(data) < count:
            if self._at >= len(self._body):
                self._go_on()
            piece = self._body[self._at : self._at + count - len(data)]
            self._at += len(piece)
            data += piece
        return data

    def _go_on(self) -> None:
        self._body, self._at = self._bodies[self._next], 0
        self._next += 1

    def string(self) -> tuple[bytes, list[tuple[int, int]]]:
        """A string and its runs."""
        count, bits = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if bits & _RICH else 0
        extra = struct.unpack("<I", self.take(4))[0] if bits & _EXTENDED else 0
        text = self._characters(count, bits)
        found = [struct.unpack("<HH", self.take(4)) for _ in range(runs)]
        self.take(extra)  # how the text is pronounced
        return text, [(int(start), int(font)) for start, font in found]

    def _characters(self, count: int, bits: int) -> bytes:
        units = b""
        while len(units) < 2 * count:
            if self._at >= len(self._body):
                self._go_on()
                bits = self.take(1)[0]
            width = 2 if bits & _WIDE else 1
            piece = self.take(min(width * (count - len(units) // 2), len(self._body) - self._at))
            units += piece if width == 2 else piece.decode("latin-1").encode("utf-16-le")
        return units
