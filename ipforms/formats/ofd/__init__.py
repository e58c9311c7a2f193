"""The OFD wing (GB/T 33190-2016, 版式文档): OFD → the pages of a PDF, and a PDF of ours → OFD.

- `ofd_package`, `ofd_document`: the ZIP of XML parts, its documents, what their pages share
- `page_drawing` with `text_positions`, `ofd_pictures`, `drawn_glyphs`: what is drawn, as PDF has it
- `ofd_to_pdf`: these together as one PDF, which the reader of PDF reads
- `ofd_values`: numbers, boxes and colours as attributes hold them
"""

from ipforms.formats.ofd.ofd_to_pdf import PdfPages, pdf_pages

__all__ = ["PdfPages", "pdf_pages"]
