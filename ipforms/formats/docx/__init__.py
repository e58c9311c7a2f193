"""The DOCX wing: DOCX → `Sheet`, what a person sees in a Word document, walked element by element.

A returned form is not our own output: it went through Word, WPS and hands. Each module reads one thing:

- `docx_package`: bytes → parts (`ipforms.containers`); what is none of Word's stops here with a typed error
- `docx_reader`: which parts are read, and how they make a Sheet
- `blocks`, `docx_table`, `merged_cells`: paragraphs and tables, in the body and in a cell alike
- `paragraph_text`, `inline`, `runs`, `complex_fields`, `content_controls`: a paragraph → its text
- `drawings`: drawings → text boxes, and marks for what is no text
- `numbering`, `style_properties`: numbers that Word makes itself, styles that hide
- `symbol_fonts`: ticks of symbol fonts
- `alternate_content`: what is written twice, and read once
- `docx_context`, `docx_diagnostics`: the state of one reading, and what a person should know of the file
"""

from ipforms.formats.docx.docx_context import DocxLimits
from ipforms.formats.docx.docx_reader import read, trail

__all__ = ["DocxLimits", "read", "trail"]
