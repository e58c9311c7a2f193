"""The first tables: those of the code, as long as there is one version.

Whoever changes a table writes the next migration, and puts the tables of version 1 in here as they were: a test
knows them.
"""

from __future__ import annotations

from alembic import op

from ipforms.registry.tables import METADATA

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    METADATA.create_all(op.get_bind())
