"""How large the streams of a PDF become, measured before anything else inflates them.

A stream of 200 KB may inflate to 200 MB, and a stream of that to as much again. PDFium would do it unasked; so the
bytes are gone through first, and every stream is inflated piece by piece, only as far as the limits go.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from ipforms.errors import exceeded
from ipforms.formats.pdf.pdf_limits import PdfLimits

_STREAM = re.compile(rb"stream\r?\n")
_RESOURCE = re.compile(rb"/Length1\b|/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
# How much these filters can make of a byte.
_OTHERS = ((re.compile(rb"/(?:LZWDecode|LZW)\b"), 1_400), (re.compile(rb"/(?:RunLengthDecode|RL)\b"), 64))
_DICTIONARY, _STEP = 2_000, 1_000_000
_MOST_FILTERS = 4
_DRAWING, _USE = re.compile(rb"/Subtype\s*/Form\b"), re.compile(rb"/\S{1,80}\s+Do\b")
_OTHER_FILTER, _SHORTEST_USE = re.compile(rb"/(?:LZW|RunLength|RL|ASCII85|A85|ASCIIHex|AHx)(?:Decode)?\b"), 6
_ENOUGH = 1_000_000_000


def check_stream_sizes(data: bytes, name: str, limits: PdfLimits) -> None:
    """See that no stream inflates beyond the limits.

    Raises:
        LimitExceeded: one does, or all together, or there are too many, or drawings are drawn too often.
    """
    total, drawings = 0, _FormXObjects()
    for number, (dictionary, start, end) in enumerate(streams(data)):
        if number >= limits.streams:
            raise exceeded(name, "streams", limits.streams)
        is_resource = _RESOURCE.search(dictionary) is not None
        most = limits.resource_bytes if is_resource else limits.stream_bytes
        size = _size(dictionary, data[start:end], most)
        total += 0 if is_resource else size
        if size > most or total > limits.total_bytes:
            limit = most if size > most else limits.total_bytes
            raise exceeded(name, "inflated", limit)
        if not is_resource:
            drawings.add(dictionary, data[start:end], size)
    if drawings.bytes > limits.drawn_bytes:
        raise exceeded(name, "repeated_drawings", limits.drawn_bytes)


class _FormXObjects:
    """At most how many bytes of drawings are drawn, if each use draws the largest one.

    A drawing that uses others twice doubles them, and one that uses that one doubles them again.
    """

    def __init__(self) -> None:
        self._uses, self._times, self._largest = 0, 1, 0

    def add(self, dictionary: bytes, packed: bytes, size: int) -> None:
        """Look at a stream that is neither a font nor a picture."""
        is_drawing = _DRAWING.search(dictionary) is not None
        times = len(_FLATE.findall(dictionary))
        if times > 1 or _OTHER_FILTER.search(dictionary):
            # Not looked into: as many as there is room for.
            uses = size // _SHORTEST_USE
        else:
            uses = _uses_inflated(packed) if times else _uses(packed)
        if is_drawing:
            self._largest = max(self._largest, size)
            self._times = min(self._times * max(1, uses), _ENOUGH)
        else:
            self._uses += uses

    @property
    def bytes(self) -> int:
        """The bytes."""
        return self._uses * self._times * self._largest


def _uses(content: bytes) -> int:
    return len(_USE.findall(content)) if b"Do" in content else 0


def _uses_inflated(packed: bytes) -> int:
    engine, count = zlib.decompressobj(), 0
    while packed and not engine.eof:
        try:
            count += _uses(engine.decompress(packed, _STEP))
        except zlib.error:
            break
        packed = engine.unconsumed_tail
    return count


def streams(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The dictionary of each stream, and where its bytes begin and end."""
    end = 0
    while found := _STREAM.search(data, end):
        begin = max(end, found.start() - _DICTIONARY)
        dictionary = data[max(begin, data.rfind(b"obj", begin, found.start())) : found.start()]
        end = data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end + len(b"endstream")
        yield dictionary, found.end(), end


def _size(dictionary: bytes, packed: bytes, most: int) -> int:
    """How many bytes a stream has when inflated, or some number over `most`."""
    factor = 1
    for pattern, grows in _OTHERS:
        factor *= grows if pattern.search(dictionary) else 1
    times = len(_FLATE.findall(dictionary))
    if times > _MOST_FILTERS:
        return most + 1
    for turn in range(times):
        inflated = _inflated(packed, most, keep=turn < times - 1)
        if isinstance(inflated, int):
            return max(inflated, len(packed) if inflated <= most else inflated) * factor
        packed = inflated
    return len(packed) * factor


def _inflated(packed: bytes, most: int, *, keep: bool) -> bytes | int:
    """The inflated bytes if they are to be kept; else their number, as far as `most`."""
    engine, size, pieces = zlib.decompressobj(), 0, []
    while packed and size <= most and not engine.eof:
        try:
            piece = engine.decompress(packed, _STEP)
        except zlib.error:
            break
        size += len(piece)
        if keep:
            pieces.append(piece)
        packed = engine.unconsumed_tail
    return b"".join(pieces) if keep and size <= most else size
