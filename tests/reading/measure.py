"""What reading makes of a replica: how many values are exact, which misses nothing tells of, which text is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import ipforms
from ipforms.codes.masking import masked_text
from ipforms.formats import docx
from ipforms.matching.form_detection import detect_forms
from ipforms.matching.text_blocks import text_blocks
from ipforms.pipeline.submission import Submission, submission_of
from ipforms.text import searchable
from tests.reading.strategies import flat, print_of
from tests.replicas import Replica, replica

_SIGNS = re.compile(r"[\W_]+")
_DATE_PRINT = ("年", "月", "日")


@dataclass(frozen=True)
class Outcome:
    """One replica, read."""

    form_id: str  # which form was found
    fields: int  # how many values it should have
    missed: dict[str, tuple[object, object]]  # path → (read, expected), of those that differ
    silent: tuple[str, ...]  # the paths of `missed` that no finding tells of
    lost: tuple[tuple[str, str], ...]  # words that are in no value, no known print and no finding, by their place


@cache
def outcome(form_id: str, seed: int, *switches: str) -> Outcome:
    """Make a replica and read it."""
    made = replica(form_id, seed, *switches)
    sheet = docx.read(made.data, name="replica.docx")
    sub = submission_of(sheet, "replica.docx", "docx")
    missed = dict(_missed(sub, made))
    silent = tuple(path for path in missed if not _is_told(path, made, sub))
    return Outcome(sub.form.id, _fields(made), missed, silent, tuple(_lost(sheet, sub)))


def _fields(made: Replica) -> int:
    """Blank fields count too: a value that appears in one is as wrong as one that is lost."""
    return len(ipforms.form(made.form_id).template.fields) + len(dict(flat(made.expected)))


def _missed(sub: Submission, made: Replica) -> Iterator[tuple[str, tuple[object, object]]]:
    got, expected = dict(flat(sub.values)), dict(flat(made.expected))
    for path in {**expected, **got}:
        if got.get(path) != expected.get(path):
            yield path, (got.get(path), expected.get(path))


def _is_told(path: str, made: Replica, sub: Submission) -> bool:
    """Whether a finding names the field or what it is a part of, or quotes what was written there."""
    names = {path, *(path[: cut.start()] for cut in re.finditer(r"[.\[]", path))}
    quoted = "".join(searchable(str(value)) for finding in sub.findings for value in finding.note.context.values())
    written = searchable(made.written.get(path) or made.written.get(path.rpartition(".")[0]) or "")
    return any(finding.path in names for finding in sub.findings) or bool(written and written[:20] in quoted)


def _lost(sheet: ipforms.sheet.Sheet, sub: Submission) -> Iterator[tuple[str, str]]:
    matchers = {each.id: each.matcher for each in ipforms.forms()}
    found = text_blocks(sheet, frozenset().union(*(matcher.keys for matcher in matchers.values())))
    document = detect_forms(matchers, sheet).instances
    texts = [text for each in document for text in each.match.fields.texts.values()]
    prints = [text for each in document for text in print_of(each.form_id)]
    told = [said for each in (sub, *sub.others) for said in _found(each)]
    known = _longest_first((*_said(texts), *told, *prints, *_DATE_PRINT))
    pattern = re.compile("|".join(map(re.escape, known)))
    quoted = searchable("".join(told))
    for place, text in [*((str(block.place), block.searchable) for block in found), *_apart(sheet)]:
        if searchable(masked_text(text, len(text))) in quoted:
            continue
        for word in _SIGNS.split(pattern.sub(" ", text)):
            # The numbers of rows are print.
            if word and not re.fullmatch(r"\d{1,3}", word):
                yield place, word


def _said(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield searchable(text)
        yield from map(searchable, re.split("[\n，]", text))  # parts of a sum may have stood in a row each


def _found(sub: Submission) -> Iterator[str]:
    """The texts of findings, and their words: what is personal in them is masked."""
    for finding in sub.findings:
        for value in finding.note.context.values():
            said = searchable(str(value))
            yield said
            yield from (word for word in _SIGNS.split(said) if len(word) > 1)


def _apart(sheet: ipforms.sheet.Sheet) -> Iterator[tuple[str, str]]:
    for paragraph in sheet.margins:
        yield paragraph.place.part, searchable(paragraph.text)


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted({text.strip("()") for text in texts} - {""}, key=len, reverse=True)
