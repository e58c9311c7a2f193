"""Checking a form: what reading found and what the checks of the form say, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache

from ipforms import paths
from ipforms.codes.masking import masked_text
from ipforms.errors import InvalidArgument, UnknownStage
from ipforms.findings import Finding, notes_by_path
from ipforms.forms import Form, form_of
from ipforms.messages import Note, Severity
from ipforms.paths import Place
from ipforms.pipeline.expected_marks import mark_findings
from ipforms.pipeline.report import Report
from ipforms.pipeline.submission import Submission, field_finding
from ipforms.rules.checks.case import Case, Check, CheckFinding
from ipforms.rules.checks.drafts import whole
from ipforms.rules.eligibility.verdicts import Eligibility
from ipforms.rules.policies import DEFAULT, Policies
from ipforms.schemas.base import FormModel, Stage, is_blank
from ipforms.schemas.layout import layout, leaves

_LABEL_MISSING = "form.label_missing"
_LEFT_OVER = "form.left_over"
_BLANK = "field.blank"


def check(
    what: Submission | FormModel,
    stage: Stage = "applicant",
    on: date | None = None,
    policies: Policies = DEFAULT,
    name: str = "",
) -> Report:
    """Check a returned form or a record.

    Args:
        what: what `ipforms.read` gave, or a record.
        stage: how far the form has come: "draft", "applicant", "district", "final", or what else the form has.
        on: the day of the check (a time counts as its day); today if None. Dates behind it are in the future.
        policies: how to read what the notices leave open.
        name: what to call it in a report; "" for the name that it was read under.

    Returns:
        The findings and, where the form asks for a qualification, the verdict.

    Raises:
        UnknownStage: there is no such stage.
        UnknownForm: the record is of no known form.
        InvalidArgument: an argument is of another type.

    >>> import ipforms
    >>> record = ipforms.form("jinhua-application").model(valid_patents={"total": 18}, valid_trademarks=5)
    >>> report = ipforms.check(record, stage="draft")
    >>> report.ok, report.eligibility.verdict.value, report.eligibility.conditions[2].arithmetic
    (True, 'yes', '18 + 5 = 23 ≥ 20')
    """
    _see_types(what, on, policies)
    on = on.date() if isinstance(on, datetime) else on
    read = what if isinstance(what, Submission) else None
    record = whole(what.record if isinstance(what, Submission) else what)
    if stage not in record.stages:
        raise UnknownStage(stage=stage, known=record.stages)
    of = form_of(record)
    from_reading = read.findings if read else ()
    case = Case(
        record, notes_by_path(from_reading), policies, stage=stage, on=on or date.today(), unread=_unread(from_reading)
    )
    results = [result for each in of.all_checks for result in _results(each, case)]
    places = read.places if read else {}
    findings = [*from_reading, *(mark_findings(read, stage) if read else ())]
    cut = read.cut if read else frozenset()
    for each in results:
        if paths.pattern_of(each.path) in cut:
            continue  # on a page that is missing
        place = _place(each.path, places)
        findings.append(field_finding(type(record), each.path, each.note, place, each.source))
    # Print that is missing is nobody's entry: what the form says, or lacks, goes before it.
    findings.sort(key=lambda each: (each.code == _LABEL_MISSING, _position(type(record), each.path)))
    eligibility, failed = _eligibility(of, case)
    findings += failed
    is_asked = any(each.code == _BLANK for each in findings)  # of a draft nothing is
    if read and is_asked and _came_back_blank(read):
        findings.insert(0, Finding(Note("form.unfilled")))
    shown = name or (masked_text(read.name) if read else "")
    made = Report(of, stage, case.on, record, tuple(findings), eligibility, read, shown)
    doubted = [each.label for each in findings if each.severity is Severity.ERROR and made.may_be_misread(each)]
    if not doubted:
        return made
    note = Note("reading.maybe_misread", {"labels": list(dict.fromkeys(doubted))})
    return replace(made, findings=(Finding(note), *findings))


def _came_back_blank(read: Submission) -> bool:
    """Whether nothing stands in the form's fields, nor beside them, where it may have been filled in."""
    left = any(each.code in (_LEFT_OVER, _LABEL_MISSING) for each in read.findings)
    return not left and is_blank(read.values) and not any(map(str.strip, read.texts.values()))


def _see_types(what: object, on: object, policies: object) -> None:
    """A day that is a text would be compared with no date of the form, and nothing would be said."""
    given: dict[str, tuple[object, tuple[type, ...]]] = {
        "what": (what, (Submission, FormModel)),
        "on": (on, (date, type(None))),
        "policies": (policies, (Policies,)),
    }
    for argument, (value, kinds) in given.items():
        if not isinstance(value, kinds):
            names = [kind.__name__ for kind in kinds]
            raise InvalidArgument(argument=argument, given=type(value).__name__, expected=names)


def _results(check: Check, case: Case) -> Iterator[CheckFinding]:
    """What a check finds; one that fails, as that of another package may, leaves the form unchecked and is named."""
    try:
        yield from check(case)
    except Exception as error:  # noqa: BLE001 - the other checks are made, and the form is not called sound
        yield CheckFinding(_failure(check, error))


def _eligibility(of: Form, case: Case) -> tuple[Eligibility | None, list[Finding]]:
    try:
        return (of.rules(case) if of.rules else None), []
    except Exception as error:  # noqa: BLE001 - as above
        return None, [Finding(_failure(of.rules, error))]


def _failure(check: object, error: Exception) -> Note:
    function = getattr(check, "func", check)
    name = f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', type(function).__name__)}"
    return Note("check.failed", {"check": name, "kind": type(error).__name__})


@lru_cache(maxsize=4_096)
def _position(model: type[FormModel], path: str) -> int:
    """Where a field stands in the form; what is of the whole document stands before all fields."""
    return _order(model).get(paths.pattern_of(path), -1) if path else -1


@cache
def _order(model: type[FormModel]) -> dict[str, int]:
    """Where each field stands in the form, and each group and section where its first field does."""
    order: dict[str, int] = {}
    for number, (pattern, _, _) in enumerate(leaves(layout(model))):
        for end in range(1, len(pattern) + 1):
            if end == len(pattern) or pattern[end] in ".[":
                order.setdefault(pattern[:end], number)
    return order


def _unread(findings: tuple[Finding, ...]) -> frozenset[str]:
    return frozenset(finding.path for finding in findings if finding.path and finding.severity is Severity.ERROR)


def _place(path: str, places: Mapping[str, Place]) -> Place | None:
    """Where a field stands; a row or a section stands where its first cell does."""
    if path in places:
        return places[path]
    # One of several numbers in a cell stands where they all do.
    return next(_beneath(path, places), None) or places.get(path.rpartition("[")[0])


def _beneath(path: str, places: Mapping[str, Place]) -> Iterator[Place]:
    if path:
        yield from (place for name, place in places.items() if name.startswith((f"{path}.", f"{path}[")))
