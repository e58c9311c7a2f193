"""What a person says of a reading: which texts stand there otherwise than they were read, and which are right.

A correction is a text, decoded by the field's own codec as any other, so it is checked as if it had been read so. What
reading had doubted there is settled; what is wrong with the value itself is still said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ipforms.findings import Finding
from ipforms.messages import Note, Severity
from ipforms.paths import Place
from ipforms.pipeline.submission import Submission, field_finding, record_of
from ipforms.schemas.record_texts import decode

_OF_READING = ("reading.", "form.")
"""How the codes begin that doubt a reading, and not the value."""


def corrected(read: Submission, texts: Mapping[str, str], confirmed: Iterable[str] = ()) -> Submission:
    """A submission as a person who has compared it with the document says that it is. `read` stays as it was.

    Args:
        read: what was read.
        texts: by path what stands there; "" for nothing. The path of a row that was not read adds it.
        confirmed: the fields that were compared and are right as they were read.

    Returns:
        The same file with other values. All these fields are sure; each text is decoded by its field's codec, and what
        the codec says of it is a finding.

    >>> import ipforms
    >>> record = ipforms.form("jinhua-application").model(employees=321)
    >>> read = ipforms.read(ipforms.render(record))
    >>> corrected(read, {"employees": "327人"}).record.employees, read.record.employees
    (327, 321)
    """
    model, settled = read.form.model, read.confirmed | texts.keys() | set(confirmed)
    every = {**read.texts, **texts}
    labels = {path: each.label_text for path, each in read.found.items() if each.label_text and path not in texts}
    values, notes = decode(model, every, labels)
    record, refused = record_of(model, values)
    said = [(path, note) for path in texts for note in notes.get(path, ())]
    said += [(path, note) for path, note in refused if path in texts]
    kept = (each for each in read.findings if not _is_settled(each, texts, settled))
    return replace(
        read,
        values=record.model_dump(mode="json"),
        record=record,
        findings=(*kept, *_findings(read, said)),
        texts=every,
        confirmed=frozenset(settled),
    )


def _is_settled(finding: Finding, texts: Mapping[str, str], confirmed: Iterable[str]) -> bool:
    """Whether a finding of reading has no reason any more: the text is another, or is right in spite of a doubt."""
    if finding.path in texts or any(finding.path.startswith((f"{path}.", f"{path}[")) for path in texts):
        return True
    doubts = finding.code.startswith(_OF_READING) and finding.severity is not Severity.ERROR
    return doubts and finding.path in confirmed


def _findings(read: Submission, said: Iterable[tuple[str, Note]]) -> Iterator[Finding]:
    for path, note in said:
        place: Place | None = read.places.get(path)
        yield field_finding(read.form.model, path, note, place)
