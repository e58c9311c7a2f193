"""A document as its cells, and what they must be: a second, plain implementation of filling."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
_VALUE = re.compile(r'\{\{ ([\w.]+)(?: or "([^"]*)")? \}\}')
_FOR = re.compile(r"\{%tr for (\w+) in (\w+) %\}\{# rows: (\d+) #\}")


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    """A part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def cells(data: bytes) -> list[str]:
    """The text of each line outside of tables and of each cell, in the order of the document."""
    return [text for block in _blocks(data) for text in block_texts(block)]


def unparted(texts: Iterable[str]) -> list[str]:
    """Texts as they were before an address that no size makes fit got a line of its own for its domain."""
    return [text.replace("\n@", "@") for text in texts]


def expected(template: bytes, texts: Mapping[str, Any]) -> list[str]:
    """What `cells` must give for a template that is filled with texts."""
    return [text for block in _blocks(template) for text in _filled_block(block, texts)]


def _blocks(data: bytes) -> Any:
    body = etree.fromstring(part(data)).find(f"{W}body")
    return [block for block in body if block.tag in (f"{W}p", f"{W}tbl")]


def block_texts(block: Any) -> list[str]:
    """The lines of a paragraph, or the texts of a table's cells."""
    if block.tag == f"{W}p":
        return paragraph_text(block).split("\n")
    return [_cell_text(cell) for cell in block.iter(f"{W}tc")]


def paragraph_text(paragraph: Any) -> str:
    """A paragraph's text; a tab and a line break as what they are."""
    return "".join(
        (child.text or "") if child.tag == f"{W}t" else _SIGNS.get(child.tag, "")
        for run in paragraph.iter(f"{W}r")
        for child in run
    )


def _cell_text(cell: Any) -> str:
    return "\n".join(paragraph_text(paragraph) for paragraph in cell.iter(f"{W}p"))


def _filled_block(block: Any, texts: Mapping[str, Any]) -> Iterator[str]:
    if block.tag != f"{W}tbl":
        yield from _filled("\n".join(block_texts(block)), texts).split("\n")
        return
    rows = block.iter(f"{W}tr")
    for row in rows:
        begin = _FOR.search("".join(row.itertext()))
        if begin is None:
            yield from (_filled(text, texts) for text in block_texts(row))
            continue
        inside = []
        while "{%tr endfor %}" not in "".join((row := next(rows)).itertext()):
            inside += block_texts(row)
        yield from _repeated(begin[1], texts[begin[2]], int(begin[3]), inside)


def _repeated(name: str, entries: list[Any], least: int, inside: list[str]) -> Iterator[str]:
    blank = {field: "" for text in inside for field in re.findall(rf"\{{\{{ {name}\.(\w+)", text)}
    for index in range(max(least, len(entries))):
        entry = {**entries[index], "row_number": str(index + 1)} if index < len(entries) else blank
        for text in inside:
            # {% vm %}: the first cell is merged over all rows, and holds the label.
            shown = "" if "{% vm %}" in text and index else text.replace("{% vm %}", "")
            yield _filled(shown, {name: entry, "loop": {"index": str(index + 1)}})


def _filled(text: str, texts: Mapping[str, Any]) -> str:
    def value(match: re.Match[str]) -> str:
        here: Any = texts
        for step in match[1].split("."):
            here = here[step]
        return re.sub("\r\n?", "\n", here) or match[2] or ""

    return _VALUE.sub(value, text)
