"""What is entered twice: a number in a cell, a row of a section, a company or a patent of the recommendation table."""

from collections.abc import Iterable, Iterator
from typing import Any

from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.case import Case, CheckFinding, sections
from ipforms.schemas.jinhua import JinhuaRecommendation
from ipforms.text import comparable


def repeated(items: Iterable[Any]) -> Iterator[tuple[int, int]]:
    """The indexes of what was there before, each with that of the first time.

    >>> list(repeated(["甲", "乙", "甲"]))
    [(2, 0)]
    """
    seen: list[Any] = []
    for index, item in enumerate(items):
        if item in seen:
            yield index, seen.index(item)
        seen.append(item)


def no_row_twice(annex: str, case: Case) -> Iterator[CheckFinding]:
    """No row of a section is entered twice."""
    for section in sections(type(case.record)):
        rows = getattr(case.record, section.path)
        for index, first in repeated(rows):
            source = clauses.cell(annex, section.group.title)
            yield CheckFinding(Note("row.repeated", {"first": first + 1}), f"{section.path}[{index}]", source)


def companies_once(case: Case) -> Iterator[CheckFinding]:
    """Each company of the recommendation table has one row (金华附件3)."""
    rows = case.of(JinhuaRecommendation).enterprises
    names = [comparable(row.name) if row.name else object() for row in rows]
    source = clauses.cell(clauses.JINHUA_RECOMMENDATION, "推荐企业名称")
    for index, first in repeated(names):
        yield CheckFinding(Note("row.same_enterprise", {"first": first + 1}), f"enterprises[{index}].name", source)


def patents_of_one_company(case: Case) -> Iterator[CheckFinding]:
    """A patent that stands in the rows of two companies is held jointly, or copied by mistake (金华附件3)."""
    first_row: dict[str, int] = {}
    source = clauses.cell(clauses.JINHUA_RECOMMENDATION, "重点保护专利（专利号）")
    for row, enterprise in enumerate(case.of(JinhuaRecommendation).enterprises):
        for index, number in enumerate(enterprise.key_patents):
            before = first_row.setdefault(number, row)
            if before != row:
                note = Note("row.same_patent", {"first": before + 1})
                yield CheckFinding(note, f"enterprises[{row}].key_patents[{index}]", source)
