"""One paragraph on its way to a text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ipforms.formats.docx.complex_fields import ComplexField

if TYPE_CHECKING:
    from ipforms.containers.safe_xml import Element
    from ipforms.formats.docx.docx_context import DocxContext
    from ipforms.paths import Place


class ParagraphText:
    """What has been read of a paragraph.

    Attributes:
        context: the document that it belongs to.
        place: where it stands.
        out: where text goes now: the paragraph itself, or a field's instruction or result.
        fields: the fields that are open, outermost first.
        boxes: text boxes that hang on the paragraph.
        goes_on: its end is deleted or hidden, so that the next paragraph goes on with it.
        repeated: the text of a content control that the next ones say again.
    """

    __slots__ = ("boxes", "context", "fields", "goes_on", "out", "place", "repeated")

    def __init__(self, context: DocxContext, place: Place) -> None:
        self.context, self.place = context, place
        self.out: list[str] = []
        self.fields: list[ComplexField] = []
        self.boxes: list[Element] = []
        self.goes_on = False
        self.repeated: str | None = None

    def text(self) -> str:
        """The text so far. Fields that are still open are closed: no field is left to swallow what follows."""
        while self.fields:
            field = self.fields.pop()
            self.out = field.outside
            self.out += field.left_open()
        return "".join(self.out)

    @contextmanager
    def aside(self) -> Iterator[ParagraphText]:
        """A paragraph of its own for a part whose text is to be looked at first; its boxes hang on this one."""
        part = ParagraphText(self.context, self.place)
        part.boxes = self.boxes
        yield part
