"""DOCX → flat PDF, without an office program.

1. `docx_layout` reads paragraphs, tables and pages as plain measures and texts: the XML is split (`xml_split`) into a
   frame with placeholders (`page_frame`, `table_layout`), which is nearly always the same, and
   paragraphs (`paragraph_cache`, `paragraph_layout`, `run_layout`), each with its style (`style_sheet`);
2. whatever no embedded font can draw is found (`glyph_coverage`), so that the caller can name it;
3. Typst sets the pages (`typesetter`, `form.typ`): the program is one constant file, and texts reach it as JSON, so
   that no value can be code;
4. what no page shows, blanks and line breaks as they were typed, is put beside the pages (`hidden_stream`), for
   reading; `reading_order` gives the texts where that takes no reader.
"""

from __future__ import annotations

from collections.abc import Callable

from ipforms.formats.pdf import glyph_coverage, whitespace_stream
from ipforms.formats.pdf.typesetting import docx_layout, hidden_stream, typesetter
from ipforms.sheet import Sheet


def typeset_docx(document: bytes, read: Callable[[bytes], Sheet], *, archival: bool) -> tuple[bytes, str]:
    """The pages of a DOCX, see `ipforms.formats.pdf.typeset_docx`."""
    laid_out = docx_layout.pages(document)
    texts = whitespace_stream.texts(read(document)) if laid_out.texts is None else laid_out.texts
    data = typesetter.typeset(laid_out.layout, archival=archival)
    stream = whitespace_stream.stream(texts, glyph_coverage.printed_text)
    return hidden_stream.with_hidden_stream(data, stream), laid_out.lacking


def with_whitespace(data: bytes, typed: Sheet) -> bytes:
    """A PDF with its blanks beside it, see `ipforms.formats.pdf.with_whitespace`."""
    stream = whitespace_stream.stream(whitespace_stream.texts(typed), glyph_coverage.printed_text)
    return hidden_stream.with_hidden_stream(data, stream)
