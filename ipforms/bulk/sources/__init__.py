"""Files → raw rows. Nothing here knows of forms, of what a column means, or of how a value is put right.

    >>> with open_source("企业名称,电话\\n甲公司,020-81050369\\n".encode()) as source:
    ...     for row in source.tables[0]:
    ...         print(source.format, row.number, row.values["企业名称"])
    csv 2 甲公司

What it cannot do: macros and XLSB, pictures and boxes that lie over the cells of an XLS, encrypted files;
JSON comments; CSV with several kinds of delimiters. Titles are known only where they stand alone in their row.
"""

import os
from typing import BinaryIO

from ipforms.bulk.sources.byte_source import ByteSource
from ipforms.bulk.sources.table_format import detect, given
from ipforms.bulk.sources.table_model import (
    COMMENT_MARKS,
    Cell,
    RowProblem,
    SourceRow,
    SourceTable,
    TableLimits,
    TableSource,
)

__all__ = [
    "COMMENT_MARKS", "Cell", "RowProblem", "SourceRow", "SourceTable", "TableLimits", "TableSource",
    "open_source",
]  # fmt: skip

_DEFAULT_LIMITS = TableLimits()


def open_source(
    source: str | os.PathLike[str] | BinaryIO | bytes,
    *,
    format: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    header_rows: tuple[int, int] | None = None,
    limits: TableLimits = _DEFAULT_LIMITS,
) -> TableSource:
    """Open a table.

    Args:
        source: a path, a URL of fsspec, bytes, a binary stream (which stays open), or "-" for standard input.
        format: "csv", "json", "jsonl", "xlsx", "xls", "ods" or "parquet"; None finds out. A
            workbook or Parquet is known by its content, whatever is said here.
        encoding: of a text; None finds out. A byte order mark stands above it.
        delimiter: of a CSV; None finds out.
        sheet: the main sheet of a workbook; None takes the first one that is visible and not blank.
        header_rows: the numbers of the first and the last row of the main table's header; None finds out.
        limits: how large the input may be.

    Raises:
        IpformsError: the source cannot be read; see `ipforms.bulk.sources.table_model`.
    """
    wanted = given(format) if format is not None else None
    data = ByteSource(source)
    try:
        found, tables = _open(data, wanted, encoding, delimiter, sheet, header_rows, limits)
    except BaseException:
        data.close()
        raise
    return TableSource(data.name, found, tables, data.close)


def _open(
    data: ByteSource,
    wanted: str | None,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None,
    rows: tuple[int, int] | None,
    limits: TableLimits,
) -> tuple[str, tuple[SourceTable, ...]]:
    kind = detect(data, encoding, wanted)
    if kind == "workbook":
        from ipforms.bulk.sources.sheets import open_sheets

        return open_sheets(data, sheet, limits, rows)
    if kind == "parquet":
        from ipforms.bulk.sources.parquet_table import ParquetTable

        return kind, (ParquetTable(data, limits),)
    if kind == "csv":
        from ipforms.bulk.sources.csv_table import CsvTable

        return kind, (CsvTable(data, limits, encoding=encoding, delimiter=delimiter, rows=rows),)
    if kind == "html":
        from ipforms.bulk.sources.web_page_table import WebPageTable

        return kind, (WebPageTable(data, limits, encoding=encoding, rows=rows),)
    from ipforms.bulk.sources.json_table import JsonlTable, JsonTable

    return kind, ((JsonTable if kind == "json" else JsonlTable)(data, limits, encoding),)
