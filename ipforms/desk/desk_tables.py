"""The tables of the desk. Times are ISO texts in UTC, so that SQLite and PostgreSQL hold and sort the same."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, String, Table, Text

VERSION = 1  # of these tables; a database of a later one is not opened

metadata = MetaData()

desk_versions = Table("desk_versions", metadata, Column("version", Integer, primary_key=True))

people = Table(
    "desk_people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), unique=True, nullable=False),
    Column("role", String(10), nullable=False),  # look, check, decide
    Column("password", String(200), nullable=False),  # argon2; "" can not log in
    Column("created_at", String(32), nullable=False),
    Column("closed_at", String(32)),
)

keys = Table(
    "desk_keys",
    metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the secret, which is nowhere kept
    Column("kind", String(10), nullable=False),  # entry, session, api
    Column("person_id", ForeignKey("desk_people.id"), nullable=False),
    Column("role", String(10), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("ended_at", String(32)),
)

uploads = Table(
    "desk_uploads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("source", String(10), nullable=False),  # desk, api: what programs sent is in no queue of people
    Column("person", String(100), nullable=False),
    Column("options", JSON, nullable=False),  # form, stage, on
    Column("created_at", String(32), nullable=False),
)

files = Table(
    "desk_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", ForeignKey("desk_uploads.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),  # as a person knows it, with the folders and archives that it lay in
    Column(
        "digest", String(64), nullable=False, index=True
    ),  # of the bytes, in the blob store; "" where none were kept
    Column("size", Integer, nullable=False),
    # arrived, waiting; then as `bulk.ReadResult.status`: read, findings, failed, paper, duplicate, container, leftover
    Column("status", String(12), nullable=False, index=True),
    Column("attempts", Integer, nullable=False, default=0),  # workers that it has ended
    Column("about", JSON),  # error: {code, zh, en}; same_as: name; papers: ids
    Column("created_at", String(32), nullable=False),
)

submissions = Table(
    "desk_submissions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("desk_files.id"), nullable=False, unique=True),
    Column("form_id", String(100), nullable=False, index=True),
    Column("format", String(20), nullable=False),
    Column("applicant", Text, nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("errors", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),  # fields to look at that nobody has accepted or corrected yet
    Column("decision", String(20), nullable=False, default=""),
    Column("created_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("pickle", String(64), nullable=False),  # digest of the pickled Submission, a cache: it can be read again
    # Large ones last: SQLite goes through all that stands before the column that it is asked for.
    Column("values", JSON, nullable=False),  # as read; they never change
    Column("fields", JSON, nullable=False, default=list),  # of version 1; not written any more, as nothing asked for it
    # As it stands now, with what people changed.
    Column("current", JSON, nullable=False),  # values
    Column("report", JSON, nullable=False),  # {"zh": Report.to_dict, "en": …}
)

changes = Table(
    "desk_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ForeignKey("desk_submissions.id"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),  # value, accepted, sentence, decision
    Column("path", Text, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("person", String(100), nullable=False),
    Column("at", String(32), nullable=False),
)
"""Who changed what from what to what, and when. Rows are added and never changed or removed."""

jobs = Table(
    "desk_jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("status", String(10), nullable=False, index=True),  # waiting, running, done, failed, cancelled
    Column("done", Integer, nullable=False, default=0),
    Column("total", Integer),
    Column("person", String(100), nullable=False),
    Column("upload_id", ForeignKey("desk_uploads.id")),
    Column("options", JSON, nullable=False),
    Column("result", JSON),  # {digest, name, media}
    Column("about", JSON),  # error: {code, zh, en}; counts
    Column("created_at", String(32), nullable=False),
    Column("finished_at", String(32)),
)
