"""docs/identifiers.md: the identifiers, from the docstrings of their modules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc

from ipforms.codes import ALL
from ipforms.messages import SEVERITIES

from .findings import listed
from .markdown import GENERATED, code, document, table

_INTRO = """\
# Identifiers

Each identifier is one module of `ipforms.codes` with the same five functions. None of them reads a clock or asks the
network.

| function | gives |
|---|---|
| `compact(text)` | the bare characters, for any text |
| `check(text, …)` | everything wrong or doubtful, as notes ([findings.md](findings.md)) |
| `validate(text, …)` | the printed form, or `InvalidCode` with the first error |
| `is_valid(text, …)` | whether there is no error; a warning does not count |
| `format(text)` | the printed form; a text that is no such number as it was typed |

Where the world has exceptions the finding is a warning: to call a right number wrong is worse than to let a doubtful
one pass. `ipforms fill` brings identifiers into their printed form and keeps any other text as it is; it does not check
them yet. `ipforms.codes.divisions` holds the division codes of Guangzhou and Jinhua with their history, and
`ipforms.codes.jurisdiction` tells what belongs to which city.
""".splitlines()

_SOURCE = re.compile(r"^Source: ")


def page() -> str:
    """The page."""
    return document([GENERATED, "", *_INTRO, *_contents(), *_sections()])


def _title(name: str) -> str:
    return _docstring(name).splitlines()[0].rstrip(".")


def _docstring(name: str) -> str:
    return cleandoc(ALL[name].__doc__ or "")


def _contents() -> list[str]:
    return ["", *table(["module", "what it is"], ([code(f"ipforms.codes.{name}"), _title(name)] for name in ALL))]


def _sections() -> Iterator[str]:
    for name in ALL:
        yield from ("", f"## `{name}`", "")
        prose, examples = _split(_docstring(name))
        yield from (_SOURCE.sub("**Source:** ", line) for line in prose)
        yield from _session(name, examples)
        codes = [each for each in SEVERITIES if each.partition(".")[0] == name]
        if codes:
            yield from ("", *listed(codes))


def _split(docstring: str) -> tuple[list[str], list[str]]:
    """The prose of a docstring and its examples, which are indented and stand last."""
    lines = docstring.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("    >>>")), len(lines))
    return lines[:start], [line.removeprefix("    ") for line in lines[start:]]


def _session(name: str, examples: list[str]) -> Iterator[str]:
    """The examples as a session that runs by itself; a blank line tells doctest that the last output has ended."""
    called = "\n".join(line for line in examples if line.startswith((">>>", "...")))
    names = sorted(set(re.findall(r"(?<![\w.])([a-z_]+)\(", called)) & set(vars(ALL[name])))
    if names:
        yield from ("```python", f">>> from ipforms.codes.{name} import {', '.join(names)}", *examples, "", "```")
