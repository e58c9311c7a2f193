"""Objects of a PDF file as bytes, and the file that they make (ISO 32000-1, 7.3 and 7.5)."""

import re
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

_LEAST_DEFLATED = 160  # bytes; streams of a value break even at about 155, with the entry /Filter counted


def text(value: str) -> bytes:
    """A text string: UTF-16 with its mark, as a literal.

    >>> text("a(")
    b'(\\xfe\\xff\\x00a\\x00\\\\()'
    """
    data = b"\xfe\xff" + value.encode("utf-16-be", "surrogatepass")
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    # A bare CR would be read as LF.
    return b"(" + data.replace(b"\r", b"\\r") + b")"


def number(value: float, decimals: int = 2) -> bytes:
    """A number of a content stream.

    >>> number(12.0), number(3.14159), number(1234.5678912, 5)
    (b'12', b'3.14', b'1234.56789')
    """
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".").encode()


def numbers(*values: float, decimals: int = 2) -> bytes:
    """Several of them."""
    return b" ".join([number(value, decimals) for value in values])


def references(objects: Iterable[int]) -> bytes:
    """References to objects, by their numbers."""
    return b" ".join(b"%d 0 R" % each for each in objects)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream, deflated where that is worth it."""
    if len(data) > _LEAST_DEFLATED:
        data = zlib.compress(data, 6)
        entries += b"/Filter/FlateDecode"
    return plain_stream(data, entries)


def plain_stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream as it is: nobody keeps it, or its entries say how it is packed."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


_ENTRY = re.compile(rb"(\d{10}) (\d{5}) n")


@dataclass(frozen=True)
class ObjectWriter:
    """The objects of a file that stay as they are."""

    data: bytes  # the header, and one object behind the other
    offsets: Mapping[int, int]  # where each object begins, by its number
    changing: Mapping[int, bytes]  # the others, as they stand in the file

    @classmethod
    def of(cls, file: bytes, changing: Collection[int]) -> "ObjectWriter":
        """Take a file apart that was written in one piece, with a cross-reference table of one section."""
        end = int(file[file.rindex(b"startxref") :].split()[1])
        table = file[end : file.rindex(b"trailer")].split(b"\n")[2:]
        found = {number: int(entry[1]) for number, line in enumerate(table) if (entry := _ENTRY.match(line))}
        order = sorted(found, key=found.__getitem__)
        ends = dict(zip(order, [*(found[number] for number in order[1:]), end], strict=True))
        pieces, offsets, at = [file[: found[order[0]]]], dict[int, int](), found[order[0]]
        for number in order:
            if number not in changing:
                offsets[number] = at
                pieces.append(file[found[number] : ends[number]])
                at += len(pieces[-1])
        return cls(b"".join(pieces), offsets, {number: file[found[number] : ends[number]] for number in changing})

    def written(self, objects: Iterable[tuple[int, bytes]], trailer: bytes) -> bytes:
        """The file with further objects, or others in the place of those that change.

        Args:
            objects: numbers and bodies.
            trailer: entries of the trailer: /Root and /Info.
        """
        whole = {number: b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in objects}
        pieces, offsets, at = [self.data], dict(self.offsets), len(self.data)
        for number, piece in {**self.changing, **whole}.items():
            offsets[number] = at
            pieces.append(piece)
            at += len(piece)
        size = max(offsets) + 1
        free = b"0000000000 65535 f \n"
        table = [b"%010d 00000 n \n" % offsets[number] if number in offsets else free for number in range(size)]
        end = b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, at)
        return b"".join([*pieces, b"xref\n0 %d\n" % size, *table, end])
