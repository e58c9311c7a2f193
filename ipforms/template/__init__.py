"""A tagged official DOCX, compiled once: immutable, shared by threads, to render and to align with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import jinja2
from lxml import etree

from ipforms import chars, paths
from ipforms.errors import InvalidTemplate, InvalidText
from ipforms.template.package import Entry, Package, open_package
from ipforms.template.source import Names, NotXml, compile_part

Texts = Mapping[str, Any]
"""Texts by field path, nested like the record: `{"name": "…", "ip_units": [{"unit": "…"}]}`; absent is ""."""

ROW_NUMBER = "row_number"
"""In a row of a repeated section: its number, and nothing in a row that is printed blank."""

_TAGGED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_LEAST_ROWS = re.compile(r"\{%tr\s+for\s+\w+\s+in\s+([\w.]+)\s*%\}.*?\{#\s*rows:\s*(\d+)\s*#\}", re.DOTALL)
_ROW = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tr"


class Template:
    """A template, compiled.

    Attributes:
        name: what messages call it.
        fields: patterns of the paths that it prints: `name`, `ip_units[].unit`.
        least_rows: for each repeated section, how many rows the form prints at least.
    """

    __slots__ = ("_blank_rows", "_package", "_parts", "fields", "least_rows", "name")

    def __init__(self, name: str, data: bytes) -> None:
        """Compile a DOCX with tags in docxtpl's syntax.

        Raises:
            UnreadableDocument: `data` is no DOCX.
            InvalidTemplate: its tags are wrong; the error lists all of them.
        """
        self.name = name
        parts = open_package(name, data)
        names = Names()
        compiled = {part: compile_part(xml.decode(), names) for part, xml in parts.items() if _TAGGED.fullmatch(part)}
        if names.faults:
            raise _invalid(name, names)
        self._parts = tuple((part.encode(), code) for part, code in compiled.items() if code is not None)
        fixed = [Entry.of(part.encode(), xml) for part, xml in parts.items() if compiled.get(part) is None]
        self._package = Package(fixed)
        self.fields = frozenset(names.fields)
        self.least_rows = _least_rows(parts["word/document.xml"], names)
        self._blank_rows = {path: dict.fromkeys((*used, ROW_NUMBER), "") for path, used in names.loops.items()}

    def fill(self, texts: Texts) -> bytes:
        """The document with `texts` in their places.

        Args:
            texts: a text for every field of the template, "" where there is none.

        Returns:
            The DOCX; the same texts give the same bytes.

        Raises:
            InvalidText: a text holds a character that no document can hold.
            InvalidTemplate: the template prints a field that `texts` does not name.
        """
        texts = self._with_rows(texts)
        try:
            parts = [(part, code.render(texts).encode()) for part, code in self._parts]
        except NotXml:
            raise _invalid_text(texts) from None
        except jinja2.UndefinedError as error:
            raise InvalidTemplate(name=self.name, faults=str(error), faults_en=str(error)) from None
        return self._package.with_parts(parts)

    def _with_rows(self, texts: Texts) -> dict[str, Any]:
        """Number the rows, and fill sections up with blank ones to what the form prints."""
        full = dict(texts)
        for section, blank in self._blank_rows.items():
            rows = [{**row, ROW_NUMBER: str(number)} for number, row in enumerate(texts.get(section) or (), 1)]
            rows += [blank] * (self.least_rows[section] - len(rows))
            full[section] = rows
        return full


def _least_rows(document: bytes, names: Names) -> dict[str, int]:
    """Read `{%tr for unit in ip_units %}{# rows: 4 #}`: docxtpl drops the comment with the rest of the tag's row."""
    least = dict.fromkeys(names.loops, 0)
    for row in etree.fromstring(document).iter(_ROW):
        found = _LEAST_ROWS.search("".join(map(str, row.itertext())))
        if found:
            least[found[1]] = int(found[2])
    return least


def _invalid(name: str, names: Names) -> InvalidTemplate:
    zh, en = zip(*names.faults, strict=True)
    return InvalidTemplate(name=name, faults="；".join(zh), faults_en="; ".join(en))


def _invalid_text(texts: Texts) -> InvalidText:
    """Find the text again: the renderer does not carry paths along."""
    for path, text in leaves(texts):
        position = chars.first_not_xml(text)
        if position is not None:
            where = paths.join(path)
            return InvalidText(label=where, path=where, character=f"U+{ord(text[position]):04X}", position=position + 1)
    raise LookupError("no text with a control character")


def leaves(texts: Any, path: paths.Path = ()) -> Iterator[tuple[paths.Path, str]]:
    """Every text with its path.

    >>> list(leaves({"name": "甲", "ip_units": [{"unit": "乙"}]}))
    [(('name',), '甲'), (('ip_units', 0, 'unit'), '乙')]
    """
    if isinstance(texts, str):
        yield path, texts
        return
    steps = texts.items() if isinstance(texts, Mapping) else enumerate(texts)
    for step, child in steps:
        yield from leaves(child, (*path, step))
