"""Notes on a PDF: how it was damaged, what could not be read, what is shown otherwise than it is stored."""

from collections.abc import Iterable, Sequence

from ipforms.formats.pdf.layout_analysis.printed_checkboxes import BLANK
from ipforms.formats.pdf.pdfium_document import PdfiumDocument
from ipforms.formats.pdf_page import FieldValue, PdfPage
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.text import half_width, unspaced

_FEW = 8  # characters: a page with fewer says no more than its number; and broken pages that are named
_WHOLE_PAGE = 0.5  # of a page's area: larger pictures are the page itself
_TAIL = 2_048  # bytes in which a whole file ends
_QUOTED = 60  # characters of a text in a note


def file_notes(document: PdfiumDocument, data: bytes) -> Iterable[Note]:
    """The notes on the file as a whole."""
    if b"%%EOF" not in data[-_TAIL:]:
        yield Note("reading.cut_off")
    if document.has_xfa:
        yield Note("reading.xfa")
    if document.scripts:
        yield Note("reading.scripts", {"count": document.scripts})
    if document.attachments:
        yield Note("reading.attachments", {"count": document.attachments})
    for number in document.unreadable_pages[:_FEW]:
        yield Note("reading.broken_part", {"part": Place(page=number)})


def page_notes(pages: Sequence[PdfPage]) -> Iterable[Note]:
    """The notes on its pages."""
    numbers = [page.number for page in pages]
    if numbers != sorted(numbers):
        yield Note("reading.page_order", {"pages": list(map(str, numbers))})
    for page in pages:
        place = Place(page=page.number)
        if (code := _source_of_text(page)) is not None:
            yield Note(code, {"place": place})
        for entry in page.entries:
            if entry.name and not entry.is_list and _is_shown_otherwise(entry):
                where = Place(page=page.number, box=page.as_shown(entry.box))
                shown, value = (brief(half_width(text)) for text in (entry.shown, entry.text))
                yield Note("reading.field_shown", {"place": where, "shown": shown, "value": value})
        for tick in page.ticks:
            if tick.disputed:
                where = Place(page=page.number, box=page.as_shown(tick.box))
                shown, value = (brief(text) or BLANK for text in tick.disputed)
                yield Note("reading.box_shown", {"place": where, "shown": shown, "value": value})
        for entry in page.hidden:
            hidden = {"name": brief(entry.name), "value": brief(entry.text)}
            yield Note("reading.hidden_field", {"place": place, **hidden})
        if page.unmapped:
            yield Note("reading.unmapped", {"place": place, "count": page.unmapped})


def _source_of_text(page: PdfPage) -> str | None:
    """What there is to say of where a page's text comes from; None for a page that was printed with it."""
    if page.is_recognised:
        return "reading.recognised"
    if is_scan(page):
        return "reading.scanned_page"
    return "reading.text_layer" if page.has_text_layer and page.characters else None


def _is_shown_otherwise(entry: FieldValue) -> bool:
    """Whether a viewer draws something else than the value; what has no room, or no glyph, it leaves out."""
    value = iter(unspaced(entry.text))
    shown = unspaced(entry.shown)
    return len(shown) > 1 and not all(each in value for each in shown)


def brief(text: str) -> str:
    """The beginning of a text, as a note quotes it."""
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


def is_blank(page: PdfPage) -> bool:
    """Whether no text is to be had from a page."""
    return not page.characters and not page.ticks and not any(entry.text for entry in page.entries)


def is_scan(page: PdfPage) -> bool:
    """Whether a page is a picture of a page, with no more than its number beside."""
    area = sum(picture.box.width * picture.box.height for picture in page.pictures)
    few = len(page.characters) < _FEW and not any(entry.text for entry in page.entries)
    return few and area > _WHOLE_PAGE * page.width * page.height


def has_to_be_seen(page: PdfPage) -> bool:
    """Whether a page speaks to the eye alone: a scan, whose text a scanner may have added, or drawn letters."""
    is_drawing = is_blank(page) and not page.pictures and page.objects > _FEW
    return is_scan(page) or page.has_text_layer or is_drawing
