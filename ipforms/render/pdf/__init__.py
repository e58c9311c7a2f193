"""Record → flat PDF, without an office program.

Five steps, a module each:

1. the template is filled, which gives the DOCX that a person would get (`ipforms.template`);
2. its paragraphs, tables and pages are read as plain measures and texts (`styles`, `runs`, `paragraphs`, `tables`,
   `pages`);
3. whatever no embedded font can draw is found (`glyphs`), so that the caller can name it;
4. Typst sets the pages (`typesetter`, `form.typ`): the program is one constant file, and texts reach it as JSON, so
   that no value can be code;
5. what no page shows, blanks and line breaks as they were typed, is put beside the pages (`carried`), for reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipforms import formats
from ipforms.render.docx import render_docx
from ipforms.render.rendered import Rendered
from ipforms.schemas.base import FormModel

if TYPE_CHECKING:
    from ipforms.template import Template


def render_pdf(record: FormModel, template: Template, *, archival: bool = False) -> Rendered:
    """The filled form as a PDF with its fonts inside; the same record gives the same bytes.

    Args:
        record: a record of the template's form.
        template: the tagged DOCX: page, grid, spans, heights, lines and font roles are its own.
        archival: make PDF/A-2b.

    Returns:
        The bytes, and the characters for which 〓 is printed, because no font of the package has them.

    Raises:
        InvalidText: a text holds a character that no document can hold.
    """
    # lxml and Typst are loaded with the first PDF.
    from ipforms.formats.pdf import whitespace_stream
    from ipforms.render.pdf import docx_layout, glyph_coverage, hidden_stream, typesetter

    document = render_docx(record, template)
    made = docx_layout.pages(document)
    texts = whitespace_stream.texts(formats.read(document).sheet) if made.texts is None else made.texts
    blanks = whitespace_stream.stream(texts, glyph_coverage.printed)
    return Rendered(
        hidden_stream.with_hidden_stream(typesetter.typeset(made.layout, archival=archival), blanks), made.lacking
    )
