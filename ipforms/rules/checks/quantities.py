"""Do the numbers of a form fit each other.

Sums that a form prints beside what they are made of: 合计, 小计.

A field says what it adds up: `field("合计", …, sum_of="projects[].amount")`. Its value is what the paper says; whether
it is right is a check, and it is computed only where it is asked for.

Dates of a form: not in the future, in order, within the deadline.

The paper may give a year or a month only (`2015`, `2012-05`). Such a date is the span of days that it may be, and two
dates are out of order only where no two days of theirs are in order.
"""

import calendar
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from ipforms import paths
from ipforms.codecs import DATE, PATENT_COUNTS
from ipforms.messages import Bilingual, Note
from ipforms.rules import clauses
from ipforms.rules.checks.agreement import guangzhou_form
from ipforms.rules.checks.case import Case, CheckFinding, at, word_for_nothing
from ipforms.schemas.base import FormModel, extra
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.schemas.jinhua import JinhuaApplication
from ipforms.schemas.labels import label
from ipforms.schemas.layout import FieldGroup, Leaf, layout
from ipforms.schemas.parties import RightsCount

_PARTS = ("invention", "utility_model", "design")


def research_staff(case: Case) -> Iterator[CheckFinding]:
    """研发人员 are part of 企业总人数 (金华附件2)."""
    record = case.of(JinhuaApplication)
    found, expected = record.rd_staff, record.employees
    if found is not None and expected is not None and found > expected:
        source = clauses.cell(clauses.JINHUA_APPLICATION, "研发人员")
        yield CheckFinding(Note("count.research_staff", {"found": found, "expected": expected}), "rd_staff", source)


def holdings(case: Case) -> Iterator[CheckFinding]:
    """The parts of 有效专利拥有量 add up to its total (金华附件2), unless reading has noted it."""
    held = case.of(JinhuaApplication).valid_patents
    known = [part for part in (getattr(held, name) for name in _PARTS) if part is not None]
    total, added = held.total, sum(known)
    codes = {note.code for note in case.notes.get("valid_patents", ())}
    if total is None or not known or "number.sum" in codes:
        return
    if added > total or (len(known) == len(_PARTS) and added != total):
        facts = {"text": PATENT_COUNTS.encode(held.__dict__), "parts": added, "total": total}
        source = clauses.cell(clauses.JINHUA_APPLICATION, "有效专利拥有量")
        yield CheckFinding(Note("number.sum", facts), "valid_patents", source)


def rights(case: Case) -> Iterator[CheckFinding]:
    """有效量 ≤ 授权量 ≤ 申请量, of patents and of trade marks; a right that was bought breaks it (附件2)."""
    record = case.of(GuangzhouEnterprise)
    yield from _rights(record.patents, "patents", "专利（件）")
    yield from _rights(record.trademarks, "trademarks", "商标（件）")


def _rights(count: RightsCount, path: str, title: str) -> Iterator[CheckFinding]:
    """Each number with the next one that is given: where 授权量 is blank, 有效量 with 申请量."""
    steps = (
        ("valid", "有效量", count.valid),
        ("granted", "授权量", count.granted),
        ("applied", "申请量", count.applied),
    )
    given = [(field, name, number) for field, name, number in steps if number is not None]
    for (field, name, found), (_, other, expected) in pairwise(given):
        if found > expected:
            facts = {"name": name, "found": found, "other": other, "expected": expected}
            source = clauses.cell(clauses.GUANGZHOU_ENTERPRISE_FORM, title)
            yield CheckFinding(Note("count.rights_order", facts), f"{path}.{field}", source)


def names_of_units(annex: str, case: Case) -> Iterator[CheckFinding]:
    """A unit for intellectual property names no more people than it has."""
    source = clauses.cell(annex, "知识产权工作机构建立情况")
    for index, unit in enumerate(guangzhou_form(case).ip_units):
        found = 0 if word_for_nothing(unit.names) else len(unit.names)
        if unit.headcount is not None and found > unit.headcount:
            facts = {"found": found, "expected": unit.headcount}
            yield CheckFinding(Note("count.names", facts), f"ip_units[{index}].names", source)


def area_of_merchants(case: Case) -> Iterator[CheckFinding]:
    """A market has at least a square metre for each merchant; less is a slip of the unit (附件3)."""
    area, merchants = case.of(GuangzhouMarket).floor_area, case.of(GuangzhouMarket).merchants
    if area is not None and merchants is not None and area < merchants:
        facts = {"area": f"{area:f}", "merchants": merchants}
        yield CheckFinding(Note("area.per_merchant", facts), "floor_area", clauses.GUANGZHOU_MARKET_SIZE.cited())


ModelT = TypeVar("ModelT", bound=FormModel)


class StatedSum(NamedTuple):
    """A sum of a record."""

    path: str  # the field
    leaf: Leaf  # what the form says of it
    stated: Decimal | int | None  # what the record says, or None
    added: Decimal | int | None  # what its parts add up to; None where none of them is filled in


def stated_sums(record: FormModel) -> Iterator[StatedSum]:
    """Every sum of a record, with what its parts add up to, the inner ones first."""
    yield from _sums(layout(type(record)), [record], "")


def with_sums(record: ModelT, *, again: bool = False) -> ModelT:
    """The record with its sums computed: those that are blank, or all of them.

    Args:
        record: stays as it is.
        again: whether a sum that is filled in is computed too.
    """
    made = record.model_copy(deep=True)
    for each in stated_sums(made):  # as it goes: a sum of sums needs those below it
        if each.added is not None and (again or each.stated is None):
            *way, name = paths.parse(each.path)
            owner: Any = made
            for step in way:
                owner = owner[step] if isinstance(step, int) else getattr(owner, step)
            setattr(owner, str(name), each.added)
    return made


def _sums(group: FieldGroup, around: list[Any], prefix: str) -> Iterator[StatedSum]:
    part = around[-1]
    own: list[tuple[str, Leaf, tuple[str, ...]]] = []
    for child in group.children:
        value, path = getattr(part, child.name, None), f"{prefix}{child.name}"
        if isinstance(child, Leaf):
            if parts := extra(child.info, "sum_of"):
                own.append((path, child, tuple(parts)))
        elif child.repeated:
            for index, row in enumerate(value or ()):
                yield from _sums(child, [*around, row], f"{path}[{index}].")
        elif value is not None:
            yield from _sums(child, [*around, value], f"{path}.")
    for path, leaf, parts in own:
        found = [number for name in parts for number in _numbers(_owner(around, name), name)]
        yield StatedSum(path, leaf, getattr(part, leaf.name), sum(found) if found else None)


def _owner(around: list[Any], name: str) -> Any:
    """The innermost part around a sum that has a field of this name."""
    first = name.split(".")[0].partition("[")[0]
    return next((part for part in reversed(around) if first in type(part).model_fields), None)


def _numbers(part: Any, name: str) -> Iterator[Decimal | int]:
    """The numbers at a path of a part, of each row where it goes through a section."""
    head, _, rest = name.partition(".")
    value = getattr(part, head.removesuffix("[]"), None)
    for each in value or () if head.endswith("[]") else [value]:
        if rest:
            yield from _numbers(each, rest)
        elif isinstance(each, int | Decimal) and not isinstance(each, bool):
            yield each


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
