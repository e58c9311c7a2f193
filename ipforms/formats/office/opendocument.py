"""OpenDocument text, zipped or in one XML file: rewritten before LibreOffice opens it.

What runs and what is fetched is taken out, fields that would change to the day of today are fixed as they were seen,
and input fields and form controls become plain text: LibreOffice 7.4 writes the former three times into a DOCX, and the
latter not at all.
"""

import re
from collections import Counter
from typing import Any

from lxml import etree

from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.safe_xml import Element, parse
from ipforms.containers.zip_archive import ZipArchive, zip_bytes
from ipforms.errors import unreadable
from ipforms.formats.office.office_files import OfficeFile, OfficeLimits, PreparedFile
from ipforms.formats.office.soffice_jobs import FLAT_FILTER
from ipforms.messages import Note

_NAMESPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}{}"
_ROW, _REPEATED = _NAMESPACE.format("table", "table-row"), _NAMESPACE.format("table", "number-rows-repeated")
_INPUT, _SPAN = _NAMESPACE.format("text", "text-input"), _NAMESPACE.format("text", "span")
_BREAK = _NAMESPACE.format("text", "line-break")
_CLOCKS = tuple(_NAMESPACE.format("text", name) for name in ("date", "time"))
_FIXED = _NAMESPACE.format("text", "fixed")
_RUNS = tuple(_NAMESPACE.format("office", name) for name in ("scripts", "event-listeners"))
_SOURCES = tuple(_NAMESPACE.format("text", name) for name in ("section-source", "dde-source", "script"))
_HREF = "{http://www.w3.org/1999/xlink}href"
_LINK = _NAMESPACE.format("text", "a")
_OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|/|\\|\.\.)", re.IGNORECASE)

_PARTS = ("content.xml", "styles.xml")
_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'm:version="1.3"><m:file-entry m:full-path="/" m:media-type="{}"/>{}</m:manifest>'
)
_ENTRY = '<m:file-entry m:full-path="{}" m:media-type="{}"/>'


def odt(source: OfficeFile, limits: OfficeLimits) -> PreparedFile:
    """A zipped document: packed anew from its text, its styles and its pictures.

    Raises:
        UnreadableDocument, LimitExceeded: it is broken, protected by a password, or too large when inflated.
    """
    bounds = ContainerLimits(limits.file_bytes, part_bytes=32_000_000, total_bytes=100_000_000, huge_xml=True)
    package = ZipArchive(source.data, source.name, bounds)
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise unreadable(source.name, "office_locked")
    roots = {}
    for part in _PARTS:
        data = package.read(part)
        if data is not None:
            roots[part] = parse(source.name, part, data, bounds)
    if "content.xml" not in roots:
        raise unreadable(source.name, "office_broken")
    met = sum((clean(root) for root in roots.values()), Counter[str]())
    runs = any(name.startswith(("basic/", "scripts/")) for name in package.names())
    macros = (Note("reading.macros"),) if runs else ()
    rows = _rows(roots["content.xml"])
    return PreparedFile(_packed(package, roots), "writer8", "odt", rows, rows > 0, (*macros, *notes(met)))


def flat(source: OfficeFile, limits: OfficeLimits) -> PreparedFile:
    """A document in one XML file."""
    root = parse(source.name, "XML", source.data, ContainerLimits(file_bytes=limits.file_bytes, huge_xml=True))
    rows, met = _rows(root), clean(root)
    return PreparedFile(etree.tostring(root), FLAT_FILTER, "fodt", rows, rows > 0, notes(met))


def clean(root: Element) -> Counter[str]:
    """Take out of a tree what runs, fetches or changes; how often a person should know, by the code of the note."""
    for kind in (*_RUNS, *_SOURCES):
        for element in list(root.iter(kind)):
            _remove(element)
    controls_as_text(root)
    inputs = list(root.iter(_INPUT))
    for element in inputs:
        _as_text(element)
    clocks = [element for element in root.iter(*_CLOCKS) if element.get(_FIXED) != "true"]
    for element in clocks:
        element.set(_FIXED, "true")
    outside = [each for each in root.iter(etree.Element) if _OUTSIDE.match(each.get(_HREF, "")) and each.tag != _LINK]
    for element in outside:
        del element.attrib[_HREF]
    return Counter(
        {"reading.external": len(outside), "reading.input_fields": len(inputs), "reading.clocks": len(clocks)}
    )


