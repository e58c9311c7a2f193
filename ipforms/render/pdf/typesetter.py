"""Typst: the layout of a form → PDF."""

from __future__ import annotations

import json
import threading
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from ipforms.render.pdf.paragraphs import Set

_PROGRAM = files("ipforms") / "render" / "pdf" / "form.typ"
_FONTS = files("ipforms") / "fonts"
_MADE = 315_532_800
"""1980-01-01, as in the DOCX: the same data give the same bytes on any day."""

_own = threading.local()


@cache
def _fonts() -> Any:
    """The fonts of the package and no others: the same bytes on every machine."""
    with as_file(_FONTS) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _compiler() -> typst.Compiler:
    """One a thread, kept: fonts and the program are read once."""
    if not hasattr(_own, "compiler"):
        with as_file(_PROGRAM) as program:
            _own.compiler = typst.Compiler(program, root=program.parent, font_paths=_fonts(), ignore_system_fonts=True)
    compiler: typst.Compiler = _own.compiler
    return compiler


def typeset(layout: Set, *, archival: bool = False) -> bytes:
    """The pages as PDF; PDF/A-2b where it is to be archived."""
    texts = json.dumps(layout, ensure_ascii=False, separators=(",", ":"))
    return _made(_compiler(), texts, archival=archival)


def typeset_with_marks(layout: Set) -> tuple[bytes, list[dict[str, Any]]]:
    """The pages as PDF, and what each mark of the layout says of its place: its page, and points from the top left."""
    compiler = _compiler()
    data = _made(compiler, json.dumps(layout, ensure_ascii=False, separators=(",", ":")), archival=False)
    # The query is on what was compiled last.
    marks: list[dict[str, Any]] = json.loads(compiler.query("<mark>", field="value"))
    return data, marks


def _made(compiler: typst.Compiler, texts: str, *, archival: bool) -> bytes:
    made = compiler.compile(
        format="pdf",
        sys_inputs={"form": texts, "dated": "yes" if archival else "no"},
        pdf_standards="a-2b" if archival else [],
        timestamp=_MADE,
        pdf_tags=False,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"Typst gave {type(made).__name__}")
    return made
