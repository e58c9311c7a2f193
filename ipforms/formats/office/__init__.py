"""Old Office formats → DOCX, by LibreOffice where it takes that: .doc, .wps, .rtf, .odt, HTML, and Word's older XML.

- `office_files`: what goes in and what comes out
- `word_binary`, `rtf`, `opendocument`, `html`: a file looked at, and made harmless, before LibreOffice opens it
- `word_xml`: what is Word's XML already becomes a DOCX here
- `conversion`: all of it together, and another way where tables are lost
- `soffice_jobs`, `soffice`: one warm LibreOffice for each process, with its limits
- `soffice_setup`: where it is, and its settings
"""

from ipforms.formats.office.conversion import convert
from ipforms.formats.office.office_files import (
    ConversionFailed,
    ConvertedFile,
    MissingOffice,
    OfficeFile,
    OfficeLimits,
    TablesLost,
)
from ipforms.formats.office.soffice_jobs import close

__all__ = [
    "ConversionFailed", "ConvertedFile", "MissingOffice", "OfficeFile", "OfficeLimits", "TablesLost", "close",
    "convert",
]  # fmt: skip
