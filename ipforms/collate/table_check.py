"""A recommendation table against the applications that go with it: each company in both, with the same facts.

金华方案四（二）: the recommending office hands in the table together with the companies' applications.
"""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ipforms.codes.masking import masked_text
from ipforms.collate.applicants import Applicant, Application, applicants
from ipforms.collate.recommendation_row import at, from_application, same, shown_value
from ipforms.errors import IpformsError
from ipforms.findings import Finding
from ipforms.forms import form_of
from ipforms.messages import Bilingual, Note
from ipforms.pipeline.submission import Submission
from ipforms.rules.clauses import JINHUA_HAND_IN
from ipforms.rules.policies import DEFAULT
from ipforms.schemas.base import FormModel, is_blank
from ipforms.schemas.jinhua import JinhuaRecommendation
from ipforms.text import name_key

_ALIKE = 0.8  # difflib's ratio; two slips in a company's name of ten characters, not another company


class NotATableOfCompanies(IpformsError):
    """A form that is no recommendation table."""


def check_table(table: Submission | FormModel, applications: Iterable[Application]) -> tuple[Finding, ...]:
    """Compare a recommendation table with the applications that belong to it.

    Args:
        table: the table, read or as a record.
        applications: submissions, reports, or records of `jinhua-application`.

    Returns:
        Companies that are in one of the two alone, companies that the table lists twice, and facts that differ: each at
        its row of the table, with its place if the table was read. Empty if the two agree.

    Raises:
        NotATableOfCompanies: `table` is another form.
        NotAnApplication: one of the applications is.
    """
    record = table.record if isinstance(table, Submission) else table
    if not isinstance(record, JinhuaRecommendation):
        raise NotATableOfCompanies(form=form_of(record).title)
    places = table.places if isinstance(table, Submission) else {}
    known = applicants(applications, "draft", None, DEFAULT)
    found = (*_rows(record, known), *_not_listed(record, known))
    return tuple(replace(finding, place=places.get(finding.path)) for finding in found)


def _rows(record: JinhuaRecommendation, known: list[Applicant]) -> Iterator[Finding]:
    by_key = _by_key(known)
    listed = _listed(record)
    for index, row in enumerate(record.enterprises):
        key = name_key(row.name)
        if not key:
            yield at(index, "name", Note("recommend.nameless_row", {"row": index + 1}), str(JINHUA_HAND_IN))
        elif listed[key][0] != index:
            rows = "、".join(str(each + 1) for each in listed[key])
            yield at(index, "name", Note("recommend.listed_twice", {"name": masked_text(row.name or ""), "rows": rows}))
        elif key in by_key:
            yield from _facts(index, row, by_key[key])
        else:
            yield _no_application(index, row.name or "", known)


def _listed(record: JinhuaRecommendation) -> dict[str, list[int]]:
    """The rows of each company."""
    listed: dict[str, list[int]] = {}
    for index, row in enumerate(record.enterprises):
        listed.setdefault(name_key(row.name), []).append(index)
    return listed


def _by_key(known: list[Applicant]) -> dict[str, Applicant]:
    """The first application of each company; one without a name is nobody's."""
    found: dict[str, Applicant] = {}
    for each in known:
        if each.key:
            found.setdefault(each.key, each)
    return found


def _facts(index: int, row: FormModel, applicant: Applicant) -> Iterator[Finding]:
    """What the table copied from the application must say the same."""
    values = row.model_dump(mode="json")
    for name, given in from_application(applicant.record).items():
        if not is_blank(values[name]) and not is_blank(given) and not same(values[name], given):
            facts = {"table": shown_value(name, values[name]), "application": shown_value(name, given)}
            yield at(index, name, Note("recommend.row_differs", facts))


def _no_application(index: int, name: str, known: list[Applicant]) -> Finding:
    facts = {"name": masked_text(name), "near": _near(name, [each.name for each in known])}
    return at(index, "name", Note("recommend.no_application", facts), str(JINHUA_HAND_IN))


def _not_listed(record: JinhuaRecommendation, known: list[Applicant]) -> Iterator[Finding]:
    names = [row.name or "" for row in record.enterprises]
    listed = set(map(name_key, names))
    for key, applicant in _by_key(known).items():
        if key not in listed:
            facts = {"name": masked_text(applicant.name), "near": _near(applicant.name, names)}
            yield Finding(Note("recommend.not_listed", facts), source=str(JINHUA_HAND_IN))
    for applicant in known:
        if not applicant.key:
            yield Finding(Note("recommend.nameless", {"file": applicant.called()}))


def _near(name: str, names: list[str]) -> Bilingual | str:
    """A name that may be meant, in brackets."""
    near = difflib.get_close_matches(name, [each for each in names if each], n=1, cutoff=_ALIKE)
    return Bilingual("collate.near", {"name": masked_text(near[0])}) if near else ""
