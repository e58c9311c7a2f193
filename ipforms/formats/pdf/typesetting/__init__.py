"""DOCX → flat PDF, without an office program.

1. `docx_layout` reads paragraphs, tables and pages as plain measures and texts: the XML is split into a
   frame with placeholders (`table_layout`), which is nearly always the same, and paragraphs
   (`paragraph_cache`, `paragraph_layout`, `run_layout`), each with its style (`style_sheet`);
2. whatever no embedded font can draw is found (`glyph_coverage`), so that the caller can name it;
3. Typst sets the pages (`typesetter`, `form.typ`): the program is one constant file, and texts reach it as JSON, so
   that no value can be code;
4. what no page shows, blanks and line breaks as they were typed, is put beside the pages, for reading, in a
   stream that nothing draws; `reading_order` gives the texts.
"""

import re

from ipforms.formats.pdf import glyph_coverage, whitespace_stream
from ipforms.formats.pdf.form_writer.object_writer import ObjectWriter, plain_stream
from ipforms.formats.pdf.typesetting import docx_layout, typesetter
from ipforms.formats.pdf.whitespace_stream import MARK
from ipforms.sheet import Sheet


def typeset_docx(document: bytes, *, archival: bool) -> tuple[bytes, str]:
    """The pages of a DOCX, see `ipforms.formats.typeset`."""
    laid_out = docx_layout.pages(document)
    data = typesetter.typeset(laid_out.layout, archival=archival)
    stream = whitespace_stream.stream(laid_out.texts, glyph_coverage.printed_text)
    return with_hidden_stream(data, stream), laid_out.lacking


def with_whitespace(data: bytes, typed: Sheet) -> bytes:
    """A PDF with its blanks beside it, see `ipforms.formats.with_whitespace`."""
    stream = whitespace_stream.stream(whitespace_stream.texts(typed), glyph_coverage.printed_text)
    return with_hidden_stream(data, stream)


_SIZE = re.compile(rb"/Size (\d+)")
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_MADE = b"D:19800101000000Z"  # fixed, as in the DOCX: the same data give the same bytes on any day


def with_hidden_stream(pdf: bytes, data: bytes) -> bytes:
    """A PDF with one stream more, where the standard has programs keep data of their own: the catalogue's /PieceInfo.

    Args:
        pdf: a file with a plain table of offsets, as Typst writes it.
        data: deflated.
    """
    _, _, trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")].partition(b"<<")
    size, root = (_number(pattern, trailer) for pattern in (_SIZE, _ROOT))
    file = ObjectWriter.of(pdf, {root})
    _, _, catalogue = file.changing[root].rstrip().removesuffix(b"endobj").partition(b"obj")
    own = b"/PieceInfo<</Ipforms<</LastModified(%s)/Private %d 0 R>>>>>>" % (_MADE, size)
    stream = plain_stream(data, MARK + b"/Filter/FlateDecode")
    objects = ((root, catalogue.strip().removesuffix(b">>") + own), (size, stream))
    return file.written(objects, _SIZE.sub(b"", trailer.rstrip().removesuffix(b">>")).strip())


def _number(pattern: re.Pattern[bytes], trailer: bytes) -> int:
    found = pattern.search(trailer)
    if found is None:
        raise ValueError(f"no {pattern.pattern!r} in the trailer")
    return int(found[1])
