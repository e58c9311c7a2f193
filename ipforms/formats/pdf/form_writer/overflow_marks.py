"""Continuations of values on further pages, marked in what the page draws: of which field each is, and of which value.

The print does not follow its field. So whoever makes print of the fields removes the continuation of a value that has
changed since, and sets the new one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

MARK, END = b"/Rest<</Of<", b"EMC\n"
_MARK = re.compile(rb"/Rest<</Of<([0-9a-f]*)>/As<([0-9a-f]*)>>>BDC\n.*?EMC\n", re.DOTALL)
_ROW = b" re S\n"


def begin(name: str, value: str) -> bytes:
    """The mark before the rest of a value.

    Args:
        name: of the field.
        value: the whole of it.
    """
    return b"/Rest<</Of<%s>/As<%s>>>BDC\n" % (_hex(name), _digest(value))


def _hex(name: str) -> bytes:
    return name.encode().hex().encode()


def _digest(value: str) -> bytes:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16].encode()


def overflow_values(content: bytes, values: Mapping[str, str]) -> dict[str, bool]:
    """The fields whose continuations are marked, and whether each still has the value that it had then.

    >>> page = begin("name", "甲乙丙") + END
    >>> overflow_values(page, {"name": "甲乙丙"}), overflow_values(page, {"name": "甲乙丁"})
    ({'name': True}, {'name': False})
    """
    marks = {bytes.fromhex(name.decode()).decode(): digest for name, digest in _MARK.findall(content)}
    return {name: _digest(values.get(name, "")) == digest for name, digest in marks.items()}


def without(content: bytes, names: frozenset[str]) -> bytes:
    """What a page draws without the continuations of some fields."""
    gone = set(map(_hex, names))
    return b"".join(_kept(content, gone))


def _kept(content: bytes, gone: set[bytes]) -> Iterator[bytes]:
    at = 0
    for found in _MARK.finditer(content):
        if found[1] in gone:
            yield content[at : found.start()]
            at = found.end()
    yield content[at:]


def is_empty(content: bytes) -> bool:
    """Whether a further page has no row left."""
    return _ROW not in content
