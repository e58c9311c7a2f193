"""PDF → Sheet: what a person sees on its pages, found by place alone, as a PDF knows of no cells and no paragraphs.

- `inflate`, `limits`: whatever is too large stops here, before PDFium touches it
- `engine`: the document opened with PDFium, and with `characters`, `strokes` and `annotations` each of its pages
- `calls`: PDFium's small questions, made cheap
- `stored`, `rich`: what fields hold that PDFium does not tell: boxes, choices, rich text
- `page`, `turned`: what is seen on an upright page
- `rules`, `grid`: ruling lines → tables → cells
- `letters`, `lines`, `breaks`, `items`: characters → lines → the text that was typed
- `entered`, `ticks`: fields and boxes among the print around them
- `tables`: a page taken apart
- `joining`, `furniture`: tables that go on over pages; headers and footers
- `spacing`, `restoring`: blanks and line breaks as they were typed, where a PDF of ours says so
- `document`: the pages as one Sheet
"""

from __future__ import annotations

from ipforms.formats.pdf.document import read
from ipforms.formats.pdf.errors import ScannedDocument
from ipforms.formats.pdf.limits import Limits

__all__ = ["Limits", "ScannedDocument", "read"]
