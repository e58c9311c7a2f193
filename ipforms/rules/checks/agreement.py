"""Does the form agree with itself: cover and table, the two codes, the signature, the people."""

from collections.abc import Iterator

from ipforms import paths
from ipforms.codes import identifier, org_code, uscc
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.case import Case, CheckFinding, at, word_for_nothing
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
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
