"""The registry for programs: its lists, what is due, applications from a job, decisions and reviews."""

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from sqlalchemy import select

from ipforms.desk.accounts import DeskPerson, DeskRole
from ipforms.desk.api.document_calls import TheDesk, TheLang
from ipforms.desk.api.job_calls import OwnJob, ThePerson
from ipforms.desk.api.registry_tasks import incoming_of
from ipforms.desk.desk_context import requires
from ipforms.desk.desk_tables import files, submissions
from ipforms.desk.list_registry import office_now, opened_registry, record_facts
from ipforms.registry import masked_rows
from ipforms.registry.record_kinds import RECORDS
from ipforms.registry.register import ApplicationState
from ipforms.rules.programmes import DecisionVerdict, Level, ReviewOutcome

router = APIRouter(prefix="/registry")
RecordName = Literal[*RECORDS]  # type: ignore[valid-type]  # all of them are texts
TheDecider = Annotated[DeskPerson, Depends(requires(DeskRole.DECIDE))]
OnDay = Annotated[date | None, Query(description="As of this day; today without.")]
RegistryTable = Literal[
    "entries", "applications", "parties", "liaisons", "activities", "cultivations", "leads", "cases", "events"
]


class RecordedDecision(BaseModel):
    """A decision on an application. `seen` is the revision of the application that was decided on."""

    level: Level
    verdict: DecisionVerdict
    opinion: str | None = None
    on: date | None = None
    batch: str | None = None
    seen: int | None = None


class RecordedReview(BaseModel):
    """What becomes of an entry after its review."""

    outcome: ReviewOutcome
    opinion: str | None = None
    on: date | None = None


class RecordedFacts(BaseModel):
    """What is recorded, as texts by the names of `ipforms registry record`; `ids` are the rows that it goes on with."""

    facts: dict[str, str] = {}
    ids: list[int] = []


class AddedApplications(BaseModel):
    """Numbers: of the applications that are new, of those that were there, of the parties that are new.

    Attributes:
        renamed: new applications whose party, known by its credit code, had another name; with both names.
    """

    applications: tuple[int, ...]
    known: tuple[int, ...]
    parties: tuple[int, ...]
    renamed: tuple[tuple[int, str, str], ...]


@router.get("/tables/{table}")
def registry_rows(
    desk: TheDesk,
    table: RegistryTable,
    on: OnDay = None,
    programme: str | None = None,
    state: ApplicationState | None = None,
    left: bool = False,
) -> list[dict[str, Any]]:
    """Rows of a table as of a day, personal numbers masked; `state` is of applications, `left` of entries."""
    with opened_registry(desk.settings) as registry:
        return masked_rows(registry.rows(table, on or office_now().date(), programme=programme, state=state, left=left))


@router.get("/due")
def registry_due(
    desk: TheDesk, on: OnDay = None, days: Annotated[int, Query(ge=0, le=3_660)] = 30
) -> list[dict[str, Any]]:
    """What is overdue, and what is due within some days; the most urgent first."""
    with opened_registry(desk.settings) as registry:
        due = registry.due(on or office_now(), timedelta(days=days), desk.settings.policies)
    return masked_rows(each.to_dict() for each in due)


@router.get("/report")
def registry_report(desk: TheDesk, year: int, on: OnDay = None) -> list[dict[str, Any]]:
    """The counts of a year against what the notices ask for."""
    with opened_registry(desk.settings) as registry:
        return [each.to_dict() for each in registry.report(year, on or office_now().date(), desk.settings.policies)]


@router.get("/review")
def registry_review(desk: TheDesk, lang: TheLang, on: OnDay = None) -> list[dict[str, Any]]:
    """Today's rules over the latest data of all on the list, as proposals that a person decides."""
    with opened_registry(desk.settings) as registry:
        return [
            {
                "entry": each.entry,
                "application": each.application,
                "verdict": each.verdict,
                "reason": each.reason(lang),
                "conditions": list(each.conditions),
            }
            for each in registry.review(on or office_now().date())
        ]


@router.post("/jobs/{job_id}", status_code=201)
async def register_job(desk: TheDesk, job: OwnJob, lang: TheLang, on: OnDay = None) -> AddedApplications:
    """Register the applications that one's job has read; those that are there already stay as they are."""
    query = select(submissions.c.pickle, submissions.c.report, files.c.name, files.c.digest)
    query = query.join(files, files.c.id == submissions.c.file_id).where(files.c.upload_id == job["upload_id"])
    rows = desk.store.rows(query.order_by(files.c.id))
    args = (rows, str(desk.store.blobs.folder), lang)
    items = await desk.pool.call(incoming_of, *args, seconds=desk.settings.limits.job_seconds)
    with opened_registry(desk.settings) as registry, registry.write(by=job["person"], at=office_now()) as change:
        added = change.add(items, on=on)
    return AddedApplications(**vars(added))


@router.post("/records/{kind}", status_code=201)
def register_record(desk: TheDesk, person: ThePerson, kind: RecordName, given: RecordedFacts) -> dict[str, Any]:
    """Record a visit, a case, the end of a term …; `numbers` are those of what begins with it, or null."""
    return {"numbers": record_facts(desk.settings, person, kind, given.facts, [{"id": each} for each in given.ids])}


@router.post("/applications/{application}/decisions", status_code=201)
def register_decision(desk: TheDesk, person: TheDecider, application: int, given: RecordedDecision) -> dict[str, Any]:
    """Record a decision; the city's approval takes the applicant into the list, and `entry` is its number there."""
    options = given.model_dump(exclude={"level", "verdict"})
    with opened_registry(desk.settings) as registry, registry.write(by=person.name, at=office_now()) as change:
        return {"entry": change.decide(application, given.level, given.verdict, **options)}


@router.post("/entries/{entry}/reviews", status_code=201)
def register_review(desk: TheDesk, person: TheDecider, entry: int, given: RecordedReview) -> dict[str, Any]:
    """Record what was decided on a proposal of `review`, as of the day of the decision."""
    with opened_registry(desk.settings) as registry:
        registry.row("entries", entry)
        with registry.write(by=person.name, at=office_now()) as change:
            return {"review": change.settle_entry(entry, given.outcome, opinion=given.opinion, on=given.on)}
