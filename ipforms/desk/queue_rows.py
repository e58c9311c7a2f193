"""The queue: files that came in, what needs a look first, as rows of a page."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from ipforms.desk.desk_store import UNDER_WAY, DeskStore, Row
from ipforms.desk.desk_tables import files, jobs, submissions, uploads

STATES = ("look", "unread", "todo", "ready", "reading", "decided", "aside")
"""In the order in which people see to them: a doubtful value to look at; a file that could not be read; to be decided,
with something to put right or to judge; in order; not read yet; decided; no form (a paper, a duplicate, an archive)."""
_TO_REVIEW = ("look", "todo", "ready")
_PAGE = 50  # rows of a page; 100 take the server 19 ms instead of 12, and 50 people ask at once (benchmarks/serve.py)
_WORDS = 20  # of a search that count; SQLite takes some hundred conditions


@dataclass(frozen=True)
class QueueFilter:
    """What of the queue is shown."""

    upload: str = ""  # the id of an upload, or ""
    form: str = ""  # the id of a form, or ""
    state: str = ""  # one of `STATES`, or ""
    q: str = ""  # words of an applicant's or a file's name, or ""

    def query(self, **changes: str) -> str:
        """It as the query of an address, with changes; "" where nothing is asked."""
        given = {**self.__dict__, **changes}
        asked = urlencode({key: value for key, value in given.items() if value})
        return f"?{asked}" if asked else ""

    def conditions(self, *, with_state: bool = True) -> ColumnElement[bool]:
        """It as a condition of a query."""
        asked = [uploads.c.source == "desk"]
        if self.upload:
            asked.append(files.c.upload_id == self.upload)
        if self.form:
            asked.append(submissions.c.form_id == self.form)
        if self.state and with_state:
            asked.append(_STATE.in_([self.state]))
        for word in self.q.split()[:_WORDS]:
            asked.append(
                or_(
                    files.c.name.icontains(word, autoescape=True),
                    submissions.c.applicant.icontains(word, autoescape=True),
                )
            )
        return and_(*asked)


_STATE = case(
    (files.c.status.in_(UNDER_WAY), "reading"),
    (submissions.c.decision != "", "decided"),
    (submissions.c.doubts > 0, "look"),
    (submissions.c.verdict == "acceptable", "ready"),
    (submissions.c.id.is_not(None), "todo"),
    (files.c.status == "failed", "unread"),
    else_="aside",
)
_RANK = case({state: rank for rank, state in enumerate(STATES)}, value=_STATE)
_ORDER = (_RANK, submissions.c.doubts.desc(), submissions.c.errors.desc(), files.c.id)


def _joined(*columns: Any) -> Select[Any]:
    joined = files.join(uploads, uploads.c.id == files.c.upload_id)
    return select(*columns).select_from(joined.outerjoin(submissions, submissions.c.file_id == files.c.id))


def queue_rows(store: DeskStore, asked: QueueFilter, start: int = 0) -> tuple[list[Row], bool]:
    """Rows of the queue, what needs a look first, and whether there are more behind them."""
    columns = (
        files.c.id.label("file"),
        files.c.name,
        files.c.status,
        files.c.about,
        _STATE.label("state"),
        submissions.c.id.label("submission"),
        submissions.c.applicant,
        submissions.c.form_id,
        submissions.c.doubts,
        submissions.c.errors,
        submissions.c.verdict,
        submissions.c.decision,
    )
    query = _joined(*columns).where(asked.conditions()).order_by(*_ORDER)
    rows = store.rows(query.offset(start).limit(_PAGE + 1))
    return rows[:_PAGE], len(rows) > _PAGE


def state_counts(store: DeskStore, asked: QueueFilter) -> dict[str, int]:
    """How many files there are in each state, whatever state is asked for; "" is all."""
    query = _joined(_STATE.label("state"), func.count().label("count")).where(asked.conditions(with_state=False))
    counts = {row["state"]: int(row["count"]) for row in store.rows(query.group_by(_STATE))}
    return {"": sum(counts.values()), **{state: counts.get(state, 0) for state in STATES}}


def first_to_review(rows: list[Row]) -> int | None:
    """The submission that is to be reviewed first of rows of the queue; None if there is none among them."""
    return next((row["submission"] for row in rows if row["state"] in _TO_REVIEW), None)


def next_to_review(store: DeskStore, asked: QueueFilter, but: int | None = None) -> int | None:
    """The submission that is to be reviewed next; None if there is none left."""
    query = _joined(submissions.c.id).where(asked.conditions(), _STATE.in_(_TO_REVIEW))
    if but is not None:
        query = query.where(submissions.c.id != but)
    found = store.rows(query.order_by(*_ORDER).limit(1))
    return found[0]["id"] if found else None


def same_applicant(store: DeskStore, id: int) -> list[Row]:
    """Other submissions of the applicant of one, on the same form: `id`, `name` of the file and `decision`."""
    own = select(submissions.c.applicant, submissions.c.form_id).where(submissions.c.id == id).subquery()
    query = _joined(submissions.c.id, files.c.name, submissions.c.decision)
    query = query.where(uploads.c.source == "desk", submissions.c.id != id, submissions.c.applicant != "")
    same = (submissions.c.applicant == own.c.applicant, submissions.c.form_id == own.c.form_id)
    return store.rows(query.join(own, and_(*same)).order_by(submissions.c.id))


def forms_of_applicants(store: DeskStore, rows: list[Row]) -> dict[tuple[str, str], int]:
    """How many forms of a kind there are of each applicant of rows, by name and form."""
    names = {row["applicant"] for row in rows if row["applicant"]}
    kinds = (submissions.c.applicant, submissions.c.form_id)
    query = _joined(*kinds, func.count().label("count")).where(uploads.c.source == "desk", kinds[0].in_(sorted(names)))
    return {(row["applicant"], row["form_id"]): row["count"] for row in store.rows(query.group_by(*kinds))}


def reviewed_ids(store: DeskStore, asked: QueueFilter) -> list[int]:
    """All submissions of a filter, in the order in which they came."""
    query = _joined(submissions.c.id).where(asked.conditions(), submissions.c.id.is_not(None)).order_by(files.c.id)
    return [row["id"] for row in store.rows(query)]


def unread_files(store: DeskStore, asked: QueueFilter) -> list[Row]:
    """The files of a filter that could not be read: `name`, and `about` with the error."""
    conditions = replace(asked, form="", state="unread").conditions()
    return store.rows(_joined(files.c.name, files.c.about).where(conditions).order_by(files.c.id))


def job_under_way(store: DeskStore) -> str:
    """The job that reads the latest upload that is not read yet; "" if all are."""
    query = select(jobs.c.id).where(jobs.c.kind == "read", jobs.c.status.in_(("waiting", "running")))
    query = query.join(uploads, uploads.c.id == jobs.c.upload_id).where(uploads.c.source == "desk")
    found = store.rows(query.order_by(jobs.c.created_at.desc()).limit(1))
    return str(found[0]["id"]) if found else ""


def recent_uploads(store: DeskStore, most: int = 50) -> list[Row]:
    """The last uploads of people, the last one first, with how many files each has."""
    count = func.count(files.c.id).label("count")
    query = select(uploads.c.id, uploads.c.person, uploads.c.created_at, count)
    query = query.join(files, files.c.upload_id == uploads.c.id).where(uploads.c.source == "desk")
    grouped = query.group_by(uploads.c.id, uploads.c.person, uploads.c.created_at)
    return store.rows(grouped.order_by(uploads.c.created_at.desc()).limit(most))
