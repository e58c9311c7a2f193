"""Fields → print: what a filled form looks like becomes part of its pages, and its fields go.

A program or a viewer that filled a field in may have drawn it with a font that is not in the file, or not at all. Such
a field is drawn anew from its value; one that looks as we drew it stays as it is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, IndirectObject, NameObject, NumberObject, read_object

from ipforms import chars
from ipforms.errors import UnreadableDocument
from ipforms.render.pdf_form import appearance, embedding, faces, objects, overflow
from ipforms.render.pdf_form.lines import Setting

_HIDDEN = 0b10 | 0b100000
_MULTILINE = 1 << 12
_DEEPEST = 32
_LEADING = 1.4
_SIZE = 12.0
_FONT_SIZE = re.compile(r"([\d.]+)\s+Tf")
_STRING = re.compile(rb"/(\w+) [\d.]+ Tf <([0-9A-F]*)> Tj")
_MAPPED = re.compile(rb"<([0-9A-F]{4})><([0-9A-F]+)>")
_ALIGN = {1: "center", 2: "right"}


@dataclass
class _Field:
    """A text field whose looks are to be made.

    Attributes:
        widget: its annotation.
        text: its value.
        setting: the value as it is set.
        align: of its lines.
        across: where they stand in its height.
        label: what it is called for people.
    """

    widget: Any
    text: str
    setting: Setting
    align: str
    across: str
    label: str


def flattened(data: bytes, name: str = "PDF") -> bytes:
    """Flatten a filled form.

    Raises:
        UnreadableDocument: it is no PDF, or broken, or protected by a password.
    """
    try:
        writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data)))
        return _Flattening(writer).done()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableDocument(
            name=name,
            reason_zh="文件损坏或已加密，无法将表单域转为正文。请用 PDF 阅读器打开并另存一份再试。",
            reason_en=f"it is broken or protected ({type(error).__name__}).",
        ) from error


class _Flattening:
    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def done(self) -> bytes:
        pages = list(self._writer.pages)
        self._draw([made for page in pages for widget in _widgets(page) if (made := _undrawn(widget))], pages)
        for page in pages:
            self._print(page)
        self._writer.root_object.pop("/AcroForm", None)
        out = io.BytesIO()
        self._writer.write(out)
        return out.getvalue()

    def _draw(self, undrawn: list[_Field], pages: list[Any]) -> None:
        """Give fields the looks of their values, and put what they cannot hold on further pages."""
        if not undrawn:
            return
        title = str((self._writer.metadata or {}).get("/Title", ""))
        items = [overflow.Item(each.label, each.setting.rest) for each in undrawn if each.setting.rest]
        further = overflow.pages(items, title) if items else []
        drawn = {character for each in undrawn for character in appearance.characters(each.setting)}
        drawn.update(character for page in further for character in page.characters())
        fonts, made = embedding.embedded(drawn, len(self._writer._objects) + 1)
        for _, body in made:
            self._add(body)
        named = appearance.resources(fonts)
        for each in undrawn:
            left, bottom, right, top = _corners(each.widget["/Rect"])
            look = appearance.appearance(each.setting, right - left, top - bottom, each.align, each.across, named)
            each.widget[NameObject("/AP")] = pypdf.generic.DictionaryObject({NameObject("/N"): self._add(look)})
        tree = self._writer.root_object["/Pages"]
        for page in further:
            content = self._add(objects.stream(page.content()))
            parent = pages[-1].raw_get("/Parent") if "/Parent" in pages[-1] else tree.indirect_reference
            reference = self._add(overflow.page(parent.idnum, content.idnum, named, []))
            parent.get_object()["/Kids"].append(reference)
            node = parent.get_object()
            while node is not None:
                node[NameObject("/Count")] = NumberObject(int(node["/Count"]) + 1)
                node = node.get("/Parent")
                node = node.get_object() if node is not None else None

    def _add(self, body: bytes) -> IndirectObject:
        reference: IndirectObject = self._writer._add_object(read_object(io.BytesIO(body), self._writer))
        return reference

    def _print(self, page: Any) -> None:
        """Draw the looks of the fields of a page as part of it, and take the fields away."""
        widgets = list(_widgets(page))
        if not widgets:
            return
        kept = [each for each in page["/Annots"] if not any(each.get_object() is widget for widget in widgets)]
        drawn = b""
        for number, widget in enumerate(widgets):
            look = _look(widget)
            if look is None or widget.get("/F", 0) & _HIDDEN:
                continue
            name = f"/Flat{number}"
            page.setdefault(NameObject("/Resources"), pypdf.generic.DictionaryObject())
            resources = page["/Resources"].get_object()
            known = resources.setdefault(NameObject("/XObject"), pypdf.generic.DictionaryObject()).get_object()
            known[NameObject(name)] = look.indirect_reference or self._writer._add_object(look)
            look[NameObject("/Type")], look[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
            drawn += b"q %s cm %s Do Q\n" % (_placed(look, _corners(widget["/Rect"])), name.encode())
        page.pop("/Annots")
        if kept:
            page[NameObject("/Annots")] = ArrayObject(kept)
        if drawn:
            self._append(page, drawn)

    def _append(self, page: Any, drawn: bytes) -> None:
        """Add to what a page draws; whatever state it leaves behind does not count."""
        before, after = self._add(objects.stream(b"q\n")), self._add(objects.stream(b"\nQ\n" + drawn))
        contents = page.get("/Contents")
        own = page.raw_get("/Contents") if contents is not None else None
        middle = list(contents) if isinstance(contents, ArrayObject) else [own] if own is not None else []
        page[NameObject("/Contents")] = ArrayObject([before, *middle, after])


def _widgets(page: Any) -> Iterator[Any]:
    for reference in page.get("/Annots") or ():
        annotation = reference.get_object()
        if annotation is not None and annotation.get("/Subtype") == "/Widget":
            yield annotation


def _inherited(widget: Any, key: str) -> Any:
    """An entry of a field, its own or that of one above it."""
    node = widget
    for _ in range(_DEEPEST):
        if node is None or key in node:
            break
        node = node.get("/Parent")
        node = node.get_object() if node is not None else None
    return None if node is None else node.get(key)


def _corners(rect: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = map(float, rect)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _look(widget: Any) -> Any:
    """The stream that draws a field in its state; None if it draws nothing."""
    looks = widget.get("/AP")
    look = looks.get_object().get("/N") if looks is not None else None
    look = look.get_object() if look is not None else None
    if look is not None and not hasattr(look, "get_data"):
        look = look.get(widget.get("/AS", "/Off"))
        look = look.get_object() if look is not None else None
    return look if hasattr(look, "get_data") else None


def _undrawn(widget: Any) -> _Field | None:
    """A text field that does not look as we would draw it; None if it does, or says nothing."""
    if _inherited(widget, "/FT") != "/Tx":
        return None
    text = _text(_inherited(widget, "/V"))
    if not text.strip():
        widget.pop("/AP", None)
        return None
    if _is_ours(_look(widget), text):
        return None
    left, bottom, right, top = _corners(widget["/Rect"])
    found = _FONT_SIZE.search(str(_inherited(widget, "/DA") or ""))
    size = float(found[1]) if found else 0.0
    size = size or min(_SIZE, max((top - bottom) / _LEADING, 1.0))
    many = int(_inherited(widget, "/Ff") or 0) & _MULTILINE
    made = appearance.setting(faces.drawn(text), size, size * _LEADING, right - left, top - bottom)
    align = _ALIGN.get(int(_inherited(widget, "/Q") or 0), "left")
    label = str(_inherited(widget, "/TU") or _inherited(widget, "/T") or "").partition("：")[0]
    return _Field(widget, text, made, align, "top" if many else "horizon", label)


def _text(value: Any) -> str:
    """The value of a field: a string, or a stream where it is long."""
    value = value.get_object() if isinstance(value, IndirectObject) else value
    if hasattr(value, "get_data"):
        value = value.get_data().decode("utf-16" if value.get_data()[:2] == b"\xfe\xff" else "latin-1", "replace")
    text = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
    return chars.NOT_XML.sub("", text)


def _is_ours(look: Any, text: str) -> bool:
    """Whether a field was drawn with a subset of our own, and says its value, or the beginning of it."""
    if look is None:
        return False
    fonts = (look.get("/Resources") or {}).get("/Font") or {}
    strings = _STRING.findall(look.get_data())
    maps = {}
    for name in {name.decode() for name, _ in strings}:
        font = fonts.get(f"/{name}")
        if font is None or "+ipforms" not in str(font.get_object().get("/BaseFont")):
            return False
        told = font.get_object()["/ToUnicode"].get_object().get_data()
        maps[name.encode()] = {
            code: bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in _MAPPED.findall(told)
        }
    said = "".join(
        maps[name].get(string[at : at + 4], "") for name, string in strings for at in range(0, len(string), 4)
    )
    return bool(said) and "".join(faces.drawn(text).split()).startswith("".join(said.split()))


def _placed(look: Any, rect: tuple[float, float, float, float]) -> bytes:
    """The matrix that puts the box of a look on its rectangle (ISO 32000-1, 12.5.5)."""
    box = _corners(look.get("/BBox", (0, 0, 1, 1)))
    a, b, c, d, e, f = map(float, look.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    turned = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    left, right = min(x for x, _ in turned), max(x for x, _ in turned)
    bottom, top = min(y for _, y in turned), max(y for _, y in turned)
    across = (rect[2] - rect[0]) / (right - left) if right > left else 1.0
    down = (rect[3] - rect[1]) / (top - bottom) if top > bottom else 1.0
    numbers = (across, 0, 0, down, rect[0] - left * across, rect[1] - bottom * down)
    return b" ".join(f"{number:.5f}".rstrip("0").rstrip(".").encode() for number in numbers)
