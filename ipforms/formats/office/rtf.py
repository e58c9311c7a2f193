"""RTF: counted before LibreOffice opens it, as its reader goes down with each group."""

import re
from itertools import accumulate

from ipforms.errors import exceeded
from ipforms.formats.office.office_files import OfficeFile, OfficeLimits, PreparedFile
from ipforms.messages import Note

_BRACE = re.compile(rb"\\[\\{}]|[{}]")
_STEPS = {b"{": 1, b"}": -1}
_ROW = re.compile(rb"(?<!\\)\\(?:nest)?row(?![a-z])")
_OUTSIDE = re.compile(
    rb"""\b INCLUDE (?:PICTURE|TEXT) \b      # fields
         | \\objautlink | \\objlink         # linked objects
         | \\\*\\template \s                 # the document's template""",
    re.VERBOSE,
)


def rtf(source: OfficeFile, limits: OfficeLimits) -> PreparedFile:
    """An RTF file; the ends of its rows are counted.

    Raises:
        LimitExceeded: it has too many groups and commands, or they are nested too deeply.
    """
    controls = source.data.count(b"\\") + source.data.count(b"{")
    if controls > limits.controls:
        raise exceeded(source.name, "markup", limits.controls, count=controls)
    if _depth(source.data) > limits.depth:
        raise exceeded(source.name, "depth", limits.depth)
    rows = len(_ROW.findall(source.data))
    outside = len(_OUTSIDE.findall(source.data))
    notes = (Note("reading.external", {"count": outside}),) if outside else ()
    return PreparedFile(source.data, "Rich Text Format", "rtf", rows, rows > 0, notes)


def _depth(data: bytes) -> int:
    return max(accumulate(_STEPS.get(found[0], 0) for found in _BRACE.finditer(data)), default=0)