def notes(met: Counter[str]) -> tuple[Note, ...]:
    """What `clean` has met."""
    return tuple(Note(code, {"count": count}) for code, count in met.items() if count)


def _rows(root: Element) -> int:
    # Blank rows that are repeated a thousand times are a trick of spreadsheets.
    return sum(1 for row in root.iter(_ROW) if row.get(_REPEATED, "1") == "1")


def _remove(element: Element) -> None:
    """Remove an element, not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    parent.remove(element)
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _as_text(field: Element) -> None:
    """An input field as its text; its paragraphs end with carriage returns."""
    first, *lines = "".join(field.itertext()).rstrip("\r").split("\r")
    for child in list(field):
        field.remove(child)
    field.tag, field.text = _SPAN, first
    field.attrib.clear()
    for line in lines:
        etree.SubElement(field, _BREAK).tail = line


def _packed(package: ZipArchive, roots: dict[str, Any]) -> bytes:
    pictures = {
        name: package.read(key) or b"" for key, name in package.spelled().items() if key.startswith("pictures/")
    }
    entries = [_ENTRY.format(part, "text/xml") for part in roots]
    entries += [_ENTRY.format(name.replace("&", "&amp;").replace('"', "&quot;"), "") for name in pictures]
    texts = {part: etree.tostring(root, encoding="UTF-8", xml_declaration=True) for part, root in roots.items()}
    manifest = _MANIFEST.format(_TYPE, "".join(entries)).encode()
    parts = {"mimetype": _TYPE.encode(), **texts, **pictures, "META-INF/manifest.xml": manifest}
    return zip_bytes(parts, stored=frozenset(("mimetype",)))


_DRAWN = _NAMESPACE.format("drawing", "control")
_LINES = frozenset(_NAMESPACE.format("text", name) for name in ("p", "h", "span", "a"))
_PARAGRAPH = _NAMESPACE.format("text", "p")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TICKED, _UNTICKED = "☑", "☐"


def _form(name: str) -> str:
    return _NAMESPACE.format("form", name)


_SILENT = frozenset(map(_form, ("button", "hidden", "image", "image-frame", "password", "file")))


def controls_as_text(root: Element) -> int:
    """Put what controls show where they are drawn; how many of them there are.

    LibreOffice writes none of them into a DOCX, and says nothing. What a control shows stands in the forms of the
    document, apart from the place where it is drawn.
    """
    drawn = list(root.iter(_DRAWN))
    controls = {each.get(_ID) or each.get(_form("id")): each for each in root.iter(etree.Element)} if drawn else {}
    for place in drawn:
        control = controls.get(place.get(_NAMESPACE.format("drawing", "control")))
        shown = "" if control is None or control.tag in _SILENT else _shown(control)
        place.attrib.clear()
        del place[:]
        if place.getparent().tag in _LINES:
            place.tag, place.text = _SPAN, shown
        else:
            place.tag = _PARAGRAPH
            etree.SubElement(place, _SPAN).text = shown
    return len(drawn)


def _shown(control: Element) -> str:
    kind = control.tag.rpartition("}")[2]
    if kind in ("checkbox", "radio"):
        is_on = _current(control, "state") == "checked" or _current(control, "selected") == "true"
        return f"{_TICKED if is_on else _UNTICKED}{control.get(_form('label'), '')}"
    if kind == "listbox":
        chosen = [each for each in control.iter(_form("option")) if _current(each, "selected") == "true"]
        return "、".join(each.get(_form("label"), "") for each in chosen)
    if kind in ("fixed-text", "frame"):
        return str(control.get(_form("label"), ""))
    return _current(control, "value") or "".join(control.itertext()).strip()


def _current(control: Any, name: str) -> str:
    """What somebody has entered, or what is there before."""
    return str(control.get(_form(f"current-{name}"), control.get(_form(name), "")))
