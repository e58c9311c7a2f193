"""Forms as others make them: our printed form, with fields laid over its cells that are written down as PDF."""

from __future__ import annotations

import io
from functools import cache

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, read_object

import ipforms

LOOK = b"<</Type/XObject/Subtype/Form/BBox[0 0 10 10]/Length 0>>\nstream\n\nendstream"


def string(text: str) -> bytes:
    """A text string, as hex digits of UTF-16."""
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().encode()


def named(text: str) -> bytes:
    """A name in UTF-8, its bytes written out."""
    return b"/" + b"".join(b"#%02X" % byte for byte in text.encode())


@cache
def printed(form_id: str) -> bytes:
    """The blank form without any field."""
    return ipforms.flatten(ipforms.form(form_id).blank("pdf"))


@cache
def rects(form_id: str) -> dict[str, tuple[int, float, float, float, float]]:
    """Page and rectangle of each place that is filled in, by its path."""
    found = ipforms.form(form_id).fillable.widgets
    rooms = {widget.slot.name: widget.rect for widget in found}
    return {name: (room.page, room.left, room.bottom, room.right, room.top) for name, room in rooms.items()}


class Over:
    """A form in the making.

    Args:
        form_id: over whose print the fields are laid.
    """

    def __init__(self, form_id: str = "jinhua-application") -> None:
        self._rects = rects(form_id)
        self._writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(printed(form_id))))
        self._fields = ArrayObject()
        self._look = self.object(LOOK)

    def object(self, body: bytes):
        """Any object: its reference."""
        return self._writer._add_object(read_object(io.BytesIO(body), self._writer))

    def field(self, path: str | tuple[float, ...], entries: bytes, *, flags: int = 4, part=None) -> Over:
        """A field that is its own annotation.

        Args:
            path: whose place it takes, or a rectangle of the first page.
            entries: what it says of itself.
            flags: of the annotation.
            part: of its place: from and to which part of its width.
        """
        self._fields.append(self._widget(path, entries, flags, part))
        return self

    def group(self, entries: bytes, *kids: tuple[str, bytes, tuple[float, float] | None]) -> Over:
        """A field above its annotations: the place, the entries, and the part of the place of each."""
        parent = self.object(b"<<%s>>" % entries)
        made = ArrayObject()
        for path, own, part in kids:
            made.append(self._widget(path, own, 4, part))
            made[-1].get_object()[NameObject("/Parent")] = parent
        parent.get_object()[NameObject("/Kids")] = made
        self._fields.append(parent)
        return self

    def _widget(self, path, entries: bytes, flags: int, part):
        page, left, bottom, right, top = self._rects[path] if isinstance(path, str) else (1, *path)
        if part:
            left, right = left + part[0] * (right - left), left + part[1] * (right - left)
        entries = entries.replace(b"LOOK", b"%d 0 R" % self._look.idnum)
        rect = b"/Rect[%.2f %.2f %.2f %.2f]" % (left, bottom, right, top)
        reference = self.object(b"<</Type/Annot/Subtype/Widget%s/F %d%s>>" % (rect, flags, entries))
        annotations = self._writer.pages[page - 1].setdefault(NameObject("/Annots"), ArrayObject())
        annotations.append(reference)
        return reference

    def made(self) -> bytes:
        """The file."""
        form = DictionaryObject({NameObject("/Fields"): self._fields})
        self._writer.root_object[NameObject("/AcroForm")] = form
        out = io.BytesIO()
        self._writer.write(out)
        return out.getvalue()
