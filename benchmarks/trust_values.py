"""Every value of a document beside what stands on its paper: exact, wrong, wrong in silence, and how sure it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import ipforms
from ipforms import paths

UNKNOWN, REFUSED = "unknown", "refused"
LEVELS = ("sure", "likely", "doubtful", UNKNOWN, REFUSED)
"""How certain a value was called; of a document that raises, none was read."""


@dataclass(frozen=True)
class Truth:
    """A line of truth.jsonl."""

    file: str  # the document's path
    form: str  # the id of its form
    layout: str  # how it was laid out
    habits: tuple[str, ...]  # what was done to it
    values: Mapping[str, Any]  # what a person reads in it, in the shape of a record's JSON
    accept: Mapping[str, Iterable[Any]]  # path → other values that are right there too
    told: tuple[str, ...]  # paths on which there must be a finding, whatever is read


class Judged(NamedTuple):
    """One value."""

    path: str
    expected: Any
    got: Any
    is_right: bool
    is_told: bool
    certainty: str


@dataclass(frozen=True)
class Document:
    """A document, read."""

    truth: Truth  # what it should have given
    values: tuple[Judged, ...]  # each of its values, judged
    findings: tuple[str, ...] = ()  # the codes and paths of what reading found
    untold: tuple[str, ...] = ()  # the paths of `truth.told` that no finding names
    error: str = ""  # what reading raised, or ""


def judged(truth: Truth, source: str, read: Callable[[str], ipforms.Submission] = ipforms.read) -> Document:
    """Read a document and judge each value; whoever raises has told, but nothing of it is right."""
    try:
        sub = read(source)
    except Exception as error:  # noqa: BLE001 a benchmark goes on, and shows what escaped
        refused = (Judged(path, value, None, False, True, REFUSED) for path, value, _ in _pairs(truth.values, None))
        return Document(truth, tuple(refused), error=f"{type(error).__name__}: {error}")
    checked = ipforms.check(sub, stage="draft").findings
    named = {finding.path for finding in (*sub.findings, *checked) if finding.path}
    values = (
        _judged(truth, path, value, got, _is_told(path, named), _certainty(sub, path))
        for path, value, got in _pairs(truth.values, sub.values, truth.accept)
    )
    findings = tuple(f"{finding.note.code} {finding.path}".rstrip() for finding in sub.findings)
    untold = tuple(path for path in truth.told if not _is_told(path, named))
    return Document(truth, tuple(values), findings, untold)


def _judged(truth: Truth, path: str, value: Any, got: Any, is_told: bool, certainty: str) -> Judged:
    """A value; where a clerk would mark the paper with a pencil, whatever was read is right if it is in doubt."""
    is_told = is_told or certainty == "doubtful"
    is_right = _equal(value, got) or (is_told and _is_told(path, set(truth.told)))
    return Judged(path, value, got, is_right, is_told, certainty)


def _pairs(
    expected: Any, got: Any, accept: Mapping[str, Iterable[Any]] | None = None, path: paths.Path = ()
) -> Iterator[tuple[str, Any, Any]]:
    """The scalars of either side by path; entries that one of them lacks are compared with nothing."""
    if any(each == got for each in (accept or {}).get(paths.join(path), ())):  # None, too
        expected = got
    if isinstance(expected, dict) or isinstance(got, dict):
        for name in dict.fromkeys([*(expected or {}), *(got or {})]):
            yield from _pairs(_at(expected, name), _at(got, name), accept, (*path, name))
    elif (isinstance(expected, list) or isinstance(got, list)) and (expected or got):
        for index in range(max(len(expected or ()), len(got or ()))):
            yield from _pairs(_at(expected, index), _at(got, index), accept, (*path, index))
    else:
        yield paths.join(path), _nothing_if_empty(expected), _nothing_if_empty(got)


def _nothing_if_empty(value: Any) -> Any:
    return None if value == [] else value


def _at(value: Any, step: str | int) -> Any:
    return paths.get(value, (step,))


def _equal(expected: Any, got: Any) -> bool:
    """Whether they are the same; JSON may hold a number as one or as its text."""
    if isinstance(expected, int | float) != isinstance(got, int | float) and None not in (expected, got):
        with suppress(InvalidOperation):
            return Decimal(str(expected)) == Decimal(str(got))
    return isinstance(expected, bool) == isinstance(got, bool) and bool(expected == got)


def _is_told(path: str, named: set[str]) -> bool:
    """Whether a finding names the field or what it is a part of."""
    steps = paths.parse(path)
    return any(paths.join(steps[:end]) in named for end in range(1, len(steps) + 1))


def _certainty(sub: ipforms.Submission, path: str) -> str:
    try:
        return str(sub.evidence[path].certainty)
    except (AttributeError, KeyError):
        return UNKNOWN
