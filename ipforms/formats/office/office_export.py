"""A DOCX as LibreOffice saves it: what comes back from those who open a form in it."""

from __future__ import annotations

from ipforms.errors import IpformsError
from ipforms.formats.office.office_files import MissingOffice, OfficeLimits
from ipforms.formats.office.shared_soffice import SharedSoffice
from ipforms.formats.office.soffice_jobs import DOCX, ConversionJob, run
from ipforms.formats.office.soffice_setup import program

_READS_DOCX = "MS Word 2007 XML"
_SAVES = {"docx": DOCX, "doc": "doc:MS Word 97", "pdf": "pdf:writer_pdf_Export"}


def saved_as(document: bytes, to: str, name: str = "DOCX") -> bytes:
    """A DOCX as a file of another format: "docx", "doc" or "pdf".

    Raises:
        MissingOffice: LibreOffice is not on this machine.
        IpformsError: it fails.
    """
    found = program()
    if found is None:
        raise MissingOffice(name, to.upper())
    with SharedSoffice(found, OfficeLimits()) as office:
        (made,) = run(office, [ConversionJob(name, _READS_DOCX, "docx", document)], _SAVES[to])
    if isinstance(made, IpformsError):
        raise made
    return made
