"""The tables: the events, which stay, and the present, which follows from them.

Every row of the present has the `day` from which it holds; what changes later has a day of its own beside it, so that
most questions “as of a day” are asked of the present. Days are ISO dates, times ISO without a zone (the office's own,
`ipforms.registry.clock`), both as text: they sort, and stand in JSON as they are.
A column with `info={"personal": True}` identifies a person; lists mask it (`ipforms.registry.masked_rows`).
"""

from typing import Any

from sqlalchemy import JSON as ANY_JSON
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, text

METADATA = MetaData()
JSON = ANY_JSON(none_as_null=True)  # absent is NULL, as in every other column
_PERSONAL = {"personal": True}


def _key(name: str = "id") -> Column[int]:
    # Numbers are given by the journal, not by the database: they stand in events, which must give the same rows again.
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _day(name: str = "day", *, nullable: bool = False) -> Column[str]:
    return Column(name, String(10), nullable=nullable)


def _of(table: str, name: str = "", *, nullable: bool = False) -> Column[int]:
    return Column(name or table, Integer, ForeignKey(f"{_PLURAL[table]}.id"), nullable=nullable)


def _table(name: str, *columns: Column[Any] | Index, revised: bool = True) -> Table:
    """A table of the present: the number of each row, the day from which it holds, and how often it was changed."""
    last = (Column("revision", Integer, nullable=False),) if revised else ()
    indexes = [each for each in columns if isinstance(each, Index)]
    own = [each for each in columns if not isinstance(each, Index)]
    return Table(name, METADATA, _key(), _day(), *own, *last, *indexes)


_PLURAL = {"party": "parties", "application": "applications", "entry": "entries"}

EVENTS = Table(
    "events",
    METADATA,
    _key(),
    Column("recorded_at", String(19), nullable=False),
    _day(),
    Column("actor", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("party", Integer),
    Column("subject", String(20), nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("reason", Text),
    Index("events_subject", "subject", "subject_id"),
    Index("events_party", "party"),
)
PARTIES = _table(
    "parties",
    Column("programme", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("code", String(18)),
    Column("district", Text),
    Column("contact", Text),
    Column("phone", Text, info=_PERSONAL),
    Column("email", Text),
    Index("parties_code", "programme", "kind", "code", unique=True),
    Index("parties_name", "programme", "kind", "name_key"),
)
APPLICATIONS = _table(
    "applications",
    _of("party"),
    Column("form", String(60), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("record", JSON, nullable=False),
    Column("report", JSON, nullable=False),
    Column("files", JSON, nullable=False),
    Column("verdict", String(10), nullable=False),
    Column("conditions", JSON, nullable=False),
    Column("rules", String(64), nullable=False),
    *(
        column
        for level in ("district", "city")
        for column in (
            Column(f"{level}_verdict", String(10)),
            Column(f"{level}_by", Text),
            _day(f"{level}_on", nullable=True),
            Column(f"{level}_opinion", Text),
        )
    ),
    Index("applications_latest", "party", "day", "id"),
)
ENTRIES = _table(
    "entries",
    _of("party"),
    _of("application", nullable=True),
    Column("batch", Text),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    _day("published_on", nullable=True),
    _day("reviewed_on", nullable=True),
    _day("left_on", nullable=True),
    Column("left_why", Text),
    Column("own_number", Text),
    Column("remark", Text),
    Index(
        "entries_open",
        "party",
        unique=True,
        sqlite_where=text("left_on IS NULL"),
        postgresql_where=text("left_on IS NULL"),
    ),
    Index("entries_party", "party"),
)
REVIEWS = _table(
    "reviews",
    _of("entry"),
    _of("application", nullable=True),
    Column("verdict", String(10), nullable=False),
    Column("conditions", JSON, nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("opinion", Text),
    Index("reviews_entry", "entry"),
    revised=False,
)
CULTIVATIONS = _table(
    "cultivations",
    _of("party"),
    _day("ends_on"),
    _day("accepted_on", nullable=True),
    Column("accepted_by", Text),
    Column("passed", Integer),
    Column("plaque", Text),
    Index("cultivations_party", "party"),
)
LIAISONS = _table(
    "liaisons",
    _of("party", nullable=True),
    Column("programme", String(40), nullable=False),
    Column("side", String(10), nullable=False),
    Column("office", Text),
    Column("name", Text, nullable=False),
    Column("post", Text),
    Column("phone", Text, info=_PERSONAL),
    Column("email", Text),
    _day("until", nullable=True),
    Index("liaisons_party", "party", "side"),
)
ACTIVITIES = _table(
    "activities",
    Column("kind", String(20), nullable=False),
    Column("programme", String(40), nullable=False),
    _of("party", nullable=True),
    Column("done_by", Text),
    Column("topic", Text),
    Column("note", Text),
    Index("activities_kind", "programme", "kind", "day", "party"),
    Index("activities_party", "party", "kind", "day"),
)
LEADS = _table(
    "leads",
    _of("party"),
    Column("source", Text),
    Column("matter", Text, nullable=False),
    Column("transferred_to", Text),
    _day("transferred_on", nullable=True),
    Index("leads_party", "party"),
)
CASES = _table(
    "cases",
    _of("party"),
    Column("kind", String(20), nullable=False),
    Column("matter", Text, nullable=False),
    Column("opponent", Text),
    Column("received_at", String(19), nullable=False),
    Column("disputed_at", String(19)),
    Column("referred_at", String(19)),
    Column("referred_to", Text),
    _day("closed_on", nullable=True),
    Column("outcome", Text),
    Index("cases_open", "kind", sqlite_where=text("closed_on IS NULL"), postgresql_where=text("closed_on IS NULL")),
    Index("cases_party", "party"),
)
PRESENT = {table.name: table for table in METADATA.sorted_tables if table is not EVENTS}
"""The tables that follow from the events, in the order in which their rows can be written."""
