"""Files of old formats → DOCX: made ready, converted together, tried again where something is lost; and back."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.file_format import FileFormat
from ipforms.containers.safe_xml import parse
from ipforms.containers.zip_archive import ZipArchive
from ipforms.errors import IpformsError, exceeded, typed_errors
from ipforms.formats.office import html, opendocument, rtf, word_binary, word_xml
from ipforms.formats.office.office_files import (
    NAMES,
    ConvertedFile,
    MissingOffice,
    OfficeFile,
    OfficeLimits,
    PreparedFile,
    TablesLost,
)
from ipforms.formats.office.soffice import Soffice
from ipforms.formats.office.soffice_jobs import DOCX, FLAT, FLAT_FILTER, ConversionJob, SharedSoffice, run
from ipforms.formats.office.soffice_setup import program
from ipforms.messages import Bilingual, Note

_ROW, _TABLE = re.compile(rb"<w:tr[ >]"), re.compile(rb"<w:tbl>")
_INPUT = re.compile(rb"<w:instrText[^>]*>\s*FILLIN\b")

Outcome = ConvertedFile | IpformsError  # what becomes of a file: an error is its own affair, and is no reason to stop


def convert(sources: Sequence[OfficeFile], limits: OfficeLimits | None = None) -> list[Outcome]:
    """Convert files, in one call of LibreOffice for those of one format; each outcome stands at its file's place.

    Args:
        sources: the files; see `file_format` for their formats.
        limits: how much they may take; the usual ones if None.
    """
    bounds = limits or OfficeLimits()
    ready = [_prepared(source, bounds) for source in sources]
    outcomes: list[Outcome] = [
        each if isinstance(each, IpformsError) else ConvertedFile(each.data, each.notes) for each in ready
    ]
    jobs = [(number, each) for number, each in enumerate(ready) if isinstance(each, PreparedFile) and each.infilter]
    if jobs:
        named = [_PreparedJob(sources[number].name, sources[number].format, each) for number, each in jobs]
        for (number, _), outcome in zip(jobs, _by_office(named, bounds), strict=True):
            outcomes[number] = outcome
    return [_with_format_note(outcome, source) for outcome, source in zip(outcomes, sources, strict=True)]


@dataclass(frozen=True, slots=True)
class _PreparedJob:
    name: str
    format: FileFormat
    ready: PreparedFile

    @property
    def job(self) -> ConversionJob:
        return ConversionJob(self.name, self.ready.infilter, self.ready.suffix, self.ready.data)


def _prepared(source: OfficeFile, limits: OfficeLimits) -> PreparedFile | IpformsError:
    try:
        if len(source.data) > limits.file_bytes:
            raise exceeded(source.name, "file_bytes", limits.file_bytes, count=len(source.data))
        with typed_errors(source.name):
            return _WAYS[source.format](source, limits)
    except IpformsError as error:
        return error


_WAYS: dict[FileFormat, Callable[[OfficeFile, OfficeLimits], PreparedFile]] = {
    "doc": word_binary.word,
    "works": word_binary.works,
    "rtf": rtf.rtf,
    "odt": opendocument.odt,
    "fodt": opendocument.flat,
    "html": html.html,
    "mhtml": html.mhtml,
    "wordml": word_xml.wordml,
    "opc": word_xml.opc,
}


def _with_format_note(outcome: Outcome, source: OfficeFile) -> Outcome:
    if isinstance(outcome, IpformsError):
        return outcome
    return replace(outcome, notes=(Note("reading.converted", {"format": NAMES[source.format]}), *outcome.notes))


def _by_office(files: list[_PreparedJob], limits: OfficeLimits) -> list[Outcome]:
    found = program()
    if found is None:
        return [MissingOffice(file.name, NAMES[file.format]) for file in files]
    with SharedSoffice(found, limits) as office:
        made = run(office, [file.job for file in files], DOCX)
        return [_verified(office, file, result) for file, result in zip(files, made, strict=True)]


def _verified(office: Soffice, file: _PreparedJob, result: bytes | IpformsError) -> Outcome:
    if isinstance(result, IpformsError):
        return result
    try:
        seen = _table_counts(result, file.name)
        if _is_whole(seen, file.ready):
            return ConvertedFile(result, file.ready.notes)
        return _better(_another_way(office, file), ConvertedFile(result, file.ready.notes), file, seen)
    except IpformsError as error:
        return error


def _is_whole(seen: "_TableCounts", ready: PreparedFile) -> bool:
    return not seen.input_fields and not _has_lost_tables(seen, ready) and seen.rows >= (ready.rows or 0)


def _has_lost_tables(seen: "_TableCounts", ready: PreparedFile) -> bool:
    return ready.has_tables and not seen.tables


def _another_way(office: Soffice, file: _PreparedJob) -> ConvertedFile | None:
    """By way of OpenDocument, which is how LibreOffice itself holds a document."""
    (flat,) = run(office, [file.job], FLAT)
    if isinstance(flat, IpformsError):
        return None
    root = parse(file.name, "FODT", flat, ContainerLimits(huge_xml=True))
    met = opendocument.clean(root)
    (docx,) = run(office, [ConversionJob(file.name, FLAT_FILTER, "fodt", etree.tostring(root))], DOCX)
    return ConvertedFile(docx, opendocument.notes(met)) if isinstance(docx, bytes) else None


def _better(
    second: ConvertedFile | None, first: ConvertedFile, file: _PreparedJob, seen: "_TableCounts"
) -> ConvertedFile:
    """The second conversion unless it has fewer rows, and what is still missing in it."""
    again = _table_counts(second.docx, file.name) if second is not None else seen
    is_better = second is not None and again.rows >= seen.rows
    told = again if is_better else seen
    if _has_lost_tables(told, file.ready):
        raise TablesLost(name=file.name, reason=Bilingual("unreadable.office_tables_lost"))
    notes = list(first.notes)
    if file.ready.rows is not None and told.rows < file.ready.rows:
        notes.append(Note("reading.rows_lost", {"before": file.ready.rows, "after": told.rows}))
    if second is not None and is_better:
        return ConvertedFile(second.docx, (*notes, *second.notes))
    if seen.input_fields:
        notes.append(Note("reading.input_fields", {"count": seen.input_fields}))
    return ConvertedFile(first.docx, tuple(notes))


@dataclass(frozen=True, slots=True)
class _TableCounts:
    """A DOCX of LibreOffice."""

    # tables, rows: how many it has
    tables: int
    rows: int
    input_fields: int  # fields that LibreOffice writes several times


def _table_counts(docx: bytes, name: str) -> _TableCounts:
    """Count what may have been lost, or said again.

    Raises:
        UnreadableDocument, LimitExceeded: LibreOffice's file is broken, or too large.
    """
    document = ZipArchive(docx, name, ContainerLimits()).read("word/document.xml") or b""
    return _TableCounts(*(len(pattern.findall(document)) for pattern in (_TABLE, _ROW, _INPUT)))


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
