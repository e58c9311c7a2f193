"""Fields → print: what a filled form looks like becomes part of its pages, and its fields go.

A program or a viewer that filled a field in may have drawn it with a font that is not in the file, or not at all. Such
a field is drawn anew from its value; one that looks as we drew it stays as it is.
"""

import io
from collections.abc import Mapping
from functools import partial
from itertools import count
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, IndirectObject, NameObject, NumberObject, read_object

from ipforms.errors import IpformsError, exceeded, unreadable
from ipforms.formats.pdf import acroform
from ipforms.formats.pdf.form_writer import (
    appearance_check,
    appearance_streams,
    field_repair,
    font_embedding,
    object_writer,
    overflow_pages,
)
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdfium_document import open_pdf
from ipforms.formats.pdf.pdfium_handles import saved

_LIMITS = PdfLimits()
_MOST_CHARACTERS = 100_000  # of all values, set anew in 3 s; the longest of our forms has some 10,000


def flattened(data: bytes, name: str = "PDF") -> bytes:
    """Flatten a filled form.

    Raises:
        UnreadableDocument: it is no PDF, or broken, or protected by a password.
    """
    with open_pdf(data, name, _LIMITS) as document:
        # Written anew, a file is without encryption and without what is broken in its tables.
        document.measure_all_annotations()
        anew = partial(saved, document.handle)
        copies = [anew] if b"/Encrypt" in data else [partial(bytes, data), anew]
        for copy in copies:
            try:
                return _Flattening(pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(copy()))), name).done()
            except IpformsError:
                raise
            except Exception as error:  # noqa: BLE001 a file that is broken there: pypdf may raise anything
                fault = error
    raise unreadable(name, "not_flattened", kind=type(fault).__name__) from fault


