"""What workers do for the registry: forms that were read → what is to be registered of them."""

import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ipforms.bulk import CheckResult, ReadResult, open_source
from ipforms.desk.blob_store import BlobStore
from ipforms.desk.desk_store import Row
from ipforms.desk.scratch_files import NamedPath
from ipforms.desk.worker_tasks import named_file
from ipforms.intake import IntakeFile
from ipforms.messages import Lang, say
from ipforms.pipeline.checking import check
from ipforms.registry import Incoming, applications_among, read_list
from ipforms.roster import Roster


def incoming_of(rows: list[Row], blobs: str, lang: Lang) -> list[Incoming]:
    """The applications among forms that were read: of several of one applicant, the one that counts.

    Args:
        rows: `pickle` and `report` of each submission, `name` and `digest` of its file.
        blobs: the folder of the bytes.
        lang: the language in which reports are kept.
    """
    store, roster = BlobStore(Path(blobs)), Roster()
    results = [_checked(row, store) for row in rows]
    for result in results:
        roster.add(result.read, result.below)
    roster.settle()
    return applications_among(zip(results, roster.files, strict=True), lang=lang)


def _checked(row: Row, store: BlobStore) -> CheckResult:
    """A file as it was read and checked when it came."""
    name, told = Path(row["name"]), row["report"]["zh"]
    read = pickle.loads(store.path(row["pickle"]).read_bytes())
    report = replace(check(read, told["stage"], date.fromisoformat(told["on"])), name=told["name"])
    return CheckResult(name, name, report, ReadResult(name, read, file=IntakeFile(store.path(row["digest"]), name)))


def list_rows(file: NamedPath, lang: Lang, *, ignore_unknown: bool) -> tuple[list[Any], list[str]]:
    """The rows of an office's own list (XLSX, XLS, ODS, CSV), and what of it is not used, in words."""
    with named_file(*file) as path, open_source(str(path)) as source:
        found, rows = read_list(source, ignore_unknown=ignore_unknown)
        said = [say("cli.registry.imported_skipped", lang, row=each.row, text=each.value) for each in rows.skipped]
        if rows.unused:
            said.append(say("cli.registry.imported_sheets", lang, sheets=rows.unused))
        if rows.ignored:
            said.append(say("cli.registry.imported_ignored", lang, headers=rows.ignored))
        return found, said
