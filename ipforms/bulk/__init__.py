"""Many records at once: rows of a spreadsheet → official forms, and returned forms → rows.

>>> import ipforms, tempfile
>>> rows = [{"enterprise_name": "金华甲有限公司"}, {"enterprise_name": "金华乙有限公司", "employees": "很多"}]
>>> with tempfile.TemporaryDirectory() as folder:
...     summary = ipforms.bulk.fill(ipforms.form("jinhua-application"), rows, folder)
>>> summary
Summary(written=1, unchanged=0, refused=1, failed=0)
"""

from typing import TYPE_CHECKING

from ipforms.bulk.workers import WorkersLost, workers

if TYPE_CHECKING:
    from ipforms.bulk.check_files import CheckResult, below, check, common_folder
    from ipforms.bulk.fill_records import fill, fill_each
    from ipforms.bulk.fill_results import FillResult, Summary
    from ipforms.bulk.fill_run import BulkFill
    from ipforms.bulk.mapping_file import mapping_workbook, read_mapping
    from ipforms.bulk.problems import Problem
    from ipforms.bulk.progress import Progress
    from ipforms.bulk.read_files import read
    from ipforms.bulk.read_result import ReadResult
    from ipforms.bulk.row_reader import RowRecord
    from ipforms.bulk.source_rows import Rows
    from ipforms.bulk.sources import open_source
    from ipforms.bulk.table_matches import match_table
    from ipforms.bulk.workbook_layout import arranged

__all__ = [
    "BulkFill", "CheckResult", "FillResult", "Problem", "Progress", "ReadResult", "RowRecord", "Rows",
    "Summary", "WorkersLost", "arranged", "below", "check", "common_folder", "fill", "fill_each",
    "mapping_workbook", "match_table", "open_source", "read", "read_mapping", "workers",
]  # fmt: skip

# Module → the names of it that load late: who fills forms does not pay for reading them, and the other way round.
_MODULES = {
    "check_files": ("CheckResult", "below", "check", "common_folder"),
    "fill_records": ("fill", "fill_each"),
    "fill_results": ("FillResult", "Summary"),
    "fill_run": ("BulkFill",),
    "mapping_file": ("mapping_workbook", "read_mapping"),
    "problems": ("Problem",),
    "progress": ("Progress",),
    "read_files": ("read",),
    "read_result": ("ReadResult",),
    "row_reader": ("RowRecord",),
    "source_rows": ("Rows",),
    "sources": ("open_source",),
    "table_matches": ("match_table",),
    "workbook_layout": ("arranged",),
}
_LATE = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """What loads when it is first asked for (PEP 562)."""
    from importlib import import_module

    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_LATE])
