"""Files of old formats → DOCX: made ready, converted together, looked at, and tried again where something is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from ipforms.errors import IpformsError, exceeded
from ipforms.formats.detect import Format
from ipforms.formats.docx.limits import Limits as PackageLimits
from ipforms.formats.docx.xml import parse
from ipforms.formats.office import compound, errors, html, opc, opendocument, rtf, wordml
from ipforms.formats.office.batch import DOCX, FLAT, FLAT_FILTER, Job, run
from ipforms.formats.office.limits import Limits
from ipforms.formats.office.made import Made, look
from ipforms.formats.office.process import Office
from ipforms.formats.office.program import program
from ipforms.formats.office.shared import Borrowed
from ipforms.formats.office.source import NAMES, Converted, Ready, Source
from ipforms.messages import Note

Outcome = Converted | IpformsError
"""What becomes of a file: an error is its own affair, and is no reason to stop."""


def convert(sources: Sequence[Source], limits: Limits | None = None) -> list[Outcome]:
    """Convert files, in one call of LibreOffice for those of one format; each outcome stands at its file's place.

    Args:
        sources: the files; see `detect` for their formats.
        limits: how much they may take; the usual ones if None.
    """
    bounds = limits or Limits()
    ready = [_attempt(source, bounds) for source in sources]
    outcomes: list[Outcome] = [each if isinstance(each, IpformsError) else _without(each) for each in ready]
    jobs = [(number, each) for number, each in enumerate(ready) if isinstance(each, Ready) and each.infilter]
    if jobs:
        named = [_Named(sources[number].name, sources[number].format, each) for number, each in jobs]
        for (number, _), outcome in zip(jobs, _by_office(named, bounds), strict=True):
            outcomes[number] = outcome
    return [_told(outcome, source) for outcome, source in zip(outcomes, sources, strict=True)]


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    format: Format
    ready: Ready

    @property
    def job(self) -> Job:
        return Job(self.name, self.ready.infilter, self.ready.suffix, self.ready.data)


def _attempt(source: Source, limits: Limits) -> Ready | IpformsError:
    try:
        if len(source.data) > limits.file_bytes:
            raise exceeded(source.name, "file_bytes", limits.file_bytes, count=len(source.data))
        return _WAYS[source.format](source, limits)
    except IpformsError as error:
        return error


_WAYS: dict[Format, Callable[[Source, Limits], Ready]] = {
    "doc": compound.word,
    "works": compound.works,
    "rtf": rtf.rtf,
    "odt": opendocument.odt,
    "fodt": opendocument.flat,
    "html": html.html,
    "mhtml": html.mhtml,
    "wordml": wordml.wordml,
    "opc": opc.opc,
}


def _without(ready: Ready) -> Converted:
    """A file that needs no LibreOffice; the others are still to come."""
    return Converted(ready.data, ready.notes)


def _told(outcome: Outcome, source: Source) -> Outcome:
    if isinstance(outcome, IpformsError):
        return outcome
    return replace(outcome, notes=(Note("reading.converted", {"format": NAMES[source.format]}), *outcome.notes))


def _by_office(files: list[_Named], limits: Limits) -> list[Outcome]:
    found = program()
    if found is None:
        return [errors.MissingOffice(file.name, NAMES[file.format]) for file in files]
    with Borrowed(found, limits) as office:
        made = run(office, [file.job for file in files], DOCX)
        return [_believed(office, file, result) for file, result in zip(files, made, strict=True)]


def _believed(office: Office, file: _Named, result: bytes | IpformsError) -> Outcome:
    if isinstance(result, IpformsError):
        return result
    try:
        seen = look(result, file.name)
        if _is_whole(seen, file.ready):
            return Converted(result, file.ready.notes)
        return _better(_another_way(office, file), Converted(result, file.ready.notes), file, seen)
    except IpformsError as error:
        return error


def _is_whole(seen: Made, ready: Ready) -> bool:
    return not seen.input_fields and not _has_lost_tables(seen, ready) and seen.rows >= (ready.rows or 0)


def _has_lost_tables(seen: Made, ready: Ready) -> bool:
    return ready.has_tables and not seen.tables


def _another_way(office: Office, file: _Named) -> Converted | None:
    """By way of OpenDocument, which is how LibreOffice itself holds a document."""
    (flat,) = run(office, [file.job], FLAT)
    if isinstance(flat, IpformsError):
        return None
    root = parse(file.name, "FODT", flat, PackageLimits(huge_xml=True))
    met = opendocument.clean(root)
    (docx,) = run(office, [Job(file.name, FLAT_FILTER, "fodt", etree.tostring(root))], DOCX)
    return Converted(docx, opendocument.notes(met)) if isinstance(docx, bytes) else None


def _better(second: Converted | None, first: Converted, file: _Named, seen: Made) -> Converted:
    """The second conversion unless it has fewer rows, and what is still missing in it."""
    again = look(second.docx, file.name) if second is not None else seen
    is_better = second is not None and again.rows >= seen.rows
    told = again if is_better else seen
    if _has_lost_tables(told, file.ready):
        raise errors.tables_lost(file.name)
    notes = list(first.notes)
    if file.ready.rows is not None and told.rows < file.ready.rows:
        notes.append(Note("reading.rows_lost", {"before": file.ready.rows, "after": told.rows}))
    if second is not None and is_better:
        return Converted(second.docx, (*notes, *second.notes))
    if seen.input_fields:
        notes.append(Note("reading.input_fields", {"count": seen.input_fields}))
    return Converted(first.docx, tuple(notes))
