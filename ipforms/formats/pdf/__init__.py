"""The PDF reader: PDF → `Sheet`. A PDF knows of no cells and no paragraphs, so all is found by place.

- `pdf_reader`: `read`, the steps below in order, and the document as one Sheet
- `stream_sizes`, `pdf_limits`: whatever is too large stops here, before PDFium touches it
- `pdfium_document`, `pdfium_handles`, `pdfium_calls`: the document opened with PDFium
- `page_text`, `page_objects`, `page_annotations` → `pdf_page`: what a page shows, upright (`page_rotation`)
- `acroform`, `rich_text`: what form fields hold that PDFium does not tell: check boxes, choices, rich text
- `layout_analysis`: `PdfPage` → lines, tables, cells, paragraphs
- `whitespace_stream`: blanks and line breaks as they were typed, where a PDF of ours carries them
- `pdf_diagnostics`: damage, and what could not be read
- `page_images`, `annotate`: pictures of pages; comments onto pages
"""

from __future__ import annotations

from ipforms.formats.pdf.errors import ScannedDocument
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdf_reader import read

__all__ = ["PdfLimits", "ScannedDocument", "read"]
