"""Sources behind a URL that fsspec knows: `s3://bucket/rows.csv`, `sftp://host/rows.xlsx`."""

from __future__ import annotations

import re
from typing import IO, Any, BinaryIO, cast

from ipforms.bulk.sources.source_errors import InaccessibleFile, MissingFile
from ipforms.errors import MissingExtra
from ipforms.messages import Bilingual

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:://|::)")
_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^/@]*@")


def is_url(text: str) -> bool:
    """Whether a text is a URL of fsspec, and no path.

    >>> is_url("s3://bucket/rows.csv"), is_url("C:/rows.csv"), is_url("rows.csv")
    (True, False, False)
    """
    return _SCHEME.match(text) is not None


def without_password(url: str) -> str:
    """A URL as a message shows it.

    >>> without_password("sftp://li:secret@host/out")
    'sftp://li:***@host/out'
    """
    return _PASSWORD.sub(r"\1:***@", url)


def url_name(url: str) -> str:
    """What a source behind a URL is called: by its last part, as a file is by its name."""
    return without_password(url).rstrip("/").rpartition("/")[2]


def opened(url: str, streams: list[IO[bytes]]) -> BinaryIO:
    """Open it; the stream is added to those that will be closed.

    Raises:
        MissingFile: the store has no such file.
        InaccessibleFile: the store does not answer, or refuses.
        MissingExtra: fsspec, or what it needs for this kind of store, is not installed.
    """
    try:
        import fsspec
    except ImportError:
        raise MissingExtra(package="fsspec", extra="remote") from None
    try:
        stream: Any = fsspec.open(url, "rb").open()
    except FileNotFoundError as fault:
        raise MissingFile(name=without_password(url)) from fault
    except Exception as fault:
        error = " ".join(str(fault).split())[:120] or type(fault).__name__
        raise InaccessibleFile(
            name=without_password(url), reason=Bilingual("source.error", {"error": error})
        ) from fault
    streams.append(stream)
    return cast(BinaryIO, stream)
