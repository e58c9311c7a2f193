"""The appearances of a filled form's fields, and those that we would draw otherwise."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pypdf.generic import DictionaryObject, NameObject

from ipforms.formats.pdf import acroform
from ipforms.formats.pdf.form_writer import answer_boxes, appearance_streams, font_faces
from ipforms.formats.pdf.form_writer.line_breaking import FittedText
from ipforms.text import NOT_XML

_HIDDEN = 0b10 | 0b100000  # /F: Hidden, NoView (ISO 32000-1, 12.5.3)
_LEAST_SIDE = 1.0  # points; a field that is narrower shows nothing
_MULTILINE, _PUSH_BUTTON = 1 << 12, 1 << 16  # /Ff (ISO 32000-1, 12.7.4)
_LEADING = 1.4  # font sizes from one baseline to the next, in fields of other programs
_LARGEST = 12.0  # points; where a field leaves its size to the viewer (0 Tf)
_FONT_SIZE = re.compile(r"([\d.]+)\s+Tf")
_STRING = re.compile(rb"/(\w+) [\d.]+ Tf <([0-9A-F]*)> Tj")
_MAPPED = re.compile(rb"<([0-9A-F]{4})><([0-9A-F]+)>")
_ALIGN = {1: "center", 2: "right"}


@dataclass
class UndrawnField:
    """A text field whose appearance is to be made."""

    widget: Any  # its annotation
    text: str  # its value
    setting: FittedText  # the value as it is set
    align: str  # of its lines
    across: str  # where they stand in its height
    label: str  # what it is called for people


def widgets(page: Any) -> Iterator[Any]:
    """The annotations of a page that show fields."""
    for reference in page.get("/Annots") or ():
        annotation = reference.get_object()
        if annotation.get("/Subtype") == "/Widget":
            yield annotation


def is_hidden(widget: Any) -> bool:
    """Whether no viewer shows a field: by its flags, or because it has no extent."""
    left, bottom, right, top = corners(widget["/Rect"])
    return bool(int(widget.get("/F", 0)) & _HIDDEN) or min(right - left, top - bottom) < _LEAST_SIDE


def corners(rect: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a rectangle."""
    left, bottom, right, top = map(float, rect)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def normal_appearance(widget: Any) -> Any:
    """The stream that draws a field in its state; None if it draws nothing."""
    looks = widget.get("/AP")
    found = looks.get_object().get("/N") if looks is not None else None
    found = found.get_object() if found is not None else None
    if found is not None and not hasattr(found, "get_data"):
        found = found.get(widget.get("/AS", "/Off"))
        found = found.get_object() if found is not None else None
    return found if hasattr(found, "get_data") else None


def undrawn_field(widget: Any, goes_on: Mapping[str, bool]) -> UndrawnField | None:
    """A text field that does not look as we would draw it; None if it does, or says nothing.

    Args:
        widget: its annotation.
        goes_on: the fields whose values go on on further pages, and whether they are still the same.
    """
    kind = acroform.inherited(widget, "/FT")
    if kind not in ("/Tx", "/Ch") or is_hidden(widget):
        return None
    text = printable_text(acroform.text(widget) if kind == "/Tx" else "、".join(acroform.selected_options(widget)))
    if not text.strip():
        widget.pop("/AP", None)
        return None
    with suppress(Exception):  # one that cannot be followed was not drawn by us; pypdf may raise anything
        if _is_ours(normal_appearance(widget), text, goes_on.get(acroform.name(widget))):
            return None
    left, bottom, right, top = corners(widget["/Rect"])
    found = _FONT_SIZE.search(str(acroform.inherited(widget, "/DA") or ""))
    size = float(found[1]) if found else 0.0
    size = size or min(_LARGEST, max((top - bottom) / _LEADING, 1.0))
    many = int(acroform.inherited(widget, "/Ff") or 0) & _MULTILINE
    made = appearance_streams.setting(font_faces.drawn(text), size, size * _LEADING, right - left, top - bottom)
    align = _ALIGN.get(int(acroform.inherited(widget, "/Q") or 0), "left")
    label = str(acroform.inherited(widget, "/TU") or acroform.inherited(widget, "/T") or "").partition("：")[0]
    return UndrawnField(widget, text, made, align, "top" if many else "horizon", label)


def printable_text(text: str) -> str:
    """A value as print can have it."""
    return NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _is_ours(drawn_by: Any, text: str, goes_on: bool | None) -> bool:
    """Whether a field was drawn with a subset of our own, and says its value; the beginning of one that goes on."""
    if drawn_by is None or goes_on is False:
        return False
    fonts = _fonts(drawn_by)
    strings = _STRING.findall(drawn_by.get_data())
    maps = {}
    for name in {name.decode() for name, _ in strings}:
        font = fonts.get(f"/{name}")
        if font is None or not _is_own(font):
            return False
        mapping = font.get_object()["/ToUnicode"].get_object().get_data()
        maps[name.encode()] = {
            code: bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in _MAPPED.findall(mapping)
        }
    shown = "".join(
        maps[name].get(string[at : at + 4], "") for name, string in strings for at in range(0, len(string), 4)
    )
    drawn, shown = ("".join(each.split()) for each in (font_faces.drawn(text), shown))
    return bool(shown) and (drawn.startswith(shown) if goes_on else drawn == shown)


def show_checkbox_states(pages: Iterable[Any], add: Callable[[bytes], Any]) -> None:
    """Show the boxes of all pages as their fields say; those of an answer of ours that nobody gave go."""
    # All are asked before any changes, as what a field holds is seen beside what its boxes show.
    known: acroform.CheckboxGroups = {}
    shown = [
        (widget, acroform.checkbox_state(widget, known))
        for page in pages
        for widget in widgets(page)
        if _is_box(widget)
    ]
    for widget, held in shown:
        state = answer_boxes.answer_state(held.text) if _is_answer(widget, held) else ""
        is_ticked = held.is_ticked or state == held.state
        if state == answer_boxes.OFF and not held.is_answered:
            widget.pop("/AP", None)
            continue
        widget[NameObject("/AS")] = NameObject(f"/{acroform.on_state(widget) if is_ticked else answer_boxes.OFF}")
        if is_ticked and normal_appearance(widget) is None:
            left, bottom, right, top = corners(widget["/Rect"])
            drawn = add(answer_boxes.tick_appearance(right - left, top - bottom))
            widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): drawn})


def _is_box(widget: Any) -> bool:
    return (
        acroform.inherited(widget, "/FT") == "/Btn" and not int(acroform.inherited(widget, "/Ff") or 0) & _PUSH_BUTTON
    )


def _is_answer(widget: Any, held: acroform.CheckboxState) -> bool:
    """Whether a box is one of ours."""
    own = any(_is_own(font) for font in _fonts(normal_appearance(widget) or {}).values())
    return tuple(answer_boxes.STATES) == held.states and own


def _fonts(appearance: Any) -> Any:
    """The fonts of an appearance stream by the names of their resources."""
    return (appearance.get("/Resources") or {}).get("/Font") or {}


def _is_own(font: Any) -> bool:
    """Whether a font is a subset that `font_embedding` made."""
    return "+ipforms" in str(font.get_object().get("/BaseFont"))
