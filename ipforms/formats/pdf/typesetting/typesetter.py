"""Typst: the layout of a form → PDF."""

import json
import threading
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode

_PROGRAMS = files("ipforms") / "formats" / "pdf" / "typesetting"
_FONTS = files("ipforms") / "fonts"
_MADE = 315_532_800  # 1980-01-01, as in the DOCX: the same data give the same bytes on any day

_AS: dict[str, Any] = {"format": "pdf", "timestamp": _MADE, "pdf_tags": False}

_own = threading.local()


@cache
def _fonts() -> Any:
    """The fonts of the package and no others: the same bytes on every machine."""
    with as_file(_FONTS) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _compiler() -> typst.Compiler:
    """One a thread, kept: fonts and the program are read once."""
    if not hasattr(_own, "compiler"):
        with as_file(_PROGRAMS) as folder:
            _own.compiler = typst.Compiler(root=folder, font_paths=_fonts(), ignore_system_fonts=True)
    compiler: typst.Compiler = _own.compiler
    return compiler


def typeset(layout: LayoutNode, *, archival: bool = False) -> bytes:
    """The pages as PDF; PDF/A-2b where it is to be archived."""
    program = call(layout, archival=archival)
    return _bytes(_compiler().compile(program, pdf_standards="a-2b" if archival else [], **_AS))


def typeset_with_marks(layout: LayoutNode) -> tuple[bytes, list[dict[str, Any]]]:
    """The pages as PDF, and what each mark of the layout says of its place: its page, and points from the top left."""
    with as_file(_PROGRAMS) as folder:
        compiler = typst.Compiler(
            folder / "marked.typ",
            root=folder,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"layout": _json(layout)},
        )
        data = _bytes(compiler.compile(**_AS))
        marks: list[dict[str, Any]] = json.loads(compiler.query("<mark>", field="value"))
    return data, marks


def call(layout: LayoutNode, *, archival: bool) -> bytes:
    r"""The program of one document: a call of `whole`, with the layout as one string.

    A string of Typst ends with a quotation mark, and a backslash is the only sign that is special in it; both are
    escaped here, so that nothing of the layout is code. `sys.inputs` would do as well, but when these change, Typst
    keeps nothing of what it has set before.

    >>> print(call({"title": 'a"b'}, archival=False).decode())
    #import "form.typ": whole
    #whole(json(bytes("{\"title\":\"a\\\"b\"}")), archival: false)
    """
    quoted = _json(layout).replace("\\", "\\\\").replace('"', '\\"')
    dated = "true" if archival else "false"
    return f'#import "form.typ": whole\n#whole(json(bytes("{quoted}")), archival: {dated})'.encode()


def _json(layout: LayoutNode) -> str:
    return json.dumps(layout, ensure_ascii=False, separators=(",", ":"))


def _bytes(made: Any) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError(f"Typst gave {type(made).__name__}")
    return made
