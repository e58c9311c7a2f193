"""The tables of the code as it is: a new registry has all that later steps add, and these find nothing to do."""

from alembic import op

from ipforms.registry.tables import METADATA

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    METADATA.create_all(op.get_bind())
