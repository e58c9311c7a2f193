"""The catalogue: every code, joined from the tables of its rooms. A code stands in one table only."""

from __future__ import annotations

from ipforms.findings import (
    Kind,
    binding,
    cells,
    checks,
    collation,
    folders,
    identifiers,
    reading,
    recommendation,
    tables,
    values,
)

TABLES = (
    binding.KINDS,
    cells.KINDS,
    checks.KINDS,
    collation.KINDS,
    folders.KINDS,
    identifiers.KINDS,
    reading.KINDS,
    recommendation.KINDS,
    tables.KINDS,
    values.KINDS,
)

CATALOGUE: dict[str, Kind] = {kind.code: kind for table in TABLES for kind in table}
