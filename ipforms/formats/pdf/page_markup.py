"""What people write on a page with a PDF viewer: words struck and replaced, typed text, notes, ink, stamps."""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.acroform import rich_text
from ipforms.formats.pdf.pdfium_handles import annotation_text, closing
from ipforms.formats.pdf_page import (
    BoundingBox,
    Character,
    FieldValue,
    PagePicture,
    PageRotation,
    PdfPage,
    UnreadText,
    around,
)

_MOST_QUADS = 200  # of one annotation; a form has fewer lines
_MOST_COMPARISONS = 1_000_000  # of characters with what is marked on a page
_OPAQUE = 250  # of 255
_MOST_OF = 0.8  # of the width and the height of an annotation: so far its ground reaches
_MIDDLE = (0.25, 0.75)  # of a character's height: a line between strikes it out
_OWN = "ipforms-"  # the names of the comments that `page_comments` writes
_MARKED = (pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY)
_SHAPES = (pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_POLYGON, pdfium.FPDF_ANNOT_POLYLINE)
COMMENT, STRUCK, REPLACED, INK = "reading.comment", "reading.struck", "reading.replaced", "reading.ink"
PAINTED_OVER, FLOATING = "reading.painted_over", "reading.floating_text"
_BEHIND = 1_000_000  # the numbers of characters of the page itself are below it


class _Strike(NamedTuple):
    """Struck words: the number of the annotation, that of one it belongs to, where the words stand, and its note."""

    number: int
    parent: int
    boxes: list[BoundingBox]
    note: str


class _Caret(NamedTuple):
    """A text to be inserted; likewise."""

    number: int
    parent: int
    box: BoundingBox
    text: str


