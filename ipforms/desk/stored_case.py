"""A submission of the store with what people did to it: what a page shows, and what workers make papers of."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from ipforms.bulk.read_result import forms_of
from ipforms.desk.blob_store import BlobStore
from ipforms.desk.desk_store import DeskStore, Row
from ipforms.desk.desk_tables import files, submissions, uploads
from ipforms.desk.problem_details import NotFound
from ipforms.desk.review_model import Review, ReviewState, review_of, state_of
from ipforms.desk.worker_pool import WorkerPool
from ipforms.desk.worker_tasks import named_file
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual, Lang
from ipforms.pipeline import read
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import Report
from ipforms.pipeline.submission import Submission

_KEPT = 200  # submissions in memory; one of a form takes some 100 KB


@dataclass(frozen=True)
class StoredCase:
    """A form that came in."""

    id: int  # of the submission
    file_id: int  # of the file
    name: str  # of the file, as people know it
    original: str  # where its bytes lie
    pickled: str  # where the submission lies as it was read
    # stage, on, report_name: how it is checked
    stage: Any
    on: date
    report_name: str
    part: int  # which of the forms of its file, from 1
    history: tuple[Row, ...] = field(repr=False)  # what people did, the first change first

    @cached_property
    def read(self) -> Submission:
        """As it was read."""
        return _reading(self.pickled)

    @cached_property
    def state(self) -> ReviewState:
        """What people did."""
        return state_of(self.history)

    @cached_property
    def report(self) -> Report:
        """The check of the submission as it stands now."""
        return check(self.state.of(self.read), self.stage, self.on, name=self.report_name)

    def review(self, lang: Lang) -> Review:
        """As a person reviews it."""
        return review_of(self.read, self.state, self.report, lang)

    def after(self, change: Mapping[str, Any]) -> "StoredCase":
        """The same with one more change: `kind`, `path`, `after`."""
        return replace(self, history=(*self.history, dict(change)))

    def data(self) -> bytes:
        """The file as it came."""
        return Path(self.original).read_bytes()


def stored_case(store: DeskStore, id: int) -> StoredCase:
    """The case of a submission.

    Raises:
        NotFound: there is none.
    """
    found = stored_cases(store, [id])
    if not found:
        raise NotFound
    return found[0]


def opened_case(store: DeskStore, pool: WorkerPool, id: int) -> StoredCase:
    """The case of a submission whose reading can be used; a worker reads the file again if another version kept it.

    Raises:
        NotFound: there is none.
        IpformsError: it cannot be read any more.
    """
    case = stored_case(store, id)
    try:
        case.read  # noqa: B018 - it is loaded
    except _UNUSABLE:
        row = store.rows(select(submissions.c.form_id).where(submissions.c.id == id))[0]
        blobs = str(store.blobs.folder)
        again = pool.submit(read_again, case.original, case.name, row["form_id"], case.part, blobs, urgent=True)
        store.update(submissions, id, pickle=again.result())
        case = stored_case(store, id)
    return case


class DecidedMeanwhile(IpformsError):
    """Somebody has decided on a form since a page of it was opened."""


def require_seen(case: StoredCase, seen: str | None) -> None:
    """Refuse a decision that was made on another state of a form than it has now; None: whatever it is.

    Raises:
        DecidedMeanwhile: it is another one.
    """
    if seen not in (None, case.state.decision):
        last = next(each for each in reversed(case.history) if each["kind"] == "decision")
        word = Bilingual(f"desk.decision.{case.state.decision}" if case.state.decision else "desk.review.revoke")
        raise DecidedMeanwhile(person=last["person"], decision=word)


def read_again(path: str, name: str, form_id: str, part: int, blobs: str) -> str:
    """Read a form of a file once more; the digest of the pickled submission. For a worker."""
    with named_file(path, name) as file:
        first = read(file, form_id if part == 1 else None, name=name)
        return BlobStore(Path(blobs)).put(pickle.dumps(forms_of(first)[part - 1])).digest


_UNUSABLE = (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError, LookupError, EOFError, OSError)
"""What loading raises where the package has changed, or the cache is gone."""


def stored_cases(store: DeskStore, ids: list[int]) -> list[StoredCase]:
    """The cases of submissions, in the order of the ids."""
    columns = (submissions.c.id, submissions.c.file_id, submissions.c.pickle, submissions.c.report)
    query = select(*columns, files.c.name, files.c.digest, files.c.about).join(
        files, files.c.id == submissions.c.file_id
    )
    query = query.join(uploads, uploads.c.id == files.c.upload_id).where(uploads.c.source == "desk")
    rows = {row["id"]: row for row in store.rows(query.where(submissions.c.id.in_(ids)))}
    return [_case(store, rows[id]) for id in ids if id in rows]


def _case(store: DeskStore, row: Row) -> StoredCase:
    report, path = row["report"]["zh"], store.blobs.path
    return StoredCase(
        row["id"],
        row["file_id"],
        row["name"],
        str(path(row["digest"])),
        str(path(row["pickle"])),
        report["stage"],
        date.fromisoformat(report["on"]),
        report["name"],
        (row["about"] or {}).get("part", 1),
        tuple(store.history(row["id"])),
    )


@lru_cache(_KEPT)
def _reading(path: str) -> Submission:
    """The submission that lies at a path, as it was read: it never changes."""
    made: Submission = pickle.loads(Path(path).read_bytes())
    return made
