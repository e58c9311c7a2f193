"""Dates of a form: not in the future, in order, within the deadline.

The paper may give a year or a month only (`2015`, `2012-05`). Such a date is the span of days that it may be, and two
dates are out of order only where no two days of theirs are in order.
"""

import calendar
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ipforms import paths
from ipforms.codecs import DATE
from ipforms.messages import Bilingual, Note
from ipforms.rules import clauses
from ipforms.rules.checks.case import Case, CheckFinding, at
from ipforms.schemas.labels import label

_DAY = len("2017-03-20")


class DateSpan(NamedTuple):
    """The days that a date of reduced precision may be."""

    first: date
    last: date


def date_span(text: str) -> DateSpan:
    """The days that a date may be.

    >>> date_span("2016-02").last.isoformat(), date_span("2015").first.isoformat()
    ('2016-02-29', '2015-01-01')
    """
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return DateSpan(date(year, month, day), date(year, month, day))
    end = calendar.monthrange(year, month or 12)[1]
    return DateSpan(date(year, month or 1, 1), date(year, month or 12, end))


def is_after(text: str, other: str) -> bool:
    """Whether a date is certainly later than another one.

    >>> is_after("2017-03-21", "2017-03"), is_after("2017-04", "2017-03-20")
    (False, True)
    """
    return date_span(text).first > date_span(other).last


def form_date(case: Case, path: str) -> date:
    """The day of the form by the date that it bears; the day of the check where it bears none, or one to come.

    `path` is "" where it is not known which of its dates is that of the form.
    """
    dated = at(case.record, path) if path else None
    return min(date_span(dated).last, case.on) if dated else case.on


def not_in_future(annex: str, case: Case) -> Iterator[CheckFinding]:
    """No date of the form is still to come."""
    on = case.on.isoformat()
    for cell in case.cells:
        if cell.leaf.codec is DATE and cell.value and is_after(cell.value, on):
            facts = {"date": _shown(cell.value), "on": _shown(on)}
            yield CheckFinding(Note("date.in_future", facts), cell.path, clauses.cell(annex, cell.title))


def in_order(source: str, dates: tuple[str, ...], case: Case) -> Iterator[CheckFinding]:
    """Dates follow each other as what was done on them; one that is not filled in is passed over."""
    record = case.record
    dated = [(path, found) for path in dates if (found := at(record, path))]
    for (earlier, before), (later, after) in pairwise(dated):
        if is_after(before, after):
            other = label(type(record), paths.parse(earlier))
            facts = {"other": other, "found": _shown(after), "expected": _shown(before)}
            yield CheckFinding(Note("date.order", facts), later, source)


def to_the_day(annex: str, dates: tuple[str, ...], case: Case) -> Iterator[CheckFinding]:
    """The date of a signature has year, month and day, as the form prints 年 月 日."""
    for path in dates:
        dated = at(case.record, path)
        codes = {note.code for note in case.notes.get(path, ())}
        if dated and len(dated) < _DAY and "date.incomplete" not in codes:
            source = clauses.cell(annex, label(type(case.record), paths.parse(path)[:1]))
            yield CheckFinding(Note("date.incomplete", {"text": DATE.encode(dated)}), path, source)


def in_time(year: int, notice: str, source: str, dates: tuple[str, ...], case: Case) -> Iterator[CheckFinding]:
    """The form is dated between its notice and the deadline.

    Args:
        year: the year of the notice.
        notice: the notice, as it is cited.
        source: the clause of the deadline, which the policies may move.
        dates: the paths of the dates of handing in.
        case: what is checked.
    """
    deadline = case.policies.deadline
    for path in dates:
        dated = at(case.record, path)
        if not dated:
            continue
        shown = {"date": _shown(dated)}
        if date_span(dated).last.year < year:
            yield CheckFinding(Note("date.before_notice", {**shown, "year": year}), path, notice)
        elif deadline and is_after(dated, deadline.isoformat()):
            facts = {**shown, "deadline": _shown(deadline.isoformat())}
            yield CheckFinding(Note("date.after_deadline", facts), path, source)


def _shown(dated: str) -> Bilingual:
    """A date as the form prints it, and as an English text does."""
    return Bilingual("date.shown", {"printed": DATE.encode(dated), "iso": dated})
