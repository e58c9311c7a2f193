"""Files of requests that are answered at once: on the disk while a worker looks at them, and no longer."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import UploadFile

from ipforms.desk.desk_settings import DeskSettings
from ipforms.intake.member_names import shown_name

NamedPath = tuple[str, str]  # where a file lies, and what it is called


def prepare(settings: DeskSettings) -> None:
    """Clear away what a killed server has left."""
    shutil.rmtree(settings.folder / "scratch", ignore_errors=True)
    (settings.folder / "scratch").mkdir(mode=0o700)


@asynccontextmanager
async def scratch_files(settings: DeskSettings, given: Sequence[UploadFile]) -> AsyncIterator[list[NamedPath]]:
    """The files of a request, for the length of an `async with` block."""
    folder = Path(tempfile.mkdtemp(dir=settings.folder / "scratch"))
    try:
        yield [await to_thread.run_sync(_kept, each, folder / str(at)) for at, each in enumerate(given)]
    finally:
        await to_thread.run_sync(shutil.rmtree, folder, True)


def _kept(upload: UploadFile, path: Path) -> NamedPath:
    with path.open("wb") as file:
        shutil.copyfileobj(upload.file, file)
    return str(path), name_of(upload)


def name_of(upload: UploadFile) -> str:
    """What an uploaded file is called: readable, with / between folders, never upwards."""
    return shown_name(upload.filename or "data")
