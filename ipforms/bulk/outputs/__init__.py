"""Where files go: a folder, one ZIP file, or a store that fsspec knows by a URL."""

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ipforms.bulk.manifest import NAME
from ipforms.bulk.outputs.folder_output import FolderOutput, digest
from ipforms.bulk.outputs.output import Output, OutputLost, PlacedFile, StoreSilent
from ipforms.bulk.outputs.remote_output import RemoteOutput
from ipforms.bulk.outputs.zip_output import ZipOutput
from ipforms.bulk.sources.byte_source import is_url

__all__ = [
    "FolderOutput", "Output", "OutputLost", "PlacedFile", "RemoteOutput", "StoreSilent", "ZipOutput", "digest",
    "manifest_path", "open_output",
]  # fmt: skip

_LOCAL = "file://"


def open_output(out: str | os.PathLike[str] | Output, options: Mapping[str, Any] | None = None) -> Output:
    """The output that a path or URL means.

    Args:
        out: a folder; a file that ends in .zip; or a URL such as `s3://bucket/folder`.
        options: of the store behind a URL.

    >>> open_output("out").name, open_output("out.zip").separate_files, open_output("memory://out").shared
    ('out', False, False)
    """
    if not isinstance(out, str | os.PathLike):
        return out
    text = os.fspath(out)
    if text.startswith(_LOCAL):
        text = text.removeprefix(_LOCAL)
    elif is_url(text):
        return RemoteOutput(text, options)
    path = Path(text)
    return ZipOutput(path) if text.lower().endswith(".zip") and not path.is_dir() else FolderOutput(path)


def manifest_path(output: Output, kind: str) -> Path:
    """Where the manifest of files of a kind is kept: in the folder, beside the ZIP, at home for what is elsewhere."""
    name = NAME.format(kind=kind)
    if isinstance(output, FolderOutput):
        return output.path / name
    if isinstance(output, ZipOutput):
        return output.path.with_name(f".{output.path.name}{name}")
    mark = blake2b(f"{output.name} {kind}".encode(), digest_size=8).hexdigest()
    return Path.home() / ".ipforms" / f"{mark}.sqlite3"
