"""The catalogue: every code, joined from the tables of its rooms. A code stands in one table only."""

from __future__ import annotations

from ipforms.findings import Kind, binding, cells, identifiers, reading, tables, values

TABLES = (binding.KINDS, cells.KINDS, identifiers.KINDS, reading.KINDS, tables.KINDS, values.KINDS)

CATALOGUE: dict[str, Kind] = {kind.code: kind for table in TABLES for kind in table}
