"""Where LibreOffice is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMED_BY = "IPFORMS_SOFFICE"
"""The environment variable that names the program, before any other place is looked at."""

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)


def program() -> str | None:
    """The path of LibreOffice's program, or None. Where the variable names one, no other is taken."""
    named = os.environ.get(NAMED_BY)
    if named:
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)
