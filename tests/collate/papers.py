"""Forms on paper, with words on them that no record would print."""

from __future__ import annotations

import io
import zipfile

import ipforms


def retyped(record: object, old: str, new: str) -> ipforms.Submission:
    """The form of a record, with a text on it replaced by hand, and read."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ipforms.render(record))) as source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert content.count(old.encode()) == 1, f"{old} stands {content.count(old.encode())} times"
                content = content.replace(old.encode(), new.encode())
            changed.writestr(name, content)
    return ipforms.read(target.getvalue())
