"""The PDF wing: PDF → `Sheet`, DOCX → PDF, pictures of pages, comments. Outside of `formats`, nobody imports it.

A PDF knows of no cells and no paragraphs, so all is found by place. From the file to the Sheet:

- `pdf_limits`, `stream_sizes`: whatever is too large stops here, before PDFium touches it
- `pdfium_handles`, `pdfium_document`: the document opened with PDFium, page by page
- `page_text`, `page_objects`, `page_annotations` → `formats.pdf_page`: what a page shows, upright
- `acroform`: what form fields hold that PDFium does not tell: check boxes, choices, rich text
- `layout_analysis`: `PdfPage` → lines, tables, cells, paragraphs
- `whitespace_stream`: blanks and line breaks as they were typed, where a PDF of ours carries them
- `page_images`, `page_comments`: pictures of pages, what is painted over on them, comments
- `pdf_diagnostics`: damage, and what could not be read
- `pdf_reader`: these steps in order, and the document as one Sheet

The other way, `typesetting` makes a PDF of a DOCX.

PDFium is loaded by `pdf_reader` and what it needs, Typst by `typesetting`; this package alone loads neither.
"""
