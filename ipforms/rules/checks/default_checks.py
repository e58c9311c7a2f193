"""What every form is checked for, with or without checks of its own: completeness, numbers, dates, sums, lengths.

Every identifier and address of a form, with what is wrong in it. Numbers and places are known to `ipforms.codes`.

Is the form filled in, as far as its stage asks for it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from ipforms import paths
from ipforms.codecs import DATE, PERSON
from ipforms.codecs.codec import quoted, sayable
from ipforms.codes import jurisdiction, phone
from ipforms.codes.divisions import City
from ipforms.codes.identifier import is_digits
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.agreement import repeated
from ipforms.rules.checks.case import (
    Case,
    CellState,
    Check,
    CheckFinding,
    RecordCell,
    RepeatedSection,
    absent,
    at,
    cell_state,
    level,
    sections,
    word_for_nothing,
)
from ipforms.rules.checks.overview import lengths
from ipforms.rules.checks.quantities import form_date, not_in_future, stated_sums
from ipforms.schemas.base import FormModel, is_blank
from ipforms.schemas.layout import Leaf, layout, leaves
from ipforms.schemas.parties import TradeMark
from ipforms.text.regex import regex


def with_defaults(own: Sequence[Check], source: str, name_field: str) -> tuple[Check, ...]:
    """The checks of a form, and before them those of any form that are not among them.

    Args:
        own: the checks of the form.
        source: the form, as it is cited.
        name_field: the cell in which 无 is no answer: whose form it is.
    """
    there = {getattr(check, "func", check) for check in own}
    defaults = (
        partial(complete, source, (name_field,)),
        partial(identifiers, source, "", ""),  # of no city, and by no date
        partial(not_in_future, source),
        partial(sums_agree, source),
        partial(texts_in_limit, source),
        partial(opinions_agree, source),
    )
    return (*(check for check in defaults if check.func not in there), *own)


def sums_agree(annex: str, case: Case) -> Iterator[CheckFinding]:
    """Each sum is what its parts add up to; one that is blank though they are filled in should be there."""
    for path, leaf, stated, added in stated_sums(case.record):
        if added is None or stated == added or path in case.unread:
            continue
        source = clauses.cell(annex, leaf.title)
        if stated is not None:
            facts = {"stated": sayable(stated), "added": sayable(added)}
            yield CheckFinding(Note("sum.differs", facts), path, source)
        elif level(leaf.stage, case.record.stages) <= level(case.stage, case.record.stages):
            yield CheckFinding(Note("sum.missing", {"added": sayable(added)}), path, source)


def texts_in_limit(annex: str, case: Case) -> Iterator[CheckFinding]:
    """No text has more 字 than the form allows, by any way of counting them."""
    for cell in case.cells:
        limit = cell.leaf.codec.limit
        if limit is None or not isinstance(cell.value, str) or len(cell.value) <= limit:
            continue
        counted = lengths(cell.value)
        facts = {"limit": limit, **counted._asdict()}
        if min(counted) > limit:
            yield CheckFinding(Note("text.length", facts), cell.path, clauses.cell(annex, cell.title))
        elif max(counted) > limit:
            yield CheckFinding(Note("text.length_doubtful", facts), cell.path, clauses.cell(annex, cell.title))


_REFUSAL = regex(
    r"""不 (?: 同意 | 予 | 宜 | 建议 | 准予 | 批准 | 通过 | 推荐 | 申报 | 申请 | 符合 | 属实 | 合格 | 再推荐 )
      | 未 (?: 予 )? 通过 | 情况不实 | 与 (?: 事实 | 实际 ) (?: 情况 )? 不符 | 有误 | 实为 \s* \d
      | 暂 [缓不] | 待 [补核查定] | 补充? (?: 正 | 材料 | 完善 ) 后
      | 驳回 | 退回 | 放弃 | 撤回 | 撤销 (?: 申报 | 申请 )""",
    re.VERBOSE,
)
"""What an opinion says that is none in favour: 不予推荐, 暂缓推荐, 情况不实."""


def opinions_agree(annex: str, case: Case) -> Iterator[CheckFinding]:
    """An opinion of the applicant or of an office is in favour; one that is not says so, and a person must read it."""
    for cell in case.cells:
        if cell.leaf.codec.is_prose and cell.leaf.name == "opinion" and isinstance(cell.value, str):
            found = _REFUSAL.search(cell.value)
            if found:
                facts = {"text": quoted(cell.value), "found": found[0]}
                yield CheckFinding(Note("opinion.against", facts), cell.path, clauses.cell(annex, cell.title))


_MOBILE = 11  # digits of a mobile number, 工信部 numbering plan; most are one, and need no second reading


def identifiers(annex: str, city: str, dated: str, case: Case) -> Iterator[CheckFinding]:
    """Each number in its cell. What kind of number stands there is told by the codec of the cell.

    In a cell of several numbers the path names the one that is meant: `contact.phones[1]`.

    Args:
        annex: the annex, as it is cited.
        city: the city whose codes, postcodes and area code are expected.
        dated: the path of the form's date: a patent must be in force at that time.
        case: what is checked.
    """
    form = {"city": city, "today": case.on, "form_date": form_date(case, dated)}
    for cell in case.cells:
        identifier = cell.leaf.codec.identifier
        if identifier is None or is_blank(cell.value) or word_for_nothing(cell.value):
            continue
        source = clauses.cell(annex, cell.title)
        for path, note in _cell_notes(cell, partial(identifier.check_within, form=form)):
            yield CheckFinding(note, path, source)


def wrong_numbers(record: FormModel) -> Iterator[tuple[str, Leaf, str, Note]]:
    """Each number of a record that by itself cannot be right: the path and leaf of its cell, itself, and why."""
    for steps, leaf, errors in _numbered(type(record)):
        for path, value in _values(record, steps):
            for each in map(_number, value if isinstance(value, list) else [value]) if value else ():
                # 无 is no number either, but nearly all are right: what is wrong is asked first.
                if each and (found := errors(each)) and not word_for_nothing(value):
                    yield from ((path, leaf, each, note) for note in found)


@cache
def _numbered(model: type[FormModel]) -> list[tuple[list[str], Leaf, Callable[[str], tuple[Note, ...]]]]:
    """The leaves that hold numbers: the steps to each, and who knows what cannot be right in it."""
    found = ((pattern, leaf, leaf.codec.identifier) for pattern, leaf, _ in leaves(layout(model)))
    return [(pattern.split("."), leaf, number.errors) for pattern, leaf, number in found if number is not None]


def _values(part: Any, steps: list[str], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """What stands in each cell of a pattern, with its path."""
    (step, *rest), name = steps, steps[0].removesuffix("[]")
    value = getattr(part, name, None)
    if not rest:
        yield prefix + name, value
    elif step != name:
        for index, row in enumerate(value or ()):
            yield from _values(row, rest, f"{prefix}{name}[{index}].")
    else:
        yield from _values(value, rest, f"{prefix}{name}.")


def _cell_notes(cell: RecordCell, check: Callable[[str], tuple[Note, ...]]) -> Iterator[tuple[str, Note]]:
    if not isinstance(cell.value, list):
        yield from ((cell.path, note) for note in (*check(cell.value), *_line_notes(cell)))
        return
    several = len(cell.value) > 1
    for index, item in enumerate(cell.value):
        number = _number(item)
        if number:
            path = f"{cell.path}[{index}]" if several else cell.path
            yield from ((path, note) for note in check(number))
    for index, first in repeated(cell.value):
        yield f"{cell.path}[{index}]", Note("list.repeated", {"first": first + 1})


def _number(item: Any) -> str | None:
    """The number of an item of a list; a trade mark may have none, or 无."""
    if not isinstance(item, TradeMark):
        return str(item)
    return None if item.number and word_for_nothing(item.number) else item.number


def _line_notes(cell: RecordCell) -> tuple[Note, ...]:
    """A landline where the form asks for a mobile number, or the reverse."""
    other = {"landline": phone.PhoneKind.MOBILE, "mobile": phone.PhoneKind.LANDLINE}.get(cell.leaf.name)
    if other is None or (cell.leaf.name == "mobile" and len(cell.value) == _MOBILE and is_digits(cell.value)):
        return ()
    kinds = [phone.parse(number).kind for number in phone.entries(cell.value)]
    return (Note(f"phone.not_{cell.leaf.name}"),) if other in kinds else ()


def in_city(city: City, fields: tuple[str, ...], source: str, section: str, case: Case) -> Iterator[CheckFinding]:
    """The addresses are in the city.

    Args:
        city: the city.
        fields: the paths of the addresses.
        source: the clause.
        section: the repeated section whose rows have these fields; "" for fields of the form itself.
        case: what is checked.
    """
    rows = [f"{section}[{index}]." for index in range(len(at(case.record, section)))] if section else [""]
    for path in (row + field for row in rows for field in fields):
        place = jurisdiction.of_address(at(case.record, path), city)
        if place.verdict == "outside":
            yield CheckFinding(Note("address.other_city", {"found": place.named, "city": city.name}), path, source)


_NO_NONE = (DATE, PERSON)  # A date or a person's name cannot be 无


def complete(annex: str, names: tuple[str, ...], case: Case) -> Iterator[CheckFinding]:
    """Every cell and section that the stage asks for is filled in.

    无 is an answer where the form asks how many or in what way (counts, lists, reports). Of an identifier or an address
    it is doubtful; of a name, or of the date of a signature, it is none.

    Args:
        annex: the annex, as it is cited.
        names: patterns of further cells for which there must be an entry: the applicant's name.
        case: what is checked.
    """
    asked = level(case.stage, case.record.stages)
    for cell in case.cells:
        note = _cell_note(case, cell, asked, names)
        if note is not None:
            yield CheckFinding(note, cell.path, clauses.cell(annex, cell.title))
    for section in sections(type(case.record)):
        note = _section_note(case, section, asked)
        if note is not None:
            yield CheckFinding(note, section.path, clauses.cell(annex, section.group.title))


def _cell_note(case: Case, cell: RecordCell, asked: int, names: tuple[str, ...]) -> Note | None:
    found = cell_state(case, cell)
    if found in (CellState.FILLED, CellState.UNREAD):
        return None
    if found is CellState.ELSEWHERE or (found is CellState.SAMPLE and cell.level > asked):
        # In a file that was read, reading has noted it: then the value itself is absent.
        return word_for_nothing(cell.value)
    facts = {"description": cell.leaf.info.description or cell.leaf.title}
    if cell.level > asked:
        return Note("field.blank_beside", facts) if cell.beside and asked and found is CellState.BLANK else None
    if found is not CellState.NONE:
        return Note("field.blank", facts)
    if cell.leaf.codec.none_is_answer:
        return None
    refused = cell.leaf.codec in _NO_NONE or paths.pattern(paths.parse(cell.path)) in names
    return Note("field.none_refused" if refused else "field.declared_none", facts)


def _section_note(case: Case, section: RepeatedSection, asked: int) -> Note | None:
    """The note on a section without rows."""
    if section.level > asked or getattr(case.record, section.path, None):
        return None
    states = {absent(case, path) for path in _beneath(case, section.path)}
    if states & {CellState.UNREAD, CellState.ELSEWHERE}:
        return None
    code = "section.declared_none" if CellState.NONE in states else "section.blank"
    return Note(code, {"description": section.group.info.description if section.group.info else ""})


def _beneath(case: Case, section: str) -> Iterator[str]:
    """The paths of a section's cells that reading has a note on, though they gave no row."""
    found = (*case.notes, *case.unread)
    yield from (path for path in found if path == section or path.startswith(f"{section}["))
