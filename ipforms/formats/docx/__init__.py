"""DOCX → Sheet: what a person sees in a Word document, walked element by element.

A returned form is not our own output: it went through Word, WPS and hands. Each module reads one thing:

- `package`, `relations`, `xml`: bytes → parts → elements; whatever is broken or hostile stops here with a typed error
- `document`: which parts are read, and how they make a Sheet
- `blocks`, `table`: paragraphs and tables, in the body and in a cell alike
- `plain`: a paragraph of characters alone → its text, in one go
- `line`, `runs`, `fields`, `controls`: any other paragraph → its text
- `art`: drawings → text boxes, and marks for what is no text
- `lists`, `styles`: numbers that Word makes itself, styles that hide
- `symbols`, `equation`: ticks of symbol fonts, boxed characters
- `met`: what a person should know, gathered on the way
"""

from __future__ import annotations

from ipforms.formats.docx.document import read, trail
from ipforms.formats.docx.limits import Limits

__all__ = ["Limits", "read", "trail"]