class _Flattening:
    def __init__(self, writer: Any, name: str) -> None:
        self._writer, self._name = writer, name

    def done(self) -> bytes:
        pages = list(self._writer.pages)
        field_repair.repair_fields(pages)
        values = self._values(pages)
        continuations = self._continuations(pages, values)
        undrawn = [
            made
            for page in pages
            for widget in appearance_check.widgets(page)
            if (made := appearance_check.undrawn_field(widget, continuations))
        ]
        pages = [page for page in pages if not self._is_emptied(page, continuations)]
        self._draw(undrawn, pages)
        appearance_check.show_checkbox_states(pages, self._add)
        for page in pages:
            self._print(page)
        self._writer.root_object.pop("/AcroForm", None)
        out = io.BytesIO()
        self._writer.write(out)
        return out.getvalue()

    def _values(self, pages: list[Any]) -> dict[str, str]:
        """The values of all fields, which together are no longer than what is drawn anew in a moment."""
        left, values = _MOST_CHARACTERS, {}
        for widget in (each for page in pages for each in appearance_check.widgets(page)):
            text = appearance_check.printable_text(acroform.text(widget))
            left -= len(text)
            if left < 0:
                raise exceeded(self._name, "pdf_field_characters", _MOST_CHARACTERS)
            values[acroform.name(widget)] = text
        return values

    def _continuations(self, pages: list[Any], values: Mapping[str, str]) -> dict[str, bool]:
        """The fields that go on on further pages of ours, and whether what is printed there is still right."""
        found: dict[str, bool] = {}
        for page in pages:
            found |= overflow_pages.overflow_values(_content(page), values)
        return found

    def _is_emptied(self, page: Any, continuations: Mapping[str, bool]) -> bool:
        """Take the continuations of values away that have changed; whether this leaves a further page without a row."""
        changed = frozenset(name for name, is_right in continuations.items() if not is_right)
        content = _content(page)
        left = overflow_pages.without(content, changed) if changed else content
        if left == content:
            return False
        if overflow_pages.is_empty(left) and not any(appearance_check.widgets(page)):
            self._writer.remove_page(page)
            return True
        page[NameObject("/Contents")] = self._add(object_writer.stream(left))
        return False

    def _draw(self, undrawn: list[appearance_check.UndrawnField], pages: list[Any]) -> None:
        """Give fields the appearance of their values, and put what they cannot hold on further pages."""
        if not undrawn:
            return
        title = str((self._writer.metadata or {}).get("/Title", ""))
        items = [overflow_pages.OverflowItem(each.label, each.setting.rest) for each in undrawn if each.setting.rest]
        further = overflow_pages.pages(items, title) if items else []
        drawn = {character for each in undrawn for character in appearance_streams.characters(each.setting)}
        drawn.update(character for page in further for character in page.characters())
        fonts, made = font_embedding.embedded(drawn, len(self._writer._objects) + 1)
        for _, body in made:
            self._add(body)
        named = appearance_streams.resources(fonts)
        for each in undrawn:
            left, bottom, right, top = appearance_check.corners(each.widget["/Rect"])
            look = appearance_streams.appearance(
                each.setting, right - left, top - bottom, each.align, each.across, named
            )
            each.widget[NameObject("/AP")] = pypdf.generic.DictionaryObject({NameObject("/N"): self._add(look)})
        tree = self._writer.root_object["/Pages"]
        for page in further:
            content = self._add(object_writer.stream(page.content()))
            parent = pages[-1].raw_get("/Parent") if "/Parent" in pages[-1] else tree.indirect_reference
            reference = self._add(overflow_pages.page(parent.idnum, content.idnum, named, []))
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
        """Draw the appearances of the fields of a page as part of it, and take the fields away."""
        widgets = list(appearance_check.widgets(page))
        if not widgets:
            return
        kept = [each for each in page["/Annots"] if not any(each.get_object() is widget for widget in widgets)]
        drawn, known = b"", _own_drawings(page)
        for widget in widgets:
            look = appearance_check.normal_appearance(widget)
            if look is None or appearance_check.is_hidden(widget):
                continue
            name = next(name for number in count(len(known)) if (name := f"/Flat{number}") not in known)
            known[NameObject(name)] = look.indirect_reference or self._writer._add_object(look)
            look[NameObject("/Type")], look[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
            drawn += b"q %s cm %s Do Q\n" % (_placed(look, appearance_check.corners(widget["/Rect"])), name.encode())
        page.pop("/Annots")
        if kept:
            page[NameObject("/Annots")] = ArrayObject(kept)
        if drawn:
            self._append(page, drawn)

    def _append(self, page: Any, drawn: bytes) -> None:
        """Add to what a page draws; whatever state it leaves behind does not count."""
        before, after = self._add(object_writer.stream(b"q\n")), self._add(object_writer.stream(b"\nQ\n" + drawn))
        own = page.raw_get("/Contents") if "/Contents" in page else None
        contents = own.get_object() if own is not None else None
        middle = list(contents) if isinstance(contents, ArrayObject) else [own] if hasattr(contents, "get_data") else []
        page[NameObject("/Contents")] = ArrayObject([before, *middle, after])


def _content(page: Any) -> bytes:
    """What a further page of ours draws; nothing for any other page."""
    content: Any = page.get("/Contents")
    content = content.get_object() if content is not None else None
    data: bytes = content.get_data() if hasattr(content, "get_data") else b""
    return data if overflow_pages.MARK in data else b""


def _own_drawings(page: Any) -> Any:
    """What a page can draw by name, in a dictionary of its own: pages may share theirs, and a form what they draw."""
    resources = pypdf.generic.DictionaryObject(acroform.dictionary(page.get("/Resources")))
    known = pypdf.generic.DictionaryObject(acroform.dictionary(resources.get("/XObject")))
    page[NameObject("/Resources")], resources[NameObject("/XObject")] = resources, known
    return known


def _placed(look: Any, rect: tuple[float, float, float, float]) -> bytes:
    """The matrix that puts the box of a look on its rectangle (ISO 32000-1, 12.5.5)."""
    box = appearance_check.corners(look.get("/BBox", (0, 0, 1, 1)))
    a, b, c, d, e, f = map(float, look.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    turned = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    left, right = min(x for x, _ in turned), max(x for x, _ in turned)
    bottom, top = min(y for _, y in turned), max(y for _, y in turned)
    across = (rect[2] - rect[0]) / (right - left) if right > left else 1.0
    down = (rect[3] - rect[1]) / (top - bottom) if top > bottom else 1.0
    matrix = (across, 0, 0, down, rect[0] - left * across, rect[1] - bottom * down)
    return object_writer.numbers(*matrix, decimals=5)
