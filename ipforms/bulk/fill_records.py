"""Many records → many files: the core of `ipforms fill`. Any number of records passes in the same memory."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ipforms.bulk import file_names
from ipforms.bulk.fill_results import FillResult, Summary
from ipforms.bulk.fill_run import BulkFill
from ipforms.bulk.outputs import Output
from ipforms.bulk.progress import Progress
from ipforms.bulk.row_reader import RowRecord
from ipforms.forms import Form
from ipforms.render.rendered import RenderFormat
from ipforms.schemas.base import FormModel

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from threading import Event

Records = Iterable[FormModel | Mapping[str, Any] | RowRecord]


def fill(
    form: Form,
    rows: Records,
    out: str | os.PathLike[str] | Output,
    *,
    format: RenderFormat = "docx",
    name: str = file_names.DEFAULT,
    overwrite: bool = False,
    jobs: int = 1,
    executor: "Executor | None" = None,
    resume: bool = False,
    journal: str | os.PathLike[str] | None = None,
    storage: Mapping[str, Any] | None = None,
    cancel: "Event | None" = None,
    on_result: Callable[[FillResult], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Fill a form for every row.

    Args:
        form: the form.
        rows: records, mappings in the shape of a record, or the `Rows` of a source; any iterable, read once.
        out: where to write: a folder, made if it is not there; a file that ends in .zip; a URL of fsspec.
        format: one of `ipforms.forms.FORMATS`; see `ipforms.render`.
        name: the pattern of file names; see `ipforms.bulk.file_names.FileNamer`.
        overwrite: replace files that differ. Otherwise they are left, and the record has failed.
        jobs: how many worker processes; with 1 all is done here. A program that is not imported as a module needs the
            usual `if __name__ == "__main__":` for them.
        executor: who does the work instead: any executor, such as Dask's `Client.get_executor()`. It works on `jobs`
            chunks at a time; by default on as many as it has workers, where it says so.
        resume: go on with an earlier run into the same place: what its manifest knows as done is left alone.
        journal: where to keep the manifest; by default in the folder, beside the ZIP, or in `~/.ipforms` for a URL.
        storage: options of the store behind a URL, as fsspec takes them.
        cancel: when it is set, no more rows are taken; those in hand are finished.
        on_result: called with each result as it comes, in the order of the rows.
        on_progress: called a few times a second, and at the end.

    Returns:
        The counts.

    Raises:
        UnwritableOutput: the output cannot be written to.
        OutputLost: it could be, and cannot be any more; `resume` makes what is missing.
        AlreadyRunning: another run writes there.
        InvalidPattern: `name` cannot be used.
        UnsupportedFormat: `format` cannot be made.
        DifferentRun: `resume`, and the earlier run was asked for something else.
        SourceChanged: `resume`, and a row that is done already has other data now.
        WorkersLost: the executor is at its end.
    """
    options: dict[str, Any] = {"format": format, "name": name, "overwrite": overwrite, "jobs": jobs}
    options |= {"executor": executor, "resume": resume, "journal": journal, "storage": storage, "cancel": cancel}
    with BulkFill(form, rows, out, **options) as run:
        for result in run:
            if on_result is not None:
                on_result(result)
            if on_progress is not None and run.pace.due:
                on_progress(run.progress)
        if on_progress is not None:
            on_progress(run.progress)
    return run.summary


def fill_each(form: Form, rows: Records, out: str | os.PathLike[str] | Output, **options: Any) -> Iterator[FillResult]:
    """`fill`, one result after the other: with `jobs=1`, a file is written when its result is asked for.

    Args:
        form: as for `fill`.
        rows: as for `fill`.
        out: as for `fill`.
        options: as for `fill`, but for the calls.

    Raises:
        IpformsError: as `fill`; what is wrong with the call itself, at the call.
    """
    return _each(BulkFill(form, rows, out, one_by_one=True, **options))


def _each(run: BulkFill) -> Iterator[FillResult]:
    with run:
        yield from run
