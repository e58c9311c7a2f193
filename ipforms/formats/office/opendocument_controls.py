"""Form controls of OpenDocument as text: LibreOffice writes none of them into a DOCX, and says nothing.

What a control shows stands in the forms of the document, apart from the place where it is drawn.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from ipforms.containers.safe_xml import Element

_NAMESPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}{}"
_DRAWN = _NAMESPACE.format("drawing", "control")
_LINES = frozenset(_NAMESPACE.format("text", name) for name in ("p", "h", "span", "a"))
_PARAGRAPH, _SPAN = _NAMESPACE.format("text", "p"), _NAMESPACE.format("text", "span")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TICKED, _UNTICKED = "☑", "☐"


def _form(name: str) -> str:
    return _NAMESPACE.format("form", name)


_SILENT = frozenset(map(_form, ("button", "hidden", "image", "image-frame", "password", "file")))


def controls_as_text(root: Element) -> int:
    """Put what controls show where they are drawn; how many of them there are."""
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
