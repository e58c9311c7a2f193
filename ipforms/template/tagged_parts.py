"""The package of a template, taken apart once: the parts that may hold tags, as XML text in one shape."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from ipforms.containers.zip_archive import CONTENT_TYPES, entry_name
from ipforms.errors import unreadable
from ipforms.messages import Bilingual
from ipforms.text.regex import regex

# Word Online numbers the main part: word/document2.xml.
_MAIN = regex(r"word/document\d*\.xml")
_TAGGED = regex(r"word/(?:document|header|footer|footnotes|endnotes)\d*\.xml")
_UNTAGGED = regex(r"(?:word|docProps)/.*\.xml")
_STRAY = regex(r"\{\{[^{}]{1,200}\}\}|\{%[^{}]{1,200}%\}|\{#[^{}]{1,200}#\}")
_MARKUP = regex(r"<[^>]*>")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_LEAST_ROWS = regex(
    r"""\{%-?(?:tr|p) \s+ for \s+ \w+ \s+ in \s+ ([\w.]+) \s* -?%\}   # {%tr for unit in ip_units %}
        (?: (?!\{%) . )*?                                      # up to the next tag
        \{\# \s* rows: \s* (\d+) \s* \#\}                     # {# rows: 4 #}""",
    re.DOTALL | re.VERBOSE,
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tagged_parts(name: str, parts: dict[str, bytes]) -> dict[str, str]:
    """The parts in which tags are looked for: main document, headers, footers, notes.

    Raises:
        UnreadableDocument: there is no main document, or one of the parts is not XML.
    """
    if not any(map(_MAIN.fullmatch, parts)):
        raise unreadable(name, "no_document_part")
    return {part: _xml(name, part, data) for part, data in parts.items() if _TAGGED.fullmatch(part)}


def main_part(name: str, parts: Mapping[str, bytes]) -> tuple[str, Any]:
    """The main document's part by its name, and its root.

    Raises:
        UnreadableDocument: there is none, or it is not XML.
    """
    part = next(filter(_MAIN.fullmatch, parts), None)
    if part is None:
        raise unreadable(name, "no_document_part")
    return part, etree.fromstring(_xml(name, part, parts[part]).removeprefix(_DECLARATION))


def stray_tags(parts: Mapping[str, bytes]) -> Iterator[Bilingual]:
    """Faults of tags where none is looked for: in the properties of the document, in comments, charts and the like."""
    for part, data in parts.items():
        if _UNTAGGED.fullmatch(part) and not _TAGGED.fullmatch(part):
            words = _MARKUP.sub("", data.decode("utf-8", "replace"))
            for tag in dict.fromkeys(_STRAY.findall(words)):
                yield Bilingual("template.elsewhere", {"tag": " ".join(tag.split()), "part": part})


def least_rows(xmls: Iterable[str]) -> dict[str, int]:
    """Read `{%tr for unit in ip_units %}{# rows: 4 #}`: docxtpl drops the comment with the rest of the tag's row."""
    least = {}
    for xml in xmls:
        for row in etree.fromstring(xml.removeprefix(_DECLARATION)).iter(f"{_W}tr", f"{_W}p"):
            for found in _LEAST_ROWS.finditer("".join(map(str, row.itertext()))):
                least[found[1]] = int(found[2])
    return least


def _xml(name: str, part: str, data: bytes) -> str:
    """The part in UTF-8, free of what is no element or text: comments, CDATA, entities of its own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise unreadable(name, "part_xml", part=part) from error
    if b"<!DOCTYPE" in data or root.getroottree().docinfo.internalDTD is not None:
        raise unreadable(name, "part_dtd", part=part)
    return _DECLARATION + etree.tostring(root, encoding="unicode")


# What zipfile and the inflaters raise on broken bytes; an unknown method is a RuntimeError.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(RuntimeError, EOFError, OSError, ValueError),
)


def template_parts(name: str, data: bytes) -> dict[str, bytes]:
    """The parts of a package, inflated, in their order but for the content types, which stand first.

    A template is a file of our own or of a package that adds a form: no limits, and any method of ZIP.

    Raises:
        UnreadableDocument: `data` is not a ZIP file, a part of it is broken, or it is no Office document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {entry_name(info): package.read(info) for info in package.infolist() if not info.is_dir()}
    except _BROKEN as error:
        raise unreadable(name, "no_docx") from error
    if CONTENT_TYPES not in parts:
        raise unreadable(name, "no_office_document")
    return {CONTENT_TYPES: parts.pop(CONTENT_TYPES), **parts}
