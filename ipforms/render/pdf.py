"""Record → flat PDF: the template is filled, and the DOCX that a person would get is set by the PDF wing."""

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
    return Rendered(*formats.typeset(render_docx(record, template), archival=archival))
