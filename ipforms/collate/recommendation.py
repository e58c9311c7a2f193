"""Applications → Jinhua's recommendation table (附件3).

The recommending office verifies the applications, and lists those that qualify (金华方案四（二）). What an application
holds is joined into the table; what it does not hold (涉足领域, 重点保护商标, 重点保护专利) comes from a side table,
or is left blank with a finding. Every application is in the table, or listed apart with the reason: none gets lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import ValidationError

from ipforms.collate.applicants import Applicant, Application, applicants
from ipforms.collate.exclusion import Exclusion
from ipforms.collate.recommendation_findings import about_applicants, about_dates, about_districts
from ipforms.collate.recommendation_row import join
from ipforms.collate.side_table import SideRows, SideTable, refusal
from ipforms.errors import IpformsError
from ipforms.findings import Finding
from ipforms.forms import form_of
from ipforms.messages import Lang, Note
from ipforms.pipeline.report import finding_dict
from ipforms.render.rendered import RenderFormat
from ipforms.rules.policies import DEFAULT, Policies
from ipforms.schemas.base import Stage
from ipforms.schemas.jinhua import JinhuaRecommendation


class UnfitArgument(IpformsError):
    """A value for the foot or the head of the table that cannot stand there."""


@dataclass(frozen=True)
class Recommendation:
    """The table, and who is not in it.

    Attributes:
        record: the recommendation table.
        recommended: the applicants in it, in the order of its rows.
        ineligible: those that do not qualify, each with the reason.
        unsettled: those of which it is open, each with what is open; they are in the table only if that was asked for.
        held_back: those that must be corrected first, are not of the city, are doubtful or withdrawn, each with the
            reason; they are in the table only if that was asked for.
        duplicates: further applications of companies that are dealt with by another one.
        findings: what a person should see to.
    """

    record: JinhuaRecommendation
    recommended: tuple[Applicant, ...]
    ineligible: tuple[Applicant, ...]
    unsettled: tuple[Applicant, ...]
    held_back: tuple[Applicant, ...]
    duplicates: tuple[Applicant, ...]
    findings: tuple[Finding, ...]

    def render(self, format: RenderFormat = "docx") -> bytes:
        """The table as a document. See `ipforms.render`."""
        return form_of(self.record).render(self.record, format)

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """Who is where, and what is to be seen to, as plain data; for the table itself dump `record`."""
        groups = {
            "recommended": self.recommended,
            "ineligible": self.ineligible,
            "unsettled": self.unsettled,
            "held_back": self.held_back,
            "duplicates": self.duplicates,
        }
        return {
            "form": form_of(self.record).id,
            **{name: [each.to_dict(lang) for each in group] for name, group in groups.items()},
            "findings": [finding_dict(finding, lang) for finding in self.findings],
        }


def recommend(
    applications: Iterable[Application],
    unit: str | None = None,
    side: SideRows | None = None,
    prepared_by: str | None = None,
    prepared_phone: str | None = None,
    prepared_on: date | str | None = None,
    *,
    stage: Stage = "applicant",
    on: date | None = None,
    policies: Policies = DEFAULT,
    unsettled: Literal["apart", "include"] = "apart",
    include: Iterable[Exclusion | str] = (),
    withdrawn: Iterable[str] = (),
    undecided: Iterable[str] = (),
) -> Recommendation:
    """Make the recommendation table of a number of applications.

    Of several applications of one company the first is used.

    Args:
        applications: submissions, reports, or records of `jinhua-application`. A report's verdict is taken as it is.
        unit: the recommending office (推荐单位).
        side: what the office knows besides, by company: 涉足领域, 重点保护商标, 重点保护专利; a column
            统一社会信用代码 tells companies that changed their name. What an application says goes before it.
        prepared_by: 填表人.
        prepared_phone: the 填表人's phone.
        prepared_on: 填写日期.
        stage: how far the applications have come; what they lack for it is a finding.
        on: the day of the check; today if None.
        policies: how to read what the plan leaves open.
        unsettled: what becomes of companies whose qualification is open. "apart" leaves them out until somebody has
            looked, as an office recommends what it has verified; "include" puts them in, with a finding each.
        include: further kinds of `Exclusion` that do not keep a company out of the table.
        withdrawn: names of companies, or of their files, that have withdrawn; what says so itself is found.
        undecided: names of companies, or of their files, of which another form may be the one that counts.

    Raises:
        NotAnApplication: one of them is another form.
        UnknownStage: there is no such stage.
        UnfitArgument: a value for the table's head or foot cannot stand there.

    >>> from ipforms.schemas.jinhua import JinhuaApplication
    >>> application = JinhuaApplication(enterprise_name="金华双龙有限公司", high_tech=True)
    >>> side = {"金华双龙有限公司": {"涉足领域": "高端装备"}}
    >>> made = recommend([application], "婺城区市场监督管理局", side, stage="draft")
    >>> [(row.name, row.industry) for row in made.record.enterprises]
    [('金华双龙有限公司', '高端装备')]
    """
    given = applicants(applications, stage, on, policies, withdrawn, undecided)
    asked_for = {Exclusion(each) for each in include} | ({Exclusion.UNSETTLED} if unsettled == "include" else set())
    table = SideTable(side)
    groups = _companies(given, table)
    judged = [group[0] for group in groups]
    chosen = [each for each in judged if each.is_in(asked_for)]
    rows = [join(each.record, table.of(each.name), index) for index, each in enumerate(chosen)]
    head = {
        "recommending_unit": unit,
        "prepared_by": prepared_by,
        "prepared_phone": prepared_phone,
        "prepared_on": prepared_on.isoformat() if isinstance(prepared_on, date) else prepared_on,
    }
    record = _record(head, [row.values for row in rows])
    return Recommendation(
        record=record,
        recommended=tuple(chosen),
        ineligible=_listed(judged, Exclusion.INELIGIBLE),
        unsettled=_listed(judged, Exclusion.UNSETTLED, Exclusion.NAMELESS),
        held_back=_listed(judged, *_HELD_BACK),
        duplicates=tuple(each for group in groups for each in group[1:]),
        findings=(
            *about_applicants(judged, groups, {each.number for each in chosen}),
            *(finding for row in rows for finding in row.findings),
            *about_dates(record, chosen),
            *about_districts(unit or "", chosen),
            *table.findings,
            *table.unused(each.name for each in given),
            *([] if chosen else [Finding(Note("recommend.none"))]),
        ),
    )


_OPEN = (Exclusion.INELIGIBLE, Exclusion.UNSETTLED, Exclusion.NAMELESS)  # listed apart
_HELD_BACK = tuple(each for each in Exclusion if each not in _OPEN)


def _companies(given: list[Applicant], table: SideTable) -> list[list[Applicant]]:
    """The applications of each company, in the order in which they came. Those without a name stand alone."""
    groups: dict[str, list[Applicant]] = {}
    by_code: dict[str, str] = {}
    for each in given:
        row = table.of(each.name)
        key = each.key or f"#{each.number}"
        if row and row.uscc:
            key = by_code.setdefault(row.uscc, key)
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def _listed(judged: list[Applicant], *exclusions: Exclusion) -> tuple[Applicant, ...]:
    """Those whose first reason is of these kinds: so nobody is listed twice."""
    return tuple(each for each in judged if each.reason and each.reason.exclusion in exclusions)


def _record(head: dict[str, Any], rows: list[Any]) -> JinhuaRecommendation:
    try:
        return JinhuaRecommendation.model_validate({**head, "enterprises": rows})
    except ValidationError as error:
        argument = str(error.errors(include_url=False)[0]["loc"][0])
        raise UnfitArgument(argument=argument, reason=refusal(error, personal=True)) from None
