"""Does the form agree with itself: cover and table, the two codes, the signature, the people.

What is entered twice: a number in a cell, a row of a section, a company or a patent of the recommendation table.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ipforms import paths
from ipforms.codes import identifier, org_code, uscc
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.case import Case, CheckFinding, at, sections, word_for_nothing
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.schemas.jinhua import JinhuaRecommendation
from ipforms.schemas.labels import label
from ipforms.text import comparable

_FORMS: tuple[type[GuangzhouEnterprise | GuangzhouMarket], ...] = (GuangzhouEnterprise, GuangzhouMarket)


def guangzhou_form(case: Case) -> GuangzhouEnterprise | GuangzhouMarket:
    """The record as either 申报书 of 穗知〔2017〕5号."""
    return case.of(*_FORMS)


def cover_agrees(annex: str, case: Case) -> Iterator[CheckFinding]:
    """The cover repeats the table (`FormModel.same_as`): the applicant's name, and one of the contacts."""
    record = guangzhou_form(case)
    same = type(record).same_as
    source = clauses.cell(annex, "封面")
    found, expected = record.cover.applicant, at(record, same["cover.applicant"])
    if _differ(found, expected):
        yield CheckFinding(
            Note("agreement.applicant", {"found": found, "expected": expected}), "cover.applicant", source
        )
    found, people = record.cover.contact, _people(record, same["cover.contact"])
    if people and all(_differ(found, person) for person in people):
        facts = {"found": found, "expected": "、".join(people)}
        yield CheckFinding(Note("agreement.contact", facts), "cover.contact", source)


def _people(record: object, path: str) -> list[str]:
    """Who the table names: where it has rows of people (`contacts[0].name`), all of them."""
    section, _, column = path.partition("[0].")
    values = [at(row, column) for row in at(record, section)] if column else [at(record, path)]
    return [value for value in values if value]


def _differ(found: str | None, expected: str | None) -> bool:
    """Whether two names are there and are not the same; 无 is no name."""
    if not found or not expected or word_for_nothing(found) or word_for_nothing(expected):
        return False
    return comparable(found) != comparable(expected)


def codes_agree(annex: str, case: Case) -> Iterator[CheckFinding]:
    """组织机构代码 is the 9th to 17th character of 统一社会信用代码."""
    record = guangzhou_form(case)
    expected = uscc.organisation_code(record.uscc or "")
    if expected is None or not record.org_code or len(org_code.compact(record.org_code)) != len("MAXXXXX07"):
        return
    if org_code.compact(record.org_code) != org_code.compact(expected):
        facts = {"found": record.org_code, "expected": expected}
        yield CheckFinding(Note("agreement.org_code", facts), "org_code", clauses.cell(annex, "组织机构代码"))


def legal_person(source: str, case: Case) -> Iterator[CheckFinding]:
    """The applicant can be a legal person, as far as its code tells."""
    code = guangzhou_form(case).uscc or ""
    found = uscc.legal_person(code)
    facts = {"prefix": code[:2]}
    if found == "no":
        yield CheckFinding(Note("applicant.not_legal_person", facts), "uscc", source)
    elif found == "possible":
        yield CheckFinding(Note("applicant.legal_person_open", facts), "uscc", source)


def signed_by_representative(annex: str, case: Case) -> Iterator[CheckFinding]:
    """The declaration is signed by the legal representative."""
    record = guangzhou_form(case)
    found, expected = record.declaration.signatory, record.legal_representative.name
    if _differ(found, expected):
        source = clauses.cell(annex, "申报单位声明")
        facts = {"found": found, "expected": expected}
        yield CheckFinding(Note("agreement.signatory", facts), "declaration.signatory", source)


def people_agree(annex: str, people: tuple[str, ...], case: Case) -> Iterator[CheckFinding]:
    """One person has one identity number, and one number one person.

    Args:
        annex: the annex, as it is cited.
        people: the fields of people: one person, or rows of them.
        case: what is checked.
    """
    known: list[tuple[str, str, str]] = []
    for path, name, number in _identified(case, people):
        for other, other_name, other_number in known:
            code = _disagreement(name == other_name, number == other_number)
            if code:
                facts = {"other": label(type(case.record), paths.parse(other))}
                yield CheckFinding(Note(code, facts), f"{path}.id_number", clauses.cell(annex, "主要人员信息"))
        known.append((path, name, number))


def _identified(case: Case, people: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """The people with a name and a whole number: where they stand, and both as they are compared."""
    for field in people:
        found = at(case.record, field)
        rows = {f"{field}[{i}]": row for i, row in enumerate(found)} if isinstance(found, list) else {field: found}
        for path, person in rows.items():
            number = identifier.compact(person.id_number or "")
            if person.name and number and not identifier.is_masked(number) and not word_for_nothing(number):
                yield path, comparable(person.name), number


def _disagreement(same_name: bool, same_number: bool) -> str | None:
    if same_number and not same_name:
        return "agreement.same_identity"
    return "agreement.two_identities" if same_name and not same_number else None


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
