"""Data that a PDF carries and nothing draws."""

from __future__ import annotations

import re

from ipforms.formats.pdf.whitespace_stream import MARK

_SIZE = re.compile(rb"/Size (\d+)")
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_START = re.compile(rb"startxref\s+(\d+)")
_MADE = b"D:19800101000000Z"  # fixed, as in the DOCX: the same data give the same bytes on any day


def with_hidden_stream(pdf: bytes, data: bytes) -> bytes:
    """A PDF with one stream more, where the standard has programs keep data of their own: the catalogue's /PieceInfo.

    Args:
        pdf: a file with a plain table of offsets, as Typst writes it.
        data: deflated.
    """
    trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"%%EOF")]
    size, root, start = (_number(pattern, trailer) for pattern in (_SIZE, _ROOT, _START))
    stream = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (size, MARK, len(data), data)
    made, table = pdf.rstrip() + b"\n", b"xref\n"
    for number, body in ((root, _catalogue(pdf, root, size)), (size, stream)):
        table += b"%d 1\n%010d 00000 n\r\n" % (number, len(made))
        made += body + b"\nendobj\n"
    entries = _SIZE.sub(b"/Size %d/Prev %d" % (size + 1, start), trailer[: trailer.index(b"startxref")])
    return made + table + entries + b"startxref\n%d\n%%%%EOF" % len(made)


def _catalogue(pdf: bytes, root: int, stream: int) -> bytes:
    begins = pdf.index(b"\n%d 0 obj" % root) + 1
    catalogue = pdf[begins : pdf.index(b"endobj", begins)].rstrip().removesuffix(b">>")
    return catalogue + b"/PieceInfo<</Ipforms<</LastModified(%s)/Private %d 0 R>>>>>>" % (_MADE, stream)


def _number(pattern: re.Pattern[bytes], trailer: bytes) -> int:
    found = pattern.search(trailer)
    if found is None:
        raise ValueError(f"no {pattern.pattern!r} in the trailer")
    return int(found[1])