class PageMarkup:
    """Gathers the mark-up of one page; at the end it is applied to the page's characters.

    Args:
        page: what is found is added to it.
        handle: PDFium's handle of it.
        rotation: how it lies.
    """

    def __init__(self, page: PdfPage, handle: Any, rotation: PageRotation) -> None:
        self._page, self._handle, self._rotation = page, handle, rotation
        self._left = _MOST_COMPARISONS
        self._strikes: list[_Strike] = []
        self._carets: list[_Caret] = []
        self._readers: dict[int, Callable[[Any, int, BoundingBox, str], None]] = {
            pdfium.FPDF_ANNOT_FREETEXT: self._free_text,
            pdfium.FPDF_ANNOT_STAMP: self._stamp,
            pdfium.FPDF_ANNOT_INK: self._ink,
            pdfium.FPDF_ANNOT_STRIKEOUT: self._strike,
            pdfium.FPDF_ANNOT_CARET: self._caret,
            pdfium.FPDF_ANNOT_LINE: self._line,
            pdfium.FPDF_ANNOT_TEXT: self._note,
            **dict.fromkeys(_MARKED, self._marked),
            **dict.fromkeys(_SHAPES, self._shape),
        }

    def add(self, annotation: Any, kind: int, index: int, box: BoundingBox) -> None:
        """Take an annotation that is shown."""
        reader = self._readers.get(kind)
        if reader and not annotation_text(annotation, b"NM").startswith(_OWN):
            reader(annotation, index, box, annotation_text(annotation, b"Contents"))

    def apply(self) -> None:
        """Strike out what is struck, and put its replacement there."""
        for caret in self._carets:
            strike = self._strike_of(caret)
            if strike is None:
                self._tell(COMMENT, caret.text, caret.box)
            elif caret.text.strip():
                self._strikes.remove(strike)
                self._take_out(strike.boxes, REPLACED, {"new": caret.text})
                self._page.entries.append(FieldValue("", caret.text, strike.boxes[0]))
        for strike in self._strikes:
            self._take_out(strike.boxes, STRUCK)
            self._tell(COMMENT, strike.note, around(strike.boxes))

    def _strike_of(self, caret: _Caret) -> _Strike | None:
        """The struck words that an inserted text replaces: they belong together, or touch."""
        self._left -= len(self._strikes)
        if self._left < 0:
            return None
        linked = (each for each in self._strikes if each.number == caret.parent or each.parent == caret.number)
        near = (each for each in self._strikes if any(_touches(box, caret.box) for box in each.boxes))
        return next(linked, None) or next(near, None)

    def _free_text(self, annotation: Any, index: int, box: BoundingBox, text: str) -> None:
        if _is_opaque(annotation):
            self._take_out([box], PAINTED_OVER)
        text = text or rich_text(annotation_text(annotation, b"RC"))
        if text.strip():
            self._page.entries.append(FieldValue("", text.replace("\r\n", "\n").replace("\r", "\n"), box))
        else:
            self._page.overlays.append(box)

    def _stamp(self, annotation: Any, index: int, box: BoundingBox, text: str) -> None:
        kinds = {pdfium.FPDFPageObj_GetType(each) for each in _objects(annotation)}
        if kinds & {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM}:
            self._page.overlays.append(box)
        if kinds != {pdfium.FPDF_PAGEOBJ_TEXT}:
            self._page.pictures.append(PagePicture("seal", box))

    def _ink(self, annotation: Any, index: int, box: BoundingBox, text: str) -> None:
        self._page.pictures.append(PagePicture("signature", box))
        self._tell(INK, "".join(each.text for each in self._within([box])), box)

    def _strike(self, annotation: Any, index: int, box: BoundingBox, text: str) -> None:
        self._strikes.append(_Strike(index, self._parent(annotation), self._quads(annotation) or [box], text))

    def _caret(self, annotation: Any, index: int, box: BoundingBox, text: str) -> None:
        text = text or rich_text(annotation_text(annotation, b"RC"))
        self._carets.append(_Caret(index, self._parent(annotation), box, text))

    def _line(self, annotation: Any, index: int, box: BoundingBox, text: str) -> None:
        """A line through the middle of words strikes them out."""
        ends = pdfium.FS_POINTF(), pdfium.FS_POINTF()
        self._tell(COMMENT, text, box)
        if not pdfium.FPDFAnnot_GetLine(annotation, *ends):
            return
        self._left -= len(self._page.characters)
        if self._left < 0:
            return
        line = around(self._rotation.box(each.x, each.y, each.x, each.y) for each in ends)
        through = [each.box for each in self._page.characters if _is_through(line, each.box)]
        if through:
            self._strikes.append(_Strike(index, -1, through, ""))

    def _note(self, annotation: Any, index: int, box: BoundingBox, text: str) -> None:
        # An answer that only says how far a review has come is no note.
        if not pdfium.FPDFAnnot_HasKey(annotation, b"StateModel"):
            self._tell(COMMENT, text or rich_text(annotation_text(annotation, b"RC")), box)

    def _marked(self, annotation: Any, index: int, box: BoundingBox, text: str) -> None:
        self._tell(COMMENT, text, around(self._quads(annotation) or [box]))

    def _shape(self, annotation: Any, index: int, box: BoundingBox, text: str) -> None:
        if _is_opaque(annotation):
            self._take_out([box], PAINTED_OVER)
        self._tell(COMMENT, text, box)

    def _tell(self, code: str, text: str, box: BoundingBox) -> None:
        if text.strip():
            self._page.unread.append(UnreadText(code, text, box))

    def _take_out(self, boxes: list[BoundingBox], code: str, context: dict[str, object] | None = None) -> None:
        """Leave the room of characters and take their text, and tell it."""
        taken = self._within(boxes)
        if taken:
            ids = set(map(id, taken))
            text, box = "".join(each.text for each in taken), around(each.box for each in taken)
            self._page.unread.append(UnreadText(code, text, box, True, context or {}))
            self._page.characters = [
                each._replace(text="") if id(each) in ids else each for each in self._page.characters
            ]

    def _within(self, boxes: Iterable[BoundingBox]) -> list[Character]:
        boxes = list(boxes)
        self._left -= len(boxes) * len(self._page.characters)
        if self._left < 0:
            return []
        return [each for each in self._page.characters if any(box.holds(*each.box.centre) for box in boxes)]

    def _parent(self, annotation: Any) -> int:
        """The number of the annotation that one belongs to; -1 if to none."""
        with closing(pdfium.FPDFAnnot_GetLinkedAnnot(annotation, b"IRT"), pdfium.FPDFPage_CloseAnnot) as parent:
            return int(pdfium.FPDFPage_GetAnnotIndex(self._handle, parent)) if parent else -1

    def _quads(self, annotation: Any) -> list[BoundingBox]:
        """The rectangles of the words that are marked."""
        found, points = [], pdfium.FS_QUADPOINTSF()
        for index in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), _MOST_QUADS)):
            if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, points):
                xs, ys = (points.x1, points.x2, points.x3, points.x4), (points.y1, points.y2, points.y3, points.y4)
                found.append(self._rotation.box(min(xs), min(ys), max(xs), max(ys)))
        return found


