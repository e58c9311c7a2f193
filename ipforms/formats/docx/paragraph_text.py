"""One paragraph on its way to a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ipforms.formats.docx.complex_fields import ComplexField
from ipforms.formats.docx.run_look import PLAIN, WHITE, RunLook, are_alike, effective, left_out

if TYPE_CHECKING:
    from ipforms.containers.safe_xml import Element
    from ipforms.formats.docx.docx_context import DocxContext
    from ipforms.paths import Place


# A stroke between words, behind or before which everything is struck; one between numbers belongs to a date.
_PARTED_BEFORE = re.compile(r"(?<=[\u4e00-\u9fff])\s*[/／|]\s*$")
_PARTED_BEHIND = re.compile(r"^\s*[/／|]\s*(?=[\u4e00-\u9fff□☐☑√]|$)")


class ParagraphText:
    """What has been read of a paragraph.

    Attributes:
        context: the document that it belongs to.
        place: where it stands.
        out: where text goes now: the paragraph itself, or a field's instruction or result.
        fields: the fields that are open, outermost first.
        boxes: text boxes that hang on the paragraph.
        number: what a list writes in front of it.
        style: the name of its style, or "".
        levels: what the styles around its runs say of their look, the nearest first; () if nothing.
        unseen: why a run that says nothing of itself is not seen, as the code of a message; "" if it is.
        fill: the colour behind it, if it has one of its own.
        has_struck: something in it is struck.
        is_flat: its lines are too low to show text.
        goes_on: its end is deleted or hidden, so that the next paragraph goes on with it.
        repeated: the text of a content control that the next ones say again.
    """

    __slots__ = (
        *("boxes", "context", "fields", "fill", "goes_on", "has_struck", "is_flat", "levels", "number", "out", "place"),
        *("repeated", "style", "unseen"),
    )

    def __init__(self, context: DocxContext, place: Place) -> None:
        self.context, self.place = context, place
        self.out: list[str] = []
        self.fields: list[ComplexField] = []
        self.boxes: list[Element] = []
        self.goes_on = False
        self.repeated: str | None = None
        self.number = self.style = self.unseen = ""
        self.fill: str | None = None
        self.is_flat = self.has_struck = False
        self.levels = context.levels
        if self.levels:
            self.begin("")

    def begin(self, style: str) -> None:
        """It begins, or goes on, in a style; "" is that of paragraphs which name none."""
        self.style, self.fill, self.is_flat = style, None, False
        self.levels = self.context.styles.levels(style, self.context.table_style)
        self.unseen = self.why_unseen(effective(PLAIN, self.levels[:-1], self.levels[-1])) if self.levels else ""

    def why_unseen(self, look: RunLook) -> str:
        """The code of the message on why text of this look is not seen here; "" if it is."""
        return left_out(look, self._is_behind) or ("reading.invisible_text" if self.is_flat else "")

    def _is_behind(self, colour: str) -> bool:
        """Whether a colour cannot be told from what lies behind the paragraph; a filled text box is not looked into."""
        context = self.context
        fill = self.fill or context.fill
        if fill:
            return are_alike(colour, fill)
        styles = (self.style, context.table_style)
        return are_alike(colour, WHITE) and not context.is_boxed and not any(map(context.styles.has_fill, styles))

    def strike_choice(self) -> None:
        """Of 是 / 否 one is struck: what parts the two goes with it."""
        self.has_struck = True
        text = "".join(self.out)
        kept = _PARTED_BEFORE.sub("", text)
        if kept != text:
            self.out[:] = [kept]

    def text(self) -> str:
        """The text so far. Fields that are still open are closed: no field is left to swallow what follows."""
        while self.fields:
            field = self.fields.pop()
            self.out = field.outside
            self.out += field.left_open()
        text = "".join(self.out)
        return _PARTED_BEHIND.sub("", text) if self.has_struck else text

    @contextmanager
    def aside(self) -> Iterator[ParagraphText]:
        """A paragraph of its own for a part whose text is to be looked at first; its boxes hang on this one."""
        part = ParagraphText(self.context, self.place)
        part.boxes, part.fill, part.style, part.levels = self.boxes, self.fill, self.style, self.levels
        part.unseen, part.is_flat = self.unseen, self.is_flat
        yield part
