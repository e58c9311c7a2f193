"""What the desk keeps: files that came, what was read in them, what people changed, jobs."""

import secrets
import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Engine,
    Select,
    Table,
    Text,
    cast,
    create_engine,
    delete,
    event,
    func,
    insert,
    or_,
    select,
    update,
)

from ipforms.desk.blob_store import BlobStore
from ipforms.desk.desk_settings import DeskSettings
from ipforms.desk.desk_tables import VERSION, changes, desk_versions, files, jobs, metadata, submissions, uploads
from ipforms.errors import IpformsError
from ipforms.intake.member_names import shown_name

Row = dict[str, Any]  # A row of a table, by the names of its columns

UNDER_WAY = ("arrived", "waiting")  # the statuses of files that nobody has read yet
_LATER = 900.0  # seconds until bytes are removed that nobody needs any more: longer than any upload takes
_CONNECTIONS = 24  # threads that answer requests, do jobs or wait for workers; fewer would queue for a connection
_BUSY = 30_000  # milliseconds that a writer waits for another one of SQLite


class NewerDatabase(IpformsError):
    """The database is of a later version of ipforms."""


def now() -> str:
    """This moment in UTC, as the tables hold it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def opened_engine(url: str) -> Engine:
    """The database of a URL, its tables made where they are not there.

    Raises:
        NewerDatabase: a later version has made them.
    """
    engine = create_engine(url, pool_size=_CONNECTIONS, max_overflow=0, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _careful)
    metadata.create_all(engine)
    with engine.begin() as connection:
        found = connection.scalar(select(func.max(desk_versions.c.version)))
        if found is None:
            connection.execute(insert(desk_versions).values(version=VERSION))
        elif found > VERSION:
            raise NewerDatabase(found=found, known=VERSION)
    return engine


def _careful(connection: Any, _: object) -> None:
    """Readers beside a writer; what is committed is on the disk."""
    for pragma in (f"busy_timeout={_BUSY}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


class DeskStore:
    """The tables and bytes of one instance. Every method is one transaction; threads may share it.

    Attributes:
        engine: the database.
        blobs: the bytes.
    """

    def __init__(self, settings: DeskSettings) -> None:
        settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.engine = opened_engine(settings.url)
        self.blobs = BlobStore(settings.folder / "blobs")

    def rows(self, query: Select[Any]) -> list[Row]:
        """What a query gives; pages may ask their own."""
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def row(self, table: Table, id: int | str) -> Row | None:
        """The row of an id; None if there is none."""
        found = self.rows(select(table).where(table.c.id == id))
        return found[0] if found else None

    def add_upload(
        self, named: Iterable[tuple[str, str, int]], person: str, *, source: str = "desk", **options: Any
    ) -> str:
        """Take in files whose bytes are kept, and the job that reads them; the id of that job.

        Args:
            named: name, digest and size of each.
            person: who brought them.
            source: "desk", or "api" for what is in no queue of people.
            options: `form`, `stage` and `on` of the check, as `bulk.check` takes them.
        """
        upload, job, at = secrets.token_hex(16), secrets.token_hex(16), now()
        with self.engine.begin() as connection:
            connection.execute(
                insert(uploads).values(id=upload, source=source, person=person, options=options, created_at=at)
            )
            arrived: list[Row] = [
                {
                    "upload_id": upload,
                    "name": shown_name(name),
                    "digest": digest,
                    "size": size,
                    "status": "arrived",
                    "created_at": at,
                }
                for name, digest, size in named
            ]
            if arrived:
                connection.execute(insert(files), arrived)
            connection.execute(insert(jobs).values(_job(job, "read", person, at, options, upload_id=upload)))
        return job

    def add_job(self, kind: str, person: str, **options: Any) -> str:
        """A job that waits to be done; its id."""
        id = secrets.token_hex(16)
        with self.engine.begin() as connection:
            connection.execute(insert(jobs).values(_job(id, kind, person, now(), options)))
        return id

    def update(self, table: Table, id: int | str, **values: Any) -> None:
        """Change a row. Not for `changes`, to which rows are added alone."""
        with self.engine.begin() as connection:
            connection.execute(update(table).where(table.c.id == id).values(values))

    def unpacked(self, file: Row, members: Sequence[Row]) -> None:
        """What a file that arrived has turned out to be: itself, and the files that were in it."""
        with self.engine.begin() as connection:
            first, *others = members
            connection.execute(update(files).where(files.c.id == file["id"]).values(first))
            if others:
                shared = {"upload_id": file["upload_id"], "created_at": file["created_at"], "about": None}
                connection.execute(insert(files), [{**shared, **each} for each in others])

    def first_of(self, file: Row) -> str | None:
        """The name of an earlier file of the same bytes that people can see; None if there is none."""
        query = select(files.c.name).join(uploads, uploads.c.id == files.c.upload_id)
        query = query.where(files.c.digest == file["digest"], files.c.id < file["id"], files.c.status != "duplicate")
        own = select(uploads.c.source).where(uploads.c.id == file["upload_id"]).scalar_subquery()
        query = query.where((files.c.upload_id == file["upload_id"]) | ((uploads.c.source == "desk") & (own == "desk")))
        found = self.rows(query.order_by(files.c.id).limit(1))
        return found[0]["name"] if found else None

    def add_result(self, file_id: int, status: str, about: Row | None, forms: Sequence[Row]) -> None:
        """What became of a file: its status and the submission of each form in it, in one transaction.

        A further form gets a row of `files` of its own, whose `about` says which one it is: `{"part": 2}`.
        """
        with self.engine.begin() as connection:
            file = connection.execute(select(files).where(files.c.id == file_id).with_for_update()).mappings().one()
            if file["status"] not in UNDER_WAY:
                return  # read twice, before and after a restart
            connection.execute(update(files).where(files.c.id == file_id).values(status=status, about=about))
            for number, form in enumerate(forms, 1):
                own = file_id
                if number > 1:
                    part = {**file, "status": status, "about": {**(about or {}), "part": number}}
                    del part["id"]
                    own = connection.execute(insert(files).values(part)).inserted_primary_key[0]  # type: ignore[index]
                at = now()
                connection.execute(
                    insert(submissions).values({**form, "file_id": own, "created_at": at, "changed_at": at})
                )

    def add_change(
        self,
        submission_id: int,
        kind: str,
        person: str,
        *,
        path: str = "",
        before: Any = None,
        after: Any = None,
        current: Mapping[str, Any] | None = None,
    ) -> None:
        """Write down who changed what, and how the submission stands after it.

        Args:
            submission_id: of which form.
            kind: "value" (a field corrected), "accepted" (a doubtful field looked at and right), "sentence" (of the
                letter), "decision".
            person: who.
            path: the field, or the finding.
            before: what stood there.
            after: what stands there now.
            current: columns of the submission that follow from it: current, report, applicant, verdict, errors, doubts,
                decision.
        """
        at = now()
        with self.engine.begin() as connection:
            connection.execute(
                insert(changes).values(
                    submission_id=submission_id, kind=kind, path=path, before=before, after=after, person=person, at=at
                )
            )
            connection.execute(
                update(submissions)
                .where(submissions.c.id == submission_id)
                .values({**(current or {}), "changed_at": at})
            )

    def forget(self, job: Row) -> None:
        """Remove a job with what a program has sent for it and what came of it; what people brought in stays.

        The bytes go some minutes later: somebody else may be sending the same at this moment.
        """
        upload = self.row(uploads, job["upload_id"]) if job["upload_id"] else None
        digests = [(job[name] or {}).get("digest") for name in ("options", "result")]
        with self.engine.begin() as connection:
            connection.execute(delete(jobs).where(jobs.c.id == job["id"]))
            if upload is not None and upload["source"] == "api":
                own = select(files.c.id).where(files.c.upload_id == upload["id"])
                digests += connection.scalars(select(files.c.digest).where(files.c.upload_id == upload["id"]))
                digests += connection.scalars(select(submissions.c.pickle).where(submissions.c.file_id.in_(own)))
                connection.execute(delete(submissions).where(submissions.c.file_id.in_(own)))
                connection.execute(delete(files).where(files.c.upload_id == upload["id"]))
                connection.execute(delete(uploads).where(uploads.c.id == upload["id"]))

        later = threading.Timer(_LATER, self._drop, [set(filter(None, digests))])
        later.daemon = True
        later.start()

    def _drop(self, digests: set[str]) -> None:
        """Remove bytes that nothing refers to."""
        for digest in digests:
            texts = [cast(column, Text).contains(digest) for column in (jobs.c.options, jobs.c.result)]
            queries = (
                select(files.c.id).where(files.c.digest == digest),
                select(submissions.c.id).where(submissions.c.pickle == digest),
                select(jobs.c.id).where(or_(*texts)),
            )
            if not any(self.rows(query.limit(1)) for query in queries):
                self.blobs.path(digest).unlink(missing_ok=True)

    def history(self, submission_id: int) -> list[Row]:
        """All changes of a submission, the first one first."""
        return self.rows(select(changes).where(changes.c.submission_id == submission_id).order_by(changes.c.id))


def _job(id: str, kind: str, person: str, at: str, options: Row, **more: Any) -> Row:
    return {"id": id, "kind": kind, "status": "waiting", "person": person, "created_at": at, "options": options, **more}