def _objects(annotation: Any) -> Iterator[Any]:
    """What the appearance of an annotation is drawn of."""
    for index in range(min(pdfium.FPDFAnnot_GetObjectCount(annotation), _MOST_QUADS)):
        yield pdfium.FPDFAnnot_GetObject(annotation, index)


def _is_opaque(annotation: Any) -> bool:
    """Whether an annotation hides what is under it: its ground is painted, as its appearance or else the file says."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFAnnot_HasKey(annotation, b"AP"):
        kind = pdfium.FPDFANNOT_COLORTYPE_InteriorColor
        if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_FREETEXT:
            kind = pdfium.FPDFANNOT_COLORTYPE_Color
        key = b"C" if kind == pdfium.FPDFANNOT_COLORTYPE_Color else b"IC"
        is_given = pdfium.FPDFAnnot_HasKey(annotation, key) and pdfium.FPDFAnnot_GetColor(annotation, kind, *parts)
        return bool(is_given) and parts[3].value >= _OPAQUE
    rect, sides = pdfium.FS_RECTF(), [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFAnnot_GetRect(annotation, rect)
    wide, high = abs(rect.right - rect.left), abs(rect.top - rect.bottom)
    for each in _objects(annotation):
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        is_path = pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_PATH
        if not is_path or not pdfium.FPDFPath_GetDrawMode(each, fill, stroke) or not fill.value:
            continue
        pdfium.FPDFPageObj_GetBounds(each, *sides)
        left, bottom, right, top = (side.value for side in sides)
        is_ground = right - left > _MOST_OF * wide and top - bottom > _MOST_OF * high
        is_seen_through = pdfium.FPDFPageObj_HasTransparency(each)
        if is_ground and not is_seen_through and pdfium.FPDFPageObj_GetFillColor(each, *parts):
            return parts[3].value >= _OPAQUE
    return False


def _touches(words: BoundingBox, caret: BoundingBox) -> bool:
    """Whether a caret stands in the line of some words, and at one of their ends."""
    near = words.height
    is_level = caret.top < words.bottom + near / 2 and caret.bottom > words.top
    return is_level and words.left - near < caret.centre[0] < words.right + near


def _is_through(line: BoundingBox, box: BoundingBox) -> bool:
    top, bottom = (box.top + part * box.height for part in _MIDDLE)
    return line.left <= box.centre[0] <= line.right and top < line.top and line.bottom < bottom


def add_overlay(page: PdfPage, box: BoundingBox, drawn: list[Character]) -> None:
    """Add what is typed in a note or a stamp; where it lies over print nobody can tell them apart, so it is told."""
    if len(drawn) * len(page.characters) > _MOST_COMPARISONS:
        return
    if any(box.holds(*each.box.centre) for each in page.characters if each.text.strip() for box in _boxes(drawn)):
        text = "".join(each.text for each in drawn)
        page.unread.append(UnreadText(FLOATING, text, box, True))
    else:
        page.characters = [*page.characters, *(each._replace(number=each.number + _BEHIND) for each in drawn)]


def _boxes(characters: Iterable[Character]) -> list[BoundingBox]:
    return [each.box for each in characters]
