"""The calls that other systems make."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ipforms import formats
from ipforms.containers.file_format import OLE_MAGIC
from ipforms.errors import InvalidArgument, IpformsError, typed_errors, unreadable, why_not_opened
from ipforms.formats.foreign_files import foreign_file
from ipforms.intake.mail_members import is_mail, is_outlook_mail
from ipforms.pipeline.flattening import flattened
from ipforms.pipeline.source_file import SourceFile
from ipforms.pipeline.submission import Submission, submission_of

if TYPE_CHECKING:
    from ipforms.formats import ReadDocument

_UNNAMED = "data"  # what a file without a name is called in messages
_HEAD = 4_096  # bytes of a file in which what tells an old Office format stands


def read(
    source: str | os.PathLike[str] | bytes | BinaryIO, form: str | None = None, *, name: str | None = None
) -> Submission:
    """Read a returned form: a DOCX, a PDF with text, filled in its fields or printed, OFD, or an old Office format.

    The format is found in the file and not in its name. .doc, .wps, .rtf, .odt and HTML are converted by LibreOffice,
    which must be installed (docs/office.md).

    Args:
        source: a path, the bytes of a file, or an open binary file.
        form: the id of the form that it must be; otherwise it is found out.
        name: what to call it in messages; the file's own name if None, "data" where it has none.

    Returns:
        The values, where each was read, and what reading found.

    Raises:
        UnreadableDocument: the file is not there, or broken, or a scan (`ScannedDocument`).
        UnsupportedFormat: it is of a format that cannot be read; the error names it.
        LimitExceeded: it is larger than the limits that protect the process.
        MissingExtra: it takes LibreOffice (`MissingOffice`), which is not on this machine.
        NoForm: it is none of the known forms; `OtherForm`, that it is not the one that it must be.
        InvalidArgument: `source` is nothing that can be read from.

    >>> import ipforms
    >>> record = ipforms.form("jinhua-application").model(enterprise_name="金华双龙精密机械股份有限公司")
    >>> sub = ipforms.read(ipforms.render(record))
    >>> sub.form.id, sub.record == record, str(sub.places["enterprise_name"])
    ('jinhua-application', True, '第1个表格第1行第3列')
    """
    data, name = _loaded(source, name)
    with typed_errors(name):
        if is_mail(data, name) or (data.startswith(OLE_MAGIC) and is_outlook_mail(data)):
            raise foreign_file("mail", data, name)
        document = formats.read(data, name=name)
        made = submission_of(document.sheet, name, document.format, form)
    file = SourceFile.of(source, data) if document.has_pages else None
    return replace(made, source_file=file, name="" if name == _UNNAMED else name)


def read_pictures(paths: Sequence[Path], form: str | None = None) -> Submission:
    """Read photos of the pages of one form, as `read` does one file.

    Args:
        paths: the pictures, in the order of the pages; the first gives the name for messages.
        form: the id of the form that it must be; otherwise it is found out.
    """
    name = paths[0].name
    with typed_errors(name):
        document = formats.read_pictures([_loaded(path, None)[0] for path in paths], name=name)
        return submission_of(document.sheet, name, document.format, form)


def may_be_old(path: Path) -> bool:
    """Whether a file looks like one of an old Office format, by its beginning; `read_old` knows for sure."""
    try:
        with path.open("rb") as file:
            return formats.may_be_old(file.read(_HEAD))
    except OSError:
        return False


def read_old(paths: Iterable[Path], form: str | None = None) -> dict[Path, Submission | IpformsError]:
    """Read files of old Office formats together, with one call of LibreOffice for those of one format.

    Returns:
        What became of each; files that are of no old format, or cannot be opened, are left out.
    """
    old = {}
    for path in paths:
        with suppress(OSError):
            data = path.read_bytes()
            if formats.needs_conversion(data):
                old[path] = data
    documents = formats.read_together([(path.name, data) for path, data in old.items()])
    return {path: _read(document, path.name, form) for path, document in zip(old, documents, strict=True)}


def _read(document: "ReadDocument | IpformsError", name: str, form: str | None) -> Submission | IpformsError:
    if isinstance(document, IpformsError):
        return document
    try:
        with typed_errors(name):
            return submission_of(document.sheet, name, document.format, form)
    except IpformsError as error:
        return error


def flatten(source: str | os.PathLike[str] | bytes | BinaryIO, *, name: str | None = None) -> bytes:
    """Make print of the fields of a fillable PDF, whoever filled it in: people, another program, `render`.

    Args:
        source: a path, the bytes of a file, or an open binary file.
        name: what to call it in messages; the file's own name if None.

    Returns:
        The PDF without fields: their values are part of its pages, drawn with fonts that are in the file.

    Raises:
        UnreadableDocument: the file is not there, is no PDF, or is broken.

    >>> import ipforms
    >>> record = ipforms.form("jinhua-application").model(enterprise_name="金华双龙精密机械股份有限公司")
    >>> sub = ipforms.read(ipforms.flatten(ipforms.render(record, "pdf-form")))
    >>> sub.format, sub.record == record
    ('pdf', True)
    """
    data, name = _loaded(source, name)
    with typed_errors(name):
        return flattened(data, name)


def _loaded(source: str | os.PathLike[str] | bytes | BinaryIO, name: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), name or _UNNAMED
    try:
        if isinstance(source, str | os.PathLike):
            return Path(source).read_bytes(), name or Path(source).name
        data = source.read() if hasattr(source, "read") else None
        if isinstance(data, bytes):
            return data, name or str(getattr(source, "name", _UNNAMED))
    except (OSError, ValueError) as error:  # ValueError: a path with a null character, a file that is closed
        name = name or (str(source) if isinstance(source, str | os.PathLike) else _UNNAMED)
        raise unreadable(name, "not_opened", reason=why_not_opened(error)) from None
    raise InvalidArgument(argument="source", given=type(source).__name__, expected=("str", "Path", "bytes", "BinaryIO"))
