"""What an office's own list says of an entry: its number as it is written there, and its remark."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add the two columns, where a registry of version 1 has not got them."""
    there = {each["name"] for each in sa.inspect(op.get_bind()).get_columns("entries")}
    for name in ("own_number", "remark"):
        if name not in there:
            op.add_column("entries", sa.Column(name, sa.Text()))
