"""Where files go: a folder, one ZIP file, or a store that fsspec knows by a URL."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ipforms.bulk.journal import NAME
from ipforms.bulk.outputs.archive import Archive
from ipforms.bulk.outputs.base import Output, OutputLost, Placed, StoreSilent
from ipforms.bulk.outputs.folder import Folder, digest
from ipforms.bulk.outputs.remote import Remote
from ipforms.bulk.sources.urls import is_url

__all__ = [
    "Archive",
    "Folder",
    "Output",
    "OutputLost",
    "Placed",
    "Remote",
    "StoreSilent",
    "digest",
    "journal_path",
    "open_output",
]

_LOCAL = "file://"


def open_output(out: str | os.PathLike[str] | Output, options: Mapping[str, Any] | None = None) -> Output:
    """The output that a path or URL means.

    Args:
        out: a folder; a file that ends in .zip; or a URL such as `s3://bucket/folder`.
        options: of the store behind a URL.

    >>> open_output("out").name, open_output("out.zip").apart, open_output("memory://out").anywhere
    ('out', False, False)
    """
    if not isinstance(out, str | os.PathLike):
        return out
    text = os.fspath(out)
    if text.startswith(_LOCAL):
        text = text.removeprefix(_LOCAL)
    elif is_url(text):
        return Remote(text, options)
    return Archive(Path(text)) if text.lower().endswith(".zip") and not Path(text).is_dir() else Folder(Path(text))


def journal_path(output: Output) -> Path:
    """Where the journal of an output is kept: within the folder, beside the archive, at home for what is elsewhere."""
    if isinstance(output, Folder):
        return output.path / NAME
    if isinstance(output, Archive):
        return output.path.with_name(f".{output.path.name}{NAME}")
    mark = blake2b(output.name.encode(), digest_size=8).hexdigest()
    return Path.home() / ".ipforms" / f"{mark}.sqlite3"
