"""How large the streams of a PDF become, measured before anything else inflates them.

A stream of 200 KB may inflate to 200 MB, and a stream of that to as much again. PDFium would do it unasked; so the
bytes are gone through first, and every stream is inflated piece by piece, only as far as the limits go.
"""

import re
import zlib
from collections.abc import Iterator

from ipforms.errors import exceeded
from ipforms.formats.pdf.pdf_limits import PdfLimits

_STREAM = re.compile(rb"stream\r?\n")
_RESOURCE = re.compile(
    rb"""/Length1\b                                                   # a TrueType font
      | /Subtype\s*/ (?:Image|Type1C|CIDFontType0C|OpenType) \b""",
    re.VERBOSE,
)
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
# How many bytes these filters can make of one.
_EXPANSION = ((re.compile(rb"/(?:LZWDecode|LZW)\b"), 1_400), (re.compile(rb"/(?:RunLengthDecode|RL)\b"), 64))
_NOT_FLATE = re.compile(
    rb"""/ (?: LZW | RunLength | RL | ASCII85 | A85 | ASCIIHex | AHx )
        (?:Decode)? \b""",
    re.VERBOSE,
)
_DICTIONARY = 2_000  # bytes before a stream in which its dictionary is looked for
_STEP = 1_000_000  # bytes that are inflated at a time
_MOST_FILTERS = 4  # one upon the other; an honest file has one or two
_FORM_XOBJECT, _USE = re.compile(rb"/Subtype\s*/Form\b"), re.compile(rb"/\S{1,80}\s+Do\b")
_SHORTEST_USE = 6  # bytes: "/F Do "
_ENOUGH = 1_000_000_000  # uses; there is no need to count further


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
        size, uses = _size_and_uses(dictionary, data[start:end], most, is_drawn=not is_resource)
        total += 0 if is_resource else size
        if size > most or total > limits.total_bytes:
            raise exceeded(name, "inflated", most if size > most else limits.total_bytes)
        if not is_resource:
            drawings.add(size, uses, is_drawing=_FORM_XOBJECT.search(dictionary) is not None)
    if drawings.bytes > limits.drawn_bytes and _drawn(data) > limits.drawn_bytes:
        raise exceeded(name, "repeated_drawings", limits.drawn_bytes)


def _drawn(data: bytes) -> float:
    """How many bytes of drawings are drawn, where it is worth counting each as often as it is used."""
    from ipforms.formats.pdf.drawing_sizes import drawn_bytes

    counted = drawn_bytes(data)
    return float("inf") if counted is None else counted


class _FormXObjects:
    """At most how many bytes of drawings are drawn, if each use draws the largest one.

    A drawing that uses others twice doubles them, and one that uses that one doubles them again.
    """

    def __init__(self) -> None:
        self._uses, self._times, self._largest = 0, 1, 0

    def add(self, size: int, uses: int, *, is_drawing: bool) -> None:
        """Count a stream that is neither a font nor a picture."""
        if is_drawing:
            self._largest = max(self._largest, size)
            self._times = min(self._times * max(1, uses), _ENOUGH)
        else:
            self._uses += uses

    @property
    def bytes(self) -> int:
        """The bytes."""
        return self._uses * self._times * self._largest


def streams(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The dictionary of each stream, and where its bytes begin and end."""
    end = 0
    while found := _STREAM.search(data, end):
        begin = max(end, found.start() - _DICTIONARY)
        dictionary = data[max(begin, data.rfind(b"obj", begin, found.start())) : found.start()]
        end = data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end + len(b"endstream")
        yield dictionary, found.end(), end


def _size_and_uses(dictionary: bytes, packed: bytes, most: int, *, is_drawn: bool) -> tuple[int, int]:
    """How many bytes a stream has when inflated, or some number over `most`; how many drawings it uses at most."""
    factor = 1
    for pattern, grows in _EXPANSION:
        factor *= grows if pattern.search(dictionary) else 1
    times = len(_FLATE.findall(dictionary))
    if times > _MOST_FILTERS:
        return most + 1, 0
    size, uses = len(packed), _uses(packed) if is_drawn and not times else 0
    for is_last in [False] * (times - 1) + [True] * (times > 0):
        inflated, pieces = 0, []
        for piece in _pieces(packed):
            inflated += len(piece)
            if inflated > most:
                return inflated * factor, 0
            uses += _uses(piece) if is_drawn and is_last else 0
            pieces += [] if is_last else [piece]
        size = max(inflated, len(packed)) if is_last else inflated
        packed = b"".join(pieces)
    # Other filters are not looked into: there are as many uses as there is room for.
    is_hidden = times > 1 or _NOT_FLATE.search(dictionary)
    return size * factor, size * factor // _SHORTEST_USE if is_hidden else uses


def _uses(content: bytes) -> int:
    return len(_USE.findall(content)) if b"Do" in content else 0


def _pieces(packed: bytes) -> Iterator[bytes]:
    """What is inflated of a stream, as far as it is whole."""
    inflater = zlib.decompressobj()
    while packed and not inflater.eof:
        try:
            yield inflater.decompress(packed, _STEP)
        except zlib.error:
            return
        packed = inflater.unconsumed_tail
