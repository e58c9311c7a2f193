"""Does the form agree with itself: cover and table, the two codes, the signature, the people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ipforms import paths
from ipforms.checks import records
from ipforms.checks.case import Case, CheckResult
from ipforms.checks.cell_state import word_for_nothing
from ipforms.checks.record_cells import at
from ipforms.codes import identifier, org_code, uscc
from ipforms.messages import Note
from ipforms.regulations import clauses
from ipforms.schemas.labels import label
from ipforms.text import comparable


@dataclass(frozen=True)
class CoverAgrees:
    """The cover repeats the table (`FormModel.same_as`): the applicant's name, and one of the contacts.

    Attributes:
        annex: the annex, as it is cited.
    """

    annex: str

    def __call__(self, case: Case) -> Iterator[CheckResult]:
        """What the cover says otherwise."""
        record = records.guangzhou(case)
        same = type(record).same_as
        source = clauses.cell(self.annex, "封面")
        found, expected = record.cover.applicant, at(record, same["cover.applicant"])
        if _differ(found, expected):
            yield CheckResult(
                Note("agreement.applicant", {"found": found, "expected": expected}), "cover.applicant", source
            )
        found, people = record.cover.contact, _people(record, same["cover.contact"])
        if people and all(_differ(found, person) for person in people):
            facts = {"found": found, "expected": "、".join(people)}
            yield CheckResult(Note("agreement.contact", facts), "cover.contact", source)


@cache
def _section_of(path: str) -> tuple[str, str] | None:
    """`contacts[0].name` as a section and a column; None for a path without a row."""
    section, row, column = path.partition("[0].")
    return (section, column) if row else None


def _people(record: object, path: str) -> list[str]:
    """Who the table names: where it has rows of people, all of them."""
    parts = _section_of(path)
    values = [at(record, path)] if parts is None else [at(row, parts[1]) for row in at(record, parts[0])]
    return [value for value in values if value]


def _differ(found: str | None, expected: str | None) -> bool:
    """Whether two names are there and are not the same; 无 is no name."""
    if not found or not expected or word_for_nothing(found) or word_for_nothing(expected):
        return False
    return comparable(found) != comparable(expected)


@dataclass(frozen=True)
class CodesAgree:
    """组织机构代码 is the 9th to 17th character of 统一社会信用代码.

    Attributes:
        annex: the annex, as it is cited.
    """

    annex: str

    def __call__(self, case: Case) -> Iterator[CheckResult]:
        """A well-formed organisation code that is not the one inside."""
        record = records.guangzhou(case)
        expected = uscc.organisation_code(record.uscc or "")
        if expected is None or not record.org_code or len(org_code.compact(record.org_code)) != len("MAXXXXX07"):
            return
        if org_code.compact(record.org_code) != org_code.compact(expected):
            facts = {"found": record.org_code, "expected": expected}
            yield CheckResult(Note("agreement.org_code", facts), "org_code", clauses.cell(self.annex, "组织机构代码"))


@dataclass(frozen=True)
class LegalPerson:
    """The applicant can be a legal person, as far as its code tells.

    Attributes:
        source: the clause.
    """

    source: str

    def __call__(self, case: Case) -> Iterator[CheckResult]:
        """A code of a body that is none, or need not be one."""
        code = records.guangzhou(case).uscc or ""
        found = uscc.legal_person(code)
        facts = {"prefix": code[:2]}
        if found == "no":
            yield CheckResult(Note("applicant.not_legal_person", facts), "uscc", self.source)
        elif found == "possible":
            yield CheckResult(Note("applicant.legal_person_open", facts), "uscc", self.source)


@dataclass(frozen=True)
class SignedByRepresentative:
    """The declaration is signed by the legal representative.

    Attributes:
        annex: the annex, as it is cited.
    """

    annex: str

    def __call__(self, case: Case) -> Iterator[CheckResult]:
        """Another name under the declaration."""
        record = records.guangzhou(case)
        found, expected = record.declaration.signatory, record.legal_representative.name
        if _differ(found, expected):
            source = clauses.cell(self.annex, "申报单位声明")
            facts = {"found": found, "expected": expected}
            yield CheckResult(Note("agreement.signatory", facts), "declaration.signatory", source)


@dataclass(frozen=True)
class PeopleAgree:
    """One person has one identity number, and one number one person.

    Attributes:
        annex: the annex, as it is cited.
        people: the fields of people: one person, or rows of them.
    """

    annex: str
    people: tuple[str, ...]

    def __call__(self, case: Case) -> Iterator[CheckResult]:
        """People that share a number or, of one name, have two."""
        known: list[tuple[str, str, str]] = []
        for path, name, number in self._identified(case):
            for other, other_name, other_number in known:
                code = _disagreement(name == other_name, number == other_number)
                if code:
                    facts = {"other": label(type(case.record), paths.parse(other))}
                    yield CheckResult(Note(code, facts), f"{path}.id_number", clauses.cell(self.annex, "主要人员信息"))
            known.append((path, name, number))

    def _identified(self, case: Case) -> Iterator[tuple[str, str, str]]:
        """The people with a name and a whole number: where they stand, and both as they are compared."""
        for field in self.people:
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
