"""The first tables. A migration says for itself what it makes: the code's own tables change, this page does not."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

_TEXT, _NUMBER, _DATE, _TIME = sa.Text(), sa.Integer(), sa.String(10), sa.String(19)
_OPEN_ENTRY, _OPEN_CASE = sa.text("left_on IS NULL"), sa.text("closed_on IS NULL")


def upgrade() -> None:
    """Make the tables."""
    _events()
    _parties()
    _applications()
    _entries()
    _reviews()
    _cultivations()
    _liaisons()
    _activities()
    _leads()
    _cases()


def _table(name: str, *columns: sa.Column[Any], revised: bool = True) -> None:
    own = [sa.Column("id", _NUMBER, primary_key=True, autoincrement=False), _needed("day", _DATE), *columns]
    op.create_table(name, *own, *([_needed("revision", _NUMBER)] if revised else []))


def _needed(name: str, kind: Any, *more: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, *more, nullable=False, **options)


def _of(name: str, table: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, _NUMBER, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _TEXT) for name in names]


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=False),
        _needed("recorded_at", _TIME),
        _needed("day", _DATE),
        _needed("actor", _TEXT),
        _needed("kind", sa.String(40)),
        sa.Column("party", _NUMBER),
        _needed("subject", sa.String(20)),
        _needed("subject_id", _NUMBER),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.Column("reason", _TEXT),
    )
    op.create_index("events_subject", "events", ["subject", "subject_id"])
    op.create_index("events_party", "events", ["party"])


def _parties() -> None:
    _table(
        "parties",
        _needed("programme", sa.String(40)),
        _needed("kind", sa.String(20)),
        _needed("name", _TEXT),
        _needed("name_key", _TEXT),
        sa.Column("code", sa.String(18)),
        *_texts("district", "contact", "phone", "email"),
    )
    op.create_index("parties_code", "parties", ["programme", "kind", "code"], unique=True)
    op.create_index("parties_name", "parties", ["programme", "kind", "name_key"])


def _applications() -> None:
    _table(
        "applications",
        _of("party", "parties"),
        _needed("form", sa.String(60)),
        _needed("digest", sa.String(64), unique=True),
        *(_needed(name, sa.JSON()) for name in ("record", "report", "files")),
        _needed("verdict", sa.String(10)),
        _needed("conditions", sa.JSON()),
        _needed("rules", sa.String(64)),
        *_decision("district"),
        *_decision("city"),
    )
    op.create_index("applications_latest", "applications", ["party", "day", "id"])


def _decision(level: str) -> list[sa.Column[Any]]:
    return [
        sa.Column(f"{level}_verdict", sa.String(10)),
        sa.Column(f"{level}_by", _TEXT),
        sa.Column(f"{level}_on", _DATE),
        sa.Column(f"{level}_opinion", _TEXT),
    ]


def _entries() -> None:
    _table(
        "entries",
        _of("party", "parties"),
        _of("application", "applications", nullable=True),
        sa.Column("batch", _TEXT),
        _needed("year", _NUMBER),
        _needed("number", _NUMBER),
        *(sa.Column(name, _DATE) for name in ("published_on", "reviewed_on", "left_on")),
        sa.Column("left_why", _TEXT),
    )
    where: dict[str, Any] = {"sqlite_where": _OPEN_ENTRY, "postgresql_where": _OPEN_ENTRY}
    op.create_index("entries_open", "entries", ["party"], unique=True, **where)
    op.create_index("entries_party", "entries", ["party"])


def _reviews() -> None:
    _table(
        "reviews",
        _of("entry", "entries"),
        _of("application", "applications", nullable=True),
        _needed("verdict", sa.String(10)),
        _needed("conditions", sa.JSON()),
        _needed("outcome", sa.String(10)),
        _needed("decided_by", _TEXT),
        sa.Column("opinion", _TEXT),
        revised=False,
    )
    op.create_index("reviews_entry", "reviews", ["entry"])


def _cultivations() -> None:
    _table(
        "cultivations",
        _of("party", "parties"),
        _needed("ends_on", _DATE),
        sa.Column("accepted_on", _DATE),
        sa.Column("accepted_by", _TEXT),
        sa.Column("passed", _NUMBER),
        sa.Column("plaque", _TEXT),
    )
    op.create_index("cultivations_party", "cultivations", ["party"])


def _liaisons() -> None:
    _table(
        "liaisons",
        _of("party", "parties", nullable=True),
        _needed("programme", sa.String(40)),
        _needed("side", sa.String(10)),
        sa.Column("office", _TEXT),
        _needed("name", _TEXT),
        *_texts("post", "phone", "email"),
        sa.Column("until", _DATE),
    )
    op.create_index("liaisons_party", "liaisons", ["party", "side"])


def _activities() -> None:
    _table(
        "activities",
        _needed("kind", sa.String(20)),
        _needed("programme", sa.String(40)),
        _of("party", "parties", nullable=True),
        *_texts("done_by", "topic", "note"),
    )
    op.create_index("activities_kind", "activities", ["programme", "kind", "day", "party"])
    op.create_index("activities_party", "activities", ["party", "kind", "day"])


def _leads() -> None:
    _table(
        "leads",
        _of("party", "parties"),
        sa.Column("source", _TEXT),
        _needed("matter", _TEXT),
        sa.Column("transferred_to", _TEXT),
        sa.Column("transferred_on", _DATE),
    )
    op.create_index("leads_party", "leads", ["party"])


def _cases() -> None:
    _table(
        "cases",
        _of("party", "parties"),
        _needed("kind", sa.String(20)),
        _needed("matter", _TEXT),
        sa.Column("opponent", _TEXT),
        _needed("received_at", _TIME),
        sa.Column("disputed_at", _TIME),
        sa.Column("referred_at", _TIME),
        sa.Column("referred_to", _TEXT),
        sa.Column("closed_on", _DATE),
        sa.Column("outcome", _TEXT),
    )
    where: dict[str, Any] = {"sqlite_where": _OPEN_CASE, "postgresql_where": _OPEN_CASE}
    op.create_index("cases_open", "cases", ["kind"], **where)
    op.create_index("cases_party", "cases", ["party"])
