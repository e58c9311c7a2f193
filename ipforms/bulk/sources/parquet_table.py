"""Parquet: columns with types, read a batch of rows at a time. It needs `ipforms[parquet]`.

A file of plain columns is a table under headers, as a CSV is; one with lists or structs has records, as JSON has.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, Literal

from ipforms.bulk.sources.byte_source import ByteSource
from ipforms.bulk.sources.header_row import header_name, is_blank
from ipforms.bulk.sources.table_model import Cell, EmptySource, SourceRow, SourceTable, TableLimits
from ipforms.errors import MissingExtra, exceeded, unreadable

_BATCH = 1_000  # rows in memory at a time


class ParquetTable(SourceTable):
    """A Parquet file. Opening reads its schema; every iteration streams its rows."""

    excel = False

    def __init__(self, data: ByteSource, limits: TableLimits) -> None:
        super().__init__(data.name)
        self._file = _open(data, limits)
        schema = self._file.schema_arrow
        if not schema.names:
            raise EmptySource(name=data.name)
        if len(schema.names) > limits.max_columns:
            raise exceeded(data.name, "columns", limits.max_columns, count=len(schema.names))
        nested = any(field.type.num_fields for field in schema)
        self.kind: Literal["cells", "records"] = "records" if nested else "cells"
        self._names = [header_name(name) for name in schema.names]

    @property
    def headers(self) -> tuple[str, ...] | None:
        """The names of the columns; None for records."""
        return tuple(self._names) if self.kind == "cells" else None

    def total(self, taken: int) -> int:
        """The file says it."""
        return int(self._file.metadata.num_rows)

    def __iter__(self) -> Iterator[SourceRow]:
        numbers = count(1)
        with _arrow_errors(self.name):
            for batch in self._file.iter_batches(_BATCH):
                columns = [column.to_pylist() for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    yield SourceRow(next(numbers), dict(self._filled(cells)))

    def _filled(self, cells: tuple[Any, ...]) -> Iterator[tuple[str, Cell]]:
        for name, cell in zip(self._names, cells, strict=True):
            if not is_blank(cell):
                yield name, cell


def _open(data: ByteSource, limits: TableLimits) -> Any:
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise MissingExtra(package="pyarrow", extra="parquet") from None
    with _arrow_errors(data.name):
        # A file of this machine is read where it lies; of others a Parquet reader needs the end first.
        return ParquetFile(data.path or io.BytesIO(data.read(limits.max_file_bytes)))


@contextmanager
def _arrow_errors(name: str) -> Iterator[None]:
    """What pyarrow lets out becomes a typed error."""
    from pyarrow import ArrowException

    try:
        yield
    except (ArrowException, OSError) as fault:
        detail = " ".join(str(fault).split())[:80] or type(fault).__name__
        raise unreadable(name, "parquet", detail=detail) from fault
