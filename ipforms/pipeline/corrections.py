"""What a person says of a reading: which texts stand there otherwise than they were read, and which are right.

A correction is a text, decoded by the field's own codec as any other, so it is checked as if it had been read so. What
reading had doubted there is settled; what is wrong with the value itself is still said.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from ipforms.findings import Finding
from ipforms.messages import Note, Severity
from ipforms.paths import Place
from ipforms.pipeline.submission import Submission, field_finding, record_of
from ipforms.schemas.record_texts import decode
from ipforms.text.regex import regex

T = TypeVar("T")

_ROW = regex(r"(\w+)\[(\d+)\]")
_OF_READING = ("reading.", "form.")  # how the codes begin that doubt a reading, and not the value


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
    rows = RowNumbers(every, texts)
    if rows.moved:
        read, settled = _renumbered(read, rows), frozenset(filter(None, map(rows.now, settled)))
        every, texts = rows.keys(every), rows.keys(texts)
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


class RowNumbers:
    """Which number each row of a section has once the rows that corrections have emptied are gone.

    A record has no blank rows, so those behind one move up in it; who corrects goes on calling them as they were read.

    Args:
        texts: all texts, the corrected ones among them.
        corrections: the paths that were corrected; only their sections can have been emptied.

    Attributes:
        moved: by section and number as read: the number now, None of a row that is gone; {} if all stay.
    """

    def __init__(self, texts: Mapping[str, str], corrections: Iterable[str]) -> None:
        touched = {found[1] for found in map(_ROW.match, corrections) if found}
        filled: dict[tuple[str, int], bool] = {}
        for path, text in texts.items():
            if (found := _ROW.match(path)) and found[1] in touched:
                key = found[1], int(found[2])
                filled[key] = filled.get(key, False) or bool(text.strip())
        self.moved: dict[tuple[str, int], int | None] = {}
        if not all(filled.values()):
            for section in touched:
                kept = sorted(number for (of, number), is_filled in filled.items() if of == section and is_filled)
                gone = (number for (of, number), is_filled in filled.items() if of == section and not is_filled)
                self.moved.update({(section, number): at for at, number in enumerate(kept)})
                self.moved.update(dict.fromkeys(((section, number) for number in gone), None))
        self._before = {(section, now): before for (section, before), now in self.moved.items() if now is not None}

    def now(self, path: str) -> str | None:
        """The path in the record of a field as it was read; None if its row is gone."""
        return _in_row(path, self.moved)

    def before(self, path: str) -> str:
        """The path as it was read of a field of the record."""
        return _in_row(path, self._before) or path

    def keys(self, mapping: Mapping[str, T]) -> dict[str, T]:
        """A mapping by paths as they are now."""
        return {now: value for path, value in mapping.items() if (now := self.now(path)) is not None}


def _in_row(path: str, numbers: Mapping[tuple[str, int], int | None]) -> str | None:
    found = _ROW.match(path)
    if found is None or (found[1], int(found[2])) not in numbers:
        return path
    number = numbers[found[1], int(found[2])]
    return None if number is None else f"{found[1]}[{number}]{path[found.end() :]}"


def _renumbered(read: Submission, rows: RowNumbers) -> Submission:
    findings = (
        replace(each, path=rows.now(each.path) or "") for each in read.findings if rows.now(each.path) is not None
    )
    return replace(
        read,
        texts=rows.keys(read.texts),
        places=rows.keys(read.places),
        found=rows.keys(read.found),
        findings=tuple(findings),
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
