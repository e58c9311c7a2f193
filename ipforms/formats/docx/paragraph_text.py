"""One paragraph on its way to a text, and its properties, as far as they change what is seen."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.complex_fields import ComplexField
from ipforms.formats.docx.ooxml_names import DEL, MOVE_FROM, RPR, VAL, number, w
from ipforms.formats.docx.run_look import PLAIN, WHITE, RunLook, are_alike, effective, left_out, look_of, over, shading

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

    def __init__(self, context: "DocxContext", place: "Place") -> None:
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
    def aside(self) -> "Iterator[ParagraphText]":
        """A paragraph of its own for a part whose text is to be looked at first; its boxes hang on this one."""
        part = ParagraphText(self.context, self.place)
        part.boxes, part.fill, part.style, part.levels = self.boxes, self.fill, self.style, self.levels
        part.unseen, part.is_flat = self.unseen, self.is_flat
        yield part


_STYLE, _NUM_PR = w("pStyle"), w("numPr")
_DROP_CAP, _RULE, _LINE = w("dropCap"), w("lineRule"), w("line")
_LOWEST = 40  # twips; two points
_GONE = (DEL, MOVE_FROM)


def paragraph_properties(properties: "Element", paragraph: "ParagraphText") -> None:
    """Write the paragraph's number, if it has one; note whether its end is deleted or hidden."""
    numbering: Element = None
    mark: RunLook = PLAIN
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            paragraph.style = child.get(VAL, "")
            if paragraph.context.has_styles:
                paragraph.begin(paragraph.style)
                numbering = paragraph.context.styles.look(paragraph.style).numbering
        elif tag == _NUM_PR:
            numbering = child
        elif tag == RPR:
            mark = look_of(child)
            paragraph.goes_on = _is_deleted(child, paragraph) or paragraph.goes_on
        elif tag in _RARE:
            _RARE[tag](child, paragraph)
    if paragraph.levels or mark is not PLAIN:
        mark = effective(mark, paragraph.levels[:-1], paragraph.levels[-1] if paragraph.levels else PLAIN)
        paragraph.goes_on = paragraph.goes_on or bool(mark.hidden)
    if numbering is not None:
        _write_number(numbering, mark, paragraph)


def _shaded(element: "Element", paragraph: "ParagraphText") -> None:
    paragraph.fill = shading(element)


def _spaced(element: "Element", paragraph: "ParagraphText") -> None:
    """Lines of a fixed height that no character fits into show nothing."""
    if element.get(_RULE) == "exact" and number(element.get(_LINE), _LOWEST + 1) <= _LOWEST:
        paragraph.is_flat, paragraph.unseen = True, paragraph.unseen or "reading.invisible_text"


def _framed(element: "Element", paragraph: "ParagraphText") -> None:
    """A large first letter is a paragraph of its own in the file, and none on paper."""
    paragraph.goes_on = element.get(_DROP_CAP, "none") != "none"


def _write_number(numbering: "Element", mark: RunLook, paragraph: "ParagraphText") -> None:
    """The number of a list, which looks as the paragraph's end does unless its level says otherwise."""
    label, look = paragraph.context.lists.label(numbering)
    why = paragraph.why_unseen(over(look, mark)) if label else ""
    if why:
        paragraph.context.diagnostics.leave_out(why, paragraph.place, label)
    else:
        paragraph.number = label


def _is_deleted(properties: "Element", paragraph: "ParagraphText") -> bool:
    gone = any(child.tag in _GONE for child in properties)
    paragraph.context.diagnostics.deleted += gone
    return gone


_RARE: "dict[str, Callable[[Element, ParagraphText], None]]" = {
    w("shd"): _shaded,
    w("framePr"): _framed,
    w("spacing"): _spaced,
}
